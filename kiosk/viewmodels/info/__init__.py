"""The exhibition's own facts, and the resources."""

"""Markdown files with YAML keys at their head, with the place of every key."""

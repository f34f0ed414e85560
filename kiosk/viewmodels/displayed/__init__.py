"""Which content is on display at a time, and what a visitor can open of it."""

"""Markdown files with YAML keys at the top, and the position of each key."""

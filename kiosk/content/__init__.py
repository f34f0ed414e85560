"""Reads a content folder into a snapshot; whatever is wrong becomes a problem, and the good rest is kept."""

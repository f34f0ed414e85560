"""Works and their labels, in every language."""

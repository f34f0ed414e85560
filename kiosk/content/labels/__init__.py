"""Works with their labels, translations and recordings."""

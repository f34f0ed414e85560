"""Events: dates in words, repetition, and calendar files."""

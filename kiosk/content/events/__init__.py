"""Events: dates as people write them, repetition, and calendar files."""

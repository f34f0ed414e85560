"""What is written to the program's own cache between two starts: start-up snapshot, read cache and last good content."""

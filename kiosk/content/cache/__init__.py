"""The program's own cache: start-up snapshot, read cache and last good content."""

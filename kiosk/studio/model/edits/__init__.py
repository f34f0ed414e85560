"""What a curator does to a folder, each act a value, and the names that files get."""

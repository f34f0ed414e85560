"""Text files of an exhibition: keys and body read, changed and merged, all other bytes kept."""

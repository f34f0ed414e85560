"""Releases of a folder: immutable, proven by hashes, carried by any engine. No Qt, no network."""

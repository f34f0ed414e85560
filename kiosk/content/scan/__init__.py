"""Scans folders, and groups the files that belong together."""

"""Reads content folders into a snapshot.

The sub-packages follow a file's way: scan (names, stamps, groups), front_matter (keys and text),
labels and events (what the keys mean), safety (what must not be shown), cache (what is kept).
Faults become problems; the rest of the folder is shown.
"""

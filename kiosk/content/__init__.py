"""Reads content folders into a snapshot.

The sub-packages follow a file's way: scan (names, stamps, groups), front_matter (keys and text,
with dates), safety (what must not be shown), labels and events (what the keys mean), cache (last
results). Faults become problems; the rest of the folder is shown.
"""

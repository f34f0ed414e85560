"""Checks of the machine before it is hung on a wall. They change nothing."""

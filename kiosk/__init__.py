"""A lobby screen for art and events, read from a local folder."""

__version__ = "0.2.0"

# No earlier than this day was this version made (UTC); a clock that shows an earlier one is wrong. A release sets it.
BUILT = (2026, 1, 1)

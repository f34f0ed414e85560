"""A lobby screen for art and events, read from a local folder."""

__version__ = "0.2.0"

# The day of the release (UTC), set by the release. A clock that shows an earlier day is wrong.
BUILT = (2026, 1, 1)

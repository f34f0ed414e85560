"""A lobby screen for art and events, read from a local folder."""

__version__ = "0.1.0"

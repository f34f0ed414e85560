"""Text laid out into lines and pages with Qt's text engine."""

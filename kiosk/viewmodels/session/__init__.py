"""The visitor's session as QML sees it, and the slideshow's timer."""

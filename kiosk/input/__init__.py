"""Touch input before QML sees it."""

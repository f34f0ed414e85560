"""The studio's window: Qt Widgets that show the view models."""

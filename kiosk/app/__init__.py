"""The program on the wall: composition root, folder reloading, display, health and shutdown."""

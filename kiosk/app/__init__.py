"""The program on the wall: composition root, folder reloading, display, health and shutdown."""

# Before anything else is imported that it makes cheaper.
import kiosk.qt  # noqa: F401

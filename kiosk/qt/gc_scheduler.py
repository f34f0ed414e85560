"""Runs Python's garbage collection on the GUI thread only, and at times when no visitor waits.

Python collects cycles in whatever thread allocates. A cycle that holds a QObject would be destroyed
outside of the thread that Qt requires. What exists when the window is there, most of it modules and
classes, is never looked at again: it takes a tenth of a second, and little of it ever ends. A full
collection of the rest costs a few milliseconds for a thousand works, so it waits until nobody
touches; in between only young objects are collected.
"""

import gc
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer

# Milliseconds between two collections of young objects, seconds between two full ones. Only what a
# visitor touched gathers in between, which is little.
PERIOD_MS = 10_000
FULL_PERIOD_SECONDS = 1800.0


def release_on_destroy(instance: QObject) -> None:
    """Let an object that QML creates drop its references when QML destroys it.

    PySide 6.11 never frees the Python part of such an object, nor what it refers to.
    """
    instance.destroyed.connect(instance.__dict__.clear)


class GcScheduler(QObject):
    """Takes garbage collection over from Python until it is closed."""

    def __init__(self, period: int = PERIOD_MS) -> None:
        super().__init__()
        gc.disable()
        self._is_idle: Callable[[], bool] = lambda: False
        self._next_full = monotonic() + FULL_PERIOD_SECONDS
        self._timer = QTimer(self, interval=period)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def start(self, is_idle: Callable[[], bool]) -> None:
        """Exclude all current objects from the collections.

        ``is_idle`` tells whether a full collection may run: no visitor is waiting for the screen.
        """
        self._is_idle = is_idle
        gc.freeze()

    def on_content_changed(self) -> None:
        """Run a full collection as soon as the screen is idle: most objects have been replaced."""
        self._next_full = monotonic()

    def _collect(self) -> None:
        if monotonic() < self._next_full:
            gc.collect(1)
        elif self._is_idle():
            gc.collect()
            self._next_full = monotonic() + FULL_PERIOD_SECONDS

    def close(self) -> None:
        """Run a full collection now, and hand garbage collection back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.collect()
        gc.enable()

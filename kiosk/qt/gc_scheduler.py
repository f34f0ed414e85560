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

from PySide6.QtCore import QObject, QTimer, SignalInstance

# Milliseconds between two collections of the youngest objects: of a folder that is being read, some
# ten thousand objects come in this time, a few milliseconds to look at. Seconds between two full
# ones: what gathers in between is little, as content that is replaced leaves no cycles.
PERIOD_MS = 2_000
FULL_PERIOD_SECONDS = 1800.0


def release_on_destroy(instance: QObject) -> None:
    """Let an object that QML creates drop its references when QML destroys it.

    PySide 6.11 never frees the Python part of such an object, nor what it refers to.
    """
    instance.destroyed.connect(instance.__dict__.clear)


class GcScheduler(QObject):
    """Takes garbage collection over from Python until it is closed."""

    def __init__(self, period: int = PERIOD_MS, full_period: float = FULL_PERIOD_SECONDS) -> None:
        super().__init__()
        gc.disable()
        self._is_idle: Callable[[], bool] = lambda: False
        self._full_period = full_period
        self._next_full = monotonic() + full_period
        self._timer = QTimer(self, interval=period)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def start(self, is_idle: Callable[[], bool]) -> None:
        """Exclude all current objects from the collections.

        ``is_idle`` tells whether a full collection may run: no visitor is waiting for the screen.
        """
        self._is_idle = is_idle
        gc.freeze()

    def follow(self, heartbeat: SignalInstance) -> None:
        """Collect with each of these signals, and wake no more by a timer of its own."""
        self._timer.stop()
        heartbeat.connect(self._collect)

    def _collect(self) -> None:
        if monotonic() < self._next_full or not self._is_idle():
            gc.collect(0)
        else:
            gc.collect()
            self._next_full = monotonic() + self._full_period

    def close(self, *, collect: bool = True) -> None:
        """Hand garbage collection back to Python; run a full one now, unless the caller will."""
        self._timer.stop()
        gc.unfreeze()
        if collect:
            gc.collect()
            gc.enable()

"""Python's garbage collection on the GUI thread only, and nobody waits for it.

Python collects cycles in whatever thread happens to allocate; when a cycle holds a QObject, that object would be taken
apart outside the thread in which Qt lets it live. And a look at everything takes a third of a second when ten thousand
works are shown: that waits for a moment at which nobody touches, and in between only what is new is looked at.
"""

import gc
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer

# Milliseconds between two looks at what is new, and seconds between two looks at everything.
# What gathers in between is what a visitor touched, which is little.
PERIOD = 10_000
WHOLE_PERIOD = 1800.0


def release_on_destroy(made: QObject) -> None:
    """Let what QML has made hold nothing once it is gone: PySide (6.11) keeps the Python side of it for ever, with all that hangs on it."""
    made.destroyed.connect(made.__dict__.clear)


class GcScheduler(QObject):
    """Takes collecting over from Python until it is closed. ``quiet`` is true while nobody waits for the screen."""

    def __init__(self, period: int = PERIOD) -> None:
        super().__init__()
        gc.disable()
        self._quiet: Callable[[], bool] = lambda: False
        self._next = monotonic() + WHOLE_PERIOD
        self._timer = QTimer(self, interval=period)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def start(self, quiet: Callable[[], bool]) -> None:
        """All that is there now is there to stay for a while."""
        self._quiet = quiet
        gc.freeze()

    def on_content_changed(self) -> None:
        """Most of what was there has been replaced: look at everything as soon as it is quiet."""
        self._next = monotonic()

    def _look(self) -> None:
        if monotonic() < self._next:
            gc.collect(1)
        elif self._quiet():
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            self._next = monotonic() + WHOLE_PERIOD

    def close(self) -> None:
        """Collect all there is, here and now, and hand the task back."""
        self._timer.stop()
        gc.unfreeze()
        gc.collect()
        gc.enable()

"""Python's garbage collection on the GUI thread only.

Python collects cycles in whatever thread happens to allocate; when a cycle holds a QObject, that object would be taken
apart outside the thread in which Qt lets it live.
"""

import gc

from PySide6.QtCore import QObject, QTimer

# Milliseconds between two looks. What gathers in between is what a visitor touched, which is little.
PERIOD = 10_000


class Garbage(QObject):
    """Takes collecting over from Python until it is closed, generation by generation as Python itself would."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._thresholds = gc.get_threshold()
        self._timer = QTimer(self, interval=PERIOD)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return

    def close(self) -> None:
        """Collect all there is, here and now, and hand the task back."""
        self._timer.stop()
        gc.collect()
        gc.enable()

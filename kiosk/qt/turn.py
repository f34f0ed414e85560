"""What all slices of work together may take of one turn of the event loop.

A list, a text or a wall that is filled in slices keeps to a few milliseconds by itself. Dozens of
them that have their timers in one turn would hold the GUI thread for all their slices in a row: so
each tells what it took, and those whose turn has not come wait for the next one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from time import thread_time

from PySide6.QtCore import QTimer

# Seconds of CPU time. What follows in the same turn, above all the layout of what the slices made,
# costs about as much again; both stay below the 50 ms of tests/stall_detector.py on a machine that
# is half as fast.
SLICES_SECONDS = 0.010


class Turn:
    """The CPU time that slices have spent in the current turn of the GUI thread's event loop."""

    def __init__(self) -> None:
        self._spent = 0.0
        # When work began that is measured as a whole, slices within it included.
        self._began: float | None = None
        # Who was refused and waits, by identity, the longest first; and who was in this turn.
        self._waiting: dict[int, None] = {}
        self._refused: set[int] = set()
        self._ends_soon = False

    @property
    def is_over(self) -> bool:
        """True once other slices have to wait for the next turn."""
        return self.left <= 0

    @property
    def left(self) -> float:
        """Seconds of CPU time that slices still have in this turn; 0 or less once it is over."""
        under_way = 0.0 if self._began is None else thread_time() - self._began
        return SLICES_SECONDS - self._spent - under_way

    def admits(self, worker: object) -> bool:
        """Whether a worker may do a slice now; if not, it asks again in the next turn.

        The one that waits longest goes first: else the worker whose timer is the first one would
        take every turn until it is done.
        """
        if not self.is_over and next(iter(self._waiting), id(worker)) == id(worker):
            self._waiting.pop(id(worker), None)
            return True
        self._waiting.setdefault(id(worker))
        self._refused.add(id(worker))
        self._end_soon()
        return False

    def spend(self, seconds: float) -> None:
        """Count CPU time until the turn ends. Within ``measured``, which counts it, do nothing."""
        if self._began is None:
            self._spent += seconds
            self._end_soon()

    @contextmanager
    def measured(self) -> Iterator[None]:
        """Count all that is done within: what follows a touch or new content, for example.

        Slices within it, and after it in the same turn, have what is left. Parts of one measured
        work may be measured too.
        """
        if self._began is not None:
            yield
            return
        self._began = thread_time()
        try:
            yield
        finally:
            seconds, self._began = thread_time() - self._began, None
            self.spend(seconds)

    def _end_soon(self) -> None:
        # To ask for it again would put it behind all that ask again, for ever. A timer of its own
        # would outlive the window.
        if not self._ends_soon:
            self._ends_soon = True
            QTimer.singleShot(0, self._on_end)

    def _on_end(self) -> None:
        self._spent, self._ends_soon = 0.0, False
        # Those that asked no more are done, or gone.
        self._waiting = {one: None for one in self._waiting if one in self._refused}
        self._refused.clear()


# The turn of the GUI thread.
turn = Turn()

"""Selects what is on display, in a thread of its own: a large programme takes seconds."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from time import sleep, thread_time

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.domain import Event, Notice, Snapshot
from kiosk.schedule import Clock, ClockDistrust
from kiosk.viewmodels.displayed.displayed_content import DisplayedContent
from kiosk.viewmodels.displayed.item_failures import ItemFailures
from kiosk.viewmodels.displayed.programme import ClockReading, Programme

log = logging.getLogger(__name__)

# A start waits so long for the programme: one that is ready by then changes nothing on the screen.
START_WAIT_SECONDS = 0.3
# The thread pauses so long after so much CPU time: the GUI thread runs Python too, and only one of
# the two does at a time.
WORK_SECONDS, PAUSE_SECONDS = 0.002, 0.001
# A request to end is obeyed within two seconds, all closing together.
JOIN_SECONDS = 0.4


class _ClosingError(Exception):
    """The program ends; no result is wanted any more."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Selection:
    """What to select from, and what to leave out: the keys of works and of other items.

    ``programme`` is the last one, which is kept as far as it still holds. ``notices`` are those
    that stand.
    """

    snapshot: Snapshot
    reading: ClockReading
    failures: ItemFailures
    failed: frozenset[str] = frozenset()
    broken: frozenset[str] = frozenset()
    programme: Programme | None = None
    notices: tuple[Notice, ...] = ()

    def select(self, each: Callable[[Iterable[Event]], Iterable[Event]] = iter) -> DisplayedContent:
        """Select. Any thread may: nothing but immutable values is read."""
        programme, events = self.programme, self.snapshot.events
        last_day = self.snapshot.exhibition.last_listed_day
        if (
            programme is None
            or not programme.is_known
            or programme.events != events
            or programme.last_day != last_day
            or programme.is_outdated(self.reading)
        ):
            programme = Programme.of(events, self.reading, last_day, each)
        return self.with_programme(programme)

    def with_programme(self, programme: Programme) -> DisplayedContent:
        """Select with a programme that is known already."""
        return DisplayedContent.of(
            self.snapshot,
            programme,
            failures=self.failures,
            left_out=self.failed | self.broken,
            notices=self.notices,
        )


class ContentSelector(QObject):
    """Emits ``selected`` with each result, in the thread of this object.

    In the ``background``, one selection after the other is made in a thread; of those that wait,
    only the last one is. Without it, ``request`` returns when ``selected`` has been emitted.
    """

    selected = Signal(object)
    _made = Signal()

    def __init__(
        self, clock: Clock, parent: QObject | None = None, *, background: bool = False
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._distrust = ClockDistrust.NONE
        # Guarded by the condition: what is asked for, is being made, and is made.
        self._condition = threading.Condition()
        self._wanted: Selection | None = None
        self._is_making = False
        self._results: list[DisplayedContent] = []
        self._is_closing = False
        self._made.connect(self._on_made)
        self._thread: threading.Thread | None = None
        if background:
            self._thread = threading.Thread(target=self._work, name="content-selector", daemon=True)
            self._thread.start()

    @property
    def is_busy(self) -> bool:
        """True while a result is still to come."""
        with self._condition:
            return self._wanted is not None or self._is_making or bool(self._results)

    def read_clock(self) -> ClockReading:
        """Read the clock. A clock that is newly distrusted is logged."""
        reading = ClockReading.of(self._clock)
        if reading.distrust and reading.distrust != self._distrust:
            log.warning("%s; the board shows dates only", reading.distrust)
        self._distrust = reading.distrust
        return reading

    def first(self, selection: Selection) -> DisplayedContent:
        """The first content; where its programme takes long, without it, which then follows."""
        if self._thread is None:
            return selection.select()
        with self._condition:
            self._wanted = selection
            self._condition.notify_all()
            if self._condition.wait_for(lambda: self._results, START_WAIT_SECONDS):
                return self._results.pop()
        unknown = Programme(reading=selection.reading, is_known=False)
        return selection.with_programme(unknown)

    def request(self, selection: Selection) -> None:
        """Select, and emit ``selected``."""
        if self._thread is None:
            self.selected.emit(selection.select())
            return
        with self._condition:
            self._wanted = selection
            self._condition.notify_all()

    def close(self) -> None:
        """End the thread. One that expands a long series is left behind."""
        with self._condition:
            self._is_closing = True
            self._condition.notify_all()
        if self._thread is not None:
            self._thread.join(JOIN_SECONDS)

    @Slot()
    def _on_made(self) -> None:
        with self._condition:
            results, self._results = self._results, []
        for content in results:
            self.selected.emit(content)

    def _work(self) -> None:
        while True:
            with self._condition:
                self._condition.wait_for(lambda: self._wanted is not None or self._is_closing)
                if self._is_closing or self._wanted is None:
                    return
                selection, self._wanted = self._wanted, None
                self._is_making = True
            content = self._made_of(selection)
            # It holds the content before, which may be large.
            del selection
            with self._condition:
                self._is_making = False
                if self._is_closing:
                    return
                if content is not None:
                    self._results.append(content)
                self._condition.notify_all()
            if content is not None:
                del content
                self._made.emit()

    def _made_of(self, selection: Selection) -> DisplayedContent | None:
        try:
            return selection.select(self._until_closing)
        except _ClosingError:
            return None
        except Exception:
            log.exception("What is on display cannot be selected; the content stays as it was")
            return None

    def _until_closing(self, events: Iterable[Event]) -> Iterator[Event]:
        """The events, with pauses, until the program ends: a thousand series take seconds."""
        until = thread_time() + WORK_SECONDS
        for event in events:
            if self._is_closing:
                raise _ClosingError
            if thread_time() >= until:
                sleep(PAUSE_SECONDS)
                until = thread_time() + WORK_SECONDS
            yield event

"""The two deadlines of a visit: the loop's next turn, and the way home when nobody touches."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.bridge.visit import Visit
from kiosk.schedule import Clock, dwell_seconds, idle_seconds, page_seconds, warning_seconds
from kiosk.session import moves

# The wall clock is read again at least this often, so that a jump of it or a sleep is noticed.
LONGEST_WAIT = 30.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What there is to read now: ``words`` of the loop's page, ``pages`` of its slide, ``open_words`` of a visit.

    ``further`` is True on the second and later pages of a picture's label.
    """

    words: int = 0
    pages: int = 1
    open_words: int = 0
    has_code: bool = False
    further: bool = False


class Tempo(QObject):
    """Watches the monotonic clock; ``beat`` is emitted whenever it looked, for what depends on the wall clock."""

    beat = Signal()
    # Nobody has touched for the idle time, and nothing is left of a visit: emitted once until somebody does.
    forsaken = Signal()

    def __init__(self, clock: Clock, visit: Visit, reading: Callable[[], Reading], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._visit = visit
        self._reading = reading
        self._turned = self._touched = self._asked = clock.monotonic()
        self._was = visit.state
        self._started = self._left = False
        # Single-shot and short: an interval is an int of milliseconds and may fire early.
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)
        visit.changed.connect(self._on_changed)
        visit.stirred.connect(self.stir)

    def start(self) -> None:
        """Begin to count; until then nothing happens by itself."""
        self._started = True
        self._turned = self._touched = self._clock.monotonic()
        self.look()

    def rest(self) -> None:
        """Nothing happens by itself any more, until ``start``: the screen is dark."""
        self._started = False
        self._timer.stop()

    def stir(self) -> None:
        """Someone touched: the idle time begins anew."""
        self._touched = self._clock.monotonic()
        self._left = False

    def look(self) -> None:
        """Do what is due, then wait for what is next."""
        now = self._clock.monotonic()
        state = self._visit.state
        if state.asking:
            if now - self._asked >= warning_seconds:
                self._visit.move(moves.go_home)
        elif moves.touched(state, self._visit.guide) and now - self._touched >= self._idle():
            self._visit.move(moves.ask)
        elif self._runs() and now - self._turned >= self._dwell():
            self._visit.move(moves.step_loop, 1, self._reading().pages)
        if not self._left and now - self._touched >= idle_seconds(0) and not moves.touched(self._visit.state, self._visit.guide):
            self._left = True
            self.forsaken.emit()
        self.beat.emit()
        self._wait()

    def _runs(self) -> bool:
        state = self._visit.state
        return state.on_loop and not (state.loop.paused or state.asking or state.panel)

    def _dwell(self) -> float:
        reading = self._reading()
        if reading.further:
            return page_seconds(reading.words)
        return dwell_seconds(reading.words, has_code=reading.has_code)

    def _idle(self) -> float:
        return idle_seconds(self._reading().open_words)

    def _on_changed(self) -> None:
        was, state = self._was, self._visit.state
        self._was = state
        now = self._clock.monotonic()
        if state.asking and not was.asking:
            self._asked = now
        if (was.loop, was.on_loop, was.asking, was.panel) != (state.loop, state.on_loop, state.asking, state.panel):
            self._turned = now
        self._wait()

    def _wait(self) -> None:
        if not self._started:
            return
        now = self._clock.monotonic()
        state = self._visit.state
        waits = [LONGEST_WAIT]
        if state.asking:
            waits.append(self._asked + warning_seconds - now)
        else:
            if moves.touched(state, self._visit.guide):
                waits.append(self._touched + self._idle() - now)
            elif not self._left:
                waits.append(self._touched + idle_seconds(0) - now)
            if self._runs():
                waits.append(self._turned + self._dwell() - now)
        self._timer.start(int(max(0.02, min(waits)) * 1000) + 1)

"""The two deadlines of a visit: the loop's next turn, and the way home when nobody touches."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.schedule import (
    IDLE_PROMPT_SECONDS,
    Clock,
    dwell_seconds,
    idle_timeout_seconds,
    page_seconds,
)
from kiosk.session import transitions
from kiosk.viewmodels.session.session import SessionViewModel

# The wall clock is read again at least this often, so that a jump of it or a sleep is noticed.
LONGEST_WAIT = 30.0


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingLoad:
    """What there is to read now: ``words`` of the loop's page, ``pages`` of its slide, ``open_words`` of a visit.

    ``further`` is True on the second and later pages of a picture's label.
    """

    words: int = 0
    pages: int = 1
    open_words: int = 0
    has_code: bool = False
    further: bool = False


class SlideshowTimer(QObject):
    """Watches the monotonic clock; ``beat`` is emitted whenever it looked, for what depends on the wall clock."""

    tick = Signal()
    # Nobody has touched for the idle time, and nothing is left of a visit: emitted once until somebody does.
    session_expired = Signal()

    def __init__(
        self,
        clock: Clock,
        session: SessionViewModel,
        reading: Callable[[], ReadingLoad],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._session = session
        self._reading = reading
        self._turned = self._touched = self._asked = clock.monotonic()
        self._was = session.state
        self._started = self._left = False
        # Single-shot and short: an interval is an int of milliseconds and may fire early.
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.check_deadlines)
        session.changed.connect(self._on_changed)
        session.user_activity.connect(self.on_user_activity)

    def start(self) -> None:
        """Begin to count; until then nothing happens by itself."""
        self._started = True
        self._turned = self._touched = self._clock.monotonic()
        self.check_deadlines()

    def set_standby(self) -> None:
        """Nothing happens by itself any more, until ``start``: the screen is dark."""
        self._started = False
        self._timer.stop()

    def on_user_activity(self) -> None:
        """Someone touched: the idle time begins anew."""
        self._touched = self._clock.monotonic()
        self._left = False

    def check_deadlines(self) -> None:
        """Do what is due, then wait for what is next."""
        now = self._clock.monotonic()
        state = self._session.state
        if state.idle_prompt:
            if now - self._asked >= IDLE_PROMPT_SECONDS:
                self._session.apply(transitions.go_home)
        elif (
            transitions.session_in_progress(state, self._session.catalogue)
            and now - self._touched >= self._idle()
        ):
            self._session.apply(transitions.show_idle_prompt)
        elif self._is_running() and now - self._turned >= self._dwell():
            self._session.apply(transitions.turn_loop, 1, self._reading().pages)
        if (
            not self._left
            and now - self._touched >= idle_timeout_seconds(0)
            and not transitions.session_in_progress(self._session.state, self._session.catalogue)
        ):
            self._left = True
            self.session_expired.emit()
        self.tick.emit()
        self._wait()

    def _is_running(self) -> bool:
        state = self._session.state
        return state.on_loop and not (
            state.loop.paused or state.idle_prompt or state.display_panel_open
        )

    def _dwell(self) -> float:
        reading = self._reading()
        if reading.further:
            return page_seconds(reading.words)
        return dwell_seconds(reading.words, has_code=reading.has_code)

    def _idle(self) -> float:
        return idle_timeout_seconds(self._reading().open_words)

    def _on_changed(self) -> None:
        was, state = self._was, self._session.state
        self._was = state
        now = self._clock.monotonic()
        if state.idle_prompt and not was.idle_prompt:
            self._asked = now
        if (was.loop, was.on_loop, was.idle_prompt, was.display_panel_open) != (
            state.loop,
            state.on_loop,
            state.idle_prompt,
            state.display_panel_open,
        ):
            self._turned = now
        self._wait()

    def _wait(self) -> None:
        if not self._started:
            return
        now = self._clock.monotonic()
        state = self._session.state
        waits = [LONGEST_WAIT]
        if state.idle_prompt:
            waits.append(self._asked + IDLE_PROMPT_SECONDS - now)
        else:
            if transitions.session_in_progress(state, self._session.catalogue):
                waits.append(self._touched + self._idle() - now)
            elif not self._left:
                waits.append(self._touched + idle_timeout_seconds(0) - now)
            if self._is_running():
                waits.append(self._turned + self._dwell() - now)
        self._timer.start(int(max(0.02, min(waits)) * 1000) + 1)

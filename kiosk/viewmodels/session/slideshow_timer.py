"""The deadlines of a session: the loop's next turn, and the idle timeout that leads home."""

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

# Seconds. The clocks are read at least this often, so that a jump of the wall clock or a
# suspended machine is noticed.
MAX_WAIT_SECONDS = 30.0


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingLoad:
    """The amount of text on the screen.

    ``words`` and ``pages`` are those of the loop: words of the current page, pages of its slide.
    ``open_words`` are the words of what a visitor has open. ``later_page`` is True on the second
    and later pages of a picture's label. ``asked_seconds`` is how long the curator wants the slide
    to stay, 0 where that is left to its words.
    """

    words: int = 0
    pages: int = 1
    open_words: int = 0
    has_code: bool = False
    asked_seconds: float = 0.0
    later_page: bool = False


class SlideshowTimer(QObject):
    """Applies what is due by the monotonic clock.

    ``tick`` follows each check of the deadlines, for what depends on the wall clock.
    ``session_expired`` follows the idle time without a touch, once the session has ended; it is
    emitted once, until somebody touches the screen again.
    """

    tick = Signal()
    session_expired = Signal()

    def __init__(
        self,
        clock: Clock,
        session: SessionViewModel,
        reading_load: Callable[[], ReadingLoad],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._session = session
        self._reading_load = reading_load
        self._turned_at = self._touched_at = self._prompted_at = clock.monotonic()
        self._last_state = session.state
        self._started = self._expired = False
        self._used_at: float | None = None
        # Single-shot: an interval is an int of milliseconds, and the timer may fire early.
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.check_deadlines)
        session.changed.connect(self._on_changed)
        session.user_activity.connect(self.on_user_activity)

    def start(self) -> None:
        """Start the deadlines. Before that, the loop does not turn and no session times out."""
        self._started = True
        self._turned_at = self._touched_at = self._clock.monotonic()
        self.check_deadlines()

    def stop(self) -> None:
        """Stop the deadlines until ``start``, while the screen is dark."""
        self._started = False
        self._timer.stop()

    @property
    def seconds_since_touch(self) -> float:
        """Seconds since somebody used the screen; -1 where nobody has since the start."""
        return -1.0 if self._used_at is None else self._clock.monotonic() - self._used_at

    def on_user_activity(self) -> None:
        """Start the idle time again: somebody touched the screen or pressed a key."""
        self._touched_at = self._used_at = self._clock.monotonic()
        self._expired = False

    def check_deadlines(self) -> None:
        """Apply what is due, then wait for the next deadline."""
        now = self._clock.monotonic()
        state = self._session.state
        if state.idle_prompt:
            if now - self._prompted_at >= IDLE_PROMPT_SECONDS:
                self._session.apply(transitions.end_session)
        elif (
            transitions.session_in_progress(state, self._session.catalogue)
            and now - self._touched_at >= self._idle_timeout()
        ):
            self._session.apply(transitions.show_idle_prompt)
        elif self._is_running() and now - self._turned_at >= self._dwell_time():
            # A loop of one slide turns to the same, of which no signal tells.
            self._turned_at = now
            self._session.apply(transitions.turn_loop, 1, self._reading_load().pages)
        if (
            not self._expired
            and now - self._touched_at >= idle_timeout_seconds(0)
            and not transitions.session_in_progress(self._session.state, self._session.catalogue)
        ):
            self._expired = True
            self.session_expired.emit()
        self.tick.emit()
        self._start_timer()

    def _is_running(self) -> bool:
        state = self._session.state
        return state.on_loop and not (
            state.loop.paused or state.idle_prompt or state.display_panel_open
        )

    def _dwell_time(self) -> float:
        load = self._reading_load()
        if load.later_page:
            return page_seconds(load.words)
        return dwell_seconds(load.words, has_code=load.has_code, asked=load.asked_seconds)

    def _idle_timeout(self) -> float:
        return idle_timeout_seconds(self._reading_load().open_words)

    def _on_changed(self) -> None:
        last, state = self._last_state, self._session.state
        self._last_state = state
        now = self._clock.monotonic()
        if state.idle_prompt and not last.idle_prompt:
            self._prompted_at = now
        if (last.loop, last.on_loop, last.idle_prompt, last.display_panel_open) != (
            state.loop,
            state.on_loop,
            state.idle_prompt,
            state.display_panel_open,
        ):
            self._turned_at = now
        self._start_timer()

    def _start_timer(self) -> None:
        if not self._started:
            return
        now = self._clock.monotonic()
        state = self._session.state
        waits = [MAX_WAIT_SECONDS]
        if state.idle_prompt:
            waits.append(self._prompted_at + IDLE_PROMPT_SECONDS - now)
        else:
            if transitions.session_in_progress(state, self._session.catalogue):
                waits.append(self._touched_at + self._idle_timeout() - now)
            elif not self._expired:
                waits.append(self._touched_at + idle_timeout_seconds(0) - now)
            if self._is_running():
                waits.append(self._turned_at + self._dwell_time() - now)
        self._timer.start(int(max(0.02, min(waits)) * 1000) + 1)

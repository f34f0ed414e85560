"""The staff panel for QML: the PIN pad, the program's status, and the actions of staff."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk import i18n
from kiosk.domain import Problem, Severity
from kiosk.i18n.formatting import time_of_day
from kiosk.qt.keyed_list_model import KeyedListModel, Row
from kiosk.qt.qml import Property, QmlUncreatable
from kiosk.schedule import Clock, ClockDistrust
from kiosk.session import transitions
from kiosk.staff.pin import MAX_DIGITS, MIN_DIGITS, PinLock
from kiosk.status.durations import duration_text
from kiosk.status.program_status import ProgramStatus
from kiosk.viewmodels.qml_enums import StaffViews, from_qml, to_qml
from kiosk.viewmodels.session.session import SessionViewModel

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1


class StaffView(StrEnum):
    """The open part of the staff screens; ``CLOSED`` while visitors have the screen."""

    CLOSED = ""
    PIN = "pin"
    PANEL = "panel"
    LEAVING = "leaving"
    TEST = "test"
    CLEANING = "cleaning"


# Seconds without a touch after which each view closes. The PIN pad closes soonest, because a
# visitor may have opened it by accident.
IDLE_SECONDS = {
    StaffView.PIN: 20.0,
    StaffView.PANEL: 60.0,
    StaffView.LEAVING: 60.0,
    StaffView.TEST: 60.0,
}
CLEANING_SECONDS = 60.0
# A dimmed screen becomes bright again before the next morning.
DIM_SECONDS = 3 * 3600.0
# Longer lists are read at a desk, with 'kiosk check'.
MAX_PROBLEMS = 40
_TICK_MS = 1_000
_REFRESH_SECONDS = 5.0


@QmlElement
@QmlUncreatable("the controller owns the staff's panel")
class StaffViewModel(QObject):
    """Which part is open (``view``), and what staff may do there.

    Closing it always leads to the loop. The program answers ``reloadRequested`` and
    ``exitRequested``.
    """

    changed = Signal()
    statusChanged = Signal()
    reloadRequested = Signal()
    exitRequested = Signal()

    def __init__(
        self, clock: Clock, session: SessionViewModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock, self._session = clock, session
        self._lock: PinLock | None = None
        self._read_status: Callable[[], ProgramStatus] = ProgramStatus
        self._view = StaffView.CLOSED
        self._digits = self._message = ""
        self._opened_at = self._touched_at = self._read_at = clock.monotonic()
        self._dim, self._dimmed_at = 0.0, 0.0
        self._status_rows: list[list[str]] = []
        self._problems: Sequence[Problem] | None = None
        self._problem_rows = KeyedListModel(("location", "message", "hint"), self)
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.check_timeouts)

    # For the program

    def enable(self, lock: PinLock, read_status: Callable[[], ProgramStatus]) -> None:
        """Let the panel be opened: ``lock`` checks PINs, ``read_status`` returns the status."""
        self._lock, self._read_status = lock, read_status

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """Take the problems of a content load; the list shows the most severe first."""
        order = list(Severity)
        self._problems = sorted(problems, key=lambda problem: order.index(problem.severity))
        if self._view:
            self._refresh_panel()

    def request_pin(self) -> None:
        """Open the PIN pad, if a PIN is set. Called after the corner was held."""
        if not self._view and self._lock is not None and self._lock.is_set():
            state = self._session.state
            self._session.apply(transitions.go_home)
            # The pad keeps the language and text size of the visitor's screen.
            self._session.apply(transitions.set_language, state.language)
            self._session.apply(
                transitions.set_display_settings, replace(state.display, dark=False)
            )
            self._digits = self._message = ""
            self._open(StaffView.PIN)

    def on_user_activity(self) -> None:
        """Start the idle time again: somebody touched the screen or pressed a key."""
        self._touched_at = self._clock.monotonic()

    @Slot()
    def check_timeouts(self) -> None:
        """Close what has timed out, and refresh countdowns and status. Called once a second."""
        now = self._clock.monotonic()
        if self._dim and now - self._dimmed_at >= DIM_SECONDS:
            self._dim = 0.0
            self.changed.emit()
        if not self._view:
            if not self._dim:
                self._timer.stop()
            return
        cleaning_is_over = (
            self._view is StaffView.CLEANING and now - self._opened_at >= CLEANING_SECONDS
        )
        if cleaning_is_over or now - self._touched_at >= IDLE_SECONDS.get(self._view, math.inf):
            self.close()
        elif self._view is not StaffView.PANEL:
            self.changed.emit()
        elif now - self._read_at >= _REFRESH_SECONDS:
            self._refresh_panel()

    def _open(self, view: StaffView) -> None:
        self._view = view
        self._opened_at = self._touched_at = self._clock.monotonic()
        self._timer.start()
        if view is StaffView.PANEL:
            self._refresh_panel()
        else:
            self.changed.emit()

    def _refresh_panel(self) -> None:
        self._read_at = self._clock.monotonic()
        self._status_rows = [list(pair) for pair in status_rows(self._read_status())]
        self._problem_rows.set_rows(
            [
                _row(number, problem)
                for number, problem in enumerate((self._problems or ())[:MAX_PROBLEMS])
            ]
        )
        self.statusChanged.emit()
        self.changed.emit()

    # For QML: state

    @property
    def view(self) -> StaffView:
        """The part that is open."""
        return self._view

    @Property(int, notify=changed)
    def currentView(self) -> int:
        """``view`` as one of QML's ``StaffViews``."""
        return to_qml(self._view, StaffViews.Value)

    @Property(int, notify=changed)
    def digitCount(self) -> int:
        """The number of digits entered so far."""
        return len(self._digits)

    @Property(int, constant=True)
    def minDigits(self) -> int:
        """The smallest number of digits of a PIN."""
        return MIN_DIGITS

    @Property(bool, notify=changed)
    def canSubmit(self) -> bool:
        return len(self._digits) >= MIN_DIGITS

    @Property(int, notify=changed)
    def retrySeconds(self) -> int:
        """Seconds until the next PIN may be tried."""
        return math.ceil(self._lock.seconds_until_retry()) if self._lock is not None else 0

    @Property(str, notify=changed)
    def message(self) -> str:
        return self._message

    @Property(int, notify=changed)
    def secondsLeft(self) -> int:
        """Seconds of cleaning that are left."""
        return max(0, math.ceil(self._opened_at + CLEANING_SECONDS - self._clock.monotonic()))

    @Property("QVariantList", notify=statusChanged)
    def statusRows(self) -> list[list[str]]:
        """The program's status, as pairs of name and value."""
        return self._status_rows

    @Property(KeyedListModel, constant=True)
    def problems(self) -> KeyedListModel:
        return self._problem_rows

    @Property(str, notify=changed)
    def summary(self) -> str:
        """The number of problems of the content; in safe mode, that it has not been read."""
        if self._problems is None:
            return i18n.tr("The folder has not been read.")
        errors = sum(problem.severity is Severity.ERROR for problem in self._problems)
        warnings = sum(problem.severity is Severity.WARNING for problem in self._problems)
        advice = len(self._problems) - errors - warnings
        if not self._problems:
            return i18n.tr("The folder has no problems.")
        counts = (
            i18n.tr("Errors: %1, warnings: %2, advice: %3")
            .replace("%1", str(errors))
            .replace("%2", str(warnings))
        )
        return counts.replace("%3", str(advice))

    @Property(float, notify=changed)
    def dim(self) -> float:
        """The part of the screen's light that is taken away, 0 to 1."""
        return self._dim

    @Property(str, notify=changed)
    def dimUntil(self) -> str:
        """When a dimmed screen is bright again; "" when it is bright."""
        if not self._dim:
            return ""
        left = DIM_SECONDS - (self._clock.monotonic() - self._dimmed_at)
        then = self._clock.now() + timedelta(seconds=left)
        return i18n.tr("Until %1").replace("%1", time_of_day(then, self._session.state.language))

    # For QML: actions

    @Slot(str)
    def pressDigit(self, digit: str) -> None:
        if (
            self._view is StaffView.PIN
            and digit.isdigit()
            and len(self._digits) < MAX_DIGITS
            and not self.retrySeconds
        ):
            self._digits += digit
            self._message = ""
            self.changed.emit()

    @Slot()
    def eraseDigit(self) -> None:
        self._digits = self._digits[:-1]
        self.changed.emit()

    @Slot()
    def submitPin(self) -> None:
        if (
            self._view is not StaffView.PIN
            or self._lock is None
            or not self.canSubmit
            or self.retrySeconds
        ):
            return
        accepted, self._digits = self._lock.try_pin(self._digits), ""
        if accepted:
            self._open(StaffView.PANEL)
        else:
            self._message = i18n.tr("That was not the PIN.")
            self.changed.emit()

    @Slot()
    def close(self) -> None:
        """Return to the loop."""
        self._view = StaffView.CLOSED
        self._digits = self._message = ""
        self._session.apply(transitions.go_home)
        self.changed.emit()

    def show(self, view: str) -> None:
        """Open a part behind the PIN, if one of them is open already: never past the PIN."""
        inside = set(StaffView) - {StaffView.CLOSED, StaffView.PIN}
        if self._view in inside and view in inside:
            self._open(StaffView(view))

    @Slot(int)
    def openView(self, view: int) -> None:
        """``show`` for one of QML's ``StaffViews``."""
        self.show(from_qml(view, StaffViews.Value, StaffView))

    @Slot(float)
    def setDim(self, dim: float) -> None:
        if self._view is StaffView.PANEL:
            self._dim, self._dimmed_at = min(0.8, max(0.0, dim)), self._clock.monotonic()
            self.changed.emit()

    @Slot()
    def reloadContent(self) -> None:
        if self._view is StaffView.PANEL:
            self.reloadRequested.emit()
            self.close()

    @Slot()
    def endProgram(self) -> None:
        if self._view is StaffView.LEAVING:
            self.exitRequested.emit()


def status_rows(status: ProgramStatus) -> list[tuple[str, str]]:
    """The program's status in the interface's language: pairs of name and value."""
    modes = {
        "full": i18n.tr("everything works"),
        "safe": i18n.tr("Safe mode (after 3 crashes)"),
    }
    clocks = {
        ClockDistrust.BEFORE_BUILD: i18n.tr("too old: set date and time"),
        ClockDistrust.JUMPED: i18n.tr("has jumped: set date and time, or restart"),
        "good": i18n.tr("good"),
    }
    now = time.time()
    return [
        (i18n.tr("Version"), status.version),
        (i18n.tr("Program"), modes.get(status.mode, status.mode)),
        (
            i18n.tr("Content"),
            i18n.tr("%1 works, edition %2")
            .replace("%1", str(status.works))
            .replace("%2", status.release or status.content or "–"),
        ),
        (i18n.tr("Missing pictures"), str(status.failed_pictures)),
        (i18n.tr("Running for"), duration_text(now - status.started)),
        (i18n.tr("Memory"), f"{status.memory / 2**20:.0f} MB" if status.memory else "–"),
        (i18n.tr("Restarts"), str(status.restarts)),
        (i18n.tr("Clock"), clocks.get(status.clock, status.clock)),
        (i18n.tr("Screen"), status.screen),
    ]


def _row(number: int, problem: Problem) -> Row:
    location = f"{problem.path or '.'}:{problem.line}"
    return {
        "key": f"{number} {location} {problem.rule}",
        "location": location,
        "message": problem.message,
        "hint": problem.hint,
    }

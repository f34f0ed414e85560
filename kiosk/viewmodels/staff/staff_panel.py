"""The staff's panel for QML: the PIN, how the program is, and what staff may do about it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
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
from kiosk.staff.pin import LEAST, MOST, PinLock
from kiosk.status.status import ProgramStatus, duration_text
from kiosk.viewmodels.qml_enums import StaffPlaces, from_qml, to_qml
from kiosk.viewmodels.session.session import SessionViewModel

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1


class StaffPlace(StrEnum):
    """Where staff are; ``NOWHERE`` is what visitors have."""

    NOWHERE = ""
    PIN = "pin"
    PANEL = "panel"
    LEAVING = "leaving"
    TEST = "test"
    CLEANING = "cleaning"


# Seconds without a touch after which each place closes by itself. A pad that a visitor has come upon is soon gone.
IDLE = {
    StaffPlace.PIN: 20.0,
    StaffPlace.PANEL: 60.0,
    StaffPlace.LEAVING: 60.0,
    StaffPlace.TEST: 60.0,
}
CLEANING_SECONDS = 60.0
# A screen that was dimmed and forgotten is bright again before the next morning.
DIM_SECONDS = 3 * 3600.0
# More are read at a desk, with 'kiosk check'.
MOST_PROBLEMS = 40
_TICK_MS = 1_000
_REFRESH_SECONDS = 5.0


@QmlElement
@QmlUncreatable("the controller owns the staff's panel")
class StaffViewModel(QObject):
    """Where staff are (``place``), and what they may do there.

    Every way out leads a visitor's screen home. ``wantsReload`` and ``wantsEnd`` are for the program.
    """

    changed = Signal()
    factsChanged = Signal()
    wantsReload = Signal()
    wantsEnd = Signal()

    def __init__(
        self, clock: Clock, session: SessionViewModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock, self._session = clock, session
        self._lock: PinLock | None = None
        self._ask: Callable[[], ProgramStatus] = ProgramStatus
        self._place = StaffPlace.NOWHERE
        self._entry = self._message = ""
        self._since = self._touched = self._asked = clock.monotonic()
        self._dim, self._dimmed = 0.0, 0.0
        self._facts: list[list[str]] = []
        self._found: Sequence[Problem] | None = None
        self._problems = KeyedListModel(("where", "said", "advice"), self)
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.look)

    # The program's side

    def enable(self, lock: PinLock, ask: Callable[[], ProgramStatus]) -> None:
        """Work from now on: ``lock`` tries PINs, ``ask`` tells how the program is."""
        self._lock, self._ask = lock, ask

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """The content's problems after a reading; the worst come first."""
        order = list(Severity)
        self._found = sorted(problems, key=lambda problem: order.index(problem.severity))
        if self._place:
            self._refresh()

    def request_pin(self) -> None:
        """Somebody held the corner: ask for the PIN, if there is one."""
        if not self._place and self._lock is not None and self._lock.is_set():
            state = self._session.state
            self._session.apply(transitions.go_home)
            # Staff read it in the language and at the size that the visitor's screen had.
            self._session.apply(transitions.set_language, state.language)
            self._session.apply(transitions.set_display_settings, state.display)
            self._entry = self._message = ""
            self._go(StaffPlace.PIN)

    def noticed(self) -> None:
        """A touch or a key."""
        self._touched = self._clock.monotonic()

    @Slot()
    def look(self) -> None:
        """Close what is over, and say anew what changes by itself."""
        now = self._clock.monotonic()
        if self._dim and now - self._dimmed >= DIM_SECONDS:
            self._dim = 0.0
            self.changed.emit()
        if not self._place:
            if not self._dim:
                self._timer.stop()
            return
        cleaned = self._place is StaffPlace.CLEANING and now - self._since >= CLEANING_SECONDS
        if cleaned or now - self._touched >= IDLE.get(self._place, math.inf):
            self.close()
        elif self._place is not StaffPlace.PANEL:
            self.changed.emit()
        elif now - self._asked >= _REFRESH_SECONDS:
            self._refresh()

    def _go(self, place: StaffPlace) -> None:
        self._place = place
        self._since = self._touched = self._clock.monotonic()
        self._timer.start()
        if place is StaffPlace.PANEL:
            self._refresh()
        else:
            self.changed.emit()

    def _refresh(self) -> None:
        self._asked = self._clock.monotonic()
        self._facts = [list(pair) for pair in status_rows(self._ask())]
        self._problems.set_rows(
            [
                _row(number, problem)
                for number, problem in enumerate((self._found or ())[:MOST_PROBLEMS])
            ]
        )
        self.factsChanged.emit()
        self.changed.emit()

    # What is to be seen

    @property
    def place(self) -> StaffPlace:
        """Where staff are now."""
        return self._place

    @Property(int, notify=changed)
    def currentPlace(self) -> int:
        """``place`` as one of QML's ``StaffPlaces``."""
        return to_qml(self._place, StaffPlaces.Value)

    @Property(int, notify=changed)
    def typed(self) -> int:
        """How many digits were entered."""
        return len(self._entry)

    @Property(int, constant=True)
    def leastDigits(self) -> int:
        """How many digits a PIN has at the least."""
        return LEAST

    @Property(bool, notify=changed)
    def enough(self) -> bool:
        return len(self._entry) >= LEAST

    @Property(int, notify=changed)
    def wait(self) -> int:
        """Seconds until the next PIN may be tried."""
        return math.ceil(self._lock.wait()) if self._lock is not None else 0

    @Property(str, notify=changed)
    def message(self) -> str:
        return self._message

    @Property(int, notify=changed)
    def left(self) -> int:
        """Seconds of cleaning that are left."""
        return max(0, math.ceil(self._since + CLEANING_SECONDS - self._clock.monotonic()))

    @Property("QVariantList", notify=factsChanged)
    def facts(self) -> list[list[str]]:
        """How the program is, as pairs of name and words."""
        return self._facts

    @Property(KeyedListModel, constant=True)
    def problems(self) -> KeyedListModel:
        return self._problems

    @Property(str, notify=changed)
    def summary(self) -> str:
        """How many problems the content has, where it was read: in safe mode it is not."""
        if self._found is None:
            return i18n.tr("The folder has not been read.")
        errors = sum(problem.severity is Severity.ERROR for problem in self._found)
        warnings = sum(problem.severity is Severity.WARNING for problem in self._found)
        advice = len(self._found) - errors - warnings
        if not self._found:
            return i18n.tr("The folder has no problems.")
        told = (
            i18n.tr("Errors: %1, warnings: %2, advice: %3")
            .replace("%1", str(errors))
            .replace("%2", str(warnings))
        )
        return told.replace("%3", str(advice))

    @Property(float, notify=changed)
    def dim(self) -> float:
        """How much of the light is taken away, 0 to 1."""
        return self._dim

    @Property(str, notify=changed)
    def dimUntil(self) -> str:
        """When a dimmed screen is bright again; "" when it is bright."""
        if not self._dim:
            return ""
        left = DIM_SECONDS - (self._clock.monotonic() - self._dimmed)
        then = self._clock.now() + timedelta(seconds=left)
        return i18n.tr("Until %1").replace("%1", time_of_day(then, self._session.state.language))

    # What staff can do

    @Slot(str)
    def press(self, digit: str) -> None:
        if (
            self._place is StaffPlace.PIN
            and digit.isdigit()
            and len(self._entry) < MOST
            and not self.wait
        ):
            self._entry += digit
            self._message = ""
            self.changed.emit()

    @Slot()
    def erase(self) -> None:
        self._entry = self._entry[:-1]
        self.changed.emit()

    @Slot()
    def enter(self) -> None:
        if self._place is not StaffPlace.PIN or self._lock is None or not self.enough or self.wait:
            return
        right, self._entry = self._lock.opens(self._entry), ""
        if right:
            self._go(StaffPlace.PANEL)
        else:
            self._message = i18n.tr("That was not the PIN.")
            self.changed.emit()

    @Slot()
    def close(self) -> None:
        """Back to what visitors see, at its beginning."""
        self._place = StaffPlace.NOWHERE
        self._entry = self._message = ""
        self._session.apply(transitions.go_home)
        self.changed.emit()

    def show(self, place: str) -> None:
        """Go from the panel to the test, the cleaning or the leaving, and from there to the panel. Never past the PIN."""
        inside = set(StaffPlace) - {StaffPlace.NOWHERE, StaffPlace.PIN}
        if self._place in inside and place in inside:
            self._go(StaffPlace(place))

    @Slot(int)
    def openPlace(self, place: int) -> None:
        """Do the same as ``show`` for one of QML's ``StaffPlaces``."""
        self.show(from_qml(place, StaffPlaces.Value, StaffPlace))

    @Slot(float)
    def setDim(self, dim: float) -> None:
        if self._place is StaffPlace.PANEL:
            self._dim, self._dimmed = min(0.8, max(0.0, dim)), self._clock.monotonic()
            self.changed.emit()

    @Slot()
    def reload(self) -> None:
        if self._place is StaffPlace.PANEL:
            self.wantsReload.emit()
            self.close()

    @Slot()
    def end(self) -> None:
        if self._place is StaffPlace.LEAVING:
            self.wantsEnd.emit()


def status_rows(state: ProgramStatus) -> list[tuple[str, str]]:
    """How the program is, in the interface's language: pairs of name and words."""
    modes = {
        "full": i18n.tr("everything works"),
        "safe": i18n.tr("safe mode, after three falls"),
    }
    clocks = {
        ClockDistrust.BEFORE_BUILD: i18n.tr("too old: set date and time"),
        ClockDistrust.JUMPED: i18n.tr("has jumped: set date and time, or restart"),
        "good": i18n.tr("good"),
    }
    now = time.time()
    return [
        (i18n.tr("Version"), state.version),
        (i18n.tr("Program"), modes.get(state.mode, state.mode)),
        (
            i18n.tr("Content"),
            i18n.tr("%1 works, edition %2")
            .replace("%1", str(state.works))
            .replace("%2", state.content or "–"),
        ),
        (i18n.tr("Missing pictures"), str(state.failed_pictures)),
        (i18n.tr("Running for"), duration_text(now - state.started)),
        (i18n.tr("Memory"), f"{state.memory / 2**20:.0f} MB" if state.memory else "–"),
        (i18n.tr("Restarts"), str(state.restarts)),
        (i18n.tr("Clock"), clocks.get(state.clock, state.clock)),
        (i18n.tr("Screen"), state.screen),
    ]


def _row(number: int, problem: Problem) -> Row:
    where = f"{problem.path or '.'}:{problem.line}"
    return {
        "key": f"{number} {where} {problem.rule}",
        "where": where,
        "said": problem.message,
        "advice": problem.hint,
    }

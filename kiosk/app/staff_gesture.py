"""The staff's door: one finger that rests in a left corner, and what the panel asks of the program."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QTouchEvent

from kiosk.domain import Problem
from kiosk.staff.pin import PinLock
from kiosk.status.status import ProgramStatus
from kiosk.viewmodels.staff.staff_panel import StaffPlace
from kiosk.window.app_window import AppWindow

log = logging.getLogger(__name__)

HOLD_MS = 5_000
# In 1080ths of the window's shorter side: the margin, in which nothing stands on any screen; and how still a finger has to be.
CORNER = 60
LEAST_CORNER = 44
# What lies free below the bar: on a 32-inch screen 13 mm, which a finger put against the frame is within.
LOW_CORNER = 36
STILL = 16
_MOUSE = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
)
_TOUCH = (
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TouchEnd,
    QEvent.Type.TouchCancel,
)
_RELEASES = (QEvent.Type.MouseButtonRelease, QEvent.Type.TouchEnd)
_OTHER = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.Wheel)
INPUT = frozenset((*_MOUSE, *_TOUCH, *_OTHER))


class StaffGesture(QObject):
    """Looks at the window's touches before anything else does, and takes none away but while the glass is cleaned.

    The corner is the upper left one, and on a screen that is taller than wide the lower left one as well, which can be reached
    from a chair. Both are the glass's own, whatever way the language runs. ``end`` ends the program for good.
    """

    _read = Signal(object)

    def __init__(
        self,
        stage: AppWindow,
        lock: PinLock,
        ask: Callable[[], ProgramStatus],
        reload: Callable[[], None],
        end: Callable[[], None],
    ) -> None:
        super().__init__()
        self._window, self._staff, self._session = (
            stage.window,
            stage.controller.staff,
            stage.controller.session,
        )
        self._staff.enable(lock, ask)
        self._staff.reloadRequested.connect(reload)
        self._staff.exitRequested.connect(end)
        self._read.connect(self._staff.set_problems)
        self._start: QPointF | None = None
        self._low = self._opened = False
        self._timer = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._timer.timeout.connect(self._held)
        self._window.installEventFilter(self)

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """The content's problems; called in the reader's thread."""
        self._read.emit(problems)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in INPUT:
            return False
        if self._opened and kind in _RELEASES:
            self._opened = False
            self._let_go(event)
            return True
        if self._staff.place:
            self._staff.on_user_activity()
            return self._staff.place is StaffPlace.CLEANING
        if isinstance(event, QTouchEvent):
            points = event.points()
            alone = len(points) == 1 and kind in (QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate)
            self._follow(
                points[0].position() if alone else None, begins=kind == QEvent.Type.TouchBegin
            )
        elif isinstance(event, QMouseEvent):
            there = kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove)
            self._follow(
                event.position() if there else None, begins=kind == QEvent.Type.MouseButtonPress
            )
        else:
            self._follow(None)
        return False

    def _follow(self, at: QPointF | None, *, begins: bool = False) -> None:
        """Where the only finger is; None when there is none, or more than one."""
        unit = min(self._window.width(), self._window.height()) / 1080
        if begins and at is not None:
            size = max(LEAST_CORNER, CORNER * unit)
            tall = self._window.height() > self._window.width()
            self._low = tall and at.y() >= self._window.height() - LOW_CORNER * unit
            if at.x() < size and (at.y() < size or self._low):
                self._start = at
                self._timer.start()
        elif self._start is not None and (
            at is None or (at - self._start).manhattanLength() > STILL * unit
        ):
            self._start = None
            self._timer.stop()

    def _held(self) -> None:
        self._start = None
        self._staff.request_pin()
        if self._staff.place:
            log.info("the staff's corner was held")
            self._opened = True
            if self._low:
                self._session.setReach(True)

    def _let_go(self, event: QEvent) -> None:
        """Whatever the finger rested on is not touched by its letting go: to that, it is as if the finger had slid away."""
        if isinstance(event, QTouchEvent):
            QCoreApplication.sendEvent(
                self._window,
                QTouchEvent(QEvent.Type.TouchCancel, event.pointingDevice(), event.modifiers(), []),
            )
        elif isinstance(event, QMouseEvent):
            away = QPointF(-1.0, -1.0)
            gone = QMouseEvent(
                event.type(),
                away,
                away,
                event.button(),
                event.buttons(),
                event.modifiers(),
                event.pointingDevice(),
            )
            QCoreApplication.sendEvent(self._window, gone)

    def install(self) -> None:
        """Be asked before whatever has been put before it since: at night the corner can be held, and all else is dark."""
        self._window.installEventFilter(self)

    def close(self) -> None:
        """Nothing is looked at any more."""
        self._timer.stop()
        self._window.removeEventFilter(self)

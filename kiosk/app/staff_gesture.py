"""The staff's gesture: one finger that rests in a left corner opens the staff panel."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QTouchEvent

from kiosk.domain import Problem
from kiosk.domain.design import MARGIN
from kiosk.staff.pin import PinLock
from kiosk.status.program_status import ProgramStatus
from kiosk.viewmodels.staff.staff_panel import StaffView
from kiosk.window.app_window import AppWindow

log = logging.getLogger(__name__)

HOLD_MS = 5_000
# The corner's size in 1080ths of the window's shorter side, and its least size in pixels. It is
# within the screens' margin, where nothing can be touched.
CORNER = MARGIN
LEAST_CORNER = 44
# The height of the lower corner in 1080ths: what is free below the bar. On a 32-inch screen that
# is 13 mm, which a finger against the frame is within.
BOTTOM_CORNER = 36
# How far the finger may move while it rests, in 1080ths.
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
INPUT_EVENTS = frozenset((*_MOUSE, *_TOUCH, *_OTHER))


class StaffGesture(QObject):
    """Watches the window's input before anything else does.

    Input is taken away only while the screen is cleaned. The corner is the upper left one, and on
    a portrait screen also the lower left one, which can be reached from a chair. Both are fixed
    on the screen, whatever way the language runs. ``reload`` reads the folder again, ``end`` ends
    the program for good.
    """

    _problems_read = Signal(object)

    def __init__(
        self,
        window: AppWindow,
        lock: PinLock,
        status: Callable[[], ProgramStatus],
        reload: Callable[[], None],
        end: Callable[[], None],
    ) -> None:
        super().__init__()
        self._window, self._scene = window.window, window.scene
        self._staff, self._session = window.controller.staff, window.controller.session
        self._staff.enable(lock, status)
        self._staff.reloadRequested.connect(reload)
        self._staff.exitRequested.connect(end)
        self._problems_read.connect(self._staff.set_problems)
        # Where the resting finger was put down; None while none rests in a corner.
        self._start: QPointF | None = None
        self._in_bottom_corner = self._opened = False
        self._timer = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._timer.timeout.connect(self._on_held)
        self._window.installEventFilter(self)

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """Take the content's problems after a reading. Called in the reloader's thread."""
        self._problems_read.emit(problems)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in INPUT_EVENTS:
            return False
        if self._opened and kind in _RELEASES:
            self._opened = False
            self._cancel_press(event)
            return True
        if self._staff.view:
            self._staff.on_user_activity()
            return self._staff.view is StaffView.CLEANING
        self._track(_only_position(event), begins=kind in (_MOUSE[0], _TOUCH[0]))
        return False

    def _track(self, position: QPointF | None, *, begins: bool) -> None:
        """Follow the only finger; ``position`` is None when there is none, or more than one."""
        # The corner is the one that is seen as the upper left, in a turned scene too.
        width, height = self._scene.width(), self._scene.height()
        unit = min(width, height) / 1080
        if position is not None:
            position = self._scene.mapFromScene(position)
        if begins and position is not None:
            size = max(LEAST_CORNER, CORNER * unit)
            portrait = height > width
            bottom = height - BOTTOM_CORNER * unit
            self._in_bottom_corner = portrait and position.y() >= bottom
            in_corner = position.y() < size or self._in_bottom_corner
            if position.x() < size and in_corner:
                self._start = position
                self._timer.start()
        elif self._start is not None and (
            position is None or (position - self._start).manhattanLength() > STILL * unit
        ):
            self._start = None
            self._timer.stop()

    def _on_held(self) -> None:
        self._start = None
        self._staff.request_pin()
        if self._staff.view:
            log.info("Staff panel requested by the corner")
            self._opened = True
            if self._in_bottom_corner:
                self._session.setReach(True)

    def _cancel_press(self, event: QEvent) -> None:
        """Keep the release from activating what is below the finger, as if it had slid away."""
        if isinstance(event, QTouchEvent):
            QCoreApplication.sendEvent(
                self._window,
                QTouchEvent(QEvent.Type.TouchCancel, event.pointingDevice(), event.modifiers(), []),
            )
        elif isinstance(event, QMouseEvent):
            outside = QPointF(-1.0, -1.0)
            release = QMouseEvent(
                event.type(),
                outside,
                outside,
                event.button(),
                event.buttons(),
                event.modifiers(),
                event.pointingDevice(),
            )
            QCoreApplication.sendEvent(self._window, release)

    def move_to_front(self) -> None:
        """Get events before filters that were installed since.

        At night the corner can be held while all other input is taken away.
        """
        self._window.installEventFilter(self)

    def close(self) -> None:
        """Stop watching."""
        self._timer.stop()
        self._window.removeEventFilter(self)


def _only_position(event: QEvent) -> QPointF | None:
    """Where the only finger or the pressed mouse is; None for any other event."""
    kind = event.type()
    if isinstance(event, QTouchEvent):
        points = event.points()
        is_down = kind in (QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate)
        return points[0].position() if is_down and len(points) == 1 else None
    if isinstance(event, QMouseEvent):
        is_down = kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove)
        return event.position() if is_down else None
    return None

"""Of several fingers on the glass, those that only rest are nothing to the scene beside one that draws or taps."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QEventPoint, QTouchEvent
from PySide6.QtQuick import QQuickWindow

# In 1080ths of the window's shorter side: how little a finger moves that rests.
RESTING_DISTANCE = 16
# Two fingers that look closer come down together; one that has lain so long before the other rests.
RESTING_MS = 700

_State = QEventPoint.State


class RestingTouchFilter(QObject):
    """Takes a resting finger out of the window's touches, so that a child's hand on the frame or a palm blocks no swipe.

    Qt Quick lets a finger draw only where it is the only one. A finger that rests is let in again once it moves.
    """

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__(window)
        self._window = window
        self._forwarding = False
        self._reset()
        window.installEventFilter(self)

    def _reset(self) -> None:
        """Nothing is on the glass: how fingers came down and when, which of them have moved, and which ones rest."""
        self._down: dict[int, tuple[QEventPoint, int]] = {}
        self._moved: set[int] = set()
        self._resting: set[int] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._forwarding or not isinstance(event, QTouchEvent):
            return False
        if event.type() in (QEvent.Type.TouchBegin, QEvent.Type.TouchCancel):
            self._reset()
        points = event.points()
        taken = self._filter(event, points)
        for finger in (point.id() for point in points if point.state() is _State.Released):
            self._down.pop(finger, None)
            self._moved.discard(finger)
            self._resting.discard(finger)
        return taken

    def _filter(self, event: QTouchEvent, points: list[QEventPoint]) -> bool:
        """Tell the scene what it is to know of these; False where that is all of it."""
        self._track_movement(points)
        woken = self._resting & self._moved
        self._resting -= woken
        for point in points:
            if point.state() is _State.Pressed:
                if self._moved:
                    # Beside one that draws it is taken for one that rests, until it moves.
                    self._resting.add(point.id())
                else:
                    self._mark_resting(event)
                self._down[point.id()] = (point, event.timestamp())
        if not self._resting and not woken:
            return False
        shown = [
            self._down[point.id()][0] if point.id() in woken else point
            for point in points
            if point.id() not in self._resting
        ]
        if any(point.state() is not _State.Stationary for point in shown):
            self._forward(event, shown)
        event.accept()
        return True

    def _track_movement(self, points: list[QEventPoint]) -> None:
        """Which fingers have moved; of one that says that it has not, only its number is sure."""
        unit = min(self._window.width(), self._window.height()) / 1080
        for point in points:
            if point.state() is _State.Updated and point.id() in self._down:
                start = self._down[point.id()][0].scenePosition()
                if (point.scenePosition() - start).manhattanLength() > RESTING_DISTANCE * unit:
                    self._moved.add(point.id())

    def _mark_resting(self, event: QTouchEvent) -> None:
        """Another finger comes down: those that have lain still rest from now on, and what they had pressed is pressed no more."""
        rested = {
            finger
            for finger, (_, since) in self._down.items()
            if event.timestamp() - since >= RESTING_MS
        } - self._resting
        if rested:
            self._resting |= rested
            cancelled = int(self._window.property("cancelledTouches"))
            self._window.setProperty("cancelledTouches", cancelled + 1)
            self._send(
                QTouchEvent(QEvent.Type.TouchCancel, event.pointingDevice(), event.modifiers(), [])
            )

    def _forward(self, event: QTouchEvent, points: list[QEventPoint]) -> None:
        states = {point.state() for point in points}
        kinds = {_State.Pressed: QEvent.Type.TouchBegin, _State.Released: QEvent.Type.TouchEnd}
        kind = (
            kinds.get(next(iter(states)), QEvent.Type.TouchUpdate)
            if len(states) == 1
            else QEvent.Type.TouchUpdate
        )
        told = QTouchEvent(kind, event.pointingDevice(), event.modifiers(), points)
        told.setTimestamp(event.timestamp())
        self._send(told)

    def _send(self, event: QTouchEvent) -> None:
        self._forwarding = True
        try:
            QCoreApplication.sendEvent(self._window, event)
        finally:
            self._forwarding = False

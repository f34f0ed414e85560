"""Remove resting fingers from the touch events of a window, so that another finger can swipe."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QEventPoint, QTouchEvent
from PySide6.QtQuick import QQuickWindow

# A finger rests while it moves less than this, in 1080ths of the window's shorter side (own
# number).
RESTING_DISTANCE = 16
# A finger rests if it lay this long before the next one came down; otherwise both are one gesture
# (own number).
RESTING_MS = 700

_State = QEventPoint.State


class RestingTouchFilter(QObject):
    """Hides resting fingers from Qt Quick, so that a palm on the frame blocks no swipe.

    Qt Quick's drag handlers need a single touch point. A hidden finger is shown again once it
    moves. Presses that a hidden finger had begun are cancelled: the ``cancelledTouches`` property
    of ``counter`` counts how often.
    """

    def __init__(self, window: QQuickWindow, counter: QObject) -> None:
        super().__init__(window)
        self._window, self._counter = window, counter
        # True while this filter sends an event of its own.
        self._forwarding = False
        self._reset()
        window.installEventFilter(self)

    def _reset(self) -> None:
        """Forget all fingers."""
        # How and when (in milliseconds) each finger came down, by the id of its point.
        self._down: dict[int, tuple[QEventPoint, int]] = {}
        self._moved: set[int] = set()
        self._resting: set[int] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._forwarding or not isinstance(event, QTouchEvent):
            return False
        if event.type() in (QEvent.Type.TouchBegin, QEvent.Type.TouchCancel):
            self._reset()
        points = event.points()
        filtered = self._filter(event, points)
        for finger in (point.id() for point in points if point.state() is _State.Released):
            self._down.pop(finger, None)
            self._moved.discard(finger)
            self._resting.discard(finger)
        return filtered

    def _filter(self, event: QTouchEvent, points: list[QEventPoint]) -> bool:
        """Forward the points of moving fingers; False if the event can pass as it is."""
        self._track_movement(points)
        woken = self._resting & self._moved
        self._resting -= woken
        for point in points:
            if point.state() is _State.Pressed:
                self._add_finger(event, point)
        if not self._resting and not woken:
            return False
        visible = [
            self._down[point.id()][0] if point.id() in woken else point
            for point in points
            if point.id() not in self._resting
        ]
        if any(point.state() is not _State.Stationary for point in visible):
            self._forward(event, visible)
        event.accept()
        return True

    def _track_movement(self, points: list[QEventPoint]) -> None:
        """Note which fingers have moved. Only the id of a stationary point is reliable."""
        unit = min(self._window.width(), self._window.height()) / 1080
        for point in points:
            if point.state() is _State.Updated and point.id() in self._down:
                start = self._down[point.id()][0].scenePosition()
                if (point.scenePosition() - start).manhattanLength() > RESTING_DISTANCE * unit:
                    self._moved.add(point.id())

    def _add_finger(self, event: QTouchEvent, point: QEventPoint) -> None:
        if self._moved:
            # Beside a moving finger, a new one counts as resting until it moves.
            self._resting.add(point.id())
        else:
            self._mark_resting(event)
        self._down[point.id()] = (point, event.timestamp())

    def _mark_resting(self, event: QTouchEvent) -> None:
        """Mark the fingers that have lain still as resting, and cancel what they had pressed."""
        rested = {
            finger
            for finger, (_, since) in self._down.items()
            if event.timestamp() - since >= RESTING_MS
        } - self._resting
        if rested:
            self._resting |= rested
            cancelled = int(self._counter.property("cancelledTouches"))
            self._counter.setProperty("cancelledTouches", cancelled + 1)
            self._send(
                QTouchEvent(QEvent.Type.TouchCancel, event.pointingDevice(), event.modifiers(), [])
            )

    def _forward(self, event: QTouchEvent, points: list[QEventPoint]) -> None:
        """Send an event with these points only."""
        states = {point.state() for point in points}
        types = {_State.Pressed: QEvent.Type.TouchBegin, _State.Released: QEvent.Type.TouchEnd}
        event_type = QEvent.Type.TouchUpdate
        if len(states) == 1:
            event_type = types.get(next(iter(states)), event_type)
        forwarded = QTouchEvent(event_type, event.pointingDevice(), event.modifiers(), points)
        forwarded.setTimestamp(event.timestamp())
        self._send(forwarded)

    def _send(self, event: QTouchEvent) -> None:
        self._forwarding = True
        try:
            QCoreApplication.sendEvent(self._window, event)
        finally:
            self._forwarding = False

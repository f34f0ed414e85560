"""The screen outside the opening hours: black, whatever the display does.

By day the scene moves by a few pixels now and then, against burn-in.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickItem

from kiosk.app.display_power import DisplayPower
from kiosk.app.display_schedule import SHIFT_MS, SHIFTS, DisplaySchedule
from kiosk.schedule import Clock
from kiosk.session import transitions
from kiosk.window.app_window import AppWindow

_BLACK_COVER = (
    b'import QtQuick\nRectangle { color: "black"; visible: false; z: 1000; anchors.fill: parent }'
)


class ScreenTarget(Protocol):
    """An object that is told whether the screen is on: no frames come while it is off."""

    screen_on: bool


class NightMode(QObject):
    """Covers the window with black outside the opening hours, and stops the slideshow."""

    def __init__(
        self,
        window: AppWindow,
        clock: Clock,
        power: DisplayPower,
        target: ScreenTarget,
        *,
        ignore_hours: bool = False,
    ) -> None:
        super().__init__()
        self._app_window, self._target = window, target
        self._shift_step = 0
        self._component = QQmlComponent(window.engine, self)
        self._component.setData(_BLACK_COVER, "")
        cover = self._component.create()
        if not isinstance(cover, QQuickItem):
            raise RuntimeError(self._component.errorString())
        self._cover = cover
        # The scene lies at its place at night (``_show``), so the content item's child covers it.
        cover.setParent(self)
        cover.setParentItem(window.window.contentItem())
        controller = window.controller
        self._schedule = DisplaySchedule(
            window.window,
            clock,
            power,
            lambda: controller.snapshot.exhibition,
            is_needed=lambda: bool(controller.staff.view) or bool(controller.notices.emergency),
            ignore_hours=ignore_hours,
        )
        self._schedule.changed.connect(self._show)
        controller.staff.changed.connect(self.update)
        controller.notices.active_changed.connect(self.update)
        self._shift_timer = QTimer(self, interval=SHIFT_MS)
        self._shift_timer.timeout.connect(self.shift)
        self._shift_timer.start()
        self._schedule.start()

    @property
    def screen_on(self) -> bool:
        """False outside the opening hours."""
        return self._schedule.screen_on

    def update(self) -> None:
        """Switch the screen on or off by the opening hours and the present time."""
        self._schedule.update()

    def _show(self, screen_on: bool) -> None:
        controller = self._app_window.controller
        if screen_on:
            controller.slideshow_timer.start()
        else:
            controller.session.apply(transitions.end_session)
            self._move_scene(0, 0)
            controller.slideshow_timer.stop()
        self._cover.setVisible(not screen_on)
        self._target.screen_on = screen_on

    def shift(self) -> None:
        """Move the scene to the next offset, unless a visitor is there."""
        session = self._app_window.controller.session
        in_progress = transitions.session_in_progress(session.state, session.catalogue)
        if self.screen_on and not in_progress:
            self._shift_step = (self._shift_step + 1) % len(SHIFTS)
            self._move_scene(*SHIFTS[self._shift_step])

    def _move_scene(self, x: int, y: int) -> None:
        scene = self._app_window.scene
        scene.setX(x)
        scene.setY(y)

    def close(self) -> None:
        """Stop following the opening hours and leave the display as it is."""
        self._shift_timer.stop()
        self._app_window.controller.staff.changed.disconnect(self.update)
        self._app_window.controller.notices.active_changed.disconnect(self.update)
        self._schedule.close()
        self._cover.deleteLater()
        QGuiApplication.sendPostedEvents(self._cover, QEvent.Type.DeferredDelete)

"""The exhibition's night: black outside the opening hours, whatever the display does, and a scene that never stands quite still."""

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

_BLACK = (
    b'import QtQuick\nRectangle { color: "black"; visible: false; z: 1000; anchors.fill: parent }'
)


class ScreenTarget(Protocol):
    """Who has to know that no frames come from a dark screen."""

    lit: bool


class NightMode(QObject):
    """Darkens and lights the stage by the hours, and moves its scene a little while nobody touches."""

    def __init__(
        self, stage: AppWindow, clock: Clock, power: DisplayPower, vitals: ScreenTarget
    ) -> None:
        super().__init__()
        self._stage, self._vitals = stage, vitals
        self._step = 0
        self._component = QQmlComponent(stage.engine, self)
        self._component.setData(_BLACK, "")
        black = self._component.create()
        if not isinstance(black, QQuickItem):
            raise RuntimeError(self._component.errorString())
        self._black = black
        # It covers the scene wherever that has been moved to.
        black.setParent(self)
        black.setParentItem(stage.window.contentItem())
        controller = stage.controller
        self._night = DisplaySchedule(
            stage.window,
            clock,
            power,
            lambda: controller.snapshot.exhibition,
            lambda: bool(controller.staff.place),
        )
        self._night.changed.connect(self._show)
        controller.staff.changed.connect(self.look)
        self._shifter = QTimer(self, interval=SHIFT_MS)
        self._shifter.timeout.connect(self.shift)
        self._shifter.start()
        self._night.begin()

    @property
    def lit(self) -> bool:
        """False while the screen is dark."""
        return self._night.lit

    def look(self) -> None:
        """Do what the hours say now."""
        self._night.look()

    def _show(self, lit: bool) -> None:
        if lit:
            self._stage.controller.slideshow_timer.start()
        else:
            self._stage.controller.session.apply(transitions.go_home)
            self._place(0, 0)
            self._stage.controller.slideshow_timer.stop()
        self._black.setVisible(not lit)
        self._vitals.lit = lit

    def shift(self) -> None:
        """Move the scene by 3 pixels, unless somebody is here."""
        session = self._stage.controller.session
        if self.lit and not transitions.session_in_progress(session.state, session.catalogue):
            self._step = (self._step + 1) % len(SHIFTS)
            self._place(*SHIFTS[self._step])

    def _place(self, x: int, y: int) -> None:
        scene = self._stage.window.contentItem()
        scene.setX(x)
        scene.setY(y)

    def close(self) -> None:
        """Leave the display as it is."""
        self._shifter.stop()
        self._stage.controller.staff.changed.disconnect(self.look)
        self._night.close()
        self._black.deleteLater()
        QGuiApplication.sendPostedEvents(self._black, QEvent.Type.DeferredDelete)

"""A supervised kiosk that touches its own screen: ``python virtual_touch.py [-c] FOLDER NAME...``

Each NAME is the accessible name of a control; the program touches one after the other and writes
each to its log. With ``-c`` it holds the staff corner first. Under Wayland, as in a network
namespace, no other program could touch for it. Three names are commands: ``!lost`` emits Qt's
signal that the graphics card is gone, after ``!blind`` no frame is reported any more, while the
program goes on, and ``!when:FILE`` waits until that file is there. A program that was started again
touches nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtQuick import QQuickItem

    from kiosk.window.app_window import AppWindow

# Milliseconds: before the first touch, between two looks for a name, and of the held corner.
_BEGIN_MS, _EVERY_MS, _HOLD_MS = 1_500, 60, 900
_CHILD = "KIOSK_VIRTUAL_TOUCH"
WHEN = "!when:"


def call(folder: Path, names: Sequence[str], *, corner: bool = False) -> list[str]:
    """Return the command that starts such a kiosk."""
    return [sys.executable, __file__, *(["-c"] if corner else []), str(folder), *names]


def supervise(arguments: Sequence[str]) -> int:
    """The supervisor; its child is this file once more."""
    from kiosk.settings import read_settings
    from kiosk.supervisor.supervisor import Supervisor

    os.environ[_CHILD] = "1"
    command = [sys.executable, __file__, *arguments]
    return Supervisor(lambda _mode: command, read_settings()).run()


def find_target(item: QQuickItem, name: str) -> QQuickItem | None:
    """Return the touch target below ``item`` whose name begins with ``name``."""
    from kiosk.qt.item_info import is_target

    if not item.isVisible() or not item.isEnabled():
        return None
    if is_target(item) and str(item.property("name")).startswith(name):
        return item
    found = (find_target(child, name) for child in item.childItems())
    return next((target for target in found if target is not None), None)


class VirtualTouch:
    """Works through the names in one window."""

    def __init__(self, app_window: AppWindow, names: Sequence[str]) -> None:
        self._window, self._left = app_window.window, list(names)

    def hold_corner(self) -> None:
        """Hold the staff corner, then go on with the names."""
        from PySide6.QtCore import QPoint, Qt, QTimer
        from PySide6.QtTest import QTest

        button, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mousePress(self._window, button, no_key, QPoint(12, 12))

        def release() -> None:
            QTest.mouseRelease(self._window, button, no_key, QPoint(12, 12))
            self.go_on()

        QTimer.singleShot(_HOLD_MS, release)

    def go_on(self) -> None:
        """Do what the next name says, if it can be done now, and look again a little later."""
        from PySide6.QtCore import QTimer

        name = self._left[0]
        if name.startswith(WHEN):
            if Path(name.removeprefix(WHEN)).exists():
                self._left.pop(0)
        elif name.startswith("!"):
            print(f"done: {self._left.pop(0)}", file=sys.stderr, flush=True)
            self._command(name)
        elif (target := find_target(self._window.contentItem(), name)) is not None:
            print(f"touched: {self._left.pop(0)}", file=sys.stderr, flush=True)
            self._touch(target)
        if self._left:
            # A closure keeps this object alive; a bound method would not.
            QTimer.singleShot(_EVERY_MS, lambda: self.go_on())

    def _command(self, name: str) -> None:
        from PySide6.QtQuick import QQuickWindow

        if name == "!lost":
            gone = QQuickWindow.SceneGraphError.ContextNotAvailable
            self._window.sceneGraphError.emit(gone, "a test took it")
        else:
            self._window.frameSwapped.disconnect()

    def _touch(self, target: QQuickItem) -> None:
        from PySide6.QtCore import QPointF, Qt
        from PySide6.QtTest import QTest

        centre = target.mapToScene(QPointF(target.width() / 2, target.height() / 2)).toPoint()
        button, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(self._window, button, no_key, centre)


def show(arguments: Sequence[str]) -> int:
    """Run the program, which is touched; return its exit code."""
    from kiosk.app import early_start, glass_watch, health_monitor, staff_gesture
    from kiosk.settings import read_settings
    from tests.window_hook import on_window

    names = list(arguments)
    corner = names[0] == "-c" and bool(names.pop(0))
    folder = Path(names.pop(0))
    staff_gesture.HOLD_MS = 400
    # A quarter of the program's own time limits, which are seconds.
    health_monitor.REQUEST_SECONDS /= 4
    health_monitor.FRAME_SECONDS /= 4
    glass_watch.CARRIED_SECONDS /= 4
    glass_watch.OWN_FRAME_SECONDS /= 4
    glass_watch.REST_LOOK_SECONDS /= 4

    def begin(app_window: AppWindow) -> None:
        touch = VirtualTouch(app_window, names)
        touch.hold_corner() if corner else touch.go_on()

    if os.environ.get("KIOSK_RESTARTS") == "0":
        on_window(begin, _BEGIN_MS)
    return early_start.run(read_settings(folder=folder))


if __name__ == "__main__":
    sys.exit(show(sys.argv[1:]) if _CHILD in os.environ else supervise(sys.argv[1:]))

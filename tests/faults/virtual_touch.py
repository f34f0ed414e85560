"""A supervisor whose screen has a hand of its own, which touches what is there by its name: ``python virtual_touch.py [-c] FOLDER NAME...``

The hand says in the log what it has touched. With ``-c`` it holds the staff's corner first. Under Wayland, as in a network namespace, no
other program could touch for it. A name may also be a deed: ``!lost`` is Qt's word that the graphics card has gone, and after ``!blind`` no
frame is told any more, while the program goes on. Started again, it has no virtual_touch.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

# How long it waits for a name to be there, in looks of 60 ms; and before the first touch, in milliseconds.
_BEGIN_MS, _EVERY_MS = 1_500, 60
_CHILD = "KIOSK_HAND"


def call(folder: Path, names: Sequence[str], *, corner: bool = False) -> list[str]:
    """The command for it."""
    return [sys.executable, __file__, *(["-c"] if corner else []), str(folder), *names]


def supervise(arguments: Sequence[str]) -> int:
    """The supervisor; its child is this file once more."""
    from kiosk.settings import read_settings
    from kiosk.supervisor.supervisor import Supervisor

    os.environ[_CHILD] = "1"
    command = [sys.executable, __file__, *arguments]
    return Supervisor(lambda _mode: command, read_settings()).run()


def show(arguments: Sequence[str]) -> int:
    """The program, touched."""
    from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
    from PySide6.QtQuick import QQuickItem, QQuickWindow
    from PySide6.QtTest import QTest

    from kiosk.app import application, health_monitor, staff_gesture
    from kiosk.settings import read_settings
    from kiosk.window.app_window import AppWindow

    left = list(arguments)
    corner = left[0] == "-c" and bool(left.pop(0))
    folder = Path(left.pop(0))
    staff_gesture.HOLD_MS = 400
    original = application._place
    button, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier

    def find(item: QQuickItem, name: str) -> QQuickItem | None:
        if not item.isVisible() or not item.isEnabled():
            return None
        if item.property("touchTarget") is True and str(item.property("name")).startswith(name):
            return item
        return next(
            (found for child in item.childItems() if (found := find(child, name)) is not None), None
        )

    def place(stage: AppWindow, *rest: object) -> None:
        original(stage, *rest)  # type: ignore[arg-type]
        window = stage.window
        deeds = {
            "!lost": lambda: window.sceneGraphError.emit(
                QQuickWindow.SceneGraphError.ContextNotAvailable, "the hand took it"
            ),
            "!blind": window.frameSwapped.disconnect,
        }

        def touch() -> None:
            deed = deeds.get(left[0])
            if deed is not None:
                print(f"done: {left.pop(0)}", file=sys.stderr, flush=True)
                deed()
            elif (item := find(window.contentItem(), left[0])) is not None:
                print(f"touched: {left.pop(0)}", file=sys.stderr, flush=True)
                at = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
                QTest.mouseClick(window, button, no_key, at)
            if left:
                QTimer.singleShot(_EVERY_MS, touch)

        def hold() -> None:
            QTest.mousePress(window, button, no_key, QPoint(12, 12))
            QTimer.singleShot(
                900, lambda: (QTest.mouseRelease(window, button, no_key, QPoint(12, 12)), touch())
            )

        if os.environ.get("KIOSK_RESTARTS") == "0":
            QTimer.singleShot(_BEGIN_MS, hold if corner else touch)

    application._place = place
    # A quarter of the program's own patience, which is seconds.
    health_monitor.ASK_SECONDS, health_monitor.FRAME_SECONDS = (
        health_monitor.ASK_SECONDS / 4,
        health_monitor.FRAME_SECONDS / 4,
    )
    return application.run(read_settings(folder=folder))


if __name__ == "__main__":
    sys.exit(show(sys.argv[1:]) if _CHILD in os.environ else supervise(sys.argv[1:]))

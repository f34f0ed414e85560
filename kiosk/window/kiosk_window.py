"""The window before anything of the interface is in it: at most the picture of the first work."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtQuick import QQuickWindow

from kiosk.window.opening_item import Opening
from kiosk.window.wall_images import WallImages


class KioskWindow:
    """An empty window, not shown yet, without a QML engine.

    No engine may load a type before all singletons of the view models are registered: PySide 6.11
    registers each of them in the place of QObject, and QML then takes no object for a QObject.
    """

    def __init__(self) -> None:
        self.window = QQuickWindow()
        self.window.resize(1600, 900)
        self.walls = WallImages()
        self.opening: Opening | None = None

    def show_opening(self, scene: Mapping[str, Any], size: tuple[int, int]) -> None:
        """Show what the last start showed first in a window of this size in pixels.

        Raises ValueError when its picture cannot be read.
        """
        self.window.setColor(scene["background"])
        self.opening = Opening(self.window.contentItem(), scene, size, self.walls)

    def close(self) -> None:
        """Destroy the window, after the engine that filled it."""
        self.opening = None
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete)

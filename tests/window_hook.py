"""Lets a benchmark or a long test act inside the whole program, once that has made its window."""

from collections.abc import Callable

from PySide6.QtCore import QTimer

from kiosk.window.app_window import AppWindow


def on_window(act: Callable[[AppWindow], object], milliseconds: int = 0) -> None:
    """Call ``act`` with every window that is made from now on, so long after its program runs."""
    original = AppWindow.__init__

    def make(self: AppWindow, *arguments: object, **named: object) -> None:
        original(self, *arguments, **named)
        QTimer.singleShot(milliseconds, self.window, lambda: act(self))

    AppWindow.__init__ = make  # type: ignore[method-assign]

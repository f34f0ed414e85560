"""A curator at the studio's window: finds controls by their names, clicks and types."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from kiosk.studio.views.main_window import MainWindow

SIZE = (1366, 768)
# Milliseconds; a machine that does much else is slow.
PATIENCE = 30_000


class Curator:
    """Finds controls by their names, clicks them in the middle and types."""

    def __init__(self, window: MainWindow, wait: Callable[..., None]) -> None:
        self.window, self._wait = window, wait
        self.clicks = self.keys = 0

    @property
    def _focus(self) -> QWidget:
        """What has the keys; no window manager gives them back after a dialog or a list."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup.focusWidget() or popup
        return self.window.focusWidget() or self.window

    def wait(self, true: Callable[[], object]) -> None:
        self._wait(lambda: bool(true()), timeout=PATIENCE)

    def find(self, name: str) -> Any:
        found = [
            widget
            for widget in self.window.findChildren(QWidget)
            if widget.isVisible() and name in (widget.accessibleName(), widget.objectName())
        ]
        assert found, f"nothing visible is called {name!r}"
        return found[0]

    def click(self, name: str, at: QPoint | None = None) -> None:
        widget = self.find(name)
        assert widget.isEnabled(), name
        self.clicks += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())

    def click_row(self, name: str, row: int) -> None:
        view = self.find(name)
        self.clicks += 1
        # As the wheel would bring it into sight.
        view.scrollTo(view.model().index(row, 0))
        place = view.visualRect(view.model().index(row, 0)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def type(self, text: str) -> None:
        self.keys += len(text)
        for number, line in enumerate(text.split("\n")):
            if number:
                QTest.keyClick(self._focus, Qt.Key.Key_Return)
            QTest.keyClicks(self._focus, line)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier):
        self.keys += 1
        QTest.keyClick(self._focus, key, held)

    def texts(self) -> list[str]:
        labels = self.window.findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible() and label.text()]

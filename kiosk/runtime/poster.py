"""The last resort: a still poster without QML, cache or graphics card, when everything else has fallen."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPaintEvent, QRasterWindow

from kiosk.bridge.stage import load_typefaces
from kiosk.domain import Exhibition
from kiosk.guard.notify import Notifier
from kiosk.runtime import logs
from kiosk.runtime.ending import Ending
from kiosk.runtime.machine import has_display, store_folder
from kiosk.runtime.store import Store

log = logging.getLogger(__name__)

_WALL, _WORDS, _QUIET = QColor("#221d1b"), QColor("#f3ece2"), QColor("#c9beb2")
_BEAT_MS = 2_000


class _Poster(QRasterWindow):
    """The exhibition's name, its place, and where help is."""

    def __init__(self, exhibition: Exhibition) -> None:
        super().__init__()
        help_line = exhibition.help_line
        self._title = str(exhibition.title) or "Gallery"
        self._lines = [words for words in (str(exhibition.place), str(exhibition.presented_by)) if words]
        self._help = "  ·  ".join(words for words in (str(help_line.name), help_line.phone) if words)
        self.painted = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        width, height = self.width(), self.height()
        painter.fillRect(0, 0, width, height, _WALL)
        # A face has three sizes on a poster: a twelfth, a thirtieth and a thirty-sixth of the shorter side.
        side, margin = min(width, height), min(width, height) // 10
        painter.setPen(_WORDS)
        painter.setFont(_face("Source Serif 4", side // 12))
        room = QRect(margin, height // 5, width - 2 * margin, height * 2 // 5)
        wrap = Qt.TextFlag.TextWordWrap
        used = painter.boundingRect(room, wrap, self._title)
        painter.drawText(room, wrap, self._title)
        painter.setPen(_QUIET)
        painter.setFont(_face("Atkinson Hyperlegible Next", side // 30))
        below = QRect(margin, used.bottom() + margin // 2, width - 2 * margin, height // 4)
        painter.drawText(below, wrap, "\n".join(self._lines))
        painter.setPen(_WORDS)
        painter.setFont(_face("Atkinson Hyperlegible Next", side // 36))
        foot = QRect(margin, height - margin * 2, width - 2 * margin, margin)
        painter.drawText(foot, wrap | Qt.AlignmentFlag.AlignVCenter, self._help)
        painter.end()
        self.painted += 1


class _Beat(QObject):
    """Feeds the watchdog once the poster has been painted."""

    def __init__(self, poster: _Poster) -> None:
        super().__init__()
        self._poster, self._notifier, self._ready = poster, Notifier(), False
        self._timer = QTimer(self, interval=_BEAT_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start(200)

    def _look(self) -> None:
        if not self._poster.painted:
            return
        self._notifier.tell("WATCHDOG=1" if self._ready else "READY=1")
        if not self._ready:
            self._ready = True
            self._timer.start(_BEAT_MS)

    def close(self) -> None:
        self._timer.stop()
        self._notifier.close()


def poster(folder: Path, more: Sequence[Path] = (), *, windowed: tuple[int, int] | None = None) -> int:
    """Show the poster until somebody ends it; returns the exit code."""
    logs.begin()
    if not has_display():
        print("kiosk: there is no display here", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")
    exhibition = _exhibition(folder, more)
    app = QGuiApplication([sys.argv[0]])
    app.setApplicationName("kiosk")
    load_typefaces()
    window = _Poster(exhibition)
    if windowed is not None:
        window.resize(*windowed)
        window.show()
    else:
        window.setFlag(Qt.WindowType.FramelessWindowHint)
        window.setGeometry(app.primaryScreen().geometry())
        window.showFullScreen()
        app.setOverrideCursor(Qt.CursorShape.BlankCursor)
    log.warning("a still poster is shown, because the program fell again and again")
    ending, beat = Ending(app), _Beat(window)
    code = app.exec()
    beat.close()
    ending.close()
    return code


def _exhibition(folder: Path, more: Sequence[Path]) -> Exhibition:
    """As it was last read, else as the folder has it, else nothing: whatever fails here must not take the poster along."""
    try:
        kept = Store(folder, store_folder(), more=more).last()
        if kept is not None:
            return kept.exhibition
        from kiosk.content.exhibition import read_exhibition

        return read_exhibition(folder, [])[0]
    except Exception:
        log.exception("not even the exhibition's name could be read")
        return Exhibition()


def _face(family: str, pixels: int) -> QFont:
    face = QFont(family)
    face.setPixelSize(max(12, pixels))
    return face

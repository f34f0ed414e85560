"""The last resort: a still poster without QML, cache or graphics card, when everything else has fallen."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QRect, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QPainter,
    QPaintEvent,
    QRasterWindow,
)

from kiosk import __version__
from kiosk.app import logs
from kiosk.app.display_power import DisplayPower, commands
from kiosk.app.display_schedule import SHIFT_MS, SHIFTS, DisplaySchedule, wanted
from kiosk.app.machine import has_display, resident_bytes, store_folder
from kiosk.app.safe_mode import call_with_timeout
from kiosk.app.signal_handler import SignalHandler
from kiosk.app.window_placement import WindowPlacement, described
from kiosk.content.cache.startup_cache import StartupCache
from kiosk.domain import Exhibition
from kiosk.qt.images import write_png
from kiosk.schedule import Clock, SystemClock, distrust_of
from kiosk.settings import Settings
from kiosk.status import status as states
from kiosk.supervisor.notify import Notifier
from kiosk.window.app_window import load_typefaces

log = logging.getLogger(__name__)

_WALL, _WORDS, _QUIET = QColor("#221d1b"), QColor("#f3ece2"), QColor("#c9beb2")
_BEAT_MS = 2_000
# It is painted so often to see that it can still be; one that is not, although it was asked for, stands still.
_PAINT_SECONDS = 20.0
_PATIENCE_SECONDS = 35.0


class _Poster(QRasterWindow):
    """The exhibition's name, its place, and where help is; or nothing, at night."""

    def __init__(self, exhibition: Exhibition) -> None:
        super().__init__()
        help_line = exhibition.help_line
        self._title = str(exhibition.title) or "Gallery"
        self._lines = [
            words for words in (str(exhibition.place), str(exhibition.presented_by)) if words
        ]
        self._help = "  ·  ".join(
            words for words in (str(help_line.name), help_line.phone) if words
        )
        self._step = 0
        self.lit = True
        self.painted = 0
        self.painted_at = time.monotonic()

    def show_lit(self, lit: bool) -> None:
        """By day the poster, by night black."""
        self.lit = lit
        self.update()

    def shift(self) -> None:
        """A little to the side: nothing bright stands at one place for long."""
        self._step = (self._step + 1) % len(SHIFTS)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._draw(painter)
        painter.end()
        self.painted += 1
        self.painted_at = time.monotonic()

    def picture(self) -> QImage:
        """What is on the screen, drawn once more."""
        image = QImage(self.size(), QImage.Format.Format_RGB32)
        painter = QPainter(image)
        self._draw(painter)
        painter.end()
        return image

    def _draw(self, painter: QPainter) -> None:
        width, height = self.width(), self.height()
        painter.fillRect(0, 0, width, height, _WALL if self.lit else Qt.GlobalColor.black)
        if not self.lit:
            return
        painter.translate(*SHIFTS[self._step])
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


class _Beat(QObject):
    """Feeds the watchdog as long as the poster can be painted, moves it a little, and tells staff what is shown."""

    def __init__(self, poster: _Poster, clock: Clock, settings: Settings) -> None:
        super().__init__()
        self._poster, self._clock, self._notifier, self._ready = poster, clock, Notifier(), False
        self._began, self._written = time.time(), 0.0
        self._folder, self._place = str(settings.folder.absolute()), states.status_folder(settings)
        self._settings = settings
        self._timer = QTimer(self, interval=_BEAT_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start(200)
        self._shifter = QTimer(self, interval=SHIFT_MS)
        self._shifter.timeout.connect(poster.shift)
        self._shifter.start()

    def _look(self) -> None:
        now = time.monotonic()
        silent = now - self._poster.painted_at
        if self._poster.isExposed():
            if not self._poster.painted:
                return
            if silent > _PAINT_SECONDS:
                self._poster.update()
            if silent > _PATIENCE_SECONDS:
                log.error(
                    "the poster was not painted for %.0f s, although that was asked for", silent
                )
                return
        if self._poster.painted and not self._ready:
            self._ready = True
            self._notifier.send("READY=1")
            self._timer.start(_BEAT_MS)
        self._notifier.send("WATCHDOG=1")
        if now - self._written >= states.PERIOD_SECONDS:
            self._written = now
            self._write()

    def _write(self) -> None:
        now = time.time()
        state = states.ProgramStatus(
            version=__version__,
            pid=os.getpid(),
            mode="poster",
            folder=self._folder,
            read=False,
            started=self._began,
            written=now,
            last_frame=now - (time.monotonic() - self._poster.painted_at)
            if self._poster.painted
            else 0.0,
            frames=self._poster.painted,
            memory=resident_bytes(),
            restarts=self._settings.restarts,
            clock=distrust_of(self._clock) or "good",
            screen=described(self._poster),
            asked_screen=self._settings.instance,
            lit=self._poster.lit,
        )
        try:
            states.write_status(state, self._place)
        except OSError as error:
            log.warning("the state cannot be written: %s", error)

    def photograph(self) -> None:
        """For ``kiosk screenshot``."""
        unfinished = self._place / ".screen.png"
        if write_png(self._poster.picture(), unfinished):
            unfinished.replace(self._place / "screen.png")

    def close(self) -> None:
        self._timer.stop()
        self._shifter.stop()
        self._notifier.close()
        states.delete_status(self._place)


def run_poster(settings: Settings) -> int:
    """Show the poster until somebody ends it; returns the exit code."""
    folder, more = settings.folder, settings.further_folders
    windowed, screen = settings.window_size, settings.screen
    logs.begin()
    if not has_display():
        print("kiosk: there is no display here", file=sys.stderr)
        return 2
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")
    exhibition = _exhibition(folder, more)
    clock = SystemClock(ZoneInfo(exhibition.timezone))
    app = QGuiApplication([sys.argv[0]])
    app.setApplicationName("kiosk")
    app.setQuitOnLastWindowClosed(windowed is not None)
    load_typefaces()
    window = _Poster(exhibition)
    # It goes with the window.
    WindowPlacement(app, window, screen, windowed)
    log.warning("a still poster is shown, because the program fell again and again")
    ending, beat = SignalHandler(app), _Beat(window, clock, settings)
    ending.on_request(beat.photograph)
    night = (
        DisplaySchedule(window, clock, DisplayPower(commands()), lambda: exhibition)
        if wanted(windowed is not None)
        else None
    )
    if night is not None:
        night.changed.connect(window.show_lit)
        night.begin()
    code = app.exec()
    if night is not None:
        night.close()
    beat.close()
    ending.close()
    return code


def _exhibition(folder: Path, more: Sequence[Path]) -> Exhibition:
    """As it was last read, else as the folder has it, else nothing: whatever fails here must not take the poster along."""
    try:
        kept = StartupCache(folder, store_folder(), more=more).last_good()
        if kept is not None:
            return kept.snapshot.exhibition
        from kiosk.content.exhibition import read_exhibition

        return call_with_timeout(lambda: read_exhibition(folder, [])[0]) or Exhibition()
    except Exception:
        log.exception("not even the exhibition's name could be read")
        return Exhibition()


def _face(family: str, pixels: int) -> QFont:
    face = QFont(family)
    face.setPixelSize(max(12, pixels))
    return face

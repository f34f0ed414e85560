"""The poster: a still picture without QML, cache or graphics card.

It reads neither the folder nor a cache itself: a process of its own does, and may fall.

The supervisor shows it when the program has crashed in safe mode too. See
docs/decisions/0006-safe-mode-and-poster.md.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import time
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QPainter,
    QPaintEvent,
    QRasterWindow,
)

from kiosk.app.display_power import DisplayPower, display_commands
from kiosk.app.display_schedule import SHIFT_MS, SHIFTS, DisplaySchedule
from kiosk.app.emergency_reader import Band, EmergencyReader, Turn
from kiosk.app.logs import configure_logging
from kiosk.app.machine import has_display, resident_bytes
from kiosk.app.notice_painting import paint_band, paint_emergency
from kiosk.app.poster_content import read_poster_content
from kiosk.app.shutdown import Shutdown
from kiosk.app.signal_handler import SignalHandler
from kiosk.app.window_placement import PresentScreen, WindowPlacement, app_id
from kiosk.domain import Exhibition
from kiosk.domain.design import LIGHT, QUIET_LIGHT, SANS, SERIF, WALL_TOP, WIDE_LETTERS, WIDE_SANS
from kiosk.exit_codes import EXIT_USAGE
from kiosk.qt.images import write_png
from kiosk.qt.program_end import end_beside_threads
from kiosk.schedule import Clock, SystemClock, distrust_of
from kiosk.schedule.clock import is_known
from kiosk.settings import Settings
from kiosk.status.folders import status_folder
from kiosk.status.program_status import (
    PERIOD_SECONDS,
    ProgramStatus,
    delete_status,
    require_own_folder,
    write_status,
)
from kiosk.status.restart_reasons import restarts_from_text
from kiosk.supervisor.notify import Notifier
from kiosk.version import version
from kiosk.window.app_window import load_typefaces

log = logging.getLogger(__name__)

_BACKGROUND, _TEXT, _QUIET_TEXT = QColor(WALL_TOP), QColor(LIGHT), QColor(QUIET_LIGHT)
FIRST_CHECK_MS = 200
PERIOD_MS = 2_000
# How often the poster is painted, to see that it still can be, and after how many seconds without
# a painting it counts as frozen.
REPAINT_SECONDS = 20.0
FROZEN_SECONDS = 35.0


class PosterWindow(QRasterWindow):
    """The exhibition's name, its place, and the help line; black outside the opening hours."""

    def __init__(self, exhibition: Exhibition, turn: int = 0) -> None:
        super().__init__()
        # Degrees clockwise.
        self._turn = turn
        help_line = exhibition.help_line
        self._title = str(exhibition.title) or "Gallery"
        lines = (str(exhibition.place), str(exhibition.presented_by))
        self._lines = [line for line in lines if line]
        self._help = "  ·  ".join(part for part in (str(help_line.name), help_line.phone) if part)
        self._shift_step = 0
        self._emergency: Turn = ()
        self._band: Band | None = None
        self.screen_on = True
        self.paint_count = 0
        self.painted_at = time.monotonic()

    def set_screen_on(self, screen_on: bool) -> None:
        """Show the poster, or black."""
        self.screen_on = screen_on
        self.update()

    def set_notices(self, turn: Turn, band: Band | None) -> None:
        """Show an emergency over everything else, also at night; and another notice in a band."""
        self._emergency, self._band = turn, band
        self.update()

    def shift(self) -> None:
        """Move the text a little, against burn-in."""
        self._shift_step = (self._shift_step + 1) % len(SHIFTS)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.translate(self.width() / 2, self.height() / 2)
        painter.rotate(self._turn)
        width, height = self._upright_size()
        painter.translate(-width / 2, -height / 2)
        self._draw(painter)
        painter.end()
        self.paint_count += 1
        self.painted_at = time.monotonic()

    def render_image(self) -> QImage:
        """What is on the screen, drawn once more; upright, however the screen hangs."""
        image = QImage(QSize(*self._upright_size()), QImage.Format.Format_RGB32)
        painter = QPainter(image)
        self._draw(painter)
        painter.end()
        return image

    def _upright_size(self) -> tuple[int, int]:
        width, height = self.width(), self.height()
        return (height, width) if self._turn % 180 else (width, height)

    def _draw(self, painter: QPainter) -> None:
        width, height = self._upright_size()
        if self._emergency:
            paint_emergency(painter, width, height, self._emergency)
            return
        color = _BACKGROUND if self.screen_on else Qt.GlobalColor.black
        painter.fillRect(0, 0, width, height, color)
        if not self.screen_on:
            return
        band = paint_band(painter, width, height, self._band) if self._band else 0
        painter.translate(*SHIFTS[self._shift_step])
        # The text sizes: a twelfth, a thirtieth and a thirty-sixth of the shorter side.
        side, margin = min(width, height), min(width, height) // 10
        wrap = Qt.TextFlag.TextWordWrap
        painter.setPen(_TEXT)
        painter.setFont(_font(SERIF, side // 12))
        title_top = max(height // 5, band + margin // 2)
        title_area = QRect(margin, title_top, width - 2 * margin, height * 2 // 5)
        title_rect = painter.boundingRect(title_area, wrap, self._title)
        painter.drawText(title_area, wrap, self._title)
        painter.setPen(_QUIET_TEXT)
        painter.setFont(_font(sans_for("".join(self._lines)), side // 30))
        lines_top = title_rect.bottom() + margin // 2
        lines_area = QRect(margin, lines_top, width - 2 * margin, height // 4)
        painter.drawText(lines_area, wrap, "\n".join(self._lines))
        painter.setPen(_TEXT)
        painter.setFont(_font(sans_for(self._help), side // 36))
        help_area = QRect(margin, height - margin * 2, width - 2 * margin, margin)
        painter.drawText(help_area, wrap | Qt.AlignmentFlag.AlignVCenter, self._help)


class PosterMonitor(QObject):
    """Feeds the watchdog while the poster can be painted, shifts it, and writes the status."""

    def __init__(self, poster: PosterWindow, clock: Clock, settings: Settings) -> None:
        super().__init__()
        self._poster, self._clock, self._settings = poster, clock, settings
        self._notifier, self._ready = Notifier(settings.notify_address), False
        # In seconds since 1970, and on the monotonic clock.
        self._began, self._written_at = time.time(), 0.0
        self._folder = status_folder(settings)
        self._screen = PresentScreen(poster, settings)
        self._timer = QTimer(self, interval=PERIOD_MS)
        self._timer.timeout.connect(self._check)
        self._timer.start(FIRST_CHECK_MS)
        self._shift_timer = QTimer(self, interval=SHIFT_MS)
        self._shift_timer.timeout.connect(poster.shift)
        self._shift_timer.start()

    def _check(self) -> None:
        now = time.monotonic()
        has_screen = bool(self._screen.description())
        if has_screen and self._poster.isExposed() and not self._is_painting(now):
            return
        # Without a screen it is ready once it waits for one.
        if (self._poster.paint_count or not has_screen) and not self._ready:
            self._ready = True
            self._notifier.send("READY=1")
            self._timer.start(PERIOD_MS)
        self._notifier.send("WATCHDOG=1")
        if now - self._written_at >= PERIOD_SECONDS:
            self._written_at = now
            self._write_status()

    def _is_painting(self, now: float) -> bool:
        """False before the first painting and when a requested one has not come."""
        if not self._poster.paint_count:
            return False
        waited = now - self._poster.painted_at
        if waited > REPAINT_SECONDS:
            self._poster.update()
        if waited > FROZEN_SECONDS:
            log.error("The poster was not painted for %.0f s, although requested", waited)
            return False
        return True

    def _write_status(self) -> None:
        now = time.time()
        last_frame = now - (time.monotonic() - self._poster.painted_at)
        screen = self._screen.description()
        status = ProgramStatus(
            version=version(),
            pid=os.getpid(),
            mode="poster",
            folder=str(self._settings.folder.absolute()),
            read=False,
            available=False,
            started=self._began,
            written=now,
            last_frame=last_frame if self._poster.paint_count else 0.0,
            frames=self._poster.paint_count,
            memory=resident_bytes(),
            restarts=self._settings.restarts,
            restart_reasons=restarts_from_text(self._settings.restart_reasons),
            clock=distrust_of(self._clock) or "good",
            clock_known=is_known(self._clock),
            screen=screen,
            screen_missing=not screen,
            wanted_screen=self._screen.wanted,
            other_screens="" if screen else self._screen.others(),
            asked_screen=self._settings.instance,
            screen_on=self._poster.screen_on,
        )
        try:
            write_status(status, self._folder)
        except OSError as error:
            log.warning("The status cannot be written: %s", error)

    def screenshot(self) -> None:
        """Write a picture of the screen beside the status, for ``kiosk screenshot``."""
        if not self._screen.description():
            log.warning("No screenshot can be taken: there is no screen")
            return
        unfinished = self._folder / ".screen.png"
        try:
            require_own_folder(self._folder)
            unfinished.unlink(missing_ok=True)
        except OSError as error:
            log.warning("The screenshot cannot be written: %s", error)
            return
        if write_png(self._poster.render_image(), unfinished):
            unfinished.replace(self._folder / "screen.png")

    def close(self) -> None:
        """Stop all timers and delete the status."""
        self._timer.stop()
        self._shift_timer.stop()
        self._notifier.close()
        delete_status(self._folder)


def run_poster(settings: Settings) -> int:
    """Show the poster until it is ended by a signal; returns the exit code."""
    configure_logging(settings.screen)
    if not has_display(settings):
        print("kiosk: there is no display here", file=sys.stderr)
        return EXIT_USAGE
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")
    exhibition = read_poster_content(settings)
    clock = SystemClock(ZoneInfo(exhibition.timezone))
    app = QGuiApplication([sys.argv[0]])
    app.setApplicationName("kiosk")
    app.setDesktopFileName(app_id(settings.screen))
    shutdown = Shutdown()
    signals = SignalHandler(app)
    shutdown.register("signal handler", signals.close)
    app.setQuitOnLastWindowClosed(settings.windowed)
    load_typefaces()
    poster = PosterWindow(exhibition, settings.turn)
    # The placement is the window's child.
    WindowPlacement(app, poster, settings)
    log.warning("Showing the poster, because the program has crashed again and again")
    monitor = PosterMonitor(poster, clock, settings)
    shutdown.register("poster monitor", monitor.close)
    emergencies = EmergencyReader(settings)
    emergencies.changed.connect(lambda: poster.set_notices(emergencies.turn, emergencies.band))
    shutdown.register("emergency reader", emergencies.close)
    if settings.follows_opening_hours:
        schedule = DisplaySchedule(
            poster,
            clock,
            DisplayPower(display_commands(settings)),
            lambda: exhibition,
            is_needed=lambda: bool(emergencies.turn),
            ignore_hours=settings.ignore_opening_hours,
        )
        emergencies.changed.connect(schedule.update)
        schedule.changed.connect(poster.set_screen_on)
        schedule.start()
        shutdown.register("display schedule", schedule.close)
    signals.on_screenshot_request(monitor.screenshot)
    shutdown.register("signals", signals.ignore)
    code = app.exec()
    shutdown.close_all()
    end_beside_threads(code)
    return code


def sans_for(text: str) -> str:
    """The typeface that has each letter of a text, so that a name is set in one face."""
    return WIDE_SANS if re.search(WIDE_LETTERS, text) else SANS


def _font(family: str, pixels: int) -> QFont:
    font = QFont(family)
    font.setPixelSize(max(12, pixels))
    return font

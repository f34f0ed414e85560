"""Puts the parts together and shows them until somebody ends the program."""

from __future__ import annotations

import logging
import os
import shutil
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtGui import QGuiApplication

from kiosk import __version__
from kiosk.app import graphics, logs, usage_stats
from kiosk.app.content_reloader import ContentReloader
from kiosk.app.display_power import DisplayPower, commands
from kiosk.app.display_schedule import wanted
from kiosk.app.frame_keepalive import keep_frames_coming
from kiosk.app.health_monitor import HealthMonitor
from kiosk.app.machine import cache_folder, has_display, safe_folder, store_folder
from kiosk.app.night_mode import NightMode
from kiosk.app.safe_mode import SafeModeContent, first
from kiosk.app.signal_handler import SignalHandler
from kiosk.app.staff_gesture import StaffGesture
from kiosk.app.window_placement import WindowPlacement
from kiosk.content.cache.startup_cache import StartupCache
from kiosk.content.cache.startup_snapshot import StartupSnapshot
from kiosk.domain import Problem, Severity, Snapshot
from kiosk.exit_codes import EXIT_RESTART, EXIT_STOPPED
from kiosk.paths import state_folder
from kiosk.pictures.decoder_pool import DecoderPool
from kiosk.schedule import Clock, OffsetClock, SystemClock
from kiosk.session import transitions
from kiosk.settings import Settings
from kiosk.staff.pin import PinLock
from kiosk.window.app_window import AppWindow, load_typefaces

if TYPE_CHECKING:
    from kiosk.content.load import LoadResult

log = logging.getLogger("kiosk")


def run(settings: Settings) -> int:
    """Show ``folder``, and what lies in the folders ``more``, until the window is closed; returns the exit code.

    ``at`` sets the clock, in the exhibition's time zone where it names none. A folder that is missing is
    told on stderr and shown as a dignified screen, because it may only be late; the exit code is then 2.
    """
    folder, more, at = settings.folder, settings.further_folders, settings.start_time
    windowed, screen, language = settings.window_size, settings.screen, settings.language
    logs.begin()
    if not has_display():
        print(
            "kiosk: there is no display here; 'kiosk shots' makes pictures without one",
            file=sys.stderr,
        )
        return 2
    careful = settings.mode == "safe"
    if careful:
        os.environ["QT_QUICK_BACKEND"] = "software"
    graphics.prepare()
    shown: LoadResult | StartupSnapshot
    store: StartupCache | None = None
    standing = (
        SafeModeContent(folder, StartupCache(folder, store_folder(), _today(at), more))
        if careful
        else None
    )
    if standing is not None and standing.snapshot.works:
        shown = StartupSnapshot(standing.snapshot)
    else:
        standing = None
        shown, store = first(lambda: StartupCache(folder, store_folder(), _today(at), more))
        if not isinstance(shown, StartupSnapshot) and not shown.usable:
            print(f"kiosk: {shown.problems[0].message}; {shown.problems[0].hint}", file=sys.stderr)
    snapshot = shown.snapshot
    app = QGuiApplication([sys.argv[0]])
    app.setApplicationName("kiosk")
    app.setApplicationVersion(__version__)
    # A screen that is switched off takes its window along; the program stays for when it comes back.
    app.setQuitOnLastWindowClosed(windowed is not None)
    renderer = graphics.choose()
    load_typefaces()
    workshop = DecoderPool()
    pictures = safe_folder(settings) if careful else cache_folder()
    clock = _clock(snapshot, at)
    stage = AppWindow(app, snapshot, clock, pictures, renderer=workshop)
    if language:
        stage.controller.session.apply(transitions.set_language, language)
    vitals = HealthMonitor(
        app, stage, settings, lambda: watcher.edition if watcher is not None else "last good"
    )
    door = StaffGesture(
        stage,
        PinLock(state_folder(settings)),
        vitals.state,
        lambda: _read_again(app, watcher),
        lambda: app.exit(EXIT_STOPPED),
    )

    def tell(problems: tuple[Problem, ...]) -> None:
        _tell(problems)
        vitals.set_problems(problems)
        door.set_problems(problems)

    watcher = ContentReloader(shown, stage.set_content, tell, store) if store is not None else None
    stage.window.sceneGraphError.connect(lambda _error, words: _lost(app, words))
    _place(app, stage, windowed, screen)
    pulse = keep_frames_coming(stage.window, renderer)
    if standing is not None:
        standing.begin(stage.set_content)
    stage.controller.slideshow_timer.start()
    night = (
        NightMode(stage, clock, DisplayPower(commands()), vitals)
        if wanted(windowed is not None)
        else None
    )
    door.install()
    file = usage_stats.place()
    counted = usage_stats.UsageStats(stage, clock, file) if file is not None else None
    del shown, snapshot  # they would be in memory beside every later reading
    ending = SignalHandler(app)
    ending.on_request(vitals.screenshot)
    code = app.exec()
    ending.close()
    for part in (night, counted, door, vitals, watcher, standing):
        if part is not None:
            part.close()
    workshop.close()
    if pulse is not None:
        pulse.end()
    stage.close()
    if careful:
        shutil.rmtree(pictures, ignore_errors=True)
    return code or (0 if watcher is None or watcher.usable else 2)


def _place(
    app: QGuiApplication, stage: AppWindow, windowed: tuple[int, int] | None, screen: str
) -> None:
    # It goes with the window.
    WindowPlacement(app, stage.window, screen, windowed)


def _read_again(app: QGuiApplication, watcher: ContentReloader | None) -> None:
    """Staff ask for it. In safe mode nobody reads the folder: whoever has mended it wants to see the full program again."""
    if watcher is not None:
        watcher.again()
    else:
        log.info("a fresh start, because the folder is to be read")
        app.exit(EXIT_RESTART)


def _lost(app: QGuiApplication, words: str) -> None:
    """The graphics card has gone. Connected, this signal is the only thing that then happens: so the program ends, to be started again."""
    log.critical("the graphics card was lost: %s", words)
    app.exit(1)


def _clock(snapshot: Snapshot, at: datetime | None) -> Clock:
    zone = ZoneInfo(snapshot.exhibition.timezone)
    if at is None:
        return SystemClock(zone)
    return OffsetClock(at if at.tzinfo else at.replace(tzinfo=zone))


def _today(at: datetime | None) -> Callable[[], date]:
    """The day by which an exhibition is chosen among several: the machine's own, or the one that was set, running on."""
    if at is None:
        return date.today
    begun = time.monotonic()
    return lambda: (at + timedelta(seconds=time.monotonic() - begun)).date()


def _tell(problems: tuple[Problem, ...]) -> None:
    """The problems of the content, once each: to the log, never to the screen."""
    for problem in problems:
        level = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING}.get(
            problem.severity, logging.DEBUG
        )
        log.log(
            level,
            "%s:%s: %s [%s]",
            problem.path or ".",
            problem.line,
            problem.message,
            problem.rule,
        )

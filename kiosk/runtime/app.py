"""Puts the parts together and shows them until somebody ends the program."""

import logging
import os
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QScreen

from kiosk.bridge.stage import Stage, load_typefaces
from kiosk.domain import Problem, Severity, Snapshot
from kiosk.kept.head import Head
from kiosk.pictures.workshop import Workshop
from kiosk.runtime import graphics
from kiosk.runtime.ending import Ending
from kiosk.runtime.machine import cache_folder, has_display, store_folder
from kiosk.runtime.reload import Watcher
from kiosk.runtime.store import Store
from kiosk.schedule import Clock, SetClock, SystemClock
from kiosk.session import moves

log = logging.getLogger("kiosk")


def run(
    folder: Path,
    *,
    at: datetime | None = None,
    windowed: tuple[int, int] | None = None,
    screen: str = "",
    language: str = "",
) -> int:
    """Show ``folder`` until the window is closed; returns the exit code.

    ``at`` sets the clock, in the exhibition's time zone where it names none. A folder that is missing is
    told on stderr and shown as a dignified screen, because it may only be late; the exit code is then 2.
    """
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    if not has_display():
        print("kiosk: there is no display here; 'kiosk shots' makes pictures without one", file=sys.stderr)
        return 2
    graphics.prepare()
    store = Store(folder, store_folder(), _today(at))
    shown = store.head() or store.load()
    if not isinstance(shown, Head) and not shown.usable:
        print(f"kiosk: {shown.problems[0].message}; {shown.problems[0].hint}", file=sys.stderr)
    snapshot = shown.snapshot
    app = QGuiApplication([sys.argv[0]])
    app.setApplicationName("kiosk")
    graphics.choose()
    load_typefaces()
    workshop = Workshop()
    stage = Stage(app, snapshot, _clock(snapshot, at), cache_folder(), maker=workshop)
    if language:
        stage.controller.visit.move(moves.speak, language)
    _place(stage, windowed, _screen(app, screen))
    watcher = Watcher(shown, stage.take, _tell, store)
    del shown, snapshot  # they would be in memory beside every later reading
    ending = Ending(app)
    stage.controller.tempo.start()
    code = app.exec()
    ending.close()
    watcher.close()
    workshop.close()
    stage.close()
    return code or (0 if watcher.usable else 2)


def _clock(snapshot: Snapshot, at: datetime | None) -> Clock:
    zone = ZoneInfo(snapshot.exhibition.timezone)
    if at is None:
        return SystemClock(zone)
    return SetClock(at if at.tzinfo else at.replace(tzinfo=zone))


def _today(at: datetime | None) -> Callable[[], date]:
    """The day by which an exhibition is chosen among several: the machine's own, or the one that was set, running on."""
    if at is None:
        return date.today
    begun = time.monotonic()
    return lambda: (at + timedelta(seconds=time.monotonic() - begun)).date()


def _tell(problems: tuple[Problem, ...]) -> None:
    """The problems of the content, once each: to the log, never to the screen."""
    for problem in problems:
        level = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING}.get(problem.severity, logging.DEBUG)
        log.log(level, "%s:%s: %s [%s]", problem.path or ".", problem.line, problem.message, problem.rule)


def _screen(app: QGuiApplication, name: str) -> QScreen:
    screens = app.screens()
    for screen in screens:
        if screen.name() == name:
            return screen
    if name:
        log.warning("there is no screen '%s'; there are: %s", name, ", ".join(screen.name() for screen in screens))
    return app.primaryScreen()


def _place(stage: Stage, windowed: tuple[int, int] | None, screen: QScreen) -> None:
    window = stage.window
    window.setScreen(screen)
    if windowed is not None:
        window.resize(*windowed)
        window.show()
        return
    window.setGeometry(screen.geometry())
    window.setFlag(Qt.WindowType.FramelessWindowHint)
    window.showFullScreen()
    if "KIOSK_POINTER" not in os.environ:
        QGuiApplication.setOverrideCursor(Qt.CursorShape.BlankCursor)

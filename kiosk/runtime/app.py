"""Puts the parts together and shows them until somebody ends the program."""

from __future__ import annotations

import logging
import os
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtGui import QGuiApplication

from kiosk import __version__
from kiosk.bridge.stage import Stage, load_typefaces
from kiosk.domain import Problem, Severity, Snapshot
from kiosk.guard.keeper import FRESH, LEFT
from kiosk.guard.pin import Lock
from kiosk.kept.head import Head
from kiosk.pictures.workshop import Workshop
from kiosk.places import state_folder
from kiosk.runtime import counts, graphics, logs
from kiosk.runtime.door import Door
from kiosk.runtime.ending import Ending
from kiosk.runtime.glass import Glass
from kiosk.runtime.hours import Hours
from kiosk.runtime.machine import cache_folder, has_display, safe_folder, store_folder
from kiosk.runtime.night import wanted
from kiosk.runtime.power import Power, commands
from kiosk.runtime.pulse import keep_frames_coming
from kiosk.runtime.reload import Watcher
from kiosk.runtime.safe import Standing, first
from kiosk.runtime.store import Store
from kiosk.runtime.vitals import Vitals, mode
from kiosk.schedule import Clock, SetClock, SystemClock
from kiosk.session import moves

if TYPE_CHECKING:
    from kiosk.content import LoadResult

log = logging.getLogger("kiosk")


def run(
    folder: Path,
    *,
    more: Sequence[Path] = (),
    at: datetime | None = None,
    windowed: tuple[int, int] | None = None,
    screen: str = "",
    language: str = "",
) -> int:
    """Show ``folder``, and what lies in the folders ``more``, until the window is closed; returns the exit code.

    ``at`` sets the clock, in the exhibition's time zone where it names none. A folder that is missing is
    told on stderr and shown as a dignified screen, because it may only be late; the exit code is then 2.
    """
    logs.begin()
    if not has_display():
        print("kiosk: there is no display here; 'kiosk shots' makes pictures without one", file=sys.stderr)
        return 2
    careful = mode() == "safe"
    if careful:
        os.environ["QT_QUICK_BACKEND"] = "software"
    graphics.prepare()
    shown: LoadResult | Head
    store: Store | None = None
    standing = Standing(folder, Store(folder, store_folder(), _today(at), more)) if careful else None
    if standing is not None and standing.snapshot.works:
        shown = Head(standing.snapshot)
    else:
        standing = None
        shown, store = first(lambda: Store(folder, store_folder(), _today(at), more))
        if not isinstance(shown, Head) and not shown.usable:
            print(f"kiosk: {shown.problems[0].message}; {shown.problems[0].hint}", file=sys.stderr)
    snapshot = shown.snapshot
    app = QGuiApplication([sys.argv[0]])
    app.setApplicationName("kiosk")
    app.setApplicationVersion(__version__)
    # A screen that is switched off takes its window along; the program stays for when it comes back.
    app.setQuitOnLastWindowClosed(windowed is not None)
    renderer = graphics.choose()
    load_typefaces()
    workshop = Workshop()
    pictures = safe_folder() if careful else cache_folder()
    clock = _clock(snapshot, at)
    stage = Stage(app, snapshot, clock, pictures, maker=workshop)
    if language:
        stage.controller.visit.move(moves.speak, language)
    vitals = Vitals(app, stage, folder, lambda: watcher.edition if watcher is not None else "last good")
    door = Door(stage, Lock(state_folder()), vitals.state, lambda: _read_again(app, watcher), lambda: app.exit(LEFT))

    def tell(problems: tuple[Problem, ...]) -> None:
        _tell(problems)
        vitals.told(problems)
        door.told(problems)

    watcher = Watcher(shown, stage.take, tell, store) if store is not None else None
    stage.window.sceneGraphError.connect(lambda _error, words: _lost(app, words))
    _place(stage, windowed, screen)
    pulse = keep_frames_coming(stage.window, renderer)
    if standing is not None:
        standing.begin(stage.take)
    stage.controller.tempo.start()
    night = Hours(stage, clock, Power(commands()), vitals) if wanted(windowed is not None) else None
    door.stand_first()
    file = counts.place()
    counted = counts.Counts(stage, clock, file) if file is not None else None
    del shown, snapshot  # they would be in memory beside every later reading
    ending = Ending(app)
    ending.on_request(vitals.photograph)
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


def _place(stage: Stage, windowed: tuple[int, int] | None, screen: str) -> None:
    # It goes with the window.
    Glass(QGuiApplication.instance(), stage.window, screen, windowed)


def _read_again(app: QGuiApplication, watcher: Watcher | None) -> None:
    """Staff ask for it. In safe mode nobody reads the folder: whoever has mended it wants to see the full program again."""
    if watcher is not None:
        watcher.again()
    else:
        log.info("a fresh start, because the folder is to be read")
        app.exit(FRESH)


def _lost(app: QGuiApplication, words: str) -> None:
    """The graphics card has gone. Connected, this signal is the only thing that then happens: so the program ends, to be started again."""
    log.critical("the graphics card was lost: %s", words)
    app.exit(1)


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

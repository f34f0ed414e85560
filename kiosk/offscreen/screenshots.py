"""Renders the tour to PNG files and writes the manifest."""

import json
import os
import re
import shlex
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk.content.load import LoadResult
from kiosk.offscreen.manifest import read_window
from kiosk.offscreen.tour import Step, listening, posters, steps
from kiosk.qt.images import write_png
from kiosk.qt.item_info import Role, has_role, visible_items
from kiosk.schedule import OffsetClock
from kiosk.session import DisplaySettings, transitions
from kiosk.speech.speech_engine import VOICE_VARIABLE
from kiosk.window.app_window import AppWindow, load_typefaces

# A screen that has not come to rest by then never will; its picture is taken as it stands.
LONGEST_WAIT = 20.0


def take_screenshots(
    result: LoadResult,
    *,
    out: Path,
    sizes: list[tuple[int, int]],
    languages: list[str],
    text_size: float = 1.0,
    contrast: bool = False,
    reach: bool = False,
    at: datetime | None = None,
) -> int:
    """Write every screen in every size and language to ``out``; returns the exit code."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")
    snapshot = result.snapshot
    comfort = DisplaySettings(text_scale=text_size, contrast=contrast, reach=reach)
    unknown = [language for language in languages if language not in snapshot.exhibition.languages]
    if unknown:
        known = ", ".join(snapshot.exhibition.languages)
        print(
            f"kiosk: the exhibition has no language '{unknown[0]}'; it has {known}", file=sys.stderr
        )
        return 2
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print(f"kiosk: {out} cannot be written: {error.strerror}", file=sys.stderr)
        return 2
    zone = ZoneInfo(snapshot.exhibition.timezone)
    moment = at or datetime.now(zone)
    clock = OffsetClock(moment if moment.tzinfo else moment.replace(tzinfo=zone))
    instance = QCoreApplication.instance()
    app = instance if isinstance(instance, QGuiApplication) else QGuiApplication([sys.argv[0]])
    load_typefaces()
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="kiosk-shots-") as cache:
        with _voice_that_is_not_heard():
            stage = AppWindow(app, snapshot, clock, Path(cache), animated=False)
        try:
            for size in sizes:
                for language in languages or snapshot.exhibition.languages:
                    rows += _Session(stage, out, size, language, comfort).shoot()
            for kind, other in posters(snapshot, clock.now().astimezone(zone).date()):
                stage.set_content(other)
                for size in sizes:
                    for language in languages or snapshot.exhibition.languages:
                        rows += _Session(stage, out, size, language, comfort).poster(kind)
        finally:
            stage.close()
    (out / "manifest.json").write_text(
        json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    print(f"{len(rows)} screens in {out}")
    return 0


@contextmanager
def _voice_that_is_not_heard() -> Iterator[None]:
    """With a voice, so that the sign to listen stands where it would; it says nothing, and does not end by itself."""
    before = os.environ.get(VOICE_VARIABLE)
    os.environ[VOICE_VARIABLE] = shlex.join([sys.executable, "-c", "import time; time.sleep(600)"])
    try:
        yield
    finally:
        os.environ.pop(VOICE_VARIABLE) if before is None else os.environ.update(
            {VOICE_VARIABLE: before}
        )


class _Session:
    """One size and one language."""

    def __init__(
        self,
        stage: AppWindow,
        out: Path,
        size: tuple[int, int],
        language: str,
        comfort: DisplaySettings,
    ) -> None:
        self._stage, self._out, self._size, self._language = stage, out, size, language
        self._display = comfort
        self._session = stage.controller.session
        self._names: dict[str, int] = {}

    def _begin(self) -> QQuickWindow:
        window = self._stage.window
        window.resize(*self._size)
        window.show()
        self._session.apply(transitions.start_session, self._language, self._display)
        return window

    def poster(self, kind: str) -> Iterator[dict[str, Any]]:
        """What stands where no work can."""
        self._begin()
        # It is the loop's first slide, and the board the second.
        self._session.apply(transitions.go_to_slide, 0)
        settle(self._stage)
        yield self._take(Step(screen="poster", item=kind, go=lambda: None), "")

    def shoot(self) -> Iterator[dict[str, Any]]:
        """The whole tour."""
        window = self._begin()
        for stop in steps(self._stage.controller):
            self._session.apply(transitions.start_session, self._language, self._display)
            stop.go()
            settle(self._stage)
            yield self._take(stop, "")
            for name, turn in (("pages", self._session.turnPage), ("list", self._session.turnList)):
                if name == "list" and not stop.first:
                    continue
                for page in range(1, _pages(window, name)):
                    turn(page)
                    settle(self._stage)
                    yield self._take(stop, f"{name[0]}{page + 1}")
                turn(0)
        for stop in listening(self._stage.controller):
            self._session.apply(transitions.start_session, self._language, self._display)
            stop.go()
            settle(self._stage)
            yield self._take(stop, "")

    def _take(self, stop: Step, page: str) -> dict[str, Any]:
        width, height = self._size
        item = re.sub(r"[^a-z0-9]+", "-", stop.item.split("/")[-1].casefold()).strip("-")
        name = "-".join(part for part in (stop.screen, item, page) if part)
        comfort = self._display
        scale = f"-{comfort.text_scale:g}" if comfort.text_scale != 1 else ""
        chosen = (
            f"{scale}{'-contrast' if comfort.contrast else ''}{'-reach' if comfort.reach else ''}"
        )
        file = f"{name}-{self._language}-{width}x{height}{chosen}.png"
        picture = self._stage.window.grabWindow()
        # Little compression: these files are many and short-lived.
        if not write_png(picture, self._out / file, quality=85):
            raise OSError(f"{file} cannot be written")
        return {
            "file": file,
            "screen": stop.screen,
            "item": stop.item,
            "page": page,
            "language": self._language,
            "size": [width, height],
            "text_size": comfort.text_scale,
            "contrast": comfort.contrast,
            "reach": comfort.reach,
            **read_window(self._stage.window),
        }


def settle(stage: AppWindow) -> None:
    """Let the window come to rest: no picture under way, and two quiet looks one after the other."""
    until = time.monotonic() + LONGEST_WAIT
    quiet = 0
    while quiet < 3 and time.monotonic() < until:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
        busy = stage.controller.imageLoader.busy or _loading(stage.window.contentItem())
        quiet = 0 if busy else quiet + 1
        if busy:
            time.sleep(0.002)


def _loading(item: QQuickItem) -> bool:
    """True while a picture in the tree is still being read from disk."""
    if has_role(item, Role.Loader) and item.property("loading"):
        return True
    return any(_loading(child) for child in item.childItems() if child.isVisible())


def _pages(window: QQuickWindow, name: str) -> int:
    """How many pages the pager ``name`` turns; 1 where none of that name is to be seen."""
    pagers = visible_items(window.contentItem(), Role.Pager)
    return max(
        (int(pager.property("pageCount")) for pager in pagers if pager.objectName() == name),
        default=1,
    )

"""Looks at the real screen for what the check has its doubts about: words cut, and signs without a glyph."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QGuiApplication, QTextLayout

from kiosk.bridge.stage import Stage, load_typefaces
from kiosk.check.doubts import Words
from kiosk.content import LoadResult
from kiosk.domain import Exhibition, Problem, Severity
from kiosk.schedule import Phase, SetClock, phase
from kiosk.session import Comfort, moves
from kiosk.shots.manifest import read_window
from kiosk.shots.shoot import settle
from kiosk.shots.tour import stops

# More doubtful items are not looked at in one run; mending these shows how long is too long.
MOST_ITEMS = 40
_ENOUGH = 12
_JOINERS = "\u200b\u200c\u200d\u200e\u200f\ufe0e\ufe0f\u2060\u00ad"

Progress = Callable[[int, int], None]


def look(
    result: LoadResult, unusual: list[Words], long: list[Words], size: tuple[int, int], progress: Progress | None = None
) -> list[Problem]:
    """Problems of the doubtful texts, on a screen of ``size`` pixels."""
    app = offscreen()
    return [*_glyphs(result, unusual), *(_cut(app, result, long, size, progress) if long else ())]


def offscreen() -> QGuiApplication:
    """The application, without a display, and with the shipped typefaces."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")
    instance = QCoreApplication.instance()
    app = instance if isinstance(instance, QGuiApplication) else QGuiApplication([sys.argv[0]])
    load_typefaces()
    return app


def _glyphs(result: LoadResult, unusual: list[Words]) -> Iterator[Problem]:
    for words in unusual:
        missing = [sign for sign in dict.fromkeys(words.text) if not sign.isspace() and sign not in _JOINERS and not _has_glyph(sign)]
        if missing:
            listed = ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in missing[:5])
            hint = "look whether it was pasted by mistake; if not, install a typeface for it, for example a Noto font"
            yield _problem(result, words, "missing-glyph", f"{words.key}: no typeface here has {listed}", hint)


def _has_glyph(sign: str) -> bool:
    """Through the same search for another typeface that the screen makes."""
    layout = QTextLayout(sign, QFont("Atkinson Hyperlegible Next"))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return all(index != 0 for run in layout.glyphRuns() for index in run.glyphIndexes())


def _cut(app: QGuiApplication, result: LoadResult, long: list[Words], size: tuple[int, int], progress: Progress | None) -> list[Problem]:
    """The texts that some screen cuts, once each."""
    snapshot = result.snapshot
    items = list(dict.fromkeys(words.item for words in long))[:MOST_ITEMS]
    languages = list(dict.fromkeys(words.language for words in long if words.language in snapshot.exhibition.languages))
    found: dict[Words, Problem] = {}
    clock = SetClock(exhibition_moment(snapshot.exhibition))
    with tempfile.TemporaryDirectory(prefix="kiosk-check-") as cache:
        stage = Stage(app, snapshot, clock, Path(cache), animated=False)
        try:
            stage.window.resize(*size)
            stage.window.show()
            walk = [stop for stop in stops(stage.controller) if stop.item in items or (stop.screen == "wall" and not stop.item)]
            for number, (language, stop) in enumerate((language, stop) for language in languages for stop in walk):
                if progress is not None:
                    progress(number, len(walk) * len(languages))
                stage.controller.visit.move(moves.welcome, language, Comfort())
                stop.go()
                settle(stage)
                cut = [row["text"] for row in read_window(stage.window)["texts"] if row["truncated"]]
                for words in long:
                    if words.item in (stop.item, *items) and any(_same(words.text, text) for text in cut):
                        message = f"{words.key}: its end is cut on the screen '{stop.screen}' of {size[0]} x {size[1]} pixels"
                        found.setdefault(words, _problem(result, words, "text-too-long", message, "write it shorter"))
        finally:
            stage.close()
    return list(found.values())


def exhibition_moment(exhibition: Exhibition) -> datetime:
    """Now, or noon of the first day when today nothing hangs."""
    zone = ZoneInfo(exhibition.timezone)
    now = datetime.now(zone)
    if phase(exhibition, now) is Phase.OPEN:
        return now
    day = exhibition.opens or exhibition.closes or now.date()
    return datetime.combine(day, time(12), zone)


def _same(source: str, shown: str) -> bool:
    plain = " ".join(source.split())
    return plain == shown or (len(shown) >= _ENOUGH and (plain.startswith(shown.rstrip("…")) or plain in shown))


def _problem(result: LoadResult, words: Words, rule: str, message: str, hint: str) -> Problem:
    line, column = result.marks.get((words.file, words.key), (1, 1))
    return Problem(path=words.file, line=line, column=column, severity=Severity.WARNING, rule=rule, message=message, hint=hint)

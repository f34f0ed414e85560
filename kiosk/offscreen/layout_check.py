"""Looks at the real screen for what the check has its doubts about: words cut, and signs without a glyph."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, time
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QLoggingCategory
from PySide6.QtGui import QFont, QGuiApplication

from kiosk.check.make_problem import file_of, in_language, make_problem
from kiosk.check.text_lengths import LongText
from kiosk.content.load import LoadResult
from kiosk.domain import Exhibition, Problem, Severity
from kiosk.offscreen.everything_visible import everything_visible
from kiosk.offscreen.glyphs import missing
from kiosk.offscreen.manifest import read_window
from kiosk.offscreen.screenshots import settle
from kiosk.offscreen.tour import steps
from kiosk.schedule import ExhibitionPhase, OffsetClock, phase
from kiosk.session import DisplaySettings, transitions
from kiosk.window.app_window import AppWindow, load_typefaces

# More doubtful items are not looked at in one run; mending these shows how long is too long.
MOST_ITEMS = 40
# The largest words that a visitor can set, and the usual ones.
SCALES = (1.5, 1.0)
_ENOUGH = 12

Progress = Callable[[int, int], None]
Size = tuple[int, int]


def find_layout_problems(
    result: LoadResult,
    unusual: list[LongText],
    long: list[LongText],
    sizes: Sequence[Size],
    progress: Progress | None = None,
) -> list[Problem]:
    """Problems of the doubtful texts, on screens of ``sizes`` (pixels), with words as large as usual and as large as they can be set."""
    app = offscreen()
    return [*_glyphs(result, unusual), *(_cut(app, result, long, sizes, progress) if long else ())]


def offscreen() -> QGuiApplication:
    """The application, without a display, and with the shipped typefaces."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")
    instance = QCoreApplication.instance()
    app = instance if isinstance(instance, QGuiApplication) else QGuiApplication([sys.argv[0]])
    load_typefaces()
    # That a typeface is missing is told as a finding, not by Qt's own words in between.
    QLoggingCategory.setFilterRules("qt.text.font.db.info=false")
    return app


def _glyphs(result: LoadResult, unusual: list[LongText]) -> Iterator[Problem]:
    for words in unusual:
        boxes = missing(words.text, QFont("Atkinson Hyperlegible Next"))
        if boxes:
            listed = ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in boxes[:5])
            hint = "look whether it was pasted by mistake; if not, install a typeface for it, for example a Noto font"
            yield _problem(result, words, "missing-glyph", f"no typeface here has {listed}", hint)


def _cut(
    app: QGuiApplication,
    result: LoadResult,
    long: list[LongText],
    sizes: Sequence[Size],
    progress: Progress | None,
) -> list[Problem]:
    """The texts that some screen cuts, once each, and how many were not looked at."""
    moment = exhibition_moment(result.snapshot.exhibition)
    snapshot = everything_visible(result.snapshot, moment)
    every = list(dict.fromkeys(words.item for words in long))
    items = every[:MOST_ITEMS]
    spoken = {words.language or snapshot.exhibition.languages[0] for words in long}
    languages = [language for language in snapshot.exhibition.languages if language in spoken]
    found: dict[LongText, Problem] = {}
    with tempfile.TemporaryDirectory(prefix="kiosk-check-") as cache:
        stage = AppWindow(app, snapshot, OffsetClock(moment), Path(cache), animated=False)
        try:
            stage.window.resize(*sizes[0])
            stage.window.show()
            walk = [
                stop
                for stop in steps(stage.controller)
                if stop.item in items or (stop.screen == "wall" and not stop.item)
            ]
            views = list(product(sizes, languages, walk))
            # What is whole at the largest is whole at any size of type; what is not is looked at as it usually is.
            for scale in SCALES:
                cutting = []
                for number, (size, language, stop) in enumerate(views):
                    if progress is not None:
                        progress(number, len(views))
                    stage.window.resize(*size)
                    stage.controller.session.apply(
                        transitions.start_session, language, DisplaySettings(text_scale=scale)
                    )
                    stop.go()
                    settle(stage)
                    cut = [
                        row["text"]
                        for row in read_window(stage.window)["texts"]
                        if row["truncated"]
                    ]
                    if cut:
                        cutting.append((size, language, stop))
                    for text in cut:
                        for words in _meant(long, stop.item, items, language, text):
                            large = f", with words at {scale:.0%}" if scale > 1 else ""
                            beside = (
                                ""
                                if _same(words.text, text)
                                else f"; beside it nothing is left for '{text[:_ENOUGH]}…'"
                            )
                            message = f"its end is cut on the screen '{stop.screen}' of {size[0]} x {size[1]} pixels{large}{beside}"
                            found[words] = _problem(
                                result, words, "text-too-long", message, "write it shorter"
                            )
                views = cutting
        finally:
            stage.close()
    return [*found.values(), *_not_looked_at(len(every) - len(items))]


def _meant(
    long: list[LongText], item: str, items: list[str], language: str, text: str
) -> list[LongText]:
    """Whose text it is that a screen cuts; of an open item without such a text, the longest one, which leaves no room for it."""
    near = [words for words in long if words.item in (item, *items)]
    own = [words for words in near if words.item == item and words.language in (language, "")]
    return [words for words in near if _same(words.text, text)] or sorted(
        own, key=lambda words: -len(words.text)
    )[:1]


def _not_looked_at(number: int) -> Iterator[Problem]:
    if number > 0:
        told = f"{number} more items with long words or texts were not looked at on the screen"
        hint = "run the check again once those that are told are shorter"
        yield Problem(
            path="", severity=Severity.INFO, rule="not-looked-at", message=told, hint=hint
        )


def exhibition_moment(exhibition: Exhibition) -> datetime:
    """Now, or noon of the first day when today nothing hangs."""
    zone = ZoneInfo(exhibition.timezone)
    now = datetime.now(zone)
    if phase(exhibition, now) is ExhibitionPhase.OPEN:
        return now
    day = exhibition.opens or exhibition.closes or now.date()
    return datetime.combine(day, time(12), zone)


def _same(source: str, shown: str) -> bool:
    plain = " ".join(source.split())
    return plain == shown or (
        len(shown) >= _ENOUGH and (plain.startswith(shown.rstrip("…")) or plain in shown)
    )


def _problem(result: LoadResult, words: LongText, rule: str, message: str, hint: str) -> Problem:
    language = words.language or result.snapshot.exhibition.languages[0]
    file = file_of(result, words.file, language)
    return make_problem(
        result,
        file,
        words.key,
        Severity.WARNING,
        rule,
        f"{words.key}{in_language(result, language)}: {message}",
        hint,
    )

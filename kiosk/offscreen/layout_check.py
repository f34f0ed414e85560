"""Look at the real screen for texts that are cut off and for characters without a glyph."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QGuiApplication

from kiosk.check.make_problem import file_of, in_language, make_problem, problem_of_file
from kiosk.check.text_lengths import LongText
from kiosk.content.load import LoadResult
from kiosk.content.problems import SEND_TO_MAINTAINER
from kiosk.domain import Exhibition, Message, Problem, design
from kiosk.domain.script_typefaces import packages_for
from kiosk.offscreen.everything_visible import everything_visible
from kiosk.offscreen.glyphs import missing_glyphs, mixed_word
from kiosk.offscreen.manifest import read_window
from kiosk.offscreen.screenshots import settle
from kiosk.offscreen.tour import Step, steps
from kiosk.pictures.decoder_pool import DecoderPool
from kiosk.schedule import ExhibitionPhase, OffsetClock, phase
from kiosk.session import DisplaySettings, Screen, transitions
from kiosk.text import sans_for
from kiosk.window.app_window import AppWindow, load_typefaces

# The most items that one run looks at; shortening these shows the curator how long is too long.
MOST_ITEMS = 40
# The largest text that a visitor can set, and the usual one.
SCALES = (1.5, 1.0)
# What is set in the serif face.
_IN_SERIF = ("title", "body")
# As many characters of a cut text are enough to recognize its source.
_RECOGNIZABLE = 12

Progress = Callable[[int, int], None]
Size = tuple[int, int]


def find_layout_problems(
    result: LoadResult,
    uncommon: list[LongText],
    long: list[LongText],
    sizes: Sequence[Size],
    progress: Progress | None = None,
) -> list[Problem]:
    """Problems of the suspect texts on screens of ``sizes`` (pixels).

    ``uncommon`` are texts with characters that a typeface may lack; ``long`` are looked at with the
    usual and the largest text size.
    """
    app = offscreen()
    problems = list(_missing_glyphs(result, uncommon))
    if long:
        problems += _LayoutCheck(result, long).run(app, sizes, progress)
    return problems


def offscreen() -> QGuiApplication:
    """The Qt application without a display and with the shipped typefaces."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")
    instance = QCoreApplication.instance()
    app = instance if isinstance(instance, QGuiApplication) else QGuiApplication([sys.argv[0]])
    load_typefaces()
    return app


def _missing_glyphs(result: LoadResult, uncommon: list[LongText]) -> Iterator[Problem]:
    for suspect in uncommon:
        font = QFont(design.SERIF if suspect.key in _IN_SERIF else sans_for(suspect.text))
        if missing := missing_glyphs(suspect.text, font):
            listed = ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in missing[:5])
            yield _problem(
                result,
                "missing-glyph",
                suspect,
                Message("no typeface on this machine has {listed}", listed=listed),
                Message(
                    "if it was not pasted by mistake, install a typeface that has it on the "
                    "screen: apt install {packages}",
                    packages=" ".join(packages_for(missing)),
                ),
            )

        elif word := mixed_word(suspect.text, font):
            yield _problem(
                result,
                "mixed-typefaces",
                suspect,
                Message("the letters of '{word}' come from several typefaces", word=word[:40]),
                Message(
                    "see how it looks on the screen; a typeface that has all of its letters, for"
                    " example a Noto font, can be installed on the kiosk"
                ),
            )


@dataclass(frozen=True, kw_only=True)
class _View:
    """One screen of the tour, at a size in pixels and in a language."""

    size: Size
    language: str
    step: Step


class _LayoutCheck:
    """One run over the screens that show the long texts."""

    def __init__(self, result: LoadResult, long: list[LongText]) -> None:
        self._result = result
        self._long = long
        items = list(dict.fromkeys(suspect.item for suspect in long))
        self._items = items[:MOST_ITEMS]
        self._left_out = len(items) - len(self._items)
        self._found: dict[LongText, Problem] = {}
        self._failed: dict[str, Problem] = {}

    def run(
        self, app: QGuiApplication, sizes: Sequence[Size], progress: Progress | None
    ) -> list[Problem]:
        """The texts that some screen cuts off, once each, and how many were left out."""
        exhibition = self._result.snapshot.exhibition
        moment = exhibition_moment(exhibition)
        snapshot = everything_visible(self._result.snapshot, moment)
        with tempfile.TemporaryDirectory(prefix="kiosk-check-") as cache:
            clock, decoders = OffsetClock(moment), DecoderPool(snapshot.roots)
            window = AppWindow(app, snapshot, clock, Path(cache), animated=False, renderer=decoders)
            try:
                window.window.resize(*sizes[0])
                window.window.show()
                views = self._views(window, sizes)
                # A text that fits at the largest size fits at any; the others are looked at again.
                for scale in SCALES:
                    views = self._views_that_cut(window, views, scale, progress)
            finally:
                # First, because the window waits for its pictures.
                decoders.close()
                window.close()
        return [*self._found.values(), *self._failed.values(), *_not_looked_at(self._left_out)]

    def _views(self, window: AppWindow, sizes: Sequence[Size]) -> list[_View]:
        known = self._result.snapshot.exhibition.languages
        languages = {suspect.language or known[0] for suspect in self._long}
        tour = [
            step
            for step in steps(window.controller)
            if step.item in self._items or (step.screen is Screen.WALL and not step.item)
        ]
        return [
            _View(size=size, language=language, step=step)
            for size, language, step in product(sizes, known, tour)
            if language in languages
        ]

    def _views_that_cut(
        self, window: AppWindow, views: list[_View], scale: float, progress: Progress | None
    ) -> list[_View]:
        """The views on which a text of size ``scale`` is cut off; records their problems."""
        cutting = []
        for number, view in enumerate(views):
            if progress is not None:
                progress(number, len(views))
            try:
                texts = _cut_texts(window, view, scale)
            except Exception as error:  # noqa: BLE001 - one screen must not keep the others unseen
                self._report_failure(view, error)
                continue
            if texts:
                cutting.append(view)
            for text in texts:
                self._record(view, scale, text)
        return cutting

    def _report_failure(self, view: _View, error: Exception) -> None:
        """Report once for each item that a screen of it could not be looked at."""
        file = next((one.file for one in self._long if one.item == view.step.item), "")
        reason = Message(
            "a screen of it could not be looked at, which is a fault of the program ({error})",
            error=repr(error)[:200],
        )
        self._failed[view.step.item] = problem_of_file(
            "not-checked",
            file,
            reason,
            SEND_TO_MAINTAINER,
        )

    def _record(self, view: _View, scale: float, text: str) -> None:
        width, height = view.size
        larger = Message(", with text at {scale:.0%}", scale=scale) if scale > 1 else ""
        for source in self._sources(view, text):
            crowded_out = (
                ""
                if _is_same(source.text, text)
                else Message("; it leaves no room for '{text}…'", text=text[:_RECOGNIZABLE])
            )
            self._found[source] = _problem(
                self._result,
                "text-too-long",
                source,
                Message(
                    "the text is too long for the screen '{screen}' of {width} x {height} "
                    "pixels{larger}, and its end is cut off{crowded_out}",
                    screen=view.step.screen,
                    width=width,
                    height=height,
                    larger=larger,
                    crowded_out=crowded_out,
                ),
                Message("shorten it, or give the rest to a page of its own"),
            )

    def _sources(self, view: _View, text: str) -> list[LongText]:
        """The texts that are cut off as ``text``, else the item's longest, which crowds it out."""
        item = view.step.item
        near = [suspect for suspect in self._long if suspect.item in (item, *self._items)]
        if same := [suspect for suspect in near if _is_same(suspect.text, text)]:
            return same
        own = [
            suspect
            for suspect in near
            if suspect.item == item and suspect.language in (view.language, "")
        ]
        return sorted(own, key=lambda suspect: -len(suspect.text))[:1]


def _cut_texts(window: AppWindow, view: _View, scale: float) -> list[str]:
    window.window.resize(*view.size)
    window.controller.session.apply(
        transitions.start_session, view.language, DisplaySettings(text_scale=scale)
    )
    view.step.go()
    settle(window)
    return [row["text"] for row in read_window(window.window)["texts"] if row["truncated"]]


def _not_looked_at(number: int) -> Iterator[Problem]:
    if number > 0:
        yield problem_of_file(
            "not-looked-at",
            "",
            Message(
                "{number} more items with long texts were not checked on the screen", number=number
            ),
            Message("shorten the texts above, then run the check again"),
        )


def exhibition_moment(exhibition: Exhibition) -> datetime:
    """Now, or noon of the exhibition's first day when it is not open today."""
    zone = ZoneInfo(exhibition.timezone)
    now = datetime.now(zone)
    if phase(exhibition, now) is ExhibitionPhase.OPEN:
        return now
    day = exhibition.opens or exhibition.closes or now.date()
    return datetime.combine(day, time(12), zone)


def _is_same(source: str, shown: str) -> bool:
    text = " ".join(source.split())
    return text == shown or (
        len(shown) >= _RECOGNIZABLE and (text.startswith(shown.rstrip("…")) or shown in text)
    )


def _problem(
    result: LoadResult, rule: str, suspect: LongText, message: Message, hint: Message
) -> Problem:
    language = suspect.language or result.snapshot.exhibition.languages[0]
    file = file_of(result, suspect.file, language)
    where = f"{suspect.key}{in_language(result, language)}"
    return make_problem(
        result,
        rule,
        file,
        suspect.key,
        Message("{where}: {message}", where=where, message=message),
        hint,
    )

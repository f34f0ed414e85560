"""Take a screenshot of every screen on the tour, and write the manifest of what each shows."""

import json
import os
import re
import shlex
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQuick import QQuickWindow

from kiosk.content.load import LoadResult
from kiosk.domain import Notice, NoticeLevel, Snapshot
from kiosk.domain.control_characters import one_line
from kiosk.exit_codes import EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE
from kiosk.offscreen.manifest import read_window, switch_presses
from kiosk.offscreen.tour import Step, View, listening, posters, steps
from kiosk.pictures.decoder_pool import DecoderPool
from kiosk.qt.images import write_png
from kiosk.qt.item_info import Role, pager_info, visible_items
from kiosk.schedule import OffsetClock
from kiosk.session import DisplaySettings, Screen, SlideKind, transitions
from kiosk.settings import VOICE
from kiosk.window.app_window import AppWindow, load_typefaces

# Seconds after which a screenshot is taken even if pictures are still loading or texts being set.
SETTLE_TIMEOUT_SECONDS = 20.0
# Pages of one text or list; a longer text is shot in part.
MOST_PAGES = 40
# Passes of the event loop without anything loading after which a window counts as settled: a
# binding may start another request in the pass after the last one ended.
QUIET_PASSES = 3


# Screens on which something goes by the height of rows or columns, which are laid out with a frame.
_FOLLOWING_ROWS = (Screen.WALL, Screen.ABOUT, View.LISTENING)

# The row of the manifest of one screen, and the picture of it.
Screenshot = tuple[dict[str, Any], QImage]


def take_screenshots(
    result: LoadResult,
    *,
    out: Path,
    sizes: list[tuple[int, int]],
    languages: list[str],
    display: DisplaySettings,
    at: datetime | None = None,
    only: Set[str] | None = None,
) -> int:
    """Write every screen in every size (pixels) and language to ``out``; return the exit code.

    With ``only``, those steps of the tour whose item is among them, and no posters and notices.
    EXIT_PROBLEMS when a screen failed and is left out. Raises OSError when a file cannot be
    written.
    """
    known = result.snapshot.exhibition.languages
    unknown = [language for language in languages if language not in known]
    if unknown:
        print(
            f"kiosk: the exhibition has no language '{unknown[0]}'; it has {', '.join(known)}",
            file=sys.stderr,
        )
        return EXIT_USAGE
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print(f"kiosk: {one_line(str(out))} cannot be written: {error.strerror}", file=sys.stderr)
        return EXIT_USAGE
    rows: list[dict[str, Any]] = []
    failed: list[str] = []
    for row, picture in screenshots(
        result.snapshot,
        sizes=sizes,
        languages=languages,
        display=display,
        at=at,
        on_failure=failed.append,
        only=only,
    ):
        # Little compression: these files are many and short-lived.
        if not write_png(picture, out / row["file"], quality=85):
            raise OSError(f"{row['file']} cannot be written")
        rows.append(row)
    (out / "manifest.json").write_text(
        json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    for message in failed:
        print(message, file=sys.stderr)
    print(f"{len(rows)} screens in {one_line(str(out))}")
    return EXIT_PROBLEMS if failed else EXIT_OK


def screenshots(
    snapshot: Snapshot,
    *,
    sizes: list[tuple[int, int]],
    languages: list[str],
    display: DisplaySettings,
    at: datetime | None = None,
    on_failure: Callable[[str], object] = lambda _: None,
    only: Set[str] | None = None,
) -> Iterator[Screenshot]:
    """Yield every screen in every size (pixels) and language, or in all languages for none.

    With ``only``, those steps of the tour whose item is among them, and no posters and notices.
    Without ``at`` the clock starts now. ``on_failure`` is given a message for each screen, and
    each item, that is left out because it failed.
    """
    zone = ZoneInfo(snapshot.exhibition.timezone)
    moment = at or datetime.now(zone)
    clock = OffsetClock(moment if moment.tzinfo else moment.replace(tzinfo=zone))
    app = _offscreen_application()
    with tempfile.TemporaryDirectory(prefix="kiosk-shots-") as cache:
        decoders = DecoderPool(snapshot.roots)
        with _silent_voice():
            window = AppWindow(app, snapshot, clock, Path(cache), animated=False, renderer=decoders)
        tours = [
            _Tour(window, size, language, display, on_failure)
            for size in sizes
            for language in languages or snapshot.exhibition.languages
        ]
        try:
            banded, emergencies = _notices(snapshot)
            window.controller.set_notices(banded)
            for tour in tours:
                yield from tour.shoot(only)
            if only is not None:
                return
            for notice in emergencies:
                window.controller.set_notices((notice,))
                for tour in tours:
                    yield from tour.shoot_emergency(notice)
            window.controller.set_notices(banded)
            for item, why in window.controller.failures.reasons.items():
                on_failure(f"{one_line(item)}: it cannot be shown: {one_line(why)}")
            for kind, other in posters(snapshot, clock.now().astimezone(zone).date()):
                window.set_content(other)
                for tour in tours:
                    yield tour.shoot_poster(kind)
        finally:
            # First, because the window waits for its pictures.
            decoders.close()
            window.close()


def _notices(snapshot: Snapshot) -> tuple[tuple[Notice, ...], tuple[Notice, ...]]:
    """The notices that stand in a band, and all emergencies, also those that are prepared."""
    emergencies = (one for one in snapshot.notices if one.level is NoticeLevel.EMERGENCY)
    return (
        tuple(one for one in snapshot.notices if one.level is not NoticeLevel.EMERGENCY),
        tuple(
            replace(one, prepared=False, shown_from=None, shown_until=None) for one in emergencies
        ),
    )


def _offscreen_application() -> QGuiApplication:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")
    instance = QCoreApplication.instance()
    app = instance if isinstance(instance, QGuiApplication) else QGuiApplication([sys.argv[0]])
    load_typefaces()
    return app


@contextmanager
def _silent_voice() -> Iterator[None]:
    """Offer a voice, so that the Listen button is shown. It is silent and never ends a sentence."""
    before = os.environ.get(VOICE)
    os.environ[VOICE] = shlex.join([sys.executable, "-c", "import time; time.sleep(600)"])
    try:
        yield
    finally:
        os.environ.pop(VOICE) if before is None else os.environ.update({VOICE: before})


class _Tour:
    """The screenshots of one window size and one language."""

    def __init__(
        self,
        window: AppWindow,
        size: tuple[int, int],
        language: str,
        display: DisplaySettings,
        on_failure: Callable[[str], object],
    ) -> None:
        self._window, self._size, self._language = window, size, language
        self._display, self._on_failure = display, on_failure
        self._session = window.controller.session

    def _begin(self) -> QQuickWindow:
        """Show the window in this size, with a session in this language."""
        window = self._window.window
        window.resize(*self._size)
        window.show()
        self._session.apply(transitions.start_session, self._language, self._display)
        return window

    def shoot_poster(self, kind: str) -> Screenshot:
        """Shoot the poster, which is a slide where no work is on display; notices come before."""
        self._begin()
        settle(self._window)
        kinds = [slide.kind for slide in self._session.catalogue.playlist]
        self._session.apply(transitions.go_to_slide, kinds.index(SlideKind.POSTER))
        settle(self._window)
        return self._take(Step(screen=View.POSTER, item=kind, go=lambda: None), "")

    def shoot_emergency(self, notice: Notice) -> Iterator[Screenshot]:
        """Shoot each turn of an emergency that stands alone."""
        self._begin()
        notices = self._window.controller.notices
        for number in range(len(notices.emergency_turns)):
            settle(self._window)
            step = Step(screen=View.EMERGENCY, item=notice.key, go=lambda: None)
            yield self._take(step, f"t{number + 1}" if number else "")
            notices.take_turn()

    def shoot(self, only: Set[str] | None = None) -> Iterator[Screenshot]:
        """Shoot every step of the tour, or ``only`` those items, and the further pages of each."""
        window = self._begin()
        # The notices have their turns of the loop as soon as it is chosen anew.
        settle(self._window)
        for step in steps(self._window.controller):
            if only is not None and step.item not in only:
                continue
            yield from self._contained(step, lambda step: self._further_pages(window, step))
        for step in listening(self._window.controller) if only is None else ():
            yield from self._contained(step, lambda _: ())

    def _contained(
        self, step: Step, further: Callable[[Step], Iterable[Screenshot]]
    ) -> Iterator[Screenshot]:
        """One step, and what is ``further`` of it; a screen that fails is told and left out."""
        try:
            # The step before may have tried the keys, or framed what two switches go through.
            self._window.controller.keypad.on_session_expired()
            self._window.controller.scanner.rest()
            self._session.apply(transitions.start_session, self._language, self._display)
            step.go()
            settle(self._window)
            yield self._take(step, "")
            yield from further(step)
        except OSError:
            # The folder of the screenshots cannot be written.
            raise
        except Exception as error:  # noqa: BLE001 - one item must not cost the others' screens
            item = one_line(step.item or step.screen)
            self._on_failure(f"{item}: the screen cannot be shown: {one_line(repr(error))}")

    def _further_pages(self, window: QQuickWindow, step: Step) -> Iterator[Screenshot]:
        """The further pages of a step, and of the list at its first step."""
        if step.screen is View.IDLE_PROMPT:
            # Nothing turns below it.
            return
        for name, turn in (("pages", self._session.turnPage), ("list", self._session.turnList)):
            if name == "list" and not step.first:
                continue
            for page in _pages_to_shoot(_pages(window, name)):
                turn(page)
                settle(self._window)
                yield self._take(step, f"{name[0]}{page + 1}")
            turn(0)

    def _take(self, step: Step, page: str) -> Screenshot:
        width, height = self._size
        item = re.sub(r"[^a-z0-9]+", "-", step.item.split("/")[-1].casefold()).strip("-")
        # A file's name has at most 255 bytes.
        item = item[:120]
        name = "-".join(part for part in (step.screen, item, page) if part)
        display = self._display
        scale = f"-{display.text_scale:g}" if display.text_scale != 1 else ""
        suffix = (
            f"{scale}{'-contrast' if display.contrast else ''}{'-reach' if display.reach else ''}"
        )
        file = f"{name}-{self._language}-{width}x{height}{suffix}.png"
        picture = self._window.window.grabWindow()
        if step.screen in _FOLLOWING_ROWS or not self._window.is_settled:
            settle(self._window)
            picture = self._window.window.grabWindow()
        row = {
            "file": file,
            "screen": step.screen,
            "item": step.item,
            "page": page,
            "language": self._language,
            "size": [width, height],
            "text_size": display.text_scale,
            "contrast": display.contrast,
            "reach": display.reach,
            "presses": switch_presses(self._window.window),
            **read_window(self._window.window),
        }
        return row, picture


def settle(app_window: AppWindow) -> None:
    """Process events until the window has settled."""
    until = time.monotonic() + SETTLE_TIMEOUT_SECONDS
    quiet = 0
    busy = False
    while quiet < QUIET_PASSES and time.monotonic() < until:
        # A long text is set in many short slices.
        milliseconds = 50 if busy else 10
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, milliseconds)
        busy = not app_window.is_settled
        quiet = 0 if busy else quiet + 1
        if busy:
            time.sleep(0.002)


def _pages_to_shoot(count: int) -> Iterable[int]:
    """The further pages that are shot, from 1: of a long text the first ones and the last."""
    return range(1, count) if count <= MOST_PAGES else (*range(1, MOST_PAGES - 1), count - 1)


def _pages(window: QQuickWindow, name: str) -> int:
    """The pages that the visible pager ``name`` turns; 1 where there is none."""
    pagers = visible_items(window.contentItem(), Role.Pager)
    return max(
        (pager_info(pager).page_count for pager in pagers if pager.objectName() == name),
        default=1,
    )

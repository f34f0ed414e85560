"""Print all that visitors will see as it will look, with its data and lines to sign."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication, QImage

from kiosk.content.load import LoadResult
from kiosk.domain import Event, Message, Notice, NoticeLevel, Severity, Snapshot, Work
from kiosk.offscreen.everything_visible import everything_visible
from kiosk.offscreen.layout_check import Progress, exhibition_moment, offscreen
from kiosk.offscreen.screenshots import settle
from kiosk.offscreen.tour import Step, View, steps
from kiosk.pictures.decoder_pool import DecoderPool
from kiosk.printing.fields import Row, fields, picture_fields, row_of
from kiosk.printing.house_fields import help_fields, notice_fields, page_fields, resource_fields
from kiosk.printing.pdf_writer import PdfWriter
from kiosk.printing.proof_pages import ProofPages
from kiosk.schedule import OffsetClock, build_agenda
from kiosk.session import DisplaySettings, Screen, transitions
from kiosk.window.app_window import AppWindow

log = logging.getLogger(__name__)

# Pixels.
_SCREEN = (1920, 1080)
# Milliseconds in which a notice gets its turn of the loop.
_TURN_PASSES = 50


@dataclass(frozen=True, kw_only=True)
class Proof:
    """The number of pages, and the files without one: (file, reason).

    ``whole`` is True when only events that are over are left out.
    """

    item_count: int
    left_out: tuple[tuple[str, str], ...]
    is_complete: bool


def proof(
    result: LoadResult,
    out: Path,
    *,
    paper: str,
    language: str,
    scratch: Path,
    progress: Progress,
    release: str = "",
) -> Proof:
    """Write the PDF to ``out`` with the screens in ``language``. Raises OSError on failure.

    ``release`` is the name of what is printed, "" for a plain folder.
    """
    app: QGuiApplication = offscreen()
    moment = exhibition_moment(result.snapshot.exhibition)
    snapshot = everything_visible(result.snapshot, moment)
    decoders = DecoderPool(snapshot.roots)
    app_window = AppWindow(
        app, snapshot, OffsetClock(moment), scratch, animated=False, renderer=decoders
    )
    try:
        writer = PdfWriter(out, paper, str(snapshot.exhibition.title))
        pages = ProofPages(writer, snapshot.exhibition.languages, language, _SCREEN)
        app_window.window.resize(*_SCREEN)
        app_window.window.show()
        app_window.controller.session.apply(transitions.start_session, language, DisplaySettings())
        made = _ItemPages(result.snapshot, snapshot, app_window, pages, moment, language)
        pages.cover(result.snapshot, moment, release)
        made.make_all(progress)
        left_out = tuple(sorted({*made.left_out(), *_unread(result)}))
        pages.left_out(left_out)
        writer.close()
    finally:
        # First, because the window waits for its pictures.
        decoders.close()
        app_window.close()
    return Proof(
        item_count=made.item_count,
        left_out=left_out,
        is_complete=not _unread(result) and made.is_complete,
    )


def _unread(result: LoadResult) -> list[tuple[str, str]]:
    """The items that could not be read, with the reason."""
    return [
        (problem.path, problem.message)
        for problem in result.problems
        if problem.severity is Severity.ERROR
        and problem.rule != "set-aside"
        and problem.path.startswith(("works/", "events/", "resources/", "pages/", "notices/"))
    ]


class _ItemPages:
    """Makes the pages of all items. ``typed`` is the content as it is, ``shown`` all of it seen."""

    def __init__(
        self,
        typed: Snapshot,
        shown: Snapshot,
        app_window: AppWindow,
        pages: ProofPages,
        moment: datetime,
        language: str,
    ) -> None:
        self._typed, self._shown, self._app_window = typed, shown, app_window
        self._pages, self._moment, self._language = pages, moment, language
        self._languages = typed.exhibition.languages
        self._records: dict[str, Work | Event] = {
            **{work.key: work for work in typed.works},
            **{event.key: event for event in typed.events},
        }
        self._resources = {one.key: one for one in typed.resources}
        self._made: set[str] = set()
        self._failed: dict[str, str] = {}

    @property
    def item_count(self) -> int:
        """How many works and events have a page."""
        return len(self._made)

    @property
    def is_complete(self) -> bool:
        """True when only events that are over are left out."""
        return not self._failed and self._records.keys() - self._made <= self._over

    @property
    def _over(self) -> set[str]:
        events = self._shown.events
        return {event.key for event in events if not build_agenda((event,), self._moment)}

    def make_all(self, progress: Progress) -> None:
        """Make a page for each screen with content of its own, then for each notice."""
        session = self._app_window.controller.session
        shown = [
            (step, rows)
            for step in steps(self._app_window.controller)
            if (rows := self._rows_of(step)) is not None
        ]
        count = len(shown) + len(self._typed.notices)
        for number, (step, rows) in enumerate(shown):
            progress(number, count)
            session.apply(transitions.start_session, self._language, DisplaySettings())
            signed = step.item in self._records
            if self._contained(step.item, step.go, rows, signed=signed) and signed:
                self._made.add(step.item)
        for number, notice in enumerate(self._typed.notices, start=len(shown)):
            progress(number, count)
            session.apply(transitions.start_session, self._language, DisplaySettings())
            self._contained(
                notice.file,
                partial(self._put_up, notice),
                partial(notice_fields, notice, self._languages, self._language),
                signed=True,
            )

    def left_out(self) -> Iterator[tuple[str, str]]:
        """The files without a page, with the reason."""
        files = {key: one.file for key, one in (*self._records.items(), *self._resources.items())}
        for key, why in self._failed.items():
            yield files.get(key, key), why
        over = self._over
        for key in self._records.keys() - self._made - self._failed.keys():
            is_over = key in over
            yield (
                self._records[key].file,
                Message("is over") if is_over else Message("its picture cannot be shown"),
            )

    def _rows_of(self, step: Step) -> Callable[[], Iterator[Row]] | None:
        """The fields of a screen with content of its own; None for any other screen."""
        languages, language = self._languages, self._language
        if step.screen in (Screen.WORK, Screen.BOARD) and (record := self._records.get(step.item)):
            return lambda: fields(record, languages, self._moment, language)
        if step.screen is View.PICTURE:
            key, _, number = step.item.rpartition(" ")
            work = self._records.get(key)
            if isinstance(work, Work):
                further = work.further[int(number) - 2]
                return lambda: picture_fields(further, languages)
        if step.screen is Screen.RESOURCES and (resource := self._resources.get(step.item)):
            return lambda: resource_fields(resource, languages, language)
        if step.screen is Screen.ABOUT:
            return self._about
        if step.screen is Screen.HELP and not step.item:
            return lambda: help_fields(self._typed.exhibition.help_line, languages, language)
        return None

    def _about(self) -> Iterator[Row]:
        for page in self._typed.pages:
            yield from page_fields(page, self._languages)
        names = ", ".join(logo.name.get(self._language) for logo in self._typed.logos)
        yield from row_of("logos", names, self._languages)

    def _put_up(self, notice: Notice) -> None:
        """Show a notice alone, whenever it stands: an emergency at once, others in the loop."""
        standing = replace(notice, prepared=False, shown_from=None, shown_until=None)
        self._app_window.controller.set_notices((standing,))
        for _ in range(_TURN_PASSES):
            QCoreApplication.processEvents()
        if notice.level is not NoticeLevel.EMERGENCY:
            self._app_window.controller.session.apply(transitions.go_to_slide, 0)

    def _contained(
        self,
        name: str,
        go: Callable[[], object],
        rows: Callable[[], Iterator[Row]],
        *,
        signed: bool,
    ) -> bool:
        """Make one page; False where it fails, which must not cost the others theirs."""
        try:
            go()
            self._pages.page(self._grabbed(), list(rows()), name, signed=signed)
        except Exception as error:  # noqa: BLE001 - one item must not cost the others' pages
            log.warning("the page of %s cannot be made: %r", name, error)
            kind = type(error).__name__
            self._failed[name] = Message("its page cannot be made ({kind})", kind=kind)
            return False
        return True

    def _grabbed(self) -> QImage:
        settle(self._app_window)
        QCoreApplication.processEvents()
        return self._app_window.window.grabWindow()

"""Print every work and event as it will look, with its data and lines to sign for approval."""

import logging
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from kiosk.check.translation import translated
from kiosk.content.load import LoadResult
from kiosk.domain import Event, Message, Severity, Work
from kiosk.offscreen.everything_visible import everything_visible
from kiosk.offscreen.layout_check import Progress, exhibition_moment, offscreen
from kiosk.offscreen.screenshots import settle
from kiosk.offscreen.tour import Step, steps
from kiosk.pictures.decoder_pool import DecoderPool
from kiosk.printing.fields import Row, fields
from kiosk.printing.pdf_writer import PdfWriter, escape_html
from kiosk.schedule import OffsetClock, build_agenda
from kiosk.session import DisplaySettings, transitions
from kiosk.window.app_window import AppWindow

log = logging.getLogger(__name__)

_SCREEN = (1920, 1080)
_MARGIN, _GAP = 18.0, 6.0
# Fields that may be too long for the space below the screen.
_LONG_FIELDS = ("body", "wall text", "description")
_FONT_SIZES = (10.0, 9.0, 8.0, 7.0)
_STATEMENT = Message("I have seen how this will be shown, and agree.")
_IS_OVER, _NO_PICTURE = Message("is over"), Message("its picture cannot be shown")
_NEXT_PAGE = Message("on the next page")
_SIGNED = (Message("Name"), Message("Signature"), Message("Date"))


@dataclass(frozen=True, kw_only=True)
class Proof:
    """The number of pages, and the files without one: (file, reason).

    ``whole`` is True when only events that are over are left out.
    """

    item_count: int
    left_out: tuple[tuple[str, str], ...]
    is_complete: bool


def proof(
    result: LoadResult, out: Path, *, paper: str, language: str, scratch: Path, progress: Progress
) -> Proof:
    """Write the PDF to ``out`` with the screens in ``language``. Raises OSError on failure."""
    app: QGuiApplication = offscreen()
    moment = exhibition_moment(result.snapshot.exhibition)
    snapshot = everything_visible(result.snapshot, moment)
    records: dict[str, Work | Event] = {
        **{work.key: work for work in result.snapshot.works},
        **{event.key: event for event in result.snapshot.events},
    }
    decoders = DecoderPool(snapshot.roots)
    app_window = AppWindow(
        app, snapshot, OffsetClock(moment), scratch, animated=False, renderer=decoders
    )
    try:
        writer = PdfWriter(out, paper, str(snapshot.exhibition.title))
        app_window.window.resize(*_SCREEN)
        app_window.window.show()
        shown = [
            step
            for step in steps(app_window.controller)
            if step.screen in ("work", "board") and step.item in records
        ]
        failed: dict[str, str] = {}
        for number, step in enumerate(shown):
            progress(number, len(shown))
            try:
                app_window.controller.session.apply(
                    transitions.start_session, language, DisplaySettings()
                )
                step.go()
                settle(app_window)
                QCoreApplication.processEvents()
                rows = list(
                    fields(records[step.item], snapshot.exhibition.languages, moment, language)
                )
                _page(writer, app_window, step, rows, snapshot.exhibition.languages, language)
            except Exception as error:  # noqa: BLE001 - one item must not cost the others' pages
                log.warning("the page of %s cannot be made: %r", step.item, error)
                failed[step.item] = Message(
                    "its page cannot be made ({kind})", kind=type(error).__name__
                )
        writer.close()
    finally:
        # First, because the window waits for its pictures.
        decoders.close()
        app_window.close()
    missing = records.keys() - {step.item for step in shown}
    over = {event.key for event in snapshot.events if not build_agenda((event,), moment)}
    left_out = [(records[key].file, why) for key, why in failed.items()]
    left_out += [
        (
            records[key].file,
            Message("is over") if key in over else Message("its picture cannot be shown"),
        )
        for key in missing
    ]
    unread = [
        (problem.path, problem.message)
        for problem in result.problems
        if problem.severity is Severity.ERROR
        and problem.rule != "set-aside"
        and problem.path.startswith(("works/", "events/"))
    ]
    return Proof(
        item_count=len(shown) - len(failed),
        left_out=tuple(sorted({*left_out, *unread})),
        is_complete=not unread and not failed and missing <= over,
    )


def _page(
    writer: PdfWriter,
    app_window: AppWindow,
    step: Step,
    rows: list[Row],
    languages: tuple[str, ...],
    language: str,
) -> None:
    writer.new_page()
    wide = writer.width - 2 * _MARGIN
    tall = wide * _SCREEN[1] / _SCREEN[0]
    writer.draw_image(app_window.window.grabWindow(), _MARGIN, _MARGIN, wide, tall)
    writer.draw_frame(_MARGIN, _MARGIN, wide, tall)
    y = _MARGIN + tall + _GAP
    foot = writer.height - _MARGIN - 26
    points = _largest_font_size(writer, _table(rows, languages), wide, foot - y, _FONT_SIZES)
    later = [row for row in rows if row[0] in _LONG_FIELDS] if not points else []
    if later:
        # Long texts have a page of their own; they are never left out.
        rows = [row for row in rows if row not in later] + [
            (_LONG_FIELDS[0], (translated(_NEXT_PAGE, language),))
        ]
        points = _largest_font_size(writer, _table(rows, languages), wide, foot - y, _FONT_SIZES)
    writer.draw_html(_table(rows, languages), _MARGIN, y, wide, points=points or _FONT_SIZES[-1])
    writer.draw_html(
        escape_html(translated(_STATEMENT, language)), _MARGIN, foot + 2, wide, points=9
    )
    for number, name in enumerate(_SIGNED):
        x = _MARGIN + number * (wide + 4) / 3
        writer.draw_line(x, foot + 18, (wide - 8) / 3)
        writer.draw_html(translated(name, language), x, foot + 19, 40, points=8)
    writer.draw_html(escape_html(step.item), _MARGIN, writer.height - 10, wide, points=7)
    if later:
        writer.new_page()
        html = _table(later, languages)
        height = writer.height - 2 * _MARGIN
        writer.draw_html(
            html,
            _MARGIN,
            _MARGIN,
            wide,
            points=_largest_font_size(writer, html, wide, height, (*_FONT_SIZES, 6.0, 5.0)) or 4.0,
        )
        writer.draw_html(escape_html(step.item), _MARGIN, writer.height - 10, wide, points=7)


def _largest_font_size(
    writer: PdfWriter, html: str, width: float, height: float, sizes: tuple[float, ...]
) -> float:
    """The largest of ``sizes`` (points) at which the HTML fits, 0 when none does."""
    return next(
        (size for size in sizes if writer.html_height(html, width, points=size) <= height), 0.0
    )


def _table(rows: list[Row], languages: tuple[str, ...]) -> str:
    """A row a field, and a column a language."""
    share = 80 // len(languages)
    lines = []
    for name, words in rows:
        cells = words if len(words) > 1 else words[:1]
        span = f" colspan='{len(languages)}'" if len(cells) == 1 else f" width='{share}%'"
        columns = "".join(f"<td{span}>{escape_html(cell)}</td>" for cell in cells)
        lines.append(f"<tr><td width='20%'><b>{escape_html(name)}</b></td>{columns}</tr>")
    return f"<table width='100%' cellspacing='0' cellpadding='2'>{''.join(lines)}</table>"

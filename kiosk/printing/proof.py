"""Print every work and event as it will look, with its data and lines to sign for approval."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from kiosk.content.load import LoadResult
from kiosk.domain import Event, Severity, Work
from kiosk.offscreen.everything_visible import everything_visible
from kiosk.offscreen.layout_check import Progress, exhibition_moment, offscreen
from kiosk.offscreen.screenshots import settle
from kiosk.offscreen.tour import Step, steps
from kiosk.printing.fields import Row, fields
from kiosk.printing.paper import Paper, plain
from kiosk.schedule import OffsetClock, build_agenda
from kiosk.session import DisplaySettings, transitions
from kiosk.window.app_window import AppWindow

_SCREEN = (1920, 1080)
_MARGIN, _GAP = 18.0, 6.0
# Fields that may be too long for a place beside the screen.
_LONG = ("body", "wall text", "description")
_SIZES = (10.0, 9.0, 8.0, 7.0)
_ALL = "I have seen how this will be shown, and agree."


@dataclass(frozen=True, kw_only=True)
class Proof:
    """The number of pages, and the files without one: (file, reason).

    ``whole`` is True when only events that are over are left out.
    """

    number: int
    left_out: tuple[tuple[str, str], ...]
    whole: bool


def proof(
    result: LoadResult, out: Path, *, paper: str, language: str, scratch: Path, progress: Progress
) -> Proof:
    """Write the PDF to ``out`` with the screens in ``language``. Raises OSError on failure."""
    app: QGuiApplication = offscreen()
    moment = exhibition_moment(result.snapshot.exhibition)
    snapshot = everything_visible(result.snapshot, moment)
    things: dict[str, Work | Event] = {
        **{work.key: work for work in result.snapshot.works},
        **{event.key: event for event in result.snapshot.events},
    }
    app_window = AppWindow(app, snapshot, OffsetClock(moment), scratch, animated=False)
    try:
        sheet = Paper(out, paper, str(snapshot.exhibition.title))
        app_window.window.resize(*_SCREEN)
        app_window.window.show()
        walk = [
            stop
            for stop in steps(app_window.controller)
            if stop.screen in ("work", "board") and stop.item in things
        ]
        for number, stop in enumerate(walk):
            progress(number, len(walk))
            app_window.controller.session.apply(
                transitions.start_session, language, DisplaySettings()
            )
            stop.go()
            settle(app_window)
            QCoreApplication.processEvents()
            thing = things[stop.item]
            _page(
                sheet,
                app_window,
                stop,
                list(fields(thing, snapshot.exhibition.languages, moment)),
                snapshot.exhibition.languages,
            )
        sheet.close()
    finally:
        app_window.close()
    missing = things.keys() - {stop.item for stop in walk}
    over = {event.key for event in snapshot.events if not build_agenda((event,), moment)}
    why = [
        (things[key].file, "is over" if key in over else "its picture cannot be shown")
        for key in missing
    ]
    unread = [
        (p.path, p.message)
        for p in result.problems
        if p.severity is Severity.ERROR and p.path.startswith(("works/", "events/"))
    ]
    return Proof(
        number=len(walk),
        left_out=tuple(sorted({*why, *unread})),
        whole=not unread and missing <= over,
    )


def _page(
    sheet: Paper, app_window: AppWindow, stop: Step, rows: list[Row], languages: tuple[str, ...]
) -> None:
    sheet.turn()
    wide = sheet.width - 2 * _MARGIN
    tall = wide * _SCREEN[1] / _SCREEN[0]
    sheet.image(app_window.window.grabWindow(), _MARGIN, _MARGIN, wide, tall)
    sheet.frame(_MARGIN, _MARGIN, wide, tall)
    y = _MARGIN + tall + _GAP
    foot = sheet.height - _MARGIN - 26
    points = _points(sheet, _table(rows, languages), wide, foot - y, _SIZES)
    later = [row for row in rows if row[0] in _LONG] if not points else []
    if later:
        # Long texts have a page of their own; they are never left out.
        rows = [row for row in rows if row not in later] + [(_LONG[0], ("on the next page",))]
        points = _points(sheet, _table(rows, languages), wide, foot - y, _SIZES)
    sheet.words(_table(rows, languages), _MARGIN, y, wide, points=points or _SIZES[-1])
    sheet.words(plain(_ALL), _MARGIN, foot + 2, wide, points=9)
    for number, what in enumerate(("Name", "Signature", "Date")):
        x = _MARGIN + number * (wide + 4) / 3
        sheet.line(x, foot + 18, (wide - 8) / 3)
        sheet.words(what, x, foot + 19, 40, points=8)
    sheet.words(plain(stop.item), _MARGIN, sheet.height - 10, wide, points=7)
    if later:
        sheet.turn()
        html = _table(later, languages)
        height = sheet.height - 2 * _MARGIN
        sheet.words(
            html,
            _MARGIN,
            _MARGIN,
            wide,
            points=_points(sheet, html, wide, height, (*_SIZES, 6.0, 5.0)) or 4.0,
        )
        sheet.words(plain(stop.item), _MARGIN, sheet.height - 10, wide, points=7)


def _points(
    sheet: Paper, html: str, width: float, height: float, sizes: tuple[float, ...]
) -> float:
    """The largest size at which the words fit, 0 when none does."""
    return next((size for size in sizes if sheet.measure(html, width, points=size) <= height), 0.0)


def _table(rows: list[Row], languages: tuple[str, ...]) -> str:
    """A row a field, and a column a language."""
    share = 80 // len(languages)
    lines = []
    for name, words in rows:
        cells = words if len(words) > 1 else words[:1]
        span = f" colspan='{len(languages)}'" if len(cells) == 1 else f" width='{share}%'"
        columns = "".join(f"<td{span}>{plain(cell)}</td>" for cell in cells)
        lines.append(f"<tr><td width='20%'><b>{plain(name)}</b></td>{columns}</tr>")
    return f"<table width='100%' cellspacing='0' cellpadding='2'>{''.join(lines)}</table>"

"""The pages of a proof: a cover, a screen with its data below, long texts, and what is left out."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtGui import QImage

from kiosk.check.translation import translated
from kiosk.domain import Message, Snapshot
from kiosk.i18n import formatting
from kiosk.printing.fields import Row
from kiosk.printing.pdf_writer import PdfWriter, escape_html

# Millimetres.
_MARGIN, _GAP = 18.0, 6.0
# Fields that may be too long for the space below the screen.
_LONG_FIELDS = ("body", "wall text", "description")
_FONT_SIZES = (10.0, 9.0, 8.0, 7.0)
_STATEMENT = Message("I have seen how this will be shown, and agree.")
_NEXT_PAGE = Message("on the next page")
_SIGNED = (Message("Name"), Message("Signature"), Message("Date"))
_SERIF = "Source Serif 4"
# How many names of what is left out have room on a page.
_MOST_LEFT_OUT = 60


class ProofPages:
    """Writes pages that are numbered from the cover on. ``screen`` is the size in pixels.

    The proof's own words are in ``language``, where they are translated into it.
    """

    def __init__(
        self,
        writer: PdfWriter,
        languages: tuple[str, ...],
        language: str,
        screen: tuple[int, int],
    ) -> None:
        self._writer, self._languages, self._language = writer, languages, language
        self._screen = screen
        self._wide = writer.width - 2 * _MARGIN
        self._number = 0

    def cover(self, snapshot: Snapshot, moment: datetime, release: str = "") -> None:
        """The exhibition, its days and place, what the proof holds, and a line to sign."""
        self._begin()
        show, language = snapshot.exhibition, self._language
        writer, y = self._writer, 46.0
        y += self._draw(escape_html(show.presented_by.get(language)), y, 12) + 4
        title = escape_html(show.title.get(language))
        y += writer.draw_html(title, _MARGIN, y, self._wide, points=34, family=_SERIF) + 8
        writer.draw_line(_MARGIN, y, 40)
        y += 8
        for text in (show.hosted_by, show.place, show.address):
            y += self._draw(escape_html(text.get(language)), y, 13) + 1
        y += 3
        for line in (
            formatting.exhibition_dates(show, language),
            *formatting.opening_hours(show, language),
            show.hours_note.get(language),
        ):
            y += self._draw(escape_html(line), y, 13) + 1
        counted = (
            (Message("works"), len(snapshot.works)),
            (Message("events"), len(snapshot.events)),
            (Message("resources"), len(snapshot.resources)),
            (Message("notices"), len(snapshot.notices)),
        )
        rows: list[Row] = [(self._said(name), (str(count),)) for name, count in counted]
        rows.append((self._said(Message("languages")), (", ".join(self._languages),)))
        made = formatting.full_date(moment.date(), language)
        rows.append((self._said(Message("screens as on")), (made,)))
        if release:
            rows.append((self._said(Message("release")), (release,)))
        y += 10
        writer.draw_html(_table(rows, (language,)), _MARGIN, y, self._wide * 0.7, points=11)
        self._sign(writer.height - _MARGIN - 26)

    def page(self, image: QImage, rows: list[Row], name: str, *, signed: bool = True) -> None:
        """A screen, its data, and a line to sign; ``name`` stands at the foot.

        Long texts have a page of their own; they are never left out.
        """
        writer = self._writer
        self._begin(name)
        tall = self._wide * self._screen[1] / self._screen[0]
        writer.draw_image(image, _MARGIN, _MARGIN, self._wide, tall)
        writer.draw_frame(_MARGIN, _MARGIN, self._wide, tall)
        y = _MARGIN + tall + _GAP
        foot = writer.height - _MARGIN - (26 if signed else 0)
        points = self._fitting(rows, foot - y)
        later = [row for row in rows if row[0] in _LONG_FIELDS] if not points else []
        if later:
            rows = [row for row in rows if row not in later]
            rows.append((_LONG_FIELDS[0], (self._said(_NEXT_PAGE),)))
            points = self._fitting(rows, foot - y)
        html = _table(rows, self._languages)
        writer.draw_html(html, _MARGIN, y, self._wide, points=points or _FONT_SIZES[-1])
        if signed:
            self._sign(foot)
        if later:
            self._begin(name)
            height = writer.height - 2 * _MARGIN
            points = self._fitting(later, height, (*_FONT_SIZES, 6.0, 5.0)) or 4.0
            html = _table(later, self._languages)
            writer.draw_html(html, _MARGIN, _MARGIN, self._wide, points=points)

    def left_out(self, reasons: Sequence[tuple[str, str]]) -> None:
        """What has no page, with the reason; nothing is printed where all has one."""
        if not reasons:
            return
        self._begin()
        heading = escape_html(self._said(Message("Not on this proof")))
        y = _MARGIN + self._draw(f"<b>{heading}</b>", _MARGIN, 14) + _GAP
        rows: list[Row] = [(file, (self._said(why),)) for file, why in reasons[:_MOST_LEFT_OUT]]
        if more := len(reasons) - len(rows):
            rows.append(("", (self._said(Message("and {count} more", count=more)),)))
        points = self._fitting(rows, self._writer.height - y - _MARGIN, (*_FONT_SIZES, 6.0)) or 5.0
        self._writer.draw_html(_table(rows, ("",)), _MARGIN, y, self._wide, points=points)

    def _begin(self, name: str = "") -> None:
        writer = self._writer
        writer.new_page()
        self._number += 1
        y = writer.height - 10
        if name:
            writer.draw_html(escape_html(name), _MARGIN, y, self._wide - 20, points=7)
        number = f"<p align='right'>{self._number}</p>"
        writer.draw_html(number, writer.width - _MARGIN - 18, y, 18, points=9)

    def _draw(self, html: str, y: float, points: float) -> float:
        """Draw a line over the page's width; returns its height, 0 for an empty one."""
        if not html:
            return 0.0
        return self._writer.draw_html(html, _MARGIN, y, self._wide, points=points)

    def _sign(self, y: float) -> None:
        self._draw(escape_html(self._said(_STATEMENT)), y + 2, 9)
        for number, name in enumerate(_SIGNED):
            x = _MARGIN + number * (self._wide + 4) / 3
            self._writer.draw_line(x, y + 18, (self._wide - 8) / 3)
            self._writer.draw_html(self._said(name), x, y + 19, 40, points=8)

    def _said(self, words: str) -> str:
        return translated(words, self._language)

    def _fitting(
        self, rows: Sequence[Row], height: float, sizes: tuple[float, ...] = _FONT_SIZES
    ) -> float:
        """The largest of ``sizes`` (points) at which the rows fit, 0 when none does."""
        html = _table(rows, self._languages)
        return next(
            (
                size
                for size in sizes
                if self._writer.html_height(html, self._wide, points=size) <= height
            ),
            0.0,
        )


def _table(rows: Sequence[Row], languages: tuple[str, ...]) -> str:
    """A row a field, and a column a language."""
    share = 80 // len(languages)
    lines = []
    for name, words in rows:
        cells = words if len(words) > 1 else words[:1]
        span = f" colspan='{len(languages)}'" if len(cells) == 1 else f" width='{share}%'"
        columns = "".join(f"<td{span}>{escape_html(cell)}</td>" for cell in cells)
        lines.append(f"<tr><td width='20%'><b>{escape_html(name)}</b></td>{columns}</tr>")
    return f"<table width='100%' cellspacing='0' cellpadding='2'>{''.join(lines)}</table>"

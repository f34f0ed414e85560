"""Print wall labels: the tombstone, the description in large print, and a QR code."""

import logging
from dataclasses import dataclass
from pathlib import Path

from kiosk import i18n
from kiosk.check.translation import translated
from kiosk.content.load import LoadResult
from kiosk.domain import Message, Work
from kiosk.i18n import formatting
from kiosk.offscreen.layout_check import offscreen
from kiosk.printing.label_sheets import SHEETS
from kiosk.printing.pdf_writer import PdfWriter, escape_html
from kiosk.qr import QUIET_ZONE, CodeTarget, code_target, encode
from kiosk.text import has_no_italics, sans_for

log = logging.getLogger(__name__)

_SERIF = "Source Serif 4"
# Large print begins at 18 points (American Printing House for the Blind); only small labels use
# less.
_LARGE_PRINT = 18.0
_FONT_SIZES = (24.0, 22.0, 20.0, _LARGE_PRINT, 16.0, 14.0, 12.0, 11.0, 10.0, 9.0)
_MIN_FONT_SIZE = _FONT_SIZES[-1]
# Millimetres, our own measurements: a larger code gains nothing at arm's length, and a telephone's
# camera does not resolve a smaller module.
_MAX_CODE_MM, _MIN_MODULE_MM = 35.0, 0.4
# Millimetres for the address below a code.
_ADDRESS_MM = 9.0


@dataclass(frozen=True, kw_only=True)
class PrintedLabels:
    """The number of labels; files whose text is cut off, is below large print, or has no code.

    ``small_print`` holds the font size in points, ``without_code`` the reason. ``left_out`` holds
    the works whose label could not be made, with the reason.
    """

    label_count: int
    cut_off: tuple[str, ...]
    small_print: tuple[tuple[str, float], ...]
    without_code: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Label:
    """A label's text, its width in millimetres, the size in points at which it fits, and its code.

    ``points`` is 0 when the text fits at no size; ``target`` is None where it has no code.
    """

    work: Work
    html: str
    width: float
    points: float
    target: CodeTarget | None


def labels(result: LoadResult, out: Path, *, sheet: str, language: str) -> PrintedLabels:
    """Write the PDF. Raises OSError when it cannot be written.

    All labels in large print have one size, and all that do not fit in large print have one.
    """
    offscreen()
    form = SHEETS[sheet]
    snapshot = result.snapshot
    writer = PdfWriter(out, form.paper, str(snapshot.exhibition.title))
    margin = min(8.0, form.size[1] / 10)
    inner = (form.size[0] - 2 * margin, form.size[1] - 2 * margin)
    side = min(inner[1] - _ADDRESS_MM, inner[0] / 4, _MAX_CODE_MM)
    made: list[_Label] = []
    uncoded: dict[str, str] = {}
    failed: list[tuple[str, str]] = []
    for work in snapshot.works:
        try:
            code = (
                _code_or_reason(work.link, snapshot.exhibition.code_targets, side)
                if work.link
                else None
            )
            made.append(_fit(writer, work, language, inner, side, code))
        except Exception as error:  # noqa: BLE001 - one label must not cost the others
            log.warning("the label of %s cannot be made: %r", work.file, error)
            failed.append(
                (work.file, Message("its label cannot be made ({kind})", kind=type(error).__name__))
            )
        else:
            if isinstance(code, str):
                uncoded[work.file] = code
    fitting = [label.points for label in made if label.points]
    common = {
        large: min(
            (size for size in fitting if (size >= _LARGE_PRINT) is large), default=_MIN_FONT_SIZE
        )
        for large in (True, False)
    }
    for number, label in enumerate(made):
        column, row = number % form.columns, number // form.columns % form.rows
        if column == row == 0:
            writer.new_page()
        x, y = form.first[0] + column * form.step[0], form.first[1] + row * form.step[1]
        if form.cut_lines:
            writer.draw_frame(x, y, *form.size)
        x, y = x + margin, y + margin
        points = common[label.points >= _LARGE_PRINT] if label.points else _MIN_FONT_SIZE
        writer.draw_html(
            label.html,
            x,
            y,
            label.width,
            points=points,
            height=0.0 if label.points else inner[1],
            family=_SERIF,
        )
        if label.target:
            _code(writer, label.target, x + inner[0] - side, y, side, inner[1])
    writer.close()
    small = tuple(
        (label.work.file, common[False]) for label in made if 0 < label.points < _LARGE_PRINT
    )
    cut = tuple(label.work.file for label in made if not label.points)
    return PrintedLabels(
        label_count=len(made),
        cut_off=cut,
        small_print=small,
        without_code=tuple(uncoded.items()),
        left_out=tuple(failed),
    )


def _fit(
    writer: PdfWriter,
    work: Work,
    language: str,
    inner: tuple[float, float],
    side: float,
    code: CodeTarget | str | None,
) -> _Label:
    target = code if isinstance(code, CodeTarget) else None
    html, width = _label_html(work, language), inner[0] - (side + 3 if target else 0.0)
    # A label is read at arm's length, and by those who need large print from nearer.
    fitting = (
        points
        for points in _FONT_SIZES
        if writer.html_height(html, width, points=points, family=_SERIF) <= inner[1]
    )
    return _Label(work=work, html=html, width=width, points=next(fitting, 0.0), target=target)


def _code_or_reason(link: str, allowed: tuple[str, ...], side: float) -> CodeTarget | str:
    """The code of a link, or why it is not printed."""
    target = code_target(link, allowed)
    if not isinstance(target, CodeTarget):
        return "is not safe for a telephone to open (see kiosk check)"
    try:
        modules = encode(target.payload).modules
    except ValueError:
        return "is too long for any code"
    return (
        target
        if side / (modules + 2 * QUIET_ZONE) >= _MIN_MODULE_MM
        else "is so long that its code could not be scanned at this size"
    )


def _code(
    writer: PdfWriter, target: CodeTarget, x: float, y: float, side: float, height: float
) -> None:
    """Print the code, and its host below it, so that people see where it leads.

    docs/ACCESSIBILITY.md, 28.
    """
    writer.draw_code(target.payload, x, y, side)
    words = escape_html(target.shown)
    points = next(
        (
            size
            for size in (9.0, 8.0, 7.0)
            if writer.html_height(words, side, points=size) <= height - side - 1
        ),
        6.0,
    )
    writer.draw_html(words, x, y + side + 1, side, points=points, height=height - side - 1)


def _slanted(title: str) -> str:
    """A title in italics, where its script has them."""
    words = escape_html(title)
    return words if has_no_italics(title) else f"<i>{words}</i>"


def _further(work: Work, language: str) -> str:
    """Which more of it the screen shows."""
    if not work.further:
        return ""
    with i18n.words_of(language):
        names = ", ".join(formatting.picture_name(one.name, language) for one in work.further)
    words = translated(Message("On the screen: {names}", names=names), language)
    return escape_html(words)


def _label_html(work: Work, language: str) -> str:
    facts = ", ".join(
        part for part in (work.medium.get(language), work.dimensions.get(language)) if part
    )
    year = f", {escape_html(work.year)}" if work.year else ""
    lines = [
        f"<b>{escape_html(work.artist.get(language))}</b>" if work.artist else "",
        f"{_slanted(work.title.get(language))}{year}",
    ]
    lines += [
        escape_html(facts),
        escape_html(work.credit.get(language)),
        escape_html(work.accession),
    ]
    lines.append(_further(work, language))
    seen = escape_html(work.alt.get(language))
    alt = f"<p style='margin-top:8px; font-family:\"{sans_for(seen)}\"'>{seen}</p>" if seen else ""
    return "<p style='margin:0'>" + "<br>".join(line for line in lines if line) + "</p>" + alt

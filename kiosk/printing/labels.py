"""Print wall labels: the tombstone, the description in large print, and a QR code."""

import logging
from dataclasses import dataclass
from pathlib import Path

from kiosk import i18n
from kiosk.check.translation import translated
from kiosk.content.load import LoadResult
from kiosk.domain import Form, Message, Work
from kiosk.i18n import formatting
from kiosk.offscreen.layout_check import offscreen
from kiosk.printing.label_sheets import SHEETS
from kiosk.printing.pdf_writer import PdfWriter, escape_html
from kiosk.qr import QUIET_ZONE, CodeTarget, code_target, encode
from kiosk.text import (
    Block,
    BlockKind,
    Run,
    has_no_italics,
    parse_prose,
    parse_verse,
    sans_for,
)

log = logging.getLogger(__name__)

_SERIF = "Source Serif 4"
# Large print begins at 18 points (American Printing House for the Blind); only small labels use
# less.
_LARGE_PRINT = 18.0
_FONT_SIZES = (24.0, 22.0, 20.0, _LARGE_PRINT, 16.0, 14.0, 12.0, 11.0, 10.0, 9.0)
_MIN_FONT_SIZE = _FONT_SIZES[-1]
# A wall text in smaller type is not read while standing (own number).
_MIN_TEXT_SIZE = 12.0
# More than the largest label holds in that size.
_MOST_TEXT_LETTERS = 6_000
_TOO_LONG = "..."
# Millimetres, our own measurements: a larger code gains nothing at arm's length, and a telephone's
# camera does not resolve a smaller module.
_MAX_CODE_MM, _MIN_MODULE_MM = 35.0, 0.4
# Millimetres for the address below a code.
_ADDRESS_MM = 9.0


@dataclass(frozen=True, kw_only=True)
class PrintedLabels:
    """The number of labels; files whose text is cut off, is below large print, or has no code.

    ``small_print`` holds the font size in points, ``without_code`` the reason. ``left_out`` holds
    the works whose label could not be made, with the reason; ``without_text`` those whose wall text
    was asked for and has no room.
    """

    label_count: int
    cut_off: tuple[str, ...]
    small_print: tuple[tuple[str, float], ...]
    without_code: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, str], ...] = ()
    without_text: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Label:
    """A label's text, its width in millimetres, the size in points at which it fits, and its code.

    ``points`` is 0 when the text fits at no size; ``target`` is None where it has no code.
    ``lost_text`` is True for one whose wall text has no room.
    """

    work: Work
    html: str
    width: float
    points: float
    target: CodeTarget | None
    lost_text: bool = False


def labels(
    result: LoadResult, out: Path, *, sheet: str, language: str, with_text: bool = False
) -> PrintedLabels:
    """Write the PDF. Raises OSError when it cannot be written.

    A sheet has one size of type. Labels in large print come first and have one size; those that do
    not fit in large print follow on sheets of their own, in one size too, and then those that are
    cut. ``with_text`` prints the wall texts that have room.
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
            made.append(_fit(writer, work, language, inner, side, code, with_text=with_text))
        except Exception as error:  # noqa: BLE001 - one label must not cost the others
            log.warning("the label of %s cannot be made: %r", work.file, error)
            failed.append(
                (work.file, Message("its label cannot be made ({kind})", kind=type(error).__name__))
            )
        else:
            if isinstance(code, str):
                uncoded[work.file] = code
    groups = _by_size(made)
    for points, alike in groups:
        for number, label in enumerate(alike):
            column, row = number % form.columns, number // form.columns % form.rows
            if column == row == 0:
                writer.new_page()
            x, y = form.first[0] + column * form.step[0], form.first[1] + row * form.step[1]
            if form.cut_lines:
                writer.draw_frame(x, y, *form.size)
            x, y = x + margin, y + margin
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
        (label.work.file, points)
        for points, alike in groups
        for label in alike
        if 0 < label.points < _LARGE_PRINT
    )
    cut = tuple(label.work.file for label in made if not label.points)
    return PrintedLabels(
        label_count=len(made),
        cut_off=cut,
        small_print=small,
        without_code=tuple(uncoded.items()),
        left_out=tuple(failed),
        without_text=tuple(label.work.file for label in made if label.lost_text),
    )


def _by_size(made: list[_Label]) -> list[tuple[float, list[_Label]]]:
    """The labels of each kind of sheet with their size in points: large print, small, cut off."""
    large = [label for label in made if label.points >= _LARGE_PRINT]
    small = [label for label in made if 0 < label.points < _LARGE_PRINT]
    cut = [label for label in made if not label.points]
    groups = [(min(one.points for one in alike), alike) for alike in (large, small) if alike]
    return [*groups, (_MIN_FONT_SIZE, cut)] if cut else groups


def _fit(
    writer: PdfWriter,
    work: Work,
    language: str,
    inner: tuple[float, float],
    side: float,
    code: CodeTarget | str | None,
    *,
    with_text: bool,
) -> _Label:
    target = code if isinstance(code, CodeTarget) else None
    html, width = _label_html(work, language), inner[0] - (side + 3 if target else 0.0)

    def largest(html: str) -> float:
        # A label is read at arm's length, and by those who need large print from nearer.
        fitting = (
            points
            for points in _FONT_SIZES
            if writer.html_height(html, width, points=points, family=_SERIF) <= inner[1]
        )
        return next(fitting, 0.0)

    text = _text_html(work, language) if with_text else ""
    if text and text is not _TOO_LONG and (points := largest(html + text)) >= _MIN_TEXT_SIZE:
        return _Label(work=work, html=html + text, width=width, points=points, target=target)
    return _Label(
        work=work,
        html=html,
        width=width,
        points=largest(html),
        target=target,
        lost_text=bool(text),
    )


def _text_html(work: Work, language: str) -> str:
    """The wall text, with its lines where it is verse, and its emphasis; "" for none.

    One that is longer than any label is not set at all.
    """
    text = work.wall_text.get(language)
    if len(text) > _MOST_TEXT_LETTERS:
        return _TOO_LONG
    blocks = parse_verse(text) if work.form is Form.VERSE else parse_prose(text)
    return "".join(_paragraph(block) for block in blocks)


def _paragraph(block: Block) -> str:
    words = "".join(_run(run) for run in block.runs)
    marker = escape_html(f"{block.marker} ") if block.marker else "&nbsp;" * block.indent
    gap = 0 if block.kind in (BlockKind.VERSE_LINE, BlockKind.GAP) else 8
    return f"<p style='margin-top:{gap}px; margin-bottom:0'>{marker}{words}</p>"


def _run(run: Run) -> str:
    words = escape_html(run.text).replace("\u2028", "<br>")
    if run.bold:
        words = f"<b>{words}</b>"
    return f"<i>{words}</i>" if run.italic and not has_no_italics(run.text) else words


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

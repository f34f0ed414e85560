"""Print wall labels: the tombstone, the description in large print, and a QR code."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.content.load import LoadResult
from kiosk.domain import Work
from kiosk.offscreen.layout_check import offscreen
from kiosk.printing.paper import Paper, plain
from kiosk.qr import QUIET_ZONE, encode, may_be_code, readable_address

_SERIF = "Source Serif 4"
# Large print begins at 18 points (American Printing House for the Blind); only small labels use
# less.
_LARGE = 18.0
_SIZES = (24.0, 22.0, 20.0, _LARGE, 16.0, 14.0, 12.0, 11.0, 10.0, 9.0)
_SMALLEST = _SIZES[-1]
# Millimetres, our own measurements: a larger code gains nothing at arm's length, and a telephone's
# camera does not resolve a smaller module.
_LARGEST_CODE, _SMALLEST_MODULE = 35.0, 0.4
# For the words below a code.
_HOST = 9.0


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A label sheet: columns, rows, and size, first corner and steps in millimetres.

    ``cut`` prints lines along which to cut.
    """

    paper: str
    columns: int
    rows: int
    size: tuple[float, float]
    first: tuple[float, float]
    step: tuple[float, float]
    cut: bool = False


# Sizes as their makers print them: Avery 5163 and 5164 (letter), L7165 and L7168 (A4).
SHEETS = {
    "avery-5163": Sheet(
        paper="letter", columns=2, rows=5, size=(101.6, 50.8), first=(4.0, 12.7), step=(105.6, 50.8)
    ),
    "avery-5164": Sheet(
        paper="letter", columns=2, rows=3, size=(101.6, 84.7), first=(4.0, 12.7), step=(105.6, 84.7)
    ),
    "avery-l7165": Sheet(
        paper="a4", columns=2, rows=4, size=(99.1, 67.7), first=(4.65, 13.1), step=(101.6, 67.7)
    ),
    "avery-l7168": Sheet(
        paper="a4", columns=1, rows=2, size=(199.6, 143.5), first=(5.2, 5.0), step=(199.6, 143.5)
    ),
    "letter": Sheet(
        paper="letter",
        columns=1,
        rows=2,
        size=(190.0, 124.0),
        first=(12.95, 15.7),
        step=(190.0, 124.0),
        cut=True,
    ),
    "a4": Sheet(
        paper="a4",
        columns=1,
        rows=2,
        size=(184.0, 132.0),
        first=(13.0, 16.5),
        step=(184.0, 132.0),
        cut=True,
    ),
}


@dataclass(frozen=True, kw_only=True)
class Printed:
    """The number of labels; files whose text is cut off, is below large print, or has no code.

    ``small`` holds the size in points, ``uncoded`` the reason.
    """

    number: int
    cut: tuple[str, ...]
    small: tuple[tuple[str, float], ...]
    uncoded: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class _Label:
    """A label's text, its width in millimetres, the size in points at which it fits, and its link.

    ``points`` is 0 when the text fits at no size; ``link`` is "" when it does not become a code.
    """

    work: Work
    html: str
    width: float
    points: float
    link: str


def labels(result: LoadResult, out: Path, *, sheet: str, language: str) -> Printed:
    """Write the PDF. Raises OSError when it cannot be written.

    All labels in large print have one size, and all that do not fit in large print have one.
    """
    offscreen()
    form = SHEETS[sheet]
    snapshot = result.snapshot
    paper = Paper(out, form.paper, str(snapshot.exhibition.title))
    margin = min(8.0, form.size[1] / 10)
    inner = (form.size[0] - 2 * margin, form.size[1] - 2 * margin)
    side = min(inner[1] - _HOST, inner[0] / 4, _LARGEST_CODE)
    uncoded = {
        work.file: why
        for work in snapshot.works
        if (why := _no_code(work.link, snapshot.exhibition.allowed_hosts, side))
    }
    made = [
        _measured(
            paper, work, language, inner, side if work.link and work.file not in uncoded else 0.0
        )
        for work in snapshot.works
    ]
    fitting = [label.points for label in made if label.points]
    common = {
        large: min((size for size in fitting if (size >= _LARGE) is large), default=_SMALLEST)
        for large in (True, False)
    }
    for number, label in enumerate(made):
        column, row = number % form.columns, number // form.columns % form.rows
        if column == row == 0:
            paper.turn()
        x, y = form.first[0] + column * form.step[0], form.first[1] + row * form.step[1]
        if form.cut:
            paper.frame(x, y, *form.size)
        x, y = x + margin, y + margin
        points = common[label.points >= _LARGE] if label.points else _SMALLEST
        paper.words(
            label.html,
            x,
            y,
            label.width,
            points=points,
            height=0.0 if label.points else inner[1],
            family=_SERIF,
        )
        if label.link:
            _code(paper, label.link, x + inner[0] - side, y, side, inner[1])
    paper.close()
    small = tuple((label.work.file, common[False]) for label in made if 0 < label.points < _LARGE)
    cut = tuple(label.work.file for label in made if not label.points)
    return Printed(number=len(made), cut=cut, small=small, uncoded=tuple(uncoded.items()))


def _measured(
    paper: Paper, work: Work, language: str, inner: tuple[float, float], side: float
) -> _Label:
    html, width = _words(work, language), inner[0] - (side + 3 if side else 0.0)
    # A label is read at arm's length, and by those who need large print from nearer.
    fitting = (
        points
        for points in _SIZES
        if paper.measure(html, width, points=points, family=_SERIF) <= inner[1]
    )
    return _Label(
        work=work, html=html, width=width, points=next(fitting, 0.0), link=work.link if side else ""
    )


def _no_code(link: str, allowed: tuple[str, ...], side: float) -> str:
    """Why a link is not printed as a code, "" when it is."""
    if not link:
        return ""
    if not may_be_code(link, allowed):
        return "is not safe for a telephone to open (see kiosk check)"
    try:
        modules = encode(link).modules
    except ValueError:
        return "is too long for any code"
    return (
        ""
        if side / (modules + 2 * QUIET_ZONE) >= _SMALLEST_MODULE
        else "is so long that its code could not be scanned at this size"
    )


def _code(paper: Paper, link: str, x: float, y: float, side: float, height: float) -> None:
    """Print the code, and its host below it, so that people see where it leads.

    docs/ACCESSIBILITY.md, 28.
    """
    paper.code(link, x, y, side)
    words = plain(readable_address(link))
    points = next(
        (
            size
            for size in (9.0, 8.0, 7.0)
            if paper.measure(words, side, points=size) <= height - side - 1
        ),
        6.0,
    )
    paper.words(words, x, y + side + 1, side, points=points, height=height - side - 1)


def _words(work: Work, language: str) -> str:
    facts = ", ".join(
        part for part in (work.medium.get(language), work.dimensions.get(language)) if part
    )
    year = f", {plain(work.year)}" if work.year else ""
    lines = [
        f"<b>{plain(work.artist.get(language))}</b>" if work.artist else "",
        f"<i>{plain(work.title.get(language))}</i>{year}",
    ]
    lines += [plain(facts), plain(work.credit.get(language)), plain(work.accession)]
    seen = plain(work.alt.get(language))
    alt = (
        f"<p style='margin-top:8px; font-family:\"Atkinson Hyperlegible Next\"'>{seen}</p>"
        if seen
        else ""
    )
    return "<p style='margin:0'>" + "<br>".join(line for line in lines if line) + "</p>" + alt

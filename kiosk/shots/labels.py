"""Wall labels on paper: the tombstone, what is to be seen in large print, and a code, on common label sheets or to be cut."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.content import LoadResult
from kiosk.domain import Work
from kiosk.shots.look import offscreen
from kiosk.shots.paper import Paper, plain

_SERIF = "Source Serif 4"
# Large print begins at 18 points (American Printing House for the Blind); smaller only where a sheet's labels are.
_LARGE = 18.0


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Labels on one sheet: columns and rows, size, first corner and steps, in millimetres; ``cut`` when lines show where to cut."""

    paper: str
    columns: int
    rows: int
    size: tuple[float, float]
    first: tuple[float, float]
    step: tuple[float, float]
    cut: bool = False


# Sizes as their makers print them: Avery 5163 and 5164 (letter), L7165 and L7168 (A4).
SHEETS = {
    "avery-5163": Sheet(paper="letter", columns=2, rows=5, size=(101.6, 50.8), first=(4.0, 12.7), step=(105.6, 50.8)),
    "avery-5164": Sheet(paper="letter", columns=2, rows=3, size=(101.6, 84.7), first=(4.0, 12.7), step=(105.6, 84.7)),
    "avery-l7165": Sheet(paper="a4", columns=2, rows=4, size=(99.1, 67.7), first=(4.65, 13.1), step=(101.6, 67.7)),
    "avery-l7168": Sheet(paper="a4", columns=1, rows=2, size=(199.6, 143.5), first=(5.2, 5.0), step=(199.6, 143.5)),
    "letter": Sheet(paper="letter", columns=1, rows=2, size=(190.0, 124.0), first=(12.95, 15.7), step=(190.0, 124.0), cut=True),
    "a4": Sheet(paper="a4", columns=1, rows=2, size=(184.0, 132.0), first=(13.0, 16.5), step=(184.0, 132.0), cut=True),
}


def labels(result: LoadResult, out: Path, *, sheet: str, language: str) -> tuple[int, list[str]]:
    """Write the PDF; (number of labels, files whose words do not fit and are cut). Raises OSError when it cannot be written."""
    offscreen()
    form = SHEETS[sheet]
    paper = Paper(out, form.paper, str(result.snapshot.exhibition.title))
    cut: list[str] = []
    on_a_sheet = form.columns * form.rows
    for number, work in enumerate(result.snapshot.works):
        place = number % on_a_sheet
        if place == 0:
            paper.turn()
        x = form.first[0] + place % form.columns * form.step[0]
        y = form.first[1] + place // form.columns * form.step[1]
        if form.cut:
            paper.frame(x, y, *form.size)
        if not _label(paper, work, language, x, y, *form.size):
            cut.append(work.file)
    paper.close()
    return len(result.snapshot.works), cut


def _label(paper: Paper, work: Work, language: str, x: float, y: float, width: float, height: float) -> bool:
    """False when the words do not fit at the smallest size."""
    margin = min(8.0, height / 10)
    x, y, width, height = x + margin, y + margin, width - 2 * margin, height - 2 * margin
    if work.link:
        side = min(height, width / 4, 35.0)
        paper.code(work.link, x + width - side, y, side)
        width -= side + 3
    html = _words(work, language)
    # The largest that fits: a label is read at arm's length, and by those who need large print from nearer.
    for points in (24.0, 22.0, 20.0, _LARGE, 16.0, 14.0, 12.0, 11.0, 10.0, 9.0):
        if paper.measure(html, width, points=points, family=_SERIF) <= height:
            paper.words(html, x, y, width, points=points, family=_SERIF)
            return True
    paper.words(html, x, y, width, points=9.0, height=height, family=_SERIF)
    return False


def _words(work: Work, language: str) -> str:
    facts = ", ".join(part for part in (work.medium.get(language), work.dimensions.get(language)) if part)
    year = f", {plain(work.year)}" if work.year else ""
    lines = [f"<b>{plain(work.artist.get(language))}</b>" if work.artist else "", f"<i>{plain(work.title.get(language))}</i>{year}"]
    lines += [plain(facts), plain(work.credit.get(language))]
    seen = plain(work.alt.get(language))
    alt = f"<p style='margin-top:8px; font-family:\"Atkinson Hyperlegible Next\"'>{seen}</p>" if seen else ""
    return "<p style='margin:0'>" + "<br>".join(line for line in lines if line) + "</p>" + alt

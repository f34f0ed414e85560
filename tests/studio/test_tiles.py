"""The grid of works: equal columns over the whole width, and words that are not torn."""

from itertools import pairwise

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QStyle

from kiosk.studio.viewmodels.thumbnails import Thumbnails
from kiosk.studio.viewmodels.work_rows import WorkRow
from kiosk.studio.views.works_grid import WorksGrid, whole_words

TEXTS = (
    "One key, cut new. One kettle with a dent\nI put there, and a window facing east.",
    "Directions to the House Where Nobody Lives Any More",
    "short",
    "Donaudampfschifffahrtsgesellschaftskapitänswitwe and more words after it",
    "",
)


@pytest.mark.parametrize("width", [60, 90, 137, 188, 260])
def test_no_line_ends_within_a_word(qapp, width):
    metrics = QFontMetrics(QFont("DejaVu Sans", 9))
    for text in TEXTS:
        fitting = {word for word in text.split() if metrics.horizontalAdvance(word) <= width}
        # The sign of what follows may come instead of a comma.
        fitting |= {word.rstrip(",;:.") for word in fitting}
        for count in (1, 2, 5):
            lines = whole_words(text, metrics, width, count)
            assert len(lines) <= count
            for line in lines:
                words = line.removesuffix(" …").split()
                assert len(words) == 1 or metrics.horizontalAdvance(line) <= width
                assert set(words) <= fitting or len(words) == 1


@pytest.mark.parametrize("width", [200, 401, 560, 777, 1200])
def test_columns_share_the_width(qtbot, tmp_path, width):
    thumbnails = Thumbnails(tmp_path)
    grid = WorksGrid(thumbnails)
    qtbot.addWidget(grid)
    rows = [WorkRow(name=f"works/{n}.md", key=f"works/{n}", title=f"Work {n}") for n in range(20)]
    grid.works.set_rows(rows)
    grid.resize(width, 600)
    grid.show()
    qtbot.waitExposed(grid)
    places = [grid.visualRect(grid.works.index(n)) for n in range(20)]
    lefts = sorted({place.left() for place in places})
    steps = {right - left for left, right in pairwise(lefts)}
    assert steps <= {places[0].width()}
    bar = grid.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
    unused = grid.width() - bar - len(lefts) * places[0].width()
    assert 0 <= unused < 16 + len(lefts)
    thumbnails.close()

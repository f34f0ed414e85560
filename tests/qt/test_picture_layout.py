"""Where a picture and its words are hung, for every shape of picture, stage and size of words."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QRectF, QSize, QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine

# Registers the types that the theme imports.
import kiosk.window.app_window  # noqa: F401
from tests.qt.test_theme import UI

BESIDE, ACROSS, STACKED = range(3)
# The height above the bar: its own height is 104 of 1080 parts, and 200 on a tall stage.
WIDE, TALL, UHD = (1920, 976, 1080), (1080, 1720, 1920), (3840, 1952, 2160)
SQUARE_SCREEN, SMALL = (1440, 976, 1080), (1280, 651, 720)
RATIOS = (1 / 12, 1 / 8, 0.5, 0.75, 0.9, 1, 1.1, 1.25, 4 / 3, 1.5, 1.6, 16 / 9, 2, 2.2, 3, 6, 12)


class Wall:
    """A layout whose inputs are set like a view's."""

    def __init__(self, engine: QQmlEngine) -> None:
        self.component = component = QQmlComponent(engine)
        component.setData(
            b"import QtQuick\nimport KioskUi\nQtObject { property QtObject theme: Theme\n"
            b"property QtObject layout: PictureLayout {"
            b"width: 1; height: 1; master: Qt.size(1, 1) } }",
            QUrl(),
        )
        self.holder = component.create()
        assert component.errors() == []
        self.theme, self.layout = self.holder.property("theme"), self.holder.property("layout")
        assert isinstance(self.theme, QObject)
        assert isinstance(self.layout, QObject)

    def hang(
        self, ratio: float, stage: tuple[int, int, int], scale: float = 1, needs: float = 0
    ) -> QRectF:
        """The picture's place, for an original large enough to be shown in any."""
        width, height, screen = stage
        self.theme.setProperty("unit", min(width, screen) / 1080)
        self.theme.setProperty("textScale", scale)
        self.theme.setProperty("stageShape", int(screen > width))
        self.layout.setProperty("width", width)
        self.layout.setProperty("height", height)
        self.layout.setProperty("leastWords", needs)
        self.layout.setProperty("allWords", needs)
        self.layout.setProperty(
            "master",
            QSize(round(12_000 * min(1, ratio)), 12_000)
            if ratio < 1
            else QSize(12_000 * 4, round(12_000 * 4 / ratio)),
        )
        return self.layout.property("work")

    @property
    def words(self) -> QRectF:
        return self.layout.property("words")

    @property
    def arrangement(self) -> int:
        return self.layout.property("arrangement")


@pytest.fixture
def wall(qapp) -> Iterator[Wall]:
    engine = QQmlEngine()
    engine.addImportPath(str(UI))
    made = Wall(engine)
    yield made
    del made.theme, made.layout
    engine.deleteLater()


def share(work: QRectF, stage: tuple[int, int, int]) -> float:
    return work.width() * work.height() / (stage[0] * stage[2])


@pytest.mark.parametrize("stage", [WIDE, UHD])
def test_on_a_wide_screen_the_art_leads(wall: Wall, stage):
    """GALLERY.md's checks, and the drawn shares of 49.5 and 52.1 %."""
    for ratio in (1.45, 1.5, 1.55, 1.6):
        assert share(wall.hang(ratio, stage), stage) >= 0.45
        assert wall.arrangement == BESIDE
    assert share(wall.hang(1.5, stage), stage) == pytest.approx(0.495, abs=0.002)
    for ratio in (2.1, 2.5, 3, 3.4):
        assert share(wall.hang(ratio, stage), stage) >= 0.35
        assert wall.arrangement == ACROSS
    assert share(wall.hang(3, stage), stage) == pytest.approx(0.521, abs=0.002)
    assert share(wall.hang(0.75, stage), stage) >= 0.27
    for ratio in (1, 1.1, 1.2):
        assert share(wall.hang(ratio, stage), stage) >= 0.45


def test_on_a_tall_screen_a_work_has_four_tenths_or_the_full_width(wall: Wall):
    """What is more upright than 0.54 to 1 has the full height."""
    for ratio in RATIOS:
        work = wall.hang(ratio, TALL)
        if ratio > 0.54:
            assert share(work, TALL) >= min(0.4, 960 * 960 / ratio / (1080 * 1920)) - 0.001
    assert share(wall.hang(10 / 13, TALL), TALL) == pytest.approx(0.578, abs=0.003)


@pytest.mark.parametrize("scale", [1, 1.25, 1.5])
@pytest.mark.parametrize("stage", [WIDE, TALL, UHD, SQUARE_SCREEN, SMALL])
def test_a_work_is_whole_true_and_apart_from_its_words(wall: Wall, stage, scale):
    unit = min(stage[0], stage[2]) / 1080
    for ratio in RATIOS:
        for needs in (0, 300 * unit, 420 * unit):
            work = wall.hang(ratio, stage, scale, needs)
            assert work.left() >= 60 * unit - 1, ratio
            assert work.top() >= 5 * unit - 1, ratio
            assert work.right() <= stage[0] - 60 * unit + 1, ratio
            assert work.bottom() <= stage[1] - 5 * unit + 2, ratio
            # Whole pixels may be a half off on the shorter side.
            slack = 0.5 / min(work.width(), work.height())
            assert work.width() / work.height() == pytest.approx(ratio, rel=0.005 + slack), ratio
            assert not work.intersects(wall.words), (ratio, work, wall.words)
            assert wall.words.width() >= 240 * unit
            assert wall.words.height() >= needs - 1 or wall.arrangement != ACROSS


@pytest.mark.parametrize("scale", [1, 1.25, 1.5])
@pytest.mark.parametrize("stage", [WIDE, TALL, UHD, SQUARE_SCREEN])
def test_one_eye_line(wall: Wall, stage, scale):
    """The middles of all works beside their words, and of all above stacked words, are level."""
    middles: dict[int, set[float]] = {}
    for ratio in RATIOS:
        middle = wall.hang(ratio, stage, scale).center().y()
        middles.setdefault(wall.arrangement, set()).add(middle)
        if wall.arrangement == ACROSS:
            # A panorama hangs as near to it as its words let it.
            work, gap = wall.layout.property("work"), wall.layout.property("words").top()
            assert middle == pytest.approx(stage[1] / 2, abs=2) or gap - work.bottom() <= 18 * (
                stage[2] / 1080
            )
    for arrangement in (BESIDE, STACKED):
        found = middles.get(arrangement, {0.0})
        assert max(found) - min(found) <= 2
    if stage == WIDE and scale == 1:
        assert min(middles[BESIDE]) == pytest.approx(488, abs=1)
    if stage == TALL and scale == 1:
        assert min(middles[STACKED]) == pytest.approx(664, abs=1)


@pytest.mark.parametrize("stage", [WIDE, TALL, UHD, SQUARE_SCREEN])
def test_the_larger_of_the_two_layouts_is_taken(wall: Wall, stage):
    for ratio in RATIOS:
        work = wall.hang(ratio, stage)
        beside, below = wall.layout.property("beside"), wall.layout.property("below")
        areas = [min(room.width(), room.height() * ratio) ** 2 / ratio for room in (beside, below)]
        assert work.width() * work.height() >= 0.89 * max(areas), ratio
        if not 2 < ratio < 2.1:
            assert work.width() * work.height() == pytest.approx(max(areas), rel=0.02), ratio


@pytest.mark.parametrize(("scale", "column"), [(1, 520), (1.25, 600), (1.5, 680)])
def test_the_column_of_words(wall: Wall, scale, column):
    wall.hang(1.5, WIDE, scale)
    assert wall.words == QRectF(1920 - 60 - column, 74, column, 976 - 148)


def test_on_a_tall_screen_a_picture_gives_up_at_most_fifteen_per_cent(wall: Wall):
    for ratio in RATIOS:
        whole = wall.hang(ratio, TALL)
        for needs in (380, 420, 500, 800):
            work = wall.hang(ratio, TALL, 1, needs)
            left = work.width() * work.height() / (whole.width() * whole.height())
            assert left >= 0.845, (ratio, needs)
            assert work.center().y() == pytest.approx(whole.center().y(), abs=1)
    wide = wall.hang(3, TALL, 1, 600)
    assert wide.height() == 320, "a panorama leaves room enough, and keeps its size"
    assert wall.words.height() >= 600


def test_a_small_original_is_not_enlarged(wall: Wall):
    wall.hang(1.5, WIDE)
    wall.layout.setProperty("master", QSize(300, 200))
    work = wall.layout.property("work")
    assert (work.width(), work.height()) == (300, 200)
    assert work.center().y() == pytest.approx(488, abs=1)

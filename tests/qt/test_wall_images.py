"""The painted wall: no bands, its light, and any address that may be asked for."""

from itertools import groupby

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor

from kiosk.pictures.tint import LIGHTEST, luminance, wall
from kiosk.window.wall_images import CORNER_SHARE, WallImages, paint_wall

# Rows of pixels, each of one colour for so many pixels, that are seen as a band.
ROWS, ACROSS = 8, 12


@pytest.mark.parametrize("colour", ["#2A2530", "#3a3040", "#1c2430"])
@pytest.mark.parametrize("size", [(1920, 976), (1080, 1720)])
def test_no_column_has_a_band(qapp, colour, size):
    wide, tall = size
    picture = paint_wall(QColor(colour), wide, tall, (0.4, 0.5))
    for x in (3, wide // 2, wide - ACROSS - 3):
        rows = [
            len({picture.pixelColor(x + step, y).rgb() for step in range(ACROSS)}) == 1
            for y in range(tall)
        ]
        assert max(len(list(run)) for plain, run in groupby([*rows, True]) if plain) < ROWS


def test_the_wall_is_lightest_behind_the_work_and_darker_in_the_corners(qapp):
    colour = QColor("#3a3040")
    picture = paint_wall(colour, 1920, 976, (0.4, 0.5))

    def around(x: int, y: int) -> float:
        pixels = [picture.pixelColor(x + dx, y + dy) for dx in range(8) for dy in range(8)]
        return sum(pixel.lightnessF() for pixel in pixels) / len(pixels)

    light = around(764, 484)
    assert light == pytest.approx(colour.lightnessF(), abs=0.004)
    assert around(1912, 0) == pytest.approx(CORNER_SHARE * light, abs=0.006)
    assert light == max(around(x, y) for x in range(0, 1900, 95) for y in range(0, 960, 95)) or (
        light >= around(960, 484)
    )


@pytest.mark.parametrize("average", ["", "ffffff", "d03020", "2040d0", "fff2c0", "000000"])
def test_a_wall_of_any_tint_is_dark(average):
    tone = wall(average)[0]
    channels = tuple(int(tone[at : at + 2], 16) for at in (1, 3, 5))
    assert luminance(channels) <= LIGHTEST


@pytest.mark.parametrize("address", ["", "no colour", "2A2530", "2A2530/x/900", "2A2530/40/50/6"])
@pytest.mark.parametrize("size", [QSize(), QSize(40, 30), QSize(100_000, 2)])
def test_any_address_gives_a_picture(qapp, address, size):
    given = QSize()
    picture = WallImages().requestImage(address, given, size)
    assert picture.size() == given
    assert 1 <= picture.width() <= 8_192


def test_a_wall_larger_than_usual_screens_is_painted_at_half_its_size_and_fills_it():
    wide, tall = 2561, 1441
    picture = paint_wall(QColor("#402548"), wide, tall, (0.4, 0.5))
    assert picture.size().toTuple() == (wide, tall)
    half = paint_wall(QColor("#402548"), (wide + 1) // 2, (tall + 1) // 2, (0.4, 0.5))
    for x, y in ((0, 0), (1025, 720), (1801, 1101), (wide - 1, tall - 1)):
        near = half.pixelColor(min(x // 2, half.width() - 1), min(y // 2, half.height() - 1))
        assert abs(picture.pixelColor(x, y).red() - near.red()) <= 2

"""Tiles cover a master at every level, once and without a gap."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageFilter

from kiosk.pictures import render, tiles
from kiosk.pictures.derive import make_tiles
from kiosk.pictures.normalize import normalize_mode, turn_upright

sides = st.integers(1, 20_000)


@given(width=sides, height=sides)
def test_every_pixel_of_a_level_is_in_one_tile(width, height):
    pieces = [tile.box(width, height) for tile in tiles.all_tiles(width, height)]
    assert (
        sum((right - left) * (bottom - top) for left, top, right, bottom in pieces)
        == width * height
    )
    assert len(set(pieces)) == len(pieces)
    assert all(right > left and bottom > top for left, top, right, bottom in pieces)


@given(width=sides, height=sides, shown=st.floats(1, 20_000))
def test_the_level_is_sharp_and_not_larger_than_needed(width, height, shown):
    level = tiles.level_for(width, height, shown)
    assert 0 <= level < tiles.levels(width, height)
    assert level == 0 or tiles.level_size(width, height, level)[0] >= shown
    assert (
        level + 1 == tiles.levels(width, height)
        or tiles.level_size(width, height, level + 1)[0] < shown
    )


@given(width=sides, height=sides, data=st.data())
def test_every_visible_point_is_in_a_tile(width, height, data):
    x, y = data.draw(st.integers(0, width - 1)), data.draw(st.integers(0, height - 1))
    seen = list(
        tiles.visible_tiles(width, height, max(0, x - 900), max(0, y - 500), x + 900, y + 500)
    )
    assert any(
        left <= x < right and top <= y < bottom
        for left, top, right, bottom in (tile.box(width, height) for tile in seen)
    )
    assert len(seen) <= 5 * 4


def test_tiles_put_together_are_the_master(tmp_path):
    master = tmp_path / "m.png"
    picture = Image.linear_gradient("L").resize((1500, 1100)).convert("RGB")
    picture.paste("red", (700, 500, 720, 520))
    picture.save(master)
    made = make_tiles(master, tmp_path)
    assert (made.width, made.height) == (1500, 1100)
    for level in range(tiles.levels(1500, 1100)):
        width, height = tiles.level_size(1500, 1100, level)
        whole = Image.new("RGB", (width, height))
        for tile in tiles.all_tiles(width, height):
            left, top, right, bottom = tile.box(width, height)
            with Image.open(tmp_path / made.name / tiles.name(level, tile, opaque=True)) as piece:
                assert piece.size == (right - left, bottom - top)
                whole.paste(piece, (left, top))
        wanted = picture.resize((width, height), Image.Resampling.BOX)
        for at in ((710, 510), (20, 1000), (1400, 90)):
            small = (at[0] * width // 1500, at[1] * height // 1100)
            assert (
                max(
                    abs(a - b)
                    for a, b in zip(whole.getpixel(small), wanted.getpixel(small), strict=True)
                )
                <= 12
            )


def noise(mode, size):
    """A picture with a different value in each pixel."""
    bands = [Image.effect_noise(size, 90) for _ in range(4)]
    picture = Image.merge("RGBA", bands).filter(ImageFilter.GaussianBlur(1))
    if mode == "P":
        return picture.convert("RGB").quantize(64)
    if mode == "I;16":
        return picture.convert("L").convert("I").point(lambda value: value * 256).convert("I;16")
    return picture if mode == "RGBA" else picture.convert(mode)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("mode", ["RGBA", "P"])
def test_pieces_of_a_master_lie_as_the_whole_stands_upright(monkeypatch, mode, orientation):
    """A large master is cut as it is stored, and turned piece by piece."""
    monkeypatch.setattr(render, "BAND_PIXELS", 3_000)
    picture = noise(mode, (123, 97))
    master = render._UprightMaster(picture, orientation)
    whole = normalize_mode(turn_upright(picture, orientation))
    assert master.size == whole.size
    width, height = whole.size
    for box in ((0, 0, 7, 5), (13, 17, 60, 90), (width - 9, height - 4, width, height)):
        assert master.piece(box).tobytes() == whole.crop(box).tobytes()
    assert master.half().tobytes() == whole.reduce(2).tobytes()


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "CMYK", "L", "I;16"])
@pytest.mark.parametrize("size", [(201, 152), (50, 38), (25, 19)])
def test_a_master_that_is_scaled_in_bands_shows_no_seam(monkeypatch, mode, size):
    picture = noise(mode, (403, 305))
    whole = render._scaled(picture, size)
    monkeypatch.setattr(render, "BAND_PIXELS", 12_000)
    banded = render._scaled(picture, size)
    assert (banded.mode, banded.size) == (whole.mode, size)
    difference = ImageChops.difference(whole, banded)
    # The filter's weights are rounded anew for each band.
    assert max(max(band.tobytes()) for band in difference.split()) <= 6

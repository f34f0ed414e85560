"""Tiles cover a master at every level, once and without a gap."""

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kiosk.pictures import tiles
from kiosk.pictures.derive import make_tiles

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

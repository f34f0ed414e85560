"""Derivatives look like their masters: upright, whole, free of metadata; what cannot be shown says
why.
"""

import io
import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from kiosk.pictures import tint
from kiosk.pictures.derive import decode, derive
from kiosk.pictures.naming import fit
from kiosk.pictures.probe import UnreadablePictureError, probe
from kiosk.pictures.render import average
from tests.pictures import charts


@given(
    width=st.integers(1, 20000),
    height=st.integers(1, 20000),
    box_width=st.integers(50, 4000),
    box_height=st.integers(50, 4000),
)
def test_a_derivative_fits_its_box_and_is_never_larger_than_its_master(
    width, height, box_width, box_height
):
    wide, tall = fit(width, height, box_width, box_height)
    assert 1 <= wide <= max(1, min(width, box_width))
    assert 1 <= tall <= max(1, min(height, box_height))
    assert wide >= min(width, box_width) - 1 or tall >= min(height, box_height) - 1


def saved(path: Path, picture: Image.Image, **more: object) -> Path:
    picture.save(path, **more)
    return path


def read(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        return picture.copy()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_stands_upright(tmp_path, orientation):
    """A red top left corner stays top left once the picture is turned as EXIF says."""
    upright = Image.new("RGB", (80, 40), "blue")
    upright.paste("red", (0, 0, 20, 20))
    undo = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = upright.transpose(undo) if undo is not None else upright
    master = saved(tmp_path / "m.png", stored, exif=exif)
    shown = read(tmp_path / derive(master, (200, 200), tmp_path).name)
    assert shown.size == (80, 40) == (probe(master).width, probe(master).height)
    red, _, blue = shown.convert("RGB").getpixel((5, 5))
    assert red > 200 > 60 > blue


def test_a_broken_profile_means_srgb(tmp_path):
    master = saved(
        tmp_path / "m.jpg",
        Image.new("RGB", (40, 40), "#336699"),
        icc_profile=b"nonsense",
        quality=95,
    )
    colour = derive(master, (40, 40), tmp_path).colour
    assert all(
        abs(int(colour[at : at + 2], 16) - int("336699"[at : at + 2], 16)) <= 2 for at in (0, 2, 4)
    )


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_pixel_can_be_shown(tmp_path, mode):
    ending = "tif" if mode == "CMYK" else "png"
    master = saved(tmp_path / f"m.{ending}", Image.new("L", (60, 30), 90).convert(mode))
    path = tmp_path / derive(master, (30, 30), tmp_path).name
    assert read(path).size == (30, 15)
    assert path.suffix == (".png" if mode in ("LA", "RGBA") else ".jpg")


def test_derivatives_carry_no_metadata(tmp_path):
    exif = Image.Exif()
    exif[0x013B] = "Somebody"
    master = saved(tmp_path / "m.jpg", Image.new("RGB", (60, 30)), exif=exif)
    assert b"Somebody" not in (tmp_path / derive(master, (30, 30), tmp_path).name).read_bytes()


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40])
def test_a_file_that_is_no_picture_is_rejected_with_the_reason(tmp_path, content):
    path = tmp_path / "m.png"
    path.write_bytes(content)
    with pytest.raises(UnreadablePictureError, match=r"."):
        probe(path)


def test_a_file_that_was_copied_in_part_is_reported(tmp_path):
    buffer = io.BytesIO()
    Image.effect_noise((400, 400), 80).save(buffer, "JPEG")
    master = tmp_path / "m.jpg"
    master.write_bytes(buffer.getvalue()[: len(buffer.getvalue()) // 2])
    with pytest.raises(UnreadablePictureError, match="copied only in part"):
        probe(master)
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(OSError, match=r"."):
        derive(master, (100, 100), out)
    assert not [path for path in out.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("size", "why"), [((20_000, 20_000), "megapixels"), ((60_000, 20), "cannot be shown")]
)
def test_bounds_are_kept_before_a_pixel_is_read(tmp_path, size, why):
    master = tmp_path / "m.png"
    master.write_bytes(charts.png_header(*size))
    with pytest.raises(UnreadablePictureError, match=why):
        probe(master)
    with pytest.raises(UnreadablePictureError, match=why):
        derive(master, (100, 100), tmp_path)


def test_a_header_that_lies_is_passed_over(tmp_path):
    master = tmp_path / "m.png"
    master.write_bytes(charts.png_header(3000, 2000))
    assert probe(master).width == 3000
    with pytest.raises((OSError, ValueError, SyntaxError)):
        derive(master, (100, 100), tmp_path / "out")


@given(
    cut_at=st.integers(0, 900),
    flip=st.integers(0, 899),
    value=st.integers(0, 255),
    ending=st.sampled_from(["png", "jpg", "gif", "webp", "tif"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damage_of_any_kind_is_a_picture_or_a_reason(tmp_path, cut_at, flip, value, ending):
    out = io.BytesIO()
    Image.effect_noise((24, 24), 60).convert("RGB").save(
        out, {"jpg": "JPEG", "tif": "TIFF"}.get(ending, ending)
    )
    content = bytearray(out.getvalue())
    content[flip % len(content)] = value
    master = tmp_path / f"m.{ending}"
    master.write_bytes(content[: cut_at or None])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            probe(master)
            derive(master, (20, 20), tmp_path / "out")
        except (UnreadablePictureError, OSError, ValueError):
            return


def test_the_average_counts_by_opacity():
    picture = Image.new("RGBA", (20, 20), (255, 0, 0, 255))
    picture.paste((0, 0, 255, 0), (0, 0, 20, 10))
    assert average(picture) == "ff0000"


@given(colour=st.from_regex(r"[0-9a-f]{6}", fullmatch=True))
def test_text_stays_readable_on_every_wall(colour):
    for tone in tint.wall(colour):
        wall = (int(tone[1:3], 16), int(tone[3:5], 16), int(tone[5:7], 16))
        assert tint.contrast(wall, tint.QUIET_TEXT) >= tint.CONTRAST


@given(st.tuples(*[st.integers(0, 254)] * 3), st.integers(0, 2))
def test_renditions_of_one_picture_hang_on_one_wall(colour, channel):
    """Their averages differ by a step of 255; a tone that jumped changed the wall with each."""
    other = tuple(value + (at == channel) for at, value in enumerate(colour))
    walls = (tint.wall(bytes(rgb).hex()) for rgb in (colour, other))
    for one, two in zip(*walls, strict=True):
        steps = [abs(int(one[at : at + 2], 16) - int(two[at : at + 2], 16)) for at in (1, 3, 5)]
        assert max(steps) <= 1, (one, two)


def test_damage_behind_the_header_is_told_as_damage_when_it_is_decoded(tmp_path):
    """A fuzz found it: Pillow calls a broken chunk behind the pixels' beginning an error of
    syntax.
    """
    picture = tmp_path / "noise.png"
    Image.effect_noise((300, 300), 90).save(picture)
    raw = bytearray(picture.read_bytes())
    second = raw.index(b"IDAT", raw.index(b"IDAT") + 4)
    raw[second : second + 4] = b"\xc6\x02\x7f\xce"
    picture.write_bytes(raw)
    assert probe(picture).width == 300
    with pytest.raises(UnreadablePictureError, match="damaged"):
        decode(picture, (100, 100))

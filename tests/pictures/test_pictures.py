"""Derivatives look like their masters; the cache keeps, bounds and mends itself."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from kiosk.pictures import tint
from kiosk.pictures.cache import Cache
from kiosk.pictures.derive import average, derive, fit
from kiosk.pictures.probe import UnreadablePictureError, probe


@given(width=st.integers(1, 20000), height=st.integers(1, 20000), box_width=st.integers(50, 4000), box_height=st.integers(50, 4000))
def test_a_derivative_fits_its_box_and_is_never_larger_than_its_master(width, height, box_width, box_height):
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
    path, _ = derive(master, (200, 200), tmp_path / "d")
    shown = read(path)
    assert shown.size == (80, 40) == (probe(master).width, probe(master).height)
    red, _, blue = shown.convert("RGB").getpixel((5, 5))
    assert red > 200 > 60 > blue


def test_colours_go_through_the_embedded_profile(tmp_path):
    """A picture in linear light: what is stored as 55 is sRGB's 128."""
    linear = ImageCms.createProfile("sRGB")
    grey = Image.new("L", (40, 40), 128)
    profile = ImageCms.ImageCmsProfile(linear).tobytes()
    master = saved(tmp_path / "m.jpg", grey.convert("RGB"), icc_profile=profile, quality=95)
    path, colour = derive(master, (40, 40), tmp_path / "d")
    assert colour == "808080"
    assert "icc_profile" not in read(path).info


def test_a_broken_profile_means_srgb(tmp_path):
    master = saved(tmp_path / "m.jpg", Image.new("RGB", (40, 40), "#336699"), icc_profile=b"nonsense", quality=95)
    _, colour = derive(master, (40, 40), tmp_path / "d")
    assert all(abs(int(colour[at : at + 2], 16) - int("336699"[at : at + 2], 16)) <= 2 for at in (0, 2, 4))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_pixel_can_be_shown(tmp_path, mode):
    ending = "tif" if mode == "CMYK" else "png"
    master = saved(tmp_path / f"m.{ending}", Image.new(mode, (60, 30)))
    path, _ = derive(master, (30, 30), tmp_path / "d")
    assert read(path).size == (30, 15)
    assert path.suffix == (".png" if mode in ("LA", "RGBA") else ".jpg")


def test_derivatives_carry_no_metadata(tmp_path):
    exif = Image.Exif()
    exif[0x013B] = "Somebody"
    master = saved(tmp_path / "m.jpg", Image.new("RGB", (60, 30)), exif=exif)
    path, _ = derive(master, (30, 30), tmp_path / "d")
    assert b"Somebody" not in path.read_bytes()


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40])
def test_what_is_no_picture_says_why(tmp_path, content):
    path = tmp_path / "m.png"
    path.write_bytes(content)
    with pytest.raises(UnreadablePictureError, match=r"."):
        probe(path)


def test_a_truncated_picture_leaves_nothing_behind(tmp_path):
    buffer = io.BytesIO()
    Image.effect_noise((400, 400), 80).save(buffer, "JPEG")
    master = tmp_path / "m.jpg"
    master.write_bytes(buffer.getvalue()[: len(buffer.getvalue()) // 2])
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(OSError, match=r"."):
        derive(master, (100, 100), out / "d")
    assert list(out.iterdir()) == []


def test_the_cache_makes_once_finds_again_and_notices_a_new_master(tmp_path):
    made = []

    def make(master, box, stem):
        made.append(box)
        return derive(master, box, stem)

    master = saved(tmp_path / "m.jpg", Image.new("RGB", (60, 30), "red"))
    cache = Cache(tmp_path / "cache", make=make)
    first = cache.get(master, (30, 30))
    assert cache.get(master, (30, 30)) == first
    assert Cache(tmp_path / "cache", make=make).find(master, (30, 30)) == first
    first.path.unlink()
    assert cache.get(master, (30, 30)).path.exists()
    saved(master, Image.new("RGB", (61, 30), "blue"))
    assert cache.find(master, (30, 30)) is None
    assert len(made) == 2


def test_the_cache_is_bounded(tmp_path):
    masters = [saved(tmp_path / f"{n}.png", Image.effect_noise((300, 300), 90)) for n in range(6)]
    cache = Cache(tmp_path / "cache", limit=100_000)
    for master in masters:
        last = cache.get(master, (300, 300))
    assert last.path.exists()
    assert sum(path.stat().st_size for path in (tmp_path / "cache").iterdir()) <= 100_000 + last.path.stat().st_size


def test_the_average_counts_by_opacity():
    picture = Image.new("RGBA", (20, 20), (255, 0, 0, 255))
    picture.paste((0, 0, 255, 0), (0, 0, 20, 10))
    assert average(picture) == "ff0000"


@given(colour=st.from_regex(r"[0-9a-f]{6}", fullmatch=True))
def test_text_stays_readable_on_every_wall(colour):
    for tone in tint.wall(colour):
        wall = (int(tone[1:3], 16), int(tone[3:5], 16), int(tone[5:7], 16))
        assert tint.contrast(wall, tint.QUIET_TEXT) >= tint.CONTRAST

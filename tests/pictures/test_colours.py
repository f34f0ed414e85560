"""Whatever a picture's format and profile, what is shown is the colour that was meant."""

import io
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from kiosk.pictures.derive import decode, derive, make_tiles
from kiosk.pictures.probe import probe
from tests.pictures import charts

# CIE 1976; the goal for every chart.
LARGEST_DIFFERENCE = 2.0
PATCHES = (
    (180, 120, 90),
    (90, 140, 110),
    (80, 90, 150),
    (200, 200, 200),
    (60, 60, 60),
    (190, 160, 100),
)


def chart(mode: str, patches: list[tuple[int, ...]]) -> Image.Image:
    """Patches of 64 pixels side by side."""
    picture = Image.new(mode, (64 * len(patches), 64))
    for number, patch in enumerate(patches):
        picture.paste(patch if len(patch) > 1 else patch[0], (64 * number, 0, 64 * number + 64, 64))
    return picture


def shown(master: Path, folder: Path, number: int) -> tuple[int, ...]:
    """The colour in the middle of a patch of the derivative, and that of the tile must be the
    same.
    """
    made = derive(master, (4000, 4000), folder)
    with Image.open(folder / made.name) as picture:
        colour = picture.convert("RGB").getpixel((64 * number + 32, 32))
    pieces = make_tiles(master, folder)
    column = (64 * number + 32) // 512
    ending = "jpg" if pieces.opaque else "png"
    with Image.open(folder / pieces.name / f"0-{column}-0.{ending}") as tile:
        same = tile.convert("RGB").getpixel((64 * number + 32 - 512 * column, 32))
    assert isinstance(colour, tuple)
    assert isinstance(same, tuple)
    assert max(abs(a - b) for a, b in zip(colour, same, strict=True)) <= 3
    return colour


@pytest.mark.parametrize("space", charts.SPACES)
@pytest.mark.parametrize("ending", ["jpg", "png", "tif", "webp"])
def test_wide_spaces_come_out_as_meant(tmp_path, space, ending):
    master = tmp_path / f"m.{ending}"
    more = (
        {"lossless": True}
        if ending == "webp"
        else {"quality": 98, "subsampling": 0}
        if ending == "jpg"
        else {}
    )
    chart("RGB", list(PATCHES)).save(master, icc_profile=charts.matrix_profile(space), **more)
    for number, patch in enumerate(PATCHES):
        colour = shown(master, tmp_path / "out", number)
        assert (
            charts.difference(charts.lab_of_srgb(colour), charts.lab_of(space, patch))
            <= LARGEST_DIFFERENCE
        ), (patch, colour)


@pytest.mark.parametrize("ending", ["jpg", "tif"])
def test_inks_come_out_as_meant(tmp_path, ending):
    inks = [
        (0, 0, 0, 0),
        (255, 0, 0, 0),
        (0, 255, 0, 0),
        (0, 0, 255, 0),
        (0, 0, 0, 255),
        (0, 0, 0, 128),
        (128, 0, 0, 0),
        (255, 0, 255, 0),
    ]
    master = tmp_path / f"m.{ending}"
    more = {"quality": 98} if ending == "jpg" else {}
    chart("CMYK", inks).save(master, icc_profile=charts.ink_profile(), **more)
    for number, patch in enumerate(inks):
        colour = shown(master, tmp_path / "out", number)
        wanted = charts.ink_lab(tuple(value / 255 for value in patch))
        assert charts.difference(charts.lab_of_srgb(colour), wanted) <= LARGEST_DIFFERENCE, (
            patch,
            colour,
        )


def test_inks_in_ycck_are_the_same_inks(tmp_path):
    """Adobe's programs write JPEG's inks as YCCK: the first three turned into luma and chroma, told
    by a mark (transform 2).
    """
    ink = (40, 90, 160, 30)
    luma = Image.new("RGB", (1, 1), ink[:3]).convert("YCbCr").getpixel((0, 0))
    out = io.BytesIO()
    # Pillow writes inks upside down, as Adobe does; what is given here is what must stand in the
    # file, upside down.
    Image.new("CMYK", (128, 64), (*(255 - value for value in luma), ink[3])).save(
        out, "JPEG", quality=98
    )
    content = out.getvalue()
    mark = content.index(b"Adobe")
    ycck = content[: mark + 11] + b"\x02" + content[mark + 12 :]
    (tmp_path / "ycck.jpg").write_bytes(ycck)
    Image.new("CMYK", (128, 64), ink).save(tmp_path / "cmyk.jpg", quality=98)
    colours = []
    for name in ("ycck.jpg", "cmyk.jpg"):
        made = derive(tmp_path / name, (400, 400), tmp_path / "out")
        with Image.open(tmp_path / "out" / made.name) as picture:
            colours.append(picture.getpixel((30, 30)))
    assert max(abs(a - b) for a, b in zip(*colours, strict=True)) <= 4, colours


@pytest.mark.parametrize("gamma", [1.8, 2.2])
def test_greys_come_out_as_meant(tmp_path, gamma):
    greys = [(30,), (90,), (128,), (200,), (255,)]
    master = tmp_path / "m.jpg"
    chart("L", greys).save(master, icc_profile=charts.grey_profile(gamma), quality=98)
    for number, (grey,) in enumerate(greys):
        colour = shown(master, tmp_path / "out", number)
        light = (grey / 255) ** gamma
        wanted = (116 * light ** (1 / 3) - 16 if light > 0.008856 else 903.3 * light, 0.0, 0.0)
        assert charts.difference(charts.lab_of_srgb(colour), wanted) <= LARGEST_DIFFERENCE, (
            grey,
            colour,
        )


def test_sixteen_bits_with_a_profile(tmp_path):
    patch = (150, 110, 70)
    master = tmp_path / "m.png"
    profile = b"chart\x00\x00" + __import__("zlib").compress(charts.matrix_profile("Adobe RGB"))
    master.write_bytes(
        charts.png16(64, 64, tuple(value * 257 for value in patch), {b"iCCP": profile})
    )
    colour = shown(master, tmp_path / "out", 0)
    assert (
        charts.difference(charts.lab_of_srgb(colour), charts.lab_of("Adobe RGB", patch))
        <= LARGEST_DIFFERENCE
    )


@pytest.mark.parametrize(
    ("ending", "more"),
    [
        ("jpg", {"quality": 98, "subsampling": 0}),
        ("jpg", {"quality": 98, "subsampling": 0, "progressive": True}),
        ("png", {}),
        ("tif", {"compression": "tiff_lzw"}),
        ("webp", {"lossless": True}),
        ("avif", {"quality": 100, "subsampling": "4:4:4"}),
        ("bmp", {}),
    ],
)
def test_without_a_profile_the_numbers_are_srgb(tmp_path, ending, more):
    master = tmp_path / f"m.{ending}"
    chart("RGB", list(PATCHES)).save(master, **more)
    for number, patch in enumerate(PATCHES):
        colour = shown(master, tmp_path / "out", number)
        assert (
            charts.difference(charts.lab_of_srgb(colour), charts.lab_of_srgb(patch))
            <= LARGEST_DIFFERENCE
        ), (patch, colour)


def test_telephones_pictures(tmp_path):
    master = Path(__file__).parent / "data" / "chart.heic"
    found = probe(master)
    assert (found.width, found.height) == (160, 120)
    made = derive(master, (400, 400), tmp_path)
    with Image.open(tmp_path / made.name) as picture:
        assert picture.size == (160, 120)
        for at, patch in (
            ((30, 30), (200, 60, 40)),
            ((130, 60), (40, 80, 200)),
            ((30, 100), (240, 240, 240)),
        ):
            assert (
                charts.difference(
                    charts.lab_of_srgb(picture.getpixel(at)), charts.lab_of_srgb(patch)
                )
                <= 2 * LARGEST_DIFFERENCE
            )


def test_palettes_and_transparency(tmp_path):
    picture = Image.new("RGBA", (64, 64), (200, 100, 50, 255))
    picture.paste((0, 0, 0, 0), (0, 0, 32, 64))
    for name, kind in (("palette.png", picture.quantize(8)), ("alpha.png", picture)):
        kind.save(tmp_path / name)
        made = derive(tmp_path / name, (400, 400), tmp_path / "out")
        with Image.open(tmp_path / "out" / made.name) as shown_picture:
            assert shown_picture.mode == "RGBA"
            alpha = shown_picture.getchannel("A")
            assert alpha.getpixel((10, 10)) == 0, "the wall shows through"
            assert shown_picture.getpixel((50, 10)) == (200, 100, 50, 255)


def test_the_first_of_several_pictures_is_shown_and_the_rest_reported(tmp_path):
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "blue")]
    frames[0].save(tmp_path / "m.gif", save_all=True, append_images=frames[1:], duration=100)
    frames[0].save(tmp_path / "m.tif", save_all=True, append_images=frames[1:])
    assert probe(tmp_path / "m.gif").is_animated
    assert not probe(tmp_path / "m.gif").is_multipage
    assert probe(tmp_path / "m.tif").is_multipage
    for name in ("m.gif", "m.tif"):
        made = derive(tmp_path / name, (400, 400), tmp_path / "out")
        with Image.open(tmp_path / "out" / made.name) as picture:
            red, green, blue = picture.getpixel((10, 10))
        assert red > 240
        assert green < 15
        assert blue < 15


def test_inks_without_a_profile_are_reported(tmp_path):
    Image.new("CMYK", (64, 64), (100, 0, 0, 0)).save(tmp_path / "m.jpg")
    assert probe(tmp_path / "m.jpg").has_unprofiled_cmyk
    Image.new("CMYK", (64, 64), (100, 0, 0, 0)).save(
        tmp_path / "p.jpg", icc_profile=charts.ink_profile()
    )
    assert not probe(tmp_path / "p.jpg").has_unprofiled_cmyk


@pytest.mark.parametrize("mode", ["RGB", "L", "RGBA"])
@pytest.mark.parametrize(
    ("exponent", "others", "shown"),
    [
        (1.0, (), 190),
        (1 / 1.8, (), 148),
        (1 / 2.2, (), 130),
        (1.0, (b"sRGB",), 130),
        (0.0, (), 130),
        (21.0, (), 130),
    ],
)
def test_the_exponent_of_a_png_is_obeyed(tmp_path, mode, exponent, others, shown):
    """gAMA counts unless the file says sRGB: 130 of 255 in linear light is sRGB's 190."""
    master = tmp_path / "m.png"
    made = PngImagePlugin.PngInfo()
    made.add(b"gAMA", round(exponent * 100_000).to_bytes(4))
    for name in others:
        made.add(name, b"\0")
    Image.new("L", (40, 40), 130).convert(mode).save(master, pnginfo=made)
    pixel = decode(master, (40, 40))[0].convert("RGB").getpixel((20, 20))
    assert max(abs(value - shown) for value in pixel) <= 2, pixel

"""Pictures that decode without an error and would be seen garbled, or not at all."""

import io
import random
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from kiosk.check.decoding import damaged_pictures
from kiosk.content.load import load
from kiosk.pictures import counted_warnings as counting
from kiosk.pictures import render
from kiosk.pictures.counted_warnings import counted_warnings, find_count
from kiosk.pictures.derive import decode, examine
from kiosk.pictures.errors import UnreadablePictureError
from kiosk.pictures.jpeg_warnings import (
    is_damaged,
    is_doubtful,
    jpeg_warnings,
    load_listener,
)
from tests.pictures import charts

DATA = Path(__file__).with_name("data")
ONE_WORK = {"kiosk.yaml": "title: T\ntimezone: UTC\n", "works/a.md": "---\ntitle: A\n---\n"}
needs_listener = pytest.mark.skipif(load_listener() is None, reason="another libjpeg")


def jpeg(mode: str = "RGB", **how: object) -> bytes:
    """A picture with enough edges that most bytes of it count."""
    picture = Image.effect_noise((320, 200), 60).convert(mode)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80, **how)
    return out.getvalue()


@needs_listener
@pytest.mark.parametrize(
    ("mode", "how"),
    [
        ("RGB", {}),
        ("L", {}),
        ("CMYK", {}),
        ("RGB", {"progressive": True}),
        ("RGB", {"restart_marker_rows": 1}),
        ("RGB", {"subsampling": 0}),
    ],
)
def test_a_whole_jpeg_has_no_warning_and_most_spoiled_ones_have(tmp_path, mode, how):
    whole, dice, told, tried = jpeg(mode, **how), random.Random(21), 0, 0
    place = tmp_path / "a.jpg"
    place.write_bytes(whole)
    assert examine(place) == ""
    for _ in range(20):
        spoiled = bytearray(whole)
        at = dice.randrange(len(whole) // 2, len(whole) - 100)
        spoiled[at : at + 60] = dice.randbytes(60)
        place.write_bytes(spoiled)
        tried += 1
        try:
            told += examine(place) != ""
        except (UnreadablePictureError, OSError, ValueError):
            told += 1
    assert told >= 0.6 * tried


@needs_listener
def test_a_garbled_jpeg_is_not_shown_and_is_told(write_folder, tmp_path):
    spoiled = bytearray(jpeg())
    spoiled[9_000:9_400] = random.Random(4).randbytes(400)
    folder = write_folder(ONE_WORK)
    (folder / "works/a.jpg").write_bytes(spoiled)
    with (folder / "works/a.jpg").open("rb") as file:
        assert is_damaged(jpeg_warnings(file))
    with pytest.raises(UnreadablePictureError, match="garbled"):
        decode(folder / "works/a.jpg", (100, 100))
    (problem,) = damaged_pictures(load(folder), tmp_path / "known")
    assert (problem.rule, problem.path) == ("unreadable-picture", "works/a.jpg")
    assert "garbled" in problem.message


@needs_listener
@pytest.mark.parametrize(("extra", "warning"), [(2, ""), (16, ""), (300, "belong to no part")])
def test_data_left_over_are_told_and_the_picture_is_shown(write_folder, tmp_path, extra, warning):
    whole = jpeg()
    folder = write_folder(ONE_WORK)
    (folder / "works/a.jpg").write_bytes(whole[:-2] + b"\x55" * extra + whole[-2:])
    assert decode(folder / "works/a.jpg", (100, 100))[0].size == (100, 62)
    told = damaged_pictures(load(folder), tmp_path / "known")
    assert [one.rule for one in told] == (["picture-incomplete"] if warning else [])
    assert all(warning in one.message for one in told)


@needs_listener
def test_only_great_leftovers_are_doubtful():
    usual = ("Corrupt JPEG data: 2 extraneous bytes before marker 0xd9",)
    great = ("Corrupt JPEG data: 330 extraneous bytes before marker 0xd9",)
    assert not is_doubtful(usual)
    assert is_doubtful(great)
    assert not is_damaged(great)
    assert is_damaged((*usual, "Corrupt JPEG data: bad Huffman code"))


@pytest.mark.parametrize("name", ["arithmetic.jpg", "arithmetic-progressive.jpg"])
def test_arithmetic_coding_is_told_and_not_shown(name):
    with pytest.raises(UnreadablePictureError, match="rare kind") as told:
        decode(DATA / name, (100, 100))
    assert "save it again as JPEG" in told.value.advice


def test_a_picture_in_memory_is_not_asked_about():
    assert jpeg_warnings(io.BytesIO(jpeg())) == ()


@needs_listener
def test_warnings_stay_off_the_terminal(tmp_path):
    place = tmp_path / "a.jpg"
    place.write_bytes(jpeg()[:-2] + b"\x55" * 300 + b"\xff\xd9")
    code = (
        "import sys; from pathlib import Path; from kiosk.pictures.derive import examine;"
        " examine(Path(sys.argv[1]))"
    )
    ended = subprocess.run(
        (sys.executable, "-c", code, place), capture_output=True, text=True, check=True
    )
    assert (ended.stdout, ended.stderr) == ("", "")


@pytest.mark.parametrize("opacity", [0, 5])
@pytest.mark.parametrize("ending", ["png", "webp", "tif", "gif", "avif"])
def test_a_picture_that_is_transparent_all_over_is_told(tmp_path, ending, opacity):
    if ending == "gif" and opacity:
        pytest.skip("GIF has no half transparency")
    place = tmp_path / f"a.{ending}"
    Image.new("RGBA", (60, 40), (200, 40, 40, opacity)).save(place, lossless=True)
    with pytest.raises(UnreadablePictureError, match="transparent all over"):
        decode(place, (60, 40))


def test_transparent_grey_and_palettes_are_told_too(tmp_path):
    grey, palette = tmp_path / "a.png", tmp_path / "b.png"
    Image.new("LA", (60, 40), (120, 0)).save(grey)
    chart = charts.chart() if hasattr(charts, "chart") else Image.new("RGB", (60, 40))
    one = Image.new("P", chart.size, 3)
    one.putpalette([value for index in range(8) for value in (index, index, index)])
    one.save(palette, transparency=3)
    for place in (grey, palette):
        with pytest.raises(UnreadablePictureError, match="transparent all over"):
            decode(place, (60, 40))


def test_a_faint_picture_and_a_small_mark_are_shown(tmp_path):
    faint, mark = tmp_path / "a.png", tmp_path / "b.png"
    Image.new("RGBA", (60, 40), (200, 40, 40, 30)).save(faint)
    spotted = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    spotted.paste((200, 40, 40, 255), (20, 10, 40, 30))
    spotted.save(mark)
    for place in (faint, mark):
        assert decode(place, (60, 40))[0].mode == "RGBA"


@needs_listener
def test_the_count_of_pillows_own_decoder_tells_whether_there_are_warnings(tmp_path):
    """A picture without any is not decoded twice, and one with some always is."""
    dice, place, met = random.Random(25), tmp_path / "a.jpg", {True: 0, False: 0}
    assert find_count()
    for number in range(60):
        spoiled = bytearray(jpeg(("RGB", "L", "CMYK")[number % 3], progressive=number % 2 == 0))
        at = dice.randrange(300, len(spoiled) - 100)
        if number % 4:
            spoiled[at : at + dice.randrange(40)] = dice.randbytes(dice.randrange(40))
        place.write_bytes(spoiled)
        with place.open("rb") as file, Image.open(file) as picture:
            try:
                picture.draft(None, (100, 60))
                with counted_warnings() as count:
                    picture.load()
            except (OSError, SyntaxError):
                continue
            has_warnings = bool(jpeg_warnings(file))
            assert bool(count()) == has_warnings
            met[has_warnings] += 1
    assert min(met.values()) > 9


@needs_listener
@pytest.mark.parametrize("is_found", [True, False])
def test_a_whole_picture_is_decoded_again_only_where_the_count_is_not_known(
    tmp_path, monkeypatch, is_found
):
    place, asked = tmp_path / "a.jpg", list[object]()

    def ask(file: object) -> tuple[str, ...]:
        asked.append(file)
        return ()

    place.write_bytes(jpeg())
    if not is_found:
        monkeypatch.setattr(counting, "find_count", lambda: False)
    monkeypatch.setattr(render, "jpeg_warnings", ask)
    decode(place, (100, 100))
    assert bool(asked) != is_found

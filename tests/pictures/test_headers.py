"""Headers are read within bounds, by what a file is and not by what it is called."""

import ast
import struct
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import pytest
from PIL import Image

import kiosk
from kiosk.pictures.file_kinds import PictureFormat
from kiosk.pictures.naming import ENDINGS
from kiosk.pictures.probe import UnreadablePictureError, probe
from tests.pictures import charts, hostile

# Of the processor; each of these files takes hundredths of a second.
MAX_CPU_SECONDS = 3.0
SIDE_DOORS = {"Image.open", "Image.init", "Image.preinit", "ImageFile.Parser", "PIL.Image.open"}
BOMBS = list(hostile.bombs())
FOREIGN = list(hostile.foreign_kinds())
WRITTEN = {"jpg": "JPEG", "png": "PNG", "gif": "GIF", "bmp": "BMP", "tif": "TIFF"} | {
    "webp": "WEBP",
    "avif": "AVIF",
}


def test_one_function_alone_opens_pictures_with_pillow():
    """Each other way would let a file choose its decoder, and Ghostscript is one of them."""
    offenders = []
    root = Path(kiosk.__file__).parent
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf8"))):
            if isinstance(node, ast.Attribute) and ast.unparse(node) in SIDE_DOORS:
                offenders.append((path.relative_to(root).as_posix(), ast.unparse(node)))
            if isinstance(node, ast.ImportFrom) and node.module == "PIL.Image":
                offenders.append((path.relative_to(root).as_posix(), "import from PIL.Image"))
    assert offenders == [("pictures/open_picture.py", "Image.open")]


def test_pillow_is_always_told_the_format():
    path = Path(kiosk.__file__).parent / "pictures" / "open_picture.py"
    calls = [
        node
        for node in ast.walk(ast.parse(path.read_text("utf8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Image.open"
    ]
    assert [[word.arg for word in call.keywords] for call in calls] == [["formats"]]


@pytest.mark.parametrize(("name", "content"), FOREIGN, ids=[name for name, _ in FOREIGN])
def test_what_is_not_promised_is_refused_whatever_it_is_called(tmp_path, name, content):
    for ending in sorted(ENDINGS):
        path = tmp_path / f"m{ending}"
        path.write_bytes(content)
        with pytest.raises(UnreadablePictureError, match="it is ") as refused:
            probe(path)
    if name in ("EPS", "PDF", "PSD", "WMF", "JPEG2000", "ICO", "SVG", "CR2", "DNG", "DOCX"):
        assert "which the screen does not show" in str(refused.value)
        assert refused.value.advice


def test_no_other_decoder_is_ever_registered(tmp_path):
    """Pillow loads all that it knows when it is asked for a format that it does not know."""
    paths = []
    for number, (_, content) in enumerate(FOREIGN):
        paths.append(tmp_path / f"{number}.eps.jpg")
        paths[-1].write_bytes(content)
    for ending, name in WRITTEN.items():
        paths.append(tmp_path / f"good.{ending}")
        paths[-1].write_bytes(hostile.saved(name))
    paths.append(Path(__file__).parent / "data" / "chart.heic")
    program = (
        "import sys; from pathlib import Path\n"
        "from PIL import Image\n"
        "from kiosk.pictures.derive import derive\n"
        "from kiosk.pictures.probe import UnreadablePictureError, probe\n"
        "for path in map(Path, sys.argv[2:]):\n"
        "    for read in (probe, lambda path: derive(path, (9, 9), Path(sys.argv[1]))):\n"
        "        try: read(path)\n"
        "        except (UnreadablePictureError, OSError): pass\n"
        "print(*sorted(Image.OPEN))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path), *map(str, paths)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    # Pillow brings PPM and DIB along with the usual formats; MPO is several JPEGs in one file.
    assert set(done.stdout.split()) <= {*PictureFormat, "PPM", "DIB", "MPO"}


@pytest.mark.parametrize("ending", sorted(WRITTEN))
def test_a_good_picture_is_shown_under_any_name(tmp_path, ending):
    for other in ENDINGS:
        path = tmp_path / f"m{other}"
        path.write_bytes(hostile.saved(WRITTEN[ending]))
        found = probe(path)
        assert (found.width, found.height) == (60, 40)
        assert bool(found.real_format) == (
            {".jpeg": ".jpg", ".tiff": ".tif", ".heif": ".avif"}.get(other, other) != f".{ending}"
        )


@pytest.mark.parametrize(
    ("name", "ending", "make"),
    BOMBS,
    ids=[f"{ending}-{name}" for name, ending, _ in BOMBS],
)
def test_a_bomb_costs_little_and_is_told(tmp_path, name, ending, make):
    path = tmp_path / f"m.{ending}"
    path.write_bytes(make())
    began = time.process_time()
    try:
        told = probe(path).unread_metadata
    except UnreadablePictureError as error:
        told = str(error)
    assert time.process_time() - began < MAX_CPU_SECONDS
    assert told or name in hostile.HARMLESS


@pytest.mark.parametrize("ending", sorted(WRITTEN))
@pytest.mark.parametrize("size", [200 * 1024**2, 1536 * 1024**2])
def test_a_header_is_read_without_the_file(tmp_path, ending, size):
    """A sparse file of 1.5 GB once took 3 GB."""
    path = tmp_path / f"m.{ending}"
    path.write_bytes(hostile.saved(WRITTEN[ending]))
    with path.open("r+b") as file:
        file.truncate(size)
    tracemalloc.start()
    try:
        probe(path)
    except UnreadablePictureError:
        pass
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 8 * 1024**2


@pytest.mark.parametrize("ending", ["webp", "avif"])
def test_what_a_decoder_would_load_whole_is_bounded(tmp_path, ending):
    path = tmp_path / f"m.{ending}"
    path.write_bytes(hostile.saved(WRITTEN[ending]))
    with path.open("r+b") as file:
        file.truncate(300 * 1024**2)
    with pytest.raises(UnreadablePictureError, match="300 MB"):
        probe(path)


def _bmp(width: int, height: int) -> bytes:
    good = hostile.saved("BMP")
    return good[:18] + struct.pack("<ii", width, height) + good[26:]


def _gif(width: int, height: int) -> bytes:
    good = hostile.saved("GIF")
    return good[:6] + struct.pack("<HH", width, height) + good[10:]


def _jpeg(width: int, height: int) -> bytes:
    good = hostile.saved("JPEG")
    at = good.index(b"\xff\xc0") + 5
    return good[:at] + struct.pack(">HH", height, width) + good[at + 4 :]


def _webp(width: int, height: int) -> bytes:
    canvas = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X\x0a\x00\x00\x00" + bytes(4) + canvas + hostile.saved("WEBP")[12:]
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _avif(width: int, height: int) -> bytes:
    good = hostile.saved("AVIF")
    at = good.index(b"ispe") + 8
    return good[:at] + struct.pack(">II", width, height) + good[at + 8 :]


def _tiff(width: int, height: int) -> bytes:
    sides = (struct.pack("<L", width), struct.pack("<L", height))
    return hostile.directory([(256, 4, 1, sides[0]), (257, 4, 1, sides[1])])


@pytest.mark.parametrize(
    ("ending", "make", "size"),
    [
        ("png", charts.png_header, (20_000, 20_000)),
        ("bmp", _bmp, (20_000, 20_000)),
        ("gif", _gif, (60_000, 60_000)),
        ("jpg", _jpeg, (60_000, 60_000)),
        ("webp", _webp, (12_000, 12_000)),
        ("avif", _avif, (12_000, 12_000)),
        ("tif", _tiff, (20_000, 20_000)),
    ],
)
def test_too_many_pixels_are_refused_by_the_header(tmp_path, ending, make, size):
    path = tmp_path / f"m.{ending}"
    path.write_bytes(make(*size))
    with pytest.raises(UnreadablePictureError, match="megapixels"):
        probe(path)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    import os

    path = tmp_path / "m.jpg"
    os.mkfifo(path)
    with pytest.raises(UnreadablePictureError, match="not a file"):
        probe(path)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_tiff_is_turned_once(tmp_path, orientation):
    """Pillow turns TIFF itself, so that the mark was once obeyed twice."""
    from kiosk.pictures.derive import decode

    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = Image.new("RGB", (80, 40), "blue")
    corners = {1: (0, 0), 2: (60, 0), 3: (60, 20), 4: (0, 20)}
    corners |= {5: (0, 0), 6: (0, 20), 7: (60, 20), 8: (60, 0)}
    stored.paste("red", (*corners[orientation], corners[orientation][0] + 20, 40))
    stored = Image.new("RGB", (80, 40), "blue")
    left, top = corners[orientation]
    stored.paste("red", (left, top, left + 20, top + 20))
    path = tmp_path / "m.tif"
    stored.save(path, exif=exif)
    upright = (40, 80) if orientation >= 5 else (80, 40)
    found = probe(path)
    assert (found.width, found.height) == upright
    picture, size = decode(path, (200, 200))
    assert picture.size == size == upright
    red, _, blue = picture.getpixel((4, 4))
    assert red > 200 > 60 > blue


def rare_tiff(bits: int, photometric: int, sample_format: int = 1) -> bytes:
    """A grey TIFF of 60 x 40 pixels, all of whose bits are 1 and 0 in turn."""
    width, height = 60, 40
    pixels = b"\xaa" * (width * height * bits // 8)
    tags = {
        256: width,
        257: height,
        258: bits,
        259: 1,
        262: photometric,
        273: 0,
        277: 1,
        278: height,
        279: len(pixels),
        339: sample_format,
    }
    begin = 8 + 2 + 12 * len(tags) + 4
    tags[273] = begin
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags.items())
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries + bytes(4) + pixels


@pytest.mark.parametrize(
    ("bits", "photometric", "sample_format"),
    [(12, 1, 1), (10, 1, 1), (14, 0, 1), (16, 0, 1), (32, 1, 1), (32, 0, 1), (8, 1, 2), (16, 1, 2)],
)
def test_greys_that_would_be_dark_or_inverted_are_told(tmp_path, bits, photometric, sample_format):
    place = tmp_path / "a.tif"
    place.write_bytes(rare_tiff(bits, photometric, sample_format))
    with pytest.raises(UnreadablePictureError, match=f"rare way \\({bits} bits"):
        probe(place)


@pytest.mark.parametrize(
    ("bits", "photometric", "grey"),
    [(8, 1, 170), (8, 0, 85), (4, 1, 170), (4, 0, 85), (16, 1, 170)],
)
def test_usual_greys_of_tiff_are_shown(tmp_path, bits, photometric, grey):
    from kiosk.pictures.derive import decode

    place = tmp_path / "a.tif"
    place.write_bytes(rare_tiff(bits, photometric))
    picture, _ = decode(place, (60, 40))
    assert picture.getpixel((5, 5)) == (grey, grey, grey)

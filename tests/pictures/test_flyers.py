"""The first page of a PDF: drawn in a decoder's process, within bounds, true or told."""

import tempfile
import zlib

import pytest
from PIL import Image, ImageDraw

from kiosk.domain import bounds
from kiosk.pictures import pdf_page
from kiosk.pictures.decoder_pool import DecoderPool
from kiosk.pictures.errors import UnreadablePictureError
from kiosk.pictures.flyer import FlyerReader
from kiosk.pictures.probe import probe
from kiosk.pictures.sources import FileBelow
from tests.pictures import pdfs

pytestmark = pytest.mark.programs


@pytest.fixture(scope="module")
def reader():
    made = FlyerReader()
    yield made
    made.close()


@pytest.fixture
def read(tmp_path, reader):
    def read(content, name="flyer.pdf"):
        (tmp_path / name).write_bytes(content)
        return reader.read(FileBelow(tmp_path, name))

    return read


@pytest.fixture(scope="module")
def pool():
    made = DecoderPool()
    yield made
    made.close()


@pytest.fixture
def drawn(tmp_path, pool):
    """The picture that the screen's own pool makes."""

    def draw(content, box=(600, 600), name="flyer.pdf"):
        (tmp_path / name).write_bytes(content)
        made = pool.derive(tmp_path / name, box, tmp_path / "cache")
        return made, Image.open(tmp_path / "cache" / made.name).convert("RGB")

    return draw


def test_the_first_page_is_drawn_whole_and_in_its_proportions(read, drawn):
    content = pdfs.flyer(pages=3)
    told = read(content)
    assert (told.width, told.height) == (3165, 4096)
    assert told.pages == 3
    assert not told.fonts
    assert not told.is_doubtful
    made, picture = drawn(content)
    assert (made.width, made.height) == (told.width, told.height)
    assert picture.size == (464, 600)
    assert picture.getpixel((10, 10)) == pytest.approx((254, 0, 0), abs=2)
    assert picture.getpixel((10, 590)) == (255, 255, 255)
    # The words are on the red half.
    assert min(picture.crop((40, 90, 300, 160)).convert("L").tobytes()) < 40


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_page_that_is_turned_is_upright(degrees, read, drawn):
    turned = pdfs.flyer().replace(b"/Contents 3 0 R", b"/Contents 3 0 R /Rotate %d" % degrees)
    told = read(turned)
    assert (told.width > told.height) == (degrees % 180 == 90)
    picture = drawn(turned)[1]
    middle = {0: (0.5, 0.05), 90: (0.95, 0.5), 180: (0.5, 0.95), 270: (0.05, 0.5)}[degrees]
    place = int(picture.width * middle[0]), int(picture.height * middle[1])
    assert picture.getpixel(place) == pytest.approx((254, 0, 0), abs=2)


def test_only_what_is_inside_of_the_crop_box_is_shown(read):
    cropped = pdfs.flyer().replace(b"/Contents", b"/CropBox [0 396 612 792] /Contents")
    told = read(cropped)
    assert told.width / told.height == pytest.approx(612 / 396, rel=0.001)


def test_a_page_that_is_one_photograph_is_shown_like_it(drawn):
    photograph = Image.effect_noise((300, 200), 60).convert("RGB")
    ImageDraw.Draw(photograph).rectangle((0, 0, 99, 199), fill="blue")
    picture = drawn(pdfs.of_picture(photograph), (300, 200))[1]
    assert picture.getpixel((50, 100)) == pytest.approx((0, 0, 254), abs=3)


@pytest.mark.parametrize("name", pdfs.REFUSED)
def test_what_cannot_be_shown_is_refused_with_what_to_do(name, read):
    content, reason = pdfs.REFUSED[name]
    with pytest.raises(UnreadablePictureError) as refused:
        read(content)
    assert reason in str(refused.value.reason)
    assert len(refused.value.advice) > 20


def test_a_file_that_is_too_large_is_not_loaded(tmp_path, reader):
    with (tmp_path / "large.pdf").open("wb") as file:
        file.write(pdfs.flyer())
        file.truncate(bounds.FLYER_BYTES.limit + 1)
    with pytest.raises(UnreadablePictureError, match="at most 64 MB"):
        reader.read(FileBelow(tmp_path, "large.pdf"))


def test_a_page_that_takes_too_long_is_refused_and_its_process_ended(tmp_path, monkeypatch):
    slow = bounds.Bound(
        **{
            **{key: getattr(bounds.FLYER_SECONDS, key) for key in bounds.Bound.__slots__},
            "limit": 1,
        }
    )
    monkeypatch.setattr(bounds, "FLYER_SECONDS", slow)
    # Each level draws the one below it sixty times.
    form = (
        b"<</Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources <</XObject <</X %d 0 R>>>>"
    )
    levels = [pdfs.stream(b"/X Do " * 60, form % number) for number in range(6, 12)]
    content = pdfs.page(
        b"/X Do " * 60,
        more=b"/XObject <</X 5 0 R>>",
        further=[*levels, pdfs.stream(b"0 0 600 700 re f " * 50, form)],
    )
    (tmp_path / "slow.pdf").write_bytes(content)
    reader = FlyerReader()
    try:
        with pytest.raises(UnreadablePictureError, match="more than 1 seconds"):
            reader.read(FileBelow(tmp_path, "slow.pdf"))
        # The next one has a process of its own.
        (tmp_path / "good.pdf").write_bytes(pdfs.flyer())
        monkeypatch.undo()
    finally:
        reader.close()


def test_typefaces_that_the_file_does_not_hold_are_told(read):
    assert read(pdfs.flyer(font=b"Garamond-Bold")).fonts == ("Garamond-Bold",)
    assert not read(pdfs.flyer(font=b"Arial,Bold")).fonts
    # In a form of the page, too.
    inner = pdfs.stream(
        pdfs.words(),
        b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources <</Font <</F1 6 0 R>>>>",
    )
    font = b"<</Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Didot>>"
    content = pdfs.page(b"/X Do", more=b"/XObject <</X 5 0 R>>", further=[inner, font])
    assert read(content).fonts == ("Didot",)


@pytest.mark.parametrize("spoil", ["one byte", "zeros", "cut short"])
def test_a_damaged_part_is_told(spoil, read):
    content = pdfs.flyer(packed=True)
    picture = pdfs.stream(
        bytes(range(256)) * 300,
        b"/Type /XObject /Subtype /Image /Width 160 /Height 160 /ColorSpace /DeviceRGB"
        b" /BitsPerComponent 8",
        packed=True,
    )
    content = pdfs.page(
        b"q 612 0 0 792 0 0 cm /X Do Q " + pdfs.words(),
        more=b"/XObject <</X 5 0 R>>",
        further=[picture],
    )
    assert not read(content).is_doubtful
    at = content.index(zlib.compress(bytes(range(256)) * 300)) + 200
    spoiled = {
        "one byte": content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :],
        "zeros": content[:at] + bytes(120) + content[at + 120 :],
        "cut short": content[: at - 100] + b"\x07" * 8 + content[at - 92 :],
    }[spoil]
    assert read(spoiled).is_doubtful


def test_what_is_packed_without_end_is_not_unpacked_without_end(read):
    bomb = zlib.compress(bytes(32 * 1024**2))
    packed = pdfs.stream(bomb, b"/Filter /FlateDecode")
    further = [packed] * 9
    assert not read(pdfs.flyer(further=further)).is_doubtful


def test_nothing_in_the_file_is_run(read, tmp_path):
    """Scripts and programs of a PDF stay letters: PDFium is built without them."""
    touched = tmp_path / "touched"
    action = b"/OpenAction <</S /Launch /F (/usr/bin/touch) /P (%b)>>" % str(touched).encode()
    content = pdfs.flyer().replace(b"/Type /Catalog", b"/Type /Catalog " + action)
    assert read(content).pages == 1
    assert not touched.exists()


def test_a_pdf_stays_no_picture_of_a_work(tmp_path):
    place = tmp_path / "work.jpg"
    place.write_bytes(pdfs.flyer())
    with pytest.raises(UnreadablePictureError, match="a PDF"):
        probe(place)


@pytest.mark.parametrize(
    ("content", "is_pdf"),
    [
        (b"%PDF-1.4\n", True),
        (b"\n\n%PDF-1.4\n", True),
        (b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n", True),
        (b"\x89PNG\r\n\x1a\n" + b"%PDF-1.4\n", False),
        (b"see %PDF-1.4", False),
        (b"", False),
    ],
)
def test_a_pdf_is_known_by_its_first_bytes(content, is_pdf, tmp_path):
    (tmp_path / "f").write_bytes(content)
    with (tmp_path / "f").open("rb") as file:
        assert pdf_page.is_pdf(file) is is_pdf


def test_the_page_is_drawn_at_the_size_that_was_asked_for():
    with tempfile.TemporaryFile() as file:
        file.write(pdfs.flyer())
        for box in ((100, 900), (900, 100), (1, 1), (2_000, 3_000)):
            page = pdf_page.draw_page(file, box, lambda needed: None)
            assert page.picture.width <= box[0]
            assert page.picture.height <= box[1]
            assert page.picture.width == box[0] or page.picture.height == box[1]

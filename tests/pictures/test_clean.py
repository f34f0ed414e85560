"""The copies that ``kiosk clean-photo`` makes: nothing embedded is left, and no pixel changes."""

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms, PngImagePlugin, TiffImagePlugin

from kiosk.cli.clean import copy_of
from kiosk.cli.main import main
from kiosk.pictures.clean import clean_copy
from kiosk.pictures.errors import UnreadablePictureError
from kiosk.pictures.probe import probe

HEIC = Path(__file__).with_name("data") / "chart.heic"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><r>SECRET-XMP</r></x:xmpmeta>'
SECRETS = (b"SECRET", b"GPS", b"Exif\x00\x00MM", b"photoshop", b"Photoshop", b"xmpmeta")


def picture(mode="RGB", size=(48, 32)):
    y, x = np.mgrid[: size[1], : size[0]]
    planes = [(x * 5) % 256, (y * 7) % 256, (x + y) % 256]
    found = Image.fromarray(np.dstack(planes).astype("uint8"))
    if mode == "RGBA":
        found.putalpha(200)
    return found.convert(mode)


def exif(orientation):
    found = Image.Exif()
    found[0x0112] = orientation
    found[0x010F] = "SECRET-CAMERA"
    found[0x9286] = "SECRET-COMMENT"
    found[0x8825] = {1: "N", 2: (38.0, 34.0, 0.0), 3: "W", 4: (121.0, 29.0, 0.0)}
    return found


def saved(kind, orientation=1, mode="RGB", **more):
    out = io.BytesIO()
    options = {"exif": exif(orientation).tobytes(), "icc_profile": PROFILE, **more}
    if kind == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Comment", "SECRET-TEXT")
        text.add_itxt("XML:com.adobe.xmp", XMP.decode())
        options["pnginfo"] = text
    elif kind in ("WEBP", "JPEG", "AVIF", "TIFF"):
        options["xmp"] = XMP
    if kind == "JPEG":
        options |= {"comment": b"SECRET-COM", "quality": 80}
    picture(mode).save(out, kind, **options)
    return out.getvalue()


def jpeg_of_a_telephone(**more):
    """With Photoshop's captions, a second picture behind its end, and a film behind that."""
    content = saved("JPEG", **more)
    iptc = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", 12) + b"\x1c\x02\x5a\x00\x06SECRET\x00"
    segment = b"Photoshop 3.0\x00" + iptc
    extra = b"\xff\xed" + (len(segment) + 2).to_bytes(2) + segment
    return content[:2] + extra + content[2:] + saved("JPEG") + b"ftypmp42 SECRET-FILM"


def pixels(content):
    with Image.open(io.BytesIO(content)) as opened:
        return np.asarray(opened.convert("RGBA"))


CASES = {
    "jpeg": jpeg_of_a_telephone(),
    "jpeg turned": jpeg_of_a_telephone(orientation=6),
    "jpeg progressive": saved("JPEG", progressive=True),
    "jpeg restarted": saved("JPEG", restart_marker_blocks=1),
    "jpeg grey": saved("JPEG", mode="L", icc_profile=None),
    "jpeg cmyk": saved("JPEG", mode="CMYK", icc_profile=None),
    "png": saved("PNG"),
    "png turned": saved("PNG", orientation=8),
    "png transparent": saved("PNG", mode="RGBA"),
    "webp": saved("WEBP"),
    "webp lossless, turned": saved("WEBP", orientation=3, lossless=True),
    "gif": saved("GIF", comment=b"SECRET-COM", exif=None, icc_profile=None),
    "avif": saved("AVIF"),
    "avif transparent": saved("AVIF", mode="RGBA"),
}


@pytest.mark.parametrize("content", CASES.values(), ids=CASES)
def test_no_pixel_changes_and_nothing_embedded_is_left(content, tmp_path):
    copy = clean_copy(content)
    assert (pixels(copy.content) == pixels(content)).all()
    assert [one for one in SECRETS if one in copy.content and one != b"Exif\x00\x00MM"] == []
    with (
        Image.open(io.BytesIO(copy.content)) as after,
        Image.open(io.BytesIO(content)) as before,
    ):
        assert after.info.get("icc_profile") == before.info.get("icc_profile")
        turned = before.getexif().get(0x0112, 1)
        assert dict(after.getexif()) == ({} if turned == 1 else {0x0112: turned})
        assert bool(copy.remarks) is (turned != 1)
        assert "comment" not in after.info
    assert copy.suffix == ""
    path = tmp_path / "copy"
    path.write_bytes(copy.content)
    assert not probe(path).has_location
    assert clean_copy(copy.content).removed == (), "a clean picture has nothing to lose"


def test_tiff_is_turned_and_written_anew_without_loss(tmp_path):
    content = saved("TIFF", orientation=6)
    copy = clean_copy(content)
    with Image.open(io.BytesIO(copy.content)) as after:
        assert isinstance(after, TiffImagePlugin.TiffImageFile)
        assert after.size == (32, 48)
        assert set(after.tag_v2) & {0x010F, 0x8825, 0x02BC, 0x8769} == set()
        assert after.info["icc_profile"] == PROFILE
        turned = picture().transpose(Image.Transpose.ROTATE_270)
        assert (np.asarray(after) == np.asarray(turned)).all()
    assert b"SECRET" not in copy.content


def test_a_film_in_an_avif_has_it_written_anew_and_says_so():
    frames = [picture(mode) for mode in ("RGB", "L")]
    out = io.BytesIO()
    frames[0].save(out, "AVIF", save_all=True, append_images=frames[1:], exif=exif(1).tobytes())
    copy = clean_copy(out.getvalue())
    assert copy.suffix == ".jpg"
    assert "AVIF" in copy.remarks[0]
    assert b"SECRET" not in copy.content


def test_a_telephone_s_heic_stays_a_heic_to_the_pixel(tmp_path):
    """Some telephones put a film, with the place in it, behind the picture."""
    film = b"SECRET-FILM"
    content = HEIC.read_bytes() + (8 + len(film)).to_bytes(4) + b"mpvd" + film
    copy = clean_copy(content)
    assert (copy.suffix, copy.remarks, len(copy.content)) == ("", (), len(content))
    assert b"SECRET" not in copy.content
    (tmp_path / "copy.heic").write_bytes(copy.content)
    before, after = probe(HEIC), probe(tmp_path / "copy.heic")
    assert (after.width, after.height) == (before.width, before.height)
    assert copy.content[: len(content) - len(film) - 8] == HEIC.read_bytes()


def test_a_private_chunk_goes_and_the_colours_stay():
    content = saved("PNG")
    body = b"prVtSECRET"
    chunk = (len(body) - 4).to_bytes(4) + body + zlib.crc32(body).to_bytes(4)
    copy = clean_copy(content[:33] + chunk + content[33:] + b"SECRET behind the end")
    assert b"SECRET" not in copy.content
    assert b"iCCP" in copy.content


# The colour profile within these bytes holds the time: without ids each worker has other names.
@pytest.mark.parametrize(
    "content",
    [b"", b"no picture", CASES["jpeg"][:400], CASES["png"][:60]],
    ids=["empty", "text", "jpeg", "png"],
)
def test_a_file_that_is_no_whole_picture_is_refused(content):
    with pytest.raises(UnreadablePictureError):
        clean_copy(content)


def test_the_command_writes_beside_the_picture_and_never_over_a_file(tmp_path, capsys):
    photo = tmp_path / "IMG 1.jpg"
    photo.write_bytes(CASES["jpeg turned"])
    assert main(["clean-photo", str(photo)]) == 0
    out = capsys.readouterr().out
    copy = tmp_path / "_IMG 1-clean.jpg"
    assert copy == copy_of(photo)
    for words in ("GPS", "EXIF", "XMP", "IPTC", "comments", "delete IMG 1.jpg", "upright"):
        assert words in out
    assert photo.read_bytes() == CASES["jpeg turned"], "the original is as it was"
    made = copy.read_bytes()
    assert main(["clean-photo", str(photo)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert copy.read_bytes() == made
    (tmp_path / "words.jpg").write_text("words")
    assert main(["clean-photo", str(tmp_path / "words.jpg"), str(tmp_path / "none.jpg")]) == 2
    errors = capsys.readouterr().err
    assert errors.count("kiosk: no copy was made") == 2
    assert "Traceback" not in errors
    assert len(list(tmp_path.iterdir())) == 3

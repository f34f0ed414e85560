"""What a file really is, by its first bytes, whatever its name says."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain import Message
from kiosk.pictures.errors import UnreadablePictureError

# Bytes that are enough to know a file.
HEAD_BYTES = 4_096


class PictureFormat(StrEnum):
    """The formats of docs/FORMAT.md; no other is ever decoded. Each value is Pillow's name."""

    JPEG = "JPEG"
    PNG = "PNG"
    GIF = "GIF"
    BMP = "BMP"
    TIFF = "TIFF"
    WEBP = "WEBP"
    AVIF = "AVIF"
    HEIF = "HEIF"


# As people call them.
NAMES = {
    PictureFormat.TIFF: "TIFF",
    PictureFormat.WEBP: "WebP",
    PictureFormat.HEIF: "HEIC",
}
ENDINGS_OF = {
    PictureFormat.JPEG: (".jpg", ".jpeg"),
    PictureFormat.PNG: (".png",),
    PictureFormat.GIF: (".gif",),
    PictureFormat.BMP: (".bmp",),
    PictureFormat.TIFF: (".tif", ".tiff"),
    PictureFormat.WEBP: (".webp",),
    PictureFormat.AVIF: (".avif", ".heif"),
    PictureFormat.HEIF: (".heic", ".heif"),
}
_SIGNATURES = (
    (b"\xff\xd8\xff", PictureFormat.JPEG),
    (b"\x89PNG\r\n\x1a\n", PictureFormat.PNG),
    (b"GIF87a", PictureFormat.GIF),
    (b"GIF89a", PictureFormat.GIF),
    (b"BM", PictureFormat.BMP),
    (b"II*\x00", PictureFormat.TIFF),
    (b"MM\x00*", PictureFormat.TIFF),
    (b"II+\x00", PictureFormat.TIFF),
    (b"MM\x00+", PictureFormat.TIFF),
)
# The picture's container is known by its brands; which of the two it is, its first item tells.
_PICTURE_BRANDS = frozenset(
    b"avif avis heic heix heim heis hevc hevx hevm hevs mif1 msf1 mif2 miaf".split()
)


@dataclass(frozen=True, slots=True)
class _Foreign:
    """A kind of file that is no picture here, with its article; what to do."""

    name: Message
    advice: Message


_SAVE = Message("open it in a picture program, and save it as JPEG, PNG or TIFF")
_EXPORT = Message("open it in the program that made it, and export it as JPEG, PNG or TIFF")
_TAKE_OUT = Message("take the picture out of it, and save that as JPEG or PNG")
_POSTSCRIPT = _Foreign(Message("a PostScript drawing (EPS)"), _EXPORT)
_RAW = _Foreign(Message("a camera's raw file"), Message("develop it, and save it as JPEG or TIFF"))
_WEB_PAGE = _Foreign(
    Message("a web page"), Message("save the picture that the page shows, not the page")
)
_VIDEO = _Foreign(Message("a video"), Message("save one picture of it as JPEG"))
_FOREIGN = (
    (b"%!PS", _POSTSCRIPT),
    (b"\xc5\xd0\xd3\xc6", _POSTSCRIPT),
    (b"\x04%!PS", _POSTSCRIPT),
    (b"%PDF", _Foreign(Message("a PDF"), _EXPORT)),
    (b"8BPS", _Foreign(Message("a Photoshop file (PSD)"), _EXPORT)),
    (b"\xd7\xcd\xc6\x9a", _Foreign(Message("a Windows drawing (WMF)"), _EXPORT)),
    (b"\x01\x00\x09\x00\x00\x03", _Foreign(Message("a Windows drawing (WMF)"), _EXPORT)),
    (b"\x01\x00\x00\x00", _Foreign(Message("a Windows drawing (EMF)"), _EXPORT)),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        _Foreign(Message("an Office or FlashPix file"), _TAKE_OUT),
    ),
    (b"PK\x03\x04", _Foreign(Message("a packed file (ZIP) or an Office document"), _TAKE_OUT)),
    (b"{\\rtf", _Foreign(Message("a text document (RTF)"), _TAKE_OUT)),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", _Foreign(Message("a JPEG 2000 picture"), _SAVE)),
    (b"\xff\x4f\xff\x51", _Foreign(Message("a JPEG 2000 picture"), _SAVE)),
    (b"\x00\x00\x00\x0cJXL \r\n\x87\n", _Foreign(Message("a JPEG XL picture"), _SAVE)),
    (b"\xff\x0a", _Foreign(Message("a JPEG XL picture"), _SAVE)),
    (b"II\xbc", _Foreign(Message("a JPEG XR picture"), _SAVE)),
    (b"\x00\x00\x01\x00", _Foreign(Message("an icon (ICO)"), _SAVE)),
    (b"\x00\x00\x02\x00", _Foreign(Message("a mouse pointer (CUR)"), _SAVE)),
    (b"icns", _Foreign(Message("an icon (ICNS)"), _SAVE)),
    (b"gimp xcf", _Foreign(Message("a GIMP file (XCF)"), _EXPORT)),
    (b"qoif", _Foreign(Message("a QOI picture"), _SAVE)),
    (b"DDS ", _Foreign(Message("a texture (DDS)"), _SAVE)),
    (b"SIMPLE  =", _Foreign(Message("an astronomer's file (FITS)"), _SAVE)),
    (b"\x01\xda", _Foreign(Message("an SGI picture"), _SAVE)),
    (b"\x59\xa6\x6a\x95", _Foreign(Message("a Sun raster picture"), _SAVE)),
    (b"/* XPM */", _Foreign(Message("an XPM picture"), _SAVE)),
    (b"#define ", _Foreign(Message("an XBM picture"), _SAVE)),
    (b"FUJIFILMCCD-RAW", _RAW),
    (b"IIRO", _RAW),
    (b"IIRS", _RAW),
    (b"IIU\x00", _RAW),
    (b"\x1a\x45\xdf\xa3", _VIDEO),
    (b"\x00\x00\x01\xba", _VIDEO),
    (b"\x00\x00\x01\xb3", _VIDEO),
    (b"\x1f\x8b", _Foreign(Message("a packed file (gzip)"), Message("unpack it first"))),
    (b"7z\xbc\xaf", _Foreign(Message("a packed file (7z)"), Message("unpack it first"))),
    (b"Rar!", _Foreign(Message("a packed file (RAR)"), Message("unpack it first"))),
    (
        b"\x00\x05\x16\x07",
        _Foreign(Message("a Mac's note about a picture"), Message("copy the picture itself here")),
    ),
)
_NETPBM = frozenset(b"1234567")


def identify(head: bytes) -> PictureFormat | None:
    """The format of a file that begins with ``head``; None for a container yet to be looked into.

    Raises UnreadablePictureError, which says what the file is and what to do.
    """
    for signature, found in _SIGNATURES:
        if head.startswith(signature):
            if head[8:10] == b"CR" and found is PictureFormat.TIFF:
                raise _refusal(_RAW)
            return found
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return PictureFormat.WEBP
    if head[4:8] == b"ftyp":
        _check_brands(head)
        return None
    raise _refusal(_foreign(head))


def begins_as_pdf(head: bytes) -> bool:
    """True for the first bytes of a PDF. Its header may stand behind others (ISO 32000-1, annex H),
    but not behind those of a picture.
    """
    at = head.find(b"%PDF-")
    return at == 0 or (at > 0 and head[at - 1 : at] in b"\r\n" and not _begins_as_picture(head))


def _begins_as_picture(head: bytes) -> bool:
    try:
        identify(head)
    except UnreadablePictureError:
        return False
    return True


def raw_file() -> UnreadablePictureError:
    """The refusal of a camera's raw file."""
    return _refusal(_RAW)


def _check_brands(head: bytes) -> None:
    size = int.from_bytes(head[:4])
    brands = {head[8:12]} | {head[at : at + 4] for at in range(16, min(size, len(head)), 4)}
    if brands & _PICTURE_BRANDS:
        return
    if head[8:12] == b"crx ":
        raise _refusal(_RAW)
    raise _refusal(_VIDEO)


def _foreign(head: bytes) -> _Foreign | None:
    for signature, kind in _FOREIGN:
        if head.startswith(signature):
            return kind
    if head[:1] == b"P" and head[1:2] and head[1] in _NETPBM and head[2:3].isspace():
        return _Foreign(Message("a Netpbm picture"), _SAVE)
    if b"PCD_" in head[2_048:2_064]:
        return _Foreign(Message("a Photo CD picture (PCD)"), _SAVE)
    return _foreign_text(head)


def _foreign_text(head: bytes) -> _Foreign | None:
    text = head.lstrip(b"\xef\xbb\xbf\x00 \t\r\n").lower()
    if b"%pdf-" in text[:1024]:
        return _Foreign(Message("a PDF"), _EXPORT)
    if text.startswith(b"%!"):
        return _POSTSCRIPT
    if b"<svg" in text:
        return _Foreign(Message("a drawing (SVG)"), _EXPORT)
    if text.startswith((b"<!doctype html", b"<html", b"<head", b"<script", b"<meta")):
        return _WEB_PAGE
    if text.startswith(b"version https://git-lfs") or text.startswith(b"[internetshortcut]"):
        return _Foreign(Message("a link to a picture"), Message("copy the picture itself here"))
    return None


def _refusal(kind: _Foreign | None) -> UnreadablePictureError:
    if kind is None:
        return UnreadablePictureError(Message("it is not a picture, or it is damaged"))
    return UnreadablePictureError(
        Message("it is {name}, which the screen does not show", name=kind.name), kind.advice
    )

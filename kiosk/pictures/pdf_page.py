"""The first page of a PDF as a picture, drawn by PDFium: an event's flyer.

Only a decoder's process draws a hostile file. PDFium runs no script and opens nothing else: a
typeface that the file does not hold is replaced by one of PDFium's own.
"""

from __future__ import annotations

import ctypes
import os
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from PIL import Image

from kiosk.domain import Message, bounds
from kiosk.pictures.errors import COPY_AGAIN, UnreadablePictureError, too_large
from kiosk.pictures.file_kinds import begins_as_pdf
from kiosk.pictures.limits import MAX_ASPECT_RATIO
from kiosk.pictures.naming import Size, fit

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

# Within which bytes of the beginning and the end "%PDF-" and "%%EOF" stand.
_HEAD_BYTES, _END_BYTES = 1_024, 65_536
# Bytes of address space: the interpreter, PDFium, and what it unpacks of a page for print.
_DRAWING_BYTES = 512 * 1024**2
# Points. Smaller pages are left over from programs that print nothing.
_LEAST_POINTS = 18
# Pixels. A smaller drawing may have one colour whatever stands on the page.
_LEAST_TELLING_PIXELS = 64
_EXPORT = Message("open it in the program that made it, and export it as PDF again")
_UNLOCK = Message(
    "open it with its password, and print it to a PDF without one; or save its first page as PNG"
)
# Pixels: as large as on a screen of 4K beside its event.
EXAMINED_BOX = (1_400, 1_400)
# A stream with the one filter that can be looked into, and what stands before it.
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_FLATE = re.compile(rb"/Filter\s*+\[?\s*+/(?:FlateDecode|Fl)\b")
_DICTIONARY_BYTES = 1_000
_STEP_BYTES = 1 << 16
# Typefaces that every reader of PDF has, by the beginnings of their names.
_STANDARD = ("Courier", "Helvetica", "Times", "Symbol", "ZapfDingbats", "Arial", "CourierNew")
# Of PDFium's headers: an error of FPDF_GetLastError, an object that is text, a flag of drawing.
_PASSWORD_ERROR, _TEXT_OBJECT, _WITH_ANNOTATIONS = 4, 1, 0x01
_MAX_FONT_NAME_BYTES, _MOST_FONTS, _MOST_LEVELS = 128, 5, 8


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawnPage:
    """A first page, its size in pixels as the largest that is drawn, and the file's pages.

    ``fonts`` are typefaces that the file does not hold. ``is_doubtful`` says that a part of the
    file is damaged.
    """

    picture: Image.Image
    size: Size
    pages: int
    fonts: tuple[str, ...] = ()
    is_doubtful: bool = False


def is_pdf(file: BinaryIO) -> bool:
    """True for an open file that begins as a PDF does."""
    file.seek(0)
    return begins_as_pdf(file.read(_HEAD_BYTES))


def draw_page(file: BinaryIO, box: Size, admit: Callable[[int], None]) -> DrawnPage:
    """The first page, as large as fits ``box`` (pixels), on white.

    Raises UnreadablePictureError where it cannot be drawn, and what ``admit`` raises.
    """
    if not is_pdf(file):
        raise UnreadablePictureError(Message("it is not a PDF, or it is damaged"), COPY_AGAIN)
    size_bytes = os.fstat(file.fileno()).st_size
    if not bounds.FLYER_BYTES.allows(size_bytes):
        raise too_large(size_bytes, bounds.FLYER_BYTES.limit, "a PDF")
    admit(_DRAWING_BYTES + 2 * size_bytes)
    file.seek(0)
    content = file.read()
    if b"%%EOF" not in content[-_END_BYTES:]:
        raise UnreadablePictureError(
            Message("it is cut off before its end, as a file is that was copied only in part"),
            COPY_AGAIN,
        )
    document = _open(content)
    try:
        pages = len(document)
        _check_pages(pages)
        page = _first_page(document)
        full = _size_of(page)
        picture = _draw(document, page, fit(*full, *box))
        fonts = _missing_fonts(page)
    finally:
        document.close()
    if min(picture.size) >= _LEAST_TELLING_PIXELS and picture.getcolors(1):
        raise UnreadablePictureError(Message("its first page is empty"), _EXPORT)
    return DrawnPage(
        picture=picture,
        size=full,
        pages=pages,
        fonts=fonts,
        is_doubtful=_has_damaged_stream(content),
    )


def load_pdfium() -> None:
    """Load whatever drawing a page makes PDFium load, for a process that can open nothing later."""
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    try:
        page = document.new_page(36, 36)
        _draw(document, page, (36, 36))
        _missing_fonts(page)
    finally:
        document.close()


def _open(content: bytes) -> PdfDocument:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD_ERROR:
            raise UnreadablePictureError(Message("it is locked with a password"), _UNLOCK) from None
        raise UnreadablePictureError(Message("it is a damaged PDF"), COPY_AGAIN) from None


def _check_pages(pages: int) -> None:
    if not pages:
        raise UnreadablePictureError(Message("it is a damaged PDF"), COPY_AGAIN)
    if not bounds.FLYER_PAGES.allows(pages):
        raise UnreadablePictureError(
            Message(
                "it is a PDF of {pages:,} pages, and a flyer has at most {most}",
                pages=pages,
                most=bounds.FLYER_PAGES.limit,
            ),
            Message("save its first page as a PDF of its own"),
        )


def _first_page(document: PdfDocument) -> PdfPage:
    import pypdfium2

    try:
        return document[0]
    except pypdfium2.PdfiumError:
        raise UnreadablePictureError(Message("its first page is damaged"), COPY_AGAIN) from None


def _size_of(page: PdfPage) -> Size:
    """The size in pixels of the largest drawing."""
    points: tuple[float, float] = page.get_size()
    width, height = points
    short, long = min(width, height), max(width, height)
    if not (
        short >= _LEAST_POINTS
        and bounds.FLYER_POINTS.allows(long)
        and long <= MAX_ASPECT_RATIO * short
    ):
        raise UnreadablePictureError(
            Message(
                "its first page has {width:,.0f} x {height:,.0f} points, which cannot be shown",
                width=width,
                height=height,
            ),
            _EXPORT,
        )
    scale = bounds.FLYER_PIXELS.limit / long
    return max(1, round(width * scale)), max(1, round(height * scale))


def _draw(document: PdfDocument, page: PdfPage, size: Size) -> Image.Image:
    """The page at exactly this size (pixels), with what is filled into its forms."""
    import pypdfium2
    from pypdfium2 import raw

    if document.get_formtype() and document.formenv is None:
        document.init_forms()
    bitmap = pypdfium2.PdfBitmap.new_native(*size, raw.FPDFBitmap_BGRx)
    try:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, *size)
        place = (0, 0, *size, 0, _WITH_ANNOTATIONS)
        raw.FPDF_RenderPageBitmap(bitmap, page, *place)
        if document.formenv is not None:
            raw.FPDF_FFLDraw(document.formenv, bitmap, page, *place)
        drawn: Image.Image = bitmap.to_pil()
        return drawn.convert("RGB")
    finally:
        bitmap.close()


def _missing_fonts(page: PdfPage) -> tuple[str, ...]:
    """The names of typefaces of the page that the file does not hold, but for the standard ones."""
    from pypdfium2 import raw

    names: dict[str, None] = {}
    parts = page.get_objects(max_depth=_MOST_LEVELS)
    for part in islice(parts, bounds.FLYER_PARTS.limit):
        font = raw.FPDFTextObj_GetFont(part) if part.type == _TEXT_OBJECT else None
        if font and raw.FPDFFont_GetIsEmbedded(font) == 0:
            names[_name_of(font)] = None
        if len(names) > _MOST_FONTS * 4:
            break
    missing = [name for name in names if name and not name.startswith(_STANDARD)]
    return tuple(missing[:_MOST_FONTS])


def _name_of(font: Any) -> str:
    """The name of a typeface, without the letters that mark a part of it ("ABCDEF+Garamond")."""
    from pypdfium2 import raw

    buffer = ctypes.create_string_buffer(_MAX_FONT_NAME_BYTES)
    length = raw.FPDFFont_GetBaseFontName(font, buffer, _MAX_FONT_NAME_BYTES)
    if not 0 < length <= _MAX_FONT_NAME_BYTES:
        return ""
    name = buffer.value.decode("utf-8", "replace")
    return name[7:] if name[6:7] == "+" else name


def _has_damaged_stream(content: bytes) -> bool:
    """True when a packed part of the file cannot be unpacked; PDFium draws the rest without it."""
    left = bounds.FLYER_UNPACKED_BYTES.limit
    for number, found in enumerate(_STREAM.finditer(content)):
        if number >= bounds.FLYER_PARTS.limit or left <= 0:
            return False
        head = content[max(0, found.start() - _DICTIONARY_BYTES) : found.start()]
        if not _FLATE.search(head, max(0, head.rfind(b"obj"))):
            continue
        end = content.find(b"endstream", found.end())
        unpacked = _unpacked_bytes(memoryview(content)[found.end() : max(end, 0)], left)
        if unpacked is None:
            return True
        left -= unpacked
    return False


def _unpacked_bytes(packed: memoryview, most: int) -> int | None:
    """How much a packed stream holds, counted up to ``most`` bytes; None for a damaged one."""
    unpacker, count = zlib.decompressobj(), 0
    try:
        for begin in range(0, len(packed), _STEP_BYTES):
            rest: bytes | memoryview = packed[begin : begin + _STEP_BYTES]
            while rest and not unpacker.eof:
                count += len(unpacker.decompress(rest, _STEP_BYTES * 16))
                rest = unpacker.unconsumed_tail
                if count > most:
                    return count
            if unpacker.eof:
                break
    except zlib.error:
        return None
    return count

"""Small PDFs, written by hand so that each fault stands where a test puts it."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO

from PIL import Image

# US Letter, in points.
LETTER = (612, 792)


def written(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, of which the first is the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    size = b"/Size %d /Root 1 0 R " % (len(objects) + 1)
    return bytes(out) + b"trailer\n<<%b%b>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)


def stream(content: bytes, keys: bytes = b"", *, packed: bool = False) -> bytes:
    """A stream with its dictionary."""
    if packed:
        content, keys = zlib.compress(content), keys + b" /Filter /FlateDecode"
    return b"<</Length %d %b>>\nstream\n%b\nendstream" % (len(content), keys, content)


def page(
    content: bytes,
    *,
    size: tuple[float, float] = LETTER,
    font: bytes = b"Helvetica",
    pages: int = 1,
    packed: bool = False,
    more: bytes = b"",
    trailer: bytes = b"",
    further: Sequence[bytes] = (),
) -> bytes:
    """A PDF whose pages all have this content; objects ``further`` have numbers from 5 on."""
    media = b"/MediaBox [0 0 %g %g]" % size
    resources = b"/Resources <</Font <</F1 4 0 R>> %b>>" % more
    kids = b" ".join(b"%d 0 R" % (5 + len(further) + number) for number in range(pages))
    one = b"<</Type /Page /Parent 2 0 R %b %b /Contents 3 0 R>>" % (media, resources)
    return written(
        [
            b"<</Type /Catalog /Pages 2 0 R>>",
            b"<</Type /Pages /Kids [%b] /Count %d>>" % (kids, pages),
            stream(content, packed=packed),
            b"<</Type /Font /Subtype /TrueType /BaseFont /%b>>" % font,
            *further,
            *[one] * pages,
        ],
        trailer,
    )


def words(text: str = "Open House", points: int = 64) -> bytes:
    """The content of a page with one line of text."""
    return b"BT /F1 %d Tf 60 600 Td (%b) Tj ET" % (points, text.encode())


def flyer(**more: object) -> bytes:
    """A page with a red half and a line of text."""
    return page(b"1 0 0 rg 0 396 612 396 re f 0 g " + words(), **more)  # type: ignore[arg-type]


def locked() -> bytes:
    """A PDF that opens with a password only."""
    keys = b"<</Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <%b> /U <%b>>>" % (
        b"41" * 32,
        b"42" * 32,
    )
    return flyer(further=[keys], trailer=b"/Encrypt 5 0 R /ID [<00> <00>] ")


def of_picture(picture: Image.Image) -> bytes:
    """The PDF that Pillow makes of a picture."""
    out = BytesIO()
    picture.save(out, "PDF")
    return out.getvalue()


# What cannot be shown, by a word of the reason.
REFUSED: Mapping[str, tuple[bytes, str]] = {
    "locked": (locked(), "locked with a password"),
    "cut off": (flyer()[:-40], "cut off"),
    "rubbish": (b"%PDF-1.7\n" + b"rubbish " * 400 + b"%%EOF\n", "damaged"),
    "no page": (page(b"", pages=0), "damaged"),
    "empty page": (page(b""), "empty"),
    "too many pages": (flyer(pages=101), "101 pages"),
    "a speck": (flyer(size=(3, 3)), "3 x 3 points"),
    "a ribbon": (flyer(size=(14_000, 20)), "14,000 x 20 points"),
    "beyond all paper": (flyer(size=(20_000, 20_000)), "20,000 x 20,000 points"),
}

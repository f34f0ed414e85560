"""BMP: one header of fixed fields."""

from kiosk.domain import Message
from kiosk.pictures.errors import UnreadablePictureError
from kiosk.pictures.file_kinds import PictureFormat
from kiosk.pictures.headers.header import Header
from kiosk.pictures.sources import Source


def read_bmp(source: Source) -> Header:
    """Read the header. Raises UnreadablePictureError."""
    fields = source.read(14, 12)
    size = int.from_bytes(fields[:4], "little")
    if size == 12:
        width = int.from_bytes(fields[4:6], "little")
        height = int.from_bytes(fields[6:8], "little")
    elif 40 <= size <= 256:
        width = abs(int.from_bytes(fields[4:8], "little", signed=True))
        height = abs(int.from_bytes(fields[8:12], "little", signed=True))
    else:
        raise UnreadablePictureError(Message("it is not a picture, or it is damaged"))
    return Header(format=PictureFormat.BMP, width=width, height=height)

"""Contents of files from elsewhere on the computer, and of pictures without their data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from kiosk.domain import Message
from kiosk.domain.bounds import PICTURE_BYTES, RECORDING_BYTES
from kiosk.path_safety import open_below, read_below
from kiosk.studio.model.documents.refusal import EditRefusedError
from kiosk.studio.model.storage.stored_bytes import parts_of


def parts_of_source(source: Path) -> Callable[[], Iterator[bytes]]:
    """What gives the bytes of a file anywhere. Raises OSError when it cannot be opened."""
    real = source.resolve()
    folder, name = real.parent, real.name
    for _part in parts_of(open_below(folder, name, PICTURE_BYTES.limit)):
        break
    return lambda: parts_of(open_below(folder, name, PICTURE_BYTES.limit))


def clean_content(source: Path) -> tuple[bytes, str]:
    """A picture without embedded data, and its ending: another one where the format changed."""
    real = source.resolve()
    content, suffix = cleaned(read_below(real.parent, real.name, RECORDING_BYTES.limit))
    return content, suffix or source.suffix.casefold()


def cleaned(content: bytes) -> tuple[bytes, str]:
    """A picture without embedded data; "" for an ending that stays. Raises EditRefusedError."""
    from kiosk.pictures.clean import clean_copy
    from kiosk.pictures.errors import UnreadablePictureError

    try:
        copy = clean_copy(content)
    except UnreadablePictureError as error:
        raise EditRefusedError(
            Message("this picture cannot be copied without its data: {reason}", reason=error),
            Message("save it anew in a program for pictures, without location and camera"),
        ) from None
    return copy.content, copy.suffix

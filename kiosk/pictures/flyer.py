"""A PDF as an event's picture: what a decoder says of its first page when it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.domain import Message, bounds
from kiosk.pictures.errors import UnreadablePictureError
from kiosk.pictures.sources import FileBelow

if TYPE_CHECKING:
    from kiosk.pictures.decoder_pool import DecoderPool

_SAVE_AS_PICTURE = Message("save its first page as PNG or JPEG, and name that instead")


@dataclass(frozen=True, kw_only=True, slots=True)
class Flyer:
    """The first page of a PDF; width and height are the pixels of the largest drawing of it.

    ``pages`` are those of the file. ``fonts`` are names of typefaces that it does not hold: others
    stand in their place. ``is_doubtful`` says that a part of the file is damaged.
    """

    width: int
    height: int
    pages: int
    fonts: tuple[str, ...] = ()
    is_doubtful: bool = False


class FlyerReader:
    """Has the first pages of PDFs drawn once in a process without rights, which starts with the
    first of them and ends with ``close``."""

    def __init__(self) -> None:
        self._pool: DecoderPool | None = None

    def read(self, place: FileBelow) -> Flyer:
        """What the first page is like.

        Raises UnreadablePictureError where it cannot be drawn within the bounds, or OSError.
        """
        # Most folders hold no PDF.
        from kiosk.pictures.decoder_pool import DecoderPool, DecodingFailedError

        if self._pool is None:
            seconds = float(bounds.FLYER_SECONDS.limit)
            self._pool = DecoderPool(seconds=seconds, pauses=())
        try:
            return self._pool.examine_page(place)
        except DecodingFailedError as error:
            reason = Message("{reason}", reason=str(error))
            raise UnreadablePictureError(reason, _SAVE_AS_PICTURE) from None
        except ValueError as error:
            reason = Message("it is damaged ({error})", error=str(error)[:200])
            raise UnreadablePictureError(reason) from None

    def close(self) -> None:
        """End the process."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None

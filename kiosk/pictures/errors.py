"""What keeps a picture from being shown."""

from kiosk.domain import Message

SAVE_AS_JPEG = Message(
    "open it in a picture program (Windows: Photos or Paint; Mac: Preview), save it again as JPEG,"
    " and copy it here again"
)
SAVE_OPAQUE = Message("save it again without transparency, or with its pixels opaque")
COPY_AGAIN = Message("copy it here again from where it came")


class UnreadablePictureError(Exception):
    """A file is not a picture that can be shown; the message says why, in plain words.

    ``reason`` is that message, ``advice`` what to do about it.
    """

    def __init__(self, reason: Message, advice: Message = SAVE_AS_JPEG) -> None:
        super().__init__(reason)
        self.reason, self.advice = reason, advice


class CutOffError(UnreadablePictureError):
    """A file ends before its header does."""

    def __init__(self) -> None:
        super().__init__(
            Message("it is cut off before its end, as a file is that was copied only in part"),
            COPY_AGAIN,
        )


def too_large(size: int, most: int, name: str) -> UnreadablePictureError:
    """The refusal of a file of so many bytes."""
    return UnreadablePictureError(
        Message(
            "it has {size:,.0f} MB; the screen reads {name} of at most {most:,.0f} MB",
            size=size / 1024**2,
            name=name,
            most=most / 1024**2,
        ),
        Message("save a smaller copy of it as JPEG"),
    )

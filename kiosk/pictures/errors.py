"""What keeps a picture from being shown."""


class UnreadablePictureError(Exception):
    """A file is not a picture that can be shown; the message says why, in plain words.

    ``advice`` is what to do about it, "" when saving it again as JPEG is all there is to say.
    """

    def __init__(self, reason: str, advice: str = "") -> None:
        super().__init__(reason)
        self.advice = advice


class CutOffError(UnreadablePictureError):
    """A file ends before its header does."""

    def __init__(self) -> None:
        super().__init__(
            "it is cut off before its end, as a file is that was copied only in part",
            "copy it here again from where it came",
        )


def too_large(size: int, most: int, name: str) -> UnreadablePictureError:
    """The refusal of a file of so many bytes."""
    return UnreadablePictureError(
        f"it has {size / 1024**2:,.0f} MB; the screen reads {name} of at most"
        f" {most / 1024**2:,.0f} MB",
        "save a smaller copy of it as JPEG",
    )

"""What is known of the content folder, for the status."""

from dataclasses import dataclass

from kiosk.status.unread_parts import UnreadPart


@dataclass(frozen=True, kw_only=True, slots=True)
class FolderState:
    """``available`` is False while the folder does not answer, is gone, empty or closed.

    ``last_read`` is when it last answered, in seconds since 1970, 0 before the first time.
    ``unread`` are the parts that are not being read.
    """

    available: bool = True
    last_read: float = 0.0
    unread: tuple[UnreadPart, ...] = ()

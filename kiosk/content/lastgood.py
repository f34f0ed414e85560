"""Whether what was last read of a file may stay on the screen now that the file cannot be read.

A slip of the pen must not take a work off the wall. But whoever typed a withdrawal, a warning or a cancellation and made a slip
beside it is obeyed: where one of these words is new, nothing is shown.
"""

import re
from pathlib import Path

from kiosk.content.document import read_text
from kiosk.content.folder import Item
from kiosk.content.problems import Report
from kiosk.domain import Event, Status, Work

_WITHDRAWN = re.compile(r"""^[\s"'-]*withdrawn\b""", re.IGNORECASE | re.MULTILINE)
_NOTE = re.compile(r"""^[\s"'-]*content[ _-]?note\b""", re.IGNORECASE | re.MULTILINE)
_STATUS = re.compile(r"\b(cancel|postpone)", re.IGNORECASE)
_DAYS = re.compile(r"""^[\s"'-]*(show|until)\b""", re.IGNORECASE | re.MULTILINE)


def must_go(root: Path, item: Item, before: object) -> bool:
    """True when the item, shown as ``before`` until now, has to leave the screen."""
    texts = [read_text(root / name, Report(path=name)) for name in item.texts.values()]
    if isinstance(before, Work) and before.picture and not item.picture:
        return True
    words = "\n".join(text for text in texts if text)
    if _WITHDRAWN.search(words):
        return True
    if isinstance(before, Work):
        if _NOTE.search(words) and not before.content_note:
            return True
        return bool(_DAYS.search(words)) and before.shown_from is None and before.shown_until is None
    if isinstance(before, Event):
        return bool(_STATUS.search(words)) and before.status is Status.SCHEDULED
    return False

"""Whether what was last read of a file may stay on the screen now that the file cannot be read.

A slip of the pen must not take a work off the wall. But whoever typed a withdrawal, a warning or a cancellation and made a slip
beside it is obeyed: where one of these words is new, nothing is shown.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from kiosk.content.front_matter.document import read_text
from kiosk.content.front_matter.front_matter import asked, foreign_format
from kiosk.content.problems import Report
from kiosk.content.scan.file_groups import FileGroup
from kiosk.domain import Event, Status, Work

_STATUS = re.compile(r"\b(cancel|postpone)", re.IGNORECASE)
_DAYS = re.compile(r"""^[\s"'-]*(show|until)\b""", re.IGNORECASE | re.MULTILINE)


def must_hide(root: Path, item: FileGroup, before: object) -> bool:
    """True when the item, shown as ``before`` until now, has to leave the screen."""
    if isinstance(before, Work) and before.picture and not item.picture:
        return True
    words = words_of(root, (*item.texts.values(), *item.unread_texts))
    if words is None:
        return True
    keys = asked(words)
    if "withdrawn" in keys:
        return True
    if isinstance(before, Work):
        if "content_note" in keys and not before.content_note:
            return True
        return (
            bool(_DAYS.search(words)) and before.shown_from is None and before.shown_until is None
        )
    if isinstance(before, Event):
        return bool(_STATUS.search(words)) and before.status is Status.SCHEDULED
    return False


def words_of(root: Path, names: Iterable[str]) -> str | None:
    """All that was typed into some files; None when one of them is no plain text, so that nobody can tell what it asks for."""
    texts = [text for name in names if (text := read_text(root / name, Report(path=name)))]
    return None if any(foreign_format(text) for text in texts) else "\n".join(texts)

"""What the files of an item ask for when they cannot be read.

A typing error must not take a work off the screen. But when a withdrawal, a content note, days or
a cancellation is new in a file with an error, the author is obeyed.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from kiosk.content.front_matter.document import read_text
from kiosk.content.front_matter.front_matter import foreign_format
from kiosk.content.problems import Report
from kiosk.content.safety.decisions import SafetyFinding
from kiosk.content.safety.keys import keys_in_unread_text
from kiosk.content.scan.file_groups import FileGroup
from kiosk.domain import Event, Status, Work

_STATUS = re.compile(r"\b(cancel|postpone)", re.IGNORECASE)
_DATES = re.compile(r"""^[\s"'-]*(show|until)\b""", re.IGNORECASE | re.MULTILINE)


def find_in_unreadable(root: Path, group: FileGroup, before: object) -> SafetyFinding:
    """What an item that cannot be read asks for; ``before`` is how it was last shown."""
    if isinstance(before, Work) and before.picture and not group.picture:
        return SafetyFinding.CONTENT_REMOVED
    text = plain_text_of(root, group.all_texts)
    if text is None:
        return SafetyFinding.NOT_PLAIN_TEXT
    keys = keys_in_unread_text(text)
    if "withdrawn" in keys:
        return SafetyFinding.UNREADABLE_WITHDRAWN
    if isinstance(before, Work):
        return _find_in_work(text, keys, before)
    if (
        isinstance(before, Event)
        and before.status is Status.SCHEDULED
        and _STATUS.search(text) is not None
    ):
        return SafetyFinding.UNREADABLE_STATUS
    return SafetyFinding.UNREADABLE


def plain_text_of(root: Path, names: Iterable[str]) -> str | None:
    """The text of some files, joined; None when one of them is in a word processor's format."""
    texts = [text for name in names if (text := read_text(root / name, Report(path=name)))]
    return None if any(foreign_format(text) for text in texts) else "\n".join(texts)


def _find_in_work(text: str, keys: set[str], before: Work) -> SafetyFinding:
    if "content_note" in keys and not before.content_note:
        return SafetyFinding.UNREADABLE_NOTE
    has_no_dates = before.shown_from is None and before.shown_until is None
    if has_no_dates and _DATES.search(text) is not None:
        return SafetyFinding.UNREADABLE_DATES
    return SafetyFinding.UNREADABLE

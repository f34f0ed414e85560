"""Searches the files of an item as plain text when their keys cannot be read.

A typing error alone does not take an item off the screen. A new withdrawal, content note, day or
cancellation in the same file does: its author meant to change what is shown.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from kiosk.content.front_matter.document import read_text
from kiosk.content.front_matter.foreign_formats import foreign_format
from kiosk.content.problems import Report
from kiosk.content.safety.decisions import SafetyFinding
from kiosk.content.safety.item_reading import ItemReading
from kiosk.content.safety.keys import keys_in_unread_text
from kiosk.content.safety.searchable_text import searchable_text
from kiosk.content.safety.words import CANCELLATIONS
from kiosk.content.scan.file_groups import FileGroup
from kiosk.domain import Event, Status, Work
from kiosk.domain.bounds import SEARCHED_BYTES

# A cancellation anywhere, or a word for one in another form as the status.
_STATUS = re.compile(
    rf"\b(?:{'|'.join(CANCELLATIONS)})\b|\bstatus\b\W*(?:cancel|postpone)", re.IGNORECASE
)
_DATES = re.compile(r"""^(?:[^\S\n]|["'-])*+(show|until)\b""", re.IGNORECASE | re.MULTILINE)


def unreadable_item(root: Path, group: FileGroup, before: object) -> ItemReading:
    """An item whose main file cannot be read; ``before`` is how it was last shown."""
    return ItemReading(finding=_find(root, group, before))


def plain_text_of(root: Path, names: Iterable[str]) -> str | None:
    """The text of some files, joined; None when one of them is in a word processor's format."""
    texts = [
        text
        for name in names
        if (text := read_text(root, name, Report(path=name), head=SEARCHED_BYTES.limit))
    ]
    return None if any(foreign_format(text) for text in texts) else "\n".join(texts)


def seems_cancelled(text: str) -> bool:
    """True when a text that cannot be read seems to cancel or postpone its event."""
    return _STATUS.search(text) is not None


def _find(root: Path, group: FileGroup, before: object) -> SafetyFinding:
    if group.calendar:
        return SafetyFinding.CALENDAR_LOST
    if isinstance(before, Work) and before.picture and not group.picture:
        return SafetyFinding.CONTENT_REMOVED
    text = plain_text_of(root, group.texts.values())
    if text is None:
        return SafetyFinding.NOT_PLAIN_TEXT
    text = "\n".join((text, *(_words_of(root, name) for name in group.unread_texts)))
    keys = keys_in_unread_text(text)
    if "withdrawn" in keys:
        return SafetyFinding.UNREADABLE_WITHDRAWN
    if isinstance(before, Work):
        return _find_in_work(text, keys, before)
    if isinstance(before, Event) and before.status is Status.SCHEDULED and seems_cancelled(text):
        return SafetyFinding.UNREADABLE_STATUS
    return SafetyFinding.UNREADABLE


def _words_of(root: Path, name: str) -> str:
    """The words of a file beside the label, as far as it can be read."""
    try:
        return searchable_text(root, name) or ""
    except OSError:
        return ""


def _find_in_work(text: str, keys: set[str], before: Work) -> SafetyFinding:
    if "content_note" in keys and not before.content_note:
        return SafetyFinding.UNREADABLE_NOTE
    has_no_dates = before.shown_from is None and before.shown_until is None
    if has_no_dates and _DATES.search(text) is not None:
        return SafetyFinding.UNREADABLE_DATES
    return SafetyFinding.UNREADABLE

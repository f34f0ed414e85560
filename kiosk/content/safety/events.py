"""The safety keys of an event whose keys can be read."""

from pathlib import Path

from kiosk.content.front_matter.document import Document
from kiosk.content.front_matter.schema import NO
from kiosk.content.front_matter.translations import Translations
from kiosk.content.safety.decisions import SafetyFinding
from kiosk.content.safety.keys import find_in_body, keys_in_unread_text, keys_in_value, nearest_key
from kiosk.content.safety.unread_files import plain_text_of, seems_cancelled
from kiosk.content.scan.file_groups import FileGroup
from kiosk.domain import Event, Status


def find_in_undated(
    root: Path, group: FileGroup, texts: Translations, before: object, status: str
) -> SafetyFinding:
    """The finding on an event whose date cannot be read; ``before`` is how it was last shown.

    ``status`` is what the file says, also a word that is no status.
    """
    unread = plain_text_of(root, (*texts.unread, *group.unread_texts))
    if unread is None:
        return SafetyFinding.NOT_PLAIN_TEXT
    if "withdrawn" in keys_in_unread_text(unread) or any(
        map(_asks_for_withdrawal, texts.documents.values())
    ):
        return SafetyFinding.UNREADABLE_WITHDRAWN
    was_scheduled = isinstance(before, Event) and before.status is Status.SCHEDULED
    says_otherwise = status not in ("", Status.SCHEDULED, Status.FULL)
    if was_scheduled and (says_otherwise or seems_cancelled(unread)):
        return SafetyFinding.UNREADABLE_STATUS
    return SafetyFinding.UNREADABLE


def _asks_for_withdrawal(document: Document) -> bool:
    """True for a key that events do not have, but that its author may have meant."""
    for key, value in document.values.items():
        says_no = isinstance(value, str) and value.casefold() in NO
        if nearest_key(key) == "withdrawn" and not says_no:
            return True
        if "withdrawn" in keys_in_value(value):
            return True
    found = find_in_body(document.body)
    return found is not None and found.key == "withdrawn"

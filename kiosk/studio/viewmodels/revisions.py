"""The saved revisions of a folder, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain import Message
from kiosk.studio.model.exhibition import Exhibition
from kiosk.studio.model.history.journal import Record, RecordKind
from kiosk.studio.wording import said

_BEGINNING = 0


@dataclass(frozen=True, kw_only=True)
class Revision:
    """An act by its number, 0 for the state before all acts, and what it did, in words."""

    number: int
    words: str


def revisions_in_words(exhibition: Exhibition) -> list[Revision]:
    """All revisions, the last one first, and the state before them."""
    found = [
        Revision(number=one.number, words=f"{_moment(one.at)}  {_acted(one)}")
        for one in exhibition.revisions
    ]
    beginning = said(Message("As it was before all these changes"))
    return [*found, Revision(number=_BEGINNING, words=beginning)] if found else []


def words_of(record: Record) -> str:
    """What an act did, in words."""
    return said(record.label or Message("a change"))


def _acted(record: Record) -> str:
    if record.kind is RecordKind.UNDO:
        return said(Message("Undone: {what}", what=words_of(record)))
    if record.kind is RecordKind.REDO:
        return said(Message("Done again: {what}", what=words_of(record)))
    return words_of(record)


def _moment(at: float) -> str:
    return f"{datetime.fromtimestamp(at).astimezone():%Y-%m-%d %H:%M}"

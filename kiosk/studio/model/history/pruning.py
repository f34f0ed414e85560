"""Keeps a journal within its bounds: the oldest edits go, never one that is not written yet."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress

from kiosk.domain.bounds import JOURNAL_BYTES, JOURNAL_RECORDS
from kiosk.studio.model.history.journal import Journal, Record, RecordKind

# What is left after a pruning, as a share of the bound: not every edit is to end in one.
_REMAINING_SHARE = 0.75


def prune(journal: Journal, waiting: Sequence[Record]) -> bool:
    """Let the oldest edits go where a journal is beyond its bounds; True where some went.

    The last edit stays, with what waits to be written and the questions that are not answered.
    A disk that fails leaves the journal as it was.
    """
    if JOURNAL_BYTES.allows(journal.size) and JOURNAL_RECORDS.allows(len(journal.records)):
        return False
    keep_from = _keep_from(journal, waiting)
    if not any(one.number < keep_from for one in journal.records):
        return False
    with suppress(OSError):
        journal.prune(keep_from, _open_questions(journal.records))
        return True
    return False


def _keep_from(journal: Journal, waiting: Sequence[Record]) -> int:
    """The number of the first record that stays."""
    changing = [one for one in journal.records if one.is_changing]
    never = min((one.number for one in (*waiting, *changing[-1:])), default=0)
    freed = dict(_freed_with(journal))
    line_bytes = journal.record_bytes / len(journal.records)
    too_many = journal.size - _REMAINING_SHARE * JOURNAL_BYTES.limit
    most = int(_REMAINING_SHARE * JOURNAL_RECORDS.limit)
    beyond = journal.records[-most].number if len(journal.records) > most else 0
    gone = 0.0
    for one in journal.records:
        if one.number >= never or (gone >= too_many and one.number >= beyond):
            return one.number
        gone += freed.get(one.number, 0) + line_bytes
    return never


def _freed_with(journal: Journal) -> Iterator[tuple[int, int]]:
    """The bytes of contents that nobody names once a record has gone with all before it."""
    last = {
        digest: one.number
        for one in journal.records
        for change in one.changes
        for digest in change.digests
    }
    by_record: dict[int, int] = {}
    for digest, number in last.items():
        by_record[number] = by_record.get(number, 0) + journal.contents.size_of(digest)
    yield from by_record.items()


def _open_questions(records: Sequence[Record]) -> Collection[int]:
    answered = {one.refers_to for one in records if one.kind is RecordKind.ANSWERED}
    return {
        one.number
        for one in records
        if one.kind is RecordKind.CONFLICT and one.number not in answered
    }

"""The saved revisions of a folder, and what leads back to one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiosk.studio.model.history.journal import Change, Record, RecordKind, add_change


def revisions(records: Sequence[Record]) -> tuple[Record, ...]:
    """The records after each of which the folder was in another state, the last one first."""
    void = {one.refers_to for one in records if one.kind is RecordKind.VOID}
    return tuple(one for one in reversed(records) if one.is_changing and one.number not in void)


def changes_back_to(records: Sequence[Record], number: int) -> tuple[Change, ...]:
    """What takes back all that was done after the record ``number``, one change for each file."""
    found: list[Change] = []
    for change in _taken_back(records, number):
        add_change(found, change)
    return tuple(one for one in found if one.moved_from or one.before != one.after)


def _taken_back(records: Sequence[Record], number: int) -> Iterator[Change]:
    for record in revisions(records):
        if record.number > number:
            yield from (change.reversed() for change in reversed(record.changes))

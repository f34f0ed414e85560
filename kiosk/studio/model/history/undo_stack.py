"""Which edits can be undone, and which done again."""

from __future__ import annotations

from kiosk.studio.model.history.journal import Record, RecordKind


class UndoStack:
    """The edits of a journal in their order, and how many of the last ones are undone."""

    def __init__(self) -> None:
        self._edits: list[Record] = []
        self._undone = 0

    @property
    def undoable(self) -> Record | None:
        """The edit that is undone next."""
        last = len(self._edits) - self._undone
        return self._edits[last - 1] if last else None

    @property
    def redoable(self) -> Record | None:
        """The edit that is done again next."""
        return self._edits[len(self._edits) - self._undone] if self._undone else None

    @property
    def done(self) -> tuple[Record, ...]:
        """All edits that can be undone, the oldest first."""
        return tuple(self._edits[: len(self._edits) - self._undone])

    def drop_before(self, number: int) -> None:
        """Let edits before a record be neither undone nor done again."""
        undone = self._edits[len(self._edits) - self._undone :]
        if any(one.number < number for one in undone):
            # Those after them are built on what they made.
            self._edits, self._undone = [], 0
            return
        self._edits = [*(one for one in self.done if one.number >= number), *undone]

    def count(self, record: Record) -> None:
        """Move as a record of the journal says."""
        if record.kind is RecordKind.EDIT:
            if self._undone:
                del self._edits[-self._undone :]
            self._undone = 0
            self._edits.append(record)
        elif all(one.number != record.refers_to for one in self._edits):
            # Of an edit that is no longer in the journal: all later ones are undone too.
            if record.kind is RecordKind.UNDO:
                self._edits, self._undone = [], 0
        elif record.kind is RecordKind.UNDO:
            self._undone = min(self._undone + 1, len(self._edits))
        else:
            self._undone = max(self._undone - 1, 0)

"""Fields that two people changed, kept in the journal until the curator answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from kiosk.content.front_matter.yaml_source import Value
from kiosk.studio.model.documents.merge import Clash
from kiosk.studio.model.history.journal import Journal, RecordKind
from kiosk.studio.model.outcomes import Conflict


class Conflicts:
    """The conflicts of a folder that wait for an answer, also over a restart."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        answered = {one.refers_to for one in journal.records if one.kind is RecordKind.ANSWERED}
        self.all: tuple[Conflict, ...] = tuple(
            _conflict(one.number, one.data)
            for one in journal.records
            if one.kind is RecordKind.CONFLICT and one.number not in answered
        )

    def ask(self, clashes: Sequence[tuple[str, Clash]], at: float) -> tuple[Conflict, ...]:
        """Make conflicts of clashes; one of a field takes the place of an earlier one."""
        found = tuple(self._asked(name, clash, at) for name, clash in clashes)
        self.all += found
        return found

    def _asked(self, name: str, clash: Clash, at: float) -> Conflict:
        earlier = [one for one in self.all if (one.name, one.path) == (name, clash.path)]
        self.answer(earlier, at)
        if earlier:
            clash = replace(clash, base=earlier[0].base)
        data = {
            "name": name,
            "path": list(clash.path),
            "base": clash.base,
            "ours": clash.ours,
            "theirs": clash.theirs,
        }
        # One that cannot be journaled is asked about until the program ends.
        number = min((one.number for one in self.all), default=0) - 1
        with suppress(OSError):
            number = self._journal.append(RecordKind.CONFLICT, at, data=data).number
        return _conflict(number, data)

    def answer(self, conflicts: Iterable[Conflict], at: float) -> None:
        """Ask no longer."""
        gone = {one.number for one in conflicts}
        for number in gone:
            with suppress(OSError):
                self._journal.append(RecordKind.ANSWERED, at, refers_to=number)
        self.all = tuple(one for one in self.all if one.number not in gone)


def _conflict(number: int, data: Mapping[str, object]) -> Conflict:
    path, name = data["path"], data["name"]
    assert isinstance(path, list)
    return Conflict(
        number=number,
        name=str(name),
        path=tuple(path),
        base=_value(data["base"]),
        ours=_value(data["ours"]),
        theirs=_value(data["theirs"]),
    )


def _value(found: object) -> Value | None:
    return found if isinstance(found, str | list | dict) else None

"""What was read before, item by item, so that a file which has not changed is not read again."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.content.folder import Item, Stamp
from kiosk.domain import Problem
from kiosk.kept.pickled import read_pickle, write_pickle

Place = tuple[int, int]
Circumstances = tuple[str, tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading one item gave: the work, event, resource or page (None when it cannot be shown), problems, and marks."""

    thing: Any
    problems: tuple[Problem, ...]
    marks: Mapping[tuple[str, str], Place]


class Memory:
    """Outcomes by item, good while the item's files bear the same stamps. For one thread at a time."""

    def __init__(self) -> None:
        self._circumstances: Circumstances | None = None
        self._outcomes: dict[str, tuple[tuple[Stamp, ...], Outcome]] = {}
        self._seen: dict[str, tuple[tuple[Stamp, ...], Outcome]] = {}
        self._read = 0
        self._lost = False

    @property
    def read(self) -> int:
        """How many items the last reading had to read anew."""
        return self._read

    @property
    def changed(self) -> bool:
        """True when the last reading read anything anew, or found something gone."""
        return self._read > 0 or self._lost

    def begin(self, circumstances: Circumstances) -> None:
        """A new reading of (folder, languages, time zone); when one of these has changed, nothing is remembered."""
        if circumstances != self._circumstances:
            self._outcomes = {}
        self._circumstances = circumstances
        self._seen = {}
        self._read = 0

    def recall(self, item: Item) -> Outcome | None:
        """The outcome of an item whose files have not changed."""
        known = self._outcomes.get(item.key)
        if known is None or known[0] != tuple(item.stamps):
            return None
        self._seen[item.key] = known
        return known[1]

    def earlier(self, item: Item) -> Outcome | None:
        """What the item gave when it was last read, whatever has changed since."""
        known = self._outcomes.get(item.key)
        return known[1] if known else None

    def keep(self, item: Item, outcome: Outcome) -> Outcome:
        """Remember what was just read."""
        self._read += 1
        self._seen[item.key] = (tuple(item.stamps), outcome)
        return outcome

    def finish(self) -> None:
        """Forget the items that are no longer there."""
        self._lost = not self._outcomes.keys() <= self._seen.keys()
        self._outcomes, self._seen = self._seen, {}

    def save(self, path: Path) -> bool:
        """Write it down for the next reading; true when that could be done."""
        return write_pickle(path, (self._circumstances, self._outcomes))

    @classmethod
    def restore(cls, path: Path) -> "Memory":
        """What ``save`` wrote; else an empty memory."""
        memory = cls()
        kept = read_pickle(path)
        if isinstance(kept, tuple):
            memory._circumstances, memory._outcomes = kept
        return memory

"""The parts of the content folder that are not being read. Standard library only."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace

# A status is a small file: it names the first of these parts, with so many letters of a reason.
MOST_PARTS, LONGEST_WHY = 50, 300


@dataclass(frozen=True, kw_only=True, slots=True)
class UnreadPart:
    """A folder or a file that is not read: ``part`` is its path, ``why`` the reason.

    ``retained`` is the number of items that are still shown as they were last read. ``since`` is
    the time in seconds since 1970 at which this was first seen.
    """

    part: str
    why: str
    retained: int = 0
    since: float = 0.0


class UnreadParts:
    """Remembers since when each part has not been read. One thread writes, others read."""

    def __init__(self) -> None:
        self._parts: tuple[UnreadPart, ...] = ()

    @property
    def parts(self) -> tuple[UnreadPart, ...]:
        """The parts that are not read now."""
        return self._parts

    def set(self, found: Iterable[UnreadPart]) -> None:
        """Replace the parts; one that was unread before keeps its time."""
        known = {one.part: one.since for one in self._parts}
        now = time.time()
        by_name = {
            one.part: replace(one, why=one.why[:LONGEST_WHY], since=known.get(one.part, now))
            for one in found
        }
        self._parts = tuple(by_name.values())[:MOST_PARTS]

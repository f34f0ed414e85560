"""The content that a start shows, with where it comes from.

The module loads nothing that reads folders: a start from the cache does without.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from kiosk.domain import Problem, Snapshot

if TYPE_CHECKING:
    from kiosk.content.load import LoadResult


class Source(Enum):
    """Where content comes from."""

    # The folder was read at this start.
    READ = auto()
    # The first works as they were last read; none of their files has changed since.
    STARTUP_CACHE = auto()
    # The content as it was last read, whatever has become of the folder since.
    LAST_GOOD = auto()


@dataclass(frozen=True, slots=True)
class Content:
    """A snapshot and its source. ``result`` is what was read; None for cached content."""

    snapshot: Snapshot
    source: Source
    result: LoadResult | None = None

    @classmethod
    def read(cls, result: LoadResult) -> Content:
        """The content of a folder that was read."""
        return cls(result.snapshot, Source.READ, result)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems found while reading; empty for cached content, whose folder was not read."""
        return self.result.problems if self.result is not None else ()

    @property
    def is_usable(self) -> bool:
        """False when the folder does not exist."""
        return self.result is None or self.result.usable

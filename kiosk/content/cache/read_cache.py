"""What was read before, item by item, so that a file which has not changed is not read again."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kiosk import domain
from kiosk.content.cache.pickle_files import program_version, read_parts, write_parts
from kiosk.content.exhibition_selection import DateRange
from kiosk.content.front_matter.source_map import FileSourceMap
from kiosk.content.scan.file_groups import FileGroup
from kiosk.content.scan.folder_scan import Stamp
from kiosk.domain import Event, Exhibition, Page, Problem, Resource, Snapshot, Work

log = logging.getLogger(__name__)

# The folders, the languages, and how dates are read.
CacheKey = tuple[tuple[str, ...], tuple[str, ...], str]
# Outcomes that are written in one go: the window's thread waits for no longer than that takes.
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What reading one item gave: the work, event, resource or page (None when it cannot be shown), problems, and marks by file.

    ``good`` is the last thing that could be shown, None when it was withdrawn.
    """

    content: Any
    problems: tuple[Problem, ...]
    source_maps: Mapping[str, FileSourceMap]
    last_good: Any = None


class ReadCache:
    """Outcomes by item, good while the item's files bear the same stamps. For one thread at a time."""

    def __init__(self) -> None:
        self._cache_key: CacheKey | None = None
        self._results: dict[str, tuple[tuple[Stamp, ...], ReadResult]] = {}
        self._seen: dict[str, tuple[tuple[Stamp, ...], ReadResult]] = {}
        self._read = 0
        self._lost = self._renewed = False
        # What was read under other circumstances is no longer how it would be read now, but may be the last that was good.
        self._outdated = False
        self._exhibition: Exhibition | None = None

    @property
    def read_count(self) -> int:
        """How many items the last reading had to read anew."""
        return self._read

    @property
    def changed(self) -> bool:
        """True when the last reading read anything anew, or found something gone."""
        return self._read > 0 or self._lost or self._renewed

    def exhibition_to_show(
        self, exhibition: Exhibition, *, broken: bool, last_good: bool
    ) -> Exhibition:
        """The exhibition to show: the one just read, or, when its file is broken and ``last_good`` is asked for, the one before."""
        self._renewed = not broken and exhibition != self._exhibition
        if not broken:
            self._exhibition = exhibition
        return self._exhibition if broken and last_good and self._exhibition else exhibition

    def begin(self, cache_key: CacheKey) -> None:
        """A new reading; when its circumstances have changed, nothing is recalled, and of another folder nothing is remembered."""
        if self._cache_key is None or cache_key[0][0] != self._cache_key[0][0]:
            self._results = {}
        self._outdated = self._outdated or cache_key != self._cache_key
        self._cache_key = cache_key
        self._seen = {}
        self._read = 0

    def lookup(self, group: FileGroup) -> ReadResult | None:
        """The outcome of an item whose files have not changed."""
        known = self._results.get(group.qualified_key)
        if known is None or self._outdated or known[0] != tuple(group.stamps):
            return None
        self._seen[group.qualified_key] = known
        return known[1]

    def last_good(self, place: str) -> Any:
        """What was last shown of an item, None when there is nothing of the kind."""
        known = self._results.get(place)
        return known[1].last_good if known else None

    def was_read(self, folder: Path) -> bool:
        """True when something was read of this folder the last time."""
        return (
            self._cache_key is not None
            and str(folder) in self._cache_key[0]
            and self._exhibition is not None
        )

    def date_range(self) -> DateRange | None:
        """The days of the exhibition that was read last, None when nothing is remembered."""
        if self._cache_key is None or self._exhibition is None:
            return None
        return DateRange(
            self._exhibition.opens, self._exhibition.closes, Path(self._cache_key[0][0])
        )

    def retain_folder(self, below: str) -> Iterator[tuple[str, ReadResult]]:
        """Names and outcomes of a sub-folder that does not answer now; they are remembered until it does."""
        for place, known in self._results.items():
            if place.startswith(f"{below}/"):
                self._seen[place] = known
                yield place.removeprefix(f"{below}/"), known[1]

    def store(self, group: FileGroup, result: ReadResult) -> ReadResult:
        """Remember what was just read."""
        self._read += 1
        self._seen[group.qualified_key] = (tuple(group.stamps), result)
        return result

    def finish(self) -> None:
        """Forget the items that are no longer there."""
        self._lost = not self._results.keys() <= self._seen.keys()
        self._results, self._seen = self._seen, {}
        self._outdated = False

    def save(self, path: Path) -> bool:
        """Write it down for the next reading; true when that could be done."""
        return write_parts(path, self._parts())

    def _parts(self) -> Iterator[object]:
        yield _shape()
        yield self._cache_key, self._exhibition
        outcomes = list(self._results.items())
        for start in range(0, len(outcomes), _AT_ONCE):
            yield outcomes[start : start + _AT_ONCE]

    @classmethod
    def restore(cls, path: Path) -> "ReadCache":
        """What ``save`` wrote; else an empty memory. Of what another edition of the program wrote, only what was last good counts."""
        memory = cls()
        parts = read_parts(path)
        try:
            written_by, shape = next(parts, ""), next(parts, "")
            if shape == _shape():
                memory._outdated = written_by != program_version()
                memory._cache_key, memory._exhibition = next(parts)  # type: ignore[misc]
                for some in parts:
                    memory._results.update(some)  # type: ignore[call-overload]
        except Exception as error:  # noqa: BLE001 - a damaged file raises anything; reading the folder anew mends it
            log.info("what was kept of the folder is damaged and will be made anew: %s", error)
            return cls()
        return memory

    def snapshot(self) -> Snapshot | None:
        """All that was last good, without a look at the folder; None when nothing is remembered."""
        if self._cache_key is None:
            return None
        found: dict[type, list[Any]] = {kind: [] for kind in (Work, Event, Resource, Page)}
        for _, outcome in self._results.values():
            for thing in (
                outcome.last_good if isinstance(outcome.last_good, tuple) else (outcome.last_good,)
            ):
                if thing is not None:
                    found[type(thing)].append(thing)
        home, *more = map(Path, self._cache_key[0])
        return Snapshot(
            root=home,
            further=tuple(more),
            exhibition=self._exhibition or Exhibition(),
            works=tuple(found[Work]),
            events=tuple(found[Event]),
            resources=tuple(found[Resource]),
            pages=tuple(found[Page]),
        )


@cache
def _shape() -> str:
    """Differs when what is remembered has other fields: it could be read wrongly then."""
    kinds: list[Any] = [
        ReadResult,
        *(kind for kind in vars(domain).values() if isinstance(kind, type) and is_dataclass(kind)),
    ]
    return repr(sorted((kind.__name__, [field.name for field in fields(kind)]) for kind in kinds))

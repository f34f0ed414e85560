"""The results of reading, so that an item whose files have not changed is not read again."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kiosk import domain
from kiosk.content.cache.last_good import Beside, CachedItem, LastGoodContent, build_snapshot
from kiosk.content.cache.pickle_files import program_version, read_parts, write_parts
from kiosk.content.exhibition_selection import DateRange
from kiosk.content.front_matter.source_map import FileSourceMap
from kiosk.content.scan.file_groups import FileGroup
from kiosk.content.scan.folder_scan import FolderScan, Stamp
from kiosk.domain import Exhibition, Problem
from kiosk.pictures.naming import ENDINGS

log = logging.getLogger(__name__)

# The folders, the languages, and how dates are read: results under another key are outdated.
CacheKey = tuple[tuple[str, ...], tuple[str, ...], str]
# How many results are pickled at once. The GUI thread waits for the interpreter's lock meanwhile.
_PART_SIZE = 100
# Differs when results are stored in another way.
_LAYOUT = "packed stamps"
# The rule of files that the system does not let the program read.
_UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The result of reading one item.

    ``content`` is its work, event, resource or page; a tuple of events for a calendar; None when
    it cannot be shown. ``source_maps`` are pairs of a file and its map. ``last_good`` is the
    content to show while the files cannot be read; None after a withdrawal. ``count`` are the
    events and series that a calendar's file holds, shown or not. ``beside`` are the files that an
    event names, with their stamps at that time.
    """

    content: Any
    problems: tuple[Problem, ...]
    source_maps: tuple[tuple[str, FileSourceMap], ...] = ()
    last_good: Any = None
    count: tuple[int, int] = (0, 0)
    beside: Beside = ()


def is_unreadable(problems: Iterable[Problem]) -> bool:
    """True where a file could not be read, as while a share is away: it is tried again."""
    return any(problem.rule == _UNREADABLE for problem in problems)


def has_unreadable(problems: Iterable[Problem], scans: Iterable[FolderScan]) -> bool:
    """True where a file could not be read for a reason that no scan sees pass.

    A scan sees when a folder, or the rights of a file, are in order again.
    """
    seen = {one.qualified_name(place) for one in scans for place in one.closed}
    return any(one.rule == _UNREADABLE and one.path not in seen for one in problems)


class ReadCache:
    """Results by item, valid while the item's files have the same stamps. Not thread-safe."""

    def __init__(self) -> None:
        self._cache_key: CacheKey | None = None
        # By qualified key: the stamps, packed, and what was read.
        self._results: dict[str, tuple[str, ReadResult]] = {}
        self._seen: dict[str, tuple[str, ReadResult]] = {}
        self._read_count = 0
        self._lost_items = self._exhibition_changed = False
        # Results under another cache key are not valid any more, but may be what was last good.
        self._outdated = False
        self._exhibition: Exhibition | None = None

    @property
    def read_count(self) -> int:
        """How many items the last load had to read again."""
        return self._read_count

    @property
    def changed(self) -> bool:
        """True when the last load read an item again, lost one, or found another exhibition."""
        return self._read_count > 0 or self._lost_items or self._exhibition_changed

    def exhibition_to_show(
        self, exhibition: Exhibition, *, broken: bool, last_good: bool
    ) -> Exhibition:
        """The exhibition just read; with ``last_good``, the previous one while it is broken."""
        self._exhibition_changed = not broken and exhibition != self._exhibition
        if not broken:
            self._exhibition = exhibition
        return self._exhibition if broken and last_good and self._exhibition else exhibition

    def begin(self, cache_key: CacheKey) -> None:
        """Start a load. Another key makes results outdated, another folder drops them."""
        if self._cache_key is None or cache_key[0][0] != self._cache_key[0][0]:
            self._results = {}
        self._outdated = self._outdated or cache_key != self._cache_key
        self._cache_key = cache_key
        self._seen = {}
        self._read_count = 0

    def lookup(self, group: FileGroup) -> ReadResult | None:
        """The result of an item whose files have not changed, and could be read."""
        known = self._results.get(group.qualified_key)
        if known is None or self._outdated or known[0] != _pack(group.stamps):
            return None
        if any(group.beside.get(name) != stamp for name, stamp in known[1].beside):
            return None
        if is_unreadable(known[1].problems):
            return None
        self._seen[group.qualified_key] = known
        return known[1]

    def last_good(self, qualified_key: str) -> Any:
        """The content of an item that was last good, if there is any."""
        known = self._results.get(qualified_key)
        return known[1].last_good if known else None

    def lost_label(self, group: FileGroup) -> bool:
        """True for a picture that has no text any more, and that its text hid or put a note before.

        A label that is gone is no decision to show its work: a copy may be under way.
        """
        known = self._results.get(group.qualified_key)
        if known is None or not group.picture or group.texts:
            return False
        stamps, result = known
        # Texts that may belong to the picture are searched by themselves.
        names = (stamp[0] for stamp in _unpack(stamps) if stamp[0] not in group.unread_texts)
        had_text = any(Path(name).suffix.casefold() not in ENDINGS for name in names)
        had_label = had_text or any(one.rule == "label-gone" for one in result.problems)
        return had_label and (
            result.last_good is None or bool(getattr(result.last_good, "content_note", ""))
        )

    def was_read(self, folder: Path) -> bool:
        """True when the last load read this folder."""
        return (
            self._cache_key is not None
            and str(folder) in self._cache_key[0]
            and self._exhibition is not None
        )

    def date_range(self) -> DateRange | None:
        """The days of the exhibition that was read last; None when the cache is empty."""
        if self._cache_key is None or self._exhibition is None:
            return None
        return DateRange(
            self._exhibition.opens, self._exhibition.closes, Path(self._cache_key[0][0])
        )

    def retain_folder(self, below: str) -> Iterator[tuple[str, ReadResult]]:
        """Names and results of a sub-folder that does not answer; they stay in the cache."""
        for qualified_key, known in self._results.items():
            if qualified_key.startswith(f"{below}/"):
                self._seen[qualified_key] = known
                yield qualified_key.removeprefix(f"{below}/"), known[1]

    def store(self, group: FileGroup, result: ReadResult) -> ReadResult:
        """Add the result of an item that was just read."""
        self._read_count += 1
        self._seen[group.qualified_key] = (_pack(group.stamps), result)
        return result

    def finish(self) -> None:
        """End a load: drop the items that are gone."""
        self._lost_items = not self._results.keys() <= self._seen.keys()
        self._results, self._seen = self._seen, {}
        self._outdated = False

    def save(self, path: Path) -> bool:
        """Write the cache to a file; False when that fails."""
        return write_parts(path, self._parts())

    def _parts(self) -> Iterator[object]:
        yield _schema()
        yield self._cache_key, self._exhibition
        results = list(self._results.items())
        for start in range(0, len(results), _PART_SIZE):
            yield results[start : start + _PART_SIZE]

    @classmethod
    def restore(cls, path: Path) -> "ReadCache":
        """The cache that ``save`` wrote; an empty one when the file is missing or damaged.

        Results of another program version are outdated, so that only the last good content counts.
        """
        read_cache = cls()
        parts = read_parts(path)
        try:
            written_by, schema = next(parts, ""), next(parts, "")
            if schema == _schema():
                read_cache._outdated = written_by != program_version()
                read_cache._cache_key, read_cache._exhibition = next(parts)  # type: ignore[misc]
                for part in parts:
                    read_cache._results.update(part)  # type: ignore[call-overload]
        except Exception as error:  # noqa: BLE001 - unpickling a damaged file may raise anything
            log.info("the read cache is damaged and will be rebuilt: %s", error)
            return cls()
        return read_cache

    def items(self) -> tuple[CachedItem, ...]:
        """The items that have last good content, in the order of the last load."""
        return tuple(
            CachedItem(
                key=key,
                stamps=_unpack(stamps),
                records=result.last_good
                if isinstance(result.last_good, tuple)
                else (result.last_good,),
                beside=result.beside,
            )
            for key, (stamps, result) in self._results.items()
            if result.last_good
        )

    def last_good_content(self) -> LastGoodContent | None:
        """All last good content, without a look at the folders; None when the cache is empty."""
        if self._cache_key is None:
            return None
        root, *further = map(Path, self._cache_key[0])
        items = self.items()
        snapshot = build_snapshot(root, tuple(further), self._exhibition or Exhibition(), items)
        return LastGoodContent(snapshot=snapshot, items=items)


def _pack(stamps: Sequence[Stamp]) -> str:
    """The stamps as one text, of a third of their memory; no name has a zero byte in it."""
    return "\0".join([f"{name}\0{size}\0{changed}" for name, size, changed in stamps])


def _unpack(packed: str) -> tuple[Stamp, ...]:
    parts = packed.split("\0") if packed else []
    return tuple(
        (parts[at], int(parts[at + 1]), int(parts[at + 2])) for at in range(0, len(parts), 3)
    )


@cache
def _schema() -> str:
    """Differs when the fields of a stored class do, so that an old pickle could be misread."""
    kinds: list[Any] = [
        ReadResult,
        *(kind for kind in vars(domain).values() if isinstance(kind, type) and is_dataclass(kind)),
    ]
    names = sorted((kind.__name__, [field.name for field in fields(kind)]) for kind in kinds)
    return f"{_LAYOUT} {names!r}"

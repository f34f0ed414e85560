"""The line and column of each key of each file, packed: a folder may hold 10,000 files."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

# Line and column, from 1.
Position = tuple[int, int]
# The keys of one file, and their lines and columns one after the other.
FileSourceMap = tuple[tuple[str, ...], tuple[int, ...]]


def pack(positions: Iterable[tuple[str, Position]]) -> FileSourceMap:
    """The source map of one file, from pairs of a key and its position."""
    return _shared(tuple(positions))


class SourceMap(Mapping[tuple[str, str], Position]):
    """(file, key) -> (line, column). The key "body" is the text below the front matter."""

    def __init__(self, files: Mapping[str, FileSourceMap] | None = None) -> None:
        self._files = files or {}

    def __getitem__(self, place: tuple[str, str]) -> Position:
        keys, numbers = self._files[place[0]]
        try:
            index = keys.index(place[1])
        except ValueError:
            raise KeyError(place) from None
        return numbers[2 * index], numbers[2 * index + 1]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((file, key) for file, (keys, _) in self._files.items() for key in keys)

    def __len__(self) -> int:
        return sum(len(keys) for keys, _ in self._files.values())


@lru_cache(maxsize=1024)
def _shared(pairs: tuple[tuple[str, Position], ...]) -> FileSourceMap:
    """One shared value for all files that have these keys at these places."""
    return _shared_keys(tuple(key for key, _ in pairs)), tuple(
        number for _, position in pairs for number in position
    )


@lru_cache(maxsize=1024)
def _shared_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    """One shared tuple for all files that have these keys in this order."""
    return keys

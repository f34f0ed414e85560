"""The cache's database: which file has which content, and which derivatives lie on the disk."""

import contextlib
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.pictures.known_picture import FileStamp

_SCHEMA = """
CREATE TABLE IF NOT EXISTS masters (
    path TEXT PRIMARY KEY, changed INTEGER, bytes INTEGER,
    digest TEXT, colour TEXT, opaque INTEGER, width INTEGER, height INTEGER
);
CREATE INDEX IF NOT EXISTS by_digest ON masters (digest);
CREATE TABLE IF NOT EXISTS files (name TEXT PRIMARY KEY, digest TEXT, bytes INTEGER, used REAL);
CREATE INDEX IF NOT EXISTS by_use ON files (used);
CREATE INDEX IF NOT EXISTS files_by_digest ON files (digest);
"""
# Values in one question. SQLite allows 999 in its older versions, and a short question lets other
# threads come in between.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Master:
    """A picture of the folder as it was last read.

    ``colour`` is the average as ``rrggbb`` or empty; ``width`` and ``height`` are in pixels.
    """

    digest: str
    colour: str
    opaque: bool
    width: int
    height: int


class CacheIndex:
    """A small database beside the derivatives, shared by several programs.

    All methods may be called from any thread. A database that is damaged or cannot be written is
    replaced by one in memory: that only costs work that was done before.
    """

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        try:
            self._database = _open(path)
        except sqlite3.Error:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
            try:
                self._database = _open(path)
            except sqlite3.Error:
                self._database = _open(Path(":memory:"))

    def master(self, path: Path) -> Master | None:
        """The record of a file that has not changed since. Raises OSError when the file is gone."""
        stamp = FileStamp.of(path)
        recorded = self.masters([path]).get(path)
        return recorded[1] if recorded is not None and recorded[0] == stamp else None

    def last_master(self, path: Path) -> Master | None:
        """The record of a file, whatever has become of the file since."""
        recorded = self.masters([path]).get(path)
        return recorded[1] if recorded is not None else None

    def masters(self, paths: Iterable[Path]) -> dict[Path, tuple[FileStamp, Master]]:
        """The records of many files, with the stamp that each file had when it was read."""
        by_text = {_text(path): path for path in paths}
        rows = self._select_all(
            "SELECT path, bytes, changed, digest, colour, opaque, width, height FROM masters"
            " WHERE path IN",
            by_text,
        )
        return {
            by_text[path]: (
                FileStamp(size, changed),
                Master(digest, colour, bool(opaque), width, height),
            )
            for path, size, changed, digest, colour, opaque, width, height in rows
        }

    def files(self, digests: Iterable[str]) -> dict[str, list[tuple[str, int]]]:
        """The derivatives of many contents, by digest: their names, and their sizes in bytes."""
        found: dict[str, list[tuple[str, int]]] = {}
        for digest, name, size in self._select_all(
            "SELECT digest, name, bytes FROM files WHERE digest IN", dict.fromkeys(digests)
        ):
            found.setdefault(digest, []).append((name, size))
        return found

    def size(self, name: str) -> int | None:
        """A derivative's size in bytes; None when it is not recorded."""
        row = self._select("SELECT bytes FROM files WHERE name = ?", (name,))
        return int(row[0][0]) if row else None

    def record(self, path: Path, stamp: FileStamp, master: Master) -> None:
        """Record a file's content. A colour that was known stays where none is given."""
        self._execute(
            "INSERT INTO masters VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (path) DO UPDATE SET"
            " changed = excluded.changed, bytes = excluded.bytes, opaque = excluded.opaque,"
            " width = excluded.width, height = excluded.height,"
            " colour = CASE WHEN excluded.colour = '' AND digest = excluded.digest"
            " THEN colour ELSE excluded.colour END,"
            " digest = excluded.digest",
            (
                _text(path),
                stamp.mtime_ns,
                stamp.size,
                master.digest,
                master.colour,
                master.opaque,
                master.width,
                master.height,
            ),
        )

    def add_file(self, name: str, digest: str, size: int) -> None:
        """Record a derivative that lies on the disk, and its size in bytes."""
        self._execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", (name, digest, size, time.time())
        )

    def mark_used(self, names: Iterable[str]) -> None:
        """Record that these derivatives were shown just now."""
        self._execute_many(
            "UPDATE files SET used = ? WHERE name = ?", [(time.time(), name) for name in names]
        )

    def remove_files(self, names: Iterable[str]) -> None:
        """Record that these derivatives are no longer on the disk."""
        self._execute_many("DELETE FROM files WHERE name = ?", [(name,) for name in names])

    def oldest_beyond(self, limit: int) -> list[str]:
        """The derivatives to be deleted so that all others take at most ``limit`` bytes.

        The least recently used come first.
        """
        rows = self._select("SELECT name, bytes FROM files ORDER BY used DESC, rowid DESC", ())
        total, gone = 0, []
        for name, size in rows:
            total += size
            if total > limit:
                gone.append(name)
        return gone

    def prune(self, root: Path, keep: Iterable[Path]) -> list[str]:
        """Delete the records of files below ``root`` that are not in ``keep``.

        Returns the digests that no file has any more.
        """
        below = _text(root).rstrip("/") + "/"
        kept_names = {_text(path) for path in keep}
        rows = self._select(
            "SELECT path FROM masters WHERE path >= ? AND path < ?", (below, below[:-1] + "0")
        )
        gone = [path for (path,) in rows if path not in kept_names]
        if gone:
            self._execute_many("DELETE FROM masters WHERE path = ?", [(path,) for path in gone])
        return self.orphans()

    def orphans(self) -> list[str]:
        """Digests of derivatives that belong to no file; their records are deleted."""
        rows = self._select(
            "SELECT DISTINCT digest FROM files WHERE digest NOT IN (SELECT digest FROM masters)", ()
        )
        digests = [digest for (digest,) in rows]
        if digests:
            self._execute_many(
                "DELETE FROM files WHERE digest = ?", [(digest,) for digest in digests]
            )
        return digests

    def digests(self) -> set[str]:
        """All contents that are recorded."""
        return {digest for (digest,) in self._select("SELECT DISTINCT digest FROM masters", ())}

    def close(self) -> None:
        """Close the database; whatever is asked afterwards has no answer."""
        with self._lock:
            self._database.close()

    def _select_all(self, query: str, values: Iterable[str]) -> Iterator[tuple[Any, ...]]:
        """The rows of a query that ends with IN, for any number of values."""
        every = tuple(values)
        for start in range(0, len(every), _AT_ONCE):
            some = every[start : start + _AT_ONCE]
            yield from self._select(f"{query} ({', '.join('?' * len(some))})", some)

    def _select(self, query: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        with self._lock:
            try:
                return self._database.execute(query, values).fetchall()
            except sqlite3.Error:
                return []

    def _execute(self, command: str, values: tuple[object, ...]) -> None:
        self._execute_many(command, [values])

    def _execute_many(self, command: str, values: list[tuple[object, ...]]) -> None:
        # After a full disk, or a lock that does not come free, the work is done again another time.
        with self._lock, contextlib.suppress(sqlite3.Error), self._database:
            self._database.executemany(command, values)


def _open(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=1.0, check_same_thread=False)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        # Rows that a power cut loses are recorded again with the next derivative.
        database.execute("PRAGMA synchronous = OFF")
        database.executescript(_SCHEMA)
    except sqlite3.Error:
        database.close()
        raise
    return database


def _text(path: Path) -> str:
    # A file name that is not UTF-8 has lone surrogates, which the database refuses.
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")

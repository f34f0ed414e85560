"""What the cache knows: which file has which content, and which derivatives of it lie on the disk."""

import contextlib
import sqlite3
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SCHEMA = """
CREATE TABLE IF NOT EXISTS masters (
    path TEXT PRIMARY KEY, changed INTEGER, bytes INTEGER,
    digest TEXT, colour TEXT, opaque INTEGER, width INTEGER, height INTEGER
);
CREATE INDEX IF NOT EXISTS by_digest ON masters (digest);
CREATE TABLE IF NOT EXISTS files (name TEXT PRIMARY KEY, digest TEXT, bytes INTEGER, used REAL);
CREATE INDEX IF NOT EXISTS by_use ON files (used);
"""


@dataclass(frozen=True, slots=True)
class Master:
    """A picture of the folder as it was last read; sizes in pixels, ``colour`` as ``rrggbb`` or empty."""

    digest: str
    colour: str
    opaque: bool
    width: int
    height: int


class CacheIndex:
    """A small database beside the derivatives, shared by several programs. All methods may be called from any thread.

    A database that is damaged or cannot be written is one in memory: it only costs work that was done before.
    """

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        try:
            self._base = _opened(path)
        except sqlite3.Error:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
            try:
                self._base = _opened(path)
            except sqlite3.Error:
                self._base = _opened(Path(":memory:"))

    def master(self, path: Path) -> Master | None:
        """What is known of a file, if it is still the one that was read. Raises OSError when it is gone."""
        stat = path.stat()
        row = self._ask(
            "SELECT digest, colour, opaque, width, height FROM masters WHERE path = ? AND changed = ? AND bytes = ?",
            (_text(path), stat.st_mtime_ns, stat.st_size),
        )
        return Master(row[0][0], row[0][1], bool(row[0][2]), row[0][3], row[0][4]) if row else None

    def last(self, path: Path) -> Master | None:
        """What is known of a file, whatever has become of it since."""
        row = self._ask(
            "SELECT digest, colour, opaque, width, height FROM masters WHERE path = ?",
            (_text(path),),
        )
        return Master(row[0][0], row[0][1], bool(row[0][2]), row[0][3], row[0][4]) if row else None

    def names(self, digest: str) -> list[str]:
        """All derivatives of a content."""
        return [name for (name,) in self._ask("SELECT name FROM files WHERE digest = ?", (digest,))]

    def size(self, name: str) -> int | None:
        """Bytes of a derivative that is known."""
        row = self._ask("SELECT bytes FROM files WHERE name = ?", (name,))
        return int(row[0][0]) if row else None

    def record(self, path: Path, changed: int, size: int, master: Master) -> None:
        """A file has this content. A colour that was known stays where none is given."""
        self._do(
            "INSERT INTO masters VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (path) DO UPDATE SET changed = excluded.changed,"
            " bytes = excluded.bytes, opaque = excluded.opaque, width = excluded.width, height = excluded.height,"
            " colour = CASE WHEN excluded.colour = '' AND digest = excluded.digest THEN colour ELSE excluded.colour END,"
            " digest = excluded.digest",
            (
                _text(path),
                changed,
                size,
                master.digest,
                master.colour,
                master.opaque,
                master.width,
                master.height,
            ),
        )

    def add(self, name: str, digest: str, size: int) -> None:
        """A derivative lies on the disk."""
        self._do(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", (name, digest, size, time.time())
        )

    def used(self, names: Iterable[str]) -> None:
        """These were shown just now."""
        self._do_many(
            "UPDATE files SET used = ? WHERE name = ?", [(time.time(), name) for name in names]
        )

    def remove(self, names: Iterable[str]) -> None:
        """These are no longer on the disk."""
        self._do_many("DELETE FROM files WHERE name = ?", [(name,) for name in names])

    def oldest_beyond(self, limit: int) -> list[str]:
        """The names to be deleted so that all together take at most ``limit`` bytes, least recently used first."""
        rows = self._ask("SELECT name, bytes FROM files ORDER BY used DESC, rowid DESC", ())
        total, gone = 0, []
        for name, size in rows:
            total += size
            if total > limit:
                gone.append(name)
        return gone

    def forget(self, root: Path, keep: Iterable[Path]) -> list[str]:
        """Forget the files below ``root`` that are not in ``keep``; returns the digests that no file has any more."""
        below = _text(root).rstrip("/") + "/"
        kept = {_text(path) for path in keep}
        rows = self._ask(
            "SELECT path FROM masters WHERE path >= ? AND path < ?", (below, below[:-1] + "0")
        )
        gone = [path for (path,) in rows if path not in kept]
        if gone:
            self._do_many("DELETE FROM masters WHERE path = ?", [(path,) for path in gone])
        return self.orphans()

    def orphans(self) -> list[str]:
        """Digests of derivatives that belong to no file; what is known of them is forgotten."""
        rows = self._ask(
            "SELECT DISTINCT digest FROM files WHERE digest NOT IN (SELECT digest FROM masters)", ()
        )
        digests = [digest for (digest,) in rows]
        if digests:
            self._do_many("DELETE FROM files WHERE digest = ?", [(digest,) for digest in digests])
        return digests

    def digests(self) -> set[str]:
        """All contents that are known."""
        return {digest for (digest,) in self._ask("SELECT DISTINCT digest FROM masters", ())}

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._base.close()

    def _ask(self, question: str, given: tuple[object, ...]) -> list[tuple[Any, ...]]:
        with self._lock:
            try:
                return self._base.execute(question, given).fetchall()
            except sqlite3.Error:
                return []

    def _do(self, command: str, given: tuple[object, ...]) -> None:
        self._do_many(command, [given])

    def _do_many(self, command: str, given: list[tuple[object, ...]]) -> None:
        # A full disk or a lock that does not come free: the work is done again another time.
        with self._lock, contextlib.suppress(sqlite3.Error), self._base:
            self._base.executemany(command, given)


def _opened(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path, timeout=1.0, check_same_thread=False)
    try:
        base.execute("PRAGMA journal_mode = WAL")
        # What a power cut takes is made again.
        base.execute("PRAGMA synchronous = OFF")
        base.executescript(_SCHEMA)
    except sqlite3.Error:
        base.close()
        raise
    return base


def _text(path: Path) -> str:
    # A file name that is not UTF-8 has lone surrogates, which the database refuses.
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")

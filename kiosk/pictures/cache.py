"""Derivatives on disk, found again by master, change time and size."""

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.pictures.derive import derive

# Raised whenever derive() comes to paint the same master differently.
PIPELINE = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Derived:
    """A picture ready to be shown, and the average colour of the work (``rrggbb``)."""

    path: Path
    colour: str


class Cache:
    """A folder of derivatives. All methods may be called from any thread.

    ``limit`` bounds the folder in bytes: what was used least recently goes first.
    """

    def __init__(self, folder: Path, *, limit: int = 2 * 1024**3, make: Callable[..., tuple[Path, str]] = derive) -> None:
        self._folder = folder
        self._limit = limit
        self._make = make
        self._lock = threading.Lock()
        self._known: dict[str, Derived] = {}
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            name, _, colour = path.stem.rpartition("-")
            if path.suffix == ".part":
                path.unlink(missing_ok=True)
            elif len(colour) == 6 and path.stat().st_size > 0:
                self._known[name] = Derived(path=path, colour=colour)

    def find(self, master: Path, box: tuple[int, int]) -> Derived | None:
        """The derivative that fits ``box`` (pixels), when it is there already."""
        try:
            name = _name(master, box)
        except OSError:
            return None
        with self._lock:
            found = self._known.get(name)
        if found is None or not found.path.exists():
            return None
        return found

    def get(self, master: Path, box: tuple[int, int]) -> Derived:
        """The derivative that fits ``box`` (pixels), made now if need be. Raises OSError or ValueError."""
        found = self.find(master, box)
        if found is not None:
            return found
        name = _name(master, box)
        path, colour = self._make(master, box, self._folder / name)
        made = Derived(path=path, colour=colour)
        with self._lock:
            self._known[name] = made
        self._trim(keep=path)
        return made

    def _trim(self, *, keep: Path) -> None:
        with self._lock:
            sizes = []
            for name, entry in self._known.items():
                try:
                    stat = entry.path.stat()
                except OSError:
                    continue
                sizes.append((max(stat.st_atime, stat.st_mtime), stat.st_size, name, entry.path))
            total = sum(size for _, size, _, _ in sizes)
            for _, size, name, path in sorted(sizes):
                if total <= self._limit:
                    break
                if path != keep:
                    path.unlink(missing_ok=True)
                    del self._known[name]
                    total -= size


def _name(master: Path, box: tuple[int, int]) -> str:
    stat = master.stat()
    what = f"{PIPELINE}|{master}|{stat.st_mtime_ns}|{stat.st_size}|{box[0]}x{box[1]}"
    return hashlib.sha256(what.encode("utf-8", "surrogatepass")).hexdigest()[:32]

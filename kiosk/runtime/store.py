"""What is kept of a folder between two starts, so that the next one need not read all of it before the first work hangs."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.domain import Problem
from kiosk.kept.head import Head, read_head, save_head

if TYPE_CHECKING:
    from kiosk.content import LoadResult
    from kiosk.content.memory import Memory


class Store:
    """The head and the memory of one folder, below ``place``. Used by one thread after another, never by two at once."""

    def __init__(self, folder: Path, place: Path) -> None:
        name = hashlib.sha256(str(folder.absolute()).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        self._folder = folder
        self._head, self._memory_file = place / f"{name}.head", place / f"{name}.memory"
        self._memory: Memory | None = None

    def head(self) -> Head | None:
        """The first works as they were last read, if they are still as they were."""
        return read_head(self._head, self._folder)

    def mark(self) -> str:
        """A mark that differs when any file of the folder was changed, added or taken away; "" when there is no folder."""
        found: list[tuple[str, int, int]] = []
        _look(str(self._folder), found)
        return hashlib.sha256(repr(sorted(found)).encode("utf-8", "surrogatepass")).hexdigest() if found else ""

    def load(self) -> LoadResult:
        """Read the folder, and of its items those that have changed."""
        # What reads folders is loaded when it is needed, which at most starts is after the first work hangs.
        from kiosk.content import load
        from kiosk.content.memory import Memory

        if self._memory is None:
            self._memory = Memory.restore(self._memory_file)
        return load(self._folder, self._memory)

    def keep(self, result: LoadResult, problems: tuple[Problem, ...], mark: str) -> None:
        """Write down what the last ``load`` read of a folder that bore this mark."""
        if self._memory is not None and result.usable:
            save_head(self._head, result.snapshot, problems, mark)
            if self._memory.changed:
                self._memory.save(self._memory_file)


def _look(folder: str, found: list[tuple[str, int, int]]) -> None:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                try:
                    if entry.is_dir():
                        _look(entry.path, found)
                    else:
                        stat = entry.stat()
                        found.append((entry.path, stat.st_size, stat.st_mtime_ns))
                except OSError:
                    continue
    except OSError:
        return

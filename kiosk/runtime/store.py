"""What is kept of a folder between two starts, so that the next one need not read all of it before the first work hangs."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.domain import Problem, Snapshot
from kiosk.kept.head import Head, read_head, save_head
from kiosk.kept.pickled import read_pickle, write_pickle
from kiosk.kept.whole import Whole

if TYPE_CHECKING:
    from kiosk.content import LoadResult
    from kiosk.content.memory import Memory


class Store:
    """What is kept of one folder, below ``place``: its head, the whole of it, and what reading each item gave.

    Used by one thread after another, never by two at once.
    """

    def __init__(self, folder: Path, place: Path, today: Callable[[], date] = date.today) -> None:
        name = hashlib.sha256(str(folder.absolute()).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        self.folder, self._today = folder, today
        self._head, self._whole, self._memory_file = (place / f"{name}.{part}" for part in ("head", "whole", "memory"))
        self._memory: Memory | None = None

    def head(self) -> Head | None:
        """The first works as they were last read, if they are still as they were."""
        return read_head(self._head, self._current())

    def whole(self, mark: str) -> Whole | None:
        """All of the folder, if it still bears the mark under which it was kept."""
        kept = read_pickle(self._whole)
        return kept if isinstance(kept, Whole) and kept.mark == mark and kept.snapshot.root == self._current().absolute() else None

    def last(self) -> Snapshot | None:
        """The folder as it was last read, whatever has become of it since."""
        kept = read_pickle(self._whole)
        return kept.snapshot if isinstance(kept, Whole) and kept.snapshot.root.is_relative_to(self.folder.absolute()) else None

    def last_kept_ns(self) -> int:
        """When ``last`` was written, in nanoseconds since 1970; 0 when it never was."""
        try:
            return self._whole.stat().st_mtime_ns
        except OSError:
            return 0

    def mark(self) -> str:
        """A mark that differs when any file of the folder was changed, added or taken away; "" when there is no folder."""
        found: list[bytes] = []
        _look(str(self.folder), found)
        return hashlib.sha256(str(self._current()).encode("utf-8", "surrogatepass") + b"".join(sorted(found))).hexdigest() if found else ""

    def _current(self) -> Path:
        """Where today's exhibition lies, when there are several in the folder."""
        if (self.folder / "kiosk.yaml").exists():
            return self.folder
        from kiosk.content.season import current

        return current(self.folder, self._today())

    def load(self) -> LoadResult:
        """Read the folder, and of its items those that have changed."""
        # What reads folders is loaded when it is needed, which at most starts is after the first work hangs.
        from kiosk.content import load
        from kiosk.content.memory import Memory

        if self._memory is None:
            self._memory = Memory.restore(self._memory_file)
        return load(self.folder, self._memory, today=self._today(), last_good=True)

    def keep(self, result: LoadResult, problems: tuple[Problem, ...], mark: str) -> None:
        """Write down what the last ``load`` read of a folder that bore this mark."""
        if self._memory is None or not result.usable:
            return
        save_head(self._head, result.snapshot)
        write_pickle(self._whole, Whole(mark, result.snapshot, problems))
        if not self._memory.changed or self._memory.save(self._memory_file):
            # On disk until the next change: of ten thousand works it would be as large as all else that is in memory.
            self._memory = None


def _look(folder: str, found: list[bytes]) -> None:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                try:
                    if entry.is_dir(follow_symlinks=False):
                        _look(entry.path, found)
                    else:
                        stat = entry.stat()
                        line = f"{entry.path!r} {stat.st_size} {stat.st_mtime_ns}"
                        found.append(hashlib.blake2b(line.encode("utf-8", "surrogatepass"), digest_size=16).digest())
                except OSError:
                    continue
    except OSError:
        return

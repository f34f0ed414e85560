"""What is kept of the folders between two starts, so that the next one need not read all of it before the first work hangs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.content.cache.pickle_files import name_for
from kiosk.content.cache.startup_snapshot import (
    StartupSnapshot,
    read_startup_snapshot,
    save_startup_snapshot,
)

if TYPE_CHECKING:
    from kiosk.content.cache.last_good import LastGoodContent
    from kiosk.content.cache.read_cache import ReadCache
    from kiosk.content.exhibition_selection import DateRange
    from kiosk.content.load import LoadResult
    from kiosk.content.scan.folder_scan import FolderScan


class StartupCache:
    """What is kept, below ``place``, of one folder and the further ones that are shown with it: its head, and what reading each item gave.

    Used by one thread after another, never by two at once.
    """

    def __init__(
        self,
        folder: Path,
        place: Path,
        today: Callable[[], date] = date.today,
        more: Sequence[Path] = (),
    ) -> None:
        name = name_for(folder, *more)
        self.folder, self.more, self._today = folder, tuple(more), today
        self._head, self._memory_file = (place / f"{name}.{part}" for part in ("head", "memory"))
        self._memory: ReadCache | None = None

    def startup_snapshot(self) -> StartupSnapshot | None:
        """The first works as they were last read, if they are still as they were."""
        return read_startup_snapshot(self._head, self._current())

    def last_good(self) -> LastGoodContent | None:
        """The folders as they were last read, whatever has become of them since."""
        from kiosk.content.cache.read_cache import ReadCache

        content = ReadCache.restore(self._memory_file).last_good_content()
        if content is None or not content.snapshot.root.is_relative_to(self.folder.absolute()):
            return None
        return content

    def scan(self) -> tuple[FolderScan, ...]:
        """The folders as they are now, to be compared and to be loaded."""
        from kiosk.content.load import scan_folders

        return scan_folders(self.folder, self.more, self._today(), self._run)

    def _current(self) -> Path:
        """Where today's exhibition lies, when there are several in the folder."""
        if (self.folder / "kiosk.yaml").exists():
            return self.folder
        from kiosk.content.exhibition_selection import current_folder

        return current_folder(self.folder.absolute(), self._today(), self._run)

    def _run(self) -> DateRange | None:
        return self._remembered().date_range()

    def _remembered(self) -> ReadCache:
        from kiosk.content.cache.read_cache import ReadCache

        if self._memory is None:
            self._memory = ReadCache.restore(self._memory_file)
        return self._memory

    def load(self, looks: Sequence[FolderScan] | None = None) -> LoadResult:
        """Read the folders, as they are or as ``looks`` saw them, and of their items those that have changed."""
        # What reads folders is loaded when it is needed, which at most starts is after the first work hangs.
        from kiosk.content.load import load

        return load(
            self.folder,
            self._remembered(),
            scans=looks if looks is not None else self.scan(),
            last_good=True,
        )

    def save(self, result: LoadResult) -> None:
        """Write down what the last ``load`` read."""
        if self._memory is None or not result.usable:
            return
        save_startup_snapshot(self._head, result.snapshot, result.scans, self._memory.items())
        if self._memory.changed:
            self._memory.save(self._memory_file)

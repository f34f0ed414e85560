"""The content of the folders, saved between two starts.

The next start shows the first works from it before it has read the folders, and reads only the
items whose files have changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.content.cache.opening import FolderFiles
from kiosk.content.cache.pickle_files import name_for
from kiosk.content.cache.startup_snapshot import (
    first_files,
    read_startup_snapshot,
    save_startup_snapshot,
)
from kiosk.content.content import Content, Source
from kiosk.domain import Snapshot

if TYPE_CHECKING:
    from kiosk.content.cache.last_good import LastGoodContent
    from kiosk.content.cache.read_cache import ReadCache
    from kiosk.content.exhibition_selection import DateRange
    from kiosk.content.load import LoadResult
    from kiosk.content.scan.folder_scan import FolderScan
    from kiosk.status.set_aside import SetAsideList


class StartupCache:
    """The cache, below ``cache_folder``, of one folder and the further ones shown with it.

    It holds a startup snapshot and a read cache. One thread after another may use it, never two
    at once. What reads folders is imported when it is needed, at most starts after the first
    work is on the screen.
    """

    def __init__(
        self,
        folder: Path,
        cache_folder: Path,
        today: Callable[[], date] = date.today,
        more: Sequence[Path] = (),
        set_aside: SetAsideList | None = None,
    ) -> None:
        name = name_for(folder, *more)
        self.folder, self.more, self._today = folder, tuple(more), today
        # These names must stay: a file under another name would keep what is withdrawn later.
        self._snapshot_file = cache_folder / f"{name}.head"
        self._read_cache_file = cache_folder / f"{name}.memory"
        self._read_cache: ReadCache | None = None
        self._set_aside = set_aside
        # What was saved last: the snapshot, and the files that it was read from. Any thread may
        # read it.
        self.saved: tuple[Snapshot, FolderFiles | None] | None = None

    def startup_content(self) -> Content | None:
        """The first works as they were last read; None if any of their files has changed.

        None also while an item is set aside, which may be one of them.
        """
        if self._set_aside and self._set_aside.items:
            return None
        snapshot = read_startup_snapshot(self._snapshot_file, self._current_folder())
        return None if snapshot is None else Content(snapshot, Source.STARTUP_CACHE)

    def first_content(self) -> Content:
        """The first works from the cache where they are unchanged, else the folders, read."""
        return self.startup_content() or Content.read(self.load())

    def last_good(self) -> LastGoodContent | None:
        """The folders as they were last read, whatever has become of them since."""
        from kiosk.content.cache.last_good import without_set_aside
        from kiosk.content.cache.read_cache import ReadCache

        content = ReadCache.restore(self._read_cache_file).last_good_content()
        if content is None or not content.snapshot.root.is_relative_to(self.folder.absolute()):
            return None
        return without_set_aside(content, self._set_aside) if self._set_aside else content

    def last_good_content(self) -> Content:
        """The works that were last good, to be shown until the folder answers; maybe none."""
        found = self.last_good()
        snapshot = found.snapshot if found else Snapshot(root=self.folder.absolute())
        return Content(replace(snapshot, is_complete=False), Source.LAST_GOOD)

    def scan(self) -> tuple[FolderScan, ...]:
        """Scan the folders as they are now."""
        from kiosk.content.load import scan_folders

        return scan_folders(
            self.folder, self.more, self._today(), self._last_date_range, self._set_aside
        )

    def load(self, scans: Sequence[FolderScan] | None = None) -> LoadResult:
        """Read the folders, as they are or as ``scans`` found them; unchanged items are reused."""
        from kiosk.content.load import load

        if self._set_aside:
            # The supervisor, or staff, may have changed it.
            self._set_aside.read()
        return load(
            self.folder,
            self._restored_read_cache(),
            scans=scans if scans is not None else self.scan(),
            last_good=True,
            set_aside=self._set_aside,
        )

    @property
    def set_aside_token(self) -> int:
        """Differs after an item was set aside or taken back, by whatever program."""
        return self._set_aside.token if self._set_aside else 0

    def save(self, result: LoadResult) -> None:
        """Save the result of the last ``load``."""
        if self._read_cache is None or not result.usable:
            return
        items = tuple(self._read_cache.items())
        save_startup_snapshot(self._snapshot_file, result.snapshot, result.scans, items)
        self.saved = result.snapshot, first_files(result.snapshot, result.scans, items)
        if self._read_cache.changed:
            self._read_cache.save(self._read_cache_file)

    def _current_folder(self) -> Path:
        """The folder of today's exhibition, where the folder holds several."""
        if os.path.exists(self.folder / "kiosk.yaml"):
            return self.folder
        from kiosk.content.exhibition_selection import current_folder

        return current_folder(
            self.folder.absolute(), self._today(), self._last_date_range, self._set_aside
        )

    def _last_date_range(self) -> DateRange | None:
        return self._restored_read_cache().date_range()

    def _restored_read_cache(self) -> ReadCache:
        from kiosk.content.cache.read_cache import ReadCache

        if self._read_cache is None:
            self._read_cache = ReadCache.restore(self._read_cache_file)
        return self._read_cache

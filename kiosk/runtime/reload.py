"""Looks at the folder now and then, and reads it anew once a change has settled."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk.domain import Snapshot
from kiosk.runtime.store import Store

if TYPE_CHECKING:
    from kiosk.content import LoadResult

log = logging.getLogger(__name__)

# Every file system answers a look; many never send an event.
PERIOD_SECONDS = 2.0

Signature = tuple[tuple[str, int, int], ...]


def signature(folder: Path) -> Signature:
    """Name, size and change time of every file: what differs when anything was changed."""
    found = []
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            try:
                stat = os.stat(path)
            except OSError:
                continue
            found.append((path, stat.st_size, stat.st_mtime_ns))
    return tuple(sorted(found))


class Watcher(QObject):
    """Calls ``take`` on the GUI thread with each new snapshot. A folder that vanishes changes nothing.

    Without a ``result`` only the head of the folder is shown so far; the whole of it is then read at once.
    """

    _read = Signal(object)

    def __init__(
        self,
        folder: Path,
        result: LoadResult | None,
        take: Callable[[Snapshot], None],
        tell: Callable[[LoadResult], None],
        store: Store,
    ) -> None:
        super().__init__()
        self.result = result
        self._folder, self._take, self._tell, self._store = folder, take, tell, store
        self._end = threading.Event()
        self._read.connect(self._show)
        self._thread = threading.Thread(target=self._watch, name="folder", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop looking."""
        self._end.set()
        self._thread.join()

    def _watch(self) -> None:
        shown = last = signature(self._folder)
        result = self.result
        if result is None:
            result = self._store.load()
            if result.usable:
                self._read.emit(result)
        # Told and kept here and not at the start, where the first work waits to be seen.
        self._tell(result)
        self._store.keep(result)
        while not self._end.wait(PERIOD_SECONDS):
            try:
                now = signature(self._folder)
                # Whole is what two looks see alike: files are often copied in parts.
                if now and now == last and now != shown:
                    result = self._store.load()
                    shown = now
                    self._tell(result)
                    if result.usable:
                        self._read.emit(result)
                        self._store.keep(result)
                last = now
            except Exception:
                log.exception("the folder could not be read; what was shown stays")

    def _show(self, result: LoadResult) -> None:
        self.result = result
        self._take(result.snapshot)

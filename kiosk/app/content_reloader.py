"""Looks at the folder now and then, and reads it anew once a change has settled."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk.app.change_events import ChangeEvents
from kiosk.content.cache.startup_cache import StartupCache
from kiosk.content.cache.startup_snapshot import StartupSnapshot
from kiosk.domain import Problem, Snapshot

if TYPE_CHECKING:
    from kiosk.content.load import LoadResult
    from kiosk.content.scan.folder_scan import FolderScan

log = logging.getLogger(__name__)

# Every file system answers a look; many never send an event.
PERIOD_SECONDS = 2.0
# How long a folder has to stay as it is to be taken for whole; a copy that has stalled longer shows by the picture's missing end.
SETTLE_SECONDS = 0.4
# Looking takes at most one part of so many of the time: ten thousand works are looked at a little less often.
LOOKING_SHARE = 25
# But as often as this in any case: what an artist takes back is to be gone within ten seconds, where no event tells of it either.
LONGEST_PERIOD_SECONDS = 5.0
JOIN_SECONDS = 5.0


class ContentReloader(QObject):
    """Calls ``take`` on the GUI thread with each new snapshot. A folder that vanishes changes nothing.

    ``shown`` is the result or the head that is shown already; behind a head that is not the whole folder, as it is now,
    the rest is read at once. ``edition`` is the mark of what was last read. ``tell`` is given all problems after each
    reading, in this thread.
    """

    _read = Signal(object)

    def __init__(
        self,
        shown: LoadResult | StartupSnapshot,
        take: Callable[[Snapshot], None],
        tell: Callable[[tuple[Problem, ...]], None],
        store: StartupCache,
    ) -> None:
        super().__init__()
        self.usable = isinstance(shown, StartupSnapshot) or shown.usable
        self.edition = ""
        self._first: LoadResult | StartupSnapshot | None = shown
        self._take, self._tell, self._store = take, tell, store
        self._end, self._stir, self._again = threading.Event(), threading.Event(), threading.Event()
        self._read.connect(self._show)
        self._thread = threading.Thread(target=self._watch, name="folder", daemon=True)
        self._thread.start()
        self._stirrings = ChangeEvents((store.folder, *store.more), self._stir.set)

    def again(self) -> None:
        """Read the folder once more, whether it has changed or not."""
        self._again.set()
        self._stir.set()

    def close(self) -> None:
        """Stop looking. A thread that waits for a share that hangs is left behind."""
        self._end.set()
        self._stir.set()
        self._stirrings.close()
        self._thread.join(JOIN_SECONDS)

    def _watch(self) -> None:
        from kiosk.content.scan.folder_scan import change_token_of

        shown: tuple[int, ...] = ()
        last: tuple[int, ...] = ()
        looked = time.monotonic()
        try:
            looks = self._store.scan()
            shown = last = change_token_of(looks)
            self._begin(looks)
        except Exception:
            log.exception("the folder could not be read; what was shown stays")
        pause = PERIOD_SECONDS
        while True:
            self._stir.wait(pause)
            if self._end.is_set():
                return
            self._stir.clear()
            if self._again.is_set():
                self._again.clear()
                shown = last = ()
            try:
                start, work = time.monotonic(), time.thread_time()
                looks = self._store.scan()
                now = change_token_of(looks)
                took = time.thread_time() - work
                period = min(max(PERIOD_SECONDS, LOOKING_SHARE * took), LONGEST_PERIOD_SECONDS)
                pause = period if now == last else max(SETTLE_SECONDS, 2 * took)
                # Whole is what two looks see alike, some time apart: files are often copied in parts.
                if now and now == last and now != shown and start - looked >= SETTLE_SECONDS:
                    shown = now
                    self._show_and_keep(self._store.load(looks))
                elif now != last:
                    looked = start
                elif now and now != shown:
                    # Woken early, by a second event of the same change: what is left of the time, and no more.
                    pause = max(0.01, SETTLE_SECONDS - (time.monotonic() - looked))
                last = now
                del looks
            except Exception:
                log.exception("the folder could not be read; what was shown stays")

    def _begin(self, looks: Sequence[FolderScan]) -> None:
        from kiosk.content.scan.folder_scan import fingerprint_of

        self.edition = fingerprint_of(looks)
        first, self._first = self._first, None
        if isinstance(first, StartupSnapshot):
            # Read also where the head is all there is: what is remembered of every item makes the next change quick.
            result = self._store.load(looks)
            if result.usable and (
                not first.snapshot.is_complete or result.snapshot != first.snapshot
            ):
                self._read.emit(result.snapshot)
            self._keep(result)
        elif first is not None:
            self._keep(first)

    def _show_and_keep(self, result: LoadResult) -> None:
        from kiosk.content.scan.folder_scan import fingerprint_of

        if result.usable:
            self._read.emit(result.snapshot)
        self.edition = fingerprint_of(result.scans)
        self._keep(result)

    def _keep(self, result: LoadResult) -> None:
        """Told and kept here and not at the start, where the first work waits to be seen."""
        from kiosk.check import check

        self._tell(check(result))
        self._store.save(result)

    def _show(self, snapshot: Snapshot) -> None:
        self.usable = True
        self._take(snapshot)

"""What a start shows when reading the folder is what fails: the last content that was good, less what has been changed since."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kiosk.domain import Snapshot, Work
from kiosk.kept.head import Head
from kiosk.runtime.store import Store

if TYPE_CHECKING:
    from kiosk.content import LoadResult

log = logging.getLogger(__name__)

# A share that hangs answers late or never; the glass does not wait for it.
PATIENCE_SECONDS = 8.0
_LOOK_MS = 4_000


def first(make_store: Callable[[], Store], patience: float = PATIENCE_SECONDS) -> tuple[LoadResult | Head, Store]:
    """What to show first, and the store for the readings that follow.

    Read in a thread of its own, so that a folder that stalls leaves a screen with the last good content.
    """
    store = make_store()
    found: list[LoadResult | Head] = []
    failed: list[Exception] = []

    def read() -> None:
        try:
            found.append(store.head() or store.load())
        except Exception as error:  # noqa: BLE001 - raised again in the thread that waits
            failed.append(error)

    reader = threading.Thread(target=read, name="first", daemon=True)
    reader.start()
    reader.join(patience)
    if failed:
        raise failed[0]
    if found:
        return found[0], store
    log.error("the folder does not answer; the last good content is shown until it does")
    # The first store belongs to the thread that still waits.
    store = make_store()
    return Head(replace(store.last() or Snapshot(root=store.folder.absolute()), whole=False)), store


class Standing(QObject):
    """Safe mode's content: read by nobody any more, but what an artist took back still goes at once."""

    def __init__(self, folder: Path, store: Store) -> None:
        super().__init__()
        self._take: Callable[[Snapshot], None] | None = None
        self._kept_ns = store.last_kept_ns()
        self.snapshot = unchanged(store.last() or Snapshot(root=folder.absolute()), self._kept_ns)
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def begin(self, take: Callable[[Snapshot], None]) -> None:
        """From now on, tell of works that go."""
        self._take = take
        self._timer.start()

    def _look(self) -> None:
        now = unchanged(self.snapshot, self._kept_ns)
        if self._take is not None and len(now.works) != len(self.snapshot.works):
            self.snapshot = now
            self._take(now)

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()


def unchanged(snapshot: Snapshot, since_ns: int) -> Snapshot:
    """Without the works whose files have gone or changed since: they may have been withdrawn, or be what fails.

    A folder without its ``kiosk.yaml`` is one that is not mounted: nothing was taken back by that.
    """
    if not (snapshot.root / "kiosk.yaml").is_file():
        return snapshot
    return replace(snapshot, works=tuple(work for work in snapshot.works if _as_it_was(snapshot.root, work, since_ns)))


def _as_it_was(root: Path, work: Work, since_ns: int) -> bool:
    needed = {work.file, *((work.picture.file,) if work.picture else ())}
    for name in needed | {f"{work.key}.md"}:
        try:
            stat = (root / name).stat()
        except OSError:
            if name in needed:
                return False
        else:
            if max(stat.st_mtime_ns, stat.st_ctime_ns) > since_ns:
                return False
    return True

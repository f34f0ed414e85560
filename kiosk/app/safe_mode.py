"""What a start shows when reading the folder is what fails: the last content that was good, less what has been changed since."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from kiosk.content.cache.last_good import LastGoodContent, without_changed
from kiosk.content.cache.startup_cache import StartupCache
from kiosk.content.cache.startup_snapshot import StartupSnapshot
from kiosk.domain import Snapshot

if TYPE_CHECKING:
    from kiosk.content.load import LoadResult

log = logging.getLogger(__name__)

# A share that hangs answers late or never; the glass does not wait for it.
PATIENCE_SECONDS = 8.0
_LOOK_SECONDS = 4.0
JOIN_SECONDS = 5.0
Answer = TypeVar("Answer")


def call_with_timeout(
    call: Callable[[], Answer], patience: float = PATIENCE_SECONDS
) -> Answer | None:
    """What ``call`` returns, or raises, in a thread of its own; None when it takes longer than ``patience`` (seconds)."""
    found: list[Answer] = []
    failed: list[Exception] = []

    def ask() -> None:
        try:
            found.append(call())
        except Exception as error:  # noqa: BLE001 - raised again in the thread that waits
            failed.append(error)

    asking = threading.Thread(target=ask, name="asking", daemon=True)
    asking.start()
    asking.join(patience)
    if failed:
        raise failed[0]
    return found[0] if found else None


def first(
    make_store: Callable[[], StartupCache], patience: float = PATIENCE_SECONDS
) -> tuple[LoadResult | StartupSnapshot, StartupCache]:
    """What to show first, and the store for the readings that follow.

    Read in a thread of its own, so that a folder that stalls leaves a screen with the last good content.
    """
    store = make_store()
    found = call_with_timeout(lambda: store.startup_snapshot() or store.load(), patience)
    if found is not None:
        return found, store
    log.error("the folder does not answer; the last good content is shown until it does")
    # The first store belongs to the thread that still waits.
    store = make_store()
    content = store.last_good()
    snapshot = content.snapshot if content else Snapshot(root=store.folder.absolute())
    return StartupSnapshot(replace(snapshot, is_complete=False)), store


class SafeModeContent(QObject):
    """Safe mode's content: read by nobody any more, but what an artist took back still goes at once.

    The files are looked at in a thread of its own: of a share that hangs, what was last good is shown until it answers.
    """

    _changed = Signal(object)

    def __init__(
        self, folder: Path, store: StartupCache, patience: float = PATIENCE_SECONDS
    ) -> None:
        super().__init__()
        self._found = store.last_good() or LastGoodContent(
            snapshot=Snapshot(root=folder.absolute())
        )
        self._looked, self._end = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._watch, name="standing", daemon=True)
        self._thread.start()
        if not self._looked.wait(patience):
            log.error("the folder does not answer; the last good content is shown until it does")
        self.snapshot = self._found.snapshot

    def begin(self, take: Callable[[Snapshot], None]) -> None:
        """From now on, tell of works that go, in the thread that calls this."""
        self._take = take
        self._changed.connect(self._show)
        if self._found.snapshot is not self.snapshot:
            take(self._found.snapshot)

    def _watch(self) -> None:
        while True:
            now = without_changed(self._found)
            if now is not self._found:
                self._found = now
                self._changed.emit(now.snapshot)
            self._looked.set()
            if self._end.wait(_LOOK_SECONDS):
                return

    def _show(self, snapshot: Snapshot) -> None:
        self._take(snapshot)

    def close(self) -> None:
        """Look no more. A thread that waits for a share that hangs is left behind."""
        self._end.set()
        self._thread.join(JOIN_SECONDS)

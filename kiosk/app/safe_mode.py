"""The content of safe mode: the last content that was good, less what has changed since.

Safe mode starts after crashes, and reading the folder may be what crashes the program. See
docs/decisions/0006-safe-mode-and-poster.md.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kiosk.app.timeout import TIMEOUT_SECONDS, call_with_timeout
from kiosk.content.cache.last_good import LastGoodContent, without_changed
from kiosk.content.cache.startup_cache import StartupCache
from kiosk.content.content import Content
from kiosk.domain import Snapshot

log = logging.getLogger(__name__)

# How often safe mode looks for changed files.
PERIOD_SECONDS = 4.0
# A request to end is obeyed within two seconds, all closing together.
JOIN_SECONDS = 0.4
_NO_ANSWER = "The folder does not answer; showing the last good content until it does"


Wait = Callable[[Callable[[], Content], float], Content | None]


def first_content(
    make_cache: Callable[[], StartupCache],
    timeout: float = TIMEOUT_SECONDS,
    wait: Wait = call_with_timeout,
) -> tuple[Content, StartupCache]:
    """The content to show first, and the cache for the readings that follow.

    It is read in a thread of its own: a folder that hangs leaves a screen with the content that
    was last good. ``wait`` makes the call, and returns None where it takes longer.
    """
    cache = make_cache()
    content = wait(cache.first_content, timeout)
    if content is not None:
        return content, cache
    log.error(_NO_ANSWER)
    # The first cache belongs to the thread that still waits.
    cache = make_cache()
    return cache.last_good_content(), cache


class SafeModeContent(QObject):
    """The content of safe mode. No file is read, and what changes is hidden at once.

    A thread of its own compares the files with those of the last reading. While a share hangs,
    the content that was last good is shown.
    """

    _changed = Signal(object)

    def __init__(self, folder: Path, cache: StartupCache, timeout: float = TIMEOUT_SECONDS) -> None:
        super().__init__()
        self._content = cache.last_good() or LastGoodContent(
            snapshot=Snapshot(root=folder.absolute())
        )
        self._compared, self._closing = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._watch, name="safe-mode", daemon=True)
        self._thread.start()
        if not self._compared.wait(timeout):
            log.error(_NO_ANSWER)
        self.snapshot = self._content.snapshot

    def start(self, set_content: Callable[[Snapshot], None]) -> None:
        """Call ``set_content`` for each change from now on, in the thread that calls this."""
        self._set_content = set_content
        self._changed.connect(self._show)
        if self._content.snapshot is not self.snapshot:
            set_content(self._content.snapshot)

    def _watch(self) -> None:
        while True:
            content = without_changed(self._content)
            if content is not self._content:
                self._content = content
                self._changed.emit(content.snapshot)
            self._compared.set()
            if self._closing.wait(PERIOD_SECONDS):
                return

    def _show(self, snapshot: Snapshot) -> None:
        self._set_content(snapshot)

    def stop(self) -> None:
        """Stop watching, without waiting for the thread."""
        self._closing.set()

    def close(self) -> None:
        """Stop watching. A thread that waits for a hanging share is left behind."""
        self.stop()
        self._thread.join(JOIN_SECONDS)

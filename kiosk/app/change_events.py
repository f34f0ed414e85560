"""File system events: tells at once that something in a folder has changed.

Where the system sends no events, the reloader's periodic scan alone notices changes.
"""

import logging
import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

log = logging.getLogger(__name__)

# How long to wait before watching again a folder that was not there or was replaced.
RETRY_SECONDS = 5.0
# A request to end is obeyed within two seconds, all closing together.
JOIN_SECONDS = 0.4
# How long changes are gathered, and how often the watcher looks for more of them.
DEBOUNCE_MS = 200
STEP_MS = 100


class ChangeEvents:
    """Calls ``on_change`` after each burst of changes below one of ``folders``.

    Each folder has a thread of its own: a stick that is pulled out, or a share that hangs, does
    not stop the events of the others. ``on_change`` is called in these threads.
    """

    def __init__(self, folders: Sequence[Path], on_change: Callable[[], None]) -> None:
        self._on_change = on_change
        self._closing = threading.Event()
        self._threads = [
            threading.Thread(target=self._watch, args=(folder,), name="change-events", daemon=True)
            for folder in folders
        ]
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Stop watching. A thread that waits for a hanging share is left behind."""
        self._closing.set()
        for thread in self._threads:
            thread.join(JOIN_SECONDS)

    def _watch(self, folder: Path) -> None:
        logged = False
        while not self._closing.is_set():
            try:
                self._watch_until_replaced(folder)
            except (OSError, RuntimeError) as error:
                if not logged:
                    log.info("Changes are noticed by periodic scans only: %s", error)
                logged = True
                self._closing.wait(RETRY_SECONDS)

    def _watch_until_replaced(self, folder: Path) -> None:
        # Imported here: the first work does not wait for it.
        from watchfiles import watch

        identity = _identity(folder)
        events = watch(
            folder,
            watch_filter=None,
            stop_event=self._closing,
            debounce=DEBOUNCE_MS,
            step=STEP_MS,
            rust_timeout=int(RETRY_SECONDS * 1000),
            yield_on_timeout=True,
        )
        for changes in events:
            if changes:
                self._on_change()
            # A release that was swapped in by a link or a new name is another folder, of which
            # the system sends no events here.
            if _identity(folder) != identity:
                self._on_change()
                return


def _identity(folder: Path) -> tuple[int, int]:
    """The folder's device and inode. Raises OSError when the folder is not there."""
    stat = os.stat(folder)
    return stat.st_dev, stat.st_ino

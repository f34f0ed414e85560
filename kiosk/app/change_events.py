"""Tells at once that something in the folder has changed, where the system tells it; elsewhere the rescan is all there is."""

import logging
import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

log = logging.getLogger(__name__)

# How long to wait before trying again to be told of a folder that is not there, or that another one took the place of.
_AGAIN_SECONDS = 5.0
_JOIN_SECONDS = 5.0


class ChangeEvents:
    """Calls ``stirred`` after each burst of changes below one of ``folders``, each of which has a thread of its own.

    So a stick that is pulled out, or a share that hangs, makes nobody deaf to the others.
    """

    def __init__(self, folders: Sequence[Path], stirred: Callable[[], None]) -> None:
        self._stirred = stirred
        self._end = threading.Event()
        self._threads = [
            threading.Thread(target=self._listen, args=(folder,), name="stirrings", daemon=True)
            for folder in folders
        ]
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Stop listening. A thread that waits for a share that hangs is left behind."""
        self._end.set()
        for thread in self._threads:
            thread.join(_JOIN_SECONDS)

    def _listen(self, folder: Path) -> None:
        # Loaded here: the first work need not wait for it.
        from watchfiles import watch

        told = False
        while not self._end.is_set():
            try:
                place = _identity(folder)
                listening = watch(
                    folder,
                    watch_filter=None,
                    stop_event=self._end,
                    debounce=200,
                    step=100,
                    rust_timeout=int(_AGAIN_SECONDS * 1000),
                    yield_on_timeout=True,
                )
                for changes in listening:
                    if changes:
                        self._stirred()
                    # A release swapped in by a link or a new name is another folder, of which nobody would tell.
                    if _identity(folder) != place:
                        self._stirred()
                        break
            except (OSError, RuntimeError) as error:
                if not told:
                    log.info("changes are noticed by looking only: %s", error)
                told = True
                self._end.wait(_AGAIN_SECONDS)


def _identity(folder: Path) -> tuple[int, int]:
    """Raises OSError when the folder is not there."""
    stat = os.stat(folder)
    return stat.st_dev, stat.st_ino

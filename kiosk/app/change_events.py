"""File system events: tells at once that something in a folder has changed.

Where the system sends no events, periodic scans alone notice changes.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.domain.bounds import FOLDER_DEPTH

if TYPE_CHECKING:
    from kiosk.app.inotify import Inotify

log = logging.getLogger(__name__)

# How long to wait before watching again a folder that was not there or was replaced.
RETRY_SECONDS = 5.0
# A release that was swapped in by a link is another folder, of which no event tells. The scans
# show it; it is watched itself when it has been looked for.
LOOK_SECONDS = 20.0
# A request to end is obeyed within two seconds, all closing together.
JOIN_SECONDS = 0.4
# How long changes are gathered.
DEBOUNCE_SECONDS = 0.2
# The system's usual limit is 8,192 and more for all programs together.
MOST_FOLDERS = 1_000


class ChangeEvents:
    """Calls ``on_change`` after each burst of changes below one of ``folders``.

    Each folder has a thread of its own: a stick that is pulled out, or a share that hangs, does
    not stop the events of the others. ``on_change`` is called in these threads, which sleep until
    the system tells something.
    """

    def __init__(self, folders: Sequence[Path], on_change: Callable[[], None]) -> None:
        self._on_change = on_change
        self._closing = threading.Event()
        # Whose other end is closed when the threads have to end.
        self._stop, self._stopping = os.pipe()
        # The numbers of the folders of which every change is told.
        self._told: set[int] = set()
        self._threads = [
            threading.Thread(
                target=self._run, args=(number, folder), name="change-events", daemon=True
            )
            for number, folder in enumerate(folders)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def tell_everything(self) -> bool:
        """True while the system tells of every change in all folders, as it does for local ones."""
        return len(self._told) == len(self._threads)

    def close(self) -> None:
        """Stop watching. A thread that waits for a hanging share is left behind."""
        if self._closing.is_set():
            return
        self._closing.set()
        os.close(self._stopping)
        for thread in self._threads:
            thread.join(JOIN_SECONDS)
        if not any(thread.is_alive() for thread in self._threads):
            os.close(self._stop)

    def _run(self, number: int, folder: Path) -> None:
        logged = False
        while not self._closing.is_set():
            try:
                self._watch_until_replaced(number, folder)
            except OSError as error:
                if not logged:
                    log.info("Changes are noticed by periodic scans only: %s", error)
                logged = True
                self._closing.wait(RETRY_SECONDS)
            finally:
                self._told.discard(number)

    def _watch_until_replaced(self, number: int, folder: Path) -> None:
        # Imported here: the first work does not wait for it.
        from kiosk.app.inotify import Inotify, tells_everything

        inotify = Inotify()
        try:
            identity = _identity(folder)
            watch = _Watch(inotify, folder)
            watch.add_folders()
            if watch.is_whole and tells_everything(folder):
                self._told.add(number)
            while not self._closing.is_set():
                if inotify.wait(LOOK_SECONDS, self._stop):
                    self._closing.wait(DEBOUNCE_SECONDS)
                    watch.take_events()
                    self._on_change()
                if watch.is_over or _identity(folder) != identity:
                    self._on_change()
                    return
                if not watch.is_whole:
                    self._told.discard(number)
        finally:
            inotify.close()


class _Watch:
    """What is watched below a folder."""

    def __init__(self, inotify: Inotify, folder: Path) -> None:
        self._inotify, self._folder = inotify, folder
        self._device = os.stat(folder).st_dev
        self._root = -1
        # Whether all folders are watched, and lie on the same file system.
        self.is_whole = True
        # The folder itself has gone, or is another one.
        self.is_over = False

    def add_folders(self) -> None:
        """Watch the folder and those below it; raises OSError where the first cannot be."""
        self._root = self._inotify.add(self._folder)
        base = len(self._folder.parts)
        count = 0
        for place, folders, _files in os.walk(self._folder):
            depth = len(Path(place).parts) - base
            folders[:] = [
                one for one in folders if one[0] not in "._" and depth < FOLDER_DEPTH.limit
            ]
            for name in folders:
                count += 1
                self._add(Path(place, name), count)

    def _add(self, folder: Path, count: int) -> None:
        try:
            if count > MOST_FOLDERS or os.stat(folder).st_dev != self._device:
                self.is_whole = False
            else:
                self._inotify.add(folder)
        except OSError:
            # Gone meanwhile, closed to this user, or no watch is left.
            self.is_whole = False

    def take_events(self) -> None:
        """Look at what has been told: a new folder is watched too."""
        from kiosk.app import inotify

        has_new = False
        for event in self._inotify.read():
            if event.watch == self._root and event.bits & (
                inotify.SELF_DELETED | inotify.SELF_MOVED | inotify.UNMOUNTED | inotify.IGNORED
            ):
                self.is_over = True
            came = event.bits & (inotify.CREATED | inotify.MOVED_TO)
            # After an overflow nothing is known of what came.
            has_new |= bool(came and event.bits & inotify.IS_FOLDER)
            has_new |= bool(event.bits & inotify.OVERFLOWN)
        if has_new and not self.is_over:
            self.add_folders()


def _identity(folder: Path) -> tuple[int, int]:
    """The folder's device and inode. Raises OSError when the folder is not there."""
    stat = os.stat(folder)
    return stat.st_dev, stat.st_ino

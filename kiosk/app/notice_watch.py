"""Reads the folders' notices in threads of their own: no other content delays them."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.domain import Exhibition, Notice, Snapshot
from kiosk.domain.notice import settled

log = logging.getLogger(__name__)

# Between two looks, and between the two that have to agree before a file is read: a notice hangs
# within two seconds of its file's arrival.
PERIOD_SECONDS = 1.0
SETTLE_SECONDS = 0.4
# Where the system tells of every change, a look by itself only makes sure.
TOLD_PERIOD_SECONDS = 4.0
FIRST_LOOK_SECONDS = 0.4
# A request to end is obeyed within two seconds, all closing together.
JOIN_SECONDS = 0.3


class NoticeWatch(QObject):
    """Calls ``set_notices`` on the GUI thread when the notices of a folder have changed.

    ``snapshot`` gives the content that is shown: its folders, languages and time zone. Each folder
    has a thread of its own, so that a share that hangs delays no other one. A folder that does not
    answer changes nothing.
    """

    # The number of the folder, and its notices.
    _read = Signal(int, object)

    def __init__(
        self,
        snapshot: Callable[[], Snapshot],
        set_notices: Callable[[tuple[Notice, ...]], None],
    ) -> None:
        super().__init__()
        self._snapshot, self._set_notices = snapshot, set_notices
        self._closing = threading.Event()
        self._is_told: Callable[[], bool] = bool
        self._read.connect(self._show)
        count = len(snapshot().roots)
        self._notices: list[tuple[Notice, ...]] = [()] * count
        self._wakes = [threading.Event() for _ in range(count)]
        self._threads = [
            threading.Thread(target=self._watch, args=(number,), name="notice-watch", daemon=True)
            for number in range(count)
        ]
        for thread in self._threads:
            thread.start()

    def rely_on(self, is_told: Callable[[], bool]) -> None:
        """Look less often while ``is_told``: ``look_now`` is called after each change."""
        self._is_told = is_told

    def look_now(self) -> None:
        """Look now. Any thread may call it."""
        for wake in self._wakes:
            wake.set()

    def close(self) -> None:
        """Stop reading. A thread that waits for a hanging share is left behind."""
        self._closing.set()
        self.look_now()
        until = time.monotonic() + JOIN_SECONDS
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))

    def _watch(self, number: int) -> None:
        # The first picture does not share the processor with the modules that read notices.
        self._closing.wait(FIRST_LOOK_SECONDS)
        scanner, wake = _NoticeScanner(number), self._wakes[number]
        while not self._closing.is_set():
            began, is_told = time.monotonic(), self._is_told()
            wake.clear()
            try:
                notices = scanner.take(self._snapshot())
            except Exception:
                log.exception("The notices could not be read; those on the screen stay")
                notices = None
            if notices is not None and not self._closing.is_set():
                self._read.emit(number, notices)
            if not scanner.has_agreed:
                pause = SETTLE_SECONDS
            elif scanner.is_done and is_told:
                pause = TOLD_PERIOD_SECONDS
            else:
                pause = PERIOD_SECONDS
            wake.wait(max(0.05, pause - (time.monotonic() - began)))

    @Slot(int, object)
    def _show(self, number: int, notices: tuple[Notice, ...]) -> None:
        self._notices[number] = notices
        self._set_notices(settled(tuple(one for some in self._notices for one in some)))


# What the result of a reading depends on.
_Token = tuple[int, Exhibition, tuple[Notice, ...]]


class _NoticeScanner:
    """Looks at one folder again and again."""

    def __init__(self, number: int) -> None:
        from kiosk.content.notice_reader import NoticesReader

        self._number, self._reader = number, NoticesReader()
        self._shown: _Token | None = None
        self._last: _Token | None = None
        self._has_answered = False
        # Whether the last two looks agreed.
        self.has_agreed = True

    @property
    def is_done(self) -> bool:
        """True when what the last look found has been read, whole."""
        return self._shown is not None and self._shown == self._last

    def take(self, snapshot: Snapshot) -> tuple[Notice, ...] | None:
        """The notices, when they have changed and two looks agree; else None.

        What cannot be read since the start is as in the snapshot, which has it from before.
        """
        from kiosk.content.notice_reader import known_below, scan_notices

        found = scan_notices(snapshot.roots[self._number], further=self._number > 0)
        token = (found.change_token, snapshot.exhibition, snapshot.notices)
        if not found.answers:
            if self._has_answered or token == self._last:
                return None
            self._last = token
            return known_below(found, snapshot.notices)
        self._has_answered = True
        # Another language or time zone changes what is read of the same files.
        self.has_agreed, self._last = token == self._last, token
        if not self.has_agreed or token == self._shown:
            return None
        notices = self._reader.read(found, snapshot.exhibition, snapshot.notices)
        # A file that cannot be read is tried again with each look.
        self._shown = None if self._reader.has_unreadable else token
        return notices

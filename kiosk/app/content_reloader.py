"""Scans the folders periodically, and reads them again once a change has settled."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from kiosk.app.change_events import ChangeEvents
from kiosk.app.folder_state import FolderState
from kiosk.app.freed_memory import give_back_freed
from kiosk.app.restless_files import RESTLESS_SECONDS, RestlessFiles, stamps_of
from kiosk.content.cache.startup_cache import StartupCache
from kiosk.content.content import Content
from kiosk.content.interruption import EndedError, ending_when
from kiosk.domain import Problem, Snapshot
from kiosk.schedule import Clock
from kiosk.schedule.clock import is_known
from kiosk.status.unread_parts import UnreadPart, UnreadParts

if TYPE_CHECKING:
    from kiosk.content.load import LoadResult
    from kiosk.content.scan.folder_scan import FolderScan

log = logging.getLogger(__name__)

# Every file system can be scanned; many never send an event.
PERIOD_SECONDS = 4.0
# A folder is read when two scans that are so far apart are identical: files are often copied in
# parts. A copy that stalls for longer is recognised by the picture's missing end.
SETTLE_SECONDS = 0.4
# Scanning takes at most this share of the time, 1/25: the period grows with the folder's size.
SCAN_SHARE = 25
# The period grows no further than this: a withdrawn work must be gone within ten seconds, also
# on a file system that sends no events.
LONGEST_PERIOD_SECONDS = 5.0
# A request to end is obeyed within two seconds, all closing together.
JOIN_SECONDS = 0.4
# A scan or a reading that takes longer than this is told as a folder that does not answer.
STALLED_SECONDS = 20.0
# The pauses before the folder is read again while a file in it cannot be read; the last one for
# ever after. A change is read at once, and so is one of the rights.
RETRY_SECONDS = (5.0, 10.0, 20.0, 40.0, 60.0)
_READ_FAILED = "The folder could not be read; the content on the screen stays"


class _Settling:
    """Decides from scan to scan whether a change has settled, and when to scan again."""

    def __init__(self, token: tuple[int, ...]) -> None:
        # The tokens of the content that is shown and of the last scan; () where there is none.
        self._shown = self._last = token
        self._changed_at = time.monotonic()
        self.pause = PERIOD_SECONDS
        self._retries, self._retry_at = 0, 0.0
        self._restless = RestlessFiles()
        # When the folder was last read without having settled.
        self._hurried_at = -RESTLESS_SECONDS

    def require_read(self) -> None:
        """Read the folder again even if it has not changed."""
        self._shown = self._last = ()

    def note_reading(self, *, is_whole: bool) -> None:
        """The folder was read; where it is not ``is_whole``, plan when to read it again."""
        if is_whole:
            self._retries, self._retry_at = 0, 0.0
            return
        pause = RETRY_SECONDS[min(self._retries, len(RETRY_SECONDS) - 1)]
        self._retries, self._retry_at = self._retries + 1, time.monotonic() + pause

    def require_retry(self) -> None:
        """Read the folder again where it is time to do so."""
        if self._retry_at and time.monotonic() >= self._retry_at:
            self._retry_at = 0.0
            self.require_read()

    def should_read(
        self,
        token: tuple[int, ...],
        began: float,
        took: float,
        scans: Sequence[FolderScan] = (),
    ) -> bool:
        """True when the folder is to be read.

        ``token`` is that of the ``scans``, ``began`` their start on the monotonic clock, and
        ``took`` the processor time that they took, both in seconds.
        """
        repeated, self._last = token == self._last, token
        period = min(max(PERIOD_SECONDS, SCAN_SHARE * took), LONGEST_PERIOD_SECONDS)
        self.pause = period if repeated else max(SETTLE_SECONDS, 2 * took)
        if not repeated:
            self._changed_at = began
            return bool(token) and self._is_only_restless(token, began, scans)
        if not token or token == self._shown:
            return False
        if began - self._changed_at >= SETTLE_SECONDS:
            self._shown = token
            return True
        # Woken early by a second event of the same change: wait for the rest of the time.
        self.pause = max(0.01, SETTLE_SECONDS - (time.monotonic() - self._changed_at))
        return False

    def _is_only_restless(
        self, token: tuple[int, ...], began: float, scans: Sequence[FolderScan]
    ) -> bool:
        """Whether all but files that never rest has settled, and was not read just before."""
        self._restless.note(stamps_of(scans), began)
        if began - self._hurried_at < RESTLESS_SECONDS or not self._restless.are_all_that_changed(
            began, SETTLE_SECONDS
        ):
            return False
        self._hurried_at, self._shown = began, token
        return True


def _why_away(one: FolderScan) -> str:
    """Why a folder is not read, in words: it is closed to this user, or nothing is known of it."""
    return one.unanswered.get("") or "is gone or empty, or does not answer"


class ContentReloader(QObject):
    """Calls ``set_content`` on the GUI thread with each new snapshot.

    A folder that vanishes changes nothing. ``first`` is the content that is shown already; where
    that comes from a cache, the folder is read at once. ``revision`` is the fingerprint of what
    was last read. ``set_problems`` gets all problems after each reading, in the reloader's thread.
    ``answers_again`` tells that a folder answers that did not before. At the beginning of a day the
    folder is read again, because some problems come with the day; ``clock`` tells it. Only the
    reloader may use that clock. ``before_scan`` is called before each scan but the first, while
    nothing is read.
    """

    answers_again = Signal()
    _read = Signal(object)

    def __init__(
        self,
        first: Content,
        set_content: Callable[[Snapshot], None],
        set_problems: Callable[[tuple[Problem, ...]], None],
        cache: StartupCache,
        clock: Clock | None = None,
        before_scan: Callable[[], object] = lambda: None,
    ) -> None:
        super().__init__()
        self._before_scan = before_scan
        self._clock, self._zone = clock, ZoneInfo(first.snapshot.exhibition.timezone)
        self.is_usable = first.is_usable
        self._unread, self._result_unread = UnreadParts(), tuple[UnreadPart, ...]()
        # Whether the exhibition's folder answered at the last scan, and when it last did so.
        self._available, self._last_read = first.is_usable, 0.0
        # Whether the last reading met a file that it could not read, though its rights allow it.
        self._has_unreadable = False
        # The folders, and the places in them, that did not answer at the last scan.
        self._silent = frozenset[str]()
        self._today = self._day()
        self._shown_works = len(first.snapshot.works)
        # When the scan or the reading under way began, in seconds since 1970; 0 while none is.
        self._busy_since = 0.0
        self.revision = ""
        self._first: Content | None = first
        self._set_content, self._set_problems, self._cache = set_content, set_problems, cache
        self._closing, self._wake = threading.Event(), threading.Event()
        self._reload_requested = threading.Event()
        self._read.connect(self._show)
        self._thread = threading.Thread(target=self._run, name="content-reloader", daemon=True)
        self._thread.start()
        self._also_told: Callable[[], None] = self._wake.set
        self._events = ChangeEvents((cache.folder, *cache.more), self._on_change)

    @property
    def is_told_everything(self) -> bool:
        """True while the system tells of every change in the folders. Any thread may ask."""
        return self._events.tell_everything

    def tell_changes(self, call: Callable[[], None]) -> None:
        """Call it too when the system tells of a change, in the thread that hears of it."""
        self._also_told = call

    def _on_change(self) -> None:
        self._wake.set()
        self._also_told()

    @property
    def folder_state(self) -> FolderState:
        """What is known of the folders. Any thread may ask."""
        began = self._busy_since
        if not began or time.time() - began < STALLED_SECONDS:
            return FolderState(
                available=self._available, last_read=self._last_read, unread=self._unread.parts
            )
        stalled = UnreadPart(
            part=str(self._cache.folder),
            why="has not answered since then",
            retained=self._shown_works,
            since=began,
        )
        return FolderState(
            available=False, last_read=self._last_read, unread=(stalled, *self._unread.parts)
        )

    def _note_unread(self, scans: Sequence[FolderScan]) -> None:
        """Remember what does not answer now, and what the last reading could not read."""
        away = [
            UnreadPart(part=str(one.root), why=_why_away(one), retained=self._shown_works)
            for one in scans
            if not one.answers
        ]
        self._unread.set((*away, *self._result_unread))
        self._available = bool(scans) and scans[0].answers
        if self._available:
            self._last_read = time.time()
        silent = frozenset(
            (
                *(one.part for one in away),
                *(one.qualified_name(place) for one in scans for place in one.unanswered),
            )
        )
        if self._silent - silent:
            self.answers_again.emit()
        self._silent = silent

    def reload(self) -> None:
        """Read the folder once more, whether it has changed or not."""
        self._reload_requested.set()
        self._wake.set()

    def hurry(self) -> None:
        """Scan at once. Any thread may ask."""
        self._wake.set()

    def close(self) -> None:
        """Stop scanning. A thread that waits for a hanging share is left behind."""
        self._closing.set()
        self._wake.set()
        self._events.close()
        self._thread.join(JOIN_SECONDS)

    def _run(self) -> None:
        """Watch until it is closed; reading and checking take seconds, and end between steps."""
        with suppress(EndedError), ending_when(self._closing.is_set):
            self._watch()

    def _watch(self) -> None:
        settling = self._begin()
        while True:
            self._wake.wait(settling.pause)
            if self._closing.is_set():
                return
            self._wake.clear()
            if self._reload_requested.is_set():
                self._reload_requested.clear()
                settling.require_read()
            day = self._day()
            if day != self._today:
                # Once: it is read when two scans agree, which a new request would begin again.
                self._today = day
                settling.require_read()
            settling.require_retry()
            try:
                self._busy_since = time.time()
                self._scan(settling)
            except Exception as error:
                log.exception(_READ_FAILED)
                self._note_failure(error)
            finally:
                self._busy_since = 0.0

    def _begin(self) -> _Settling:
        """Take the folder as it is for the content that is shown; read it where that is cached."""
        settling = _Settling(())
        self._busy_since = time.time()
        try:
            scans = self._cache.scan()
            settling = _Settling(self._token_of(scans))
            self._read_first(scans)
            settling.note_reading(is_whole=not self._has_unreadable)
        except Exception as error:
            log.exception(_READ_FAILED)
            self._note_failure(error)
        finally:
            self._busy_since = 0.0
        return settling

    def _note_failure(self, error: Exception) -> None:
        """A scan or a reading failed as a whole: nothing is known of the folder now."""
        part = str(self._cache.folder)
        self._unread.set(
            [UnreadPart(part=part, why=f"cannot be read: {error}", retained=self._shown_works)]
        )
        self._available, self._silent = False, self._silent | {part}

    def _day(self) -> date | None:
        """Today at the exhibition; None while no time is known."""
        if self._clock is None or not is_known(self._clock):
            return None
        return self._clock.now().astimezone(self._zone).date()

    def _token_of(self, scans: Sequence[FolderScan]) -> tuple[int, ...]:
        """Differs when a file changed, and when an item was set aside or taken back."""
        from kiosk.content.scan.folder_scan import change_token_of

        token = change_token_of(scans)
        return (*token, self._cache.set_aside_token) if token else ()

    def _scan(self, settling: _Settling) -> None:
        from kiosk.content.scan.folder_scan import fingerprint_of

        self._before_scan()
        began, cpu_began = time.monotonic(), time.thread_time()
        scans = self._cache.scan()
        token = self._token_of(scans)
        self._note_unread(scans)
        if not settling.should_read(token, began, time.thread_time() - cpu_began, scans):
            return
        result = self._cache.load(scans)
        if result.usable:
            self._read.emit(result.snapshot)
        self.revision = fingerprint_of(result.scans)
        self._save(result)
        settling.note_reading(is_whole=not self._has_unreadable)

    def _read_first(self, scans: Sequence[FolderScan]) -> None:
        from kiosk.content.scan.folder_scan import fingerprint_of

        self.revision = fingerprint_of(scans)
        # Not held any longer: it would be in memory beside every later reading.
        first, self._first = self._first, None
        if first is None:
            return
        if first.result is not None:
            self._save(first.result)
            return
        # Read also where the cached content is complete: the next change is then read faster.
        result = self._cache.load(scans)
        is_new = not first.snapshot.is_complete or result.snapshot != first.snapshot
        if result.usable and is_new:
            self._read.emit(result.snapshot)
        self._save(result)

    def _save(self, result: LoadResult) -> None:
        """Check and save what was read, in this thread: the first work does not wait for it."""
        from kiosk.check import check
        from kiosk.content.cache.read_cache import has_unreadable

        self._has_unreadable = has_unreadable(result.problems, result.scans)
        self._shown_works = len(result.snapshot.works)
        self._result_unread = result.unread
        self._note_unread(result.scans)
        self._zone = ZoneInfo(result.snapshot.exhibition.timezone)
        self._today = self._day()
        problems = check(result, today=self._today)
        self._set_problems(problems)
        self._cache.save(result)
        give_back_freed()

    def _show(self, snapshot: Snapshot) -> None:
        self.is_usable = True
        self._set_content(snapshot)

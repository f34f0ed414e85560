"""Decodes masters in processes with bounds of time and memory, so that a crash stays there."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, InvalidStateError
from concurrent.futures import TimeoutError as TimedOut
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.pictures.naming import Derivative

if TYPE_CHECKING:
    from pebble import ProcessPool

# A 250-megapixel PNG takes a few seconds on a small machine.
TIMEOUT_SECONDS = 90.0
# Enough for 250 megapixels with transparency, decoded and turned (bytes of address space).
MEMORY_LIMIT = 4 * 1024**3
WORKERS = 2
# Seconds before a picture is tried again: its decoder may have crashed because of another one, as
# when memory ran short.
RETRY_PAUSES = (1.0, 5.0)
# After so long without work the processes are ended, which frees their memory.
IDLE_SECONDS = 20.0


class DecodingFailedError(Exception):
    """A decoder crashed, hung, or asked for too much memory."""


class DecoderPool:
    """Runs the functions of ``kiosk.pictures.derive`` in processes.

    All methods may be called from any thread, and wait for their result.
    """

    def __init__(
        self,
        *,
        seconds: float = TIMEOUT_SECONDS,
        memory: int = MEMORY_LIMIT,
        idle: float = IDLE_SECONDS,
        pauses: Sequence[float] = RETRY_PAUSES,
    ) -> None:
        self._seconds, self._memory, self._idle, self._pauses = seconds, memory, idle, pauses
        self._ending = threading.Event()
        self._lock = threading.Lock()
        self._pool: ProcessPool | None = None
        self._under_way: set[Future[Any]] = set()
        self._closed = False
        self._rest: threading.Timer | None = None

    def derive(self, master: Path, box: tuple[int, int], folder: Path) -> Derivative:
        """As ``kiosk.pictures.derive.derive``; raises DecodingFailedError besides."""
        from kiosk.pictures import derive as room

        made: Derivative = self.run(room.derive, master, box, folder)
        return made

    def make_tiles(self, master: Path, folder: Path) -> Derivative:
        """As ``kiosk.pictures.derive.make_tiles``; raises DecodingFailedError besides."""
        from kiosk.pictures import derive as room

        made: Derivative = self.run(room.make_tiles, master, folder)
        return made

    def run(self, function: Callable[..., Any], *given: object) -> Any:
        """Call a module's function in a process; return or raise what it does.

        After a crash it is called again. Raises DecodingFailedError when that does not help.
        """
        # Loaded here, because most starts find every picture made.
        from concurrent.futures.process import BrokenProcessPool

        from pebble import ProcessExpired

        for pause in (*self._pauses, None):
            try:
                return self._run_once(function, *given)
            except (ProcessExpired, BrokenProcessPool) as end:
                if pause is None or self._ending.wait(pause):
                    raise DecodingFailedError(f"its decoder crashed ({end})") from None
        raise AssertionError("the last try returns or raises")

    def _run_once(self, function: Callable[..., Any], *given: object) -> Any:
        import multiprocessing

        from pebble import ProcessPool

        with self._lock:
            if self._closed:
                raise DecodingFailedError("the program is ending")
            if self._rest is not None:
                self._rest.cancel()
            if self._pool is not None and not self._pool.active:
                # Its threads have ended for a reason unknown; a new pool may do better.
                self._pool.stop()  # type: ignore[no-untyped-call]
                self._pool = None
            if self._pool is None:
                self._pool = ProcessPool(
                    max_workers=WORKERS,
                    context=multiprocessing.get_context("spawn"),
                    initializer=_init_worker,
                    initargs=(self._memory,),
                )
                _end_workers_before_their_locks(self._pool)
            future = self._pool.schedule(function, args=given, timeout=self._seconds)
            self._under_way.add(future)
        began = time.monotonic()
        try:
            return future.result()
        except TimedOut:
            if time.monotonic() - began < self._seconds:
                # The pool measures by the wall clock, and that has been set meanwhile.
                return self._run_once(function, *given)
            raise DecodingFailedError(
                f"decoding it takes more than {self._seconds:.0f} seconds"
            ) from None
        except MemoryError:
            raise DecodingFailedError(
                f"decoding it takes more than {self._memory // 1024**2} MB of memory"
            ) from None
        finally:
            with self._lock:
                self._under_way.discard(future)
                if not self._under_way and not self._closed:
                    self._rest = threading.Timer(self._idle, self._release_pool)
                    self._rest.daemon = True
                    self._rest.start()

    def close(self) -> None:
        """End the processes. Every call that waits raises DecodingFailedError, as do later ones."""
        self._ending.set()
        with self._lock:
            self._closed = True
            if self._rest is not None:
                self._rest.cancel()
            pool, self._pool = self._pool, None
            waited_for = tuple(self._under_way)
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()
        for future in waited_for:
            # A pool that is stopped forgets some of what it was given.
            with contextlib.suppress(InvalidStateError):
                future.set_exception(DecodingFailedError("the program is ending"))

    def _release_pool(self) -> None:
        with self._lock:
            if self._under_way or self._pool is None:
                return
            pool, self._pool = self._pool, None
        pool.close()  # type: ignore[no-untyped-call]
        pool.join()


def _end_workers_before_their_locks(pool: ProcessPool) -> None:
    """Make the pool end its processes before it removes the locks that they share.

    A process that has just been started opens the locks by name. Where they have gone it ends with
    a traceback on stderr.
    """
    manager = pool._pool_manager.worker_manager
    close_channels = manager.close_channels

    def end_workers_and_close_channels() -> None:
        for process in tuple(manager.workers.values()):
            process.kill()
            process.join()
        close_channels()  # type: ignore[no-untyped-call]

    manager.close_channels = end_workers_and_close_channels  # type: ignore[method-assign]


def _init_worker(memory: int) -> None:
    """Lower this process's priority below the screen's, and bound its memory (bytes).

    SIGTERM ends it at once. Pebble's own handler is Python code, which does not run while a
    picture is being decoded: each stop would wait until pebble kills the process after 3 s.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with contextlib.suppress(OSError, AttributeError):
        os.nice(10)
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

"""Where masters are decoded: processes of their own, with bounds of time and memory, which a broken decoder may take down."""

from __future__ import annotations

import contextlib
import os
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

# A 250-megapixel PNG takes a few seconds on a small machine; what takes longer will never end.
SECONDS = 90.0
# Enough for 250 megapixels with transparency, decoded and turned (bytes of address space).
MEMORY = 4 * 1024**3
WORKERS = 2
# A decoder that crashed may be another's victim, as when memory ran short: the picture is tried again after so many seconds.
PAUSES = (1.0, 5.0)
# After so long without work the processes are let go, and their memory with them.
IDLE_SECONDS = 20.0


class DecodingFailedError(Exception):
    """The decoder did not come back: it crashed, it hung, or it asked for too much memory."""


class DecoderPool:
    """Runs the functions of ``kiosk.pictures.derive`` in processes. All methods may be called from any thread, and wait."""

    def __init__(
        self,
        *,
        seconds: float = SECONDS,
        memory: int = MEMORY,
        idle: float = IDLE_SECONDS,
        pauses: Sequence[float] = PAUSES,
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
        """Call a function of a module in a process, and wait for what it returns or raises; after a crash it is tried again."""
        # Loaded here, because most starts find every picture made.
        from concurrent.futures.process import BrokenProcessPool

        from pebble import ProcessExpired

        for pause in (*self._pauses, None):
            try:
                return self._once(function, *given)
            except (ProcessExpired, BrokenProcessPool) as end:
                if pause is None or self._ending.wait(pause):
                    raise DecodingFailedError(f"its decoder crashed ({end})") from None
        raise AssertionError("the last try returns or raises")

    def _once(self, function: Callable[..., Any], *given: object) -> Any:
        import multiprocessing

        from pebble import ProcessPool

        with self._lock:
            if self._closed:
                raise DecodingFailedError("the program is ending")
            if self._rest is not None:
                self._rest.cancel()
            if self._pool is not None and not self._pool.active:
                # Something unforeseen has ended its own threads; a new one may do better.
                self._pool.stop()  # type: ignore[no-untyped-call]
                self._pool = None
            if self._pool is None:
                self._pool = ProcessPool(
                    max_workers=WORKERS,
                    context=multiprocessing.get_context("spawn"),
                    initializer=_settle_in,
                    initargs=(self._memory,),
                )
            future = self._pool.schedule(function, args=given, timeout=self._seconds)
            self._under_way.add(future)
        began = time.monotonic()
        try:
            return future.result()
        except TimedOut:
            if time.monotonic() - began < self._seconds:
                # The pool measures by the wall clock, and that has been set meanwhile.
                return self._once(function, *given)
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
                    self._rest = threading.Timer(self._idle, self._let_go)
                    self._rest.daemon = True
                    self._rest.start()

    def close(self) -> None:
        """End the processes, and what they are doing; whoever waits for it is told, and nothing is begun any more."""
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

    def _let_go(self) -> None:
        with self._lock:
            if self._under_way or self._pool is None:
                return
            pool, self._pool = self._pool, None
        pool.close()  # type: ignore[no-untyped-call]
        pool.join()


def _settle_in(memory: int) -> None:
    """A worker gives way to the screen, and cannot take the machine's memory."""
    with contextlib.suppress(OSError, AttributeError):
        os.nice(10)
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

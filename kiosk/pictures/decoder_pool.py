"""Decodes masters in processes without rights, so that neither a crash nor a hostile file matters.

Each process is a ``decoder_worker``; ``docs/decisions/0023-own-decoder-pool.md`` says why the pool
is our own.
"""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar

from kiosk.domain import bounds
from kiosk.pictures.decoder_link import CAN_PASS_FILES, BrokenLinkError
from kiosk.pictures.decoder_process import (
    COMMAND,
    DecoderProcess,
    TooMuchMemoryError,
    forget_ended,
)
from kiosk.pictures.derivative_files import write_picture, write_tiles
from kiosk.pictures.flyer import Flyer
from kiosk.pictures.naming import Derivative, Size
from kiosk.pictures.sources import FileBelow, open_file

# A 250-megapixel PNG takes a few seconds on a small machine.
TIMEOUT_SECONDS = 90.0
# Bytes of address space of one process; and, of all together, what they may decode at a time.
MEMORY_LIMIT = bounds.DECODER_MEMORY.limit
WORKERS = 2
# Seconds before a picture is tried again: its decoder may have crashed because of another one, as
# when memory ran short.
RETRY_PAUSES = (1.0, 5.0)
# After so long without work the processes are ended, which frees their memory.
IDLE_SECONDS = 8.0

_Made = TypeVar("_Made")


class DecodingFailedError(Exception):
    """A decoder crashed, hung, or asked for too much memory."""


class _CrashedError(Exception):
    """A decoder ended before it had answered."""


class DecoderPool:
    """Makes derivatives as ``kiosk.pictures.derive`` does, in processes of their own.

    All methods may be called from any thread, and wait for their result; they are served in the
    order of their calls. ``roots`` are the folders of masters: a master below one of them is
    opened without leaving it. ``pass_files`` is False where the system cannot pass open files.
    """

    def __init__(
        self,
        roots: Sequence[Path] = (),
        *,
        seconds: float = TIMEOUT_SECONDS,
        memory: int = MEMORY_LIMIT,
        idle: float = IDLE_SECONDS,
        pauses: Sequence[float] = RETRY_PAUSES,
        command: Sequence[str] = COMMAND,
        pass_files: bool = CAN_PASS_FILES,
    ) -> None:
        self._roots = [root.absolute() for root in roots]
        self._seconds, self._memory, self._idle, self._pauses = seconds, memory, idle, pauses
        self._command, self._pass_files = command, pass_files
        self._ending = threading.Event()
        self._changed = threading.Condition()
        self._is_closed = False
        self._waiting: deque[object] = deque()
        self._busy = 0
        self._unused: list[DecoderProcess] = []
        self._all: set[DecoderProcess] = set()
        self._rest: threading.Timer | None = None
        self._starter = _Starter()
        self._budget = _Budget(memory, self._ending)

    def derive(self, master: Path, box: Size, folder: Path) -> Derivative:
        """As ``kiosk.pictures.derive.derive``; raises DecodingFailedError besides."""

        def take(decoder: DecoderProcess) -> Derivative:
            return write_picture(decoder.take_picture(box), folder)

        return self.run("derive", master, take, box=box)

    def make_tiles(self, master: Path, folder: Path) -> Derivative:
        """As ``kiosk.pictures.derive.make_tiles``; raises DecodingFailedError besides."""

        def take(decoder: DecoderProcess) -> Derivative:
            return write_tiles(decoder.take_tiles(), folder)

        return self.run("tiles", master, take)

    def examine_page(self, place: FileBelow) -> Flyer:
        """Draw the first page of a PDF once.

        Raises UnreadablePictureError, OSError, ValueError or DecodingFailedError.
        """
        return self._run_with(
            lambda: open_file(place),
            place.root / place.name,
            "page",
            lambda decoder: decoder.take_page(),
        )

    def run(
        self,
        task: str,
        master: Path,
        take: Callable[[DecoderProcess], _Made],
        **details: object,
    ) -> _Made:
        """Have a decoder do a task with a master; ``take`` receives what it makes.

        After a crash it is tried again. Raises DecodingFailedError when that does not help.
        """
        return self._run_with(lambda: self._open(master), master, task, take, **details)

    def _run_with(
        self,
        opened: Callable[[], BinaryIO],
        master: Path,
        task: str,
        take: Callable[[DecoderProcess], _Made],
        **details: object,
    ) -> _Made:
        for pause in (*self._pauses, None):
            try:
                with opened() as file, self._decoder() as decoder:
                    return self._run_once(
                        decoder, lambda: decoder.ask(task, master, file, **details), take
                    )
            except _CrashedError as end:
                if pause is None or self._ending.wait(pause):
                    raise DecodingFailedError(self._reason(f"its decoder {end}")) from None
        raise AssertionError("the last try returns or raises")

    def close(self) -> None:
        """End the processes. Every call that waits raises DecodingFailedError, as do later ones."""
        self._ending.set()
        with self._changed:
            self._is_closed = True
            if self._rest is not None:
                self._rest.cancel()
            running = tuple(self._all)
            self._changed.notify_all()
            unused, self._unused = self._unused, []
        self._budget.wake()
        # One at work is ended by the thread that waits for it, which sees now that it has gone.
        for decoder in running:
            decoder.kill()
        for decoder in unused:
            self._end(decoder)
        self._starter.close()

    def _open(self, master: Path) -> BinaryIO:
        if self._pass_files:
            place = master.absolute()
            for root in self._roots:
                if place.is_relative_to(root):
                    return open_file(FileBelow(root, place.relative_to(root).as_posix()))
        return open_file(master)

    def _run_once(
        self,
        decoder: DecoderProcess,
        ask: Callable[[], None],
        take: Callable[[DecoderProcess], _Made],
    ) -> _Made:
        try:
            with decoder.within(self._seconds):
                ask()
                needed = decoder.memory_needed()
            if needed is None:
                raise BrokenLinkError("it begins without asking")
            with self._budget.granted(needed), decoder.within(self._seconds):
                decoder.begin()
                return take(decoder)
        except BrokenLinkError as error:
            code = self._end(decoder)
            if decoder.is_expired:
                raise DecodingFailedError(
                    f"decoding it takes more than {self._seconds:.0f} seconds"
                ) from None
            raise _CrashedError(f"crashed ({_end_in_words(code, error)})") from None
        except TooMuchMemoryError:
            raise DecodingFailedError(
                f"decoding it takes more than {self._memory // 1024**2} MB of memory"
            ) from None

    def _reason(self, reason: str) -> str:
        return "the program is ending" if self._ending.is_set() else reason

    @contextmanager
    def _decoder(self) -> Iterator[DecoderProcess]:
        """A decoder for one job, when those that asked before have theirs."""
        self._wait_for_turn()
        decoder = None
        try:
            forget_ended()
            with self._changed:
                decoder = self._unused.pop() if self._unused else None
            if decoder is None:
                decoder = self._starter.call(self._start_decoder)
            yield decoder
        finally:
            self._give_back(decoder)

    def _wait_for_turn(self) -> None:
        ticket = object()
        with self._changed:
            self._waiting.append(ticket)
            self._changed.wait_for(
                lambda: self._is_closed or (self._waiting[0] is ticket and self._busy < WORKERS)
            )
            self._waiting.remove(ticket)
            # The next one may have been waiting for this one's turn.
            self._changed.notify_all()
            if self._is_closed:
                raise DecodingFailedError("the program is ending")
            self._busy += 1
            if self._rest is not None:
                self._rest.cancel()
                self._rest = None

    def _start_decoder(self) -> DecoderProcess:
        with self._changed:
            # Under the lock, so that ``close`` knows every process.
            if self._is_closed:
                raise DecodingFailedError("the program is ending")
            try:
                decoder = DecoderProcess(self._memory, self._command, pass_files=self._pass_files)
            except OSError as error:
                # No more processes or memory for now, which is no fault of the cache's disk.
                raise _CrashedError(f"cannot be started ({error})") from None
            self._all.add(decoder)
            return decoder

    def _give_back(self, decoder: DecoderProcess | None) -> None:
        if decoder is not None and (decoder.is_expired or not decoder.is_idle):
            self._end(decoder)
        with self._changed:
            self._busy -= 1
            if decoder in self._all and not self._is_closed:
                self._unused.append(decoder)
                decoder = None
            if not self._busy and not self._waiting and not self._is_closed:
                self._rest = threading.Timer(self._idle, self._release_unused)
                self._rest.daemon = True
                self._rest.start()
            self._changed.notify_all()
        if decoder is not None:
            # The pool was closed meanwhile.
            self._end(decoder)

    def _release_unused(self) -> None:
        with self._changed:
            if self._busy or self._waiting:
                return
            unused, self._unused = self._unused, []
        for decoder in unused:
            self._end(decoder)

    def _end(self, decoder: DecoderProcess) -> int | None:
        with self._changed:
            if decoder not in self._all:
                return None
            self._all.discard(decoder)
        return decoder.end()


class _Budget:
    """Memory that decoders share, in bytes: granted in the order in which they ask."""

    def __init__(self, total: int, ending: threading.Event) -> None:
        self._total, self._ending = total, ending
        self._changed = threading.Condition()
        self._waiting: deque[object] = deque()
        self._used = 0

    @contextmanager
    def granted(self, needed: int) -> Iterator[None]:
        """Wait for so much; more than there is at all is granted alone.

        Raises DecodingFailedError when the program ends.
        """
        ticket = object()
        with self._changed:
            self._waiting.append(ticket)
            self._changed.wait_for(lambda: self._ending.is_set() or self._has_turn(ticket, needed))
            self._waiting.remove(ticket)
            self._changed.notify_all()
            if self._ending.is_set():
                raise DecodingFailedError("the program is ending")
            self._used += needed
        try:
            yield
        finally:
            with self._changed:
                self._used -= needed
                self._changed.notify_all()

    def wake(self) -> None:
        """Let those that wait see that the program ends."""
        with self._changed:
            self._changed.notify_all()

    def _has_turn(self, ticket: object, needed: int) -> bool:
        return self._waiting[0] is ticket and (not self._used or self._used + needed <= self._total)


class _Starter:
    """A thread that starts processes, and lives as long as the pool.

    The kernel ends a decoder with the thread that started it, not with the program.
    """

    def __init__(self) -> None:
        self._calls: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._is_closed = False
        self._lock = threading.Lock()

    def call(self, function: Callable[[], _Made]) -> _Made:
        """Call a function in the thread; return or raise what it does."""
        made: list[_Made] = []
        raised: list[BaseException] = []
        done = threading.Event()

        def work() -> None:
            try:
                made.append(function())
            except BaseException as error:  # noqa: BLE001 - raised again in the caller's thread
                raised.append(error)
            done.set()

        with self._lock:
            if self._is_closed:
                raise DecodingFailedError("the program is ending")
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="decoders", daemon=True)
                self._thread.start()
            self._calls.put(work)
        done.wait()
        if raised:
            raise raised[0]
        return made[0]

    def close(self) -> None:
        """End the thread after what was asked before."""
        with self._lock:
            self._is_closed = True
            self._calls.put(None)

    def _run(self) -> None:
        while (work := self._calls.get()) is not None:
            work()


def _end_in_words(code: int | None, error: BrokenLinkError) -> str:
    if code is None:
        return str(error)
    return f"signal {-code}" if code < 0 else f"exit code {code}, {error}"

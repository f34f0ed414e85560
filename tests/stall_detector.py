"""Finds what keeps the GUI thread busy: turns of its event loop that cost too much CPU time.

CPU time, not wall time: a busy machine makes a turn longer, but it does not make it cost more. Work
in one of the program's own threads does not count, nor does waiting for the disk.

In a test:

    with StallDetector() as detector:
        detector.ignore_frames(app_window.window)
        ...
    detector.check()

In the whole program, by ``tests/window_hook.py``: ``on_window(watch_program(path))`` appends each
costly turn to a file, one JSON object a line.
"""

from __future__ import annotations

import json
import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractEventDispatcher, Qt

if TYPE_CHECKING:
    from types import FrameType, TracebackType

    from PySide6.QtQuick import QQuickWindow

    from kiosk.window.app_window import AppWindow

# Seconds of CPU time. Below it a touch is answered within 100 ms: a turn that was just begun, then
# the turn of the touch itself.
LIMIT_SECONDS = 0.050
# Seconds between two looks of the watchdog at a turn.
SAMPLE_SECONDS = 0.004
# The innermost calls of a stack that a report shows, and the stacks.
MOST_FRAMES, MOST_STACKS = 12, 3
# The whole program tells turns from this share of the limit on: the costliest ones are printed.
TOLD_SHARE = 0.6

# File, line and function of each call, the innermost last.
Stack = tuple[tuple[str, int, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Stall:
    """A turn that took ``seconds`` of CPU time, and where it was seen most often.

    ``where`` is empty when the watchdog never saw the turn in Python.
    """

    seconds: float
    where: str

    def __str__(self) -> str:
        return f"{self.seconds * 1000:.0f} ms on the GUI thread\n{self.where or '(not in Python)'}"


class StallDetector:
    """Watches the turns of the thread that makes it, from ``start`` to ``stop``."""

    def __init__(
        self,
        limit: float = LIMIT_SECONDS,
        on_stall: Callable[[Stall], object] = lambda _: None,
        told_from: float | None = None,
    ) -> None:
        """``on_stall`` is called with turns above ``told_from`` seconds, by default the limit."""
        self.stalls: list[Stall] = []
        # Seconds of the costliest turn, within the limit or not.
        self.longest = 0.0
        self._limit, self._on_stall = limit, on_stall
        self._told_from = limit if told_from is None else told_from
        self._thread = threading.get_ident()
        self._clock = time.pthread_getcpuclockid(self._thread)
        self._turn_began = self._frame_began = 0.0
        self._frames = 0.0
        self._seen: Counter[Stack] = Counter()
        self._stopping = threading.Event()
        self._watchdog: threading.Thread | None = None
        self._dispatcher: QAbstractEventDispatcher | None = None

    def start(self) -> None:
        """Watch every turn from now on."""
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None, "there is no Qt application"
        # GLib's dispatcher works between aboutToBlock and awake, Qt's own between awake and
        # aboutToBlock. What waits between the other two costs no CPU time.
        self._dispatcher = dispatcher
        for signal in (dispatcher.aboutToBlock, dispatcher.awake):
            signal.connect(self._end_turn, Qt.ConnectionType.DirectConnection)
        self._stopping.clear()
        self.mark()
        self._watchdog = threading.Thread(target=self._watch, name="stall watchdog", daemon=True)
        self._watchdog.start()

    def stop(self) -> None:
        """Stop watching; the current turn is counted."""
        self._end_turn()
        self._stopping.set()
        if self._watchdog is not None:
            self._watchdog.join()
        self._watchdog = None
        if self._dispatcher is not None:
            for signal in (self._dispatcher.aboutToBlock, self._dispatcher.awake):
                signal.disconnect(self._end_turn)
        self._dispatcher = None

    def mark(self) -> None:
        """Begin a turn now: what the test itself did before does not count."""
        self._turn_began, self._frames = time.thread_time(), 0.0
        self._seen = Counter()

    def ignore_frames(self, window: QQuickWindow) -> None:
        """Take the painting of a frame out of its turn.

        The tests paint without a graphics processor, on the GUI thread. The layout of texts comes
        before it, and counts.
        """
        direct = Qt.ConnectionType.DirectConnection
        window.afterAnimating.connect(self._begin_frame, direct)
        window.frameSwapped.connect(self._end_frame, direct)

    def check(self) -> None:
        """Fail with the place of every stall. Raises AssertionError."""
        assert not self.stalls, "\n\n".join(map(str, self.stalls))

    def __enter__(self) -> StallDetector:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _begin_frame(self) -> None:
        if threading.get_ident() == self._thread:
            self._frame_began = time.thread_time()

    def _end_frame(self) -> None:
        if threading.get_ident() == self._thread and self._frame_began:
            self._frames += time.thread_time() - self._frame_began
            self._frame_began = 0.0

    def _end_turn(self) -> None:
        if threading.get_ident() != self._thread:
            return
        spent = time.thread_time() - self._turn_began - self._frames
        self.longest = max(self.longest, spent)
        if spent > min(self._limit, self._told_from):
            stall = Stall(seconds=spent, where=self._where())
            if spent > self._limit:
                self.stalls.append(stall)
            if spent > self._told_from:
                self._on_stall(stall)
        self.mark()

    def _where(self) -> str:
        """The stacks that were seen most often; many small calls have many."""
        total = self._seen.total()
        return "\n".join(
            f"  {count} of {total} times\n{_described(stack)}"
            for stack, count in self._seen.most_common(MOST_STACKS)
        )

    def _watch(self) -> None:
        while not self._stopping.wait(SAMPLE_SECONDS):
            spent = time.clock_gettime(self._clock) - self._turn_began - self._frames
            # From half of the limit on: a turn that just exceeds it has to be seen too.
            if spent > self._limit / 2:
                frame = sys._current_frames().get(self._thread)
                if frame is not None:
                    self._seen[_innermost_calls(frame)] += 1


def _innermost_calls(frame: FrameType | None) -> Stack:
    # No source line is read here: a sample that waits for the disk comes after its turn has ended.
    calls: list[tuple[str, int, str]] = []
    while frame is not None and len(calls) < MOST_FRAMES:
        calls.append((frame.f_code.co_filename, frame.f_lineno or 0, frame.f_code.co_name))
        frame = frame.f_back
    return tuple(reversed(calls))


def _described(stack: Stack) -> str:
    return "".join(traceback.format_list([traceback.FrameSummary(*call) for call in stack]))


def watch_program(path: Path, cause: Callable[[], str] = lambda: "") -> Callable[[AppWindow], None]:
    """For ``window_hook.on_window``: watch the whole program, and append its turns to ``path``.

    ``cause`` says what was asked of the program last. Turns from ``TOLD_SHARE`` of the limit on are
    told.
    """

    def tell(stall: Stall) -> None:
        told = {
            "seconds": stall.seconds,
            "where": stall.where,
            "cause": cause(),
        }
        with path.open("a", encoding="utf-8") as report:
            report.write(json.dumps(told) + "\n")

    def watch(app_window: AppWindow) -> None:
        detector = StallDetector(on_stall=tell, told_from=TOLD_SHARE * LIMIT_SECONDS)
        detector.ignore_frames(app_window.window)
        detector.start()
        # Keeps it as long as the window.
        app_window.stall_detector = detector  # type: ignore[attr-defined]

    return watch

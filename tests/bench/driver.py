"""Start the whole program in a window, measure one thing in it and print the result as JSON.

    python tests/bench/driver.py FOLDER touch|fade|rest|wall|zoom|slides|new
        [--count N] [--settle N]

Runs on the display there is; ``tests/bench/pictures.py`` gives it one.
"""

import argparse
import contextlib
import json
import os
import re
import sys
import time
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from kiosk.app import early_start
from kiosk.qt.item_info import Role, is_sharp, max_zoom, picture_info, visible_items
from kiosk.session import ALL_MEDIA, transitions
from kiosk.settings import read_settings
from kiosk.viewmodels.gallery.image_loader import Urgency
from kiosk.window.app_window import AppWindow
from tests.bench.whole_programs import family
from tests.window_hook import on_window

Report = dict[str, object]
# Seconds after the first work hangs in which the folder is looked through and the neighbours are
# made ready.
SETTLING = 6.0
# Seconds without a frame after which a window is at rest, and those after which nobody waits for it
# any longer: what still draws then draws for ever.
QUIET, MOST_MOVING = 2.0, 8.0


def hangs(window: QQuickWindow, key: str) -> bool:
    """True when the picture of this work is painted."""
    return any(
        info.work == key and info.ready
        for info in map(picture_info, visible_items(window.contentItem(), Role.Picture))
    )


def wait(milliseconds: int) -> None:
    """Let the program run as it does by itself; QTest's own wait wakes a hundred times a second,
    which is seen in what is measured.
    """
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop, loop.quit)
    loop.exec()
    # What is to be deleted later waits for the program's own loop, inside which this one runs.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def wait_for(met: Callable[[], bool], seconds: float) -> bool:
    """Let the program run until it is so."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        if met():
            return True
        wait(4)
    return False


def touch(app_window: AppWindow, count: float) -> Report:
    """From the touch on "Next" to the frame that holds the next work, in milliseconds, its picture
    prefetched.
    """
    session, window = app_window.controller.session, app_window.window
    session.openWork(next(iter(session.catalogue.works_of_medium(ALL_MEDIA))))
    taken: list[float] = []
    # QML decodes the neighbours in its own thread, of which the loader knows nothing.
    pause = int(60 * max(1.0, window.width() * window.height() / (1920 * 1080)))
    for _ in range(int(count)):
        wait_for(lambda: not app_window.controller.imageLoader.busy, 20)
        wait(pause)
        start = time.perf_counter()
        session.stepWork(1)
        key = session.state.location.work
        found: list[float] = []

        def look(key: str = key, found: list[float] = found) -> None:
            if not found and hangs(window, key):
                found.append(time.perf_counter())

        link = window.afterAnimating.connect(look)
        wait_for(lambda found=found: bool(found), 10)
        window.disconnect(link)
        taken.append((found[0] - start) * 1000 if found else 10_000.0)
    return {"milliseconds": taken}


class Frames:
    """The gaps between two frames of a window, and the processor time of its thread in them."""

    def __init__(self, window: QQuickWindow) -> None:
        self._frames: list[tuple[float, float]] = []
        self.gaps: list[float] = []
        self.work: list[float] = []
        window.afterAnimating.connect(self._note)

    def _note(self) -> None:
        self._frames.append((time.perf_counter(), time.thread_time()))

    def begin(self) -> None:
        """Forget what came before an animation."""
        self._frames.clear()

    def end(self) -> None:
        """Keep the gaps of an animation, in milliseconds; a longer one is not of it."""
        for (before, used_before), (after, used) in pairwise(self._frames):
            if after - before < 0.25:
                self.gaps.append((after - before) * 1000)
                self.work.append((used - used_before) * 1000)

    def report(self) -> Report:
        """Both, frame by frame."""
        return {"milliseconds": self.gaps, "work": self.work}


def fade(app_window: AppWindow, count: float) -> Report:
    """Milliseconds between two frames during so many crossfades."""
    frames = Frames(app_window.window)
    for _ in range(int(count)):
        wait_for(lambda: not app_window.controller.imageLoader.busy, 20)
        wait(1500)
        frames.begin()
        app_window.controller.loop.step(1)
        wait(1100)
        frames.end()
    return frames.report()


def rest(app_window: AppWindow, seconds: float) -> Report:
    """Frames and share of one processor while a work stands still, the loop paused."""
    frames = [time.perf_counter()]
    app_window.window.afterAnimating.connect(lambda: frames.append(time.perf_counter()))
    app_window.controller.session.pause()
    wait_for(lambda: time.perf_counter() - frames[-1] > QUIET, MOST_MOVING)
    frames.clear()
    before, start = time.process_time(), time.perf_counter()
    wait(int(seconds * 1000))
    share = (time.process_time() - before) / (time.perf_counter() - start)
    return {"frames": len(frames), "cpu": share}


def wall(app_window: AppWindow, count: float) -> Report:
    """Milliseconds between two frames while the wall is thrown so often by a finger."""
    window = app_window.window
    app_window.controller.session.show("wall")
    wait(2500)
    device = QTest.createTouchDevice()
    frames = Frames(window)
    tall = window.height()
    begin, way = tall * 65 // 100, tall * 37 // 100
    for _ in range(int(count)):
        frames.begin()
        QTest.touchEvent(window, device).press(1, QPoint(900, begin), window).commit()
        for step in range(8):
            wait(10)
            at = QPoint(900, begin - way * step // 8)
            QTest.touchEvent(window, device).move(1, at, window).commit()
        QTest.touchEvent(window, device).release(1, QPoint(900, begin - way), window).commit()
        wait(1400)
        frames.end()
    return frames.report()


def new(app_window: AppWindow, count: float) -> Report:
    """Seconds until so many pictures are ready that were never shown, and the processor seconds of
    the processes that decode; meanwhile the loop turns, and its frames are noted.
    """
    session, loader = app_window.controller.session, app_window.controller.imageLoader
    keys = list(session.catalogue.works_of_medium(ALL_MEDIA))[: int(count)]
    width, height = app_window.window.width() * 31 // 48, app_window.window.height() * 7 // 9
    box = (width, height)
    left = {key for key in keys if loader.find(key, box) is None}
    made = len(keys) - len(left)
    failed: list[str] = []

    def note(key: str, *_size: int) -> None:
        # Each work has other requests too, with boxes of their own.
        if key in left and loader.find(key, box) is not None:
            left.discard(key)

    loader.ready.connect(note)
    loader.failed.connect(failed.append)
    frames = Frames(app_window.window)
    used, start = decoder_seconds(), time.perf_counter()
    for key in left:
        loader.request(key, box, urgency=Urgency.NEXT)
    while left and len(failed) < len(left):
        frames.begin()
        app_window.controller.loop.step(1)
        if not wait_for(lambda: not left, 1.1) or not frames.gaps:
            frames.end()
    taken = time.perf_counter() - start
    return {
        **frames.report(),
        "made": made + len(keys) - made - len(left),
        "seconds": taken,
        "decoder_seconds": decoder_seconds() - used,
    }


def decoder_seconds() -> float:
    """Processor time of all processes that this one has started, with those that have ended."""
    own = os.times()
    ticks = 0
    for child in family(os.getpid()):
        if child != os.getpid():
            with contextlib.suppress(OSError):
                stat = Path(f"/proc/{child}/stat").read_text(encoding="utf-8", errors="replace")
                ticks += sum(map(int, stat.rpartition(")")[2].split()[11:13]))
    return own.children_user + own.children_system + ticks / os.sysconf("SC_CLK_TCK")


def zoom(app_window: AppWindow, _seconds: float) -> Report:
    """From the touch to the master's own pixels in sight, in milliseconds, and what memory it took,
    in MB.
    """
    session, window = app_window.controller.session, app_window.window
    image_loader = app_window.controller.imageLoader
    taken: list[float] = []
    extra = 0.0
    for key in list(session.catalogue.works_of_medium(ALL_MEDIA))[:4]:
        session.openWork(key)
        wait_for(lambda key=key: hangs(window, key), 60)
        start = time.perf_counter()
        wait_for(lambda key=key: image_loader.find_tiles(key) is not None, 120)
        cutting = time.perf_counter() - start
        wait(800)
        magnifier = next(visible_items(window.contentItem(), Role.Magnifier))
        before = memory()
        start = time.perf_counter()
        session.zoomTo(max_zoom(magnifier) - 1)

        def sharp(magnifier: QQuickItem = magnifier) -> bool:
            tiles = list(visible_items(magnifier, Role.Tile))
            return bool(tiles) and all(map(is_sharp, tiles))

        wait_for(sharp, 10)
        taken.append((time.perf_counter() - start) * 1000)
        extra = max(extra, memory() - before)
        session.zoomTo(0)
    return {"milliseconds": taken, "extra_mb": extra, "cutting_seconds": cutting}


def slides(app_window: AppWindow, count: float) -> Report:
    """Memory in MB after each hundredth of so many changes of the loop."""
    session = app_window.controller.session
    pages = []
    for number in range(int(count)):
        session.apply(transitions.turn_loop, 1, 1)
        app_window.controller.loop.prepareNext()
        wait(1)
        if number % max(1, int(count) // 100) == 0:
            wait_for(lambda: not app_window.controller.imageLoader.busy, 20)
            pages.append((number, memory()))
    return {"memory": pages}


def memory() -> float:
    """What of this process alone is in memory, in MB; the libraries that it shares come and go with
    other processes.
    """
    status = Path("/proc/self/status").read_text(encoding="utf-8", errors="replace")
    return (
        sum(
            int(kilobytes)
            for kilobytes in re.findall(r"^Rss(?:Anon|Shmem):\s+(\d+)", status, re.MULTILINE)
        )
        / 1024
    )


WHAT: dict[str, Callable[[AppWindow, float], Report]] = {
    "touch": touch, "fade": fade, "rest": rest, "wall": wall, "zoom": zoom, "slides": slides,
    "new": new,
}  # fmt: skip


def main() -> int:
    """From the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("what", choices=sorted(WHAT))
    parser.add_argument("--seconds", "--count", type=float, default=20.0, dest="amount")
    parser.add_argument("--settle", type=float, default=SETTLING, help="seconds")
    parser.add_argument("--size", default="1920x1080")
    given = parser.parse_args()
    width, height = map(int, given.size.split("x"))
    report: Report = {}

    def measure(app_window: AppWindow) -> None:
        wait(int(given.settle * 1000))
        report.update(WHAT[given.what](app_window, given.amount))
        QGuiApplication.quit()

    on_window(measure)
    code = early_start.run(
        read_settings(
            folder=given.folder,
            start_time=datetime(2026, 1, 13, 13, 10),
            window_size=(width, height),
        )
    )
    print(json.dumps(report), flush=True)
    return code


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "xcb")
    sys.exit(main())

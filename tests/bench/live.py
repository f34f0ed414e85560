"""How soon a change in the folder reaches the screen's thread, with the system's events and
without, and what a look costs; and how soon a work that is withdrawn is gone everywhere: from the
screen's thread, the pictures' cache, and what is kept for a restart.

    python tests/bench/live.py [--works 10000] [--place FOLDER] [--json]

Ends with 1 when a bound is missed: a change is to be seen within a second of the folder's coming to
rest, for half a second of work, and a withdrawn work is to be gone everywhere within ten seconds
(docs/ACCESSIBILITY.md, 22).
"""

import argparse
import json
import os
import sys
import tempfile
import time
from datetime import UTC
from pathlib import Path
from unittest.mock import patch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from kiosk.app import content_reloader
from kiosk.content.cache.startup_cache import StartupCache
from kiosk.content.content import Content
from kiosk.content.scan.folder_scan import change_token_of
from kiosk.domain import Snapshot
from kiosk.pictures import derive
from kiosk.pictures.cache import DerivativeCache
from kiosk.qt.gc_scheduler import GcScheduler
from kiosk.schedule import SystemClock
from kiosk.window.controller import Controller
from tests.bench.galleries import make_gallery

# Seconds: from the folder's coming to rest, of the processor, and from the change; a look by itself
# comes only every few seconds.
SEEN, WORK, GONE = 1.0, 0.5, 10.0
Numbers = dict[str, float]


class Deaf:
    """Stands for a file system that sends no events."""

    tell_everything = False

    def __init__(self, folder: Path, stirred: object) -> None:
        """Nothing is told."""

    def close(self) -> None:
        """Nothing to end."""


def measure(folder: Path, *, events: bool) -> Numbers:
    """Seconds from a change, and from a withdrawal, to the snapshot in the window's thread, with
    the work for it, and to the last trace.
    """
    silenced = patch.object(content_reloader, "ChangeEvents", Deaf)
    if not events:
        silenced.start()
    place = Path(tempfile.mkdtemp(prefix="kiosk-live-"))
    told_of: list[object] = []
    taken: list[Snapshot] = []
    store = StartupCache(folder, place)
    first = store.load()
    controller = Controller(
        first.snapshot,
        SystemClock(UTC),
        DerivativeCache(place / "pictures", derive),
        lambda _language: None,
    )
    image_loader = controller.imageLoader
    # As in the program: Python collects where nobody waits for it.
    garbage = GcScheduler()
    garbage.start(lambda: True)

    def take(snapshot: Snapshot) -> None:
        controller.set_content(snapshot)
        taken.append(snapshot)

    watcher = content_reloader.ContentReloader(Content.read(first), take, told_of.append, store)
    label = sorted((folder / "works").glob("*.md"))[0]
    image_loader.request(f"works/{label.stem}", (320, 240))
    before = label.read_text("utf-8")
    found: Numbers = {}
    try:
        wait(lambda: bool(told_of) and not image_loader.busy, 60)
        spend(3)
        for what, head in (
            ("change", "title: Changed "),
            ("withdrawal", "withdrawn: yes\ntitle: Changed "),
        ):
            taken.clear()
            start, work = time.monotonic(), time.process_time()
            label.write_text(before.replace("title: ", head), encoding="utf-8")
            wait(lambda: bool(taken), 60)
            found |= {
                f"{what}_seconds": time.monotonic() - start,
                f"{what}_work": time.process_time() - work,
            }
            wait(lambda what=what: (b"Changed " in kept(place)) == (what == "change"), 60)
            if what == "withdrawal":
                wait(lambda: not list((place / "pictures").rglob("*.jpg")), 60)
                found["gone_seconds"] = time.monotonic() - start
            spend(3)
    finally:
        label.write_text(before, encoding="utf-8")
        watcher.close()
        image_loader.close()
        garbage.close()
        if not events:
            silenced.stop()
    return found


def missed(found: Numbers, *, events: bool) -> list[str]:
    """The bounds that do not hold. Where no event tells of a change, only the last of them is
    promised.
    """
    rest = content_reloader.SETTLE_SECONDS
    bounds = {"gone_seconds": GONE}
    if events:
        bounds |= {
            "change_seconds": rest + SEEN,
            "withdrawal_seconds": rest + SEEN,
            "change_work": WORK,
            "withdrawal_work": WORK,
        }
    return [
        f"{name} is {found[name]:.2f} s, and at most {bound:g} s are allowed"
        for name, bound in bounds.items()
        if found[name] > bound
    ]


def kept(place: Path) -> bytes:
    """All that is kept for a restart."""
    return b"".join(path.read_bytes() for path in place.glob("*.*") if path.is_file())


def wait(until, seconds: float) -> None:  # type: ignore[no-untyped-def]
    """Raises TimeoutError when ``until`` does not hold in time."""
    end = time.monotonic() + seconds
    while not until():
        if time.monotonic() > end:
            raise TimeoutError
        spend(0.01)


def spend(seconds: float) -> None:
    """Let the window's thread work."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.005)


def main() -> int:
    """From the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--works", type=int, default=10_000)
    parser.add_argument(
        "--place", type=Path, default=Path(tempfile.gettempdir()) / "kiosk-bench-live"
    )
    parser.add_argument("--json", action="store_true", help="print the numbers as JSON")
    given = parser.parse_args()
    folder = make_gallery(given.place, given.works, (640, 480))
    app = QGuiApplication([])
    store = StartupCache(folder, Path(tempfile.mkdtemp(prefix="kiosk-live-")))
    change_token_of(store.scan())
    start = time.process_time()
    change_token_of(store.scan())
    print(f"one look at {given.works} works: {time.process_time() - start:.2f} s of work")
    broken: list[str] = []
    every: dict[str, Numbers] = {}
    for how, events in (("with events", True), ("without events", False)):
        every[how] = found = measure(folder, events=events)
        for what in ("change", "withdrawal"):
            print(
                f"{what}, {how}: {found[f'{what}_seconds']:.2f} s, {found[f'{what}_work']:.2f} s "
                "of work until it is shown"
            )
        print(f"withdrawal, {how}: {found['gone_seconds']:.2f} s until it is gone everywhere")
        broken += [f"{how}: {words}" for words in missed(found, events=events)]
    app.shutdown()
    for words in broken:
        print(f"does not hold, {words}", file=sys.stderr)
    if given.json:
        print(json.dumps(every))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())

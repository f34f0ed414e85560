"""How soon a change in the folder reaches the screen's thread, with the system's events and without, and what a look costs;
and how soon a work that is withdrawn is gone everywhere: from the screen's thread, the pictures' cache, and what is kept for a restart.

python tests/bench/live.py [--works 10000] [--place FOLDER]
"""

import argparse
import importlib.util
import os
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication

from kiosk.bridge.shelf import Shelf
from kiosk.content.look import mark_of
from kiosk.domain import Snapshot
from kiosk.pictures import derive
from kiosk.pictures.cache import Cache
from kiosk.runtime import reload
from kiosk.runtime.store import Store


class Deaf:
    """Stands for a file system that sends no events."""

    def __init__(self, folder: Path, stirred: object) -> None:
        """Nothing is told."""

    def close(self) -> None:
        """Nothing to end."""


def measure(folder: Path, *, events: bool) -> None:
    """Print the seconds from a change, and from a withdrawal, to the snapshot in the window's thread, and to the last trace."""
    told = reload.Stirrings
    if not events:
        reload.Stirrings = Deaf
    place = Path(tempfile.mkdtemp(prefix="kiosk-live-"))
    shelf = Shelf(Cache(place / "pictures", derive))
    taken: list[Snapshot] = []

    def take(snapshot: Snapshot) -> None:
        files = {work.key: work.picture.file for work in snapshot.works if work.picture}
        shelf.stock(snapshot.root, files, whole=snapshot.whole, below=snapshot.given)
        taken.append(snapshot)

    told_of: list[object] = []
    store = Store(folder, place)
    first = store.load()
    take(first.snapshot)
    watcher = reload.Watcher(first, take, told_of.append, store)
    label = sorted((folder / "works").glob("*.md"))[0]
    shelf.wait(f"works/{label.stem}", (320, 240))
    before = label.read_text("utf-8")
    how = "with" if events else "without"
    try:
        wait(lambda: bool(told_of) and not shelf.busy, 60)
        spend(3)
        for what, head in (("change", "title: Changed "), ("withdrawal", "withdrawn: yes\ntitle: Changed ")):
            taken.clear()
            start, work = time.monotonic(), time.process_time()
            label.write_text(before.replace("title: ", head), encoding="utf-8")
            wait(lambda: bool(taken), 60)
            print(f"{what}, {how} events: {time.monotonic() - start:.2f} s, {time.process_time() - work:.2f} s of work until it is shown")
            wait(lambda what=what: (b"Changed " in kept(place)) == (what == "change"), 60)
            if what == "withdrawal":
                wait(lambda: not list((place / "pictures").rglob("*.jpg")), 60)
                print(f"withdrawal, {how} events: {time.monotonic() - start:.2f} s until it is gone everywhere")
            spend(3)
    finally:
        label.write_text(before, encoding="utf-8")
        watcher.close()
        shelf.close()
        reload.Stirrings = told


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


def main() -> None:
    """From the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--works", type=int, default=10_000)
    parser.add_argument("--place", type=Path, default=Path(tempfile.gettempdir()) / "kiosk-bench-live")
    given = parser.parse_args()
    found = importlib.util.spec_from_file_location("galleries", Path(__file__).with_name("galleries.py"))
    assert found is not None
    assert found.loader is not None
    galleries = importlib.util.module_from_spec(found)
    found.loader.exec_module(galleries)
    folder = galleries.make_gallery(given.place, given.works, (640, 480))
    app = QCoreApplication([])
    store = Store(folder, Path(tempfile.mkdtemp(prefix="kiosk-live-")))
    mark_of(store.look())
    start = time.process_time()
    mark_of(store.look())
    print(f"one look at {given.works} works: {time.process_time() - start:.2f} s of work")
    measure(folder, events=True)
    measure(folder, events=False)
    app.shutdown()


if __name__ == "__main__":
    main()

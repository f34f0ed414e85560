"""How soon a change in the folder reaches the screen's thread, with the system's events and without, and what a look costs.

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

from kiosk.runtime import reload
from kiosk.runtime.store import Store


class Deaf:
    """Stands for a file system that sends no events."""

    def __init__(self, folder: Path, stirred: object) -> None:
        """Nothing is told."""

    def close(self) -> None:
        """Nothing to end."""


def measure(folder: Path, *, events: bool) -> None:
    """Print the seconds from a change, and from a withdrawal, to the snapshot in the window's thread."""
    told = reload.Stirrings
    if not events:
        reload.Stirrings = Deaf
    taken: list[object] = []
    store = Store(folder, Path(tempfile.mkdtemp(prefix="kiosk-live-")))
    watcher = reload.Watcher(store.load(), taken.append, lambda problems: None, store)
    label = sorted((folder / "works").glob("*.md"))[0]
    before = label.read_text("utf-8")
    try:
        wait(lambda: store._memory is None, 60)
        spend(3)
        changes = (("change", "title: Changed "), ("withdrawal", "withdrawn: yes\ntitle: "))
        for what, text in ((what, before.replace("title: ", head)) for what, head in changes):
            taken.clear()
            start = time.monotonic()
            label.write_text(text, encoding="utf-8")
            wait(lambda: bool(taken), 60)
            print(f"{what}, {'with' if events else 'without'} events: {time.monotonic() - start:.2f} s")
            spend(3)
    finally:
        label.write_text(before, encoding="utf-8")
        watcher.close()
        reload.Stirrings = told


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
    store.mark()
    start = time.process_time()
    store.mark()
    print(f"one look at {given.works} works: {time.process_time() - start:.2f} s of work")
    measure(folder, events=True)
    measure(folder, events=False)
    app.shutdown()


if __name__ == "__main__":
    main()

"""A change in a folder is told at once, and the thread that hears of it sleeps until then."""

import os
import sys
import threading
import time
from pathlib import Path

import pytest

from kiosk.app import change_events
from kiosk.app.change_events import ChangeEvents

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="inotify is Linux's")
SOON = 2.0


class Told:
    """Counts what it is told of."""

    def __init__(self, *folders: Path) -> None:
        self.times = 0
        self.came = threading.Event()
        self.events = ChangeEvents(folders, self.take)
        until = time.monotonic() + SOON
        while not self.events.tell_everything and time.monotonic() < until:
            time.sleep(0.01)

    def take(self) -> None:
        self.times += 1
        self.came.set()

    def hears(self, seconds: float = SOON) -> bool:
        heard = self.came.wait(seconds)
        # Of a burst, the later part comes after it.
        time.sleep(2 * change_events.DEBOUNCE_SECONDS)
        self.came.clear()
        return heard


@pytest.fixture
def listen(tmp_path):
    made = []

    def make(*folders: Path) -> Told:
        made.append(Told(*folders))
        return made[-1]

    yield make
    for one in made:
        one.events.close()


def written(path: Path, text: str = "x") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: written(folder / "works" / "a.md", "changed"),
        lambda folder: (folder / "works" / "a.md").unlink(),
        lambda folder: os.replace(folder / "works" / "a.md", folder / "works" / "b.md"),
        lambda folder: (folder / "works" / "a.md").chmod(0o600),
        lambda folder: written(folder / "new.md"),
        lambda folder: written(folder / "works" / "deep" / "in" / "it.md"),
        lambda folder: (folder / "works").rename(folder / "other"),
    ],
    ids=["written", "gone", "renamed", "rights", "new", "new folders", "folder renamed"],
)
def test_each_kind_of_change_is_told(listen, tmp_path, change):
    written(tmp_path / "works" / "a.md")
    told = listen(tmp_path)
    change(tmp_path)
    assert told.hears()


def test_in_a_folder_that_came_later_changes_are_told_too(listen, tmp_path):
    told = listen(tmp_path)
    written(tmp_path / "events" / "2026" / "a.md")
    assert told.hears()
    written(tmp_path / "events" / "2026" / "a.md", "changed")
    assert told.hears()


def test_a_burst_is_told_once_or_twice(listen, tmp_path):
    """Twice where its first file was told before the others came; written slowly, once a wait."""
    told = listen(tmp_path)
    began = time.monotonic()
    for number in range(300):
        written(tmp_path / f"{number}.md")
    waits = int((time.monotonic() - began) / change_events.DEBOUNCE_SECONDS)
    assert told.hears()
    assert told.times <= 2 + waits


def test_a_look_into_the_folder_is_no_change_and_wakes_nobody(listen, tmp_path):
    written(tmp_path / "works" / "a.md")
    told = listen(tmp_path)
    (thread,) = told.events._threads
    status = Path(f"/proc/self/task/{thread.native_id}/status")

    def switches() -> int:
        return int(status.read_text().partition("\nvoluntary_ctxt_switches:")[2].split()[0])

    time.sleep(0.1)
    before = switches()
    for _ in range(5):
        list(tmp_path.rglob("*"))
        (tmp_path / "works" / "a.md").read_text()
        time.sleep(0.1)
    assert switches() == before
    assert told.times == 0


def test_a_folder_that_is_put_in_its_place_is_watched_next(listen, tmp_path, monkeypatch):
    monkeypatch.setattr(change_events, "RETRY_SECONDS", 0.1)
    folder = tmp_path / "gallery"
    written(folder / "a.md")
    told = listen(folder)
    folder.rename(tmp_path / "away")
    assert told.hears()
    written(folder / "b.md")
    until = time.monotonic() + SOON
    while not told.events.tell_everything and time.monotonic() < until:
        time.sleep(0.01)
    told.came.clear()
    written(folder / "c.md")
    assert told.hears()


def test_it_does_not_claim_to_hear_everything_where_it_does_not(listen, tmp_path, monkeypatch):
    """A share changes elsewhere too, and a folder without a watch tells nothing."""
    from kiosk.app import inotify

    assert inotify.tells_everything(tmp_path) == listen(tmp_path).events.tell_everything
    assert not inotify.tells_everything(Path("/proc")), "as every file system without a disk"
    written(tmp_path / "works" / "a.md")
    monkeypatch.setattr(change_events, "MOST_FOLDERS", 0)
    told = Told.__new__(Told)
    told.events = ChangeEvents([tmp_path], lambda: None)
    time.sleep(0.3)
    assert not told.events.tell_everything
    told.events.close()


def test_it_ends_at_once(tmp_path):
    told = Told(tmp_path)
    began = time.monotonic()
    told.events.close()
    assert time.monotonic() - began < change_events.JOIN_SECONDS
    assert not any(thread.is_alive() for thread in told.events._threads)

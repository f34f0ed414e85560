"""The folder on the wall, reloaded.

A change is shown within a second of settling, a burst is one update, a stick may vanish.
"""

import errno
import io
import os
import pkgutil
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication

from kiosk import path_safety
from kiosk.app import content_reloader
from kiosk.app.content_reloader import ContentReloader
from kiosk.app.restless_files import RestlessFiles
from kiosk.content.cache.startup_cache import StartupCache
from kiosk.content.content import Content
from kiosk.content.front_matter import document
from kiosk.schedule import Clock

KIOSK = "title: Seen\nlanguages: [en]\n"
LABEL = "---\ntitle: Whole\nmedium: photography\ncontent_note: Blood\n---\n\nWall text.\n"
POEM = "---\ntitle: {}\nmedium: poetry\n---\nx\n"


class Wall:
    """Takes the snapshots that a watcher gives."""

    def __init__(
        self,
        folder: Path,
        place: Path,
        more: Sequence[Path] = (),
        clock: Clock | None = None,
    ) -> None:
        self.taken, self.checks = [], []
        store = StartupCache(folder, place, more=more)
        self.watcher = ContentReloader(
            Content.read(store.load()), self.taken.append, self.checks.append, store, clock
        )

    def wait(self, until, seconds: float) -> float:
        """Seconds until ``until`` holds; fails when it does not within ``seconds``."""
        start = time.monotonic()
        while not until():
            assert time.monotonic() - start < seconds, "not in time"
            QCoreApplication.processEvents()
            time.sleep(0.01)
        return time.monotonic() - start

    def titles(self) -> list[str]:
        return [str(work.title) for work in self.taken[-1].works] if self.taken else []


@pytest.fixture
def wall(qapp, write_folder, tmp_path):
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.md": POEM.format("A")})
    place = tmp_path / "place"
    place.mkdir()
    link = tmp_path / "current"
    link.symlink_to(root)
    wall = Wall(link, place)
    time.sleep(0.6)
    yield wall
    wall.watcher.close()


def test_a_change_is_shown_within_a_second_and_a_burst_of_a_thousand_is_one_update(
    wall, write_folder
):
    write_folder({"works/a.md": POEM.format("B")})
    assert wall.wait(lambda: wall.titles() == ["B"], 3) < 1.5
    before = len(wall.taken)
    write_folder({f"works/p{number:04d}.md": POEM.format(number) for number in range(1000)})
    wall.wait(lambda: len(wall.titles()) == 1001, 6)
    assert len(wall.taken) == before + 1


def test_a_file_that_is_copied_slowly_is_not_shown_until_it_is_whole(wall, write_folder, tmp_path):
    picture = io.BytesIO()
    Image.effect_noise((3000, 2000), 90).save(picture, "JPEG")
    whole = picture.getvalue()
    for name, raw in (("works/p.md", LABEL.encode()), ("works/p.jpg", whole)):
        with (tmp_path / "gallery" / name).open("wb") as copy:
            for part in range(5):
                copy.write(raw[len(raw) * part // 5 : len(raw) * (part + 1) // 5])
                copy.flush()
                start = time.monotonic()
                # Now and then a slow stick stalls for longer than a folder takes to settle.
                while time.monotonic() - start < (1.2 if part == 2 else 0.2):
                    QCoreApplication.processEvents()
                    time.sleep(0.01)
                assert "Whole" not in wall.titles()
    wall.wait(lambda: wall.titles() == ["A", "Whole"], 6)
    assert str(wall.taken[-1].works[1].content_note) == "Blood"
    assert wall.taken[-1].works[1].picture.width == 3000


def test_a_file_that_never_rests_holds_back_no_withdrawal(wall, write_folder, tmp_path, caplog):
    """A camera's picture beside the labels: no two scans were alike, so nothing was read."""
    restless = tmp_path / "gallery" / "works" / "camera.jpg"
    write_folder({"works/b.md": POEM.format("B")})
    wall.wait(lambda: wall.titles() == ["A", "B"], 5)
    started, withdrawn_at, written = time.monotonic(), 0.0, 0

    def is_gone() -> bool:
        nonlocal withdrawn_at, written
        written += 1
        restless.write_bytes(b"x" * written)
        if not withdrawn_at and time.monotonic() - started > 4:
            withdrawn_at = time.monotonic()
            write_folder({"works/b.md": "---\ntitle: B\nmedium: poetry\nwithdrawn: yes\n---\nx\n"})
        return withdrawn_at > 0 and wall.titles() == ["A"]

    wall.wait(is_gone, 20)
    assert time.monotonic() - withdrawn_at < 10
    assert "camera.jpg changes all the time" in caplog.text


def test_a_long_copy_of_many_files_is_waited_for():
    """Each of its files changes once or for a short while: none of them never rests."""
    restless = RestlessFiles()
    files: dict[str, tuple[int, int]] = {"a": (1, 1)}
    for step in range(60):
        now = 100.0 + 0.4 * step
        files = {**files, f"new {step // 3}": (step, step)}
        restless.note(files, now)
        assert not restless.are_all_that_changed(now, 0.4)
    for step in range(60, 90):
        now = 100.0 + 0.4 * step
        files = {**files, "log": (step, step)}
        restless.note(files, now)
    assert restless.are_all_that_changed(now, 0.4)
    restless.note({**files, "log": (0, 0), "label": (5, 5)}, now + 0.4)
    assert not restless.are_all_that_changed(now + 0.4, 0.4)


def test_asked_for_the_folder_is_read_again_though_nothing_has_changed(wall):
    before = len(wall.taken)
    wall.watcher.reload()
    wall.wait(lambda: len(wall.taken) == before + 1, 3)
    assert wall.titles() == ["A"]


class SteppedClock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.day = 1

    def now(self) -> datetime:
        return datetime(2026, 1, self.day, 12, tzinfo=UTC)

    def monotonic(self) -> float:
        return time.monotonic()


def test_a_new_day_reads_the_folder_once_and_later_changes_are_seen(qapp, write_folder, tmp_path):
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.md": POEM.format("A")})
    place = tmp_path / "place"
    place.mkdir()
    clock = SteppedClock()
    wall = Wall(root, place, clock=clock)
    try:
        wall.wait(lambda: wall.checks, 3)
        before = len(wall.checks)
        clock.day = 2
        wall.watcher._wake.set()
        wall.wait(lambda: len(wall.checks) > before, 5)
        write_folder({"works/a.md": POEM.format("B")})
        wall.wait(lambda: wall.titles() == ["B"], 5)
        assert len(wall.checks) == before + 2
    finally:
        wall.watcher.close()


def test_a_change_in_a_further_folder_is_told_as_one_at_home_is(
    qapp, write_folder, tmp_path, monkeypatch
):
    # Only what is told of can wake it in time; looking alone would take a minute.
    monkeypatch.setattr(content_reloader, "PERIOD_SECONDS", 60.0)
    monkeypatch.setattr(content_reloader, "LONGEST_PERIOD_SECONDS", 60.0)
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.md": POEM.format("A")})
    stick = write_folder({"works/b.md": POEM.format("B")}, tmp_path / "stick")
    wall = Wall(root, tmp_path, more=[stick])
    try:
        time.sleep(1.5)
        write_folder({"works/b.md": POEM.format("C")}, stick)
        wall.wait(lambda: wall.titles() == ["A", "C"], 10)
        write_folder({"works/a.md": POEM.format("D")})
        wall.wait(lambda: wall.titles() == ["D", "C"], 10)
    finally:
        wall.watcher.close()


def test_without_events_the_rescan_is_the_truth(qapp, write_folder, tmp_path, monkeypatch):
    class Silent:
        tell_everything = False

        def __init__(self, folder, on_change):
            pass

        def close(self):
            pass

    monkeypatch.setattr(content_reloader, "ChangeEvents", Silent)
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.md": POEM.format("A")})
    wall = Wall(root, tmp_path)
    try:
        time.sleep(0.2)
        write_folder(
            {
                "works/a.md": POEM.format("A").replace("title", "withdrawn: yes\ntitle"),
                "works/b.md": POEM.format("B"),
            }
        )
        wall.wait(lambda: wall.titles() == ["B"], 6)
    finally:
        wall.watcher.close()


def test_a_stick_that_vanishes_changes_nothing_and_a_release_is_swapped_by_its_link(wall, tmp_path):
    gallery = tmp_path / "gallery"
    gallery.rename(tmp_path / "away")
    gallery.mkdir()
    time.sleep(1.2)
    QCoreApplication.processEvents()
    assert wall.taken == []
    new = tmp_path / "new"
    (new / "works").mkdir(parents=True)
    (new / "kiosk.yaml").write_text(KIOSK)
    (new / "works" / "n.md").write_text(POEM.format("New"))
    fresh = tmp_path / "fresh"
    fresh.symlink_to(new)
    os.replace(fresh, tmp_path / "current")
    wall.wait(lambda: wall.titles() == ["New"], 6)


def test_a_label_that_is_nested_without_end_keeps_no_withdrawal_from_being_obeyed(
    wall, write_folder
):
    deep = "---\ntitle: " + "[" * 900 + "x" + "]" * 900 + "\n---\nx\n"
    write_folder({"works/b.md": POEM.format("B"), "works/deep.md": deep})
    wall.wait(lambda: wall.titles() == ["A", "B"], 6)
    write_folder({"works/a.md": POEM.format("A").replace("title", "withdrawn: yes\ntitle")})
    wall.wait(lambda: wall.titles() == ["B"], 6)


@pytest.mark.parametrize("stage", ["scanning", "reading", "a calendar"])
def test_closing_ends_a_long_reading_at_the_next_item(
    qapp, write_folder, tmp_path, monkeypatch, stage
):
    """Of a thousand items that take 20 ms each, the reader finishes one."""
    entry = "BEGIN:VEVENT\r\nUID:{0}\r\nDTSTART:20260120T180000Z\r\nSUMMARY:E{0}\r\nEND:VEVENT\r\n"
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.md": POEM.format("A")})
    begun, done = threading.Event(), []
    patched = {
        "scanning": "kiosk.content.scan.folder_scan._scan_entry",
        "reading": "kiosk.content.item_reader.ItemReader._read",
        "a calendar": "kiosk.content.events.calendar_entries.EntryReader._entry",
    }[stage]
    room, _, name = patched.rpartition(".")
    owner = pkgutil.resolve_name(room)
    original = getattr(owner, name)

    def slowly(*arguments: object) -> object:
        if threading.current_thread().name == "content-reloader":
            begun.set()
            time.sleep(0.02)
            done.append(1)
        return original(*arguments)

    wall = Wall(root, tmp_path / "place")
    try:
        time.sleep(0.6)
        monkeypatch.setattr(owner, name, slowly)
        entries = "".join(entry.format(number) for number in range(1_000))
        calendar = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{entries}END:VCALENDAR\r\n"
        poems = {f"works/p{number:04d}.md": POEM.format(number) for number in range(1_000)}
        write_folder({"events/c.ics": calendar} if stage == "a calendar" else poems)
        wall.wait(begun.is_set, 10)
    finally:
        before = len(done)
        began = time.monotonic()
        wall.watcher.close()
        took = time.monotonic() - began
    assert not wall.watcher._thread.is_alive()
    assert len(done) - before <= 2
    assert took < content_reloader.JOIN_SECONDS


def test_a_file_that_could_not_be_read_is_tried_again_without_any_change(
    wall, write_folder, monkeypatch
):
    """As on a share that fails for a moment: nothing in the folder changes afterwards."""
    monkeypatch.setattr(content_reloader, "RETRY_SECONDS", (0.2,))
    failures, real = [0], path_safety.read_below

    def read(root, name, *words):
        if name.endswith("b.md") and failures[0] < 2:
            failures[0] += 1
            raise OSError(errno.EIO, "x")
        return real(root, name, *words)

    monkeypatch.setattr(document, "read_below", read)
    write_folder({"works/b.md": POEM.format("B")})
    wall.wait(lambda: wall.titles() == ["A", "B"], 10)
    # The label is read, then searched for a withdrawal.
    assert failures[0] == 2
    told = [[one.rule for one in check if one.path == "works/b.md"] for check in wall.checks]
    assert ["unreadable"] in told
    assert "unreadable" not in told[-1]


def test_the_pauses_between_two_tries_grow_and_a_whole_reading_ends_them(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    settling = content_reloader._Settling((1,))
    pauses = []
    for _ in range(6):
        settling.note_reading(is_whole=False)
        began = now[0]
        while not settling.should_read((1,), now[0], 0.0):
            settling.require_retry()
            now[0] += 0.5
        pauses.append(now[0] - began)
    assert pauses == sorted(pauses)
    assert pauses[-1] == pytest.approx(content_reloader.RETRY_SECONDS[-1], abs=2)
    settling.note_reading(is_whole=True)
    for _ in range(1000):
        settling.require_retry()
        now[0] += 0.5
        assert not settling.should_read((1,), now[0], 0.0)

"""A text that is exchanged for another of the same size and time is read again."""

import os
from pathlib import Path

import pytest

from kiosk.content.cache import startup_snapshot
from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.load import load
from kiosk.content.scan import change_times, folder_scan
from kiosk.content.scan.change_times import changed_at, steady_devices
from kiosk.content.scan.folder_scan import scan

OPEN = "---\ntitle: A\nartist: B\nwithdrawn: no \n---\nWords.\n"
WITHDRAWN = OPEN.replace("no ", "yes")
NAME = "works/a.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "works").mkdir()
    (tmp_path / "kiosk.yaml").write_text("title: T\ntimezone: America/Los_Angeles\n")
    (tmp_path / NAME).write_text(OPEN)
    return tmp_path


@pytest.fixture
def steady(monkeypatch: pytest.MonkeyPatch, folder: Path) -> frozenset[int]:
    """The folder's device keeps its change times, whatever the tests run on."""
    device = frozenset([folder.stat().st_dev])
    for module in (folder_scan, startup_snapshot):
        monkeypatch.setattr(module, "steady_devices", lambda: device)
    return device


def exchange(path: Path, text: str) -> None:
    """Put another file in a file's place, with the same size and the same nanosecond."""
    before = path.stat()
    other = path.with_suffix(".other")
    other.write_text(text)
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)
    after = path.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def titles(folder: Path, cache: ReadCache) -> list[str]:
    return [work.title.get("en") for work in load(folder, read_cache=cache).snapshot.works]


@pytest.mark.usefixtures("steady")
def test_a_label_of_the_same_size_and_time_is_read_again(folder: Path, tmp_path: Path):
    cache = ReadCache()
    assert titles(folder, cache) == ["A"]
    before = scan(folder)
    exchange(folder / NAME, WITHDRAWN)
    assert scan(folder).change_token != before.change_token
    assert scan(folder).fingerprint != before.fingerprint
    # Also after a restart.
    assert cache.save(tmp_path / "cache")
    assert titles(folder, ReadCache.restore(tmp_path / "cache")) == []
    assert titles(folder, cache) == []


def test_the_start_up_cache_sees_it_too(folder: Path, steady: frozenset[int]):
    stamps = [one for files in scan(folder).files.values() for one in files]
    assert all(startup_snapshot._stamp(folder, one[0], steady) == one for one in stamps)
    exchange(folder / NAME, WITHDRAWN)
    changed = [one[0] for one in stamps if startup_snapshot._stamp(folder, one[0], steady) != one]
    assert changed == [NAME]


def test_a_share_that_makes_up_its_change_times_is_not_read_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(folder_scan, "steady_devices", frozenset)
    before = scan(folder)
    (folder / NAME).chmod(0o640)
    assert scan(folder).change_token == before.change_token
    stamp = next(one for one in before.files["works"] if one[0] == NAME)
    assert stamp[2] == (folder / NAME).stat().st_mtime_ns


def test_a_text_keeps_its_time_to_the_millisecond_and_a_picture_to_the_nanosecond(folder: Path):
    stat = (folder / NAME).stat()
    steady = frozenset([stat.st_dev])
    assert changed_at("a.MD", stat, steady) // 1_000_000 == stat.st_mtime_ns // 1_000_000
    assert changed_at("a.jpg", stat, steady) == stat.st_mtime_ns


def test_the_devices_are_those_of_the_system_s_own_disks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        "27 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda rw\n"
        "30 27 8:17 / /media/a\\040b rw - vfat /dev/sdb1 rw\n"
        "31 27 0:50 / /share rw - cifs //host/share rw\n"
        "32 27 0:51 / /mnt/x rw - fuse.sshfs host: rw\n"
        "damaged\n33 27 0:52 / /tmp rw - tmpfs tmpfs rw\n"
    )
    monkeypatch.setattr(change_times, "_MOUNTS", str(mounts))
    assert steady_devices() == {os.makedev(254, 1), os.makedev(0, 52)}
    monkeypatch.setattr(change_times, "_MOUNTS", str(tmp_path / "none"))
    assert steady_devices() == frozenset()

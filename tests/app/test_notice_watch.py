"""A notice reaches the program within two seconds, and leaves it as soon as its file."""

import errno
import os
import time

import pytest
from PySide6.QtCore import QCoreApplication

from kiosk import path_safety
from kiosk.app import notice_watch
from kiosk.app.notice_watch import NoticeWatch
from kiosk.content.front_matter import document
from kiosk.content.load import load
from kiosk.domain import Exhibition, Snapshot

SECONDS = 2.0
# Of a hurried watch, between two looks.
PERIOD = notice_watch.PERIOD_SECONDS / 5
FIRE = "---\ntitle: Leave\nlevel: emergency\n---\nUse the stair.\n"


class Board:
    def __init__(self, *roots) -> None:
        self.snapshot = Snapshot(root=roots[0], further=tuple(roots[1:]), exhibition=Exhibition())
        self.seen: list[tuple[str, ...]] = []
        self.watch = NoticeWatch(lambda: self.snapshot, self.take)

    def take(self, notices) -> None:
        self.seen.append(tuple(one.headline.get("en") for one in notices))

    def until(self, *headlines: str) -> None:
        end = time.monotonic() + SECONDS
        while not self.seen or self.seen[-1] != headlines:
            assert time.monotonic() < end, self.seen
            QCoreApplication.processEvents()
            time.sleep(0.01)


@pytest.fixture
def hurried(monkeypatch):
    """Looks five times as often; what depends on the pause is tested with its own."""
    for name in ("PERIOD_SECONDS", "SETTLE_SECONDS"):
        monkeypatch.setattr(notice_watch, name, getattr(notice_watch, name) / 5)


@pytest.fixture
def board(qapp, write_folder):
    made = []

    def make(*roots) -> Board:
        made.append(Board(*(roots or (write_folder({"kiosk.yaml": "title: T\n"}),))))
        return made[-1]

    yield make
    for one in made:
        one.watch.close()


def test_it_comes_and_goes_with_its_file(board, write_folder):
    wall = board()
    wall.until()
    folder = write_folder({"notices/fire.md": FIRE})
    wall.until("Leave")
    (folder / "notices" / "fire.md").write_text(FIRE.replace("Leave", "Leave now"))
    wall.until("Leave now")
    (folder / "notices" / "fire.md").unlink()
    wall.until()


def test_a_folder_that_vanishes_changes_nothing(hurried, board, write_folder):
    folder = write_folder({"kiosk.yaml": "title: T\n", "notices/fire.md": FIRE})
    wall = board(folder)
    wall.until("Leave")
    folder.rename(folder.with_name("away"))
    end = time.monotonic() + 4 * PERIOD
    while time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.02)
    assert wall.seen[-1] == ("Leave",)


def test_a_share_that_hangs_delays_no_other_folder(
    hurried, board, write_folder, tmp_path, monkeypatch
):
    """The further folder waits for ever, as a share whose server has gone."""
    from kiosk.content import notice_reader

    own = write_folder({"kiosk.yaml": "title: T\n"})
    share = write_folder({"works/a.md": "x"}, tmp_path / "share")
    scan, ended = notice_reader.scan_notices, []

    def scan_or_hang(root, *, further=False):
        while root == share and not ended:
            time.sleep(0.02)
        return scan(root, further=further)

    monkeypatch.setattr(notice_reader, "scan_notices", scan_or_hang)
    wall = board(own, share)
    write_folder({"notices/fire.md": FIRE})
    wall.until("Leave")
    ended.append(True)


def test_it_ends_while_a_share_hangs(board, write_folder, monkeypatch):
    from kiosk.content import notice_reader

    monkeypatch.setattr(notice_reader, "scan_notices", lambda *_, **__: time.sleep(1.5))
    wall = board()
    began = time.monotonic()
    wall.watch.close()
    assert time.monotonic() - began < 1


def test_a_file_that_is_still_being_copied_is_waited_for(board, write_folder):
    """Two looks have to agree: half an instruction may be the wrong one."""
    wall = board()
    wall.until()
    folder = write_folder({"notices/fire.md": "---\ntitle: Do not"})
    for number in range(6):
        (folder / "notices" / "fire.md").write_text("---\ntitle: Do not" + " use" * number)
        os.utime(folder / "notices" / "fire.md", ns=(number, number))
        end = time.monotonic() + 0.2
        while time.monotonic() < end:
            QCoreApplication.processEvents()
            time.sleep(0.01)
    assert all(not one for one in wall.seen), wall.seen
    (folder / "notices" / "fire.md").write_text(FIRE)
    wall.until("Leave")


class TestAfterARestart:
    """The snapshot has the notices from before; this watch has not read one yet."""

    @pytest.fixture
    def before(self, write_folder):
        folder = write_folder({"kiosk.yaml": "title: T\n", "notices/fire.md": FIRE})
        return folder, load(folder).snapshot

    def test_a_folder_that_does_not_answer_is_as_before(self, hurried, board, before):
        folder, snapshot = before
        folder.rename(folder.with_name("away"))
        wall = board(folder)
        wall.snapshot = snapshot
        wall.until("Leave")
        (folder.with_name("away") / "notices" / "fire.md").unlink()
        folder.with_name("away").rename(folder)
        wall.until()

    def test_a_notice_that_cannot_be_read_is_as_before(self, hurried, board, before, write_folder):
        folder, snapshot = before
        write_folder({"notices/fire.md": "---\ntitle: Leave: now: then\n---\nx\n"})
        wall = board(folder)
        wall.snapshot = snapshot
        wall.until("Leave")
        write_folder({"notices/fire.md": FIRE.replace("Leave", "Go")})
        wall.until("Go")
        # From now on the watch knows by itself, whatever the snapshot still has.
        (folder / "notices" / "fire.md").unlink()
        wall.until()

    def test_a_notice_that_is_gone_is_not_there(self, hurried, board, before):
        folder, snapshot = before
        (folder / "notices" / "fire.md").unlink()
        wall = board(folder)
        wall.snapshot = snapshot
        end = time.monotonic() + 6 * PERIOD
        while time.monotonic() < end:
            QCoreApplication.processEvents()
            time.sleep(0.02)
        assert all(not one for one in wall.seen), wall.seen


def test_a_notice_that_could_not_be_read_comes_without_a_change(
    hurried, board, write_folder, monkeypatch
):
    """As on a share that fails for a moment."""
    failing, real = [True], path_safety.read_below

    def read(root, name, *words):
        if failing[0] and name.endswith("fire.md"):
            raise OSError(errno.EIO, "x")
        return real(root, name, *words)

    monkeypatch.setattr(document, "read_below", read)
    wall = board(write_folder({"kiosk.yaml": "title: T\n", "notices/fire.md": FIRE}))
    wall.until()
    failing[0] = False
    wall.until("Leave")


def test_told_of_a_change_it_looks_at_once_though_it_would_not_have_looked_for_long(
    board, write_folder, monkeypatch
):
    monkeypatch.setattr(notice_watch, "TOLD_PERIOD_SECONDS", 60.0)
    wall = board()
    wall.watch.rely_on(lambda: True)
    wall.until()
    # Its next look was planned before.
    time.sleep(2 * notice_watch.PERIOD_SECONDS)
    folder = write_folder({"notices/fire.md": FIRE})
    wall.watch.look_now()
    wall.until("Leave")
    (folder / "notices" / "fire.md").unlink()
    wall.watch.look_now()
    wall.until()

"""The GUI thread never waits for a share that hangs: at a start, at the end, in safe mode."""

import threading
import time

import pytest
from PySide6.QtTest import QTest

from kiosk.app import safe_mode
from kiosk.app.safe_mode import SafeModeContent
from kiosk.content.cache.last_good import without_changed
from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.load import load


class Share:
    """Stands for a share that answers only when ``answers`` is set."""

    def __init__(self) -> None:
        self.answers = threading.Event()

    def wait(self, *_: object) -> None:
        assert self.answers.wait(30)


@pytest.fixture
def share():
    made = Share()
    yield made
    made.answers.set()


class CacheOfEarlierStart:
    """Stands for a start-up cache that holds this content."""

    def __init__(self, folder) -> None:
        read_cache = ReadCache()
        load(folder, read_cache)
        self.last_good = read_cache.last_good_content


def test_safe_mode_starts_and_ends_while_the_share_hangs(qapp, share, write_folder, monkeypatch):
    folder = write_folder(
        {"kiosk.yaml": "title: T\n", **{f"works/{name}.jpg": "picture" for name in "abc"}}
    )
    cache = CacheOfEarlierStart(folder)
    original = without_changed

    def slowly(*arguments):
        share.wait()
        return original(*arguments)

    monkeypatch.setattr("kiosk.app.safe_mode.without_changed", slowly)
    began = time.monotonic()
    content = SafeModeContent(folder, cache, timeout=0.2)
    assert time.monotonic() - began < 5
    assert len(content.snapshot.works) == 3
    taken = []
    content.start(
        lambda reported: taken.append(
            (len(reported.works), threading.current_thread() is threading.main_thread())
        )
    )
    (folder / "works" / "a.jpg").unlink()
    QTest.qWait(100)
    assert taken == []
    share.answers.set()
    for _ in range(200):
        QTest.qWait(20)
        if taken:
            break
    assert taken == [(2, True)]
    share.answers.clear()
    monkeypatch.setattr(safe_mode, "JOIN_SECONDS", 0.2)
    began = time.monotonic()
    content.close()
    assert time.monotonic() - began < 5


def test_a_work_that_goes_before_the_window_opens_is_hidden(qapp, write_folder, monkeypatch):
    folder = write_folder(
        {"kiosk.yaml": "title: T\n", **{f"works/{name}.jpg": "picture" for name in "abc"}}
    )
    monkeypatch.setattr(safe_mode, "PERIOD_SECONDS", 0.02)
    has_noticed = threading.Event()

    def compare(content):
        if len(content.snapshot.works) == 2:
            has_noticed.set()
        return without_changed(content)

    monkeypatch.setattr(safe_mode, "without_changed", compare)
    content = SafeModeContent(folder, CacheOfEarlierStart(folder))
    (folder / "works" / "a.jpg").unlink()
    assert has_noticed.wait(30)
    taken = []
    content.start(taken.append)
    assert len(taken[0].works) == 2
    content.close()

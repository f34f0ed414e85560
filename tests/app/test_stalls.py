"""A share that hangs: nobody who draws ever waits for it, neither at a start nor at the end nor in safe mode."""

import threading
import time

import pytest
from PySide6.QtTest import QTest

from kiosk.app import poster, safe_mode
from kiosk.app.safe_mode import SafeModeContent
from kiosk.content.cache.last_good import without_changed
from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.load import load
from kiosk.domain import Exhibition


class Share:
    """Answers only once it is let go."""

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


def test_safe_mode_starts_and_ends_beside_a_share_that_hangs_and_hears_it_when_it_answers(
    qapp, share, write_folder, monkeypatch
):
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
    standing = SafeModeContent(folder, cache, patience=0.2)
    assert time.monotonic() - began < 5
    assert len(standing.snapshot.works) == 3
    taken = []
    standing.begin(
        lambda told: taken.append(
            (len(told.works), threading.current_thread() is threading.main_thread())
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
    standing.close()
    assert time.monotonic() - began < 5


def test_what_goes_between_the_first_look_and_the_window_goes_too(qapp, write_folder, monkeypatch):
    folder = write_folder(
        {"kiosk.yaml": "title: T\n", **{f"works/{name}.jpg": "picture" for name in "abc"}}
    )
    monkeypatch.setattr(safe_mode, "_LOOK_SECONDS", 0.02)
    standing = SafeModeContent(folder, CacheOfEarlierStart(folder))
    (folder / "works" / "a.jpg").unlink()
    time.sleep(0.5)
    taken = []
    standing.begin(taken.append)
    assert len(taken[0].works) == 2
    standing.close()


def test_a_poster_without_anything_kept_does_not_wait_for_ever(share, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("kiosk.content.exhibition.read_exhibition", share.wait)
    monkeypatch.setattr(
        poster, "call_with_timeout", lambda call: safe_mode.call_with_timeout(call, 0.2)
    )
    began = time.monotonic()
    assert poster._exhibition(tmp_path, []) == Exhibition()
    assert time.monotonic() - began < 5

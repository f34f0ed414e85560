"""Pictures that the file system refuses for a while are tried again."""

import logging
from pathlib import Path

import pytest

from kiosk.domain import Picture
from kiosk.domain.message import Message
from kiosk.pictures.cache import Rendition
from kiosk.pictures.errors import UnreadablePictureError
from kiosk.viewmodels.gallery import image_loader as module
from kiosk.viewmodels.gallery.image_loader import ImageLoader

BOX = (100, 100)
AWAY = OSError(5, "Input/output error")


class Share:
    """A cache whose masters raise ``error`` by their names, and count how often they were asked."""

    folder = Path("/cache")

    def __init__(self) -> None:
        self.errors: dict[str, Exception] = {}
        self.asked: list[str] = []

    def get(self, master: Path, _box: tuple[int, int]) -> Rendition:
        self.asked.append(master.name)
        if master.name in self.errors:
            raise self.errors[master.name]
        return Rendition(path=Path(f"/elsewhere/{master.name}"), colour="102030")

    def last_rendition(self, *_: object) -> None: ...
    def last_known(self, *_: object) -> None: ...
    def known_pictures(self, _stamps: object) -> dict[Path, object]:
        return {}

    def take_removed(self) -> list[str]:
        return []

    def mark_used(self, _name: str) -> None: ...
    def close(self) -> None: ...


@pytest.fixture
def share(tmp_path, monkeypatch, qapp, qtbot):
    monkeypatch.setattr(module, "RETRY_SECONDS", (0.05, 0.1, 0.2))
    cache = Share()
    pictures = {}
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        (tmp_path / name).write_bytes(b"x")
        stat = (tmp_path / name).stat()
        pictures[name[0]] = Picture(
            file=name, width=10, height=10, size_bytes=1, mtime_ns=stat.st_mtime_ns
        )
    loader = ImageLoader(cache)
    loader.set_catalogue(tmp_path, pictures, is_complete=False)
    yield cache, loader
    loader.close()


def fail_all(cache, loader, qtbot, error=AWAY) -> None:
    cache.errors = dict.fromkeys(("a.jpg", "b.jpg", "c.jpg"), error)
    for key in "abc":
        with qtbot.waitSignal(loader.failed):
            loader.request(key, BOX)
    assert loader.broken == frozenset("abc")


def test_one_is_tried_again_with_growing_pauses_and_then_all(share, qtbot, caplog):
    cache, loader = share
    caplog.set_level(logging.INFO)
    fail_all(cache, loader, qtbot)
    cache.asked.clear()
    failed, mended = [], []
    loader.failed.connect(failed.append)
    loader.mended.connect(mended.append)
    qtbot.waitUntil(lambda: len(cache.asked) >= 3)
    assert set(cache.asked) == {"a.jpg"}, "the others would fail as well"
    assert failed == [], "it is told once"
    cache.errors.clear()
    qtbot.waitUntil(lambda: not loader.broken)
    assert sorted(mended) == ["a", "b", "c"]
    assert loader.find("a", BOX) is not None
    assert sum("cannot be shown" in record.getMessage() for record in caplog.records) == 3
    asked = len(cache.asked)
    qtbot.wait(400)
    assert len(cache.asked) == asked, "nothing is left to be tried"


def test_all_are_tried_at_once_when_the_share_answers(share, qtbot, monkeypatch):
    monkeypatch.setattr(module, "RETRY_SECONDS", (3600.0,))
    cache, loader = share
    fail_all(cache, loader, qtbot)
    cache.errors.clear()
    loader.retry_unreachable()
    qtbot.waitUntil(lambda: not loader.broken, timeout=2000)


def test_a_picture_that_is_damaged_is_not_tried_again(share, qtbot):
    cache, loader = share
    fail_all(cache, loader, qtbot, UnreadablePictureError(Message("damaged")))
    asked = len(cache.asked)
    loader.retry_unreachable()
    qtbot.wait(300)
    assert len(cache.asked) == asked
    assert loader.broken == frozenset("abc")

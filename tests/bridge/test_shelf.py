"""The shelf keeps what was made of pictures for as long as their works may hang."""

import pytest
from PIL import Image

from kiosk.bridge.shelf import Shelf
from kiosk.pictures import derive
from kiosk.pictures.cache import Cache

BOX = (60, 40)


@pytest.fixture
def cache(tmp_path):
    made = Cache(tmp_path / "cache", derive)
    yield made
    made.close()


@pytest.fixture
def masters(tmp_path):
    found = {}
    for name in ("first", "last"):
        found[name] = tmp_path / "gallery" / f"{name}.jpg"
        found[name].parent.mkdir(exist_ok=True)
        Image.new("RGB", (90, 60), "teal").save(found[name])
    return found


def test_the_first_works_of_a_folder_do_not_cost_the_others_what_was_made_of_them(qtbot, cache, masters, tmp_path):
    """At a start only the head of a large folder is known; taking its other works for withdrawn would make all anew each day."""
    for master in masters.values():
        cache.get(master, BOX)
    shelf = Shelf(cache)
    shelf.stock(tmp_path / "gallery", {"first": "first.jpg"}, whole=False)
    qtbot.waitUntil(lambda: not shelf.busy)
    assert cache.find(masters["last"], BOX) is not None
    shelf.stock(tmp_path / "gallery", {"first": "first.jpg"}, whole=True)
    qtbot.waitUntil(lambda: cache.find(masters["last"], BOX) is None)
    assert cache.find(masters["first"], BOX) is not None
    shelf.close()

"""The flyer or picture of an event: small beside its words, large by a touch, and spoken."""

import pytest
from PIL import Image

from kiosk.qt.item_info import Role, picture_info, visible_items
from tests.folders import write_files
from tests.pictures import pdfs
from tests.window.conftest import MakeVisitor, Visitor

KIOSK = "title: T\ntimezone: America/Los_Angeles\nlanguages: [en, es]\n"
EVENT = """---
title: Open House
when: January 20, 2026, 1 PM
register: https://www.cdss.ca.gov/r
picture: {}
alt: A red half page, and the words Open House
---
Come and see.
"""
SIZES = [(1920, 1080), (1080, 1920)]


@pytest.fixture
def folder(tmp_path):
    def make(picture="flyer.pdf", text=""):
        files = {
            "kiosk.yaml": KIOSK,
            "works/a.md": "---\ntitle: Keys\nmedium: poetry\n---\nA line\n",
            "events/a.md": EVENT.format(picture) + text,
            "events/b.md": "---\ntitle: Another\nwhen: January 21, 2026, 1 PM\n---\nx\n",
        }
        root = write_files(tmp_path / "gallery", files)
        (root / "events/flyer.pdf").write_bytes(pdfs.flyer())
        Image.new("RGB", (900, 600), "#208030").save(root / "events/photo.jpg", quality=95)
        return root

    return make


def opened(make_visitor: MakeVisitor, folder, size=(1920, 1080)) -> Visitor:
    visitor = make_visitor(folder=folder, size=size)
    visitor.session.openEvent("events/a")
    visitor.settle()
    return visitor


def picture_of(visitor: Visitor):
    """The rectangle and the upper colour of the one picture that is seen."""
    window = visitor.app_window.window
    (item,) = visible_items(window.contentItem(), Role.Picture)
    rect = item.mapRectToScene(picture_info(item).painted)
    colour = window.grabWindow().pixelColor(int(rect.center().x()), int(rect.top() + 8))
    return rect, colour.getRgb()[:3]


@pytest.mark.parametrize("size", SIZES)
def test_a_flyer_stands_beside_the_words_and_large_by_a_touch(
    make_visitor: MakeVisitor, folder, size
):
    visitor = opened(make_visitor, folder(), size)
    small, colour = picture_of(visitor)
    assert colour == pytest.approx((254, 0, 0), abs=3)
    assert small.width() / small.height() == pytest.approx(612 / 792, rel=0.01)
    assert "Come and see." in visitor.texts()
    visitor.touch("Show the picture large")
    visitor.settle()
    large, colour = picture_of(visitor)
    assert colour == pytest.approx((254, 0, 0), abs=3)
    assert large.height() > 1.5 * small.height()
    assert "Come and see." not in visitor.texts()
    assert "Scan to register" in visitor.texts()
    visitor.session.turnPage(0)
    visitor.settle()
    assert picture_of(visitor)[0] == small


def test_the_last_page_shows_a_photograph(make_visitor: MakeVisitor, folder):
    visitor = opened(make_visitor, folder("photo.jpg", text="Words that go on. " * 60))
    small = picture_of(visitor)[0].width()
    for _ in range(20):
        if "Next page" not in visitor.targets():
            break
        assert picture_of(visitor)[0].width() == small
        visitor.touch("Next page")
        visitor.settle()
    rect, colour = picture_of(visitor)
    assert colour == pytest.approx((0x20, 0x80, 0x30), abs=4)
    assert rect.width() > 1.5 * small
    assert rect.width() / rect.height() == pytest.approx(1.5, rel=0.01)


def test_another_event_begins_with_its_words(make_visitor: MakeVisitor, folder):
    visitor = opened(make_visitor, folder("photo.jpg"))
    visitor.touch("Show the picture large")
    visitor.settle()
    before = picture_of(visitor)[0]
    assert before.width() > 400
    visitor.session.openEvent("events/b")
    visitor.settle()
    assert not list(visible_items(visitor.app_window.window.contentItem(), Role.Picture))
    assert "Another" in visitor.texts()


def test_it_is_spoken_with_the_event(make_visitor: MakeVisitor, folder):
    visitor = opened(make_visitor, folder())
    said = [one.text for one in visitor.app_window.controller._speech_script().sentences]
    assert "A red half page, and the words Open House" in " ".join(said)


def test_a_picture_that_cannot_be_drawn_leaves_no_empty_page(make_visitor: MakeVisitor, folder):
    root = folder("photo.jpg")
    visitor = make_visitor(folder=root)
    # After it was read: its decoder finds no picture.
    (root / "events/photo.jpg").write_bytes(b"\xff\xd8\xff" + bytes(2_000))
    visitor.session.openEvent("events/a")
    visitor.settle()
    assert not list(visible_items(visitor.app_window.window.contentItem(), Role.Picture))
    assert "Come and see." in visitor.texts()
    assert "Show the picture large" not in visitor.targets()

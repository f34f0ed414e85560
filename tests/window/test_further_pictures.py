"""Several pictures of one work: turned by touch, keys and drag, seen whole, spoken, taken away."""

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from kiosk.content.load import load
from kiosk.qt.item_info import Role, picture_info, visible_items
from tests.window.conftest import MakeVisitor, Visitor
from tests.window.test_touching import draw

SIZES = {"a": (1500, 1000), "a--detail": (900, 1200), "a--verso": (3000, 2000), "b": (800, 900)}
COLOURS = {"a": "#803020", "a--detail": "#208030", "a--verso": "#2030a0", "b": "#808080"}
LABEL = """---
title: Field
artist: Ana Example
alt: Grass
pictures:
  - file: detail
    alt: One blade of grass
  - file: verso
    name: Reverso
    alt: Brown board
---
Words.
"""


@pytest.fixture
def folder(write_folder):
    settings = "title: T\ntimezone: America/Los_Angeles\nlanguages: [en, es]\n"
    root = write_folder({"kiosk.yaml": settings, "works/a.md": LABEL})
    for name, size in SIZES.items():
        Image.new("RGB", size, COLOURS[name]).save(root / f"works/{name}.jpg", quality=95)
    return root


def opened(make_visitor: MakeVisitor, folder, size) -> Visitor:
    visitor = make_visitor(folder=folder, size=size)
    visitor.session.openWork("works/a")
    visitor.settle()
    return visitor


def shown(visitor: Visitor) -> str:
    """Which picture is seen, by the colour in the middle of it, in its own proportions."""
    window = visitor.app_window.window
    (item,) = visible_items(window.contentItem(), Role.Picture)
    painted = picture_info(item).painted
    middle = item.mapToScene(painted.center()).toPoint()
    colour = window.grabWindow().pixelColor(middle)
    name = min(
        COLOURS,
        key=lambda name: sum(
            abs(one - other)
            for one, other in zip(
                colour.getRgb()[:3], bytes.fromhex(COLOURS[name][1:]), strict=True
            )
        ),
    )
    width, height = SIZES[name]
    assert painted.width() / painted.height() == pytest.approx(width / height, rel=0.005)
    return name


def spoken(visitor: Visitor) -> list[str]:
    return [one.text for one in visitor.app_window.controller._speech_script().sentences]


@pytest.mark.parametrize("size", [(1600, 900), (900, 1600)], ids=["landscape", "portrait"])
def test_pictures_are_turned_and_nothing_else_moves(make_visitor: MakeVisitor, folder, size):
    """In one window for touch, keys and drags: it costs more than they do."""
    visitor = opened(make_visitor, folder, size)
    unit = min(visitor.app_window.window.width(), visitor.app_window.window.height()) / 1080
    assert shown(visitor) == "a"
    assert {"Picture 1 of 3", "Grass", "Ana Example"} <= set(spoken(visitor))
    assert "Previous picture" not in visitor.targets()
    before = {name: item.mapToScene(QPointF()) for name, item in visitor.targets().items()}
    assert min(item.width() for item in visitor.targets().values()) >= int(64 * unit)

    visitor.touch("Next picture")
    assert shown(visitor) == "a--detail"
    assert "Detail" in visitor.texts()
    assert spoken(visitor) == ["Field", "Picture 2 of 3", "Detail", "One blade of grass"]
    after = {name: item.mapToScene(QPointF()) for name, item in visitor.targets().items()}
    of_picture = {name for name in before if name.startswith("Look closer")}
    assert all(after[name] == before[name] for name in before.keys() - of_picture)

    visitor.touch("Look closer at Field")
    assert visitor.session.zoom == 1
    visitor.touch("Next picture")
    assert (shown(visitor), visitor.session.zoom) == ("a--verso", 0)
    assert "Next picture" not in visitor.targets()
    visitor.session.setLanguage("es")
    visitor.settle()
    assert "Reverso" in visitor.texts()
    assert spoken(visitor)[1:3] == ["Imagen 3 de 3", "Reverso"]
    visitor.session.setLanguage("en")
    visitor.touch("Back")
    assert visitor.session.screen == "loop"
    visitor.session.openWork("works/a")
    visitor.settle()
    check_keys_and_drags(visitor)


def check_keys_and_drags(visitor: Visitor) -> None:
    """They turn the pictures of a work before the works."""
    window = visitor.app_window.window
    window.requestActivate()
    assert QTest.qWaitForWindowActive(window)
    for key, name in (
        (Qt.Key.Key_Right, "a--detail"),
        (Qt.Key.Key_Right, "a--verso"),
        (Qt.Key.Key_Right, "b"),
        (Qt.Key.Key_Left, "a"),
    ):
        QTest.keyClick(window, key)
        visitor.settle()
        assert shown(visitor) == name
    right, left = QPoint(window.width() * 3 // 4, 300), QPoint(window.width() // 4, 300)
    draw(visitor, right, left)
    assert shown(visitor) == "a--detail"
    draw(visitor, left, right)
    assert shown(visitor) == "a"


def test_the_loop_shows_the_first_only_and_what_is_gone_goes(make_visitor: MakeVisitor, folder):
    visitor = opened(make_visitor, folder, (1600, 900))
    session = visitor.session
    session.goHome()
    looped = {slide.work for slide in session.catalogue.playlist if slide.work}
    assert looped == {"works/a", "works/b"}
    session.openWork("works/a")
    session.showPicture(2)
    visitor.settle()
    (folder / "works/a--verso.jpg").unlink()
    visitor.app_window.set_content(load(folder).snapshot)
    visitor.settle()
    assert (session.picture, session.pictureCount) == (0, 2)
    assert shown(visitor) == "a"
    # One that turns out not to be decoded is left out; the rest of the work stays.
    detail = folder / "works/a--detail.jpg"
    detail.write_bytes(detail.read_bytes()[:400])
    visitor.app_window.set_content(load(folder).snapshot)
    visitor.settle()
    session.showPicture(1)
    visitor.settle()
    assert (session.picture, session.pictureCount) == (0, 1)
    assert shown(visitor) == "a"
    (folder / "works/a.md").write_text(LABEL.replace("artist", "withdrawn: yes\nartist"))
    visitor.app_window.set_content(load(folder).snapshot)
    visitor.settle()
    assert dict(session.catalogue.works).keys() == {"works/b"}

"""What a curator asks of the loop: an order, seconds, and a work without its label."""

from PySide6.QtGui import QColor

from kiosk.content.load import load
from kiosk.qt.item_info import Role, picture_info, visible_items
from tests.window.conftest import MakeVisitor, Visitor

SETTINGS = """title: T
timezone: America/Los_Angeles
order: [c, a]
loop:
  seconds: 30
"""
LABEL = "---\ntitle: Title of {name}\nartist: Ana Example\nalt: A field\n{more}---\nWords.\n"


def pictures(visitor: Visitor) -> list[tuple[float, float]]:
    """The middles of the pictures that are seen, in parts of the window's width, and widths."""
    window = visitor.app_window.window
    found = visible_items(window.contentItem(), Role.Picture)
    return [
        (item.mapToScene(item.boundingRect().center()).x() / window.width(), item.width())
        for item in found
        if item.width() > 100
    ]


def test_the_loop_follows_the_curator(make_visitor: MakeVisitor, write_folder):
    files = {"kiosk.yaml": SETTINGS}
    more = {"a": "label: off\n", "b": "seconds: 50\n", "c": ""}
    for name, keys in more.items():
        files |= {
            f"works/{name}.jpg": "picture",
            f"works/{name}.md": LABEL.format(name=name, more=keys),
        }
    visitor = make_visitor(folder=write_folder(files))
    loop = visitor.app_window.controller.loop
    assert loop.front_work.key == "works/c"
    assert "Title of c" in visitor.texts()
    beside = pictures(visitor)

    visitor.wait(29)
    assert loop.front_work.key == "works/c"
    visitor.wait(2)
    assert loop.front_work.key == "works/a"
    # Nothing stands beside it, so that it hangs in the middle.
    assert not [text for text in visitor.texts() if "Title" in text or text in ("Words.", "Ana")]
    ((middle, _),) = pictures(visitor)
    assert abs(middle - 0.5) < 0.01 < 0.05 < abs(beside[0][0] - 0.5)

    visitor.wait(31)
    assert loop.front_work.key == "works/b"
    assert "Title of b" in visitor.texts()
    visitor.wait(31)
    assert loop.front_work.key == "works/b"
    visitor.wait(20)
    assert loop.front_work.key == "works/c"

    # Its own page, and the voice, tell all of the work that hangs without its label.
    visitor.touch("Next")
    visitor.touch("Open Title of a")
    assert "Title of a" in visitor.texts()
    spoken = [one.text for one in visitor.app_window.controller._speech_script().sentences]
    assert {"Title of a", "Ana Example", "A field"} <= set(spoken)


def test_colours_and_logos_are_where_they_belong(make_visitor: MakeVisitor, write_folder):
    colours = 'wall: "#10302a"\naccent: "#9fe3d0"\n'
    logos = "about:\n  logos:\n    - file: l.png\n      name: The County\n"
    files = {
        "kiosk.yaml": SETTINGS + colours + logos,
        "pages/l.png": "picture",
        "pages/about.md": "---\ntitle: About\n---\n" + "Why it hangs. " * 60,
        "works/a.jpg": "picture",
        "works/a.md": LABEL.format(name="a", more=""),
        "works/c.jpg": "picture",
        "works/c.md": LABEL.format(name="c", more="content_note: Loss.\n"),
    }
    folder = write_folder(files)
    visitor = make_visitor(folder=folder)
    window, session = visitor.app_window.window, visitor.session

    def at(x: float, y: float) -> QColor:
        picture = window.grabWindow()
        return picture.pixelColor(round(x * picture.width()), round(y * picture.height()))

    def is_green(colour: QColor) -> bool:
        return colour.green() > 1.3 * colour.red()

    check_logos(visitor)
    assert is_green(at(0.5, 0.02))
    assert is_green(at(0.97, 0.5))
    session.openWork("works/a")
    visitor.settle()
    assert is_green(at(0.97, 0.5))
    session.openWork("works/c")
    visitor.settle()
    assert is_green(at(0.05, 0.05))
    session.setContrast(True)
    visitor.settle()
    assert at(0.05, 0.05) == QColor("#000000")
    session.goHome()
    visitor.settle()
    # A change of the file changes the wall; without it the design's own is back.
    write_folder({"kiosk.yaml": SETTINGS})
    visitor.app_window.set_content(load(folder).snapshot)
    visitor.settle()
    assert not is_green(at(0.97, 0.5))
    # Before the opening the poster has the logos.
    write_folder({"kiosk.yaml": SETTINGS + logos + "open:\n  from: 2027-01-01\n"})
    visitor.app_window.set_content(load(folder).snapshot)
    visitor.settle()
    assert seen(visitor) == ["logo l.png"]


def seen(visitor: Visitor) -> list[str]:
    """The keys of the pictures that are on the screen."""
    found = visible_items(visitor.app_window.window.contentItem(), Role.Picture)
    return [picture_info(item).work for item in found if picture_info(item).ready]


def check_logos(visitor: Visitor) -> None:
    """They stand on About, spoken and beside all words, and on no work."""
    window, session = visitor.app_window.window, visitor.session
    assert seen(visitor) == ["works/a"]
    session.show("about")
    visitor.settle()
    assert seen(visitor) == ["logo l.png"]
    spoken = [one.text for one in visitor.app_window.controller._speech_script().sentences]
    assert "The County" in spoken
    (item,) = visible_items(window.contentItem(), Role.Picture)
    logo = item.mapRectToScene(item.boundingRect())
    for text in visible_items(window.contentItem(), Role.Text):
        words = text.mapRectToScene(text.boundingRect())
        assert not words.intersects(logo) or not text.property("text")
    session.goHome()
    visitor.settle()

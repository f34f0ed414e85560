"""What a curator asks of the loop: an order, seconds, and a work without its label."""

from kiosk.qt.item_info import Role, visible_items
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

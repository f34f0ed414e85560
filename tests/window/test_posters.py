"""The posters "soon", "ended" and "welcome": a released work, what is ahead, and codes apart."""

from datetime import timedelta

import pytest

from kiosk.offscreen.manifest import read_window
from tests.window.conftest import START, MakeVisitor

KIOSK = (
    "title: A Reclamation\ntimezone: America/Los_Angeles\n"
    "programme: https://example.org/events\nnext: Another one opens here on March 2.\n"
    "board:\n  beyond_end: yes\nopen:\n"
)
EVENTS = {
    f"events/{day}.md": f"---\ntitle: Talk {day}\nwhen: January {day}, 2026, 1-2 PM\n"
    f"register: https://example.org/talk{day}\n---\nCome.\n"
    for day in (14, 15, 16)
}
RESOURCE = {"resources/list.md": "---\ntitle: A List\nlink: https://example.org/list\n---\nRead.\n"}
PICTURE = {"works/a.jpg": "picture", "works/a.md": "---\ntitle: Doorways\nposter: yes\n---\n"}


def phase(name: str) -> str:
    by = timedelta(days=1 if name == "soon" else -1)
    day = (START + by).date().isoformat()
    return f"{KIOSK}  from: {day}\n  until: {day}\n"


def look(make_visitor, write_folder, files, size=(1600, 900), scale=1.0):
    visitor = make_visitor(folder=write_folder(files), size=size)
    visitor.session.setTextScale(scale)
    visitor.settle()
    return visitor, read_window(visitor.app_window.window)


def symbol(code):
    quiet = 4 * code["module_px"]
    x, y, wide, tall = code["box"]
    return x + quiet, y + quiet, wide - 2 * quiet, tall - 2 * quiet


def gap(one, other):
    across = max(one[0], other[0]) - min(one[0] + one[2], other[0] + other[2])
    down = max(one[1], other[1]) - min(one[1] + one[3], other[1] + other[3])
    return max(across, down)


def words(seen):
    return " ".join(text["text"] for text in seen["texts"]).replace("\u2028", " ")


@pytest.mark.parametrize("name", ["soon", "ended"])
@pytest.mark.parametrize("size", [(1600, 900), (900, 1600)])
def test_a_released_work_hangs_there(make_visitor: MakeVisitor, write_folder, name, size):
    files = {"kiosk.yaml": phase(name)} | EVENTS | PICTURE
    visitor, seen = look(make_visitor, write_folder, files, size)
    (picture,) = seen["pictures"]
    assert picture["box"][2] * picture["box"][3] > 0.15 * size[0] * size[1]
    assert "Doorways" in words(seen)
    assert "https://example.org/talk14" in [code["payload"] for code in seen["codes"]]
    visitor.touch("Talk 14")
    assert visitor.session.state.location.event == "events/14"


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
@pytest.mark.parametrize("title", ["Doorways", "The House in Which We Learned to Close a Door"])
def test_its_artist_is_named_in_all_sizes(make_visitor: MakeVisitor, write_folder, title, scale):
    label = f"---\ntitle: {title}\nartist: Rosa Delgado Castillo\nposter: yes\n---\n"
    files = {"kiosk.yaml": phase("ended"), "works/a.jpg": "picture", "works/a.md": label}
    visitor, _ = look(make_visitor, write_folder, files, (1600, 900), scale)
    # The window turns, as a screen of another shape would; any warning of a loop fails the test.
    for size in ((1600, 900), (900, 1600), (1600, 900)):
        visitor.app_window.window.resize(*size)
        visitor.settle()
        seen = read_window(visitor.app_window.window)
        assert seen["pictures"]
        (artist,) = [text for text in seen["texts"] if "Rosa Delgado Castillo" in text["text"]]
        assert artist["box"][0] + artist["box"][2] <= size[0]


@pytest.mark.parametrize(
    "change",
    [("poster: yes", "poster: no"), ("poster: yes", "poster: yes\ncontent_note: Loss")],
)
def test_any_other_does_not(make_visitor: MakeVisitor, write_folder, change):
    held = PICTURE | {"works/a.md": PICTURE["works/a.md"].replace(*change)}
    files = {"kiosk.yaml": phase("ended")} | EVENTS | held
    _, seen = look(make_visitor, write_folder, files)
    assert seen["pictures"] == []
    assert "Doorways" not in words(seen)


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("size", [(1600, 900), (900, 1600)])
def test_what_is_ahead_and_still_here_is_listed_and_codes_stand_apart(
    make_visitor: MakeVisitor, write_folder, size, scale
):
    files = {"kiosk.yaml": phase("ended")} | EVENTS | RESOURCE
    visitor, seen = look(make_visitor, write_folder, files, size, scale)
    assert "Another one opens here on March 2." in words(seen)
    assert "Talk 14" in words(seen)
    codes = list(map(symbol, seen["codes"]))
    assert len(codes) == (2 if scale == 1.0 else 1)
    if len(codes) > 1:
        assert gap(*codes) >= max(code[2] for code in codes)
    boxes = [text["box"] for text in seen["texts"]]
    tiles = [code["box"] for code in seen["codes"]]
    for tile in tiles:
        assert [box for box in boxes if gap(box, tile) < -2] == []
    if size[0] < size[1] and scale == 1.0:
        visitor.touch("A List")
        assert visitor.session.state.location.resource == "resources/list"


def test_without_events_a_resource_has_the_code(make_visitor: MakeVisitor, write_folder):
    files = {"kiosk.yaml": phase("ended").replace("programme:", "# ")} | RESOURCE
    _, seen = look(make_visitor, write_folder, files)
    assert [code["payload"] for code in seen["codes"]] == ["https://example.org/list"]
    assert "A List" in words(seen)


def test_a_poster_with_nothing_to_list_says_whose_it_is(make_visitor: MakeVisitor, write_folder):
    kiosk = "title: T\ntimezone: UTC\npresented_by: The House\nsummary: Works on paper.\n"
    _, seen = look(make_visitor, write_folder, {"kiosk.yaml": kiosk})
    assert "The House" in words(seen)
    assert "Works on paper." in words(seen)

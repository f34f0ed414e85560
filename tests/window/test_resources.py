"""Resources: two on a page, each whole with its code; all of them by single touches."""

import pytest

from kiosk.offscreen.manifest import read_window
from tests.window.conftest import MakeVisitor

KIOSK = "title: T\ntimezone: America/Los_Angeles\n"


def books(count, text="Of doors.\n"):
    return {"kiosk.yaml": KIOSK} | {
        f"resources/{n}.md": f"---\ntitle: Book {n}\nlink: https://example.org/{n}\n---\n{text}"
        for n in range(1, count + 1)
    }


def looked(visitor):
    seen = read_window(visitor.app_window.window)
    titles = [text["text"] for text in seen["texts"] if text["text"].startswith("Book")]
    return titles, [code["payload"].rpartition("/")[2] for code in seen["codes"]], seen


@pytest.mark.parametrize("size", [(1600, 900), (900, 1600)])
def test_two_stand_on_a_page_and_the_pager_reaches_all(
    make_visitor: MakeVisitor, write_folder, size
):
    visitor = make_visitor(folder=write_folder(books(5)), size=size)
    visitor.touch("Resources")
    found = []
    for page in range(3):
        titles, codes, seen = looked(visitor)
        assert codes == [title[-1] for title in titles]
        found += codes
        boxes = [text["box"] for text in seen["texts"]] + [code["box"] for code in seen["codes"]]
        assert max(x + wide for x, _, wide, _ in boxes) <= size[0]
        assert visitor.session.state.location.resource == f"resources/{titles[0][-1]}"
        if page < 2:
            visitor.touch("Further in the list")
    assert found == ["1", "2", "3", "4", "5"]


def test_a_touch_chooses_what_is_read_aloud_and_moves_nothing(
    make_visitor: MakeVisitor, write_folder
):
    visitor = make_visitor(folder=write_folder(books(2)), size=(1600, 900))
    visitor.touch("Resources")
    before = [code["box"] for code in looked(visitor)[2]["codes"]]
    visitor.touch("Book 2")
    visitor.settle()
    assert visitor.session.state.location.resource == "resources/2"
    assert [code["box"] for code in looked(visitor)[2]["codes"]] == before


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_long_description_turns_within_its_column(make_visitor: MakeVisitor, write_folder, scale):
    visitor = make_visitor(folder=write_folder(books(1, "Of doors and rooms. " * 120)))
    visitor.session.setTextScale(scale)
    visitor.touch("Resources")
    first = [text["text"] for text in looked(visitor)[2]["texts"]]
    visitor.touch("Next page")
    assert looked(visitor)[0] == ["Book 1"]
    assert [text["text"] for text in looked(visitor)[2]["texts"]] != first

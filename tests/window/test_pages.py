"""A long text and its pages, in a real window."""

import pytest

from kiosk.content.load import load
from kiosk.qt.item_info import Role, pager_info, visible_items
from tests.window.conftest import MakeVisitor, Visitor


def test_a_long_label_has_whole_sentences_in_the_loop_and_pages_on_its_own_screen(
    make_visitor: MakeVisitor, write_folder
):
    sentence = "Every thread of it was dyed by hand and hung out in the wind. "
    folder = write_folder(
        {
            "works/1.md": f"---\ntitle: First\n---\n{sentence * 12}", "works/1.jpg": "picture",
            "works/2.md": "---\ntitle: Second\n---\nShort.", "works/2.jpg": "picture",
        }
    )  # fmt: skip
    visitor = make_visitor(folder=folder)
    session = visitor.session
    shown = " ".join(visitor.texts())
    assert 1 <= shown.count("dyed") == shown.count("wind.") < 12
    assert "Touch the picture to read on" in visitor.texts()
    visitor.wait(60)
    assert (session.slide, session.state.loop.page) == (1, 0)
    assert "Touch the picture to read on" not in visitor.texts()
    assert "Short." in visitor.texts()
    session.openWork("works/1")
    visitor.settle()
    seen = " ".join(visitor.texts())
    _, count = pages_of(visitor)
    for _ in range(count - 1):
        visitor.touch("Next page")
        seen += " " + " ".join(visitor.texts())
    assert seen.count("dyed") == 12, "every word was there to be read"


def pages_of(visitor: Visitor):
    """The number of the page and of the pages, as the pager of the open text tells them."""
    pagers = visible_items(visitor.app_window.window.contentItem(), Role.Pager)
    found = [pager_info(pager) for pager in pagers if pager.objectName() == "pages"]
    ((at, count),) = ((info.page + 1, info.page_count) for info in found if info.page_count > 1)
    assert f"{at} of {count}" in visitor.texts()
    return at, count


@pytest.mark.parametrize("size", [(1600, 900), (900, 1600)])
def test_larger_words_and_another_layout_keep_the_place_that_was_read(
    make_visitor: MakeVisitor, size
):
    visitor = make_visitor(size=size)
    session = visitor.session
    session.openWork(
        next(
            work.key
            for work in visitor.app_window.controller.snapshot.works
            if work.title.get("en") == "The Key Hook"
        )
    )
    visitor.settle()
    while "Next page" in visitor.targets():
        visitor.touch("Next page")
    last = session.page
    assert last >= 1
    for scale, reach in ((1.5, False), (1.0, False), (1.25, True), (1.0, True), (1.0, False)):
        session.setTextScale(scale)
        session.setReach(reach)
        visitor.settle()
        at, count = pages_of(visitor)
        assert session.page + 1 == at <= count, "no page of more than there are"
        assert at > 1, "nobody is thrown back to the first page"
    assert abs(session.page - last) <= 1


def test_the_words_that_stood_first_are_still_there_after_they_grew(make_visitor: MakeVisitor):
    visitor = make_visitor()
    session = visitor.session
    key = next(
        work.key
        for work in visitor.app_window.controller.snapshot.works
        if work.title.get("en") == "The Key Hook"
    )
    session.openWork(key)
    visitor.settle()
    label = set(visitor.texts())
    visitor.touch("Next page")
    visitor.touch("Next page")
    begins = " ".join(
        next(text for text in visitor.texts() if text not in label and len(text) > 10).split()[:3]
    )
    session.setTextScale(1.5)
    visitor.settle()
    assert session.page > 2
    assert begins in " ".join(visitor.texts())
    visitor.touch("Previous page")
    assert begins not in " ".join(visitor.texts())


def test_a_text_that_becomes_shorter_has_no_page_behind_its_last(
    make_visitor: MakeVisitor, write_folder
):
    sentence = "Every word of it is there to be read. "
    work = "---\ntitle: Prose\nmedium: prose\n---\n"
    root = write_folder({"kiosk.yaml": "title: T\n", "works/a.md": work + sentence * 200})
    visitor = make_visitor(folder=root)
    visitor.session.openWork("works/a")
    visitor.settle()
    while "Next page" in visitor.targets():
        visitor.touch("Next page")
    assert visitor.session.page > 2
    (root / "works/a.md").write_text(work + sentence * 60)
    visitor.app_window.controller.set_content(load(root).snapshot)
    visitor.settle()
    at, count = pages_of(visitor)
    assert (visitor.session.page + 1, at) == (count, count)

"""A visitor's walk through the whole exhibition, by mouse, by finger and by key, in a real window."""

import gc
import time

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRect, Qt
from PySide6.QtTest import QTest

from kiosk.bridge.code_item import CodeItem
from kiosk.bridge.picture_source import PictureSource
from kiosk.bridge.tile_sheet import TileSheet
from kiosk.bridge.typeset import Typesetter
from kiosk.session import moves

WARNING_SECONDS = 20


@pytest.mark.parametrize("way", ["mouse", "finger"])
def test_the_whole_walk(make_visitor, ways, way):
    visitor = make_visitor(ways[way])
    visit = visitor.visit
    assert visit.screen == "loop"
    assert "What the Morning Kept" in visitor.texts()
    assert "Happening now, until 2:00\u00a0PM" in visitor.texts()

    visitor.touch("Open What the Morning Kept")
    assert (visit.screen, visit.workNumber) == ("work", 1)
    visitor.touch("Next work")
    assert "Vessel, Rejoined" in visitor.texts()

    visitor.touch("Artworks")
    assert visit.screen == "wall"
    visitor.touch("Poetry")
    assert visit.medium == "poetry"
    assert "What the Morning Kept" not in visitor.texts()
    visitor.touch("Small Instructions")
    assert any(text.startswith("Open the window before") for text in visitor.texts())
    assert visit.workCount == 5

    visitor.touch("Events")
    assert visit.screen == "board"
    visitor.touch("Intersections of Trauma")
    assert any("Maria Contreras" in text for text in visitor.texts()) or visitor.stage.controller.event.text.count("Maria Contreras")
    assert visit.event == "events/2026-01-14-intersections"

    visitor.touch("Español")
    assert "Eventos" in visitor.texts()
    assert "Mañana · 12:00–2:00\u00a0p.m." in visitor.texts()

    visitor.wait(89)
    assert not visit.asking
    visitor.wait(2)
    assert visit.asking
    assert "¿Sigue aquí?" in visitor.texts()
    visitor.touch("Sí, sigo aquí")
    assert not visit.asking
    assert visit.screen == "board"

    visitor.wait(91)
    assert visit.asking
    visitor.wait(WARNING_SECONDS + 0.1)
    assert (visit.screen, visit.language, visit.asking) == ("loop", "en", False)
    assert "Artworks" in visitor.texts()
    assert "Eventos" not in visitor.texts()


def test_a_long_label_turns_its_pages_in_the_loop(make_visitor, write_folder):
    sentence = "Every thread of it was dyed by hand and hung out in the wind. "
    folder = write_folder(
        {
            "works/1.md": f"---\ntitle: First\n---\n{sentence * 12}", "works/1.jpg": "picture",
            "works/2.md": "---\ntitle: Second\n---\nShort.", "works/2.jpg": "picture",
        }
    )  # fmt: skip
    visitor = make_visitor(folder=folder)
    visit = visitor.visit
    pages = [visitor.texts()]
    visitor.wait(16.9)
    assert visit.state.loop.page == 0
    while visit.slide == 0 and len(pages) < 20:
        at = visit.state.loop.page
        visitor.wait(60)
        if visit.slide == 0:
            assert visit.state.loop.page == at + 1
            pages.append(visitor.texts())
    assert len(pages) > 1
    seen = " ".join(text for page in pages for text in page)
    assert seen.count("dyed") == 12, "every word was there to be read"
    visitor.touch("Previous")
    assert (visit.slide, visit.state.loop.page) == (0, 0)
    visitor.wait(60)
    assert (visit.slide, visit.state.loop.page) == (0, 1)
    visitor.touch("Next")
    assert (visit.slide, visit.state.loop.page) == (1, 0), "by hand one goes on to the next work"


def pages_of(visitor):
    """The number of the page and of the pages, as the pager of the open text tells them."""

    def walk(item):
        if not item.isVisible():
            return
        if item.objectName() == "pages" and item.property("pageCount") > 1:
            found.append((item.property("page") + 1, item.property("pageCount")))
        for child in item.childItems():
            walk(child)

    found = []
    walk(visitor.stage.window.contentItem())
    ((at, count),) = found
    assert f"{at} of {count}" in visitor.texts()
    return at, count


@pytest.mark.parametrize("size", [(1600, 900), (900, 1600)])
def test_larger_words_and_another_layout_keep_the_place_that_was_read(make_visitor, size):
    visitor = make_visitor(size=size)
    visit = visitor.visit
    visit.openWork(next(work.key for work in visitor.stage.controller.snapshot.works if work.title.get("en") == "The Key Hook"))
    visitor.settle()
    while "Next page" in visitor.targets():
        visitor.touch("Next page")
    last = visit.page
    assert last >= 1
    for scale, reach in ((1.5, False), (1.0, False), (1.25, True), (1.0, True), (1.0, False)):
        visit.setTextScale(scale)
        visit.setReach(reach)
        visitor.settle()
        at, count = pages_of(visitor)
        assert visit.page + 1 == at <= count, "no page of more than there are"
        assert at > 1, "nobody is thrown back to the first page"
    assert abs(visit.page - last) <= 1


def test_the_words_that_stood_first_are_still_there_after_they_grew(make_visitor):
    visitor = make_visitor()
    visit = visitor.visit
    key = next(work.key for work in visitor.stage.controller.snapshot.works if work.title.get("en") == "The Key Hook")
    visit.openWork(key)
    visitor.settle()
    label = set(visitor.texts())
    visitor.touch("Next page")
    visitor.touch("Next page")
    begins = " ".join(next(text for text in visitor.texts() if text not in label and len(text) > 20).split()[:3])
    visit.setTextScale(1.5)
    visitor.settle()
    assert visit.page > 2
    assert begins in " ".join(visitor.texts())
    visitor.touch("Previous page")
    assert begins not in " ".join(visitor.texts())


def test_a_text_that_becomes_shorter_has_no_page_behind_its_last(make_visitor, write_folder):
    from kiosk.content import load

    sentence = "Every word of it is there to be read. "
    work = "---\ntitle: Prose\nmedium: prose\n---\n"
    root = write_folder({"kiosk.yaml": "title: T\n", "works/a.md": work + sentence * 200})
    visitor = make_visitor(folder=root)
    visitor.visit.openWork("works/a")
    visitor.settle()
    while "Next page" in visitor.targets():
        visitor.touch("Next page")
    assert visitor.visit.page > 2
    (root / "works/a.md").write_text(work + sentence * 60)
    visitor.stage.controller.take(load(root).snapshot)
    visitor.settle()
    at, count = pages_of(visitor)
    assert (visitor.visit.page + 1, at) == (count, count)


def test_the_loop_goes_on_by_itself_can_be_paused_and_gives_the_board_its_turn(make_visitor):
    visitor = make_visitor()
    visit = visitor.visit
    visitor.wait(16)
    assert visit.slide == 0
    turns = 0
    while visit.slide == 0:
        visitor.wait(20)
        turns += 1
    # The first label has further pages.
    assert visit.slide == 1
    assert turns < 6
    visitor.touch("Pause")
    visitor.wait(60)
    assert visit.slide == 1
    visitor.touch("Go on by itself")
    kinds = []
    for _ in range(visit.slideCount * 4):
        visitor.wait(120)
        kinds.append(visit.slide_kind().value)
    assert "board" in kinds
    assert all("high-water" not in slide.work for slide in visit.guide.loop), "a noted work never appears unasked"


def test_a_paused_loop_ends_with_the_visit(make_visitor):
    visitor = make_visitor()
    visitor.touch("Pause")
    visitor.wait(91)
    assert visitor.visit.asking
    visitor.wait(21)
    assert not visitor.visit.paused


def test_a_content_note_stands_before_the_work(make_visitor):
    visitor = make_visitor()
    visitor.touch("Artworks")
    visitor.visit.openWork("works/14-high-water")
    visitor.settle()
    view, skip = visitor.targets()["View"], visitor.targets()["Skip"]
    assert (view.width(), view.height()) == (skip.width(), skip.height())
    assert not any("Look closer" in name for name in visitor.targets())
    visitor.touch("View")
    assert any("Look closer" in name for name in visitor.targets())


def centre(visitor, name):
    item = visitor.targets()[name]
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()


def untouched(visitor, slide):
    """What somebody sees who never touched, where the loop stands at this slide."""
    visitor.visit.move(moves.turn_to, slide)
    QTest.qWait(1300)
    visitor.settle()
    return visitor.stage.window.grabWindow()


def written_slide(visitor):
    guide = visitor.visit.guide
    return next(number for number, slide in enumerate(guide.loop) if slide.work in guide.written)


def next_frame(visitor, leave):
    """The frame after leaving, and that of an untouched loop. Of the words that were open the first has none that the other has not."""
    before = visitor.texts()
    leave()
    frame, after = visitor.stage.window.grabWindow(), visitor.texts()
    loop = untouched(visitor, visitor.visit.slide)
    assert set(before) & set(after) <= set(visitor.texts())
    return frame, loop


@pytest.mark.parametrize("animated", [False, True])
@pytest.mark.parametrize("way_in", ["the loop", "the wall", "a page further", "its panel", "its note", "larger words"])
def test_home_leaves_nothing_of_what_was_open_in_the_next_frame(make_visitor, way_in, animated):
    visitor = make_visitor(animated=animated)
    visit, window = visitor.visit, visitor.stage.window
    written = written_slide(visitor)
    untouched(visitor, written)
    if way_in in ("the wall", "its note"):
        visitor.touch("Artworks")
        visit.openWork("works/14-high-water" if way_in == "its note" else visit.guide.loop[written].work)
    else:
        if way_in == "a page further":
            visit.move(moves.step_loop, 1, 2)
        visit.openSlide()
    if way_in == "its panel":
        visit.togglePanel()
    if way_in == "larger words":
        visit.setTextScale(1.5)
    QTest.qWait(400)
    visitor.settle()
    open_work = visit.state.place.work
    at = centre(visitor, "Home")
    frame, loop = next_frame(visitor, lambda: QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at))
    if way_in != "larger words":  # Where the room changes as well, the new picture may have to be awaited.
        assert frame == loop, "the very next frame is the one that an untouched loop shows"
    assert not moves.touched(visit.state, visit.guide), "nothing of the visit is left"
    assert visit.guide.slide(visit.state.loop).work not in {open_work, *visit.guide.written}
    slide = visit.slide
    visit.back()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    visitor.settle()
    assert (visit.screen, visit.slide) == ("loop", slide), "Back does not bring it back"


def test_the_way_home_of_a_time_out_is_a_cut_too(make_visitor):
    visitor = make_visitor(animated=True)
    visit = visitor.visit
    untouched(visitor, written_slide(visitor))
    visit.openSlide()
    visitor.wait(2000)
    assert visit.asking
    visitor.clock.passed += WARNING_SECONDS + 1
    frame, loop = next_frame(visitor, visitor.stage.controller.tempo.look)
    assert visit.screen == "loop"
    picture = QRect(0, 0, 1000, 900)  # Meanwhile another event is on, beside which the label is finding its place.
    assert frame.copy(picture) == loop.copy(picture)


def test_sliding_off_cancels_and_a_slow_hand_counts(make_visitor):
    visitor = make_visitor()
    window = visitor.stage.window
    pill = visitor.targets()["Events"]
    at = pill.mapToScene(QPoint(20, 20)).toPoint()
    QTest.mousePress(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseMove(window, QPoint(400, 300))
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(400, 300))
    visitor.settle()
    assert visitor.visit.screen == "loop"
    QTest.mousePress(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.qWait(1200)
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    visitor.settle()
    assert visitor.visit.screen == "board"


def test_the_walk_by_keys(make_visitor):
    visitor = make_visitor()
    window = visitor.stage.window
    window.requestActivate()
    assert QTest.qWaitForWindowActive(window)
    seen = set()
    for _ in range(30):
        QTest.keyClick(window, Qt.Key.Key_Tab)
        focused = window.activeFocusItem()
        seen.add(str(focused.property("name")))
        if focused.property("name") == "Events":
            break
    assert "Events" in seen
    QTest.keyClick(window, Qt.Key.Key_Return)
    visitor.settle()
    assert visitor.visit.screen == "board"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    visitor.settle()
    assert visitor.visit.screen == "loop"


def test_no_frame_is_drawn_while_nothing_changes(make_visitor):
    visitor = make_visitor()
    frames = []
    visitor.stage.window.afterAnimating.connect(lambda: frames.append(time.monotonic()))
    QTest.qWait(1500)
    frames.clear()
    QTest.qWait(3000)
    assert frames == []


def test_the_board_follows_the_clock(make_visitor):
    visitor = make_visitor()
    assert visitor.stage.controller.next.heading.startswith("Happening now")
    visitor.wait(51 * 60)
    assert visitor.stage.controller.next.heading.startswith("Tomorrow")
    assert visitor.stage.controller.next.key == "events/2026-01-14-intersections"


def test_the_end_of_the_exhibition_keeps_what_is_open(make_visitor):
    visitor = make_visitor()
    visitor.wait(60 * 60 * 24 * 30)
    if visitor.visit.slide_kind().value != "poster":
        visitor.touch("Previous")
    assert "This exhibition has ended" in visitor.texts()
    assert visitor.stage.controller.next.key == "events/soar-on-demand"
    assert "Artworks" not in visitor.targets()
    visitor.touch("Resources")
    assert "Resources" in visitor.texts()


def test_broken_and_empty_folders_have_a_dignified_screen(make_visitor, write_folder):
    root = write_folder({"kiosk.yaml": "title: [", "works/a.jpg": "no picture", "events/a.md": "---\nwhen: soon\n---\n"})
    visitor = make_visitor(folder=root)
    texts = visitor.texts()
    assert "Welcome" in texts
    assert not any(word in " ".join(texts).casefold() for word in ("error", "yaml", "problem", "works/"))
    for name in ("Events", "Resources", "About"):
        visitor.touch(name)
        assert visitor.texts()
    visitor.touch("Home")


def test_a_folder_that_changes_keeps_the_visitor_s_place(make_visitor, write_folder):
    from kiosk.content import load

    label = "---\ntitle: {}\nmedium: photography\n---\nText.\n"
    files = {"kiosk.yaml": "title: T\n", **{f"works/{name}.jpg": "picture" for name in "abc"}}
    files |= {f"works/{name}.md": label.format(name.upper()) for name in "abc"}
    root = write_folder(files)
    visitor = make_visitor(folder=root)
    visitor.visit.openWork("works/b")
    visitor.settle()
    (root / "works/a.jpg").unlink()
    (root / "works/a.md").unlink()
    (root / "works/b.md").write_text(label.format("B, renamed"))
    visitor.stage.controller.take(load(root).snapshot)
    visitor.settle()
    assert visitor.visit.screen == "work"
    assert "B, renamed" in visitor.texts()
    (root / "works/b.md").write_text(label.format("B").replace("title", "withdrawn: yes\ntitle"))
    visitor.stage.controller.take(load(root).snapshot)
    visitor.settle()
    assert "B" not in visitor.texts()
    assert visitor.visit.screen == "loop"
    QCoreApplication.processEvents()


def test_going_round_and_round_makes_nothing_that_stays(make_visitor):
    """PySide keeps every object of ours that QML has made, even when QML has taken it down: none may come and go."""

    def held() -> int:
        kinds = (PictureSource, TileSheet, Typesetter, CodeItem)
        gc.collect()
        return sum(isinstance(thing, kinds) for thing in gc.get_objects())

    def once_round() -> None:
        for _ in range(len(visitor.visit.guide.loop)):
            visitor.visit.move(moves.step_loop, 1, 1)
            visitor.stage.controller.prepareNext()
        for key, _ in visitor.visit.guide.works[:6]:
            visitor.visit.openWork(key)
            visitor.visit.reveal()
            visitor.settle()
        for screen in ("wall", "board", "resources", "help", "loop"):
            visitor.visit.show(screen)
            visitor.settle()

    visitor = make_visitor()
    once_round()
    before = held()
    once_round()
    once_round()
    assert held() == before

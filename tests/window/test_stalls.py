"""No turn of the event loop costs more than 50 ms, on any screen with any kind of long list."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import thread_time

import pytest
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.app import late_modules
from kiosk.domain import Snapshot
from kiosk.session import Screen
from tests.long_lists import LONG, few, said
from tests.stall_detector import LIMIT_SECONDS, Stall, StallDetector
from tests.window.conftest import MakeVisitor, Visitor

# All kinds at once; each by itself, and the long programmes, in packaging/nightly.sh.
KINDS = LONG if os.environ.get("KIOSK_FAULTS") == "all" else ("everything",)
DAY = timedelta(days=1).total_seconds()

Step = Callable[[Visitor], object]


def other_titles(snapshot: Snapshot) -> Snapshot:
    """The same content, of which every item was edited."""

    def edited(item):
        return replace(item, title=said(f"{item.title} (edited)"))

    return replace(
        snapshot,
        works=tuple(map(edited, snapshot.works)),
        events=tuple(map(edited, snapshot.events)),
        resources=tuple(map(edited, snapshot.resources)),
    )


def first_month(visitor: Visitor) -> None:
    visitor.session.showMonth(visitor.app_window.controller.board.month.first)


def collect_garbage(visitor: Visitor) -> None:
    """As within ten seconds after new content, once no visitor is there."""
    visitor.app_window._gc_scheduler._collect()


def next_day(visitor: Visitor) -> None:
    visitor.clock.passed += DAY
    visitor.app_window.controller.slideshow_timer.check_deadlines()


def steps(snapshot: Snapshot, edited: Snapshot) -> dict[str, Step]:
    """What happens to the window, in this order, by name."""
    found: dict[str, Step] = {
        "content comes": lambda visitor: visitor.app_window.set_content(snapshot),
        "wall": lambda visitor: visitor.session.show(Screen.WALL),
        "wall, next page": lambda visitor: visitor.session.turnWall(2),
        "wall, far page": lambda visitor: visitor.session.turnWall(400),
        "wall, one medium": lambda visitor: visitor.session.filterWall("medium 1"),
        "work": lambda visitor: visitor.session.openWork(snapshot.works[1].key),
        "work, next page": lambda visitor: visitor.session.turnPage(1),
        "board": lambda visitor: visitor.session.show(Screen.BOARD),
        "board, next list page": lambda visitor: visitor.session.turnList(1),
        "board, far list page": lambda visitor: visitor.session.turnList(20),
        "event": lambda visitor: visitor.session.openEvent(visitor.session.catalogue.events[-1]),
        "month": first_month,
        "resources": lambda visitor: visitor.session.show(Screen.RESOURCES),
        "resources, far list page": lambda visitor: visitor.session.turnList(20),
        "resource": lambda visitor: visitor.session.openResource(
            visitor.session.catalogue.resources[-1]
        ),
        "about": lambda visitor: visitor.session.show(Screen.ABOUT),
        "about, next page": lambda visitor: visitor.session.turnPage(1),
        "help": lambda visitor: visitor.session.show(Screen.HELP),
        "display": lambda visitor: visitor.session.toggleDisplayPanel(),
    }
    for screen in (Screen.WALL, Screen.BOARD, Screen.RESOURCES):
        found |= {
            f"{screen} again": lambda visitor, screen=screen: visitor.session.show(screen),
            f"{screen}, 150 %": lambda visitor: visitor.session.setTextScale(1.5),
            f"{screen}, in reach": lambda visitor: visitor.session.setReach(True),
            f"{screen}, as before": lambda visitor: visitor.session.setReach(False),
            f"{screen}, 100 %": lambda visitor: visitor.session.setTextScale(1.0),
        }
    languages = snapshot.exhibition.languages[1:3]
    return found | {
        "edited content": lambda visitor: visitor.app_window.set_content(edited),
        **{
            f"language {language}": lambda visitor, language=language: visitor.session.setLanguage(
                language
            )
            for language in languages
        },
        "home": lambda visitor: visitor.session.goHome(),
        "garbage is collected": collect_garbage,
        "midnight": next_day,
        "content is gone": lambda visitor: visitor.app_window.set_content(
            replace(few(), works=(), events=(), resources=(), pages=())
        ),
    }


def stalls_of(visitor: Visitor, todo: dict[str, Step]) -> dict[str, list[Stall]]:
    """The stalls of each step, until the window has settled after it."""
    # As a second and a half after a start.
    late_modules.load()
    visitor.app_window.main.setProperty("prepared", True)
    incubation = visitor.app_window.window.incubationController()
    for _ in range(500):
        QTest.qWait(2)
        if not incubation.incubatingObjectCount():
            break
    found: dict[str, list[Stall]] = {}
    for name, act in todo.items():
        detector = StallDetector()
        detector.ignore_frames(visitor.app_window.window)
        with detector:
            act(visitor)
            for _ in range(2_000):
                QTest.qWait(8)
                is_settled = visitor.app_window.is_settled
                # Looking for what is busy is the test's work.
                detector.mark()
                if is_settled:
                    break
        assert visitor.app_window.is_settled, f"{name}: something is never complete"
        if detector.stalls:
            found[name] = detector.stalls
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_long_content_holds_the_screen(
    make_visitor: MakeVisitor, tmp_path: Path, kind: str
):
    snapshot = LONG[kind]()
    todo = steps(snapshot, other_titles(snapshot))
    empty = tmp_path / "empty"
    empty.mkdir()
    found = stalls_of(make_visitor(folder=empty, background=True), todo)
    if found:
        # Another process may have taken the caches of the processor: measured again.
        again = stalls_of(make_visitor(folder=empty, background=True), todo)
        found = {name: stalls for name, stalls in found.items() if name in again}
    told = [f"{name}: {stall}" for name, stalls in found.items() for stall in stalls]
    assert not told, "\n\n".join(told)


def test_the_first_touch_after_a_start_holds_nothing(make_visitor: MakeVisitor, tmp_path: Path):
    """Before the large screens are prepared: the wall was made in one turn of 55 to 71 ms."""
    snapshot = LONG["few"]()
    for screen in ("wall", "work"):
        empty = tmp_path / screen
        empty.mkdir()
        visitor = make_visitor(folder=empty, background=True)
        visitor.app_window.set_content(snapshot)
        visitor.settle()
        assert not visitor.app_window.main.property("prepared")
        detector = StallDetector()
        detector.ignore_frames(visitor.app_window.window)
        with detector:
            if screen == "wall":
                visitor.session.show(Screen.WALL)
            else:
                visitor.session.openWork(snapshot.works[1].key)
            for _ in range(500):
                QTest.qWait(4)
                settled = visitor.app_window.is_settled
                detector.mark()
                if settled:
                    break
        detector.check()
        visitor.settle()
        assert any(work in " ".join(visitor.texts()) for work in ("Text 0", "Text 1"))


def with_all_screens(make_visitor: MakeVisitor, folder: Path, size: tuple[int, int]) -> Visitor:
    """A window in which every screen is loaded; a work is open."""
    snapshot = LONG["few"]()
    folder.mkdir()
    visitor = make_visitor(folder=folder, background=True, size=size)
    visitor.app_window.set_content(snapshot)
    for screen in (Screen.WALL, Screen.BOARD, Screen.RESOURCES, Screen.ABOUT, Screen.HELP):
        visitor.settle()
        visitor.session.show(screen)
    visitor.session.openWork(snapshot.works[1].key)
    visitor.settle()
    return visitor


def screen_loaders(visitor: Visitor) -> list[QQuickItem]:
    """The loaders of all screens but the loop."""

    def below(item: QQuickItem) -> Iterator[QQuickItem]:
        for child in item.childItems():
            if child.metaObject().className().startswith("MainScreen"):
                yield child
            else:
                yield from below(child)

    return list(below(visitor.app_window.window.contentItem()))


def test_a_change_of_the_text_size_is_two_turns_where_all_screens_are_loaded(
    make_visitor: MakeVisitor, tmp_path: Path
):
    """Type sizes first, then the layout class: each lays out what every loaded screen holds."""
    visitor = with_all_screens(make_visitor, tmp_path / "empty", (640, 360))
    theme = visitor.app_window.engine.singletonInstance("KioskUi", "Theme")
    before = theme.property("layoutClass"), theme.property("title")
    costs = []
    for scale in (1.5, 1.0, 1.5, 1.0):
        detector = StallDetector(limit=1.0)
        detector.ignore_frames(visitor.app_window.window)
        with detector:
            began = thread_time()
            visitor.session.setTextScale(scale)
            at_once = thread_time() - began
            then = theme.property("layoutClass"), theme.property("title")
            visitor.settle()
        settled = theme.property("layoutClass"), theme.property("title")
        assert then == (before[0], settled[1]), "the layout class follows"
        assert then[1] != before[1]
        assert settled[0] != before[0]
        before = settled
        costs.append(at_once)
    # The median: another process may have taken the caches of the processor.
    assert sorted(costs)[1] < LIMIT_SECONDS / 1.5, costs


def test_reach_mode_is_three_turns_where_all_screens_are_loaded(
    make_visitor: MakeVisitor, tmp_path: Path
):
    """Spaces and places first, then type, then the layout class: it was one turn of 77 ms."""
    visitor = with_all_screens(make_visitor, tmp_path / "empty", (540, 960))
    theme = visitor.app_window.engine.singletonInstance("KioskUi", "Theme")
    names = ("unit", "title", "layoutClass")
    before = [theme.property(name) for name in names]
    longest = []
    for reach in (True, False, True, False):
        detector = StallDetector(limit=1.0)
        detector.ignore_frames(visitor.app_window.window)
        with detector:
            visitor.session.setReach(reach)
            at_once = [theme.property(name) for name in names]
            visitor.settle()
        settled = [theme.property(name) for name in names]
        assert at_once == [settled[0], *before[1:]], "type and the layout class follow"
        assert all(one != other for one, other in zip(before, settled, strict=True))
        before = settled
        longest.append(detector.longest)
    # The median: another process may have taken the caches of the processor.
    assert sorted(longest)[1] < LIMIT_SECONDS, longest


def test_a_hidden_screen_gets_its_size_when_it_is_shown_again(
    make_visitor: MakeVisitor, tmp_path: Path
):
    visitor = with_all_screens(make_visitor, tmp_path / "empty", (540, 960))
    loaders = screen_loaders(visitor)
    assert len(loaders) == 6
    hidden = [one for one in loaders if not one.isVisible()]
    heights = [one.height() for one in hidden]
    assert len(hidden) == 5
    visitor.session.setReach(True)
    visitor.settle()
    shown = next(one for one in loaders if one.isVisible())
    assert [one.height() for one in hidden] == heights
    assert shown.height() < heights[0]
    for screen in (Screen.WALL, Screen.BOARD, Screen.RESOURCES, Screen.ABOUT, Screen.HELP):
        visitor.session.show(screen)
        visitor.settle()
    assert {one.height() for one in hidden} == {shown.parentItem().height()}
    visitor.session.goHome()
    visitor.settle()
    assert {one.height() for one in hidden} == {shown.height()}
    assert visitor.app_window.is_settled

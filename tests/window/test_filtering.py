"""The programme by place, and filtered: by touch, by keypad, by two switches, and heard."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.viewmodels.qr_code_item import QrCodeItem
from tests.faults.running_kiosk import long
from tests.folders import write_files
from tests.window.conftest import MakeVisitor, Visitor
from tests.window.test_listening import read_automatically, spoken, wait_for_silence  # noqa: F401
from tests.window.test_walks import KEYS, WALKERS, Walker

KIOSK = "title: T\ntimezone: America/Los_Angeles\nlanguages: [en, es]\n"
PLACES = ("Auditorium", "Hallway", "Room 112", "Room 9", "")


@pytest.fixture
def folder(tmp_path):
    files = {"kiosk.yaml": KIOSK, "works/a.md": "---\ntitle: Keys\nmedium: poetry\n---\nA line\n"}
    for number, (place, hour) in enumerate((place, hour) for hour in (1, 3) for place in PLACES):
        keys = f"place: {place}\n" if place else "online: Webinar\n"
        keys += f"audience: {('families', 'teachers')[number % 2]}\n"
        keys += "language: es\n" if place == "Hallway" else "language: en\n"
        files[f"events/{number}.md"] = (
            f"---\ntitle: Talk {number}\nwhen: January 13, 2026, {hour} PM - {hour}:50 PM\n{keys}"
            "---\nx\n"
        )
    return write_files(tmp_path / "gallery", files)


def shown(visitor: Visitor) -> list[str]:
    """The names of the listed events."""
    return [name for name in visitor.targets() if "Talk " in name]


def all_items(item: QQuickItem) -> Iterator[QQuickItem]:
    """An item and all that it shows."""
    yield item
    for child in item.childItems():
        yield from all_items(child)


def test_filters_are_combined_and_taken_back_by_touch(make_visitor: MakeVisitor, folder):
    visitor = make_visitor(folder=folder)
    for name in ("Events", "Show only", "Families"):
        visitor.touch(name)
        visitor.settle()
    assert "Hallway" in visitor.targets()
    visitor.touch("Hallway")
    visitor.settle()
    # The one event that fits is in Spanish: a language makes no difference.
    assert {"Spanish", "English"}.isdisjoint(visitor.targets())
    assert not any(name == "All" for name in visitor.targets())
    visitor.touch("Done")
    visitor.settle()
    assert len(shown(visitor)) == 1
    visitor.touch(shown(visitor)[0])
    visitor.settle()
    assert visitor.session.eventChosen
    visitor.touch("Back")
    visitor.settle()
    assert len(shown(visitor)) == 1
    visitor.touch("Show only")
    visitor.settle()
    visitor.touch("Show all")
    visitor.settle()
    visitor.touch("Back")
    visitor.settle()
    assert len(shown(visitor)) == 10
    visitor.touch("Home")
    assert not visitor.session.filtering


def test_every_place_has_a_row_and_the_next_time_is_one_touch_away(
    make_visitor: MakeVisitor, folder
):
    visitor = make_visitor(folder=folder)
    for name in ("Events", "By place"):
        visitor.touch(name)
        visitor.settle()
    rows = [name for name in shown(visitor) if name.startswith(tuple(filter(None, PLACES)))]
    assert [name.split(",")[0] for name in rows] == ["Auditorium", "Hallway", "Room 9", "Room 112"]
    visitor.touch(next(name for name in visitor.targets() if name.startswith("3:00")))
    visitor.settle()
    assert visitor.session.slot.endswith("T15:00")
    assert any(name.startswith("Online, Talk 9") for name in shown(visitor))
    visitor.touch("List")
    visitor.settle()
    assert visitor.session.slot == ""


@pytest.fixture(params=WALKERS)
def walker(request, make_visitor: MakeVisitor, folder) -> Walker:
    visitor = make_visitor(keys=KEYS, folder=folder)
    visitor.app_window.window.requestActivate()
    assert QTest.qWaitForWindowActive(visitor.app_window.window)
    return WALKERS[request.param](visitor)


@long
def test_without_touching_the_programme_is_filtered_and_shown_by_place(walker: Walker):
    for name in ("Events", "Show only", "Teachers", "Spanish", "Done"):
        walker.use(name)
    assert len(shown(walker.visitor)) == 1
    walker.use("Show only")
    walker.use("Show all")
    walker.back()
    walker.use("By place")
    assert walker.session.slot
    walker.use("Home")
    assert walker.session.state.history == ()


@long
def test_the_filtered_list_and_the_places_are_read_aloud(
    make_visitor: MakeVisitor,
    folder,
    spoken,  # noqa: F811
):
    spoken.go_on()
    visitor = make_visitor(folder=folder)
    read_automatically(visitor)
    wait_for_silence(visitor)
    spoken.forget()
    visitor.session.show("board")
    visitor.session.chooseFilter(True)
    visitor.settle()
    assert "Show only. 10 of 10 events" in [line[2] for line in spoken.lines(2)]
    spoken.forget()
    visitor.session.filterProgramme("language es")
    visitor.session.chooseFilter(False)
    visitor.settle()
    assert [line[2] for line in spoken.lines(3)][-3:] == ["Events. 2", "Talk 1", "Talk 6"]
    wait_for_silence(visitor)
    spoken.forget()
    visitor.session.showAllEvents()
    visitor.session.showSlot("2026-01-13T13:00")
    visitor.settle()
    said = " ".join(line[2] for line in spoken.lines(6))
    assert "Auditorium" in said
    assert "Talk 0" in said


def test_the_month_is_filtered_like_the_list(make_visitor: MakeVisitor, folder):
    visitor = make_visitor(folder=folder)
    for name in ("Events", "Month"):
        visitor.touch(name)
        visitor.settle()
    assert visitor.app_window.controller.board.month.chosenCount == 10
    for name in ("Show only", "Hallway", "Done"):
        visitor.touch(name)
        visitor.settle()
    assert visitor.session.month == "2026-01"
    assert visitor.app_window.controller.board.month.chosenCount == 2
    assert any("Hallway" in text for text in visitor.texts())
    entries = [name for name in visitor.targets() if "Talk " in name]
    assert entries
    assert all("Talk 1" in name or "Talk 6" in name for name in entries)
    visitor.touch("List")
    visitor.settle()
    assert len(shown(visitor)) == 2
    # The other way round, too: what the list is filtered by holds in the month.
    visitor.touch("Month")
    visitor.settle()
    assert visitor.app_window.controller.board.month.chosenCount == 2
    for name in ("Show only", "Show all", "Done"):
        visitor.touch(name)
        visitor.settle()
    assert visitor.app_window.controller.board.month.chosenCount == 10


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (3840, 2160)])
def test_at_most_two_codes_stand_beside_the_day_by_place(make_visitor: MakeVisitor, folder, size):
    settings = KIOSK + "programme: https://www.cdss.ca.gov/events\n"
    (folder / "kiosk.yaml").write_text(settings)
    for event in (folder / "events").glob("*.md"):
        text = event.read_text().replace("when:", "register: https://www.cdss.ca.gov/r\nwhen:")
        # Without groups and languages the choices leave the rail to the codes.
        lines = [one for one in text.splitlines() if not one.startswith(("audience:", "language:"))]
        event.write_text("\n".join(lines) + "\n")
    visitor = make_visitor(folder=folder, size=size)
    for name in ("Events", "By place"):
        visitor.touch(name)
        visitor.settle()
    found = all_items(visitor.app_window.window.contentItem())
    codes = [one for one in found if isinstance(one, QrCodeItem) and one.isVisible()]
    codes = [one for one in codes if one.property("payload")]
    payloads = sorted(code.property("payload") for code in codes)
    assert payloads == ["https://www.cdss.ca.gov/events", "https://www.cdss.ca.gov/r"]
    # Each is read by itself: between the symbols is the side of the larger one.
    first, second = (one.mapRectToScene(QRectF(0, 0, one.width(), one.height())) for one in codes)
    apart = max(
        second.left() - first.right(),
        first.left() - second.right(),
        second.top() - first.bottom(),
        first.top() - second.bottom(),
    )
    modules = codes[0].property("modules")
    module = first.width() / (modules + 8)
    assert apart + 8 * module >= max(first.width(), second.width()) - 8 * module - 1

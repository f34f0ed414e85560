"""Several places at one time: each in use has one row, and a day shows its own times."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.content.load import load
from kiosk.qt.keyed_list_model import KeyedListModel, Row
from kiosk.schedule import build_agenda
from kiosk.viewmodels.board.chip_list import CHOICE_ROLES, ChipList
from kiosk.viewmodels.board.programme_list import ProgrammeList
from kiosk.viewmodels.board.tracks import TracksViewModel, sessions_by_day

ZONE = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 1, 13, 13, 10, tzinfo=ZONE)
KIOSK = "title: T\ntimezone: America/Los_Angeles\nlanguages: [en, es]\n"


def event(when: str, place: str = "", more: str = "", title: str = "A talk") -> str:
    at = f"place: {place}\n" if place else ""
    return f"---\ntitle: {title}\nwhen: {when}\n{at}{more}---\nx\n"


def days_of(write_folder, *events: str):
    files = {f"events/{number}.md": text for number, text in enumerate(events)}
    snapshot = load(write_folder({"kiosk.yaml": KIOSK, **files})).snapshot
    agenda = build_agenda(snapshot.events, NOW, groups_series=True)
    return sessions_by_day(agenda, ZONE)


def shown(days, slot: str = "", now: datetime = NOW) -> TracksViewModel:
    view = TracksViewModel()
    view.update(days, slot, now, "en")
    return view


def number_of(row: Row, name: str) -> float:
    return float(str(row[name]))


ONE_TIME = "January 13, 2026, 1 PM - 2 PM"
SEVEN = [event(ONE_TIME, f"Room {number}") for number in (112, 9, 114, 116, 121)] + [
    event(ONE_TIME, "Auditorium"),
    event(ONE_TIME, more="online: Webinar\n"),
]


def test_seven_sessions_at_one_time_have_a_row_each_by_place(qapp, write_folder):
    days = days_of(write_folder, *SEVEN, event("January 13, 2026, 3 PM", "Hall"))
    view = shown(days, shown(days).first)
    assert [row["place"] for row in view.rows.rows] == [
        *("Auditorium", "Room 9", "Room 112", "Room 114", "Room 116", "Room 121", "Online")
    ]
    times = [(str(row["words"]).replace("\u00a0", " "), row["chosen"]) for row in view.slots.rows]
    assert times == [("Now 1:00 PM", True), ("3:00 PM", False)]
    assert view.next == "2026-01-13T15:00"


@pytest.mark.parametrize(
    ("events", "offered"),
    [
        (SEVEN[:3], True),
        (SEVEN[:2], False),
        # One after the other.
        (
            [
                event(f"January 13, 2026, {hour} PM - {hour}:50 PM", f"R{hour}")
                for hour in (3, 4, 5)
            ],
            0,
        ),
        # Three at one place.
        ([event(ONE_TIME, "Hall")] * 3, False),
        # A day of remembrance, and a whole day, have no time.
        ([*SEVEN[:2], event("January 13, 2026", "Hall")], False),
        ([], False),
    ],
)
def test_places_are_offered_from_three_at_one_time_on(qapp, write_folder, events, offered):
    assert bool(shown(days_of(write_folder, *events)).first) == bool(offered)


def test_what_goes_on_stands_at_each_time_with_its_own(qapp, write_folder):
    days = days_of(write_folder, *SEVEN[:3], event("January 13, 2026, 12 PM - 5 PM", "Hall"))
    view = shown(days, "2026-01-13T13:00")
    hall = next(row for row in view.rows.rows if row["place"] == "Hall")
    assert "12" in str(hall["time"])
    assert all(row["time"] == "" for row in view.rows.rows if row["place"] != "Hall")


def test_two_at_one_place_tell_the_place_once(qapp, write_folder):
    days = days_of(write_folder, *SEVEN[:4], SEVEN[0])
    view = shown(days, "2026-01-13T13:00")
    listed = ProgrammeList()
    listed.tracks = True
    listed.source = view.rows
    listed.width, listed.height = 1407, 780
    listed.layOut()
    told = [(row["place"], row["showsDay"]) for row in listed.rows]
    assert told.count(("Room 112", True)) == 1
    assert told.count(("Room 112", False)) == 1
    assert sum(shows for _, shows in told) == 4


@pytest.mark.parametrize("places", [3, 7, 12, 40])
def test_every_place_in_use_has_one_row_on_one_of_the_pages(qapp, write_folder, qtbot, places):
    days = days_of(write_folder, *(event(ONE_TIME, f"Room {at}") for at in range(places)))
    view = shown(days, "2026-01-13T13:00")
    listed = ProgrammeList()
    listed.tracks = True
    listed.source = view.rows
    listed.width, listed.height = 1407, 780
    listed.layOut()
    assert len(listed.rows) >= min(places, 7)
    seen = []
    qtbot.waitUntil(lambda: not listed.busy)
    for page in range(listed.pageCount):
        listed.page = page
        qtbot.waitUntil(lambda: not listed.busy)
        seen += [row["place"] for row in listed.rows]
        assert number_of(listed.rows[-1], "rowY") + number_of(listed.rows[-1], "rowHeight") <= 780
    assert seen == [f"Room {at}" for at in range(places)]


def test_a_time_that_is_over_leads_to_the_next_there_is(qapp, write_folder):
    days = days_of(write_folder, *SEVEN[:3])
    assert len(shown(days, "2026-01-13T09:00").rows.rows) == 3
    assert len(shown(days, "2030-01-13T09:00").rows.rows) == 3
    assert shown({}, "2026-01-13T09:00").rows.rows == []


def test_days_beside(qapp, write_folder):
    more = [event("January 15, 2026, 9 AM", f"Room {at}") for at in range(3)]
    days = days_of(write_folder, *SEVEN[:3], *more)
    view = shown(days, "2026-01-13T13:00")
    assert (view.previousDay, view.nextDay) == ("", "2026-01-15T09:00")
    assert shown(days, "2026-01-15T09:00").previousDay == "2026-01-13T13:00"


def chips(words, *, width=600.0, height=400.0, chosen=-1, **sizes) -> ChipList:
    source = KeyedListModel(CHOICE_ROLES)
    source.set_rows(
        [
            {
                "key": f"k{number}",
                "group": group,
                "heading": group.title(),
                "words": text,
                "isNow": False,
                "chosen": number == chosen,
            }
            for number, (group, text) in enumerate(words)
        ]
    )
    listed = ChipList()
    listed.source = source
    listed.width, listed.height = width, height
    for name, value in sizes.items():
        setattr(listed, name, value)
    listed.kept = source  # type: ignore[attr-defined]
    return listed


@pytest.mark.parametrize(("width", "height"), [(333, 200), (600, 400), (1800, 900), (90, 120)])
@pytest.mark.parametrize("count", [1, 5, 60])
def test_choices_are_whole_apart_and_on_some_page(qapp, width, height, count):
    words = [("place", f"Room {at}" * (1 + at % 5)) for at in range(count)]
    words += [("language", "Spanish"), ("language", "Tagalog")]
    listed = chips(words, width=width, height=height)
    seen = []
    for page in range(listed.pageCount):
        listed.page = page
        rows = [row for row in listed.rows if not row["isHeading"]]
        seen += [row["choice"] for row in rows]
        assert listed.rows[0]["isHeading"]
        boxes = [
            tuple(number_of(row, name) for name in ("chipX", "chipY", "chipWidth")) for row in rows
        ]
        assert all(x >= 0 and x + wide <= width for x, _, wide in boxes)
        assert len(rows) == 1 or all(y + 64 <= height for _, y, _ in boxes)
        for x, y, wide in boxes:
            assert not any(
                (x, y) != (other, below) and y == below and x < other + span and other < x + wide
                for other, below, span in boxes
            )
    assert seen == [f"k{at}" for at in range(count + 2)]


def test_the_page_of_the_chosen_time_is_shown(qapp):
    words = [("slots", f"{hour}:00 AM") for hour in range(12)]
    listed = chips(words, width=500, height=64, chosen=9, headings=False, page=-1)
    assert "k9" in [row["choice"] for row in listed.rows]
    assert listed.pageCount > 1
    assert listed.firstOn(0) == "k0"

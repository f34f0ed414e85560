"""The month: each event by name in its day, or counted; the chosen day with its times."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtGui import QFont, QFontMetricsF

from kiosk.content.load import load
from kiosk.domain import design
from kiosk.schedule import build_agenda
from kiosk.viewmodels.board.day_names import fitted, names_in_cell
from kiosk.viewmodels.board.month import MonthViewModel

NOW = datetime(2026, 1, 13, 13, 10, tzinfo=ZoneInfo("America/Los_Angeles"))
KIOSK = (
    "title: T\ntimezone: America/Los_Angeles\nlanguages: [en, es]\n"
    "open:\n  from: January 7, 2026\n  until: January 31, 2026\n"
)


def event(when: str, title: str, more: str = "") -> str:
    return f"---\ntitle: {title!r}\nwhen: {when}\n{more}---\nx\n"


@pytest.fixture
def month(qapp, write_folder) -> MonthViewModel:
    files = {
        "events/a.md": event("January 13, 2026, 1 PM - 2 PM", "Reading circle: poems"),
        "events/b.md": event("January 13, 2026, 4 PM", "Open studio", "place: Room 2\n"),
        "events/c.md": event("January 22, 2026, 10 AM", "Quiet hour", "status: cancelled\n"),
        "events/d.md": event("February 3, 2026, 10 AM", "Walk"),
    } | {f"events/x{at}.md": event("January 27, 2026, 9 AM", f"Talk {at}") for at in range(9)}
    snapshot = load(write_folder({"kiosk.yaml": KIOSK, **files})).snapshot
    entries = build_agenda(snapshot.events, NOW, groups_series=True)
    shown = MonthViewModel(qapp)
    shown.update(entries, "2026-01", NOW, "en", exhibition=snapshot.exhibition)
    shown.again = lambda **keys: shown.update(  # type: ignore[attr-defined]
        entries, "2026-01", NOW, "en", exhibition=snapshot.exhibition, **keys
    )
    return shown


def test_each_day_names_its_events(month: MonthViewModel):
    assert month.names("2026-01-13", 200.0, 4, 25, 0).split("\n") == [
        "Reading circle",
        "Open studio",
    ]
    assert "Cancelled" in month.names("2026-01-22", 400.0, 2, 25, 0)
    assert month.names("2026-01-14", 200.0, 4, 25, 0) == ""


@pytest.mark.parametrize("lines", [1, 2, 3, 4])
def test_what_has_no_room_is_counted(month: MonthViewModel, lines: int):
    told = month.names("2026-01-27", 200.0, lines, 25, 0).split("\n")
    named = [line for line in told if line.startswith("Talk")]
    assert len(told) == lines
    assert len(named) == lines - 1
    assert str(9 - len(named)) in told[-1]


def test_the_chosen_day_tells_its_events_with_times(month: MonthViewModel):
    assert (month.chosen, month.chosenWords) == ("2026-01-13", "Today")
    told = [
        (str(row["time"]).replace("\u202f", " ").replace("\u00a0", " "), row["place"])
        for row in month.entriesOn(0, 9, 0)
    ]
    assert told == [("Now", ""), ("4:00 PM", "Room 2")]
    month.again(day="2026-01-22")  # type: ignore[attr-defined]
    assert month.chosenWords == "Thursday, January 22"
    assert [row["status"] for row in month.entriesOn(0, 9, 0)] == ["Cancelled"]
    month.again(day="2026-01-23")  # type: ignore[attr-defined]
    assert month.chosen == "2026-01-13", "a day without events is none to tell of"


def test_the_days_of_the_exhibition_and_an_empty_weekend(month: MonthViewModel):
    days = {row["day"]: row for row in month.days.rows}
    assert [days[f"2026-01-{day:02}"]["isOpen"] for day in (6, 7, 31)] == [False, True, True]
    shares = month.shares
    assert sum(shares) == pytest.approx(1)
    assert shares[0] == shares[6] < shares[1] == shares[5]


@pytest.mark.parametrize("width", [60.0, 120.0, 190.0, 400.0])
@pytest.mark.parametrize(
    "name", ["Housing and Homelessness Programs for Youth", "Donaudampfschifffahrt", "حلقة قراءة"]
)
def test_no_name_is_wider_than_its_day(qapp, width: float, name: str):
    font = QFont(design.SANS)
    font.setPixelSize(25)
    font.setWeight(QFont.Weight.DemiBold)
    for lines in (1, 2, 3):
        shown = fitted(name, width, lines, 25)
        assert len(shown) <= lines
        if width >= 100:
            assert max(map(QFontMetricsF(font).horizontalAdvance, shown)) <= width + 1
        whole = " ".join(shown) == name
        assert whole or shown[-1].endswith("…")


def test_lines_that_a_name_leaves_go_to_those_after_it(qapp):
    told = names_in_cell(["Walk", "Housing Programs for Youth"], 150.0, 4, 25)
    assert told == ["Walk", "Housing", "Programs for", "Youth"]

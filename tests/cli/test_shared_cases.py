"""The small folders of offices, beside the project: what the agenda says of their dates."""

import json
import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.cli.main import main
from kiosk.content.load import load
from kiosk.schedule import build_agenda
from kiosk.text import parse_prose
from kiosk.viewmodels.board.event import EventViewState

CASES = Path(__file__).parents[3] / "shared" / "cases"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not beside it")


@pytest.fixture(name="listed")
def listed_times(capsys):
    def of(folder: str, *more: str) -> dict[str, list[str]]:
        """The starts and ends by title, as the agenda lists them from the opening on."""
        assert (
            main(
                [
                    "agenda",
                    str(CASES / folder),
                    "--at",
                    "2026-11-27 08:00",
                    "--format",
                    "json",
                    *more,
                ]
            )
            == 0
        )
        found: dict[str, list[str]] = {}
        for entry in json.loads(capsys.readouterr().out)["entries"]:
            if entry["daily"]:
                days = f"{entry['first_day'][5:]}..{entry['last_day'][5:]} daily "
                times = f"{entry['starts'][11:16]}-{entry['ends'][11:16]}"
            elif entry["all_day"]:
                days, times = f"{entry['first_day'][5:]}..{entry['last_day'][5:]}", ""
            else:
                days = entry["starts"][5:10] + " "
                times = entry["starts"][11:16] + (
                    f"-{entry['ends'][11:16]}" if entry["ends"] else ""
                )
            found.setdefault(entry["title"], []).append(days + times)
        return found

    return of


def shown(folder: str, now: str) -> dict[str, EventViewState]:
    """The events of a folder by title, as the board words them; the first time of each series."""
    snapshot = load(CASES / folder).snapshot
    at = datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(snapshot.exhibition.timezone))
    states: dict[str, EventViewState] = {}
    for entry in build_agenda(snapshot.events, at):
        states.setdefault(str(entry.event.title), EventViewState.of(entry, "en"))
    return states


def lines_of(state: EventViewState) -> list[str]:
    """The lines of an event's text as they stand on the screen."""
    blocks = [block.text for part in state.parts for block in parse_prose(part.text)]
    return [line for block in blocks for line in block.split("\u2028")]


def codes_of(state: EventViewState) -> list[str]:
    """Where an event's codes lead, but for the one that adds it to a calendar."""
    return [code.payload for code in state.codes if not code.payload.startswith("BEGIN:")]


# What only the people of a meeting need.
PRIVATE_LINES = re.compile(
    r"_{4}|~:~|need help|meeting id|passcode|options|pin\b|aka\.ms|dial|inviting|edit this"
    r"|example\.com|dentist",
    re.IGNORECASE,
)


def test_repetitions_with_an_ordinal_are_never_weekly(listed):
    found = listed("curator/repeat-ordinal-weekly")
    assert found["Event 01"][:2] == ["12-12 10:00-12:00", "01-09 10:00-12:00"]
    assert found["Event 13"][:4] == ["12-07 18:00", "12-21 18:00", "01-04 18:00", "01-18 18:00"]
    assert found["Event 21"][:2] == ["12-05 10:00", "01-02 10:00"]


def test_a_week_of_mornings_and_two_showings(listed):
    assert listed("curator/multiday-and-two-showings") == {
        "Event 20": ["12-14..12-18 daily 09:00-12:00"],
        "Event 23": ["12-12 10:00", "12-12 14:00"],
    }


def test_dates_of_madrid_have_the_day_first(listed):
    found = listed("curator/day-first-dates")
    assert found["Acto 5"][:2] == ["12-04 18:00", "01-01 18:00"]
    del found["Acto 5"]
    assert found == {
        "Acto 1": ["12-05 18:00"],
        "Acto 2": ["12-06 18:00"],
        "Acto 3": ["12-07 18:00"],
        "Acto 4": ["12-12 18:00"],
        "Acto 6": ["12-10..12-12"],
        "Acto 7": ["12-08 18:00-20:00"],
    }


def test_zones_whatever_their_names_and_of_their_own_file(listed):
    july = ("--at", "2026-07-01 08:00")
    found = listed("foreign/06-zone-name-with-colon", *july)
    assert len(found) == 6
    assert set(map(tuple, found.values())) == {("07-14 09:00-10:00",)}
    assert listed("foreign/08-zone-of-another-file", *july) == {
        "Noon in New York is 9 AM here": ["07-14 09:00-10:00"],
        "6 PM in Berlin is 9 AM here": ["07-15 09:00-10:00"],
    }


def test_a_day_with_a_zone_is_a_plain_day(listed):
    assert listed("foreign/07-date-with-zone", "--at", "2026-07-01 08:00") == {
        "All day on July 16 and 17": ["07-16..07-17"],
        "All day on July 20": ["07-20..07-20"],
    }


def test_the_last_day_of_a_series_is_kept(listed):
    found = listed("foreign/09-until-without-z", "--at", "2026-07-01 08:00")
    assert {title: len(times) for title, times in found.items()} == dict.fromkeys(found, 5)
    assert all(times[-1].startswith("07-17") for times in found.values())
    found = listed(
        "foreign/11-until-midnight-in-utc", "--at", "2026-07-01", "--until", "2027-06-01"
    )
    assert list(found.values()) == [
        ["08-04..08-04", "08-05..08-05", "08-06..08-06", "08-07..08-07"],
        ["05-05..05-05"],
    ]


def test_private_entries_are_on_no_agenda(listed):
    assert listed("foreign/18-private-events", "--at", "2026-01-01") == {}


def test_a_change_of_this_and_all_later_times_is_not_under_the_old_title(listed):
    assert listed("foreign/13-this-and-future", "--at", "2026-03-25") == {
        "Drawing circle": [f"04-{day:02} 10:00-11:00" for day in (1, 8, 15)],
        "Painting circle": [f"{day} 14:00-15:30" for day in ("04-22", "04-29", "05-06")],
    }


def test_the_code_of_an_invitation_leads_to_the_meeting(listed):
    folder = "foreign/14-teams-help-page-as-code"
    assert listed(folder, "--at", "2026-01-01") == {"Murals": ["01-15 14:00-15:00"]}
    state = shown(folder, "2026-01-01")["Murals"]
    assert lines_of(state) == ["Come and see how the murals are made."]
    (code,) = codes_of(state)
    assert code.startswith("https://teams.microsoft.com/l/meetup-join/")
    assert [one.verb for one in state.codes if one.payload == code] == ["Scan to join online"]


def test_an_address_keeps_its_brackets():
    state = shown("foreign/15-link-with-brackets", "2026-01-01")["Ink"]
    address = "https://en.wikipedia.org/wiki/Ink_(disambiguation)"
    assert codes_of(state) == [address]
    assert lines_of(state) == [f"Read {address} before you come."]


def test_each_line_of_a_description_is_a_line_of_its_own():
    assert lines_of(shown("foreign/17-line-breaks-lost", "2026-01-01")["Open day"]) == [
        "Programme:",
        "10:00 Welcome",
        "10:15 Talk",
        "11:00 Coffee",
        "Place:",
        "Example Hall",
        "744 P Street",
        "Sacramento, CA 95814",
    ]


@pytest.mark.parametrize("folder", ["curator/ics-private", "curator/ics-boilerplate"])
def test_an_offices_calendars(folder, listed):
    wanted = {
        "Life Drawing": [
            f"{day} 18:00-19:30" for day in ("12-03", "12-17", "01-07", "01-14", "01-21")
        ],
        "Life Drawing (late)": ["12-10 19:00-20:30"],
        "CLOSED – Christmas Day": ["12-25..12-25"],
        "Artist Talk: Kim Tran (online)": ["12-15 18:00-19:30"],
    }
    if folder.endswith("boilerplate"):
        wanted["Curator’s Lunch Tour"] = ["12-09 12:00-13:00"]
        wanted["Staff Workshop"] = ["12-14 09:00-10:00"]
    assert listed(folder, "--until", "2027-01-26 23:00") == wanted
    states = shown(folder, "2026-11-27 08:00")
    assert states.keys() == wanted.keys()
    every_line = [line for state in states.values() for line in (state.facts, *lines_of(state))]
    assert [line for line in every_line if PRIVATE_LINES.search(line)] == []
    assert [code for state in states.values() for code in codes_of(state)] == [
        "https://www.eventbrite.com/e/life-drawing-tickets-998?aff=oddtdtcreator",
        "https://us02web.zoom.us/j/81234567890?pwd=abcDEF",
    ]
    drawing = lines_of(states["Life Drawing"])
    assert drawing[:3] == ["Life drawing for everyone.", "Bring paper", "Model provided"]
    assert lines_of(states["Life Drawing (late)"]) == ["One hour later this week."]
    assert lines_of(states["Artist Talk: Kim Tran (online)"]) == []
    told = [one.rule for one in load(CASES / folder).problems if one.path == "events/google.ics"]
    assert told == ["calendar-private"]
    if folder.endswith("boilerplate"):
        tour = states["Curator’s Lunch Tour"]
        assert lines_of(tour) == ["Come and see the collection with the curator."]
        assert tour.facts.endswith("Online · Gallery 2")
        assert states["Staff Workshop"].status == "Cancelled"
        assert codes_of(states["Staff Workshop"]) == []

"""The small folders of offices, beside the project: what the agenda says of their dates."""

import json
from pathlib import Path

import pytest

from kiosk.cli.main import main

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

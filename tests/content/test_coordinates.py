"""Coordinates where a place should stand: told, and not shown."""

import pytest

from kiosk.content.coordinates import is_coordinates
from kiosk.content.load import load

COORDINATES = [
    "38.58, -121.49",
    "38.5816,-121.4944",
    "38.5816 -121.4944",
    "38.5816;-121.4944",
    "geo:38.5816,-121.4944",
    "GPS: 38.5816, -121.4944",
    "(38.5816, -121.4944)",
    "38.5816° N, 121.4944° W",
    "38.5816N 121.4944W",
    "38°34'54\"N 121°29'40\"W",
    "38° 34′ 54″ N, 121° 29′ 40″ W",
    "38°34'54.2\"N 121°29'40.1\"W",
    "N 38° 34' W 121° 29'",
    "38,5816; -121,4944",
    "84CW8GH4+JC",
]
PLACES = [
    "744 P Street",
    "Room 38.58",
    "Hall 12, 3rd floor",
    "Studio 38.58 at 121.49 Main Street",
    "38.58, -121.49 (behind the fountain)",
    "3-5",
    "12/14",
    "Gallery 1.10, 2.20 and 3.30",
    "",
]


@pytest.mark.parametrize("text", COORDINATES)
def test_coordinates_are_known(text):
    assert is_coordinates(text)


@pytest.mark.parametrize("text", PLACES)
def test_places_are_none(text):
    assert not is_coordinates(text)


def test_they_are_told_and_not_shown(write_folder):
    entry = (
        "BEGIN:VEVENT\r\nUID:{0}\r\nSUMMARY:{0}\r\nDTSTAMP:20260101T000000Z\r\n"
        "DTSTART:20260113T180000Z\r\n{1}\r\nEND:VEVENT\r\n"
    )
    entries = [
        entry.format("a", "LOCATION:38.58\\, -121.49"),
        entry.format("b", "GEO:38.58;-121.49"),
        entry.format("c", "LOCATION:Hall\r\nGEO:38.58;-121.49"),
    ]
    kiosk = (
        "title: A\ntimezone: America/Los_Angeles\nplace: 38.58, -121.49\naddress: 744 P Street\n"
    )
    root = write_folder(
        {
            "kiosk.yaml": kiosk,
            "events/a.md": "---\ntitle: A\nwhen: January 13, 2026\nplace: 38.58, -121.49\n---\n",
            "events/c.ics": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:a\r\n"
            + "".join(entries)
            + "END:VCALENDAR\r\n",
        }
    )
    result = load(root)
    assert [str(event.place) for event in result.snapshot.events] == ["", "", "", "Hall"]
    assert str(result.snapshot.exhibition.place) == ""
    assert str(result.snapshot.exhibition.address) == "744 P Street"
    told = [(one.path, one.line) for one in result.problems if one.rule == "place-coordinates"]
    assert sorted(told) == [
        ("events/a.md", 4),
        ("events/c.ics", 1),
        ("events/c.ics", 1),
        ("kiosk.yaml", 3),
    ]

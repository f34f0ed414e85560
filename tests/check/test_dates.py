"""What the check says of days, of windows of time and of calendars."""

import os
from datetime import UTC, date, datetime

import pytest

from kiosk.check import check
from kiosk.content.load import load
from tests.check.passing import KIOSK, WORK, rules


def test_an_old_calendar_tells_its_age(write_folder):
    text = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:a\nDTSTART:20260113T130000Z\n"
        "END:VEVENT\nEND:VCALENDAR\n"
    )
    root = write_folder({"kiosk.yaml": KIOSK, "events/a.ics": text})
    changed = datetime(2026, 1, 1, tzinfo=UTC).timestamp()
    os.utime(root / "events/a.ics", (changed, changed))

    def told(today):
        found = [
            problem for problem in check(load(root), today=today) if problem.rule == "calendar-age"
        ]
        return [problem.message for problem in found]

    # In Los Angeles it was still the last day of the year.
    assert told(date(2025, 12, 31)) == []
    assert told(date(2026, 1, 30)) == []
    assert told(date(2026, 2, 13)) == [
        "the calendar was last changed on 2025-12-31, 44 days ago; events in it: 1"
    ]


def test_past_events_and_a_picture_without_a_label_are_reported(write_folder):
    root = write_folder(
        {
            "kiosk.yaml": KIOSK + "open:\n  until: 2026-01-31\n",
            "works/a.jpg": "picture",
            "events/e.md": "---\ntitle: E\nwhen: January 5, 2026, 1:00 PM - 2:00 PM\n---\n",
            "events/f.md": "---\ntitle: F\nstarts: 2026-01-07\nends: 2026-01-13\n---\n",
        }
    )
    assert rules(root, today=date(2026, 1, 13)) == [
        ("events/e.md", 3, "past-event"),
        ("works/a.jpg", 1, "missing-label"),
    ]
    assert ("kiosk.yaml", 8, "exhibition-over") in rules(root, today=date(2026, 2, 1))


def test_days_outside_of_when_are_looked_at_too(write_folder):
    days = (
        "open:\n  from: Tuesday, January 7, 2026\n  until: 2026-01-31\n"
        "  closed: [Tuesday January 19 2026]\n"
    )
    event = (
        "---\ntitle: E\nwhen: January 13, 2026, 1:00 PM - 2:00 PM\n"
        "register_until: Monday, January 12, 2027\n---\n"
    )
    root = write_folder({"kiosk.yaml": KIOSK + days, "events/e.md": event})
    assert rules(root) == [
        ("events/e.md", 4, "register-late"),
        ("events/e.md", 4, "weekday-mismatch"),
        ("kiosk.yaml", 8, "weekday-mismatch"),
        ("kiosk.yaml", 10, "weekday-mismatch"),
    ]


@pytest.mark.parametrize(
    ("show", "line", "rule"),
    [
        ("from: 2026-01-20\n  until: 2026-01-10", 4, "date-order"),
        ("until: 2025-01-31", 3, "never-shown"),
        ("from: 2027-01-10", 3, "never-shown"),
        ("until: 2026-01-12", 3, "past-show"),
        ("until: 2026-01-13", 0, ""),
        ("from: 2026-01-14", 0, ""),
    ],
)
def test_a_work_that_never_hangs_or_hangs_no_more(write_folder, show, line, rule):
    label = WORK.replace("title", f"show:\n  {show}\ntitle")
    days = "open:\n  from: 2026-01-07\n  until: 2026-01-31\n"
    root = write_folder({"kiosk.yaml": KIOSK + days, "works/a.jpg": "picture", "works/a.md": label})
    assert rules(root, today=date(2026, 1, 13)) == ([("works/a.md", line, rule)] if rule else [])


@pytest.mark.parametrize(
    ("until", "late"),
    [("2026-01-13", False), ("2026-01-13T13:30", False), ("2026-01-14T00:30", True)],
)
def test_a_registration_that_outlasts_its_event(write_folder, until, late):
    event = (
        f"---\ntitle: E\nwhen: January 13, 2026, 1:00 PM - 2:00 PM\nregister_until: {until}\n---\n"
    )
    assert rules(write_folder({"kiosk.yaml": KIOSK, "events/e.md": event})) == (
        [("events/e.md", 4, "register-late")] if late else []
    )


def test_a_help_line_that_was_verified_tomorrow(write_folder):
    root = write_folder(
        {
            "kiosk.yaml": KIOSK.replace("2026-01-05", "2199-01-05"),
            "works/a.jpg": "picture",
            "works/a.md": WORK,
        }
    )
    assert rules(root, today=date(2026, 1, 13)) == [("kiosk.yaml", 6, "verified-later")]


def test_two_sessions_are_not_one_long_event(write_folder):
    when = (
        "when:\n  - January 13, 2026, 1:00 PM - 2:00 PM\n  - January 14, 2026, 1:00 PM - 3:00 PM\n"
    )
    result = load(write_folder({"kiosk.yaml": KIOSK, "events/e.md": f"---\ntitle: E\n{when}---\n"}))
    assert result.snapshot.events == ()
    assert [(problem.rule, problem.line) for problem in result.problems if problem.path] == [
        ("wrong-kind", 4)
    ]


@pytest.mark.parametrize("starts", ["DTSTART;VALUE=DATE:99991231", "DTSTART:99991231T235959Z"])
def test_a_calendar_that_goes_to_the_last_day_there_is_can_be_checked(write_folder, starts):
    text = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:a\n{starts}\nEND:VEVENT\nEND:VCALENDAR\n"
    root = write_folder(
        {"kiosk.yaml": KIOSK.replace("America/Los_Angeles", "Asia/Tokyo"), "events/a.ics": text}
    )
    assert "register-late" not in {rule for *_, rule in rules(root, today=date(2026, 1, 13))}


def test_past_events_are_one_line_with_their_number(write_folder):
    event = "---\ntitle: {}\nwhen: January {}, 2026, 1 PM\n---\n"
    files = {f"events/{day:02}.md": event.format(day, day) for day in (2, 9, 5, 28)}
    root = write_folder({"kiosk.yaml": KIOSK, **files})
    (told,) = [
        one for one in check(load(root), today=date(2026, 1, 20)) if one.rule == "past-event"
    ]
    assert (told.path, told.line) == ("events", 1)
    assert told.message.startswith("3 events are over")
    assert "'events/09.md', ended on 2026-01-09" in told.message
    (one,) = [one for one in check(load(root), today=date(2026, 1, 4)) if one.rule == "past-event"]
    assert (one.path, one.line) == ("events/02.md", 3)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.md", "when: January 13, 2062, 10 AM", ["'A' has the year 2062"]),
        ("a.md", "when: January 13, 1926, 10 AM", ["'A' has the year 1926"]),
        ("a.md", "when: every Tuesday 10 AM until March 26, 2062", ["'A' has the year 2062"]),
        ("a.md", "when: January 13 - 15, 2027", []),
        ("a.md", "when: January 13, 2024, 10 AM", []),
        ("a.md", "when: every Tuesday 10 AM", []),
    ],
)
def test_a_year_far_away_is_told(write_folder, name, text, told):
    opening = "open:\n  from: 2026-01-01\n  until: 2026-03-31\n"
    event = f"---\ntitle: A\n{text}\n---\n"
    root = write_folder({"kiosk.yaml": KIOSK + opening, f"events/{name}": event})
    found = check(load(root), today=date(2026, 1, 5))
    assert [problem.message for problem in found if problem.rule == "far-year"] == told


def test_a_permanent_exhibition_and_its_calendar_have_no_far_year(write_folder):
    calendar = (
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:a\nBEGIN:VEVENT\nUID:a\nSUMMARY:a\n"
        "DTSTAMP:20260101T000000Z\nDTSTART:20100113T130000Z\nRRULE:FREQ=WEEKLY;UNTIL=20991231T000000Z\n"
        "END:VEVENT\nEND:VCALENDAR\n"
    )
    opening = "open:\n  from: 2012-01-01\n  until: 2040-12-31\n"
    root = write_folder({"kiosk.yaml": KIOSK + opening, "events/a.ics": calendar})
    found = check(load(root), today=date(2026, 1, 5))
    assert "far-year" not in {problem.rule for problem in found}

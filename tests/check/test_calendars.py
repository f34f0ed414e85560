"""Series that take place oftener than the board can show are told."""

from datetime import date

import pytest

from kiosk.check import check
from kiosk.content.load import load

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
HOURS = ",".join(map(str, range(8)))


def events(number, rule):
    return "".join(
        f"BEGIN:VEVENT\r\nUID:{one}\r\nSUMMARY:Tour {one}\r\nDTSTART:20260105T180000Z\r\n"
        f"RRULE:{rule}\r\nEND:VEVENT\r\n"
        for one in range(number)
    )


@pytest.mark.parametrize(
    ("number", "rule", "told"),
    [
        (1, f"FREQ=DAILY;BYHOUR={HOURS}", "500 times"),
        (1, "FREQ=DAILY;BYHOUR=10,14", ""),
        (120, "FREQ=DAILY", "10,000 times"),
        (120, "FREQ=WEEKLY", ""),
    ],
)
def test_series_that_are_cut_short_are_told(tmp_path, number, rule, told):
    (tmp_path / "events").mkdir()
    (tmp_path / "kiosk.yaml").write_text("title: T\ntimezone: America/Los_Angeles\n")
    (tmp_path / "events/c.ics").write_text(HEAD + events(number, rule) + "END:VCALENDAR\r\n")
    problems = check(load(tmp_path), today=date(2026, 1, 5))
    # That the board's list is full is another problem, of the folder.
    found = [
        problem.message
        for problem in problems
        if problem.rule == "beyond-bound" and problem.path == "events/c.ics"
    ]
    assert [told in message for message in found] == ([True] if told else [])


OFFICE = HEAD + (
    "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Gallery tour\r\nCATEGORIES:Public\\, free,Tours\r\n"
    "DTSTART:20260105T180000Z\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Staff meeting\r\n"
    "DTSTART:20260106T180000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ("leave_out: [Staff]", []),
        ("leave_out: [staff meeting]", []),
        ("leave_out: [Stafff]", [("Stafff", "staff", 4)]),
        ("leave_out: [Staff meetings]", [("Staff meetings", "staff meeting", 4)]),
        ("leave_out: [Staff, Boardroom]", [("Boardroom", "", 4)]),
        ("only: [Tours]", []),
        ("only: [Turs]", [("Turs", "tours", 4)]),
        ("only: [Tours]\n  leave_out: [Maintenance]", [("Maintenance", "", 5)]),
        ("only: [Public, Tours]", []),
    ],
)
def test_a_word_that_no_entry_has_is_told(write_folder, chosen, told):
    yaml = f"title: T\ntimezone: America/Los_Angeles\ncalendars:\n  {chosen}\n"
    problems = check(load(write_folder({"kiosk.yaml": yaml, "events/c.ics": OFFICE})))
    found = [one for one in problems if one.rule == "calendar-word"]
    assert [(one.path, one.line) for one in found] == [("kiosk.yaml", line) for *_, line in told]
    for one, (word, near, _) in zip(found, told, strict=True):
        assert f"'{word}'" in one.message
        assert ("near to it" in one.hint) == bool(near)
        assert f"'{near}'" in one.hint or not near


def test_words_for_no_calendar_are_not_told(write_folder):
    """A calendar may come later, as by kiosk pull."""
    yaml = "title: T\ntimezone: America/Los_Angeles\ncalendars:\n  leave_out: [Staff]\n"
    problems = check(load(write_folder({"kiosk.yaml": yaml, "events/a.md": "when: any time\n"})))
    assert not [one for one in problems if one.rule == "calendar-word"]

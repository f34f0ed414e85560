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

"""What was read of each date is echoed, so that a person can say no."""

import json

import pytest

from kiosk.cli.main import main
from tests.viewmodels.test_series import KIOSK, calendar, plain

ZONE = ";TZID=America/Los_Angeles:"
FILES = {
    "kiosk.yaml": KIOSK,
    "events/a.md": "---\ntitle: Class\nwhen: Thursdays, 10 - 11 AM, until January 21, 2027,"
    " except December 24\n---\nCome.\n",
    "events/b.md": "---\ntitle: Talk\nwhen: 12/5/2026, 6 PM\nregister: https://x.ca.gov\n"
    "register_until: December 4, 2026\n---\nCome.\n",
    "events/c.ics": calendar(
        f"SUMMARY:Drawing|DTSTART{ZONE}20261202T180000|RRULE:FREQ=WEEKLY;BYDAY=WE",
        f"SUMMARY:Drawing (late)|RECURRENCE-ID{ZONE}20261209T180000|DTSTART{ZONE}20261209T190000",
    ),
    "events/d.md": "---\ntitle: Vague\nwhen: early December\n---\nCome.\n",
}


@pytest.fixture
def folder(write_folder):
    return str(write_folder(FILES))


def test_the_agenda_says_how_each_date_was_read(qapp, folder, capsys):
    assert main(["agenda", folder, "--at", "2026-12-01 09:00", "--language", "en"]) == 0
    lines = [line.strip() for line in plain(capsys.readouterr().out).splitlines()]
    begin = lines.index("events/a.md:3  Class")
    assert lines[begin + 1 : begin + 7] == [
        "> when: Thursdays, 10 - 11 AM, until January 21, 2027, except December 24",
        "Thursdays, 10:00 AM, until January 21, 2027",
        "Not on: Thu, Dec 24",
        "Thursday, December 3, 2026 · 10:00 – 11:00 AM PST",
        "Thursday, December 10, 2026 · 10:00 – 11:00 AM PST",
        "Thursday, December 17, 2026 · 10:00 – 11:00 AM PST",
    ]
    # One entry for the series of the file and of the calendar; the changed time has its own line.
    assert sum(line.endswith(" Class") and "later" in line for line in lines) == 1
    assert "events/c.ics:3  Drawing" in lines
    assert "Wednesdays, 6:00 PM" in lines
    assert "events/c.ics:9  Drawing (late)" in lines


def test_the_check_explains_every_date(qapp, folder, capsys):
    assert main(["check", folder, "--explain-dates", "--language", "es"]) == 1
    lines = [line.strip() for line in plain(capsys.readouterr().out).splitlines()]
    begin = lines.index("kiosk.yaml:5")
    assert lines[begin + 1 : begin + 3] == [
        "> from: November 27, 2026",
        "Viernes, 27 de noviembre de 2026",
    ]
    assert "Los jueves, 10:00 a.m., hasta el 21 de enero de 2027" in lines
    begin = lines.index("events/b.md:3  Talk")
    assert lines[begin + 2] == "Sábado, 5 de diciembre de 2026 · 6:00 p.m. PST"
    assert lines[begin + 3].startswith("! ")
    assert "Viernes, 4 de diciembre de 2026" in " ".join(lines[begin:])
    # What was not read is told at its line.
    begin = lines.index("events/d.md:3")
    assert lines[begin + 1] == "> when: early December"
    assert lines[begin + 2].startswith("! ")


def test_the_json_agenda_lists_each_time_and_names_its_series(folder, capsys):
    call = ["agenda", folder, "--at", "2026-12-01 09:00", "--format", "json"]
    assert main(call) == 0
    found = json.loads(capsys.readouterr().out)
    times = [one["starts"][:10] for one in found["entries"] if one["series"] == "events/a"]
    assert times == ["2026-12-03", "2026-12-10", "2026-12-17", "2026-12-31"] + [
        f"2027-01-{day}" for day in ("07", "14", "21")
    ]
    series = {one["id"]: one for one in found["series"]}
    assert series["events/a"]["rule"] == "FREQ=WEEKLY;BYDAY=TH"
    assert series["events/a"]["last_day"] == "2027-01-21"
    # A changed time belongs to its series too.
    assert {one["title"] for one in found["entries"] if one["series"] == "events/c.ics#a"} == {
        "Drawing",
        "Drawing (late)",
    }
    assert series["events/a"]["excluded"] == ["2026-12-24"]
    assert [start[:10] for start in series["events/a"]["starts"]] == times
    # By default the agenda ends with the exhibition; a moment that is asked for counts.
    assert max(one["starts"][:10] for one in found["entries"]) <= "2027-01-26"
    assert main([*call, "--until", "2027-02-20"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert max(one["starts"][:10] for one in found["entries"]) == "2027-02-17"

"""The text of a page, copied into a file: titles, dates, registrations, and what is left out."""

import re
from pathlib import Path

import pytest

from kiosk.check import check
from kiosk.cli.main import main
from kiosk.content.load import load
from kiosk.domain import OnDemand, Severity
from tests.authoring.pages import KIOSK, imported, times

SHARED = Path(__file__).parents[3] / "shared" / "PROGRAMME.md"


@pytest.fixture(name="root")
def folder(write_folder):
    return write_folder({"kiosk.yaml": KIOSK})


# The programme of January 2026 as a notice prints it: facts of ../shared/PROGRAMME.md.
NOTICE = """\
Skip to content
January is National Human Trafficking Prevention Month
The department offers these trainings. Share them widely.

National Human Trafficking Awareness Day, #WearBlueDay
Sunday, January 11, 2026, all day
Wear something blue, photograph it, and share it with the tag.

Trafficking and Crime Victims Assistance Program Information Session
Tuesday, January 13, 2026, 1:00PM-2:00PM PST
Presented by: CDSS Refugee Programs Bureau (RPB), Asylee and Trafficking Unit
Webinar
To register, click here: https://example.org/tcvap-session

The bureau works with all 58 counties.
The session covers benefits, and how to apply.

Stop, Observe, Ask, Respond (SOAR) On-Demand Training
Create an account at the training's site. A framework that fits many cultures.
Register: https://example.org/soar

Intersections of Trauma and Trafficking - Principles of Trauma-Informed Care and Practice

Wednesday, January 14, 2026, 12:00PM-2:00PM PST

Speakers: Maria Contreras (Manager, Community & Policy); Kelly Kinnish (Director)

Core ideas of trauma. To register, click here <https://example.org/intersections>. For all.

Hidden in Plain Sight - Child Labor Trafficking
Thursday, January 22, 2026, 10:00AM-12:00PM PST
To register, click here.
https://example.org/hidden
Children are forced to work in fields.

Best Practices and Tools for Child Welfare Professionals
Thursday, January 27, 2026, 10:00AM-12:00PM PST
To register, [click here](https://example.org/best-practices).
A toolkit on immigration relief.

CDSS Child Trafficking Response Team Virtual Panel Discussion
Wednesday, January 28, 2026, 1:30PM-3:00PM PST
To register, click here (https://example.org/panel).
What goes into a drop-in center.

All Things Housing Office Hour: January 29, 2026

Copyright © 2026 CDSS
"""
EXPECTED = {
    "National Human Trafficking Awareness Day, #WearBlueDay": (["01-11"], ""),
    "Trafficking and Crime Victims Assistance Program Information Session": (
        ["01-13 13:00-14:00"],
        "https://example.org/tcvap-session",
    ),
    "Stop, Observe, Ask, Respond (SOAR) On-Demand Training": ([], "https://example.org/soar"),
    "Intersections of Trauma and Trafficking - Principles of Trauma-Informed Care and Practice": (
        ["01-14 12:00-14:00"],
        "https://example.org/intersections",
    ),
    "Hidden in Plain Sight - Child Labor Trafficking": (
        ["01-22 10:00-12:00"],
        "https://example.org/hidden",
    ),
    "Best Practices and Tools for Child Welfare Professionals": (
        ["01-27 10:00-12:00"],
        "https://example.org/best-practices",
    ),
    "CDSS Child Trafficking Response Team Virtual Panel Discussion": (
        ["01-28 13:30-15:00"],
        "https://example.org/panel",
    ),
    "All Things Housing Office Hour": (["01-29"], ""),
}
MARK = re.compile(r"<(https:[^<>]+)>|\((https:[^()]+)\)")
FORMS = {
    "as printed": lambda text: text,
    "from Windows": lambda text: text.replace("\n", "\r\n"),
    "a blank line after each": lambda text: text.replace("\n", "\n\n"),
    "indented": lambda text: re.sub(r"(?m)^(?=.)", "   ", text),
    "with bullets": lambda text: re.sub(r"(?m)^(?=(?:Presented|To register|Webinar))", "• ", text),
    "with headings": lambda text: re.sub(r"\n\n(?=[A-Z][^\n]+\n\n?[A-Z]\w+day, )", "\n\n## ", text),
    "with bold dates": lambda text: re.sub(r"(?m)^(\w+day, January.*)$", r"**\1**", text),
    "with labels": lambda text: re.sub(r"(?m)^(\w+day, January.*)$", r"When: \1", text),
    "with no-break spaces": lambda text: text.replace(", 2026, ", ",\u00a02026,\u00a0"),
    "time on its own line": lambda text: re.sub(r"2026, (\d.*) PST", r"2026\n\1 PST", text),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_programme_in_the_form_of_its_notice(root, form):
    found, told = imported(root, "notice.txt", FORMS[form](NOTICE))
    assert {
        title: ([] if isinstance(one.when, OnDemand) else times(one), one.register)
        for title, one in found.items()
    } == EXPECTED
    session = found["Trafficking and Crime Victims Assistance Program Information Session"]
    assert str(session.online) == "Webinar"
    assert str(session.presented_by).endswith("(RPB), Asylee and Trafficking Unit")
    words = str(session.description)
    assert " ".join(words.split()) == (
        "The bureau works with all 58 counties. The session covers benefits, and how to apply."
    )
    trauma = found[
        "Intersections of Trauma and Trafficking - Principles of Trauma-Informed Care and Practice"
    ]
    assert str(trauma.description) == "Core ideas of trauma. For all."
    assert [(one.name, str(one.role)) for one in trauma.people] == [
        ("Maria Contreras", "Manager, Community & Policy"),
        ("Kelly Kinnish", "Director"),
    ]
    everything = "".join(str(one.description) for one in found.values())
    assert "Copyright" not in everything
    assert "register" not in everything.casefold()
    assert any("January 27, 2026 is a Tuesday, not a Thursday" in line for line in told)


def test_the_check_accepts_what_was_imported(root):
    imported(root, "notice.txt", NOTICE)
    result = load(root)
    today = result.snapshot.exhibition.opens
    found = [one for one in check(result, today=today) if one.path.startswith("events/")]
    assert {one.severity for one in found} <= {Severity.WARNING, Severity.INFO}
    # The trap of the source, and the reserved domain of the sample's links, are told.
    assert {one.rule for one in found} <= {"weekday-mismatch", "placeholder", "link-host"} | {
        one.rule for one in found if "example.org" in one.message
    }
    assert any(one.rule == "weekday-mismatch" for one in found)


@pytest.mark.skipif(not SHARED.is_file(), reason="the shared programme is not beside it")
def test_the_programme_s_own_tables(root):
    found, told = imported(root, "PROGRAMME.md", SHARED.read_text("utf-8"))
    assert sorted(
        times(one)[0] for one in found.values() if not isinstance(one.when, OnDemand)
    ) == [
        "01-11",
        *("01-13 13:00-14:00", "01-14 12:00-14:00", "01-22 10:00-12:00", "01-27 10:00-12:00"),
        "01-28 13:30-15:00",
    ]
    assert len(found) == 7
    assert any("is a Tuesday, not a Thursday" in line for line in told)


def test_a_date_above_its_title_and_beside_it(root):
    text = (
        "January 13, 2026, 1 PM\nThe Talk\nWhat it is.\n\n"
        "January 14, 2026, 2 PM\nThe Walk\nWhere.\n"
    )
    found, _ = imported(root, "p.txt", text)
    assert {title: (times(one), str(one.description)) for title, one in found.items()} == {
        "The Talk": (["01-13 13:00"], "What it is."),
        "The Walk": (["01-14 14:00"], "Where."),
    }
    text = (
        "The Film - January 20, 2026, 7 PM - 9 PM\nA film.\n\n"
        "The Fair | Saturday, January 24, 2026\n"
    )
    found, _ = imported(root, "q.txt", text)
    assert times(found["The Film"]) == ["01-20 19:00-21:00"]
    assert times(found["The Fair"]) == ["01-24"]


def test_two_times_side_by_side_are_a_start_and_an_end(root):
    text = "The Talk\nTuesday, January 13, 2026 1:00 PM 2:00 PM\nWhat it is.\n"
    found, _ = imported(root, "p.txt", text)
    assert times(found["The Talk"]) == ["01-13 13:00-14:00"]


def test_labels_of_a_page(root):
    text = """\
What: The Talk
When: January 13, 2026
Time: 1 PM - 2 PM
Where: Hall, 744 P Street
Cost: Free
Contact: Kim (kim@example.org)
RSVP: https://example.org/rsvp
Bring a friend.
"""
    found, _ = imported(root, "p.txt", text)
    one = found["The Talk"]
    assert times(one) == ["01-13 13:00-14:00"]
    assert (str(one.place), str(one.price), one.contact, one.register) == (
        *("Hall, 744 P Street", "Free", "Kim (kim@example.org)", "https://example.org/rsvp"),
    )
    assert str(one.description) == "Bring a friend."


def test_spanish_pages(write_folder):
    root = write_folder({"kiosk.yaml": KIOSK.replace("[en]", "[es]")})
    text = """\
Taller de grabado
martes, 13 de enero de 2026, 18:00 - 20:00
Lugar: Sala 2
Para inscribirse, haga clic aquí: https://example.org/taller
Traiga papel.
"""
    found, _ = imported(root, "p.txt", text)
    one = found["Taller de grabado"]
    assert times(one) == ["01-13 18:00-20:00"]
    assert (str(one.place), one.register) == ("Sala 2", "https://example.org/taller")
    assert str(one.description) == "Traiga papel."


def test_a_registration_without_an_address_is_told(root):
    text = "The Talk\nJanuary 13, 2026, 1 PM\nTo register, click here.\nWhat it is.\n"
    found, told = imported(root, "p.txt", text)
    assert (found["The Talk"].register, str(found["The Talk"].description)) == ("", "What it is.")
    assert "line 3 asks to register and names no address" in " ".join(told)


def test_a_title_without_a_date_is_not_a_part_of_the_event_above(root):
    text = (
        "The Talk\nJanuary 13, 2026, 1 PM\nWhat it is.\n\n"
        "Another Training Without a Date\nTo register, click here: https://example.org/other\nMore.\n"
    )
    found, told = imported(root, "p.txt", text)
    assert list(found) == ["The Talk"]
    assert found["The Talk"].register == ""
    assert str(found["The Talk"].description) == "What it is."
    assert "'Another Training Without a Date' is left out" in " ".join(told)


def test_a_text_without_events_is_told(root, capsys):
    (root.parent / "p.txt").write_text("Words.\nMore words of 2026.\n")
    assert main(["import", str(root.parent / "p.txt"), str(root)]) == 1
    assert "nothing in" in capsys.readouterr().err


def test_a_list_as_squarespace_prints_it(root):
    text = """\
UPCOMING EVENTS

JAN
13
Information Session
Tuesday, January 13, 2026
1:00 PM – 2:00 PM
Zoom (map)
Google Calendar ICS
What the program is.
View Event →

JAN
22
Hidden in Plain Sight
Thursday, January 22, 2026
10:00 AM – 12:00 PM
Hall 2 (map)
Spot the signs.
View Event →
"""
    found, _ = imported(root, "p.txt", text)
    assert {
        title: (times(one), str(one.place), str(one.online), str(one.description))
        for title, one in found.items()
    } == {
        "Information Session": (["01-13 13:00-14:00"], "", "Zoom", "What the program is."),
        "Hidden in Plain Sight": (["01-22 10:00-12:00"], "Hall 2", "", "Spot the signs."),
    }


def test_places_behind_a_date_and_dates_within_a_line(root):
    text = """\
Panel Discussion
Wednesday, January 28, 2026 | 1:30PM-3:00PM PST | Zoom
Register by January 25, 2026 at https://example.org/panel
Directors talk.

1. Open House, January 20, 2026, 5 PM - 7 PM, Main Hall
2. Film Night, January 21, 2026, 7 PM, Black Box
"""
    found, _ = imported(root, "p.txt", text)
    assert {
        title: (times(one), str(one.place) or str(one.online)) for title, one in found.items()
    } == {
        "Panel Discussion": (["01-28 13:30-15:00"], "Zoom"),
        "Open House": (["01-20 17:00-19:00"], "Main Hall"),
        "Film Night": (["01-21 19:00"], "Black Box"),
    }
    panel = found["Panel Discussion"]
    assert panel.register == "https://example.org/panel"
    assert panel.register_until.isoformat()[:10] == "2026-01-26"
    assert str(panel.description) == "Directors talk."


def test_a_line_that_looks_like_a_date_and_is_none_is_told(root):
    text = "The Talk\nJanuary 13, 2026, 1 PM\nWhat it is.\n\nThe Walk\nSat 1/17, 5:30-ish\nWhere.\n"
    _, told = imported(root, "p.txt", text)
    assert "line 6 looks like a date that cannot be read: 'Sat 1/17, 5:30-ish'" in " ".join(told)

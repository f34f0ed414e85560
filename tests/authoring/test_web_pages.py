"""Saved web pages: JSON-LD, microdata, Squarespace's JSON, calendars, and pages without data."""

import json
import sys
import time
from contextlib import suppress
from datetime import date, datetime

import pytest

from kiosk.authoring.pages.found_event import UnreadablePageError
from kiosk.cli.main import main
from kiosk.content.load import load
from kiosk.domain import Status
from tests.authoring.pages import KIOSK, event, html, imported, proposed, times

pytest.importorskip("lxml", reason="the extra 'curator' is not installed")


@pytest.fixture(name="root")
def folder(write_folder):
    return write_folder({"kiosk.yaml": KIOSK})


FULL = event(
    "Tom &amp; Ana: a talk",
    "2026-01-13T13:00:00-08:00",
    "2026-01-13T14:00:00-08:00",
    url="/events/talk",
    eventStatus="https://schema.org/EventScheduled",
    location={
        "@type": "Place",
        "name": "Arts Center",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "744 P Street",
            "addressLocality": "Sacramento",
            "addressRegion": "CA",
            "postalCode": "95814",
        },
    },
    offers=[
        {
            "@type": "Offer",
            "url": "https://tickets.example.org/1",
            "price": "5",
            "priceCurrency": "USD",
        },
        {"@type": "Offer", "price": "20.00", "priceCurrency": "USD"},
    ],
    organizer={"@type": "Organization", "name": "The Center", "url": "https://example.org"},
    performer=[{"@type": "Person", "name": "Ana Example"}, {"@type": "Person", "name": "Tom Ito"}],
    description="&lt;p&gt;First line.&lt;/p&gt;\n&lt;p&gt;Second line.&lt;/p&gt;\n",
)


def test_every_field_of_json_ld_and_where_it_came_from(root, capsys):
    page = html(FULL, head='<link rel="canonical" href="https://www.example.org/calendar/">')
    found, told = imported(root, "p.html", page)
    (one,) = found.values()
    assert str(one.title) == "Tom & Ana: a talk"
    assert times(one) == ["01-13 13:00-14:00"]
    assert str(one.place) == "Arts Center, 744 P Street, Sacramento, CA 95814"
    assert (one.register, one.link) == (
        "https://tickets.example.org/1",
        "https://www.example.org/events/talk",
    )
    assert (str(one.price), str(one.presented_by)) == ("$5 - $20", "The Center")
    assert [person.name for person in one.people] == ["Ana Example", "Tom Ito"]
    assert str(one.description) == "First line.\n\nSecond line."
    assert told == []
    assert main(["import", str(root.parent / "p.html"), str(root)]) == 0
    assert "(is there already, and is the same)" in capsys.readouterr().out


def test_the_dry_run_says_where_each_field_came_from(root, capsys):
    (root.parent / "p.html").write_text(html(FULL))
    assert main(["import", str(root.parent / "p.html"), str(root)]) == 0
    printed = capsys.readouterr().out
    for line in (
        "    title: from JSON-LD: name",
        "    when: from JSON-LD: startDate and endDate",
        "    register: from JSON-LD: offers",
        "    text: from JSON-LD: description",
    ):
        assert line in printed
    assert not (root / "events").exists()


@pytest.mark.parametrize(
    "wrap",
    [
        lambda one: one,
        lambda one: [one],
        lambda one: {"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, one]},
        lambda one: {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": one}]},
        lambda one: {**one, "@type": ["Thing", "http://schema.org/MusicEvent"]},
        lambda one: {"@type": "WebPage", "mainEntity": {**one, "@type": "schema:EducationEvent"}},
        lambda one: {"@graph": [{**one, "location": {"@id": "#p"}}, {"@id": "#p", "name": "Hall"}]},
    ],
)
def test_wherever_an_event_stands_in_json_ld(root, wrap):
    found, _ = imported(root, "p.html", html(wrap(event(ends="2026-01-13T14:00:00-08:00"))))
    assert {title: times(one) for title, one in found.items()} == {"Talk": ["01-13 13:00-14:00"]}


TIMES = [
    ("2026-01-13T13:00-08:00", "2026-01-13T15:30-08:00", "01-13 13:00-15:30", ""),
    ("2026-01-13T21:00:00Z", "2026-01-13T22:00:00.000Z", "01-13 13:00-14:00", ""),
    ("2026-01-13T16:00:00-05:00", "", "01-13 13:00", ""),
    ("2026-01-13T13:00:00", "2026-01-13T14:00", "01-13 13:00-14:00", ""),
    ("2026-01-13 13:00:00", "", "01-13 13:00", ""),
    ("20260113T1300", "", "01-13 13:00", ""),
    ("2026-01-13", "", "01-13", ""),
    ("2026-01-13", "2026-01-15", "01-13..01-15", ""),
    ("2026-01-13T00:00:00-08:00", "2026-01-13T23:59:59-08:00", "01-13", ""),
    ("2026-01-13T00:00:00-08:00", "2026-01-15T00:00:00-08:00", "01-13..01-14", ""),
    ("2026-01-13T00:00:00-08:00", "", "01-13", "it begins at midnight"),
    ("2026-01-13T20:00:00-08:00", "2026-01-14T01:00:00-08:00", "01-13 20:00-01:00", ""),
    (
        "2026-01-13T13:00:00-08:00",
        "2026-01-12T13:00:00-08:00",
        "01-13 13:00",
        "before it begins",
    ),
    ("2026-01-13T13:00:00-08:00", "soon", "01-13 13:00", "'soon' cannot be read"),
    ("Tuesday, January 13, 2026, 1:00 PM - 2:00 PM", "", "01-13 13:00-14:00", ""),
    # Daylight saving time ends and begins: the offset decides.
    ("2026-03-08T17:00:00Z", "2026-03-08T18:00:00Z", "03-08 10:00-11:00", ""),
]


def test_times_of_pages(root):
    page = html(*(event(f"T{n}", row[0], row[1]) for n, row in enumerate(TIMES)))
    found, notes = imported(root, "p.html", page)
    for number, (_, _, expected, told) in enumerate(TIMES):
        mine = [line for line in notes if f"'T{number}'" in line]
        assert times(found[f"T{number}"]) == [expected]
        assert bool(mine) == bool(told)
        assert told in " ".join(mine)


def test_an_event_without_a_day_is_told_by_its_title_and_left_out(root):
    starts = ["someday", "2026-13-40", "9999-01-01T10:00", "", "1"]
    bad = [event(f"Bad {n}", typed, x="y") for n, typed in enumerate(starts)]
    found, told = imported(root, "p.html", html(*bad, event("Good")))
    assert list(found) == ["Good"]
    for number in range(len(starts)):
        assert any(f"'Bad {number}' is left out" in line for line in told)


STATUSES = [
    ("https://schema.org/EventCancelled", Status.CANCELLED, ""),
    ("EventPostponed", Status.POSTPONED, ""),
    ("http://schema.org/EventScheduled", Status.SCHEDULED, ""),
    ("Cancelled", Status.CANCELLED, ""),
    ("https://schema.org/EventRescheduled", Status.SCHEDULED, "moved to another date"),
    ("https://schema.org/EventPerhaps", Status.SCHEDULED, "'EventPerhaps' is not known"),
]


def test_statuses_of_schema_org(root):
    page = html(*(event(f"S{n}", eventStatus=row[0]) for n, row in enumerate(STATUSES)))
    found, notes = imported(root, "p.html", page)
    for number, (_, status, told) in enumerate(STATUSES):
        mine = [line for line in notes if f"'S{number}'" in line]
        assert found[f"S{number}"].status is status
        assert told in " ".join(mine)
        assert bool(told) == bool(mine)


PLACES = [
    ("Hall", "", "Hall", "", ""),
    ({"@type": "Place", "name": "Hall", "address": "1 Street"}, "", "Hall, 1 Street", "", ""),
    ({"@type": "Place", "address": "1 Street"}, "", "1 Street", "", ""),
    (
        {"@type": "VirtualLocation", "url": "https://zoom.us/j/1"},
        "https://schema.org/OnlineEventAttendanceMode",
        "",
        "Online",
        "https://zoom.us/j/1",
    ),
    (
        [{"@type": "VirtualLocation", "url": "https://zoom.us/j/1"}, {"name": "Hall"}],
        "https://schema.org/MixedEventAttendanceMode",
        "Hall",
        "Online",
        "https://zoom.us/j/1",
    ),
    ("https://zoom.us/j/1", "", "", "Online", "https://zoom.us/j/1"),
    ({"@type": "Place", "name": "Webinar"}, "", "", "Webinar", ""),
    (
        {"@type": "PostalAddress", "streetAddress": "1 A", "addressLocality": "B"},
        "",
        "1 A, B",
        "",
        "",
    ),
]


def test_places_of_schema_org(root):
    page = html(
        *(
            event(f"P{n}", location=row[0], eventAttendanceMode=row[1])
            for n, row in enumerate(PLACES)
        )
    )
    found, _ = imported(root, "p.html", page)
    for number, row in enumerate(PLACES):
        one = found[f"P{number}"]
        assert (str(one.place), str(one.online), one.link) == row[2:]


ADDRESSES = (
    "http://example.org/a",
    "javascript:alert(1)",
    "https://user@example.org/",
    "https://exa\u202emple.org/",
    "https://example.org\\@evil.example/",
    "//example.org/a",
    "/events/a",
    "data:text/html,x",
)


def test_an_address_that_may_be_no_code_is_left_out_and_told(root):
    page = html(
        *(
            event(f"A{n}", url=address, offers={"@type": "Offer", "url": address})
            for n, address in enumerate(ADDRESSES)
        )
    )
    found, told = imported(root, "p.html", page)
    for number in range(len(ADDRESSES)):
        one = found[f"A{number}"]
        assert (one.register, one.link) == ("", "")
        assert any(f"'A{number}': the address" in line for line in told)


def test_prices_and_full_houses(root):
    offers = [
        ("Free", {"price": 0, "priceCurrency": "USD"}, Status.SCHEDULED),
        ("20 CHF", {"price": "20", "priceCurrency": "CHF"}, Status.SCHEDULED),
        (
            "$7.50",
            {"lowPrice": "7.50", "highPrice": "7.50", "priceCurrency": "USD"},
            Status.SCHEDULED,
        ),
        (
            "$5",
            {"price": 5, "priceCurrency": "USD", "availability": "https://schema.org/SoldOut"},
            Status.FULL,
        ),
    ]
    page = html(*(event(f"E{n}", offers=offer) for n, (_, offer, _) in enumerate(offers)))
    found, _ = imported(root, "p.html", page)
    for number, (words, _, status) in enumerate(offers):
        one = found[f"E{number}"]
        assert (str(one.price), one.status) == (words, status)


def test_parts_of_an_event_take_what_they_leave_out_from_it(root):
    whole = event(
        "Festival",
        "2026-01-13",
        "2026-01-14",
        location="Garden",
        subEvent=[
            event("Concert", "2026-01-13T18:00:00-08:00"),
            event("", "2026-01-14T18:00:00-08:00", location="Hall"),
        ],
    )
    found, _ = imported(root, "p.html", html(whole))
    assert {title: (times(one), str(one.place)) for title, one in found.items()} == {
        "Concert": (["01-13 18:00"], "Garden"),
        "Festival": (["01-14 18:00"], "Hall"),
    }


SCHEDULE = {
    "@type": "Schedule",
    "startDate": "2026-01-08",
    "endDate": "2026-01-29",
    "startTime": "18:00",
    "endTime": "19:30:00",
    "repeatFrequency": "P1W",
    "byDay": "https://schema.org/Thursday",
    "exceptDate": ["2026-01-22"],
}


def test_a_schedule_repeats(root):
    page = event("Class", "2026-01-08T18:00:00-08:00", eventSchedule=SCHEDULE)
    found, _ = imported(root, "p.html", html(page))
    assert times(found["Class"]) == [f"01-{day} 18:00-19:30" for day in ("08", "15", "29")]


@pytest.mark.parametrize("frequency", ["P3W", "PT1H", "sometimes"])
def test_a_schedule_that_cannot_be_said_is_told(root, frequency):
    page = event("Class", eventSchedule={**SCHEDULE, "repeatFrequency": frequency})
    found, told = imported(root, "p.html", html(page))
    assert times(found["Class"]) == ["01-13 13:00"]
    assert "how it repeats cannot be read" in " ".join(told)


def copies(*days, hours=("18:00", "19:00"), **more):
    return [
        event(
            "Drawing",
            f"2026-{day}T{hours[0]}:00-08:00",
            f"2026-{day}T{hours[1]}:00-08:00",
            url=f"https://example.org/drawing/{day}",
            **more,
        )
        for day in days
    ]


@pytest.mark.parametrize(
    ("days", "typed"),
    [
        (("01-13", "01-20"), "when: 2026-01-13, 2026-01-20, 18:00 - 19:00"),
        (("01-13", "01-20", "01-29"), "when: 2026-01-13, 2026-01-20, 2026-01-29, 18:00 - 19:00"),
        (("01-13", "01-20", "01-27", "02-03"), "repeats: every week until 2026-02-03"),
        (("02-10", "01-27", "01-13"), "repeats: every other week until 2026-02-10"),
    ],
)
def test_copies_of_a_repeated_event_are_one_file(root, days, typed):
    found, told = imported(root, "p.html", html(*copies(*days)))
    assert times(found["Drawing"]) == sorted(f"{day} 18:00-19:00" for day in days)
    (file,) = (root / "events").glob("*.md")
    assert typed in file.read_text()
    assert f"{len(days)} entries of this title are joined" in " ".join(told)
    # Each has a page of its own; a code must not lead to another day's.
    assert found["Drawing"].link == ""
    assert "pages of their own" in " ".join(told)


def test_what_differs_in_more_than_its_day_stays_apart(root):
    page = html(
        *copies("01-13", hours=("18:00", "19:00")),
        *copies("01-20", hours=("10:00", "11:00")),
        *copies("01-27", location="Elsewhere"),
        *copies("02-03", offers={"url": "https://example.org/sign-up/3"}),
        *copies("02-10", eventStatus="EventCancelled"),
    )
    imported(root, "p.html", page)
    found = sorted(load(root).snapshot.events, key=lambda one: one.when.starts)
    assert [times(one) for one in found] == [
        *(["01-13 18:00-19:00"], ["01-20 10:00-11:00"], ["01-27 18:00-19:00"]),
        *(["02-03 18:00-19:00"], ["02-10 18:00-19:00"]),
    ]
    assert [one.status is Status.CANCELLED for one in found] == [False] * 4 + [True]
    assert [bool(one.register) for one in found] == [False, False, False, True, False]


MICRODATA = """
<div itemscope itemtype="https://schema.org/Event">
  <a itemprop="url" href="https://example.org/e/1"><i itemprop="name">Poetry <b>Night</b></i></a>
  <time itemprop="startDate" datetime="2026-01-13T19:00:00-08:00">Jan 13</time>
  <meta itemprop="endDate" content="2026-01-13T21:00:00-08:00">
  <div itemprop="location" itemscope itemtype="https://schema.org/Place">
    <span itemprop="name">Black Box</span>
    <div itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">
      <span itemprop="streetAddress">744 P Street</span></div></div>
  <div itemprop="offers" itemscope itemtype="https://schema.org/Offer">
    <a itemprop="url" href="https://example.org/tickets">Tickets</a>
    <span itemprop="price" content="0">Free</span></div>
  <p itemprop="description">Bring a poem.<br>Or listen.</p>
</div>
"""


def test_microdata(root):
    found, told = imported(root, "p.html", html(body=MICRODATA))
    one = found["Poetry Night"]
    assert times(one) == ["01-13 19:00-21:00"]
    assert str(one.place) == "Black Box, 744 P Street"
    assert (one.register, one.link) == ("https://example.org/tickets", "https://example.org/e/1")
    assert (str(one.price), str(one.description)) == ("Free", "Bring a poem.\nOr listen.")
    assert told == []


def test_what_a_curator_edited_is_kept_and_the_difference_told(root, capsys):
    page = root.parent / "p.html"
    page.write_text(html(event("Talk", url="https://example.org/1")))
    assert main(["import", str(page), str(root), "--write"]) == 0
    (file,) = (root / "events").glob("*.md")
    # Nobody has edited it: a new time of the page is taken over.
    page.write_text(html(event("Talk", "2026-01-14T15:00:00-08:00", url="https://example.org/1")))
    assert main(["import", str(page), str(root)]) == 0
    assert "is written anew" in capsys.readouterr().out
    assert main(["import", str(page), str(root), "--write"]) == 0
    assert "when: 2026-01-14, 15:00" in file.read_text()
    # Edited and renamed: it stays, whatever the page says.
    edited = root / "events" / "mine.md"
    edited.write_text(file.read_text().replace("title: Talk", "title: Our talk"))
    file.unlink()
    before = edited.read_bytes()
    page.write_text(html(event("Talk", "2026-01-15T15:00:00-08:00", url="https://example.org/1")))
    capsys.readouterr()
    assert main(["import", str(page), str(root)]) == 0
    printed = capsys.readouterr().out
    assert "events/mine.md (is there already and stays as it is)" in printed
    assert "    - title: Our talk\n    - when: 2026-01-14, 15:00" in printed
    assert "    + title: Talk\n    + when: 2026-01-15, 15:00" in printed
    assert main(["import", str(page), str(root), "--write"]) == 0
    assert edited.read_bytes() == before
    assert list((root / "events").glob("*")) == [edited]


def test_an_event_that_repeats_now_keeps_its_file(root):
    imported(root, "p.html", html(*copies("01-13")))
    (file,) = (root / "events").glob("*.md")
    imported(root, "p.html", html(*copies("01-13", "01-20")))
    assert list((root / "events").glob("*.md")) == [file]
    assert "when: 2026-01-13, 2026-01-20, 18:00 - 19:00" in file.read_text()
    imported(root, "p.html", html(*copies("01-20")))
    assert list((root / "events").glob("*.md")) == [file]
    assert "when: 2026-01-20, 18:00 - 19:00" in file.read_text()


def test_what_is_over_before_the_opening_is_left_out(root):
    past = [event(f"Past {n}", f"2025-12-{n:02}T10:00:00-08:00") for n in range(1, 8)]
    found, told = imported(root, "p.html", html(*past, event("Talk")))
    assert list(found) == ["Talk"]
    assert any("7 events that are over before the exhibition opens" in line for line in told)


def milliseconds(text):
    return int(datetime.fromisoformat(text).timestamp() * 1000)


SQUARESPACE = {
    "website": {"baseUrl": "https://www.example.org", "timeZone": "America/Los_Angeles"},
    "collection": {"title": "Events", "typeName": "events-stacked"},
    "past": [{"id": "a", "title": "Gone", "startDate": milliseconds("2025-11-01T10:00-07:00")}],
    "upcoming": [
        {
            "id": "b",
            "title": "Information &amp; Session",
            "startDate": milliseconds("2026-01-13T13:00:17-08:00"),
            "endDate": milliseconds("2026-01-13T14:00:17-08:00"),
            "fullUrl": "/events/session",
            "location": {
                "addressTitle": "Hall",
                "addressLine1": "744 P Street",
                "addressLine2": "",
                "mapLat": 40.7,
            },
            "body": '<div class="sqs-layout" data-x="a > b"><style>p{}</style><p>What it is.</p>'
            '<p><a href="https://example.org/register?id=1">Register here</a></p></div>',
            "excerpt": "<p>Short.</p>",
        },
        {
            "id": "c",
            "title": "Panel",
            "structuredContent": {"startDate": milliseconds("2026-01-28T13:30-08:00")},
            "location": {"addressTitle": "Zoom"},
            "body": "",
            "excerpt": "<p>Short.</p>",
            "sourceUrl": "https://example.org/panel",
        },
    ],
}


def test_a_squarespace_page_as_json(root):
    found, told = imported(root, "events.json", json.dumps(SQUARESPACE))
    assert {title: times(one) for title, one in found.items()} == {
        "Information & Session": ["01-13 13:00-14:00"],
        "Panel": ["01-28 13:30"],
    }
    session, panel = found["Information & Session"], found["Panel"]
    assert str(session.place) == "Hall, 744 P Street"
    assert session.register == "https://example.org/register?id=1"
    assert session.link == "https://www.example.org/events/session"
    assert str(session.description) == "What it is."
    assert (str(panel.online), panel.register) == ("Zoom", "https://example.org/panel")
    assert str(panel.description) == "Short."
    assert any("1 events that are over" in line for line in told)


CALENDAR = """\
BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
SUMMARY:Talk
DTSTART:20260113T210000Z
DTEND:20260113T220000Z
LOCATION:Hall
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Class
DTSTART;TZID=America/Los_Angeles:20260108T180000
DTEND;TZID=America/Los_Angeles:20260108T190000
RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20260130T075959Z
EXDATE;TZID=America/Los_Angeles:20260115T180000
END:VEVENT
BEGIN:VEVENT
UID:3
SUMMARY:Market
DTSTART;VALUE=DATE:20260110
RRULE:FREQ=MONTHLY;BYDAY=2SA;COUNT=2
END:VEVENT
BEGIN:VEVENT
UID:4
SUMMARY:Both
DTSTART:20260112T210000Z
RRULE:FREQ=MONTHLY;BYDAY=2MO;COUNT=3
EXDATE:20260209T210000Z
END:VEVENT
BEGIN:VEVENT
UID:5
SUMMARY:Dentist
CLASS:PRIVATE
DTSTART:20260113T210000Z
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_is_read_and_explained(root):
    found, told = imported(root, "county.ics", CALENDAR.replace("\n", "\r\n"))
    assert {title: times(one) for title, one in found.items()} == {
        "Talk": ["01-13 13:00-14:00"],
        "Class": [f"01-{day} 18:00-19:00" for day in ("08", "22", "29")],
        "Market": ["01-10", "02-14"],
    }
    everything = "\n".join(told)
    assert "a calendar needs no import: put it into events/" in everything
    assert "'Both' is left out" in everything
    assert "put the calendar itself into events/" in everything
    assert "marked as private" in everything
    assert "Dentist" not in everything


def test_a_page_without_data_is_read_as_text(root):
    body = """
    <nav><a href="https://example.org/">Home</a></nav><main><h1>Events</h1>
    <article><h2><a href="https://example.org/talk">The Talk</a></h2>
      <ul><li>Tuesday, January 13, 2026</li><li>1:00 PM&nbsp; 2:00 PM</li></ul>
      <p>What it is. <a href="https://example.org/sign-up">Register here</a></p></article>
    <article><h2>The Walk</h2><p>January 20, 2026, 10 AM</p><p>Where it goes.</p></article>
    </main><footer>Copyright 2026</footer>"""
    found, told = imported(root, "p.html", html(body=body))
    assert {title: times(one) for title, one in found.items()} == {
        "The Talk": ["01-13 13:00-14:00"],
        "The Walk": ["01-20 10:00"],
    }
    talk = found["The Talk"]
    assert (talk.register, talk.link) == ("https://example.org/sign-up", "https://example.org/talk")
    assert str(talk.description) == "What it is."
    assert str(found["The Walk"].description) == "Where it goes."
    assert "no data about its events" in told[0]


def test_a_page_that_a_browser_saved_as_one_file(root):
    page = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        "\r\n" + html(event()).replace("=", "=3D").replace("\n", "\r\n") + "\r\n--b--\r\n"
    )
    found, _ = imported(root, "p.mhtml", page)
    assert times(found["Talk"]) == ["01-13 13:00"]


@pytest.mark.parametrize(
    ("encoding", "declared"), [("cp1252", "windows-1252"), ("utf-8", "utf-8"), ("utf-16", "")]
)
def test_encodings_of_pages(root, encoding, declared):
    head = f'<meta charset="{declared}">' if declared else ""
    page = html(event("Año nuevo"), head=head).replace("A\\u00f1o", "Año").encode(encoding)
    found, _ = imported(root, "p.html", page)
    assert list(found) == ["Año nuevo"]


DEEP = 30_000
HOSTILE = {
    "deep lists.json": "[" * DEEP + "]" * DEEP,
    "deep objects.html": html().replace(
        "</head>", '<script type="application/ld+json">' + '{"a":' * DEEP + "</script></head>"
    ),
    "deep tags.html": "<!DOCTYPE html><html><body>" + "<div itemscope>" * DEEP,
    "wide.json": json.dumps([{"@type": "Event", "name": "x"}] * 20_000),
    "numbers.json": '{"@type": "Event", "name": "x", "startDate": ' + "9" * 100_000 + "}",
    "unclosed.html": "<!DOCTYPE html>" + "<a href=" * DEEP,
    "entities.html": "<!DOCTYPE html><body>" + "&lt;" * DEEP,
    "lines.txt": "Talk - a, b: 1 | 2\n" * 3_000,
    "one line.txt": "Talk, January 13, " * 9_000,
    "nulls.html": "<!DOCTYPE html>" + "\0" * DEEP,
    "mail.mhtml": "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b\r\n" * 20_000,
    "loop.json": json.dumps(
        {"@graph": [{"@id": "#a", "@type": "Event", "subEvent": {"@id": "#a"}}]}
    ),
    "bytes.html": "<!DOCTYPE html>\ud800\uffff".encode("utf-8", "surrogatepass"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end_soon_and_told(root, name):
    started = time.process_time()
    drafts = []
    with suppress(UnreadablePageError):
        drafts = proposed(root, name, HOSTILE[name]).drafts
    assert drafts == []
    assert time.process_time() - started < 5


def test_a_schedule_and_parts_that_lead_to_each_other_end(root):
    node = {"@id": "#a", **event("Loop"), "subEvent": [{"@id": "#a", "startDate": "2026-01-13"}]}
    graph = {"@graph": [node, {"@id": "#b", **event("B"), "superEvent": {"@id": "#a"}}]}
    found, _ = imported(root, "p.html", html(graph))
    assert "Loop" in found or "B" in found


def test_many_events_are_bounded_and_told(root):
    events = [event(f"E{n}", f"2026-01-13T13:{n % 60:02}:00-08:00") for n in range(520)]
    proposal = proposed(root, "p.html", html(events))
    assert len(proposal.drafts) == 500
    assert any("only the first 500 events" in message for _, message in proposal.notes)


@pytest.mark.parametrize(
    ("name", "raw", "why"),
    [
        ("a.html", b"%PDF-1.7", "this is a PDF"),
        ("a.txt", b"PK\x03\x04", "packed document"),
        ("a.webarchive", b"bplist00", "cannot be read"),
        ("a.json", b"{", "not JSON"),
        ("a.html", b" " * (17 << 20), "at most 16 MB are read"),
    ],
)
def test_what_is_no_page_is_explained(root, capsys, name, raw, why):
    (root.parent / name).write_bytes(raw)
    assert main(["import", str(root.parent / name), str(root)]) == 2
    assert why in capsys.readouterr().err


def test_without_lxml_a_web_page_is_refused_with_the_way_to_install_it(root, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "lxml", None)
    (root.parent / "p.html").write_text(html(event()))
    assert main(["import", str(root.parent / "p.html"), str(root)]) == 2
    told = capsys.readouterr().err
    assert "lxml is not installed" in told
    assert "pip install 'kiosk[curator]'" in told


def test_words_of_a_page_are_text_and_nothing_else(root):
    text = "---<br>title: Other<br>---<script>alert(1)</script><p>Words.</p>"
    page = html(
        event('A "title"\nwhen: January 1, 2026', description=text),
        event("B", description="3 < 5 and 7 > 6"),
    )
    found, _ = imported(root, "p.html", page)
    assert list(found) == ['A "title" when: January 1, 2026', "B"]
    one, other = found.values()
    assert times(one) == ["01-13 13:00"]
    assert "alert" not in str(one.description)
    assert str(one.description).endswith("Words.")
    assert str(other.description) == "3 < 5 and 7 > 6"
    assert isinstance(one.when.starts.date(), date)

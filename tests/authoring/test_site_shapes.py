"""Pages of events in the shapes that sites give them: each field right, or told and left out."""

import json

import pytest

from kiosk.authoring.import_source import propose
from kiosk.content.front_matter.document import read_document
from kiosk.content.problems import Report

KIOSK = (
    "title: Seen\ntimezone: America/Los_Angeles\nlanguages: [en]\n"
    "open:\n  from: 2026-11-27\n  until: 2027-01-31\n"
)
DAY = "2026-12-05"


def imported(write_folder, tmp_path, *data, body=""):
    """The keys of each draft, and the notes, of a page with these scripts of JSON-LD."""
    root = write_folder({"kiosk.yaml": KIOSK})
    scripts = "".join(
        f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in data
    )
    page = tmp_path / "page.html"
    page.write_text(
        f"<!DOCTYPE html><html><head><title>x</title>{scripts}</head><body>{body}</body></html>",
        "utf-8",
    )
    proposal = propose(page, "", root)
    found = []
    for one in proposal.drafts:
        path = root / one.path
        path.parent.mkdir(exist_ok=True)
        path.write_text(one.text, "utf-8")
        document = read_document(root, one.path, Report(path=one.path))
        found.append({**document.values, **({"": document.body} if document.body else {})})
    return found, [message for _, message in proposal.notes]


def event(title, **keys):
    return {"@context": "https://schema.org", "@type": "Event", "name": title, **keys}


EVENTBRITE = event(
    "Gallery Night",
    startDate=f"{DAY}T18:00:00-08:00",
    endDate=f"{DAY}T20:00:00-08:00",
    description="An evening &amp; music",
    url="https://www.eventbrite.com/e/gallery-night-tickets-123",
    eventStatus="https://schema.org/EventScheduled",
    eventAttendanceMode="https://schema.org/OfflineEventAttendanceMode",
    location={
        "@type": "Place",
        "name": "Example Hall",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "744 P Street",
            "addressLocality": "Sacramento",
            "addressRegion": "CA",
            "postalCode": "95814",
        },
    },
    organizer={"@type": "Organization", "name": "Example Arts"},
    offers=[
        {
            "@type": "AggregateOffer",
            "lowPrice": "0.00",
            "highPrice": "25.00",
            "priceCurrency": "USD",
            "url": "https://www.eventbrite.com/e/123",
        }
    ],
)
TRIBE = [
    event(
        "Poetry &#8211; Open Mic",
        description="&lt;p&gt;Come &amp;amp; read.&lt;/p&gt;\\n",
        url="https://example.org/event/poetry/",
        eventAttendanceMode="https://schema.org/OnlineEventAttendanceMode",
        eventStatus="https://schema.org/EventCancelled",
        startDate=f"{DAY}T19:00:00-08:00",
        endDate=f"{DAY}T21:00:00-08:00",
        location={"@type": "VirtualLocation", "url": "https://zoom.us/j/999"},
        performer="Organization",
    ),
    event("Fair", startDate="2026-12-12T00:00:00-08:00", endDate="2026-12-12T23:59:59-08:00"),
]
LOCALIST = event(
    "Lecture",
    startDate=f"{DAY}T12:00:00-0800",
    endDate=f"{DAY}T13:00:00-0800",
    eventStatus="http://schema.org/EventRescheduled",
    location={"@type": "Place", "name": "Library", "address": "123 Campus Way, Davis, CA"},
)
GRAPH = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebPage", "name": "Events"},
        {
            "@type": ["Event", "TheaterEvent"],
            "@id": "#e",
            "name": {"@value": "Play"},
            "startDate": f"{DAY}T20:00",
            "location": {"@id": "#p"},
        },
        {"@type": "Place", "@id": "#p", "name": "Stage 1"},
    ],
}
DRUPAL = (
    '<article itemscope itemtype="http://schema.org/Event"><h2 itemprop="name">Workshop</h2>'
    f'<time itemprop="startDate" datetime="{DAY}T18:00:00Z">Dec 5</time>'
    f'<time itemprop="endDate" datetime="{DAY}T20:00:00Z"></time>'
    '<div itemprop="location" itemscope itemtype="http://schema.org/Place">'
    '<span itemprop="name">Studio</span></div></article>'
)


def test_a_page_of_a_ticket_shop(write_folder, tmp_path):
    (found,), notes = imported(write_folder, tmp_path, EVENTBRITE)
    assert found == {
        "title": "Gallery Night",
        "when": f"{DAY}, 18:00 - 20:00",
        "place": "Example Hall, 744 P Street, Sacramento, CA 95814",
        "register": "https://www.eventbrite.com/e/123",
        "link": "https://www.eventbrite.com/e/gallery-night-tickets-123",
        "price": "Free - $25",
        "presented_by": "Example Arts",
        "": "An evening & music",
    }
    assert notes == []


def test_a_page_of_a_calendar_in_wordpress(write_folder, tmp_path):
    (poetry, fair), notes = imported(write_folder, tmp_path, TRIBE)
    assert poetry == {
        "title": "Poetry – Open Mic",
        "when": f"{DAY}, 19:00 - 21:00",
        "online": "Online",
        "link": "https://zoom.us/j/999",
        "status": "cancelled",
        "": "Come & read.",
    }
    assert fair == {"title": "Fair", "when": "2026-12-12"}
    assert notes == []


def test_pages_of_a_university_of_a_graph_and_of_drupal(write_folder, tmp_path):
    (lecture,), notes = imported(write_folder, tmp_path, LOCALIST)
    assert (lecture["when"], lecture["place"]) == (
        f"{DAY}, 12:00 - 13:00",
        "Library, 123 Campus Way, Davis, CA",
    )
    assert ["moved to another date" in note for note in notes] == [True]
    assert imported(write_folder, tmp_path, GRAPH)[0] == [
        {"title": "Play", "when": f"{DAY}, 20:00", "place": "Stage 1"}
    ]
    assert imported(write_folder, tmp_path, body=DRUPAL)[0] == [
        {"title": "Workshop", "when": f"{DAY}, 10:00 - 12:00", "place": "Studio"}
    ]


@pytest.mark.parametrize(
    ("keys", "when", "told"),
    [
        ({"startDate": f"{DAY}T15:00", "endDate": f"{DAY}T16:00"}, f"{DAY}, 15:00 - 16:00", ""),
        ({"startDate": DAY, "endDate": "2026-12-09"}, f"{DAY} - 2026-12-09", ""),
        ({"startDate": f"{DAY}T19:00:00-05:00"}, f"{DAY}, 16:00", ""),
        ({"startDate": "2026-12-06T02:00:00.000Z"}, f"{DAY}, 18:00", ""),
        ({"startDate": f"{DAY}T19:00:00-07:00"}, f"{DAY}, 18:00", "19:00 may be meant"),
        ({"startDate": "December 5, 2026 7:00 PM"}, "December 5, 2026 7:00 PM", ""),
        ({"startDate": f"{DAY}T10:00", "duration": "PT1H30M"}, f"{DAY}, 10:00 - 11:30", ""),
        ({"startDate": f"{DAY}T10:00", "duration": "90"}, f"{DAY}, 10:00", "length '90'"),
        (
            {"startDate": f"{DAY}T10:00", "duration": "PT2H", "doorTime": f"{DAY}T09:30"},
            f"{DAY}, doors 09:30, show 10:00 - 12:00",
            "",
        ),
        (
            {"startDate": f"{DAY}T10:00", "endDate": f"{DAY}T12:00", "doorTime": f"{DAY}T09:30"},
            f"{DAY}, doors 09:30, show 10:00 - 12:00",
            "",
        ),
        ({"startDate": DAY, "doorTime": "18:30"}, DAY, "doors open at '18:30'"),
        ({"startDate": f"{DAY}T19:00", "endDate": f"{DAY}T17:00"}, f"{DAY}, 19:00", "its end is"),
    ],
)
def test_times_as_sites_write_them(write_folder, tmp_path, keys, when, told):
    (found,), notes = imported(write_folder, tmp_path, event("Talk", **keys))
    assert found["when"] == when
    assert [told in note for note in notes] == ([True] if told else [])


@pytest.mark.parametrize(
    ("schedule", "whole", "repeats"),
    [
        ({}, {"endDate": "2027-01-28"}, "every Thursday until 2027-01-28"),
        ({"endDate": "2027-01-14"}, {"endDate": "2027-01-28"}, "every Thursday until 2027-01-14"),
        ({"repeatCount": 4}, {"endDate": "2027-01-28"}, "every Thursday, 4 times"),
        ({}, {}, "every Thursday"),
        ({}, {"endDate": "2026-12-03"}, "every Thursday"),
    ],
)
def test_a_series_ends_with_its_schedule_or_with_the_whole(
    write_folder, tmp_path, schedule, whole, repeats
):
    days = {
        "@type": "Schedule",
        "byDay": "https://schema.org/Thursday",
        "startTime": "18:00",
        "endTime": "19:30",
        "repeatFrequency": "P1W",
        **schedule,
    }
    series = event("Drawing", startDate="2026-12-03", **whole, eventSchedule=days)
    (found,), _ = imported(write_folder, tmp_path, series)
    assert (found["when"], found["repeats"]) == ("2026-12-03, 18:00 - 19:30", repeats)


def test_what_is_not_listed_is_told(write_folder, tmp_path):
    start = {"startDate": f"{DAY}T19:00:00-08:00"}
    festival = event("Fest", startDate=DAY, endDate="2026-12-07", subEvent=[event("Song", **start)])
    found, notes = imported(write_folder, tmp_path, festival)
    assert [one["title"] for one in found] == ["Song"]
    assert "'Fest' consists of parts" in notes[0]
    pages = {
        "@type": "ItemList",
        "itemListElement": [
            {"@type": "ListItem", "item": event("Here", **start)},
            {"@type": "ListItem", "url": "https://example.org/e2"},
        ],
    }
    found, notes = imported(write_folder, tmp_path, pages)
    assert [one["title"] for one in found] == ["Here"]
    assert "names 1 pages" in notes[0]
    found, notes = imported(write_folder, tmp_path, event("Staff meeting (internal)", **start))
    assert found == []
    assert any("for staff" in note for note in notes)


def test_a_status_may_be_several(write_folder, tmp_path):
    moved = event(
        "Talk",
        startDate=f"{DAY}T19:00",
        eventStatus=["https://schema.org/EventMovedOnline", "https://schema.org/EventPostponed"],
        location={"@type": "Place", "name": "Hall"},
    )
    (found,), _ = imported(write_folder, tmp_path, moved)
    assert (found["online"], found["status"], found["place"]) == ("Online", "postponed", "Hall")

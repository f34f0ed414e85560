"""Saved pages of ten makers' sites, most without data about their events: each field right."""

from pathlib import Path

import pytest

from kiosk.authoring.import_source import propose
from kiosk.content.front_matter.document import read_document
from kiosk.content.problems import Report

SAVED = Path(__file__).with_name("saved")
KIOSK = (
    "title: Seen\ntimezone: America/Los_Angeles\nlanguages: [{language}]\n"
    "open:\n  from: 2026-11-27\n  until: 2027-01-31\n"
)
RECEPTION = "Opening Reception"
PLACE, STREET = "Example Hall", "Example Hall, 744 P St, Sacramento, CA 95814, USA"
R1 = "https://www.example.org/r/1"

# Of each page: (title, part of `when`, other keys) of each event.
PAGES: dict[str, list[tuple[str, str, dict[str, str]]]] = {
    "wordpress-calendar": [
        (
            RECEPTION,
            "December 5 @ 6:00 pm - 8:00 pm",
            {
                "place": "Example Hall 744 P Street, Sacramento, CA",
                "link": "https://hall.example.org/event/opening/",
            },
        ),
        (
            "Print Fair",
            "December 12 @ 10:00 am - December 13 @ 4:00 pm",
            {"link": "https://hall.example.org/event/fair/"},
        ),
    ],
    "squarespace": [
        (RECEPTION, "Saturday, December 5, 2026, 6:00 PM - 8:00 PM", {"place": PLACE}),
        ("Artist Talk", "Friday, December 11, 2026, 7:00 PM - 8:30 PM", {}),
    ],
    "localist": [
        ("Printmaking Open Studio", "2026-12-08, 17:00 - 19:00", {}),
        ("Printmaking Open Studio", "2026-12-15, 17:00 - 19:00", {"status": "cancelled"}),
        ("Winter Break", "2026-12-21 - 2027-01-01", {}),
    ],
    "wix": [
        (
            RECEPTION,
            "Dec 05, 2026, 6:00 PM – 8:00 PM PST",
            {"place": STREET, "register": "https://www.example.org/event-details/opening"},
        ),
        (
            "Family Day",
            "Dec 12, 2026, 10:00 AM – Dec 13, 2026, 2:00 PM PST",
            {"place": PLACE, "register": "https://www.example.org/event-details/family"},
        ),
    ],
    "table-with-headings": [
        (RECEPTION, "December 5, 2026, 6:00 - 8:00 PM", {"place": PLACE, "register": R1}),
        ("Artist Talk: Ana Example", "Dec. 11, 2026, 7 PM", {"place": "Room 2"}),
        ("Open Studio", "Tuesdays, 5-7 PM", {"place": "Art Building"}),
    ],
    "table-without-headings": [
        (RECEPTION, "Sat 12/5/2026, 6:00 PM", {}),
        ("Artist Talk", "Fri 12/11/2026, 7:00 PM", {}),
    ],
    "google-calendar": [
        (RECEPTION, "Sat, December 5, 6pm – 8pm", {}),
        ("Artist Talk", "Fri Dec 11, 2026, 7:00pm", {}),
    ],
    "drupal": [
        (
            RECEPTION,
            "Saturday, December 5, 2026 - 6:00pm to 8:00pm",
            {"place": PLACE, "register": R1},
        ),
        ("Artist Talk", "Fri, 12/11/2026 - 19:00", {"place": "Room 2"}),
    ],
    "wordpress-blocks": [
        (
            RECEPTION,
            "Saturday, December 5, 2026, 6–8 p.m",
            {"place": PLACE, "register": R1, "price": "Free"},
        ),
        ("Members' Night – CANCELLED", "Friday, December 18, 2026, 7 p.m", {}),
        (
            "Drawing Class",
            "Tuesdays, 6–8 p.m., December 1–22, 2026 (no class December 15)",
            {"place": "Room 2"},
        ),
    ],
    "spanish": [
        (
            "Inauguración",
            "Sábado, 5 de diciembre de 2026, de 18:00 a 20:00",
            {"place": "Sala Ejemplo"},
        ),
        (
            "Taller de grabado",
            "Los martes de diciembre de 2026, a las 17:00",
            {"register": "https://www.example.org/es/taller"},
        ),
    ],
}
PAGES |= {
    "cards": [
        (RECEPTION, "Sat, Dec 5, 6 – 8 p.m.", {}),
        ("Artist Talk", "Fri, Dec 11, 7 p.m.", {"place": "Room 2"}),
    ],
    "library-calendar": [
        (
            "Poetry Workshop",
            "Tuesday, December 8, 2026, 5:30pm - 7:00pm",
            {"place": "Reading Room", "link": "https://libcal.example.org/event/1"},
        ),
        (
            "Zine Making",
            "Thursday, December 10, 2026",
            {"link": "https://libcal.example.org/event/2", "online": "Online"},
        ),
    ],
    "list": [
        (f"{RECEPTION}, Example Hall", "December 5, 2026, 6 PM", {}),
        ("Artist Talk with Ana Example", "December 11, 2026, 7 PM", {}),
        ("Open Studio", "Every Tuesday, 5–7 PM", {}),
    ],
    "table-with-spans": [
        (f"{RECEPTION}, 6–8 PM", "December 5, 2026", {"place": "Hall"}),
        ("After party, 8–10 PM", "December 5, 2026", {"place": "Courtyard"}),
        ("Artist Talk", "December 11, 2026, 7 PM", {"place": "Room 2"}),
    ],
    "sections": [
        (RECEPTION, "Saturday, December 5, 2026, 6:00 pm to 8:00 pm", {"register": R1}),
        ("Artist Talk", "Friday, December 11, 2026, 7:00 pm", {}),
    ],
    "days-as-headings": [
        ("Family Tour", "Saturday, December 5, 2026, 10:00 AM", {}),
        (RECEPTION, "Saturday, December 5, 2026, 6:00 PM – 8:00 PM", {}),
        ("Artist Talk", "Sunday, December 6, 2026, 2:00 PM", {}),
    ],
}
KEYS = ("place", "link", "register", "price", "status", "online")


@pytest.mark.parametrize("name", PAGES)
def test_each_field_of_a_saved_page(write_folder, name):
    root = write_folder({"kiosk.yaml": KIOSK.format(language="es" if name == "spanish" else "en")})
    proposal = propose(SAVED / f"{name}.html", "", root)
    found = []
    for one in sorted(proposal.drafts, key=lambda one: one.path):
        path = root / one.path
        path.parent.mkdir(exist_ok=True)
        path.write_text(one.text, "utf-8")
        values = read_document(root, one.path, Report(path=one.path)).values
        others = {key: values[key] for key in KEYS if key in values}
        if name == "localist":
            others = {key: value for key, value in others.items() if key == "status"}
        found.append((values["title"], values["when"], others))
        # A line of the page about another event is no part of this one.
        titles = {title for title, _, _ in PAGES[name]} - {values["title"]}
        assert not any(title in one.text for title in titles)
    assert found == PAGES[name]


def test_what_stands_outside_of_the_entries_is_told(write_folder, tmp_path):
    entry = "<article><h2>{0}</h2><p>December {1}, 2026, 6 PM</p></article>"
    page = tmp_path / "page.html"
    body = entry.format("Talk", 5) + entry.format("Walk", 6) + "<p>Party: December 7, 2026</p>"
    page.write_text(f"<!DOCTYPE html><html><body>{body}</body></html>", "utf-8")
    proposal = propose(page, "", write_folder({"kiosk.yaml": KIOSK.format(language="en")}))
    assert len(proposal.drafts) == 2
    assert any("Party: December 7, 2026" in str(note) for _, note in proposal.notes)


def test_the_hours_of_the_house_are_no_event(write_folder, tmp_path):
    page = tmp_path / "page.html"
    body = (
        "<h2>Talk</h2><p>December 5, 2026, 6 PM</p><p>Come early.</p>"
        "<h2>Visit us</h2><p>Monday - Friday, 9 AM - 5 PM</p><p>744 P Street</p>"
    )
    page.write_text(f"<!DOCTYPE html><html><body>{body}</body></html>", "utf-8")
    proposal = propose(page, "", write_folder({"kiosk.yaml": KIOSK.format(language="en")}))
    assert [one.path for one in proposal.drafts] == ["events/2026-12-05-talk.md"]


def test_an_entry_with_two_dates_is_told(write_folder, tmp_path):
    page = tmp_path / "page.html"
    body = "<article><h2>Talk</h2><p>December 5, 2026, 6 PM</p><p>December 6, 2026</p></article>"
    page.write_text(f"<!DOCTYPE html><html><body>{body}</body></html>", "utf-8")
    proposal = propose(page, "", write_folder({"kiosk.yaml": KIOSK.format(language="en")}))
    assert any("names another date, 'December 6, 2026'" in str(note) for _, note in proposal.notes)

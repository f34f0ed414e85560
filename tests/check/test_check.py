"""What the check says, rule by rule, and how it prints it."""

import json
import os
from datetime import UTC, date, datetime

import pytest
from PIL import Image

from kiosk.check import as_json, as_text, check
from kiosk.content import load

KIOSK = "title: Seen\ntimezone: America/Los_Angeles\nlanguages: [en]\nhelp_line:\n  phone: 1-888\n  verified_on: 2026-01-05\n"
WORK = "---\ntitle: Field\nmedium: photography\ncredit: Lent\nalt: Grass in wind\n---\nText.\n"


def rules(root, **more):
    return [(problem.path, problem.line, problem.rule) for problem in check(load(root), **more)]


def test_a_good_folder_has_no_problems(write_folder):
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.jpg": "picture", "works/a.md": WORK})
    assert rules(root, today=date(2026, 1, 13)) == []
    assert as_text(()) == "No problems."


@pytest.mark.parametrize(
    ("register", "rule"),
    [
        ("https://example.org/a", "placeholder-link"),
        ("http://cdss.ca.gov", "link-scheme"),
        ("javascript:alert(1)", "link-scheme"),
        ("https://bit.ly/abc", "link-shortener"),
        ("https://nohost", "link-host"),
        ("https://cdss.ca.gov/a b", "link-space"),
        ("https://cdss.ca.gov/" + "a" * 90, "code-too-long"),
        ("https://cdss.ca.gov/" + "a" * 4000, "code-too-long"),
        ("https://cdss.ca.gov/a?utm_source=mail&id=4", "link-tracking"),
    ],
)
def test_links_that_lead_nowhere_good(write_folder, register, rule):
    root = write_folder({"kiosk.yaml": KIOSK, "events/a.md": f"---\ntitle: A\nwhen: on demand\nregister: {register}\n---\n"})
    assert ("events/a.md", 4, rule) in rules(root)


def test_the_allow_list_and_the_same_link_twice(write_folder):
    event = "---\ntitle: A\nwhen: on demand\nregister: https://forms.cdss.ca.gov/a\n---\n"
    root = write_folder({"kiosk.yaml": KIOSK + "codes:\n  allow: [ca.gov]\n", "events/a.md": event, "events/b.md": event})
    assert rules(root) == [("events/b.md", 4, "same-link")]
    root = write_folder({"kiosk.yaml": KIOSK + "codes:\n  allow: [sacramento.edu]\n"})
    assert ("events/a.md", 4, "link-not-allowed") in rules(root)


def test_a_calendar_tells_its_age(write_folder):
    text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:a\nDTSTART:20260113T130000Z\nEND:VEVENT\nEND:VCALENDAR\n"
    root = write_folder({"kiosk.yaml": KIOSK, "events/a.ics": text})
    changed = datetime(2026, 1, 1, tzinfo=UTC).timestamp()
    os.utime(root / "events/a.ics", (changed, changed))

    def told(today):
        found = [problem for problem in check(load(root), today=today) if problem.rule == "calendar-age"]
        return [(problem.severity.value, "1 events" in problem.message) for problem in found]

    assert told(date(2026, 1, 13)) == [("info", True)]
    assert told(date(2026, 2, 13)) == [("warning", True)]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (("credit: Lent\n", ""), "missing-credit"),
        (("alt: Grass in wind\n", ""), "missing-alt"),
        (("medium: photography\n", ""), "missing-medium"),
        (("alt: Grass in wind", "alt: Field."), "alt-repeats-title"),
        (("alt: Grass", "alt: " + "very " * 31 + "Grass"), "alt-too-long"),
        (("Text.", "Text. " * 101), "wall-text-too-long"),
        (("Text.", "word " * 26 + "end."), "long-sentence"),
    ],
)
def test_labels(write_folder, change, rule):
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.jpg": "picture", "works/a.md": WORK.replace(*change)})
    assert rule in [found[2] for found in rules(root)]


def test_an_artist_s_own_writing_is_exempt(write_folder):
    poem = "---\ntitle: P\nmedium: poetry\ncredit: c\n---\n" + "word " * 300
    assert rules(write_folder({"kiosk.yaml": KIOSK, "works/p.md": poem})) == []


def test_translations_titles_and_the_help_line(write_folder):
    root = write_folder(
        {
            "kiosk.yaml": KIOSK.replace("[en]", "[en, es]"),
            "works/a.jpg": "picture",
            "works/a.md": WORK,
            "works/b.jpg": "picture",
            "works/b.md": WORK,
        }
    )
    found = rules(root, today=date(2026, 7, 1))
    assert ("works/a.md", 2, "missing-translation") in found
    assert ("works/b.md", 2, "duplicate-title") in found
    assert ("kiosk.yaml", 6, "help-line-stale") in found


def test_pictures_that_are_small_or_tell_where_they_were_taken(write_folder):
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.md": WORK})
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (800, 600)).save(root / "works" / "a.jpg", exif=exif)
    assert [found[2] for found in rules(root)] == ["low-resolution", "picture-place"]


def test_reports(write_folder):
    root = write_folder({"kiosk.yaml": KIOSK, "events/a.md": "---\ntitle: A\nwhen: soon\n---\n"})
    problems = check(load(root))
    text = as_text(problems)
    assert "events/a.md:3:7: error: " in text
    assert "[date]" in text
    assert text.splitlines()[-1].startswith("2 errors")
    report = json.loads(as_json(problems))
    assert report["counts"]["error"] == 2
    assert set(report["problems"][0]) == {"path", "line", "column", "severity", "rule", "message", "hint"}

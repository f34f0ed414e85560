"""Pages of events as offices have them, for tests of their import."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.authoring.import_source import propose
from kiosk.cli.main import main
from kiosk.content.load import load
from kiosk.domain import Series
from kiosk.schedule.occurrences import occurrences

ZONE = ZoneInfo("America/Los_Angeles")
KIOSK = """\
title: Seen
timezone: America/Los_Angeles
languages: [en]
open:
  from: January 7, 2026
  until: March 31, 2026
"""


def html(*events, body="", head=""):
    """A saved page with these events as JSON-LD."""
    data = [json.dumps(event).replace("</", "<\\/") for event in events]
    scripts = "".join(f'<script type="application/ld+json">{one}</script>' for one in data)
    return f"<!DOCTYPE html><html><head>{head}{scripts}</head><body>{body}</body></html>"


def event(title="Talk", starts="2026-01-13T13:00:00-08:00", ends="", **more):
    """An event of schema.org."""
    found = {"@context": "https://schema.org", "@type": "Event", "name": title, **more}
    return {
        **found,
        **({"startDate": starts} if starts else {}),
        **({"endDate": ends} if ends else {}),
    }


def proposed(root: Path, name: str, text: str | bytes):
    """The proposal of a page that is saved beside the folder."""
    page = root.parent / name
    page.write_bytes(text if isinstance(text, bytes) else text.encode())
    return propose(page, "", root)


def imported(root: Path, name: str, text: str | bytes):
    """The folder's events by title after an import, and what was told."""
    page = root.parent / name
    page.write_bytes(text if isinstance(text, bytes) else text.encode())
    notes = [f"{place}: {message}" for place, message in propose(page, "", root).notes]
    main(["import", str(page), str(root), "--write"])
    result = load(root)
    assert [
        one for one in result.problems if one.path.startswith("events/") and one.rule in UNREAD
    ] == []
    return {str(one.title): one for one in result.snapshot.events}, notes


UNREAD = ("date", "when", "time", "repeats", "unknown-key", "yaml", "front-matter", "missing-when")


def times(one):
    """The starts and ends of an event, as "01-13 13:00-14:00"."""
    if isinstance(one.when, Series):
        begin, end = datetime(2026, 1, 1, tzinfo=ZONE), datetime(2026, 12, 1, tzinfo=ZONE)
        return [_words(span) for span in occurrences(one, begin, end)]
    return [_words(one.when)]


def _words(when):
    if hasattr(when, "first"):
        return f"{when.first:%m-%d}" + ("" if when.first == when.last else f"..{when.last:%m-%d}")
    return f"{when.starts:%m-%d %H:%M}" + (f"-{when.ends:%H:%M}" if when.ends else "")

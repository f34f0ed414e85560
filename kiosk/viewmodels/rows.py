"""Snapshot and agenda -> rows for the lists, and the guide of what can be visited."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import QSize

from kiosk import i18n
from kiosk.domain import Picture, Resource, Snapshot, Work
from kiosk.i18n import formatting
from kiosk.i18n.tagged_text import join_paragraphs, with_language_note
from kiosk.qr import may_be_code, readable
from kiosk.qt.keyed_list_model import Row
from kiosk.schedule import Entry, Phase, is_on_display, phase
from kiosk.session import Catalogue, build_playlist
from kiosk.text import bidi_wrap, count_words
from kiosk.viewmodels.board.event import USUAL_CODES, EventViewState
from kiosk.viewmodels.qml_enums import CodeKinds, to_qml

AGENDA = ("heading", "title", "note", "now")
RESOURCES = ("heading", "title", "note", "kind", "by", "text", "payload", "address", "verb")
MEDIA = ("medium", "words")
PRELOAD = ("work", "master", "rank")
# What is seen now, and as many as one more touch can ask for: see moves.neighbours.
PRELOAD_SLOTS = 4
CODES = ("words", "kind")


def pictures_by_work(snapshot: Snapshot) -> dict[str, Picture]:
    """Pictures by the key of their work."""
    return {work.key: work.picture for work in snapshot.works if work.picture}


def works_on_display(
    snapshot: Snapshot, now: datetime, broken: Callable[[str], bool]
) -> tuple[Work, ...]:
    """The works to be seen today; none while the exhibition is not open."""
    if phase(snapshot.exhibition, now) is not Phase.OPEN:
        return ()
    return tuple(
        work for work in snapshot.works if is_on_display(work, now.date()) and not broken(work.key)
    )


def resources_on_display(snapshot: Snapshot, now: datetime) -> tuple[Resource, ...]:
    """The resources to be seen today."""
    return tuple(resource for resource in snapshot.resources if is_on_display(resource, now.date()))


def build_catalogue(
    snapshot: Snapshot,
    works: Sequence[Work],
    entries: Sequence[Entry],
    resources: Sequence[Resource],
) -> Catalogue:
    """What a visitor can be led through. A work with a content note never stands in the loop."""
    looped = [work.key for work in works if work.in_loop and not work.content_note]
    return Catalogue(
        works=tuple((work.key, work.medium_key) for work in works),
        with_content_note=frozenset(work.key for work in works if work.content_note),
        written=frozenset(work.key for work in works if work.is_written),
        playlist=build_playlist(
            looped, board=bool(entries), board_every=snapshot.exhibition.board_every
        ),
        events=tuple(entry.key for entry in entries),
        resources=tuple(resource.key for resource in resources),
        languages=snapshot.exhibition.languages or ("en",),
    )


def agenda_rows(faces: Iterable[EventViewState]) -> list[Row]:
    """One row an entry: a series has one an occurrence."""
    rows: dict[str, Row] = {}
    for face in faces:
        rows.setdefault(
            face.key,
            {
                "key": face.key,
                "heading": face.heading,
                "title": face.title,
                "note": face.note,
                "now": face.now,
            },
        )
    return list(rows.values())


def code_rows(face: EventViewState) -> list[Row]:
    """One row a kind of code; none where there is nothing to choose."""
    usual = sum(code.kind in USUAL_CODES for code in face.codes)
    if len(face.codes) == 1 and usual == 1:
        return []
    return [
        {
            "key": code.kind.value,
            "words": code.choice,
            "kind": to_qml(code.kind, CodeKinds.Value),
        }
        for code in face.codes
    ]


def resource_rows(resources: Sequence[Resource], language: str, hosts: Sequence[str]) -> list[Row]:
    """One row a resource; only what leads to ``hosts``, where these are named, gets a code."""
    return [_resource_row(resource, language, hosts) for resource in resources]


def _resource_row(resource: Resource, language: str, hosts: Sequence[str]) -> Row:
    payload = resource.link or (f"mailto:{resource.email}" if resource.email else "")
    payload = payload if may_be_code(payload, hosts) else ""
    kind, by = bidi_wrap(resource.kind.get(language)), bidi_wrap(resource.by.get(language))
    return {
        "key": resource.key,
        "heading": "",
        "title": bidi_wrap(resource.title.get(language)),
        "note": formatting.join_with_dots(kind, by, language=language),
        "kind": kind,
        "by": by,
        "text": join_paragraphs(
            with_language_note(resource.description, language, title=resource.title)
        ),
        "payload": payload,
        "address": readable(payload) if payload else "",
        "verb": i18n.tr("Scan to write an email")
        if payload.startswith("mailto:")
        else i18n.tr("Scan to open"),
    }


def preload_rows(before: Sequence[Row], works: Iterable[Work]) -> list[Row]:
    """Pictures to be held in memory, the most wanted first: always as many places, and each work keeps the place that it had.

    PySide never lets go of an object of ours that QML has made; places that came and went would fill the memory.
    """
    wanted = {work.key: work.picture for work in works if work.picture}
    keys = list(wanted)[:PRELOAD_SLOTS]
    places = [str(row["work"]) if row["work"] in keys else "" for row in before] or [
        ""
    ] * PRELOAD_SLOTS
    coming = [key for key in keys if key not in places]
    rows: list[Row] = []
    for number, place in enumerate(places):
        key = place or (coming.pop(0) if coming else "")
        picture = wanted.get(key)
        size = QSize(picture.width, picture.height) if picture else QSize()
        rows.append(
            {"key": str(number), "work": key, "master": size, "rank": keys.index(key) if key else 0}
        )
    return rows


def media_rows(works: Iterable[Work], language: str) -> list[Row]:
    """One row a medium, in the order of their first works."""
    rows: dict[str, Row] = {}
    for work in works:
        key = work.medium_key
        if key and key not in rows:
            rows[key] = {
                "key": key,
                "medium": key,
                "words": formatting.medium_label(key, work.medium, language),
            }
    return list(rows.values())


def count_row_words(rows: Sequence[Row]) -> int:
    """Words of the descriptions in a list."""
    return sum(count_words(f"{row['title']} {row['text']}") for row in rows)

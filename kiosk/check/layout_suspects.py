"""What only the screen itself can settle: words that may be too long for their place, signs that a typeface may not have.

A sieve, so that a folder of short labels in usual signs is checked without a screen.
"""

import re
from collections.abc import Iterator
from functools import cache

from kiosk import domain
from kiosk.check.text_lengths import Item, LongText, long_texts
from kiosk.content.load import LoadResult
from kiosk.domain import Event, Exhibition, Localized

# The shipped typefaces have these: Latin with its accents, and the punctuation and signs of printed matter.
_USUAL = re.compile(r"[\x20-\x7e\n\u00a0-\u017f‐‑–—‘’“”„†‡•…‹›″′€™×−]*")

LayoutSuspects = tuple[list[LongText], list[LongText]]


def layout_suspects(result: LoadResult) -> LayoutSuspects:
    """(texts with signs that the shipped typefaces may not have, texts of items in which some may be too long for their place)."""
    strange = [
        words
        for words in printed(result)
        if not words.text.isascii() and not _USUAL.fullmatch(words.text)
    ]
    return strange, long_texts(result)


# What is printed of each, by the key under which it stands; long texts are set on pages and never cut.
_WORK_FIELDS = (
    "title",
    "artist",
    "year",
    "medium",
    "dimensions",
    "credit",
    "accession",
    "content_note",
)
_EVENT_FIELDS = ("place", "online", "price", "contact", "presented_by", "hosted_by")
_FIELDS = (*_WORK_FIELDS, *_EVENT_FIELDS, "kind", "by", "address", "summary", "hours_note")
_LINE_FIELDS = ("name", "phone", "text_number", "text_word", "tty", "emergency", "note")
_BODIES = ("body", "wall_text", "description")
# Keys that are called otherwise in the file, or lie below another one.
_KEYS = dict.fromkeys(_BODIES, "body") | {"hours_note": "open.note"}


def printed(result: LoadResult) -> Iterator[LongText]:
    """Every text of the folder that is drawn on some screen; what has no language is of language ""."""
    snapshot = result.snapshot
    items: tuple[Item, ...] = (
        *snapshot.works,
        *snapshot.events,
        *snapshot.resources,
        *snapshot.pages,
    )
    for item in items:
        yield from _printed(item.key, item.file, item)
        for number, person in enumerate(item.people if isinstance(item, Event) else ()):
            for language, text in (("", person.name), *person.role.values):
                yield LongText(
                    item=item.key,
                    file=item.file,
                    key=f"people.{number}",
                    language=language,
                    text=text,
                )
    show = snapshot.exhibition
    yield from _printed("", "kiosk.yaml", show)
    line = show.help_line
    for name in _LINE_FIELDS:
        for language, text in _values(getattr(line, name)):
            yield LongText(
                item="", file="kiosk.yaml", key=f"help_line.{name}", language=language, text=text
            )


@cache
def _fields(kind: str) -> tuple[str, ...]:
    return tuple(name for name in (*_FIELDS, *_BODIES) if hasattr(getattr(domain, kind), name))


def _printed(key: str, file: str, item: Item | Exhibition) -> Iterator[LongText]:
    for name in _fields(type(item).__name__):
        for language, text in _values(getattr(item, name)):
            yield LongText(
                item=key, file=file, key=_KEYS.get(name, name), language=language, text=text
            )


def _values(told: Localized | str) -> tuple[tuple[str, str], ...]:
    return (("", told),) if isinstance(told, str) else told.values

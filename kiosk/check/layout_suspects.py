"""Find the texts that only the screen itself can judge: too long for their place, or with
characters that a typeface may lack.

This is a filter, so that a folder of short labels in common characters is checked without a screen.
"""

import re
from collections.abc import Iterator
from functools import cache

from kiosk import domain
from kiosk.check.items import Item, all_items
from kiosk.check.text_lengths import LongText, long_texts
from kiosk.content.load import LoadResult
from kiosk.domain import Event, Exhibition, Localized

# The shipped typefaces have these: Latin with its accents, and the signs of printed matter.
_COMMON = re.compile(r"[\x20-\x7e\n\u00a0-\u017f‐‑–—‘’“”„†‡•…‹›″′€™×−]*")

# (texts with uncommon characters, texts that may be too long)
LayoutSuspects = tuple[list[LongText], list[LongText]]


def layout_suspects(result: LoadResult) -> LayoutSuspects:
    """Texts with characters that the shipped typefaces may lack; texts that may be too long."""
    uncommon = [
        one
        for one in displayed_texts(result)
        if not one.text.isascii() and not _COMMON.fullmatch(one.text)
    ]
    return uncommon, long_texts(result)


# The attributes that are displayed; the long ones are set on pages and never cut off.
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
_EVENT_FIELDS = ("short", "place", "online", "price", "contact", "presented_by", "hosted_by")
_FIELDS = (*_WORK_FIELDS, *_EVENT_FIELDS, "kind", "by", "address", "summary", "hours_note")
_HELP_LINE_FIELDS = ("name", "phone", "text_number", "text_word", "tty", "emergency", "note")
_BODIES = ("body", "wall_text", "description")
# Attributes whose key in the file has another name or lies below another key.
_KEYS = dict.fromkeys(_BODIES, "body") | {"hours_note": "open.note"}


def displayed_texts(result: LoadResult) -> Iterator[LongText]:
    """Every text that is drawn on some screen; a text without a language has the language ""."""
    for item in all_items(result.snapshot):
        yield from _texts_of(item.key, item.file, item)
        for number, person in enumerate(item.people if isinstance(item, Event) else ()):
            for language, text in (("", person.name), *person.role.values):
                yield LongText(
                    item=item.key,
                    file=item.file,
                    key=f"people.{number}",
                    language=language,
                    text=text,
                )
    exhibition = result.snapshot.exhibition
    yield from _texts_of("", "kiosk.yaml", exhibition)
    for name in _HELP_LINE_FIELDS:
        for language, text in _values(getattr(exhibition.help_line, name)):
            yield LongText(
                item="", file="kiosk.yaml", key=f"help_line.{name}", language=language, text=text
            )


@cache
def _attributes(kind: str) -> tuple[str, ...]:
    return tuple(name for name in (*_FIELDS, *_BODIES) if hasattr(getattr(domain, kind), name))


def _texts_of(item_key: str, file: str, item: Item | Exhibition) -> Iterator[LongText]:
    for name in _attributes(type(item).__name__):
        for language, text in _values(getattr(item, name)):
            key = _KEYS.get(name, name)
            yield LongText(item=item_key, file=file, key=key, language=language, text=text)


def _values(text: Localized | str) -> tuple[tuple[str, str], ...]:
    return (("", text),) if isinstance(text, str) else text.values

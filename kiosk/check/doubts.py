"""What only the screen itself can settle: words that may be too long for their place, signs that a typeface may not have.

A sieve, so that a folder of short labels in usual signs is checked without a screen.
"""

import re
from functools import cache

from kiosk import domain
from kiosk.check.lengths import Item, Words, lengthy
from kiosk.content import LoadResult
from kiosk.domain import Event, Exhibition

# The shipped typefaces have these: Latin with its accents, and the punctuation and signs of printed matter.
_USUAL = re.compile(r"[\x20-\x7e\n\u00a0-\u017f‐‑–—‘’“”„†‡•…‹›″′€™×−]*")

Doubts = tuple[list[Words], list[Words]]


def doubts(result: LoadResult) -> Doubts:
    """(texts with signs that the shipped typefaces may not have, texts of items in which some may be too long for their place)."""
    snapshot = result.snapshot
    found: Doubts = ([], lengthy(result))
    items: tuple[Item, ...] = (*snapshot.works, *snapshot.events, *snapshot.resources, *snapshot.pages)
    for item in items:
        _sift(item.key, item.file, item, found)
    _sift("", "kiosk.yaml", snapshot.exhibition, found)
    return found


# What is printed of each, by the key under which it stands; long texts are set on pages and never cut.
_WORK_FIELDS = ("title", "artist", "medium", "dimensions", "credit", "content_note")
_FIELDS = (*_WORK_FIELDS, "place", "online", "presented_by", "hosted_by", "kind", "by")
_BODIES = ("body", "wall_text", "description")


@cache
def _fields(kind: str) -> tuple[str, ...]:
    return tuple(name for name in (*_FIELDS, *_BODIES) if hasattr(getattr(domain, kind), name))


def _sift(key: str, file: str, item: Item | Exhibition, found: Doubts) -> None:
    for name in _fields(type(item).__name__):
        for language, text in getattr(item, name).values:
            _doubt(key, file, name, language, text, found)
    for number, person in enumerate(item.people if isinstance(item, Event) else ()):
        for language, text in (("", person.name), *person.role.values):
            _doubt(key, file, f"people.{number}", language, text, found)


def _doubt(item: str, file: str, name: str, language: str, text: str, found: Doubts) -> None:
    is_body = name in _BODIES
    if not text.isascii() and not _USUAL.fullmatch(text):
        found[0].append(Words(item=item, file=file, key="body" if is_body else name, language=language, text=text))

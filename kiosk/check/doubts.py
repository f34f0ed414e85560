"""What only the screen itself can settle: words that may be too long for their place, signs that a typeface may not have.

A sieve, so that a folder of short labels in usual signs is checked without a screen.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.content import LoadResult
from kiosk.domain import Localized

# The shipped typefaces have these: Latin with its accents, and the punctuation and signs of printed matter.
_USUAL = re.compile(r"[\x20-\x7e\n\u00a0-\u017f‐‑–—‘’“”„†‡•…‹›″′€™×−]*")
# Titles, other texts and single words of fewer letters were never cut on any screen.
_LONG_TITLE, _LONG_TEXT, _LONG_WORD = 80, 160, 24


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """One text of an item: its file, its key there, its language, and the words."""

    item: str
    file: str
    key: str
    language: str
    text: str


def all_words(result: LoadResult) -> Iterator[Words]:
    """Every text that is printed."""
    snapshot = result.snapshot
    for work in snapshot.works:
        yield from _of(work.key, work.file, title=work.title, artist=work.artist, medium=work.medium, dimensions=work.dimensions)
        yield from _of(work.key, work.file, credit=work.credit, content_note=work.content_note, body=work.body or work.wall_text)
    for event in snapshot.events:
        yield from _of(event.key, event.file, title=event.title, place=event.place, online=event.online, body=event.description)
        yield from _of(event.key, event.file, presented_by=event.presented_by, hosted_by=event.hosted_by)
        for number, person in enumerate(event.people):
            yield from _of(event.key, event.file, **{f"people.{number}": Localized.of((("", person.name), *person.role.values))})
    for item in snapshot.resources:
        yield from _of(item.key, item.file, title=item.title, kind=item.kind, by=item.by, body=item.description)
    for page in snapshot.pages:
        yield from _of(page.key, page.file, title=page.title, body=page.body)
    whole = snapshot.exhibition
    yield from _of("", "kiosk.yaml", title=whole.title, place=whole.place, presented_by=whole.presented_by, hosted_by=whole.hosted_by)


def _of(item: str, file: str, **fields: Localized) -> Iterator[Words]:
    for key, text in fields.items():
        for language, words in text.values:
            yield Words(item=item, file=file, key=key, language=language, text=words)


def unusual(result: LoadResult) -> list[Words]:
    """Texts with signs that the shipped typefaces may not have."""
    return [words for words in all_words(result) if not _USUAL.fullmatch(words.text)]


def long(result: LoadResult) -> list[Words]:
    """Titles and words that may be too long for their place."""
    return [words for words in all_words(result) if words.key != "body" and _is_long(words)]


def _is_long(words: Words) -> bool:
    most = _LONG_TITLE if words.key == "title" else _LONG_TEXT
    return len(words.text) > most or (len(words.text) > _LONG_WORD and max(map(len, words.text.split()), default=0) > _LONG_WORD)

"""Find texts that may be too long for their place, which only the screen can tell.

This is a filter, so that short labels need no screen. No text below these bounds was ever cut off
on a landscape or a portrait screen, with text at its largest and all in capitals; the test
``tests/offscreen/test_lengths.py`` verifies the bounds on the screens.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.check.items import Item, all_items
from kiosk.content.load import LoadResult
from kiosk.domain import Event, Exhibition, Localized, Resource, Work

# Measured in small Latin letters: a title, a medium (a button of the gallery's filter), any other
# text, all texts of one item together, and a title above a content note. LONG_WORD counts letters.
LONG_TITLE, LONG_MEDIUM, LONG_TEXT, LONG_TOGETHER, LONG_NOTE, LONG_WORD = 60, 36, 160, 180, 80, 24
# The width of a capital and of an East Asian character in small Latin letters.
_CAPITAL, _WIDE = 1.2, 2.0


@dataclass(frozen=True, kw_only=True, slots=True)
class LongText:
    """One text of an item: its file, its key there, and its language ("" has none of its own)."""

    item: str
    file: str
    key: str
    language: str
    text: str


TextsByKey = dict[str, Localized | str]


def long_texts(result: LoadResult) -> list[LongText]:
    """All short texts of every item in which one, or all together, may be too long."""
    exhibition = result.snapshot.exhibition
    found = list(
        _suspects("", "kiosk.yaml", _texts_of_exhibition(exhibition), exhibition.languages)
    )
    for item in all_items(result.snapshot):
        found += _suspects(item.key, item.file, _texts_of_item(item), exhibition.languages)
    return found


def _texts_of_item(item: Item) -> TextsByKey:
    match item:
        case Work():
            return {
                "title": item.title,
                "artist": item.artist,
                "year": item.year,
                "medium": item.medium,
                "dimensions": item.dimensions,
                "credit": item.credit,
                "accession": item.accession,
                "content_note": item.content_note,
            }
        case Event():
            people = {f"people.{number}": person.name for number, person in enumerate(item.people)}
            roles = {
                f"people.{number}.role": person.role for number, person in enumerate(item.people)
            }
            own = (
                "title",
                "short",
                "place",
                "online",
                "price",
                "presented_by",
                "hosted_by",
                "contact",
            )
            return {**{key: getattr(item, key) for key in own}, **people, **roles}
        case Resource():
            return {"title": item.title, "kind": item.kind, "by": item.by, "email": item.email}
    return {"title": item.title}


def _texts_of_exhibition(exhibition: Exhibition) -> TextsByKey:
    line = exhibition.help_line
    own = ("title", "presented_by", "hosted_by", "place", "address")
    return {
        **{key: getattr(exhibition, key) for key in own},
        "open.note": exhibition.hours_note,
        "help_line.name": line.name,
        "help_line.note": line.note,
    }


def _suspects(
    item: str, file: str, localized: TextsByKey, languages: tuple[str, ...]
) -> Iterator[LongText]:
    for language in languages:
        texts = {
            key: text.get(language) if isinstance(text, Localized) else text
            for key, text in localized.items()
            if text
        }
        if not _surely_fit(texts):
            for key, text in texts.items():
                source = localized[key]
                own = source.language_for(language) if isinstance(source, Localized) else ""
                yield LongText(item=item, file=file, key=key, language=own, text=text)


def _surely_fit(texts: dict[str, str]) -> bool:
    # A quick test that most labels pass: a character is at most two units wide, and no word is
    # longer than its text.
    if (
        2 * sum(map(len, texts.values())) <= LONG_TITLE
        and max(map(len, texts.values()), default=0) <= LONG_WORD
    ):
        return True
    widths = {key: text_width(text) for key, text in texts.items()}
    title, note = widths.get("title", 0.0), widths.get("content_note", 0.0)
    together = sum(widths.values()) - note
    return (
        title <= LONG_TITLE
        and widths.get("medium", 0.0) <= LONG_MEDIUM
        and max(widths.values()) <= LONG_TEXT
        and together <= LONG_TOGETHER
        and (not note or title + note <= LONG_NOTE)
        and max(map(len, " ".join(texts.values()).split())) <= LONG_WORD
    )


def text_width(text: str) -> float:
    """The approximate width of a text, in small Latin letters."""
    if text.isascii():
        return len(text) + (_CAPITAL - 1) * sum(map(str.isupper, text))
    return sum(
        _WIDE if unicodedata.east_asian_width(sign) in "WF" else _CAPITAL if sign.isupper() else 1.0
        for sign in text
    )

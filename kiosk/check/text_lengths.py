"""Words that may be too long for their place, of which only the screen can tell: a sieve, so that short labels need no screen.

Nothing below these bounds was ever cut on a wide or a tall screen, with words at their largest and all in capitals;
``tests/shots/test_lengths.py`` holds them against the screens.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.content.load import LoadResult
from kiosk.domain import Event, Exhibition, Localized, Page, Resource, Work

# In small Latin letters: a title, a medium (by which the wall is filtered), any other text, what stands together in one place, and
# a title above a content note. Of one word, the letters.
LONG_TITLE, LONG_MEDIUM, LONG_TEXT, LONG_TOGETHER, LONG_NOTE, LONG_WORD = 60, 36, 160, 180, 80, 24
# How much wider than a small letter a capital is.
_CAPITAL, _WIDE = 1.2, 2.0


@dataclass(frozen=True, kw_only=True, slots=True)
class LongText:
    """One text of an item: its file, its key there, its language ("" is the first), and the words."""

    item: str
    file: str
    key: str
    language: str
    text: str


Drawn = dict[str, Localized | str]
Item = Work | Event | Resource | Page


def long_texts(result: LoadResult) -> list[LongText]:
    """All short texts of every item in which one, or all together, may be too long."""
    snapshot = result.snapshot
    items: tuple[Item, ...] = (
        *snapshot.works,
        *snapshot.events,
        *snapshot.resources,
        *snapshot.pages,
    )
    found = list(
        _doubtful(
            "", "kiosk.yaml", _of_exhibition(snapshot.exhibition), snapshot.exhibition.languages
        )
    )
    for item in items:
        found += _doubtful(item.key, item.file, _drawn(item), snapshot.exhibition.languages)
    return found


def _drawn(item: Item) -> Drawn:
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
            own = ("title", "place", "online", "price", "presented_by", "hosted_by", "contact")
            return {**{key: getattr(item, key) for key in own}, **people, **roles}
        case Resource():
            return {"title": item.title, "kind": item.kind, "by": item.by, "email": item.email}
    return {"title": item.title}


def _of_exhibition(exhibition: Exhibition) -> Drawn:
    line = exhibition.help_line
    own = ("title", "presented_by", "hosted_by", "place", "address")
    return {
        **{key: getattr(exhibition, key) for key in own},
        "open.note": exhibition.hours_note,
        "help_line.name": line.name,
        "help_line.note": line.note,
    }


def _doubtful(item: str, file: str, drawn: Drawn, languages: tuple[str, ...]) -> Iterator[LongText]:
    for language in languages:
        texts = {
            key: words.get(language) if isinstance(words, Localized) else words
            for key, words in drawn.items()
            if words
        }
        if not _fits(texts):
            for key, text in texts.items():
                words = drawn[key]
                spoken = words.language_for(language) if isinstance(words, Localized) else ""
                yield LongText(item=item, file=file, key=key, language=spoken, text=text)


def _fits(texts: dict[str, str]) -> bool:
    # Most of ten thousand labels are short in all; a letter takes two units at most, and no word is longer than its text.
    if (
        2 * sum(map(len, texts.values())) <= LONG_TITLE
        and max(map(len, texts.values()), default=0) <= LONG_WORD
    ):
        return True
    broad = {key: breadth(text) for key, text in texts.items()}
    title, note = broad.get("title", 0.0), broad.get("content_note", 0.0)
    together = sum(broad.values()) - note
    return (
        title <= LONG_TITLE
        and broad.get("medium", 0.0) <= LONG_MEDIUM
        and max(broad.values()) <= LONG_TEXT
        and together <= LONG_TOGETHER
        and (not note or title + note <= LONG_NOTE)
        and max(map(len, " ".join(texts.values()).split())) <= LONG_WORD
    )


def breadth(text: str) -> float:
    """How broad a text is, in small Latin letters."""
    if text.isascii():
        return len(text) + (_CAPITAL - 1) * sum(map(str.isupper, text))
    return sum(
        _WIDE if unicodedata.east_asian_width(sign) in "WF" else _CAPITAL if sign.isupper() else 1.0
        for sign in text
    )

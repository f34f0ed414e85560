"""Other weekdays in the language, the length and the capitals of one that somebody wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from babel import Locale, UnknownLocaleError

from kiosk.content.dates.date_words import DAY_NAMES, Kind, lookup_key, vocabulary_of

_READ_EVERYWHERE = ("en", "es")
# "Tues", "Thurs": English has more short forms than CLDR lists.
_SHORT = 3


def weekday_number(word: str, languages: Sequence[str]) -> int | None:
    """The day that a word names, Monday is 0; None for another word, and for "Mondays"."""
    words = vocabulary_of(tuple(languages), "UTC").words
    kind, value = words.get(_key(word), (None, None))
    if kind is not Kind.WEEKDAY or not isinstance(value, tuple) or value[1]:
        return None
    return int(value[0])


def weekday_like(word: str, day: int, languages: Sequence[str]) -> str:
    """The name of ``day``, from Monday 0, written as ``word`` is: "jue." gives "mar.".

    "" for a word that names no weekday in English, Spanish or one of ``languages``.
    """
    number = weekday_number(word, languages)
    if number is None:
        return ""
    for names in _names(languages):
        if _key(names[number]) == _key(word):
            return _dressed_like(word, names[day])
    return _dressed_like(word, str(DAY_NAMES[day])[:_SHORT])


def _names(languages: Sequence[str]) -> Iterator[dict[int, str]]:
    for language in dict.fromkeys((*_READ_EVERYWHERE, *languages)):
        try:
            days = Locale.parse(language, sep="-").days
        except (UnknownLocaleError, ValueError):
            continue
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                yield dict(days[context][width])


def _key(word: str) -> str:
    return lookup_key(word).rstrip(".")


def _dressed_like(word: str, name: str) -> str:
    """The name with the capitals and the full stop of the word."""
    name = name.rstrip(".")
    bare = word.rstrip(".")
    if len(bare) > 1 and bare.isupper():
        name = name.upper()
    elif bare[:1].isupper():
        name = name[:1].upper() + name[1:]
    elif bare.islower():
        name = name.lower()
    return name + word[len(bare) :]

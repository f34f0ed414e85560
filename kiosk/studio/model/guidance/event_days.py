"""An event on another day: its date line with other days in it, and every other word as it is.

The reader of the folder decides: a line is written only where it reads it as meant, at the same
hours, on the new day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import get_month_names

from kiosk.authoring.new_folder import long_date
from kiosk.content.dates.date_words import Kind, lookup_key, vocabulary_of
from kiosk.content.dates.weekday_names import weekday_like
from kiosk.content.front_matter.yaml_source import Value
from kiosk.domain import AllDay, Exhibition, Message, OnDemand, Series, Timed
from kiosk.studio.model.documents.refusal import EditRefusedError
from kiosk.studio.model.edits.fields import SetField
from kiosk.studio.model.edits.staging import Edit, Several
from kiosk.studio.model.guidance.event_reading import read_event_keys

_ISO = re.compile(r"\b(\d{4})(-)(\d{1,2})-(\d{1,2})\b")
_NUMERIC = re.compile(r"\b(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})\b")
_TOKEN = re.compile(r"[^\W\d_]+\.?|\d+(?:st|nd|rd|th|º|ª)?", re.IGNORECASE)
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}
_TEENS = range(11, 14)
# A line names its days by so many numbers at most; of more, no choice among them is tried.
_MOST_NUMBERS = 8
_IN_THE_FORM = Message("open the event and write its days there")


@dataclass(frozen=True, slots=True)
class _Token:
    begin: int
    end: int
    text: str


def moved_event(
    name: str, values: Mapping[str, Value], exhibition: Exhibition, days: int
) -> tuple[Edit, Mapping[str, Value]]:
    """The edit that has an event so many days later, and its keys after that.

    The hours stay. Raises EditRefusedError for an event that repeats or has no day, and where no
    line is read as meant.
    """
    now = datetime(2000, 1, 1, tzinfo=ZoneInfo("UTC"))
    before = read_event_keys(values, exhibition, now, name)
    if before.event is None:
        raise EditRefusedError(Message("this date cannot be read"), _IN_THE_FORM)
    when = before.event.when
    if isinstance(when, OnDemand):
        raise EditRefusedError(Message("this event has no day"), _IN_THE_FORM)
    if isinstance(when, Series) or "repeats" in values:
        raise EditRefusedError(
            Message("this event repeats, and its rule is not changed by moving one day"),
            _IN_THE_FORM,
        )
    zone = ZoneInfo(before.event.timezone)
    meant = _moved(when, timedelta(days=days), zone)
    rules = {one.rule for one in before.problems}
    for changed in _candidates(values, when, meant, exhibition, zone):
        after = read_event_keys({**values, **changed}, exhibition, now, name)
        if after.event is None or not {one.rule for one in after.problems} <= rules:
            continue
        if _wall(after.event.when, zone) == _wall(meant, zone):
            edits = tuple(
                SetField(name=name, path=(key,), value=text) for key, text in changed.items()
            )
            label = Message("Move {file} to {day}", file=name, day=_first_day(meant, zone))
            return Several(edits=edits, label=label), {**values, **changed}
    raise EditRefusedError(Message("this date cannot be moved without changing it"), _IN_THE_FORM)


def _moved(when: Timed | AllDay, by: timedelta, zone: ZoneInfo) -> Timed | AllDay:
    """The same hours by the clocks of the place, so many days later."""
    if isinstance(when, AllDay):
        return AllDay(first=when.first + by, last=when.last + by)
    starts, ends = when.starts.astimezone(zone), when.ends and when.ends.astimezone(zone)
    return Timed(starts=starts + by, ends=ends + by if ends else None)


def _wall(when: object, zone: ZoneInfo) -> object:
    """What people read off calendar and clock."""
    if isinstance(when, Timed):
        moments = (when.starts, when.ends)
        return tuple(one and one.astimezone(zone).replace(tzinfo=None) for one in moments)
    return when


def _first_day(when: Timed | AllDay, zone: ZoneInfo) -> str:
    day = when.first if isinstance(when, AllDay) else when.starts.astimezone(zone).date()
    return long_date(day)


def _days_of(when: Timed | AllDay, zone: ZoneInfo) -> tuple[date, date]:
    if isinstance(when, AllDay):
        return when.first, when.last
    first = when.starts.astimezone(zone).date()
    return first, when.ends.astimezone(zone).date() if when.ends else first


def _candidates(
    values: Mapping[str, Value],
    when: Timed | AllDay,
    meant: Timed | AllDay,
    exhibition: Exhibition,
    zone: ZoneInfo,
) -> Iterator[dict[str, str]]:
    """Date lines that may be meant, those nearest to what stands there first."""
    old, new = _days_of(when, zone), _days_of(meant, zone)
    typed = values.get("when")
    if not isinstance(typed, str) or not typed:
        keys = [key for key in ("starts", "ends") if isinstance(values.get(key), str)]
        for pairs in (list(zip(old, new, strict=True)), [(old[0], new[0])] * 2):
            yield {
                key: _with_digits(str(values[key]), *pair)
                for key, pair in zip(keys, pairs, strict=False)
            }
        return
    yield {"when": _with_digits(_with_digits(typed, old[1], new[1]), old[0], new[0])}
    pairs = list(dict.fromkeys(zip(old, new, strict=True)))
    yield from ({"when": line} for line in _Words(exhibition.languages).lines(typed, pairs))
    yield from ({"when": line} for line in _written(meant, zone))


def _with_digits(typed: str, old: date, new: date) -> str:
    """The line with a day in digits replaced: 2026-01-13, 1/13/2026, 13.1.26."""

    def iso(found: re.Match[str]) -> str:
        if tuple(map(int, found.group(1, 3, 4))) != (old.year, old.month, old.day):
            return found[0]
        return new.isoformat()

    def numeric(found: re.Match[str]) -> str:
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if year % 100 != old.year % 100 or {first, second} != {old.month, old.day}:
            return found[0]
        parts = (new.month, new.day) if (first, second) == (old.month, old.day) else new.timetuple()
        if first == second or (first, second) == (old.day, old.month):
            parts = (new.day, new.month) if first != old.month else (new.month, new.day)
        texts = [
            str(part).zfill(len(typed_part)) if typed_part.startswith("0") else str(part)
            for part, typed_part in zip(parts, (found[1], found[3]), strict=False)
        ]
        year_text = str(new.year) if len(found[4]) == 4 else f"{new.year % 100:02}"
        return found[2].join((*texts, year_text))

    return _NUMERIC.sub(numeric, _ISO.sub(iso, typed))


class _Words:
    """Days in words: "Tuesday, January 13, 2026", "martes 13 de enero"."""

    def __init__(self, languages: Sequence[str]) -> None:
        self._languages = languages
        self._words = vocabulary_of(tuple(languages), "UTC").words

    def lines(self, typed: str, days: Sequence[tuple[date, date]]) -> Iterator[str]:
        """The line with weekdays, months, years and some of its numbers replaced.

        ``days`` are the first and the last day with those that stand in their places, or one.
        """
        tokens = [_Token(one.start(), one.end(), one[0]) for one in _TOKEN.finditer(typed)]
        fixed: dict[_Token, str] = {}
        for kind in (self._year, self._weekday, self._month):
            found = [token for token in tokens if any(kind(token.text, *pair) for pair in days)]
            for place, token in enumerate(found):
                # Of several, the first ones are the first day's: "January 31 - February 2".
                before, after = days[0] if place * 2 < len(found) else days[-1]
                text = kind(token.text, before, after)
                fixed[token] = text or next(filter(None, (kind(token.text, *one) for one in days)))
        numbers = [one for one in tokens if _number(one.text) in {old.day for old, _ in days}]
        if len(numbers) > _MOST_NUMBERS:
            return
        for chosen in _choices(numbers, days):
            yield _replaced(typed, fixed | chosen)

    def _year(self, word: str, old: date, new: date) -> str:
        return str(new.year) if word == str(old.year) else ""

    def _weekday(self, word: str, _old: date, new: date) -> str:
        # Another weekday than the day's is wrong, and is put right with it.
        return weekday_like(word, new.weekday(), self._languages)

    def _month(self, word: str, old: date, new: date) -> str:
        if self._words.get(_key(word)) != (Kind.MONTH, old.month):
            return ""
        return self._month_like(word, old.month, new.month)

    def _month_like(self, word: str, old: int, new: int) -> str:
        for language in dict.fromkeys(("en", "es", *self._languages)):
            for width in ("wide", "abbreviated"):
                for context in ("format", "stand-alone"):
                    names = get_month_names(width, context, Locale.parse(language, sep="-"))
                    if _key(names[old]) == _key(word):
                        name = str(names[new]).rstrip(".")
                        name = name.capitalize() if word[:1].isupper() else name
                        return name + word[len(word.rstrip(".")) :]
        return ""


def _choices(
    numbers: Sequence[_Token], days: Sequence[tuple[date, date]]
) -> Iterator[dict[_Token, str]]:
    """Which numbers of a line are days, and what they become."""
    if len(days) == 1:
        _, new = days[0]
        for count in range(1, len(numbers) + 1):
            for chosen in combinations(numbers, count):
                yield {token: _like_number(token.text, new.day) for token in chosen}
        return
    (first, new_first), (last, new_last) = days
    for one, other in combinations(numbers, 2):
        if (_number(one.text), _number(other.text)) == (first.day, last.day):
            yield {
                one: _like_number(one.text, new_first.day),
                other: _like_number(other.text, new_last.day),
            }


def _key(word: str) -> str:
    return lookup_key(word).rstrip(".")


def _number(text: str) -> int:
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else -1


def _like_number(text: str, day: int) -> str:
    """The day with leading zero and ordinal as the other one had them."""
    digits = re.match(r"\d+", text)
    assert digits is not None
    end = text[digits.end() :]
    if end.casefold() in ("st", "nd", "rd", "th"):
        end = "th" if day in _TEENS else _ORDINALS.get(day % 10, "th")
    return (str(day).zfill(len(digits[0])) if digits[0].startswith("0") else str(day)) + end


def _replaced(typed: str, changes: Mapping[_Token, str]) -> str:
    for token in sorted(changes, key=lambda one: one.begin, reverse=True):
        typed = typed[: token.begin] + changes[token] + typed[token.end :]
    return typed


def _written(meant: Timed | AllDay, zone: ZoneInfo) -> Iterator[str]:
    """The date line written anew, as ``kiosk new`` writes one."""
    first, last = _days_of(meant, zone)
    days = [long_date(first), long_date(last)]
    if isinstance(meant, AllDay):
        yield days[0] if first == last else " - ".join(days)
        return
    moments = [one.astimezone(zone) for one in (meant.starts, meant.ends) if one]
    times = [f"{one.hour % 12 or 12}:{one:%M} {'AM' if one.hour < 12 else 'PM'}" for one in moments]
    if first == last:
        yield f"{days[0]}, {' - '.join(times)}"
    else:
        yield " - ".join(f"{day}, {one}" for day, one in zip(days, times, strict=True))

"""Which entries of the programme fit a filter, and by what it can be filtered further."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk import i18n
from kiosk.domain import Event
from kiosk.i18n import formatting
from kiosk.schedule import AgendaEntry
from kiosk.session import ProgrammeFilter

# Letters of a choice; the event's own page has the whole.
MOST_CHOICE_LETTERS = 40
# The place of what is online; no place of a curator's has this key.
ONLINE = "\u0000online"


class FilterKind(StrEnum):
    """The fields of ``ProgrammeFilter``, in the order in which they are offered."""

    PLACE = "place"
    AUDIENCE = "audience"
    LANGUAGE = "language"


@dataclass(frozen=True, kw_only=True, slots=True)
class FilterChoice:
    """One value by which the programme can be filtered; ``count`` entries fit it and the rest."""

    kind: FilterKind
    key: str
    words: str
    count: int
    chosen: bool


def place_keys(event: Event) -> tuple[str, ...]:
    """Where an event is: its place, and online; the same for all spellings of a place."""
    at = _normal(str(event.place))
    return tuple(key for key in (at, ONLINE if event.online else "") if key)


def filtered(entries: Sequence[AgendaEntry], chosen: ProgrammeFilter) -> tuple[AgendaEntry, ...]:
    """The entries that fit, in their order."""
    if not chosen:
        return tuple(entries)
    return tuple(entry for entry in entries if _admits(entry.event, chosen))


def with_choice(chosen: ProgrammeFilter, kind: FilterKind, key: str) -> ProgrammeFilter:
    """The filter with another value of one kind; the chosen value again takes it out."""
    now = getattr(chosen, kind)
    return replace(chosen, **{str(kind): "" if now == key else key})


def filter_choices(
    entries: Sequence[AgendaEntry], chosen: ProgrammeFilter, language: str
) -> tuple[FilterChoice, ...]:
    """What a touch can filter by: values that some entries have and others lack, and the chosen.

    A kind is looked at among the entries that fit the other kinds.
    """
    found: list[FilterChoice] = []
    for kind in FilterKind:
        others = filtered(entries, replace(chosen, **{str(kind): ""}))
        now = getattr(chosen, kind)
        by_key: dict[str, list[Event]] = {now: []} if now else {}
        for entry in others:
            for key in _keys(entry.event, kind):
                by_key.setdefault(key, []).append(entry.event)
        words = _words_of(by_key, kind, language)
        offered = [
            FilterChoice(kind=kind, key=key, words=words[key], count=len(events), chosen=key == now)
            for key, events in by_key.items()
            if key == now or len(events) < len(others)
        ]
        found += sorted(offered, key=lambda one: (one.key == ONLINE, _natural(one.words)))
    return tuple(found)


def place_words(event: Event, key: str, language: str, *, whole: bool = False) -> str:
    """The name of a place in a few words: up to its first comma, unless the ``whole`` is asked."""
    if key == ONLINE:
        return i18n.tr("Online")
    place = event.place.get(language)
    return brief(place if whole else place.split(",", maxsplit=1)[0])


def brief(words: str) -> str:
    """As many whole words as a choice has room for."""
    words = " ".join(words.split())
    if len(words) <= MOST_CHOICE_LETTERS:
        return words
    cut = words.rfind(" ", 0, MOST_CHOICE_LETTERS)
    return f"{words[: cut if cut > 0 else MOST_CHOICE_LETTERS].rstrip(' ,;')}…"


def _admits(event: Event, chosen: ProgrammeFilter) -> bool:
    return all(
        not (wanted := getattr(chosen, kind)) or wanted in _keys(event, kind) for kind in FilterKind
    )


def _keys(event: Event, kind: FilterKind) -> Iterable[str]:
    match kind:
        case FilterKind.PLACE:
            return place_keys(event)
        case FilterKind.AUDIENCE:
            return dict.fromkeys(_normal(str(group)) for group in event.groups)
    return event.languages


def _words_of(by_key: dict[str, list[Event]], kind: FilterKind, language: str) -> dict[str, str]:
    """Each value in words; places that would be called the same by their whole names."""
    words = {key: _word(events, key, kind, language) for key, events in by_key.items()}
    called = list(words.values())
    if kind is FilterKind.PLACE:
        for key, events in by_key.items():
            if events and called.count(words[key]) > 1:
                words[key] = place_words(events[0], key, language, whole=True)
    return words


def _word(events: Sequence[Event], key: str, kind: FilterKind, language: str) -> str:
    if kind is FilterKind.LANGUAGE:
        return formatting.capitalize(formatting.language_name(key, language))
    if not events:
        # Chosen before the last event of that kind was over.
        return i18n.tr("Online") if key == ONLINE else formatting.capitalize(brief(key))
    if kind is FilterKind.PLACE:
        return place_words(_translated(events, language), key, language)
    groups = [one for event in events for one in event.groups if _normal(str(one)) == key]
    best = next((one for one in groups if one.language_for(language) == language), groups[0])
    return formatting.capitalize(brief(best.get(language)))


def _translated(events: Sequence[Event], language: str) -> Event:
    """The first event whose place is translated, else the first."""
    found = (one for one in events if one.place.language_for(language) == language)
    return next(found, events[0])


def _normal(text: str) -> str:
    """The same for texts that differ in letter case, spaces and a point at the end."""
    return " ".join(text.split()).strip(" .").casefold()


def _natural(words: str) -> list[tuple[int, str]]:
    """ "Room 9" before "Room 112"."""
    return [
        (int(part), "") if part.isdecimal() else (0, part)
        for part in re.split(r"(\d+)", words.casefold())
    ]


def groups_of(event: Event, language: str) -> list[str]:
    """The groups that an event is for, in words."""
    return [group.get(language) for group in event.groups]


def tongues_of(event: Event, language: str) -> list[str]:
    """The languages in which an event is held, by their names."""
    return [formatting.language_name(tag, language) for tag in event.languages]

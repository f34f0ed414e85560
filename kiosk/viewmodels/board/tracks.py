"""What takes place at one time in several places, for the view with a row for each place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from PySide6.QtCore import QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk import i18n
from kiosk.domain import Status, Timed
from kiosk.i18n import formatting
from kiosk.i18n.series_words import series_words
from kiosk.qt.keyed_list_model import KeyedListModel, Row
from kiosk.qt.qml import Property, QmlUncreatable
from kiosk.schedule import AgendaEntry
from kiosk.schedule.agenda import DEFAULT_DURATION
from kiosk.text import bidi_wrap
from kiosk.typesetting.programme_layout import ProgrammeEntry, first_part
from kiosk.viewmodels.board.chip_list import CHOICE_ROLES
from kiosk.viewmodels.board.programme_row import PROGRAMME_ROLES, shown_title
from kiosk.viewmodels.displayed.programme_filter import (
    ONLINE,
    place_keys,
    place_words,
    tongues_of,
)

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

# From so many places at one time on, a day is shown by place too (PROGRAMME-SCREENS: tracks).
LEAST_PLACES = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Session:
    """One time of an entry at one place; ``place`` is its key, "" where none is told."""

    starts: datetime
    ends: datetime
    place: str
    entry: AgendaEntry


Days = dict[date, list[Session]]


def sessions_by_day(entries: Sequence[AgendaEntry], zone: tzinfo | None) -> Days:
    """The timed sessions of each day on which ``LEAST_PLACES`` are in use at one time.

    Days and times are those of ``zone``.
    """
    days: Days = {}
    for entry in entries:
        for session in _sessions(entry, zone):
            days.setdefault(session.starts.date(), []).append(session)
    return {day: found for day, found in sorted(days.items()) if _is_parallel(found)}


def slots_of(sessions: Sequence[Session]) -> list[datetime]:
    """The times at which something begins, in order."""
    return sorted({session.starts for session in sessions})


def sessions_at(sessions: Sequence[Session], slot: datetime) -> list[Session]:
    """What is on at a time: by place, what is online last, and what has no place after it."""
    found = [one for one in sessions if one.starts <= slot < one.ends]
    return sorted(found, key=lambda one: (*_place_order(one), one.starts, one.entry.key))


def slot_key(slot: datetime) -> str:
    """ "2026-01-29T10:00"."""
    return f"{slot:%Y-%m-%dT%H:%M}"


def _sessions(entry: AgendaEntry, zone: tzinfo | None) -> Iterator[Session]:
    if entry.all_day or entry.event.observance:
        return
    times = [when for when in entry.times if isinstance(when, Timed)]
    if not times and entry.starts is not None:
        times = [Timed(starts=entry.starts, ends=entry.ends)]
    keys = place_keys(entry.event)
    for when in times:
        starts = when.starts.astimezone(zone)
        ends = when.ends.astimezone(zone) if when.ends else starts + DEFAULT_DURATION
        # What is also online has its row at its place.
        yield Session(starts=starts, ends=ends, place=keys[0] if keys else "", entry=entry)


def _is_parallel(sessions: Sequence[Session]) -> bool:
    return any(
        len({one.place for one in sessions_at(sessions, slot)}) >= LEAST_PLACES
        for slot in slots_of(sessions)
    )


def _place_order(session: Session) -> tuple[int, list[tuple[int, str]]]:
    words = str(session.entry.event.place) if session.place != ONLINE else ""
    parts = [
        (int(part), "") if part.isdecimal() else (0, part)
        for part in re.split(r"(\d+)", words.casefold())
    ]
    return (2 if not session.place else 1 if session.place == ONLINE else 0), parts


@QmlElement
@QmlUncreatable("the board owns its tracks")
class TracksViewModel(QObject):
    """A day by place: its times, and the rows of the chosen one.

    ``first`` is the slot with which it opens, "" where no day has ``LEAST_PLACES`` in use at a
    time; ``previousDay`` and ``nextDay`` are the first slots of the days beside.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._slots = KeyedListModel(CHOICE_ROLES, self)
        self._rows = KeyedListModel(PROGRAMME_ROLES, self)
        self._texts = dict.fromkeys(("first", "title", "count", "previous", "next", "chosen"), "")
        self._previous_day, self._next_day = "", ""
        self._shown: list[Session] = []

    @property
    def sessions(self) -> list[Session]:
        """What is on at the shown time, in the order of the rows."""
        return self._shown

    def update(self, days: Days, slot: str, now: datetime, language: str) -> None:
        """Show what is on at ``slot``, or at the nearest time there is; with "" only ``first``."""
        slots = [one for sessions in days.values() for one in slots_of(sessions)]
        texts = dict.fromkeys(self._texts, "")
        texts["first"] = _first(days, slots, now)
        rows: list[Row] = []
        chips: list[Row] = []
        self._previous_day = self._next_day = ""
        self._shown = []
        if slot and slots:
            chosen = next((one for one in slots if slot_key(one) >= slot), slots[-1])
            day = chosen.date()
            current = _current(days.get(now.date(), []), now)
            day_slots = slots_of(days[day])
            chips = [_chip(one, one == chosen, one == current, language) for one in day_slots]
            self._shown = _once(sessions_at(days[day], chosen))
            rows = [_row(one, chosen, now, language) for one in self._shown]
            at = list(days).index(day)
            beside = [slots_of(found)[0] for found in days.values()]
            self._previous_day = slot_key(beside[at - 1]) if at else ""
            self._next_day = slot_key(beside[at + 1]) if at + 1 < len(beside) else ""
            number = slots.index(chosen)
            texts |= {
                "title": formatting.long_date(day, language),
                "count": i18n.tr("At one time: %1").replace("%1", str(len(rows))),
                "chosen": slot_key(chosen),
                "previous": slot_key(slots[number - 1]) if number else "",
                "next": slot_key(slots[number + 1]) if number + 1 < len(slots) else "",
            }
        self._slots.set_rows(chips)
        self._rows.set_rows(rows)
        self._texts = texts
        self.changed.emit()

    @Property(KeyedListModel, constant=True)
    def slots(self) -> KeyedListModel:
        """The times of the day, to choose from."""
        return self._slots

    @Property(KeyedListModel, constant=True)
    def rows(self) -> KeyedListModel:
        """What is on at the chosen time, by place."""
        return self._rows

    @Property(str, notify=changed)
    def first(self) -> str:
        return self._texts["first"]

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._texts["title"]

    @Property(str, notify=changed)
    def count(self) -> str:
        """How many are on at the chosen time, in words."""
        return self._texts["count"]

    @Property(str, notify=changed)
    def previous(self) -> str:
        """The time before the chosen one."""
        return self._texts["previous"]

    @Property(str, notify=changed)
    def next(self) -> str:
        """The time after the chosen one."""
        return self._texts["next"]

    @Property(str, notify=changed)
    def previousDay(self) -> str:
        return self._previous_day

    @Property(str, notify=changed)
    def nextDay(self) -> str:
        return self._next_day


def _once(sessions: Sequence[Session]) -> list[Session]:
    """Each entry once: two times of a series may overlap."""
    return list({one.entry.key: one for one in sessions}.values())


def _current(sessions: Sequence[Session], now: datetime) -> datetime | None:
    """The time of today that is now: the last begun one of which something is still on."""
    begun = [slot for slot in slots_of(sessions) if slot <= now]
    on = any(one.starts <= now < one.ends for one in sessions)
    return begun[-1] if begun and on else None


def _first(days: Days, slots: Sequence[datetime], now: datetime) -> str:
    if not slots:
        return ""
    current = _current(days.get(now.date(), []), now)
    coming = next((one for one in slots if one >= now), slots[-1])
    return slot_key(current or coming)


def _chip(slot: datetime, chosen: bool, is_now: bool, language: str) -> Row:
    words = formatting.time_of_day(slot, language)
    return {
        "key": slot_key(slot),
        "group": "slots",
        "heading": "",
        "words": f"{i18n.tr('Now')} {words}" if is_now else words,
        "isNow": is_now,
        "chosen": chosen,
    }


def _row(session: Session, slot: datetime, now: datetime, language: str) -> Row:
    entry, event = session.entry, session.entry.event
    shown = shown_title(event, language)
    title = bidi_wrap(shown.get(language))
    place = place_words(event, session.place, language) if session.place else ""
    state = formatting.status_label(event)
    # Its own time where that is not the time that was chosen.
    own = formatting.time_range(session.starts, session.ends, language)
    time = "" if session.starts == slot else own
    spoken = formatting.capitalize(", ".join(tongues_of(event, language)))
    note = series_words(entry, language)
    said = (bidi_wrap(place), time, title, state, spoken, note)
    return {
        "key": entry.key,
        "numeral": "",
        "weekday": "",
        "month": "",
        "time": time,
        "timeNote": "",
        "title": title,
        "note": "",
        "place": bidi_wrap(place),
        "status": state or bidi_wrap(spoken),
        "name": ", ".join(part for part in said if part),
        "isNow": session.starts <= now < session.ends,
        "isToday": session.starts.date() == now.date(),
        "isOff": event.status in (Status.CANCELLED, Status.POSTPONED),
        "entry": ProgrammeEntry(
            title=title,
            short_title=bidi_wrap(first_part(shown.get(language))),
            # The place is told once.
            day=session.place or entry.key,
            week=0,
            month=0,
        ),
    }

"""A month of the programme: what each day holds, and an event put on another day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from kiosk.domain import Message
from kiosk.i18n import formatting, words_of
from kiosk.i18n.event_words import reading_words
from kiosk.schedule import AgendaEntry, build_agenda
from kiosk.studio.model.documents.refusal import EditRefusedError
from kiosk.studio.model.guidance.event_days import moved_event
from kiosk.studio.model.guidance.event_reading import read_event_keys
from kiosk.studio.viewmodels.exhibition import ExhibitionViewModel
from kiosk.studio.viewmodels.problems import sentence
from kiosk.studio.wording import language, said

# Six weeks hold each month, whatever its first weekday is.
WEEKS, DAYS_OF_WEEK = 6, 7
# An event of many days is shown on so many of them at most.
_MOST_DAYS = WEEKS * DAYS_OF_WEEK


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthEvent:
    """An event on one day. ``time`` is its hour in words, "" for whole days.

    ``is_own_file`` is False for one of a calendar, which is not changed here.
    """

    file: str
    key: str
    title: str
    time: str = ""
    is_own_file: bool = True

    @property
    def words(self) -> str:
        """The event in one line."""
        return " ".join(filter(None, (self.time, self.title)))


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthDay:
    """One day of the grid."""

    day: date
    is_of_month: bool
    is_open: bool
    events: tuple[MonthEvent, ...] = ()

    @property
    def spoken(self) -> str:
        """The day in words, with its events."""
        words = [formatting.full_date(self.day, language())]
        if not self.events:
            words.append(said(Message("no event")))
        return ", ".join((*words, *(one.words for one in self.events)))


class Month:
    """The days of a month and its neighbours; ``first_weekday`` has Monday as 0."""

    def __init__(self, exhibition: ExhibitionViewModel, first_weekday: int) -> None:
        self._exhibition, self._first_weekday = exhibition, first_weekday

    def first_shown(self, month: date) -> date:
        """The first day of the grid."""
        first = month.replace(day=1)
        return first - timedelta(days=(first.weekday() - self._first_weekday) % DAYS_OF_WEEK)

    def days(self, month: date) -> list[MonthDay]:
        """The days of the grid, in their order."""
        first = self.first_shown(month)
        shown = [first + timedelta(days=number) for number in range(WEEKS * DAYS_OF_WEEK)]
        events: dict[date, list[MonthEvent]] = {day: [] for day in shown}
        with words_of(language()):
            for entry in self._entries(first, shown[-1]):
                for day in _days_of(entry):
                    if day in events:
                        events[day].append(_event_of(entry))
        opens, closes = self._exhibition.exhibition.opens, self._exhibition.exhibition.closes
        return [
            MonthDay(
                day=day,
                is_of_month=day.month == month.month,
                is_open=(opens is None or opens <= day) and (closes is None or day <= closes),
                events=tuple(events[day]),
            )
            for day in shown
        ]

    def _entries(self, first: date, last: date) -> Sequence[AgendaEntry]:
        zone = ZoneInfo(self._exhibition.exhibition.timezone)
        begins = datetime.combine(first, time(), zone)
        ends = datetime.combine(last, time.max, zone)
        entries = build_agenda(self._exhibition.snapshot.events, begins, ends)
        return sorted(
            (one for one in entries if one.starts or one.first_day),
            key=lambda one: (one.starts is not None, one.starts or begins),
        )

    def month_of(self, today: date) -> date:
        """The month to begin with: today's, or the first one of an exhibition at another time."""
        opens, closes = self._exhibition.exhibition.opens, self._exhibition.exhibition.closes
        if opens is not None and (today < opens or (closes is not None and closes < today)):
            return opens.replace(day=1)
        return today.replace(day=1)

    def move(self, event: MonthEvent, by: int) -> tuple[bool, str]:
        """Have an event so many days later; whether that was done, and the answer in words."""
        if not by:
            return False, ""
        if not event.is_own_file:
            return False, said(
                Message(
                    "{title} comes from a calendar. Move it in the program that made the calendar.",
                    title=event.title,
                )
            )
        self._exhibition.save_now()
        exhibition = self._exhibition.exhibition
        values = self._exhibition.document(event.file).values
        try:
            edit, moved = moved_event(event.file, values, exhibition, by)
        except EditRefusedError as error:
            return False, f"{event.title}: {sentence(error.message)}. {sentence(error.hint)}."
        if self._exhibition.apply(edit).failure is not None:
            # The window has told why.
            return False, ""
        now = datetime(1970, 1, 1, tzinfo=ZoneInfo(exhibition.timezone))
        read = read_event_keys(moved, exhibition, now, event.file)
        assert read.event is not None
        with words_of(language()):
            words = " ".join(islice(reading_words(read.event, now, language()), 1))
        answer = [said(Message("{title} is now on {day}.", title=event.title, day=words))]
        if deadline := self._exhibition.document(event.file).text("register_until"):
            message = Message("Its registration still ends as before: {day}.", day=deadline)
            answer.append(said(message))
        answer.append(said(Message("Undo takes it back.")))
        return True, " ".join(answer)


def _days_of(entry: AgendaEntry) -> list[date]:
    if entry.starts is not None:
        return [entry.starts.date()]
    assert entry.first_day is not None
    last = entry.last_day or entry.first_day
    count = min((last - entry.first_day).days + 1, _MOST_DAYS)
    return [entry.first_day + timedelta(days=number) for number in range(count)]


def _event_of(entry: AgendaEntry) -> MonthEvent:
    event = entry.event
    hour = formatting.time_of_day(entry.starts, language()) if entry.starts else ""
    return MonthEvent(
        file=event.file,
        key=event.key,
        title=str(event.title),
        time=hour.replace(formatting.WORD_JOINER, "").replace("\u00a0", " "),
        is_own_file=event.file.endswith(".md"),
    )

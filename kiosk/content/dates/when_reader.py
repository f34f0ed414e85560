"""Resolves the parts of a line to days and times."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from kiosk.content.dates.clock_times import Slot, resolve_point, resolve_slots, with_half_of
from kiosk.content.dates.date_reading import DateContext, DateReading, shortened
from kiosk.content.dates.date_words import DAY_NAMES, written_out
from kiosk.content.dates.days import DayResolver
from kiosk.content.dates.grammar import read_phrase
from kiosk.content.dates.phrase import DaySpan, PhraseError
from kiosk.content.dates.recurrence import (
    Occurrence,
    RecurrenceRule,
    build_series,
    first_occurrence,
    resolve_rule,
)
from kiosk.domain import AllDay, Message, Series, Timed, When

# The first day of a rule when neither the rule nor the exhibition has one.
EPOCH = date(2024, 1, 1)
_WEEK = timedelta(days=7)


class WhenReader:
    """Resolves one line; ``warnings`` gathers what was doubtful."""

    def __init__(self, text: str, context: DateContext) -> None:
        self._text = text
        self._context = context
        self._zone = context.zone
        self._vocabulary = context.vocabulary
        self._phrase = read_phrase(text, self._vocabulary)
        self._days = DayResolver(
            reference_date=context.reference_date, is_day_first=self._vocabulary.is_day_first
        )
        self._warnings = self._days.warnings
        self._shift: timedelta | None = None

    def read(self) -> DateReading:
        phrase = self._phrase
        if phrase.show is not None and phrase.show.half and len(phrase.slots) == 1:
            # "doors 6:30, show 7 PM"
            doors, ends = phrase.slots[0]
            phrase.slots[0] = (with_half_of(doors, phrase.show), ends)
        slots = resolve_slots(phrase.slots, has_half_days=self._vocabulary.has_half_days)
        self._warn_of_times(slots)
        if phrase.last_moment is not None:
            when: When = self._read_long_span(slots)
        elif phrase.is_recurring:
            when = self._read_recurring(slots)
        else:
            when = self._read_days(slots)
        reading = DateReading(when=when, warnings=self._warnings)
        if phrase.show is not None:
            minutes = resolve_point(phrase.show, has_half_days=self._vocabulary.has_half_days)
            reading.show = time(minutes // 60 % 24, minutes % 60)
        return reading

    def _warn_of_times(self, slots: Sequence[Slot]) -> None:
        clocks = [clock for slot in self._phrase.slots for clock in slot if clock is not None]
        if any(
            (clock.hour, clock.minute, clock.half) == (12, 0, "am") and clock.written != "midnight"
            for clock in clocks
        ):
            self._warnings.append(
                (
                    "twelve-am",
                    Message("'{text}': 12 AM is read as midnight", text=shortened(self._text)),
                    Message("write noon or midnight"),
                )
            )
        if any(first.written == "midnight" for first, _ in self._phrase.slots):
            message = Message(
                "'{text}': midnight is read as the first moment of that day",
                text=shortened(self._text),
            )
            self._warnings.append(
                (
                    "midnight",
                    message,
                    Message("write 12:01 AM, or 11:59 PM where the end of it is meant"),
                )
            )
        for slot in slots:
            if slot.is_disordered:
                start = f"{slot.starts // 60:02}:{slot.starts % 60:02}"
                message = Message(
                    "'{text}' ends before it begins; only its start, {start}, is shown",
                    text=shortened(self._text),
                    start=start,
                )
                self._warnings.append(
                    ("time-order", message, Message("write the earlier time first, with AM or PM"))
                )

    def _read_long_span(self, slots: Sequence[Slot]) -> When:
        """ "January 29, 2026, 9 AM - January 30, 2026, 5 PM"."""
        assert self._phrase.last_moment is not None
        name, clock = self._phrase.last_moment
        span = self._phrase.spans[0]
        first, last = self._days.resolve_span(
            DaySpan(span.first, name if name.month or name.numbers else None)
        )
        starts = self._moment(first, slots[0].starts)
        minutes = resolve_point(clock, has_half_days=self._vocabulary.has_half_days)
        ends = self._moment(last, minutes)
        if ends <= starts:
            raise PhraseError(Message("ends before it begins"), "date-order")
        return self._timed(self._shifted(Occurrence(starts, ends)))

    def _read_days(self, slots: Sequence[Slot]) -> When:
        phrase = self._phrase
        if not phrase.spans:
            raise PhraseError(
                Message("names weekdays and no date; a repetition begins with 'every'")
                if phrase.weekdays
                else Message("names no day that can be read"),
                "date",
            )
        if phrase.until is not None or phrase.count or phrase.duration:
            raise PhraseError(Message("names no repetition that can be read"), "repeats")
        spans = [self._days.resolve_span(span) for span in phrase.spans]
        if len(spans) == 1:
            if slots and not phrase.weekdays:
                self._refuse_long_span(phrase.spans[0], *spans[0])
            return self._read_span(*spans[0], slots)
        self._check_weekdays([day for span in spans for day in span])
        self._check_order(spans)
        occurrences = [
            occurrence
            for first, last in spans
            for day in _days_between(first, last if slots else first)
            for occurrence in self._on(day, slots, last=last)
        ]
        return build_series(occurrences, RecurrenceRule(), self._zone)

    def _refuse_long_span(self, span: DaySpan, first: date, last: date) -> None:
        """ "Thursday, January 7 - March 25, 6 PM" takes place each day, or each Thursday."""
        if len(span.weekdays) == 1 and last - first >= _WEEK:
            raise PhraseError(
                Message(
                    "can mean each day, or each {weekday}; write 'every {weekday}', or leave the"
                    " weekday out",
                    weekday=DAY_NAMES[span.weekdays[0]],
                ),
                "repeats",
            )

    def _read_one_day(self, day: date, slots: Sequence[Slot]) -> When:
        if self._phrase.excluded:
            raise PhraseError(Message("excepts days of an event that has one day"), "repeats")
        if len(self._phrase.weekdays) > 1:
            raise PhraseError(Message("names several weekdays and one day"), "date")
        if not slots:
            return AllDay(first=day, last=day)
        found = self._on(day, slots)
        return self._timed(found[0]) if len(found) == 1 else self._series(found)

    def _warn_of_weekdays(self, days: Sequence[date]) -> None:
        """ "Thursday and Friday, December 10 - 12" leaves the last day out."""
        self._warnings.append(
            (
                "weekday-mismatch",
                Message(
                    "the first or the last day is none of the weekdays that it names; it is shown"
                    " from {first} to {last}",
                    first=written_out(days[0]),
                    last=written_out(days[-1]),
                ),
                Message("compare the days with a calendar"),
            )
        )

    def _read_span(self, first: date, last: date, slots: Sequence[Slot]) -> When:
        """One day, or the days from one to another, with the times of each day."""
        phrase = self._phrase
        excluded = self._excluded(first)
        if first == last:
            return self._read_one_day(first, slots)
        chosen = set(phrase.weekdays) or set(range(7))
        days = [day for day in _days_between(first, last) if day.weekday() in chosen]
        if not days:
            raise PhraseError(Message("names weekdays that do not lie between its days"), "date")
        if not phrase.are_plural and not {first.weekday(), last.weekday()} <= chosen:
            self._warn_of_weekdays(days)
        is_whole = len(days) == (last - first).days + 1 and not excluded
        if not slots:
            if is_whole:
                return AllDay(first=first, last=last)
            whole_day = Occurrence(days[0], days[0] + timedelta(days=1))
            return self._rule_in(last, chosen, excluded, [whole_day])
        if len(days) == 2 == (last - first).days + 1 and _goes_through_night(slots):
            # "January 30 - 31, 10 PM - 2 AM" is one night.
            return self._timed(self._on(first, slots)[0])
        found = self._on(days[0], slots)
        series = self._rule_in(last, chosen, excluded, found)
        if is_whole and len(slots) == 1:
            return Series(source=series.source, span=AllDay(first=first, last=last))
        return series

    def _rule_in(
        self,
        last: date,
        weekdays: set[int],
        excluded: tuple[date, ...],
        found: list[Occurrence],
    ) -> Series:
        rule = RecurrenceRule(until=last, excluded_days=excluded)
        if len(weekdays) == 7:
            rule.parts["FREQ"] = "DAILY"
        else:
            rule.set_weekdays(tuple(sorted(weekdays)))
        return build_series(found, rule, self._zone)

    def _read_recurring(self, slots: Sequence[Slot]) -> When:
        phrase = self._phrase
        earliest = self._context.reference_date or EPOCH
        rule = resolve_rule(phrase, self._days, earliest)
        first = rule.first if rule.first is not None else earliest
        day = first_occurrence(rule, first)
        series = build_series(self._on(day, slots), rule, self._zone)
        is_daily = rule.parts == {"FREQ": "DAILY"} and not rule.excluded_days
        if is_daily and len(slots) == 1 and rule.first is not None and rule.until is not None:
            return Series(source=series.source, span=AllDay(first=rule.first, last=rule.until))
        return series

    def _series(self, occurrences: list[Occurrence]) -> Series:
        return build_series(occurrences, RecurrenceRule(), self._zone)

    def _excluded(self, near: date) -> tuple[date, ...]:
        return tuple(
            day
            for span in self._phrase.excluded
            for day in _days_between(*self._days.resolve_near(span, near))
        )

    def _check_weekdays(self, days: Sequence[date]) -> None:
        """Warn of the weekday before a day, or of those before a list, that it does not have."""
        weekdays = self._phrase.weekdays
        if not weekdays:
            return
        for day in dict.fromkeys(days):
            if day.weekday() not in weekdays:
                self._days.warn_of_weekday(weekdays[0], day)

    def _check_order(self, spans: Sequence[tuple[date, date]]) -> None:
        if any(later[0] <= earlier[1] for earlier, later in pairwise(spans)):
            raise PhraseError(Message("lists days that are not one after the other"), "date-order")

    def _on(
        self, day: date, slots: Sequence[Slot], *, last: date | None = None
    ) -> list[Occurrence]:
        """The occurrences of one day; without times, whole days until ``last``."""
        if not slots:
            return [Occurrence(day, (last or day) + timedelta(days=1))]
        found = []
        for slot in slots:
            starts = self._moment(day, slot.starts)
            ends = self._moment(day, slot.ends) if slot.ends is not None else None
            found.append(self._shifted(Occurrence(starts, ends)))
        return found

    def _moment(self, day: date, minutes: int) -> datetime:
        day += timedelta(days=minutes // (24 * 60))
        minutes %= 24 * 60
        return datetime.combine(day, time(minutes // 60, minutes % 60), self._zone)

    def _timed(self, occurrence: Occurrence) -> Timed:
        """One time, with warnings about the changes of the clocks."""
        starts, ends = occurrence.starts, occurrence.ends
        assert isinstance(starts, datetime)
        assert ends is None or isinstance(ends, datetime)
        for moment in (starts, ends):
            if moment is not None:
                self._warn_of_clock_change(moment)
        return Timed(starts=starts, ends=ends)

    def _warn_of_clock_change(self, moment: datetime) -> None:
        back = moment.astimezone(ZoneInfo("UTC")).astimezone(self._zone)
        if back.time() != moment.time():
            message = Message(
                "'{text}': the clocks change on that day and this time does not exist; "
                "{back:%H:%M} is shown",
                text=shortened(self._text),
                back=back,
            )
            self._warnings.append(("clock-change", message, Message("look up the time again")))
        elif moment.replace(fold=1).utcoffset() != moment.utcoffset():
            message = Message(
                "'{text}': the clocks change on that day and this time comes twice; the "
                "first one is used",
                text=shortened(self._text),
            )
            self._warnings.append(
                (
                    "clock-change",
                    message,
                    Message("write starts: with its offset, 2026-11-01T01:30-08:00"),
                )
            )

    def _shifted(self, occurrence: Occurrence) -> Occurrence:
        """The occurrence in the folder's zone, where the line names another zone.

        Standard time written for summer time, or the reverse, is a mistake; any other difference
        is converted.
        """
        starts, ends = occurrence.starts, occurrence.ends
        if self._phrase.zone is None or not isinstance(starts, datetime):
            return occurrence
        abbreviation, zone = self._phrase.zone
        if self._shift is None:
            offset = (
                timedelta(hours=zone)
                if isinstance(zone, int)
                else starts.replace(tzinfo=ZoneInfo(zone)).utcoffset()
            )
            shift = (starts.utcoffset() or timedelta()) - (offset or timedelta())
            self._shift = shift if abs(shift) > timedelta(hours=1) else timedelta()
            if shift:
                self._warn_of_zone(abbreviation, starts)
        if not self._shift:
            return occurrence
        return Occurrence(starts + self._shift, ends + self._shift if ends else None)

    def _warn_of_zone(self, abbreviation: str, starts: datetime) -> None:
        assert self._shift is not None
        shown = starts + self._shift
        time_shown = f"{shown:%H:%M %Z}"
        what = (
            Message("it is shown as {time}", time=time_shown)
            if self._shift
            else Message("{time} is shown", time=time_shown)
        )
        message = Message(
            "'{typed}' is not the time of {key} on that day, which is {right}; {shown}",
            typed=abbreviation.upper(),
            key=self._zone.key,
            right=starts.tzname(),
            shown=what,
        )
        self._warnings.append(
            (
                "zone-mismatch",
                message,
                Message("write {right}, or set timezone: to another place", right=starts.tzname()),
            )
        )


def _days_between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _goes_through_night(slots: Sequence[Slot]) -> bool:
    return len(slots) == 1 and slots[0].ends is not None and slots[0].ends > 24 * 60

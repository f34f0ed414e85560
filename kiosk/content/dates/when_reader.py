"""Resolves the parts of a line to days and times."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from kiosk.content.dates.clock_changes import skipped_time_warnings
from kiosk.content.dates.clock_times import Slot, resolve_point, resolve_slots, with_half_of
from kiosk.content.dates.date_reading import DateReading, shortened
from kiosk.content.dates.date_words import DAY_NAMES, written_out
from kiosk.content.dates.moments import MomentReader
from kiosk.content.dates.phrase import DaySpan, PhraseError
from kiosk.content.dates.recurrence import (
    Occurrence,
    RecurrenceRule,
    build_series,
    first_occurrence,
    resolve_rule,
)
from kiosk.domain import AllDay, Message, Series, When

# The first day of a rule when neither the rule nor the exhibition has one.
EPOCH = date(2024, 1, 1)
# From which hour to which a part of the day begins.
_HOURS = {"morning": (3, 13), "afternoon": (12, 20), "evening": (15, 24)}
_WEEK = timedelta(days=7)


class WhenReader(MomentReader):
    """Resolves one line; ``warnings`` gathers what was doubtful."""

    def read(self) -> DateReading:
        phrase = self._phrase
        if phrase.show is not None and phrase.show.half and len(phrase.slots) == 1:
            # "doors 6:30, show 7 PM"
            doors, ends = phrase.slots[0]
            phrase.slots[0] = (with_half_of(doors, phrase.show), ends)
        slots = resolve_slots(phrase.slots, has_half_days=self._vocabulary.has_half_days)
        self._check_part_of_day(slots)
        self._warn_of_times(slots)
        if phrase.last_moment is not None:
            when: When = self._read_long_span(slots)
        elif phrase.is_recurring:
            when = self._read_recurring(slots)
        else:
            when = self._read_days(slots)
        if isinstance(when, Series):
            self._warnings += skipped_time_warnings(self._text, when, self._context)
        reading = DateReading(when=when, warnings=self._warnings, zone=self._named_zone)
        if phrase.show is not None:
            minutes = resolve_point(phrase.show, has_half_days=self._vocabulary.has_half_days)
            reading.show = self._time_of_show(minutes)
        return reading

    def _check_part_of_day(self, slots: Sequence[Slot]) -> None:
        """ "Tuesday evenings" with a time of the morning, or without any."""
        part = self._phrase.part_of_day
        if not part:
            return
        if not slots:
            raise PhraseError(Message("names a part of the day and no time"), "time")
        first, last = _HOURS[part]
        if not all(first * 60 <= slot.starts < last * 60 for slot in slots):
            raise PhraseError(Message("has a time that is not in the part of the day"), "time")

    def _time_of_show(self, minutes: int) -> time:
        """The time of the show by the folder's own clocks, on the first day."""
        day = self._first_day or self._context.reference_date or EPOCH
        zoned = self._zoned(Occurrence(self._moment(day, minutes))).starts
        assert isinstance(zoned, datetime)
        return self._shown(zoned).time()

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
        self._warn_of_zero()
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

    def _warn_of_zero(self) -> None:
        """ "December 10, 0:00" may be meant for the night after that day."""
        starts = [first for first, _ in self._phrase.slots]
        is_zero = any(one.hour == one.minute == 0 and one.half != "am" for one in starts)
        is_end = any(one.hour == 24 for one in starts)
        if not (is_zero or is_end):
            return
        message = (
            Message(
                "'{text}': 0:00 is read as the first moment of that day", text=shortened(self._text)
            )
            if is_zero
            else Message(
                "'{text}': 24:00 is read as the end of that day", text=shortened(self._text)
            )
        )
        hint = Message("write 0:01, or 23:59 where the end of the day is meant")
        self._warnings.append(("midnight", message, hint))

    def _read_long_span(self, slots: Sequence[Slot]) -> When:
        """ "January 29, 2026, 9 AM - January 30, 2026, 5 PM"."""
        assert self._phrase.last_moment is not None
        name, clock = self._phrase.last_moment
        span = self._phrase.spans[0]
        first, last = self._days.resolve_span(
            DaySpan(span.first, name if name.month or name.numbers else None)
        )
        self._first_day = first
        starts = self._moment(first, slots[0].starts)
        minutes = resolve_point(clock, has_half_days=self._vocabulary.has_half_days)
        ends = self._moment(last, minutes)
        if ends <= starts:
            raise PhraseError(Message("ends before it begins"), "date-order")
        return self._timed(self._zoned(Occurrence(starts, ends)))

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
        if len(set(span.weekdays)) == 1 and last - first >= _WEEK:
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
        is_named = not (phrase.are_plural or phrase.excluded_weekdays)
        if is_named and not {first.weekday(), last.weekday()} <= chosen:
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
            return Series(source=series.source, span=self._span_shown(first, last, found[0]))
        return series

    def _span_shown(self, first: date, last: date, found: Occurrence) -> AllDay:
        """The days by the folder's own clocks, where ``found`` is the first time."""
        assert isinstance(found.starts, datetime)
        moved = self._shown(found.starts).date() - found.starts.date()
        return AllDay(first=first + moved, last=last + moved)

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
        if phrase.is_assumed:
            self._warnings.append(
                (
                    "assumed-repeat",
                    Message(
                        "'{text}' names weekdays and no date; it is read as each week",
                        text=shortened(self._text),
                    ),
                    Message("write every before the weekdays, or the date"),
                )
            )
        found = self._on(day, slots)
        series = build_series(found, rule, self._zone)
        is_daily = rule.parts == {"FREQ": "DAILY"} and not rule.excluded_days
        if is_daily and len(slots) == 1 and rule.first is not None and rule.until is not None:
            span = self._span_shown(rule.first, rule.until, found[0])
            return Series(source=series.source, span=span)
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
        self._first_day = day if self._first_day is None else min(self._first_day, day)
        found = []
        for slot in slots:
            starts = self._moment(day, slot.starts)
            ends = self._moment(day, slot.ends) if slot.ends is not None else None
            found.append(self._zoned(Occurrence(starts, ends)))
        return found


def _days_between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _goes_through_night(slots: Sequence[Slot]) -> bool:
    return len(slots) == 1 and slots[0].ends is not None and slots[0].ends > 24 * 60

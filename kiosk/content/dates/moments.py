"""Makes instants of days and times, and tells where the clocks or another zone change them."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kiosk.content.dates.date_reading import DateContext, shortened
from kiosk.content.dates.days import DayResolver
from kiosk.content.dates.grammar import read_phrase
from kiosk.content.dates.recurrence import Occurrence
from kiosk.domain import Message, Timed


class MomentReader:
    """A line with its parts, its days and its zone; ``warnings`` gathers what was doubtful."""

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

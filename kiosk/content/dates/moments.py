"""Makes instants of days and times, and tells where the clocks or another zone change them."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kiosk.content.dates.clock_changes import clock_change_warning
from kiosk.content.dates.date_reading import DateContext
from kiosk.content.dates.days import DayResolver
from kiosk.content.dates.grammar import read_phrase
from kiosk.content.dates.recurrence import Occurrence
from kiosk.content.dates.zone_hours import zone_of_hours
from kiosk.domain import Message, Timed
from kiosk.domain.instants import in_zone, instant


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
        self._has_told_zone = False
        self._first_day: date | None = None
        self._named_zone: ZoneInfo | None = None

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
            warning = moment and clock_change_warning(self._text, moment, self._zone)
            if warning:
                self._warnings.append(warning)
        begin, end = self._shown(starts), self._shown(ends) if ends else None
        is_longer = end is not None and instant(end) > instant(begin)
        return Timed(starts=begin, ends=end if is_longer else None)

    def _zoned(self, occurrence: Occurrence) -> Occurrence:
        """The occurrence in the zone that the line names, so that its days and rules are of it.

        Standard time of the folder's own zone written for summer time, or the reverse, is a
        mistake, and read as the time in force.
        """
        starts, ends = occurrence.starts, occurrence.ends
        if self._phrase.zone is None or not isinstance(starts, datetime):
            return occurrence
        assert ends is None or isinstance(ends, datetime)
        abbreviation, zone = self._phrase.zone
        named = ZoneInfo(zone if isinstance(zone, str) else zone_of_hours(zone))
        is_other = not self._is_own(abbreviation, named, starts)
        moved = starts.replace(tzinfo=named)
        if not self._has_told_zone and moved.utcoffset() != starts.utcoffset():
            self._has_told_zone = True
            self._warn_of_zone(abbreviation, starts, moved if is_other else None)
        if not is_other:
            return occurrence
        self._named_zone = named
        return Occurrence(moved, ends.replace(tzinfo=named) if ends else None)

    def _is_own(self, abbreviation: str, named: ZoneInfo, starts: datetime) -> bool:
        """True where the folder's zone has the abbreviation, or is known by the same name.

        "Central time" is that of Mexico City in Mexico, which has no summer time: it is the zone
        that has the same time in January.
        """
        winter, summer = (starts.replace(month=month, day=1) for month in (1, 7))
        names = {str(season.tzname()).casefold() for season in (winter, summer)}
        if abbreviation in names:
            return True
        is_fixed = named.key.startswith("Etc/")
        seasons = (winter, summer) if is_fixed else (winter,)
        return all(
            season.utcoffset() == season.replace(tzinfo=named).utcoffset() for season in seasons
        )

    def _shown(self, moment: datetime) -> datetime:
        """A time of the line by the folder's own clocks."""
        return in_zone(moment, self._zone)

    def _warn_of_zone(self, abbreviation: str, starts: datetime, moved: datetime | None) -> None:
        """Tell a zone that is not in force; ``moved`` is the start in it, None where it is not
        converted.
        """
        time_shown = f"{self._shown(moved or starts):%H:%M %Z}"
        what = (
            Message("it is shown as {time}", time=time_shown)
            if moved
            else Message("{time} is shown", time=time_shown)
        )
        message = Message(
            "'{typed}' is not the time of {key} on that day, which is {right}; {shown}",
            typed=abbreviation.upper() if abbreviation.isalpha() else abbreviation,
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

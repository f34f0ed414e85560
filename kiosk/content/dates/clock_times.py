"""Resolves the times of a parsed line to minutes of a day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kiosk.content.dates.phrase import PhraseError
from kiosk.content.dates.tokens import Clock
from kiosk.domain import Message

_NOON = 12 * 60
_DAY = 24 * 60
# A time such as "7:00" without AM or PM, in a country that writes them, is as often an evening's.
_DOUBTFUL_HOURS = range(1, 9)
# After it an hour alone, as in "22:00 - 2", is one of the night.
_EVENING = 20 * 60


@dataclass(frozen=True, slots=True)
class Slot:
    """A span of time in minutes since midnight; ``ends`` may lie on the next day, or be None."""

    starts: int
    ends: int | None = None
    is_disordered: bool = False


def resolve_slots(
    slots: Sequence[tuple[Clock, Clock | None]], *, has_half_days: bool
) -> list[Slot]:
    """The slots in minutes.

    A time without AM or PM takes that of the time after it ("10 - 11 AM", "1 and 3 PM"). Raises
    PhraseError for a time that no clock shows, and for one that may be morning or evening.
    """
    points = [point for slot in slots for point in slot if point is not None]
    for point in points:
        _check(point)
    halves = {point.half for point in points}
    if "24" in halves and halves & {"am", "pm"}:
        raise PhraseError(Message("holds a time of 24 hours beside one with AM or PM"), "time")
    is_24 = any(point.half == "24" or point.hour > 12 or _has_zero(point) for point in points)
    following: Clock | None = None
    found: list[Slot] = []
    for first, last in reversed(slots):
        starts, ends = first, last
        if ends is not None:
            ends = _with_half(ends, following, is_24=is_24)
            starts = _with_half(starts, ends, is_24=is_24)
            if not ends.half and starts.half in ("am", "pm"):
                ends = _after(starts, ends)
        else:
            starts = _with_half(starts, following, is_24=is_24)
        for moment in (starts, ends):
            if moment is not None:
                _refuse_doubt(moment, is_24=is_24, has_half_days=has_half_days)
        found.append(_slot(starts, ends))
        following = starts
    found.reverse()
    if any(later.starts <= earlier.starts for earlier, later in pairwise(found)):
        # "18:00, 2 h" names a time and how long it lasts.
        raise PhraseError(Message("names times that are not one after the other"), "time")
    return found


def with_half_of(point: Clock, later: Clock) -> Clock:
    """The point with the half of the day that a later one gives it."""
    return _with_half(point, later, is_24=False)


def minutes_of(clock: Clock) -> int:
    """Minutes since midnight; 24:00 is the end of the day."""
    hour = clock.hour
    if clock.half in ("am", "pm"):
        hour = hour % 12 + (12 if clock.half == "pm" else 0)
    return hour * 60 + clock.minute


def resolve_point(clock: Clock, *, has_half_days: bool) -> int:
    """One time in minutes since midnight."""
    return resolve_slots([(clock, None)], has_half_days=has_half_days)[0].starts


def _has_zero(point: Clock) -> bool:
    return point.written.startswith("0")


def _check(point: Clock) -> None:
    within = 1 <= point.hour <= 12 if point.half in ("am", "pm") else point.hour <= 24
    is_length = point.hour == 24 and (point.minute or not point.has_minutes)
    if not within or point.minute > 59 or is_length:
        raise PhraseError(Message("holds a time that no clock shows"), "time")


def _with_half(point: Clock, later: Clock | None, *, is_24: bool) -> Clock:
    if point.half or later is None or not later.half or point.hour > 12:
        return point
    if later.half == "24" or is_24:
        return replace(point, half="24")
    same = replace(point, half=later.half)
    return same if minutes_of(same) <= minutes_of(later) else replace(point, half="am")


def _after(starts: Clock, ends: Clock) -> Clock:
    """The end with the half of the day that makes the span shorter: "noon - 1:30", "10 PM - 1"."""
    if ends.hour > 12 or ends.hour == 0:
        return ends
    begin = minutes_of(starts)
    return min(
        (replace(ends, half=half) for half in ("am", "pm")),
        key=lambda end: (minutes_of(end) - begin - 1) % _DAY,
    )


def _refuse_doubt(point: Clock, *, is_24: bool, has_half_days: bool) -> None:
    if point.half or is_24:
        return
    if not point.has_minutes or (has_half_days and point.hour in _DOUBTFUL_HOURS):
        raise PhraseError(Message("does not say whether it is morning or afternoon"), "time")


def _slot(starts: Clock, ends: Clock | None) -> Slot:
    begin = minutes_of(starts)
    if ends is None:
        return Slot(begin)
    end = minutes_of(ends)
    if end > begin:
        return Slot(begin, end)
    at_midnight = end == 0
    is_bare = not (ends.half or ends.has_minutes or _has_zero(ends))
    if is_bare and begin < _EVENING and not at_midnight:
        # "16:59 - 3" is a night of ten hours, or a slip.
        raise PhraseError(Message("does not say whether it is morning or afternoon"), "time")
    # A night of up to twelve hours ends on the next day.
    if at_midnight or (ends.half != "pm" and end + _DAY - begin <= _NOON):
        return Slot(begin, end + _DAY)
    return Slot(begin, None, is_disordered=True)

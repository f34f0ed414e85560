"""Instants: Python compares two times of one zone by their wall clocks, also in the hour that the
clock shows twice in autumn.
"""

from datetime import UTC, datetime, timedelta


def instant(moment: datetime) -> datetime:
    """The moment in UTC, in which order and length are those of instants."""
    return moment.astimezone(UTC)


def later_by(moment: datetime, length: timedelta) -> datetime:
    """The moment after a length of time has passed, in the zone of ``moment``."""
    return (instant(moment) + length).astimezone(moment.tzinfo)


def length_between(starts: datetime, ends: datetime) -> timedelta:
    """How much time passes from one moment to another."""
    return instant(ends) - instant(starts)

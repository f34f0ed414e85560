"""Instants: Python compares two times of one zone by their wall clocks, also in the hour that the
clock shows twice in autumn.
"""

from datetime import UTC, datetime, timedelta, tzinfo


def instant(moment: datetime) -> datetime:
    """The moment in UTC, in which order and length are those of instants."""
    return moment.astimezone(UTC)


def later_by(moment: datetime, length: timedelta) -> datetime:
    """The moment after a length of time has passed, in the zone of ``moment``."""
    return (instant(moment) + length).astimezone(moment.tzinfo)


def in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """The moment by the clocks of a zone; a time that they skip in spring is the later one.

    RFC 5545, 3.3.5: a time that does not exist is read with the offset before the change. Python
    leaves it as it is where the zone is its own already.
    """
    return instant(moment).astimezone(zone)


def is_skipped(moment: datetime) -> bool:
    """True for a time that the clocks of its zone skip in spring."""
    if moment.tzinfo is None:
        return False
    return in_zone(moment, moment.tzinfo).replace(tzinfo=None) != moment.replace(tzinfo=None)


def length_between(starts: datetime, ends: datetime) -> timedelta:
    """How much time passes from one moment to another."""
    return instant(ends) - instant(starts)

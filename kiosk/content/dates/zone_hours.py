"""Zones of a fixed distance from UTC, by the names of the tz database."""

MOST_HOURS_WEST, MOST_HOURS_EAST = 12, 14


def zone_of_hours(hours: int) -> str:
    """The database's name of a distance from UTC in whole hours, of which the sign is reversed.

    Raises ValueError for a distance that no zone has.
    """
    if not -MOST_HOURS_WEST <= hours <= MOST_HOURS_EAST:
        raise ValueError(f"no zone is {hours} hours from UTC")
    return f"Etc/GMT{-hours:+d}" if hours else "UTC"

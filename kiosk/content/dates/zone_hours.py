"""Zones of a fixed distance from UTC, by the names of the tz database."""

MOST_HOURS_WEST, MOST_HOURS_EAST = 12, 14
# Places whose clocks are not whole hours from UTC and never change, by minutes.
_PLACES = {
    -570: "Pacific/Marquesas",
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    525: "Australia/Eucla",
    570: "Australia/Darwin",
}


def zone_of_hours(hours: int) -> str:
    """The database's name of a distance from UTC in whole hours, of which the sign is reversed.

    Raises ValueError for a distance that no zone has.
    """
    if not -MOST_HOURS_WEST <= hours <= MOST_HOURS_EAST:
        raise ValueError(f"no zone is {hours} hours from UTC")
    return f"Etc/GMT{-hours:+d}" if hours else "UTC"


def zone_of_minutes(minutes: int) -> str:
    """The database's name of a distance from UTC. Raises ValueError where no zone keeps it."""
    if minutes % 60 == 0:
        return zone_of_hours(minutes // 60)
    if minutes not in _PLACES:
        raise ValueError(f"no zone is always {minutes} minutes from UTC")
    return _PLACES[minutes]

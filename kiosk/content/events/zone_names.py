"""Names of time zones as calendar programs write them, besides those of the tz database."""

import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from kiosk.content.dates.zone_hours import zone_of_hours

# Outlook's names for people, as its menu of time zones has them, without "(UTC-05:00)" before.
# Source: Microsoft, "Default time zones" of Windows; the zones of the Americas and of Europe.
_DISPLAYED = {
    "eastern time (us & canada)": "America/New_York",
    "central time (us & canada)": "America/Chicago",
    "mountain time (us & canada)": "America/Denver",
    "pacific time (us & canada)": "America/Los_Angeles",
    "pacific time (us & canada); tijuana": "America/Los_Angeles",
    "arizona": "America/Phoenix",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
    "atlantic time (canada)": "America/Halifax",
    "newfoundland": "America/St_Johns",
    "indiana (east)": "America/Indiana/Indianapolis",
    "saskatchewan": "America/Regina",
    "baja california": "America/Tijuana",
    "guadalajara, mexico city, monterrey": "America/Mexico_City",
    "central america": "America/Guatemala",
    "bogota, lima, quito": "America/Bogota",
    "bogota, lima, quito, rio branco": "America/Bogota",
    "brasilia": "America/Sao_Paulo",
    "city of buenos aires": "America/Argentina/Buenos_Aires",
    "dublin, edinburgh, lisbon, london": "Europe/London",
    "greenwich mean time : dublin, edinburgh, lisbon, london": "Europe/London",
    "amsterdam, berlin, bern, rome, stockholm, vienna": "Europe/Berlin",
    "brussels, copenhagen, madrid, paris": "Europe/Paris",
    "belgrade, bratislava, budapest, ljubljana, prague": "Europe/Budapest",
    "sarajevo, skopje, warsaw, zagreb": "Europe/Warsaw",
    "helsinki, kyiv, riga, sofia, tallinn, vilnius": "Europe/Kyiv",
    "coordinated universal time": "UTC",
}
_BEFORE = re.compile(r"\((?:UTC|GMT)(?:[+-]\d\d:?\d\d)?\)\s{0,3}", re.IGNORECASE)
_OFFSET = re.compile(r"(?:UTC|GMT)?\s?([+-])(\d{1,2})(?::?00)?", re.IGNORECASE)


def known_zone(name: str) -> str:
    """The name if the tz database has it; "" otherwise."""
    try:
        return ZoneInfo(name).key if name else ""
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""


def zone_of_name(name: str) -> str:
    """The zone of the tz database that a name without a definition means; "" for none.

    A program's own name before that of the database is left out ("/mozilla.org/.../Europe/Madrid"),
    a number of whole hours is that of the clocks ("GMT-0500" is five hours behind).
    """
    typed = name.strip().strip('"').strip()
    if found := known_zone(typed) or WINDOWS_TO_OLSON.get(typed, ""):
        return found
    parts = typed.split("/")
    for count in (3, 2):
        if len(parts) > count and (found := known_zone("/".join(parts[-count:]))):
            return found
    words = _BEFORE.sub("", typed, count=1)
    if found := _DISPLAYED.get(" ".join(words.casefold().split()), ""):
        return found
    if offset := _OFFSET.fullmatch(typed):
        return _fixed(offset[1], int(offset[2]))
    return ""


def _fixed(sign: str, hours: int) -> str:
    """The database's name of a fixed distance from UTC; its sign is the other way round."""
    try:
        return known_zone(zone_of_hours(hours if sign == "+" else -hours))
    except ValueError:
        return ""

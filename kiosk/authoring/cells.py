"""A spreadsheet's cells as a person would type them: days and times above all, which every program keeps in its own way."""

import re
from datetime import date, datetime, time, timedelta

from kiosk.content.front_matter.schema import Kind

# Days are numbers from here on (the 1900 date system, its 29 February 1900 left out); those of our time lie between these.
_FIRST = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's days have no zone
_DAYS = range(20_000, 80_000)
_SHORT = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3})[- ](\d{2}|\d{4})")
# Of the columns that hold a day, a time, or both.
WHEN = frozenset(
    {
        "when",
        "starts",
        "ends",
        "register_until",
        "show.from",
        "show.until",
        "start time",
        "end time",
    }
)


def words_of(cell: object, key: str, kind: Kind) -> str:
    """The words of a cell below a column of that key."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if key in WHEN:
        cell = _moment(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        if key.endswith(" time") and cell.year < 1901:
            return f"{cell:%H:%M}"
        if cell.time() == time() and kind is not Kind.TIME:
            return cell.date().isoformat()
        return (
            cell.isoformat(timespec="minutes")
            if kind is Kind.TIME
            else f"{cell:%Y-%m-%d}, {cell:%H:%M}"
        )
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()


def _moment(cell: object) -> object:
    """A day that stands as its number, or as 13-Feb-27, and a time that stands as a part of a day."""
    words = str(cell).strip()
    if found := _SHORT.fullmatch(words):
        year = found[3] if len(found[3]) == 4 else f"20{found[3]}"
        try:
            return datetime.strptime(f"{found[1]} {found[2]} {year}", "%d %b %Y").date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            return cell
    if not re.fullmatch(r"\d{5}(\.\d+)?|0?\.\d+", words):
        return cell
    number = float(words)
    if number < 1 or int(number) in _DAYS:
        return _FIRST + timedelta(minutes=round(number * 24 * 60))
    return cell


def join_times(keys: dict[str, str]) -> None:
    """A day, a beginning and an end in columns of their own, as one ``when``; a beginning with its own day is ``starts``."""
    begins, ends = keys.pop("start time", ""), keys.pop("end time", "")
    if not (begins or ends):
        return
    if "when" in keys:
        # A beginning that names its day again, as exports of calendars do, has only its time to say.
        times = [part.split(", ")[-1] for part in (begins, ends) if part]
        keys["when"] = f"{keys['when']}, {' - '.join(times)}"
    elif re.match(r"\d{4}-\d\d-\d\d", begins):
        keys["starts"] = begins.replace(", ", "T")
        if ends:
            keys["ends"] = (
                ends.replace(", ", "T") if re.match(r"\d{4}-", ends) else f"{begins[:10]}T{ends}"
            )
    else:
        keys["when"] = " - ".join(part for part in (begins, ends) if part)

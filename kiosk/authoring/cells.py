"""A spreadsheet's cells as a person would type them, above all dates and times."""

import re
from datetime import date, datetime, time, timedelta

from kiosk.content.front_matter.schema import Kind

# In the 1900 date system a day is its number from here, with the 29 February 1900 that never was.
_FIRST = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's days have no zone
# The numbers of days between 1954 and 2119, which are taken for dates.
_DAYS = range(20_000, 80_000)
_SHORT = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3})[- ](\d{2}|\d{4})")
# The columns that hold a date, a time, or both.
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


def text_of(cell: object, key: str, kind: Kind) -> str:
    """The text of a cell in a column of that key."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if key in WHEN:
        cell = _moment(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return _datetime_text(cell, key, kind)
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()


def _datetime_text(moment: datetime, key: str, kind: Kind) -> str:
    if key.endswith(" time") and moment.year < 1901:
        return f"{moment:%H:%M}"
    if moment.time() == time() and kind is not Kind.TIME:
        return moment.date().isoformat()
    if kind is Kind.TIME:
        return moment.isoformat(timespec="minutes")
    return f"{moment:%Y-%m-%d}, {moment:%H:%M}"


def _moment(cell: object) -> object:
    """The date or time of a number of a day, a fraction of one, or 13-Feb-27; else the cell."""
    text = str(cell).strip()
    if found := _SHORT.fullmatch(text):
        year = found[3] if len(found[3]) == 4 else f"20{found[3]}"
        try:
            day = f"{found[1]} {found[2]} {year}"
            return datetime.strptime(day, "%d %b %Y").date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            return cell
    if not re.fullmatch(r"\d{5}(\.\d+)?|0?\.\d+", text):
        return cell
    number = float(text)
    if number < 1 or int(number) in _DAYS:
        return _FIRST + timedelta(minutes=round(number * 24 * 60))
    return cell


def merge_time_columns(keys: dict[str, str]) -> None:
    """Join columns of a date, a start and an end into ``when``, or ``starts`` and ``ends``.

    A start that includes its date becomes ``starts``. Changes ``keys``.
    """
    begins, ends = keys.pop("start time", ""), keys.pop("end time", "")
    if not (begins or ends):
        return
    if "when" in keys:
        # Exports of calendars repeat the date in the start; only its time is needed.
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

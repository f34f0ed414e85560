"""A spreadsheet's cells as a person would type them, above all dates and times."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from kiosk.authoring.headings import UNITS
from kiosk.content.front_matter.schema import YES, Kind
from kiosk.content.safety.words import MORE_YES
from kiosk.domain import Message

# In the 1900 date system a day is its number from here, with the 29 February 1900 that never was.
_FIRST = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's days have no zone
# The numbers of days between 1954 and 2119, which are taken for dates.
_DAYS = range(20_000, 80_000)
_SHORT = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3})[- ](\d{2}|\d{4})")
_TWO_SIDES = re.compile(
    r"(\d[\d.,/]{0,12}+(?: \d/\d)?)(\s{0,3}+[x×X*]\s{0,3}+)(\d[\d.,/]{0,12}+(?: \d/\d)?)"
)
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
        "end date",
    }
)


def text_of(cell: object, key: str, kind: Kind) -> str:
    """The text of a cell in a column of that key."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if key in WHEN or key == "year":
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
    if key == "year":
        # Spreadsheets make a day of what was typed as a year or a month.
        return str(moment.year)
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
    last_day = keys.pop("end date", "")
    if is_yes(keys.pop("all day", "")):
        begins = ends = ""
    if last_day and last_day != keys.get("when", last_day):
        first, last = (
            ", ".join(part for part in parts if part)
            for parts in ((keys["when"], begins), (last_day, ends))
        )
        keys["when"] = f"{first} - {last}"
        return
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


def is_yes(text: str) -> bool:
    """True for a cell that says yes; a mark such as "x" counts."""
    return text.strip().casefold() in YES | MORE_YES


def size_of(keys: dict[str, str], hints: Mapping[str, str]) -> str:
    """``dimensions`` with the height first, from one column or several; "" where there are none.

    Changes ``keys``. ``hints`` are what the headings hold in brackets: "w x h" turns the first two
    numbers, and a unit is put behind numbers that have none. Returns what is to be told.
    """
    sides = [side for name in ("height", "width", "depth") if (side := keys.pop(name, ""))]
    unit = next((hints[name] for name in ("height", "width") if hints.get(name) in UNITS), "")
    if sides and not keys.get("dimensions"):
        joined = " × ".join(sides)
        keys["dimensions"] = f"{joined} {unit}" if unit and sides[0][-1:].isdigit() else joined
        return "" if unit or not sides[-1][-1:].isdigit() else Message("its size has no unit")
    typed, hint = keys.get("dimensions", ""), hints.get("dimensions", "")
    if not typed:
        return ""
    if hint in UNITS and typed[-1:].isdigit():
        keys["dimensions"] = f"{typed} {hint}"
    words = [word for word in re.split(r"[^a-z]+", hint) if word not in ("", "x", "by", "por")]
    order = [word[0] for word in words]
    if order[:2] not in (["w", "h"], ["a", "a"]) or hint.startswith("alt"):
        return ""
    found = _TWO_SIDES.match(typed)
    if not found:
        return Message(
            "its size '{typed}' is not written with the height first, as on a label", typed=typed
        )
    keys["dimensions"] = f"{found[3]}{found[2]}{found[1]}{typed[found.end() :]}"
    return Message(
        "its size '{typed}' has the width first; '{keys}' is written",
        typed=typed,
        keys=keys["dimensions"],
    )

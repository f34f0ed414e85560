"""Tables in a text, as Markdown writes them."""

import re

from kiosk.authoring.headings import known_columns
from kiosk.domain.bounds import TABLE_COLUMNS, TABLE_ROWS

_RULE_SIGNS = frozenset("|:- \t")
_CELL = re.compile(r"(?<!\\)\|")
# A table of events has at least a title and a date.
_LEAST_COLUMNS = 2


def tables_in(text: str) -> list[list[list[object]]]:
    """The rows of each table of the text whose headings are those of events, headings first."""
    tables: list[list[list[object]]] = []
    lines = text.split("\n")
    number = 1
    while number < len(lines):
        line = lines[number].strip()
        if "|" in lines[number - 1] and "|" in line and "---" in line and set(line) <= _RULE_SIGNS:
            rows = [_cells(lines[number - 1])]
            number += 1
            while number < len(lines) and "|" in lines[number] and len(rows) <= TABLE_ROWS.limit:
                rows.append(_cells(lines[number]))
                number += 1
            if is_of_events(rows):
                tables.append(rows)
        number += 1
    return tables


def is_of_events(rows: list[list[object]]) -> bool:
    """True for a table of which the first row has the headings of a list of events."""
    return len(rows) > 1 and known_columns(rows[0], "event") >= _LEAST_COLUMNS


def _cells(line: str) -> list[object]:
    parts = _CELL.split(line.strip().removeprefix("|").removesuffix("|"))
    cells = (part.strip().replace("\\|", "|") for part in parts[: TABLE_COLUMNS.limit])
    return [cell or None for cell in cells]

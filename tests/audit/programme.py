"""Rules of the programme at a glance: how many events are in view."""

from __future__ import annotations

import math
from collections.abc import Iterator

from kiosk.typesetting.programme_layout import TALL_ROWS, WIDE_ROWS
from tests.audit.rules import Finding, Row, rule

# With larger words, on a wide screen; a tall one has room for more.
LARGE_ROWS, LARGEST_ROWS, BANDED_ROWS = 4, 3, 6


@rule("13", "own: PROGRAMME-SCREENS, the board")
def programme_at_a_glance(rows: list[Row]) -> Iterator[Finding]:
    """The programme turns a page only where it shows 12 events, 14 on a tall screen, and with
    larger words four or three, of which each may have a title of three lines.
    """
    lists = [row for row in rows if row["screen"] == "board" and row["item"] == "list"]
    turned = {_place(row) for row in lists if row["page"]}
    for row in lists:
        if row["page"] or row["reach"] or _place(row) not in turned or not _has_room(row):
            continue
        shown = sum(target["id"] == "programme-row" for target in row["targets"])
        wide, tall = row["size"]
        usual = TALL_ROWS if tall > wide else WIDE_ROWS
        least = {1: usual, 1.25: LARGE_ROWS}.get(row["text_size"], LARGEST_ROWS)
        if row.get("noticed"):
            # A band takes the place of rows, of which each may have a title of two lines.
            least = min(least - 1, BANDED_ROWS)
        # A title of two lines that has no first part takes the room of more than one.
        titles = [text for text in row["texts"] if text.get("title")]
        further = sum(len(text["lines"]) - 1 for text in titles)
        if shown + math.floor(FURTHER_LINE * (further + 1)) < least:
            yield Finding(row, f"{shown} events are in view; {least} would have room")


# The rows of one line that have room, by the text size; on a wide screen, and on a tall one.
ROOM = {1: (WIDE_ROWS, TALL_ROWS), 1.25: (6, 9), 1.5: (5, 6)}
# What a title's further line, and a new week or month above a row, take of a row.
FURTHER_LINE, WEEK = 0.5, 0.35


@rule("13", "own: PROGRAMME-SCREENS, the board")
def events_in_view_are_as_many_as_have_room(rows: list[Row]) -> Iterator[Finding]:
    """Of 0, 1, 8, 40 and 200 events, as many are in view as there are, or as the bound of the
    size says; a title of two lines takes the room of more than one.
    """
    for row in rows:
        if row.get("events") is None or row["item"] not in ("list", "board") or row["page"]:
            continue
        wide, tall = row["size"]
        bound = ROOM[row["text_size"]][tall > wide]
        back = next((target["box"] for target in row["targets"] if target["id"] == "back"), None)
        home = next((target["box"] for target in row["targets"] if target["id"] == "home"), None)
        if back and home and back[1] + back[3] <= home[1]:
            # Above the bar it takes the room of two rows.
            bound -= 2 if row["text_size"] == 1 else 1
        titles = [text for text in row["texts"] if text.get("title")]
        further = sum(len(text["lines"]) - 1 for text in titles)
        # The next one may have a further line too.
        counted = len(titles) + FURTHER_LINE * (further + 1) + WEEK
        if counted < min(row["events"], bound):
            yield Finding(row, f"{len(titles)} of {row['events']} events are in view, not {bound}")


def _place(row: Row) -> tuple[object, ...]:
    return (*row["size"], row["language"], row["text_size"], row["contrast"], row["inches"])


def _has_room(row: Row) -> bool:
    """False on screens that are smaller or of another shape than those the numbers are for."""
    wide, tall = row["size"]
    return min(wide, tall) >= 1080 and 1.7 <= max(wide, tall) / min(wide, tall) <= 1.8

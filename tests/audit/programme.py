"""Rules of the programme at a glance: how many events are in view."""

from __future__ import annotations

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
        if shown < least:
            yield Finding(row, f"{shown} events are in view; {least} would have room")


def _place(row: Row) -> tuple[object, ...]:
    return (*row["size"], row["language"], row["text_size"], row["contrast"], row["inches"])


def _has_room(row: Row) -> bool:
    """False on screens that are smaller or of another shape than those the numbers are for."""
    wide, tall = row["size"]
    return min(wide, tall) >= 1080 and 1.7 <= max(wide, tall) / min(wide, tall) <= 1.8

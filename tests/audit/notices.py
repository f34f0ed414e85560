"""Rules of notices: an emergency is alone, large, and calls for help on one line."""

from __future__ import annotations

from collections.abc import Iterator

from tests.audit.rules import Finding, Row, rule

# In 1080ths of the shorter side.
EMERGENCY_TYPE, HEADLINE_TYPE = 36, 56


@rule("37", "own: PROGRAMME-SCREENS, notices")
def emergencies_are_alone_and_large(rows: list[Row]) -> Iterator[Finding]:
    """An emergency has the screen for itself; each of its lines is 36u or more, its headline 56u or
    more, and whom to call stands on one line.
    """
    for row in rows:
        if row["screen"] != "emergency":
            continue
        unit = min(row["size"]) / 1080
        if row["targets"]:
            yield Finding(row, "something can be touched", (row["targets"][0]["box"],))
        for text in row["texts"]:
            # Of the address below a code its host is enough.
            if text["px"] < EMERGENCY_TYPE * unit - 1 and "." not in text["text"].strip("."):
                yield Finding(row, f"'{text['text']}' is set in {text['px']} pixels")
            if "911" in text["text"] and _at_foot(text, row) and len(text["lines"]) > 1:
                yield Finding(row, f"'{text['text']}' is broken", (text["box"],))
        if max(text["px"] for text in row["texts"]) < HEADLINE_TYPE * unit:
            yield Finding(row, "no line is set in large letters")


def _at_foot(text: Row, row: Row) -> bool:
    return bool(text["box"][1] > 0.88 * row["size"][1])

"""Contrast as it is on the glass: measured from the pixels of the screens, not from what the design
intends.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.audit.rules import Finding, Row, rule

# WCAG 1.4.6 and 1.4.11 (docs/ACCESSIBILITY.md, 6).
FOR_WORDS, FOR_CONTROLS = 7.0, 3.0
# Strokes are smoothed at their edges, so that even their middle may miss the full colour by as
# much.
SMOOTHING = 0.97


@rule("6", "WCAG 1.4.6")
def words_stand_out(rows: list[Row]) -> Iterator[Finding]:
    """Words have a contrast of 7 to 1 or more, in the pixels of the picture."""
    for row in rows:
        for text in row["texts"]:
            if text.get("contrast", 99) < FOR_WORDS * SMOOTHING:
                what = f"'{text['text']}' has a contrast of {text['contrast']:.1f}"
                yield Finding(row, what, (text["box"],))


@rule("6", "WCAG 1.4.11")
def controls_stand_out(rows: list[Row]) -> Iterator[Finding]:
    """A control's outline or ground has a contrast of 3 to 1 or more to what lies around it."""
    for row in rows:
        for target in row["targets"]:
            if not target["enabled"] or not target["outlined"]:
                continue
            if target["contrast"] < FOR_CONTROLS * SMOOTHING:
                what = f"'{target['name']}' has an outline of {target['contrast']:.1f}"
                yield Finding(row, what, (target["box"],))

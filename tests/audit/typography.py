"""Rules of type: the size of words, and the length of lines."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from typing import Any

from tests.audit.rules import Finding, Row, rule, share, stage

# The least size of words that a visitor needs (docs/ACCESSIBILITY.md, 5).
SMALLEST_TYPE = 24 / 1080
LONGEST_LINE = 55
# The middle line, the ends of paragraphs counted: of a page as wide as prose may be, and of a
# label, which must not make its picture small.
USUAL_LINE, USUAL_LABEL = 44, 39


@rule("5", "508 402.4, EN 301 549 5.1.4")
def type_is_large(rows: list[Row]) -> Iterator[Finding]:
    """No words are smaller than 24 of 1080 parts of the shorter side, times the text size; on
    controls, which share a bar, without it.
    """
    for row in rows:
        for text in row["texts"]:
            controls = [target["box"] for target in row["targets"] if target["outlined"]]
            scale = 1 if any(share(text["box"], box) for box in controls) else row["text_size"]
            if text["px"] < SMALLEST_TYPE * stage(row) * scale - 0.5:
                yield Finding(
                    row, f"'{text['text']}' is set in {text['px']} pixels", (text["box"],)
                )


@rule("5", "WCAG 1.4.4")
def larger_words_are_larger(rows: list[Row]) -> Iterator[Finding]:
    """With larger text no words become smaller than they are at the usual size."""

    def place(row: Row) -> tuple[Any, ...]:
        return (
            row["screen"],
            row["item"],
            row["language"],
            *row["size"],
            row["reach"],
            row["inches"],
        )

    usual: dict[tuple[Any, ...], int] = {}
    for row in rows:
        for text in row["texts"] if row["text_size"] == 1 else ():
            # Lines are broken elsewhere; the smallest of them stands for all.
            key = (*place(row), "" if text["line"] else text["text"])
            usual[key] = min(text["px"], usual.get(key, text["px"]))
    for row in rows:
        for text in row["texts"]:
            before = usual.get((*place(row), "" if text["line"] else text["text"]), 0)
            # A pixel is rounding.
            if text["px"] < before - 1:
                yield Finding(
                    row,
                    f"'{text['text']}' is set in {text['px']} pixels, and in {before} at the "
                    "usual size",
                    (text["box"],),
                )


@rule("14", "WCAG 1.4.8; Smithsonian")
def lines_are_short(rows: list[Row]) -> Iterator[Finding]:
    """No line of prose has more than 55 characters; lines of verse are the artist's."""
    for row in rows:
        for text in row["texts"]:
            words = _typed(text)
            if text["line"] and not text["verse"] and len(words) > LONGEST_LINE:
                yield Finding(row, f"a line has {len(words)} characters: '{words}'", (text["box"],))


def _typed(text: dict[str, Any]) -> str:
    """The characters that are seen: no tags, directional marks or isolates."""
    return re.sub(r"<[^>]+>|[\u200e\u200f\u2066\u2069]", "", text["text"])


@rule("14", "own; Smithsonian")
def lines_are_long_enough(rows: list[Row]) -> Iterator[Finding]:
    """At the usual size the middle one of a text's lines of prose has 44 characters or more; beside
    a picture 39.
    """
    texts: dict[tuple[Any, ...], tuple[Row, list[int]]] = {}
    for row in rows:
        # Arabic writes no short vowels; in reach mode half of a screen is as wide as it is.
        if (
            row["text_size"] != 1
            or row["reach"]
            or row["screen"] not in ("work", "about")
            or row["language"] == "ar"
        ):
            continue
        lines = texts.setdefault(
            (row["screen"], row["item"], row["language"], *row["size"], row["inches"]), (row, [])
        )[1]
        lines += [len(_typed(text)) for text in row["texts"] if text["line"] and not text["verse"]]
    for row, lines in texts.values():
        # A text of a few lines is all ends of paragraphs.
        if len(lines) >= 4 and statistics.median(lines) < (
            USUAL_LABEL if row["pictures"] else USUAL_LINE
        ):
            yield Finding(row, f"the middle line has {statistics.median(lines):.0f} characters")


@rule("13", "own; at the size of a date a slashed zero reads like an 8")
def zeros_are_plain(rows: list[Row]) -> Iterator[Finding]:
    """No zero has a slash: in dates, times and numbers, in every typeface."""
    for row in rows:
        for text in row["texts"]:
            if text["slashed_zero"]:
                yield Finding(row, f"the zero in '{text['text']}' has a slash", (text["box"],))

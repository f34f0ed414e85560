"""Rules of type: the size of words, and the length of lines."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from kiosk.text import is_particle, unbreakable_spans
from tests.audit.rules import Finding, Row, rule, share, stage

# The least size of words that a visitor needs (docs/ACCESSIBILITY.md, 5).
SMALLEST_TYPE = 24 / 1080
LONGEST_LINE = 55
# The middle line, the ends of paragraphs counted: of a page as wide as prose may be, and of a
# label, whose column of 520 of 1080 parts must not make its picture small.
USUAL_LINE, USUAL_LABEL = 44, 27


@rule("5", "508 402.4, EN 301 549 5.1.4")
def type_is_large(rows: list[Row]) -> Iterator[Finding]:
    """No words are smaller than 24 of 1080 parts of the shorter side, times the text size; on
    controls, which share a bar, without it.
    """
    for row in rows:
        for text in row["texts"]:
            controls = [target["box"] for target in row["targets"] if target["outlined"]]
            # While "Still here?" has the touches, the controls below it are none.
            controlled = row["screen"] == "still-here" or any(
                share(text["box"], box) for box in controls
            )
            scale = 1 if controlled else row["text_size"]
            if text["px"] < SMALLEST_TYPE * stage(row) * scale - 0.5:
                yield Finding(
                    row, f"'{text['text']}' is set in {text['px']} pixels", (text["box"],)
                )


@rule("5", "WCAG 1.4.4")
def larger_words_are_larger(rows: list[Row]) -> Iterator[Finding]:
    """With larger text no words become smaller than they are at the usual size.

    A poem of the loop is as large as a notice's band leaves it room.
    """

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
            # In the room that a band leaves, a poem's lines stay whole rather than large.
            if row.get("noticed") and row["screen"] == "loop" and text["line"]:
                continue
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
    a picture and in the two columns of About on a wide screen 26.
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
            USUAL_LABEL if row["pictures"] or _in_columns(row) else USUAL_LINE
        ):
            yield Finding(row, f"the middle line has {statistics.median(lines):.0f} characters")


def _in_columns(row: Row) -> bool:
    """True for About on a wide screen: two columns beside its facts."""
    wide, tall = row["size"]
    return bool(row["screen"] == "about" and wide > tall)


@rule("13", "own; at the size of a date a slashed zero reads like an 8")
def zeros_are_plain(rows: list[Row]) -> Iterator[Finding]:
    """No zero has a slash: in dates, times and numbers, in every typeface."""
    for row in rows:
        for text in row["texts"]:
            if text["slashed_zero"]:
                yield Finding(row, f"the zero in '{text['text']}' has a slash", (text["box"],))


# A title's size over that of the text below it.
LEAST_LEAD = 1.3
# Letters of a title that is as large as its facts let it be, where words are large.
LONG_TITLE = 66
# A title's last line over its longest.
LEAST_LAST_LINE = 0.4


@rule("13", "own: hierarchy")
def titles_lead_their_text(rows: list[Row]) -> Iterator[Finding]:
    """A title is 1.3 times as large as the text that is read below it, or larger."""
    for row in rows:
        # Of a written work the poem comes first, and its title takes the room that is left.
        written = row["screen"] in ("work", "listening") and not row["pictures"]
        if written or row["screen"] not in ("work", "listening", "board", "resources", "about"):
            continue
        # Headings within a text are larger than its lines.
        sizes = [text["px"] for text in row["texts"] if text["line"]]
        # In a list, a title is one of many.
        titles = [
            text for text in row["texts"] if text["title"] and not _is_in_a_control(row, text)
        ]
        for title in titles:
            # With larger words a title of many lines would leave the day and the place no room.
            if row["text_size"] > 1 and len(title["text"]) > LONG_TITLE:
                continue
            if sizes and title["px"] < LEAST_LEAD * min(sizes) - 0.5:
                what = f"'{title['text']}' is set in {title['px']} pixels over {min(sizes)}"
                yield Finding(row, what, (title["box"],))


def _is_in_a_control(row: Row, text: dict[str, Any]) -> bool:
    x, y, wide, tall = text["box"]
    return any(
        left <= x and top <= y and x + wide <= left + across and y + tall <= top + down
        for left, top, across, down in (
            target["box"] for target in row["targets"] if target["box"][3] < row["size"][1] / 2
        )
    )


@rule("13", "own; Chicago Manual of Style on titles")
def titles_are_balanced(rows: list[Row]) -> Iterator[Finding]:
    """A title's last line is 40 % of its longest or more; no other line ends with an article, a
    preposition or a hyphen.
    """
    for row in rows:
        for text in row["texts"]:
            if not text["title"] or len(text["lines"]) < 2:
                continue
            widths = [width for _, width in text["lines"]]
            if widths[-1] < LEAST_LAST_LINE * max(widths):
                yield Finding(row, f"'{text['text']}' ends with a short line", (text["box"],))
            for (words, width), (following, next_width) in pairwise(text["lines"]):
                last, first = words.split()[-1], following.split()[0]
                # A preposition and a long word may have no room on one line.
                letter = max(width / len(words), next_width / len(following))
                together = (len(last) + 1 + len(first)) * letter
                bad = words[-1:] in "-\u2010" or (not words.isupper() and is_particle(last))
                if bad and together < 0.98 * text["room"]:
                    yield Finding(row, f"a line of a title ends: '{words}'", (text["box"],))


@rule("13", "own; Chicago Manual of Style, 7.36")
def numbers_stay_on_one_line(rows: list[Row]) -> Iterator[Finding]:
    """No line ends inside of a time, a range of times or a telephone number that has room on it."""
    for row in rows:
        for text in row["texts"]:
            for (one, width), (other, _) in pairwise(text["lines"]):
                for start, end in unbreakable_spans(f"{one} {other}"):
                    fits = (end - start) * width / len(one) < 1.0 * text["room"]
                    if start < len(one) < end and fits:
                        yield Finding(row, f"'{one}' / '{other}' is torn", (text["box"],))


# Of the room above the bar: what may be free in one block below the last words.
MOST_FREE = 1 / 3


@rule("13", "own; PROGRAMME-SCREENS.md")
def screens_are_filled(rows: list[Row]) -> Iterator[Finding]:
    """Below the last words, code or picture of Help, a poster, About and Resources, no more than a
    third of the room is free.
    """
    for row in rows:
        if row["screen"] not in ("help", "poster", "about", "resources") or row["reach"]:
            continue
        bar = min(
            (target["box"][1] for target in row["targets"] if target["id"] in ("home", "help")),
            default=row["size"][1],
        )
        seen = [*row["texts"], *row["codes"], *row["pictures"]]
        ends = [one["box"][1] + one["box"][3] for one in seen if one["box"][1] < bar]
        free = bar - max(ends, default=0)
        if free > MOST_FREE * bar:
            yield Finding(row, f"{free / bar:.0%} of the room is free below the last words")

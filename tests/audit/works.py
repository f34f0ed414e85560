"""Rules of works: whole, in their own proportions, and with nothing over them."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from PIL import Image

from tests.audit.measures import HANGING
from tests.audit.rules import GALLERY, Finding, Row, inside, rule, share, stage


@rule("18", "Civ. Code 987, 17 USC 106A")
def works_are_whole(rows: list[Row]) -> Iterator[Finding]:
    """A work is whole, in its own proportions within 0.5 per cent, and on the screen."""
    aspects = {}
    for path in (GALLERY / "works").glob("*.jpg"):
        with Image.open(path) as picture:
            aspects[f"works/{path.stem}"] = picture.width / picture.height
    for row in rows:
        for picture in row["pictures"]:
            wide, tall = picture["box"][2:]
            # A whole pixel more or less on a small picture is rounding, not distortion.
            slack = max(0.005, 0.75 / min(wide, tall)) * aspects[picture["work"]]
            wrong = abs(wide / tall - aspects[picture["work"]]) > slack
            if wrong or not picture["ready"] or not inside(picture["box"], row["size"]):
                yield Finding(
                    row, f"{picture['work']} is cropped, distorted or missing", (picture["box"],)
                )


@rule("18", "Civ. Code 987, 17 USC 106A")
def nothing_covers_a_work(rows: list[Row]) -> Iterator[Finding]:
    """No control lies on a work, but the work itself, which can be touched."""
    for row in rows:
        for picture in row["pictures"]:
            for target in row["targets"]:
                if target["outlined"] and share(target["box"], picture["box"]):
                    yield Finding(
                        row,
                        f"'{target['name']}' covers {picture['work']}",
                        (target["box"], picture["box"]),
                    )


# Of the screen, at the usual text size: 3:2 works, panoramas, the middle one of all, and upright
# screens. The numbers are those of GALLERY.md and of the issue that it belongs to ("The glass").
THREE_TO_TWO, PANORAMA, MEDIAN, UPRIGHT = 0.45, 0.35, 0.45, 0.40
# The part of these that is left below a notice's band: it takes an eighth of a wide screen's
# height, and the words below a picture keep their size.
BELOW_BAND = 0.85
# In 1080ths of the shorter side: margins, the column beside a picture at each text size, and what
# two middles may differ by.
MARGIN, COLUMNS, LEVEL = 60, {1.0: 520, 1.25: 600, 1.5: 680}, 2
# An event beside a work is read from four metres.
EVENT_TYPE = 36 / 1080
EDGE = 1.25
SENTENCE_END = tuple(".!?…。؟।\"'”’»)]")


def _hung(rows: list[Row]) -> Iterator[tuple[Row, dict[str, Any]]]:
    """The pictures of the loop, each with its row."""
    for row in rows:
        if row["screen"] == "loop":
            for picture in row["pictures"]:
                yield row, picture


def _share(row: Row, picture: dict[str, Any]) -> float:
    _, _, wide, tall = picture["box"]
    return float(wide * tall / (row["size"][0] * row["size"][1]))


@rule("37", "own: GALLERY.md")
def the_art_leads(rows: list[Row]) -> Iterator[Finding]:
    """At the usual text size a 3:2 work has 45 % of a wide screen, a panorama 35, the middle one of
    the whole exhibition 45; of an upright one 40, or its full width or height. Below a
    notice's band it is 0.85 of that.
    """
    medians: dict[tuple[Any, ...], list[tuple[float, Row]]] = defaultdict(list)
    for row, picture in _hung(rows):
        if row["text_size"] != 1 or row["reach"] or row["inches"]:
            continue
        wide, tall = row["size"]
        ratio = picture["master"][0] / picture["master"][1]
        part = _share(row, picture)
        unit = min(wide, tall) / 1080
        if wide > tall:
            least = THREE_TO_TWO if 1.45 <= ratio <= 1.6 else PANORAMA if ratio > 2 else 0.0
            medians[row["language"], *row["size"]].append((part, row))
        else:
            full = picture["box"][2] >= wide - 2 * MARGIN * unit - 2
            # An upright work gives up 15 % for its first sentence.
            least = 0.0 if full or ratio < 0.54 else UPRIGHT
        if row.get("noticed"):
            least *= BELOW_BAND
        if part < least - 0.001:
            what = f"{picture['work']} has {100 * part:.1f} % of the screen"
            yield Finding(row, what, (picture["box"],))
    for shares in medians.values():
        # The parts of the matrix with a few works have no middle.
        if len(shares) > 8 and statistics.median(part for part, _ in shares) < MEDIAN - 0.001:
            yield Finding(shares[0][1], "the middle work has less than 45 % of the screen")


@rule("37", "own: GALLERY.md")
def works_hang_on_one_eye_line(rows: list[Row]) -> Iterator[Finding]:
    """The middles of all works beside their words are level, and of all above stacked words."""
    levels: dict[tuple[Any, ...], list[tuple[float, Row, list[float]]]] = defaultdict(list)
    for row, picture in _hung(rows):
        _, y, wide, tall = picture["box"]
        words = [text["box"] for text in row["texts"] if text["box"][1] < row["size"][1] * 0.85]
        beside = any(box[1] < y + tall and box[1] + box[3] > y for box in words)
        # Words side by side below a picture on a wide screen: it hangs as low as they let it.
        if not beside and row["size"][0] > row["size"][1]:
            continue
        look = (*row["size"], row["language"], row["text_size"], row["reach"], row["inches"])
        levels[(*look, beside)].append((y + tall / 2, row, picture["box"]))
    for (wide, tall, *_), found in levels.items():
        middle = statistics.median(one for one, _, _ in found)
        for one, row, box in found:
            if abs(one - middle) > LEVEL * min(wide, tall) / 1080 + 1:
                yield Finding(row, f"it hangs at {one:.0f} instead of {middle:.0f}", (box,))


@rule("37", "own: GALLERY.md")
def words_beside_a_work_keep_their_column(rows: list[Row]) -> Iterator[Finding]:
    """Beside a picture, words stand in a column of 520 of 1080 parts (600 and 680 with larger text)
    that ends at the margin.
    """
    for row, picture in _hung(rows):
        wide, tall = row["size"]
        if row["inches"] or row["reach"] or wide < tall:
            continue
        unit = min(wide, tall) / 1080
        _, y, _, down = picture["box"]
        column = COLUMNS[row["text_size"]] * unit
        for text in row["texts"]:
            box = text["box"]
            if box[1] + box[3] <= y or box[1] >= y + down or box[1] > 0.9 * tall:
                continue
            mirrored = row["language"] == "ar"
            edges = (box[0], box[0] + box[2])
            start, end = (wide - edges[1], wide - edges[0]) if mirrored else edges
            if start < wide - MARGIN * unit - column - 2 or end > wide - MARGIN * unit + 2:
                yield Finding(row, f"'{text['text']}' stands outside of the column", (box,))


@rule("37", "own: GALLERY.md")
def captions_end_with_a_sentence(rows: list[Row]) -> Iterator[Finding]:
    """What the loop shows of a caption ends as a sentence does."""
    for row, _ in _hung(rows):
        lines = [text for text in row["texts"] if text["line"]]
        if lines and not lines[-1]["text"].rstrip("\u2069\u200f ").endswith(SENTENCE_END):
            yield Finding(row, f"it breaks off: '{lines[-1]['text']}'", (lines[-1]["box"],))


@rule("37", "own: read at four metres")
def the_event_beside_a_work_is_large_and_has_no_card(rows: list[Row]) -> Iterator[Finding]:
    """Day, time and title of an event beside a work are 36 of 1080 parts, and only its code's tile
    is white.
    """
    for row, _ in _hung(rows):
        if row["bright"] > 0.0005:
            yield Finding(row, f"{100 * row['bright']:.2f} % of the wall shines")
        events = [
            target["box"]
            for target in row["targets"]
            if not target["outlined"] and target["id"] == "event"
        ]
        for box in events:
            inside_event = [text for text in row["texts"] if share(text["box"], box)]
            large = [text for text in inside_event if text["px"] >= EVENT_TYPE * stage(row) - 0.5]
            if len(large) < 2:
                yield Finding(row, "the event's time or title is small", (box,))


@rule("37", "own: GALLERY.md")
def a_work_has_an_edge(rows: list[Row]) -> Iterator[Finding]:
    """The line around a work that hangs alone differs from the wall by 1.25 to 1 or more."""
    for row in rows:
        for picture in row["pictures"] if row["screen"] in HANGING else ():
            if picture["edge"] < EDGE:
                what = f"the edge of {picture['work']} has a contrast of {picture['edge']:.2f}"
                yield Finding(row, what, (picture["box"],))


@rule("37", "own: a label is read with its work")
def opened_works_begin_with_their_words(rows: list[Row]) -> Iterator[Finding]:
    """The first page of an opened picture has the first words of its caption, if any page has; on
    a screen whose size is known its head and targets of 20 mm may leave no room for a line.
    """
    pages: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        if row["screen"] == "work" and row["pictures"] and not row["inches"]:
            look = (*row["size"], row["text_size"], row["reach"], row["contrast"])
            pages[row["item"], row["language"], row.get("noticed"), *look].append(row)
    for found in pages.values():
        first = next((row for row in found if not row["page"]), None)
        has_words = [any(text["line"] for text in row["texts"]) for row in found]
        if first is not None and any(has_words) and not has_words[found.index(first)]:
            yield Finding(first, "its caption begins on the second page")

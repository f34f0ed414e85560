"""The rules of the audit: each has its number in docs/ACCESSIBILITY.md, a source and a check.

A rule is given all screens at once, as rows of the manifest that ``kiosk shots`` writes, each with
its picture, and yields findings. Boxes are [x, y, width, height] in pixels of the picture.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from typing import Any

from kiosk.domain.reach import HIGHEST_REACH_MM
from kiosk.input.scan_tree import MOST_PRESSES

ROOT = Path(__file__).resolve().parents[2]
GALLERY = ROOT / "gallery"

Row = dict[str, Any]
Box = list[float]


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be: on which screen, what, and where."""

    row: Row
    what: str
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True)
class Rule:
    """``number`` in docs/ACCESSIBILITY.md, ``source`` of the limit, ``tells`` what must hold."""

    name: str
    number: str
    source: str
    tells: str
    check: Callable[[list[Row]], Iterator[Finding]]


RULES: list[Rule] = []

# What geometry, words and pixels cannot decide: where it is held instead, or who must look.
MEASURED_ELSEWHERE = {
    "4": "tests/window/test_walk.py: single taps, on release; sliding off cancels. "
    "tests/window/test_wall.py: each work by single taps",
    "7": "tests/window/test_motion.py: a crossfade of 900 ms that only ever grows",
    "8": "tests/window/test_walk.py: the loop is paused, and goes on",
    "9": "tests/viewmodels/test_slideshow_timer.py: from any state the visitor is asked, has 20 s "
    "to answer, answers by a touch as often as they like, and is taken to the loop",
    "10": "tests/window/test_motion.py: with less motion the frame after a tap is the final one",
    "11": "tests/window/test_screen_reader.py, tests/window/test_keys.py, "
    "tests/window/test_listening.py",
    "15": "tests/window/test_touching.py: a press is seen in the next frame. "
    "tests/window/test_motion.py: Home is at one place",
    "14, 16": "kiosk check: wall texts, sentences, alternative texts, labels",
    "17": "tests/text/test_markup.py: lines, stanzas and indents of verse. "
    "tests/viewmodels/test_viewmodels.py: its turnovers",
    "18": "tests/pictures/test_colours.py: colours against the profile's own conversion",
    "20": "tests/window/test_leaving.py: after Home the next frame is an untouched loop's, with "
    "animation too. tests/session/test_session.py: from any state",
    "22, 23": "kiosk check; tests/faults/test_network.py: no network, no traces",
    "26": "tests/qr/test_payloads.py: the side that a code needs, and that it gets it",
    "3, 5": "without the screen's size only parts of the screen are known, and 44 pixels; with it "
    "the rules above measure millimetres",
    "35": "kiosk check: needs-word-breaks; tests/viewmodels/test_viewmodels.py: Khmer and Thai as "
    "Qt breaks them",
    "36": "tests/viewmodels/test_viewmodels.py: dates, times and spans by CLDR",
    "31, 32": "tests/window/test_night_mode.py: the picture shifts; the night is dark",
}
JUDGED_BY_PEOPLE = {
    "1, 2": "how the screen hangs: measure the lower edge and write it into kiosk.yaml",
    "12": "whether colour ever carries a meaning alone: look at a screen in grey",
    "16": "whether an alternative text says what is to be seen",
    "19": "whether a content note is specific and kind",
    "22": "whether an artist's name is the one that they chose",
    "24": "whether a picture of the interface could hurt",
    "33": "whether a translation reads as if it had been written in its language; "
    "Arabic awaits its reader",
}


def rule(
    number: str, source: str
) -> Callable[[Callable[[list[Row]], Iterator[Finding]]], Callable[[list[Row]], Iterator[Finding]]]:
    """Make a rule of a function: its name is the function's, what it tells the first line of its
    docstring.
    """

    def made(
        check: Callable[[list[Row]], Iterator[Finding]],
    ) -> Callable[[list[Row]], Iterator[Finding]]:
        tells = (check.__doc__ or "").strip().splitlines()[0]
        RULES.append(
            Rule(
                name=check.__name__.replace("_", "-"),
                number=number,
                source=source,
                tells=tells,
                check=check,
            )
        )
        return check

    return made


# Geometry


def share(one: Box, other: Box, slack: float = 2.0) -> bool:
    """True when two boxes share more than ``slack`` pixels both ways."""
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return across > slack and down > slack


def inside(box: Box, size: list[int]) -> bool:
    """True when a box lies in a picture, give or take a pixel."""
    return (
        box[0] >= -1
        and box[1] >= -1
        and box[0] + box[2] <= size[0] + 1
        and box[1] + box[3] <= size[1] + 1
    )


def holds(one: Box, other: Box) -> bool:
    """True when one box holds the other."""
    return (
        one[0] <= other[0]
        and one[1] <= other[1]
        and one[0] + one[2] >= other[0] + other[2]
        and one[1] + one[3] >= other[1] + other[3]
    )


# Sizes


# Where somebody who sits can touch, and how high the audit's screens hang, in mm above the floor.
REACH_MM, BOTTOM_MM = HIGHEST_REACH_MM, 700


def low_part(row: Row) -> float:
    """The height in pixels of what can be reached: where the screen's size is not known, the lower
    half.
    """
    wide, tall = row["size"]
    if not row["inches"]:
        return tall / 2
    return min(tall, (REACH_MM - BOTTOM_MM) * math.hypot(wide, tall) / (row["inches"] * 25.4))


def stage(row: Row) -> float:
    """The shorter side of what is shown, by which sizes go: in reach mode it is what can be reached
    of the screen.
    """
    return min(row["size"][0], low_part(row)) if row["reach"] else min(row["size"])


# Controls

SMALLEST_TARGET = 44
# Of 1080 parts: between a control's words and its ends.
LEAST_PADDING = 8


@rule("3", "WCAG 2.5.5")
def targets_are_large(rows: list[Row]) -> Iterator[Finding]:
    """Whatever can be touched is 44 pixels or more both ways, whole, and named."""
    for row in rows:
        for target in row["targets"]:
            if (
                min(target["box"][2:]) < SMALLEST_TARGET
                or not target["inside"]
                or not target["name"]
            ):
                yield Finding(
                    row,
                    f"'{target['name']}' is {target['box'][2]:.0f} by {target['box'][3]:.0f} "
                    "pixels",
                    (target["box"],),
                )


@rule("39", "own; EN 301 549 5.1.6 asks for operation without touch")
def two_switches_reach_every_control(rows: list[Row]) -> Iterator[Finding]:
    """Two switches use any control within eight presses, and what they pass by has a twin."""
    for row in rows:
        reached = {name for name, _ in row["presses"]}
        for name, number in row["presses"]:
            if number > MOST_PRESSES:
                yield Finding(row, f"'{name}' takes {number} presses of two switches")
        for target in row["targets"]:
            # A touch beside a panel closes it, as its button "Done" does.
            if target["name"] not in reached and target["id"] != "backdrop":
                yield Finding(row, f"two switches pass by '{target['name']}'", (target["box"],))


@rule("3", "own: gaps of 3 mm")
def targets_stand_apart(rows: list[Row]) -> Iterator[Finding]:
    """No two controls share a place or touch; one may lie within another that is larger, as a card
    in its screen.
    """
    for row in rows:
        for one, other in combinations(row["targets"], 2):
            if not one["outlined"] or not other["outlined"]:
                continue
            gap = 4 * min(row["size"]) / 1080
            x, y, wide, tall = other["box"]
            grown = [x - gap, y - gap, wide + 2 * gap, tall + 2 * gap]
            if share(one["box"], grown, 0.5):
                yield Finding(
                    row,
                    f"'{one['name']}' and '{other['name']}' stand too close",
                    (one["box"], other["box"]),
                )


# The exhibition's name in each of its languages.
TITLES = {
    found[1]
    for path in (*GALLERY.glob("kiosk*.yaml"), ROOT / "tests" / "arabic" / "kiosk.ar.yaml")
    if (found := re.search(r"^title: *(.+)$", path.read_text("utf-8"), re.MULTILINE))
}


@rule("1, 2", "ADA 308, ADA 707.7, CBC 11B-308")
def reach_mode_is_low(rows: list[Row]) -> Iterator[Finding]:
    """In reach mode whatever is touched, read or scanned lies in the lower half, or below 1220 mm;
    above, pictures and the name. What touching one of these does a control below does as well.
    """
    for row in rows:
        # Nobody touches or scans an emergency, and it has the whole screen.
        if not row["reach"] or row["screen"] == "emergency":
            continue
        top = row["size"][1] - low_part(row) - 1
        twins = {target["name"] for target in row["targets"] if target["box"][1] >= top}
        closer = any(
            target["id"] == "zoom-in" and target["box"][1] >= top for target in row["targets"]
        )
        twinned = [
            target
            for target in row["targets"]
            if target["id"] == "picture" and (closer or target["name"] in twins)
        ]
        # A touch anywhere answers "Still here?".
        low = [
            (target["name"], target["box"])
            for target in row["targets"]
            if target["box"][3] < row["size"][1] and target not in twinned
        ]
        low += [(text["text"], text["box"]) for text in row["texts"] if text["text"] not in TITLES]
        low += [(code["payload"], code["box"]) for code in row["codes"]]
        for name, box in low:
            if box[1] < top:
                yield Finding(row, f"'{name}' lies too high", (box,))


# The bar's controls from the reader's side, without those in its middle.
BAR = ("home", "artworks", "events", "resources", "about", "language", "display", "help")


def _places(rows: list[Row], wanted: tuple[str, ...]) -> dict[tuple[Any, ...], dict[str, Row]]:
    places: dict[tuple[Any, ...], dict[str, Row]] = defaultdict(dict)
    for row in rows:
        look = (
            tuple(row["size"]),
            row["language"],
            row["text_size"],
            row["reach"],
            row["contrast"],
            row["inches"],
        )
        for target in row["targets"]:
            if target["id"] in wanted and row["screen"] not in ("still-here", "poster"):
                places[(*look, target["name"])].setdefault(str(target["box"]), row)
    return places


@rule("15", "WCAG 3.2.6")
def home_back_and_help_keep_their_places(rows: list[Row]) -> Iterator[Finding]:
    """Home, Back, Help and the bar's other controls stand at the same place on every screen."""
    for (*_, name), boxes in _places(rows, ("back", *BAR)).items():
        for _box, row in list(boxes.items())[1:]:
            yield Finding(row, f"'{name}' stands elsewhere than on other screens")


@rule("20", "own")
def home_is_on_every_screen(rows: list[Row]) -> Iterator[Finding]:
    """One touch leads home from everywhere but an emergency."""
    for row in rows:
        # What asks "Still here?" offers to start over; a panel is closed by a touch beside it. An
        # emergency offers nothing.
        closes_itself = row["screen"] in ("display", "speech", "emergency")
        if "home" not in {target["id"] for target in row["targets"]} and not closes_itself:
            yield Finding(row, "there is no way home")


@rule("21", "own; the line's own pages")
def help_is_on_every_screen(rows: list[Row]) -> Iterator[Finding]:
    """The help line's number stands on every screen, the loop included, but for an emergency; no
    operator is named."""
    for row in rows:
        words = " ".join(
            [text["text"] for text in row["texts"]] + [target["name"] for target in row["targets"]]
        )
        if "1-888-373-7888" not in words and row["screen"] not in (
            "display",
            "speech",
            "emergency",
        ):
            yield Finding(row, "the help line's number is missing")
        if "polaris" in words.casefold():
            yield Finding(row, "an operator of the help line is named")


@rule("19", "own; Samaritans' and museums' practice")
def view_and_skip_are_equal(rows: list[Row]) -> Iterator[Finding]:
    """A content note offers to view and to skip at the same size."""
    for row in rows:
        if row["screen"] != "note":
            continue
        choices = [t["box"] for t in row["targets"] if t["id"] in ("view", "skip")]
        if len(choices) != 2 or choices[0][2:] != choices[1][2:]:
            yield Finding(row, "View and Skip differ in size, or one is missing", tuple(choices))


# Words


@rule("13", "WCAG 1.4.4, 1.4.10")
def no_words_are_cut(rows: list[Row]) -> Iterator[Finding]:
    """All words are whole and on the screen."""
    for row in rows:
        for text in row["texts"]:
            if text["truncated"] or not inside(text["box"], row["size"]):
                yield Finding(row, f"'{text['text']}' is cut", (text["box"],))


@rule("13", "own; a name or an address that is torn is read wrongly")
def no_word_is_torn(rows: list[Row]) -> Iterator[Finding]:
    """A word that turns over does so where its script lets it, not just anywhere."""
    for row in rows:
        for text in row["texts"]:
            if text["torn"]:
                yield Finding(row, f"'{text['torn']}' has no room on a line", (text["box"],))


@rule("13", "own; words beyond the edge of their button read as broken")
def words_have_room_in_their_control(rows: list[Row]) -> Iterator[Finding]:
    """The words on a control with an outline lie within it, with some room at both ends."""
    for row in rows:
        controls = [target for target in row["targets"] if target["outlined"]]
        least = LEAST_PADDING * stage(row) / 1080
        for text, target in product(row["texts"], controls):
            x, y, wide, tall = target["box"]
            start, top, across, down = text["box"]
            is_on_it = text["text"] in target["name"] or target["name"] in text["text"]
            is_inside = x <= start + across / 2 <= x + wide and y <= top + down / 2 <= y + tall
            if is_on_it and is_inside and min(start - x, x + wide - start - across) < least:
                what = f"'{text['text']}' is as wide as its button of {wide:.0f} pixels"
                yield Finding(row, what, (target["box"], text["box"]))


@rule("13, 6", "WCAG 1.4.10; no words on pictures")
def no_words_overlap(rows: list[Row]) -> Iterator[Finding]:
    """No words lie on other words, on a code or on a picture."""
    for row in rows:
        for one, other in combinations(row["texts"], 2):
            # Lines of one paragraph share the room between their letters.
            slack = 0.35 * min(one["box"][3], other["box"][3])
            if share(one["box"], other["box"], max(2.0, slack)):
                yield Finding(
                    row,
                    f"'{one['text']}' and '{other['text']}' overlap",
                    (one["box"], other["box"]),
                )
        for text in row["texts"]:
            for thing in (*row["codes"], *row["pictures"]):
                if share(text["box"], thing["box"]):
                    yield Finding(
                        row,
                        f"'{text['text']}' lies on a code or a picture",
                        (text["box"], thing["box"]),
                    )


ARABIC = re.compile(r"[\u0600-\u06FF]")
NUMBER = re.compile(r"\d[\d\-]{5,}\d")


@rule("34", "UAX 9; measured")
def numbers_are_isolated(rows: list[Row]) -> Iterator[Finding]:
    """Telephone numbers in words that run from right to left are isolated, or Qt would turn them
    about.
    """
    for row in rows:
        for text in row["texts"]:
            number = NUMBER.search(text["text"])
            if (
                number
                and ARABIC.search(text["text"])
                and text["text"][number.start() - 1 : number.start()] != "\u2066"
            ):
                yield Finding(
                    row, f"the number in '{text['text']}' is not isolated", (text["box"],)
                )

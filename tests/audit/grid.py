"""Rules of the grid that all screens share, and of the wall: margins, names, shares, rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from tests.audit.rules import BAR, Box, Finding, Row, rule, stage

# In 1080ths of the stage's shorter side: the margin, and the least height of the bar's controls.
MARGIN, LEAST_CONTROL = 60, 64
# Of the stage above the bar, and of the widest row.
LEAST_COVER, LEAST_LAST_ROW = 0.45, 0.6
RIGHT_TO_LEFT = ("ar",)


def _in_bar(row: Row) -> list[dict[str, Any]]:
    return [target for target in row["targets"] if target["id"] in BAR]


@rule("15", "own: one grid")
def the_bar_stands_on_the_margin(rows: list[Row]) -> Iterator[Finding]:
    """The bar's first control begins, and its last ones end, at the margin of 60 of 1080 parts."""
    for row in rows:
        bar = _in_bar(row)
        # Words of a known size may need a part of the margin.
        if len(bar) < 3 or row["inches"] or row["screen"] in ("still-here", "poster"):
            continue
        unit = stage(row) / 1080
        first = min(target["box"][0] for target in bar)
        last = row["size"][0] - max(target["box"][0] + target["box"][2] for target in bar)
        if max(abs(first - MARGIN * unit), abs(last - MARGIN * unit)) > 1.5:
            yield Finding(row, f"the bar leaves {first / unit:.0f} and {last / unit:.0f} free")


@rule("3", "own: 64 of 1080 parts")
def the_bar_s_controls_are_large(rows: list[Row]) -> Iterator[Finding]:
    """Every control of the bar is 64 of 1080 parts or more both ways."""
    for row in rows:
        for target in _in_bar(row):
            if min(target["box"][2:]) < LEAST_CONTROL * stage(row) / 1080 - 0.5:
                yield Finding(row, f"'{target['name']}' is small", (target["box"],))


@rule("11", "WCAG 2.4.6, 4.1.2")
def no_two_controls_share_a_name(rows: list[Row]) -> Iterator[Finding]:
    """No two buttons on a screen have the same name."""
    for row in rows:
        names = Counter(target["name"] for target in row["targets"] if target["outlined"])
        for name, count in names.items():
            if count > 1:
                yield Finding(row, f"{count} controls are called '{name}'")


# The part of the room above the bar that "Still here?" may take beside words.
MOST_ASKED = 0.72


@rule("9", "own; what somebody reads stays while they are asked")
def the_question_leaves_whole_lines(rows: list[Row]) -> Iterator[Finding]:
    """The question "Still here?" leaves a part of a page of words, of the programme and of the wall
    to be seen.
    """
    for row in rows:
        if row["screen"] != "still-here" or not row["item"] or row["reach"] or row["noticed"]:
            continue
        home = [target["box"][1] for target in row["targets"] if target["id"] == "help"]
        height = min(home, default=row["size"][1])
        part = sum(thing["box"][2] * thing["box"][3] for thing in row["covered"])
        if not row["inches"] and part > MOST_ASKED * row["size"][0] * height:
            yield Finding(row, f"it covers {part / row['size'][0] / height:.0%}")


# The wall


def _tiles(row: Row) -> list[Box]:
    return [thing["box"] for thing in (*row["pictures"], *row["sheets"])]


def _pages(rows: list[Row]) -> dict[tuple[Any, ...], list[Row]]:
    """The pages of each wall, by how it is looked at and what it is filtered by."""
    walls: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        if row["screen"] == "wall":
            walls[(*_look(row), row["item"])].append(row)
    return walls


def _look(row: Row) -> tuple[Any, ...]:
    return (
        *row["size"],
        *(row[key] for key in ("language", "text_size", "reach", "contrast", "inches")),
    )


@rule("15", "own: the wall's drawing")
def the_wall_s_works_are_large(rows: list[Row]) -> Iterator[Finding]:
    """At the usual text size the works cover 45 % of what lies above the bar, on every page but the
    last of several.
    """
    for pages in _pages(rows).values():
        for number, row in enumerate(pages):
            is_usual = row["text_size"] == 1 and not row["reach"] and not row["inches"]
            if not is_usual or 0 < number == len(pages) - 1 or len(_tiles(row)) < 3:
                continue
            home = next((t["box"] for t in row["targets"] if t["id"] == "home"), None)
            height = home[1] if home else row["size"][1]
            cover = sum(w * h for _, _, w, h in _tiles(row)) / (row["size"][0] * height)
            if cover < LEAST_COVER:
                yield Finding(row, f"its works cover {100 * cover:.0f} %", tuple(_tiles(row)))


@rule("15", "own: the wall's drawing")
def the_wall_s_last_row_is_wide(rows: list[Row]) -> Iterator[Finding]:
    """The last row of works is at least 60 % as wide as the widest."""
    for row in rows:
        if row["screen"] != "wall":
            continue
        ends: dict[int, list[float]] = defaultdict(list)
        for x, y, wide, tall in _tiles(row):
            ends[round((y + tall) / 4)] += [x, x + wide]
        widths = [max(ends[at]) - min(ends[at]) for at in sorted(ends)]
        if widths and widths[-1] < LEAST_LAST_ROW * max(widths):
            yield Finding(row, f"its last row is {widths[-1]:.0f} of {max(widths):.0f} wide")


@rule("4", "own: paging reaches every work")
def the_wall_s_pages_show_every_work(rows: list[Row]) -> Iterator[Finding]:
    """The pages of the wall together show every work that can be opened, each once."""
    opened: dict[tuple[Any, ...], set[str]] = defaultdict(set)
    for row in rows:
        if row["screen"] == "work":
            opened[_look(row)].add(row["item"])
    for (*look, medium), pages in _pages(rows).items():
        seen = Counter(
            thing["work"] for row in pages for thing in (*row["pictures"], *row["sheets"])
        )
        if not medium and set(seen) != opened[tuple(look)]:
            missing = sorted(opened[tuple(look)] - set(seen))
            yield Finding(pages[-1], f"its pages do not show {missing}")
        twice = sorted(work for work, count in seen.items() if count > 1)
        if twice:
            yield Finding(pages[-1], f"its pages show {twice} twice")
        # Next page is off at the very end, and nowhere before.
        for row in pages:
            goes_on = any(target["id"] == "later" for target in row["targets"])
            if goes_on != (row is not pages[-1]):
                yield Finding(row, "there is more to turn to than the pager says, or less")

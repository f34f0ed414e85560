"""Lays out the programme: as many entries in view as there is room for, none of them cut.

Pure: widths come from the caller. Lengths are pixels.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

# Entries in view at least, before a title is shown whole rather than without its second part.
WIDE_ROWS, TALL_ROWS, BESIDE_ROWS = 12, 14, 6
# A title of more lines is shown by its first part, where it has one.
MOST_LINES = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgrammeEntry:
    """What the layout knows of an entry.

    ``short_title`` is the title's first part, the same where it has one part only. ``day`` is the
    same text for all entries of a day and "" for those without one; ``week`` and ``month`` number
    them. ``has_note`` asks for a line more below the title; ``least_height`` is what stands beside
    the title, ``further_height`` what stands below it beyond one line. ``time`` is the same text
    for all entries of one time, of which only the first of a page tells until when they go on:
    ``repeated_height`` is what stands beside the titles of the others.
    """

    title: str
    short_title: str
    day: str
    week: int
    month: int
    has_note: bool = False
    time: str = ""
    least_height: float = 0.0
    repeated_height: float | None = None
    further_height: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class RowSizes:
    """Heights of a row with one line of title and with two, and what a note and a month add.

    ``least`` is the least number of rows in view for which titles are cut to their first part.
    Where all entries leave room on one page, each row grows by a part of ``one_line``, ``spread``
    at the most.
    """

    one_line: float
    further_line: float
    note: float
    month: float
    rule: float
    height: float
    least: int
    spread: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedEntry:
    """Where an entry stands on its page.

    ``number`` is its place among all entries, ``title`` its broken title. ``shows_day`` is False
    where the entry above has the same day, ``shows_note``
    where it also has the same ``time``. ``has_rule`` asks for a line above, ``has_month`` for
    the month's name there.
    """

    number: int
    y: float
    height: float
    title: str
    shows_day: bool
    shows_note: bool
    has_rule: bool
    has_month: bool


# A title with U+2028 where its lines break.
Breaker = Callable[[str], str]


def lay_out(
    entries: Sequence[ProgrammeEntry], sizes: RowSizes, broken: Breaker
) -> Iterator[tuple[PlacedEntry, ...]]:
    """Yield the pages of the programme; none without entries.

    Titles of two lines are whole as long as that leaves the page all of its entries, or ``least``
    of them; else the titles farthest in time are cut to their first part, one after the other.
    """
    first = 0
    while first < len(entries):
        page = _page(entries, first, sizes, broken)
        yield _spread(page, sizes) if len(page) == len(entries) else page
        first += len(page)


def _spread(page: tuple[PlacedEntry, ...], sizes: RowSizes) -> tuple[PlacedEntry, ...]:
    """The only page of a programme, with the room that it leaves shared among its rows."""
    spare = sizes.height - page[-1].y - page[-1].height
    more = min(max(0.0, spare) / len(page), sizes.spread * sizes.one_line)
    return tuple(
        replace(one, y=one.y + at * more, height=one.height + more) for at, one in enumerate(page)
    )


def _page(
    entries: Sequence[ProgrammeEntry], first: int, sizes: RowSizes, broken: Breaker
) -> tuple[PlacedEntry, ...]:
    wanted = min(len(entries) - first, sizes.least)
    plain = page = tuple(_placed(entries, first, sizes, broken, set()))
    shortened: set[int] = set()
    for number in range(first + wanted - 1, first - 1, -1):
        if len(page) >= wanted:
            break
        if entries[number].short_title != entries[number].title:
            shortened.add(number)
            page = tuple(_placed(entries, first, sizes, broken, shortened))
    # Where cutting brings no entry more into view, titles stay whole.
    return page if len(page) > len(plain) else plain


def _placed(
    entries: Sequence[ProgrammeEntry],
    first: int,
    sizes: RowSizes,
    broken: Breaker,
    shortened: set[int],
) -> Iterator[PlacedEntry]:
    """The entries from ``first`` on that have room; the first one always."""
    y = 0.0
    for number in range(first, len(entries)):
        entry, before = entries[number], entries[number - 1] if number > first else None
        title = broken(entry.short_title if number in shortened else entry.title)
        if title.count("\u2028") + 1 > MOST_LINES:
            title = broken(entry.short_title)
        lines = title.count("\u2028") + 1
        height = sizes.one_line + (lines - 1) * sizes.further_line + entry.has_note * sizes.note
        shows_day = before is None or entry.day != before.day or entry.day == ""
        shows_note = shows_day or before is None or entry.time != before.time
        beside = entry.least_height
        if not shows_note and entry.repeated_height is not None:
            beside = entry.repeated_height
        height = max(height, beside) + entry.further_height
        has_month = before is not None and entry.day != "" and entry.month != before.month
        has_rule = before is not None and (entry.week != before.week or has_month)
        above = has_rule * sizes.rule + has_month * sizes.month
        if number > first and y + above + height > sizes.height:
            return
        y += above
        yield PlacedEntry(
            number=number,
            y=y,
            height=height,
            title=title,
            shows_day=shows_day,
            shows_note=shows_note,
            has_rule=has_rule,
            has_month=has_month,
        )
        y += height


def first_part(title: str) -> str:
    """A title up to its first " - " or ": ", if that is a name of its own."""
    for sign in (" - ", " – ", " — ", ": ", "：", " · "):
        head, found, _ = title.partition(sign)
        if found and len(head) >= _LEAST_PART:
            return head
    return title


# Letters: "Art" alone does not tell which event it is.
_LEAST_PART = 8

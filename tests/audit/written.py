"""Rules of written works: whole lines and stanzas, few pages, and large letters in the loop."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from kiosk.text import count_words
from tests.audit.physical_sizes import least_type
from tests.audit.rules import GALLERY, ROOT, Finding, Row, rule, stage

# Of 1080 parts of the stage's shorter side: the least size of a written work's lines in the loop.
POSTER_SIZE = 64
# The least size where no two lines have room at that, and where a poem is read.
READING_SIZE = 24
# A poem of so few lines is whole, at a smaller size where that needs it.
FEW_LINES = 5
# Of the stage's shorter side: the margins beside a text, and what a measure of widths may be wrong.
MARGINS, WIDTH_ERROR = 120 / 1080, 1.03
# Two lines have about the same letters, and no more than this.
LETTERS_ERROR = 1.15
POSTER_LINES_OF_PROSE = 4
# A page of prose at the usual size, but the last; the characters of a line; the last page's lines.
PAGE_WORDS, LINE_CHARACTERS, LAST_PAGE_LINES = 140, 60, 4
# A poem of so many lines stands on one page at the usual size.
SHORT_POEM = 16
_PAGE_COUNT = re.compile(r"\d+\s*(?:of|de|من)\s*\d+|(?:Page|Página|صفحة)\s*\d", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…؟。][\"'”’»)\]]*$")
_MARKS = re.compile(r"<[^>]+>|[\u200b\u200e\u200f\u2066\u2067\u2069]")


@cache
def _source(item: str, language: str) -> tuple[bool, str]:
    """Whether a written work of the sample is verse, and its text in a language."""
    places = (GALLERY, ROOT / "tests" / "arabic")
    found = [path for place in places if (path := place / f"{item}.{language}.md").is_file()]
    main = GALLERY / f"{item}.md"
    body = _body(found[0]) if found else ""
    return "medium: poetry" in main.read_text("utf-8"), body or _body(main)


def _body(path: Path) -> str:
    return path.read_text("utf-8").split("---\n", 2)[2].strip("\n")


def _is_written(row: Row) -> bool:
    item = row["item"]
    return (
        item.startswith("works/")
        and (GALLERY / f"{item}.md").is_file()
        and not (GALLERY / f"{item}.jpg").is_file()
    )


def _lines(row: Row) -> list[dict[str, Any]]:
    return [text for text in row["texts"] if text["line"]]


def _bare(text: str) -> str:
    return "".join(_MARKS.sub("", text).replace("*", "").split())


@rule("17", "own; Smithsonian")
def posters_show_whole_lines(rows: list[Row]) -> Iterator[Finding]:
    """In the loop a written work shows whole lines of its source, or whole sentences of prose in
    four lines at the most, in 64 of 1080 parts of the shorter side or more, and no page count.

    Verse takes less, down to 24 parts, only where no two lines with which a stanza begins have room
    at that, for the whole of a poem of a few lines, and for a poem with leading spaces.
    """
    for row in rows:
        if row["screen"] != "loop" or not _is_written(row):
            continue
        lines = _lines(row)
        is_verse, source = _source(row["item"], row["language"])
        shown = "".join(_bare(line["text"]) for line in lines)
        if not lines:
            yield Finding(row, "no line of the work is shown")
        elif is_verse and not _is_run_of_lines(shown, source):
            yield Finding(row, f"'{shown}' are no whole lines")
        elif not is_verse and not (
            shown in _bare(source)
            and _SENTENCE_END.search(shown)
            and len(lines) <= POSTER_LINES_OF_PROSE
        ):
            yield Finding(row, f"'{shown}' is no whole sentence in four lines")
        yield from _small_lines(row, lines, is_verse)
        for text in row["texts"]:
            if _PAGE_COUNT.search(_MARKS.sub("", text["text"])):
                yield Finding(row, f"'{text['text']}' counts pages", (text["box"],))


def _small_lines(row: Row, lines: list[dict[str, Any]], is_verse: bool) -> Iterator[Finding]:
    """Lines of the loop that are smaller than others of their poem could stand there."""
    unit = stage(row) / 1080
    _, source = _source(row["item"], row["language"])
    typed = [line for line in source.splitlines() if line.strip()]
    is_form = any(line.startswith(" ") for line in typed) or len(lines) == len(typed) <= FEW_LINES
    fits = is_verse and _pair_that_fits(row, lines, source, POSTER_SIZE * unit)
    for line in lines:
        if line["px"] >= POSTER_SIZE * unit - 1:
            continue
        if not is_verse or line["px"] < READING_SIZE * unit - 1 or (fits and not is_form):
            what = f"a line is set in {line['px']} pixels"
            yield Finding(
                row, f"{what}, and {fits} fit at {POSTER_SIZE * unit:.0f}", (line["box"],)
            )


def _pair_that_fits(row: Row, lines: list[dict[str, Any]], source: str, px: float) -> list[str]:
    """Two lines with which a stanza begins, and which surely have room at ``px``; [] for none."""
    stanzas = [part.splitlines() for part in re.split(r"\n\s*\n", source)]
    pairs = [stanza[:2] for stanza in stanzas if len(stanza) > 1]
    fitting = (pair for pair in pairs if all(_surely_fits(row, lines, one, px) for one in pair))
    return next(fitting, [])


def _surely_fits(row: Row, lines: list[dict[str, Any]], typed: str, px: float) -> bool:
    """Whether a line of the source has room at ``px``, by the letters of those that are shown."""
    letter = max(line["box"][2] / line["px"] / max(1, len(_bare(line["text"]))) for line in lines)
    room = row["size"][0] - MARGINS * stage(row)
    return bool(len(_bare(typed)) * letter * LETTERS_ERROR * px < room)


@rule("17", "own; a poem's lines are its author's")
def lines_of_verse_are_whole(rows: list[Row]) -> Iterator[Finding]:
    """No line of a poem turns over that has room in 24 of 1080 parts, times the text size: in the
    loop none at all if any line of the poem has; where it is read, at the usual text size, at which
    larger text is not asked.
    """
    for row in rows:
        if row["screen"] not in ("loop", "work") or not _is_written(row):
            continue
        is_verse, source = _source(row["item"], row["language"])
        in_loop = row["screen"] == "loop"
        is_usual = row["text_size"] == 1 and not row["inches"]
        if not is_verse or not (in_loop or (is_usual and not row["reach"] and not row["noticed"])):
            continue
        least = max(READING_SIZE * row["text_size"] * stage(row) / 1080, least_type(row))
        room = row["size"][0] - MARGINS * stage(row)
        typed = [bare for line in source.splitlines() if (bare := _bare(line))]
        lines = _lines(row)
        turned = [line for line in lines if _bare(line["text"]) not in typed]
        if not turned:
            continue
        # Each line of the source that is shown in pieces, and how wide it is at the least size.
        widths: dict[str, float] = defaultdict(float)
        for line in turned:
            whole = next((one for one in typed if _bare(line["text"]) in one), "")
            widths[whole] += line["box"][2] * least / line["px"]
        fit = all(width * WIDTH_ERROR < room for width in widths.values())
        if fit or (in_loop and any(_surely_fits(row, lines, one, least) for one in typed)):
            yield Finding(row, f"'{turned[0]['text']}' turns over", (turned[0]["box"],))


def _is_run_of_lines(shown: str, source: str) -> bool:
    lines = [bare for line in source.splitlines() if (bare := _bare(line))]
    return any(
        shown == "".join(lines[start:end])
        for start in range(len(lines))
        for end in range(start + 1, len(lines) + 1)
    )


def _works_opened(rows: list[Row]) -> Iterator[list[Row]]:
    """The pages of each written work on its own screen, the first page first."""
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        if row["screen"] == "work" and _is_written(row):
            shape = (*row["size"], row["text_size"], row["reach"], row["inches"], row["contrast"])
            groups[row["item"], row["language"], *shape].append(row)
    for pages in groups.values():
        yield sorted(pages, key=_page)


def _page(row: Row) -> int:
    return int(row["page"].lstrip("p") or 1)


@rule("17", "own; Smithsonian")
def stanzas_are_whole(rows: list[Row]) -> Iterator[Finding]:
    """No stanza that fits on a page is split; at the usual size up to 16 lines have one page."""
    for pages in _works_opened(rows):
        is_verse, source = _source(pages[0]["item"], pages[0]["language"])
        if not is_verse:
            continue
        shown = ["".join(_bare(line["text"]) for line in _lines(row)) for row in pages]
        most = max(len(_lines(row)) for row in pages)
        stanzas = [part.splitlines() for part in re.split(r"\n\s*\n", source)]
        for stanza in stanzas:
            whole = "".join(map(_bare, stanza))
            # Half of a page with two columns. Pages in the middle of a long poem are not shot.
            if _rows(whole, pages) <= most // 2 and _is_cut(whole, stanza, shown):
                yield Finding(pages[0], f"the stanza '{stanza[0]}' is split")
        lines = sum(map(len, stanzas))
        usual = pages[0]["text_size"] == 1 and not pages[0]["inches"] and not pages[0]["reach"]
        if usual and lines <= SHORT_POEM and len(pages) > 1:
            yield Finding(pages[0], f"a poem of {lines} lines has {len(pages)} pages")


def _rows(whole: str, pages: list[Row]) -> int:
    """The lines that a stanza takes, those that turn over counted."""
    return sum(_bare(line["text"]) in whole for row in pages for line in _lines(row))


def _is_cut(whole: str, stanza: list[str], shown: list[str]) -> bool:
    """True if a page has the first line of a stanza and not all of it."""
    first = _bare(stanza[0])
    return any(page.endswith(whole[: len(first)]) for page in shown if first and whole not in page)


@rule("14", "own; WCAG 1.4.8")
def pages_of_prose_are_full(rows: list[Row]) -> Iterator[Finding]:
    """A page of prose has 140 words or more at the usual size, and lines of up to 60 characters; a
    last page has four lines or more.
    """
    for pages in _works_opened(rows):
        is_verse, _ = _source(pages[0]["item"], pages[0]["language"])
        if is_verse:
            continue
        for row in pages:
            for line in _lines(row):
                words = _MARKS.sub("", line["text"])
                if len(words) > LINE_CHARACTERS:
                    yield Finding(row, f"a line has {len(words)} characters", (line["box"],))
        last = pages[-1]
        if len(pages) > 1 and len(_lines(last)) < LAST_PAGE_LINES:
            yield Finding(last, f"the last page has {len(_lines(last))} lines")
        if last["text_size"] != 1 or last["inches"] or last["reach"]:
            continue
        for row in pages[:-1]:
            count = count_words(" ".join(line["text"] for line in _lines(row)))
            if count < PAGE_WORDS:
                yield Finding(row, f"the page has {count} words")

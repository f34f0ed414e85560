"""The entries of a web page that has no data about its events: what stands around each title.

A title is a heading, or an element that its class calls so. Its entry is the largest element
around it that holds no other title.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kiosk.authoring.pages.html_page import HIDDEN_TAGS, HtmlPage, text_below
from kiosk.domain.bounds import PAGE_DEPTH, PAGE_EVENTS

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Stands for titles that are called so by their class.
BY_CLASS = "class"
# What may be the titles of a page's entries: a section's own headings are not, beside its title.
TITLE_TAGS = (
    frozenset({*_HEADINGS, BY_CLASS}),
    *(frozenset({tag}) for tag in (BY_CLASS, "h2", "h3", "h1", "h4")),
)
# Names of classes, as sites of many makers write them: "eventlist-title", "ev-title", "event_name".
_TITLE = re.compile(r"(?:[a-z0-9]{1,30}[-_]{1,2}){0,6}(?:event)?(?:title|name|headline)")
_NO_TITLE = re.compile(
    r"venue|location|place|site|page|month|organi|category|author|calendar-title|speaker|user|file"
)
_PLACE = re.compile(r"(?:[a-z0-9]{1,30}[-_]{1,2}){0,6}(?:location|venue|address)(?:[-_]name)?")
_PRICE = re.compile(r"(?:[a-z0-9]{1,30}[-_]{1,2}){0,6}(?:price|cost)")
_NAMING = ("class", "data-hook", "data-testid")
_LONGEST_TITLE, _LEAST_TITLE, _MOST_TOKENS = 250, 3, 20
# Stands in the page's text where an entry stood.
_HOLE = re.compile(r"\uf8ff(\d{1,6})\uf8ff")


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """An entry: its title, the title's address, and its other lines."""

    title: str
    link: str
    text: str


@dataclass(kw_only=True)
class PageBlocks:
    """The entries of a page in its order, each with the lines of the page before it."""

    blocks: list[tuple[list[str], Block]] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)


def blocks_in(page: HtmlPage, tags: frozenset[str], is_date: Callable[[str], bool]) -> PageBlocks:
    """The entries of a page, with titles of some tags (see ``TITLE_TAGS``).

    The page's tree is changed: read all else before. A date is no title.
    """
    body = page.body
    titles = [one for one in _titles(body, tags) if not is_date(" ".join(text_below(one).split()))]
    found: list[Block] = []
    for title, entry in _entries(body, titles):
        link = next((str(one.get("href")) for one in title.iter("a") if one.get("href")), "")
        words = " ".join(text_below(title).split())
        _label(entry)
        hole = page.placeholder(f"\uf8ff{len(found)}\uf8ff")
        if entry is title:
            text = ""
        else:
            _take_out(title, None)
            text = text_below(entry, with_links=True)
        if entry is body:
            found.append(Block(title=words, link=link, text=text))
            return PageBlocks(blocks=[([], found[0])])
        _take_out(entry, hole)
        found.append(Block(title=words, link=link, text=text))
    pages = PageBlocks()
    before: list[str] = []
    for line in text_below(body, with_links=True).split("\n"):
        hole_line = _HOLE.search(line)
        if hole_line is None:
            before.append(line)
            continue
        pages.blocks.append((before, found[int(hole_line[1])]))
        before = []
    pages.rest = before
    return pages


def _titles(body: "Element", tags: frozenset[str]) -> list[Any]:
    found: list[Any] = []
    hidden: set[Any] = set()
    for one in body.iter():
        above = one.getparent()
        if not isinstance(one.tag, str) or one.tag in HIDDEN_TAGS or above in hidden:
            hidden.add(one)
        elif len(found) < PAGE_EVENTS.limit and _is_title(one, tags):
            words = " ".join(text_below(one).split())
            if _LEAST_TITLE <= len(words) <= _LONGEST_TITLE:
                found.append(one)
                # What stands in a title is no further one.
                hidden.add(one)
    return found


def _is_title(one: "Element", tags: frozenset[str]) -> bool:
    if one.tag in _HEADINGS:
        return one.tag in tags
    if BY_CLASS not in tags:
        return False
    if one.tag in ("b", "strong"):
        above = one.getparent()
        # The first words of a table's cell.
        is_first = above is not None and above.tag == "td" and above[0] is one
        return is_first and not (above.text or "").strip()
    return any(_TITLE.fullmatch(name) and not _NO_TITLE.search(name) for name in _names(one))


def _names(one: "Element") -> list[str]:
    joined = " ".join(one.get(name) or "" for name in _NAMING)
    return joined.casefold().split()[:_MOST_TOKENS]


def _entries(body: "Element", titles: list[Any]) -> list[tuple[Any, Any]]:
    """Each title with the largest element around it that holds no other one."""
    counts: dict[Any, int] = {}
    ways: list[list[Any]] = []
    for title in titles:
        way = [title]
        for above in title.iterancestors():
            if len(way) > 4 * PAGE_DEPTH.limit:
                break
            way.append(above)
            if above is body:
                break
        ways.append(way)
        for one in way:
            counts[one] = counts.get(one, 0) + 1
    return [
        (way[0], next((one for one in reversed(way) if counts[one] == 1), way[0])) for way in ways
    ]


def _label(entry: "Element") -> None:
    """Write before a place and a price what it is, as the reader of texts expects it."""
    labelled: set[Any] = set()
    for one in entry.iter():
        if not isinstance(one.tag, str) or one.getparent() in labelled:
            labelled.add(one)
            continue
        names = _names(one)
        is_place = one.tag == "address" or any(_PLACE.fullmatch(name) for name in names)
        is_price = any(_PRICE.fullmatch(name) for name in names)
        if not (is_place or is_price):
            continue
        labelled.add(one)
        words = " ".join(text_below(one).split())
        if words and ":" not in words[:30]:
            one.tag = "div"
            one.text = f"{'Where' if is_place else 'Cost'}: {one.text or ''}"


def _take_out(one: "Element", hole: "Element | None") -> None:
    """Take an element out of the tree and leave the text behind it."""
    above = one.getparent()
    if above is None:
        return
    if hole is not None:
        hole.tail = one.tail
        above.replace(one, hole)
        return
    before = one.getprevious()
    if one.tail and before is not None:
        before.tail = f"{before.tail or ''}\n{one.tail}"
    elif one.tail:
        above.text = f"{above.text or ''}\n{one.tail}"
    above.remove(one)

"""The order of works: by ``order:`` in kiosk.yaml first, then by the names of their files."""

import difflib
from collections.abc import Collection, Iterable, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kiosk.content.scan.related_names import likely_names, normalized_name
from kiosk.domain import Message, Work
from kiosk.domain.bounds import ORDER_NAMES
from kiosk.pictures.naming import ENDINGS

if TYPE_CHECKING:
    # The start-up cache sorts works and reads no text.
    from kiosk.content.front_matter.document import Document

_SUFFIXES = frozenset((*ENDINGS, ".md"))
# How similar a name has to be (difflib's ratio) for a hint to name it.
_NEAR_RATIO = 0.6


def read_order(main: "Document") -> tuple[str, ...]:
    """The names below ``order:``, as typed, also empty ones; more than ORDER_NAMES are told."""
    typed = main.list_of_words("order")
    if not ORDER_NAMES.allows(len(typed)):
        line, column = main.position("order")
        what = Message("'order' names {count:,} works", count=len(typed))
        hint = Message("name the first ones only; the others follow by their file names")
        main.report.beyond(ORDER_NAMES, what, hint, line=line, column=column)
    return typed[: ORDER_NAMES.limit]


def in_order(works: Sequence[Work], order: Sequence[str]) -> tuple[Work, ...]:
    """The named works first, in the order of the names; the others follow as they were.

    A name is a file's name or a title; one that fits no work, or several, counts for none.
    """
    if not order:
        return tuple(works)
    names = _Names((work.key for work in works), works)
    places: dict[str, int] = {}
    for name in order:
        found = names.find(name)
        if len(found) == 1:
            places.setdefault(found[0], len(places))
    last = len(places)
    return tuple(sorted(works, key=lambda work: places.get(work.key, last)))


def report_order(
    main: "Document", order: Sequence[str], keys: Collection[str], works: Sequence[Work]
) -> None:
    """Report names of ``order`` that fit none of the works in the folder, or several, or twice.

    ``keys`` are those of all works in the folder, also of those that are not shown.
    """
    if not main.has("order"):
        return
    names = _Names(keys, works)
    seen: set[str] = set()
    for number, name in enumerate(order):
        if not name.strip():
            continue
        line, column = main.position("order", number)
        found = names.find(name)
        if not found:
            about = Message("'{name}' in order: is the name of no work", name=name[:100])
            near = names.nearest(name)
            hint = (
                Message("write {near} if that is meant", near=near)
                if near
                else Message("write the name of a file in works/, or the title of a work")
            )
        elif len(found) > 1:
            about = Message(
                "'{name}' in order: is the name of {count} works", name=name[:100], count=len(found)
            )
            hint = Message("write the file's name with its folder: {near}", near=found[0])
        elif found[0] in seen:
            about = Message("'{name}' is named twice in order:", name=name[:100])
            hint = Message("take one of the two out; the first one counts")
        else:
            seen.add(found[0])
            continue
        main.report.warn("order", about, hint, line=line, column=column)


class _Names:
    """The works by what they may be called: path, file name, title in any language."""

    def __init__(self, keys: Iterable[str], works: Sequence[Work]) -> None:
        self._by_path: dict[str, list[str]] = {}
        self._by_title: dict[str, list[str]] = {}
        for key in keys:
            path = PurePosixPath(normalized_name(key)).parts
            for start in range(len(path)):
                self._by_path.setdefault("/".join(path[start:]), []).append(key)
        for work in works:
            titles = dict.fromkeys(normalized_name(title) for _, title in work.title.values)
            for title in titles:
                self._by_title.setdefault(title, []).append(work.key)

    def find(self, typed: str) -> list[str]:
        """The keys of the works that a name fits; a file's name goes before a title."""
        name = normalized_name(typed.strip().replace("\\", "/").strip("/"))
        suffix = PurePosixPath(name).suffix
        bare = name.removesuffix(suffix) if suffix in _SUFFIXES else name
        for names, one in ((self._by_path, name), (self._by_path, bare), (self._by_title, name)):
            if found := names.get(one):
                return found
        return []

    def nearest(self, typed: str) -> str:
        """The file name, without its suffix, that is spelled most like a name; or ""."""
        name = normalized_name(PurePosixPath(typed.strip()).name)
        suffix = PurePosixPath(name).suffix
        bare = name.removesuffix(suffix) if suffix in _SUFFIXES else name
        last = {one: keys[0] for one, keys in self._by_path.items() if "/" not in one}
        near = difflib.get_close_matches(bare, likely_names(bare, last), n=1, cutoff=_NEAR_RATIO)
        return PurePosixPath(last[near[0]]).name if near else ""

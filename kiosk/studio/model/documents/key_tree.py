"""Where each key and value of a block of keys stands in its file's text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

import yaml

from kiosk.content.front_matter.schema import listed_key
from kiosk.domain.bounds import FRONT_MATTER_DEPTH
from kiosk.studio.model.documents.source_text import ReaderView, reader_view

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class NodeKind(Enum):
    """The form of a value in YAML."""

    SCALAR = "scalar"
    MAPPING = "mapping"
    SEQUENCE = "sequence"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A key with its value; ``start`` and ``end`` are those of the key as it is typed."""

    key: str
    start: int
    end: int
    value: Node


@dataclass(frozen=True, kw_only=True, slots=True)
class Node:
    """A value from ``start`` to ``end``, its last letter's end, as places in the file's text.

    ``is_flow`` is True for a list or keys in brackets. ``quote`` is YAML's style of a scalar: a
    quote, "|" or ">", "" for none. ``is_alias`` is True for a reference to another value.
    """

    kind: NodeKind
    start: int
    end: int
    is_flow: bool = False
    quote: str = ""
    is_alias: bool = False
    entries: tuple[Entry, ...] = field(default=())
    items: tuple[Node, ...] = field(default=())

    def entries_of(self, key: str) -> tuple[Entry, ...]:
        """The entries whose key is read as ``key``, however it is spelled."""
        wanted = listed_key(key)
        return tuple(entry for entry in self.entries if listed_key(entry.key) == wanted)

    @property
    def is_empty(self) -> bool:
        """True for a key without a value."""
        return self.start == self.end


def read_tree(text: str, start: int, end: int) -> Node | None:
    """The keys in a part of a text; None for no keys, and for ones that YAML does not read."""
    view = reader_view(text[start:end])
    try:
        if _depth(view.text) > FRONT_MATTER_DEPTH.limit:
            return None
        node = yaml.compose(view.text, Loader=_LOADER)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    if not isinstance(node, yaml.MappingNode):
        return None
    return _Placer(view, start).placed(node)


def _depth(text: str) -> int:
    """How deep the brackets and indents of a text are nested at most."""
    if text.count("[") + text.count("{") < FRONT_MATTER_DEPTH.limit // 2 and " " * 60 not in text:
        return 0
    depth = most = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            most = max(most, depth)
            if most > FRONT_MATTER_DEPTH.limit:
                break
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return most


class _Placer:
    """Makes nodes of composed ones."""

    def __init__(self, view: ReaderView, offset: int) -> None:
        self._view, self._offset = view, offset
        self._seen: set[int] = set()

    def _at(self, index: int) -> int:
        return self._view.at(index) + self._offset

    def placed(self, node: yaml.Node) -> Node:
        start, end = node.start_mark.index, node.end_mark.index
        is_alias = id(node) in self._seen
        self._seen.add(id(node))
        if is_alias:
            return Node(
                kind=NodeKind.SCALAR, start=self._at(start), end=self._at(end), is_alias=True
            )
        if isinstance(node, yaml.ScalarNode):
            if node.style in ("|", ">"):
                end = start + len(self._view.text[start:end].rstrip())
            return Node(
                kind=NodeKind.SCALAR,
                start=self._at(start),
                end=self._end_at(start, end),
                quote=node.style or "",
            )
        entries, items = tuple(self._entries(node)), tuple(self._items(node))
        is_flow = isinstance(node, yaml.CollectionNode) and bool(node.flow_style)
        if not is_flow:
            children = [entry.value.end for entry in entries] + [item.end for item in items]
            real_end = max(children, default=self._at(start))
        else:
            real_end = self._end_at(start, end)
        return Node(
            kind=NodeKind.MAPPING if isinstance(node, yaml.MappingNode) else NodeKind.SEQUENCE,
            start=self._at(start),
            end=real_end,
            is_flow=is_flow,
            entries=entries,
            items=items,
        )

    def _end_at(self, start: int, end: int) -> int:
        """The end of a value: behind its last letter, not before the next one that is read."""
        return self._at(end) if start == end else self._at(end - 1) + 1

    def _entries(self, node: yaml.Node) -> Iterator[Entry]:
        for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
            placed = self.placed(value)
            start, end = key.start_mark.index, key.end_mark.index
            typed = str(key.value).strip() if isinstance(key, yaml.ScalarNode) else ""
            yield Entry(
                key=typed, start=self._at(start), end=self._end_at(start, end), value=placed
            )

    def _items(self, node: yaml.Node) -> Iterator[Node]:
        for item in node.value if isinstance(node, yaml.SequenceNode) else ():
            yield self.placed(item)

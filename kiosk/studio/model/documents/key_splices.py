"""Changes one value in a text of keys; every other letter stays as it is.

Each function gives the text with the change. Whether the reader finds in it what was meant is
asked by ``Document``.
"""

import re
from collections.abc import Sequence

from kiosk.content.front_matter.schema import listed_key
from kiosk.content.front_matter.yaml_source import Value
from kiosk.domain import Message
from kiosk.studio.model.documents.key_tree import Entry, Node, NodeKind
from kiosk.studio.model.documents.refusal import EditRefusedError
from kiosk.studio.model.documents.source_text import line_end_before, line_starts, next_line
from kiosk.studio.model.documents.typed_values import (
    below,
    in_brackets,
    item_lines,
    lines_of,
    quoted,
    scalar,
)

KeyPath = tuple[str | int, ...]
_BY_HAND = Message("change this key in a text editor")
_ALIAS = re.compile(r"[ \t]*\*\S+")


class KeySplicer:
    """Splices for one text; ``start`` and ``end`` bound its keys, ``tree`` is None without any.

    ``order`` names the keys in the order in which new ones are put in. ``line_end`` ends new lines.
    ``quotes_all`` puts every written value between double quotes.
    """

    def __init__(
        self,
        text: str,
        span: tuple[int, int],
        tree: Node | None,
        *,
        line_end: str,
        order: Sequence[str] = (),
        quotes_all: bool = False,
    ) -> None:
        self._text, self._tree = text, tree
        self._start, self._end = span
        self._line_end, self._order, self._quotes_all = line_end, order, quotes_all

    def with_value(self, path: KeyPath, value: Value) -> str:
        """The text with a value at a path of keys. Raises EditRefusedError."""
        if self._tree is None:
            lines = lines_of(str(path[0]), nested(path[1:], value), "")
            return self._insert_lines(self._end, lines)
        node, done = self._tree, 0
        while done < len(path):
            child = self._child(node, path[done])
            if child is None:
                return self._add(node, path[done], nested(path[done + 1 :], value), at_top=not done)
            node, done = child, done + 1
            if done < len(path) and node.kind is NodeKind.SCALAR:
                if not node.is_empty:
                    raise EditRefusedError(
                        Message("'{key}' holds words and no keys of its own", key=path[done - 1]),
                        _BY_HAND,
                    )
                return self._replace(path[:done], node, nested(path[done:], value))
        return self._replace(path, node, value)

    def without(self, path: KeyPath) -> str:
        """The text without a key, and without the keys above it that would be left empty."""
        if self._tree is None:
            return self._text
        node, holders = self._tree, []
        for part in path:
            holders.append(node)
            child = self._child(node, part)
            if child is None:
                return self._text
            node = child
        for depth in range(len(path) - 1, -1, -1):
            siblings = holders[depth].entries or holders[depth].items
            if len(siblings) > 1 or depth == 0:
                return self._removed(holders[depth], path[depth])
        return self._text

    def _child(self, node: Node, part: str | int) -> Node | None:
        if isinstance(part, int):
            return node.items[part] if part < len(node.items) else None
        found = node.entries_of(part)
        return found[0].value if found else None

    # Replacing a value.

    def _replace(self, path: KeyPath, node: Node, value: Value) -> str:
        if node.is_alias:
            return self._replace_alias(path, value)
        if isinstance(value, dict) and node.kind is NodeKind.MAPPING:
            raise EditRefusedError(Message("these keys are changed one by one"), _BY_HAND)
        if isinstance(value, list) and node.kind is NodeKind.SEQUENCE and node.items:
            return self._replace_list(node, value)
        if isinstance(value, str):
            if node.is_flow or (node.kind is NodeKind.SCALAR and node.quote not in ("|", ">")):
                written = self._written(value, node.quote, in_flow=self._is_in_flow(node))
                if not node.is_empty or not written:
                    return self._spliced(self._before(node, written), node.end, written)
                return self._spliced(node.start, node.end, f" {written}")
            return self._replace_block(node, f" {self._written(value)}".rstrip())
        if self._is_in_flow(node) or node.is_flow:
            return self._spliced(node.start, node.end, in_brackets(value))
        return self._replace_by_lines(node, value)

    def _before(self, node: Node, written: str) -> int:
        """Where a value begins; for an empty one that replaces it, behind the colon."""
        if written:
            return node.start
        line = self._text[: node.start]
        return len(line.rstrip(" \t"))

    def _written(self, value: str, quote: str = "", *, in_flow: bool = False) -> str:
        if self._quotes_all:
            return quoted(" ".join(value.split()))
        return scalar(value, quote, in_brackets=in_flow)

    def _replace_alias(self, path: KeyPath, value: Value) -> str:
        entry = self._entry(path)
        found = _ALIAS.match(self._text, self._colon(entry) + 1)
        if not found or not isinstance(value, str):
            raise EditRefusedError(Message("this value is a reference to another one"), _BY_HAND)
        return self._spliced(found.start(), found.end(), f" {self._written(value)}")

    def _replace_block(self, node: Node, words: str) -> str:
        """Words in place of keys, of a list or of a text of several lines."""
        colon = len(self._text[: node.start].rstrip()) if node.quote not in ("|", ">") else 0
        start = colon or len(self._text[: node.start].rstrip(" \t"))
        return self._spliced(start, node.end, words)

    def _replace_by_lines(self, node: Node, value: Value) -> str:
        """Keys or a list, on lines of their own, in place of words or of the other of the two."""
        key_line = max(at for at in line_starts(self._text) if at <= max(node.start - 1, 0))
        if node.kind is not NodeKind.SCALAR or node.quote in ("|", ">"):
            start = self._before(node, "")
            key_line = max(at for at in line_starts(self._text) if at < start)
            return self._spliced(start, node.end, self._joined_below(key_line, value))
        end = line_end_before(self._text, key_line)
        lines = self._joined_below(key_line, value)
        head = self._text[: self._before(node, "")]
        rest = self._text[node.end : end].rstrip()
        return f"{head}{rest}{lines}{self._text[end:]}"

    def _joined_below(self, line: int, value: Value) -> str:
        indent = re.match(r"[ \t]*(?:- +)*", self._text[line:])
        spaces = " " * len(indent[0]) if indent else ""
        return "".join(f"{self._line_end}{one}" for one in below(value, f"{spaces}  "))

    # Lists.

    def _replace_list(self, node: Node, value: list[Value]) -> str:
        """A list in another order, or with other entries: each kept entry as it was typed."""
        if node.is_flow:
            return self._replace_flow_list(node, value)
        pieces = self._pieces(node)
        column = self._column(pieces[0][0] + len(self._leading(pieces[0][0])))
        indent = self._leading(self._dash_line(node)) or " " * column
        pool: dict[str, list[str]] = {}
        for item, (start, end) in zip(node.items, pieces, strict=True):
            pool.setdefault(self._key_of(item), []).append(self._text[start:end])
        chunks = []
        for one in value:
            kept = pool.get(_comparable(one))
            if kept:
                chunks.append(kept.pop(0))
            else:
                lines = [f"- {self._written(one)}"] if isinstance(one, str) else item_lines(one, "")
                chunks.append(self._line_end.join(indent + line for line in lines))
        start, end = pieces[0][0], pieces[-1][1]
        if not chunks:
            return self._spliced(self._before(node, ""), node.end, "")
        return self._spliced(start, end, self._line_end.join(chunks))

    def _replace_flow_list(self, node: Node, value: list[Value]) -> str:
        pool: dict[str, list[str]] = {}
        for item in node.items:
            pool.setdefault(self._key_of(item), []).append(self._text[item.start : item.end])
        words = []
        for one in value:
            kept = pool.get(_comparable(one))
            words.append(kept.pop(0) if kept else in_brackets(one))
        return self._spliced(node.items[0].start, node.items[-1].end, ", ".join(words))

    def _pieces(self, node: Node) -> list[tuple[int, int]]:
        """From the comments above each entry of a list to the end of its last line."""
        found, start = [], self._dash_line(node)
        for item in node.items:
            end = line_end_before(self._text, max(item.end, item.start))
            found.append((start, end))
            start = next_line(self._text, end)
        return found

    def _dash_line(self, node: Node) -> int:
        return self._line_of(node.start)

    def _line_of(self, place: int) -> int:
        """Where the line of a place begins; of the first one, behind the byte order mark."""
        start = line_starts(self._text[:place])[-1]
        return 1 if start == 0 and self._text.startswith("\ufeff") else start

    def _leading(self, line: int) -> str:
        found = re.match(r"[ \t]*", self._text[line:])
        return found[0] if found else ""

    def _column(self, place: int) -> int:
        return place - self._line_of(place)

    def _key_of(self, item: Node) -> str:
        return _comparable(self._value_of(item))

    def _value_of(self, node: Node) -> Value:
        if node.kind is NodeKind.SEQUENCE:
            return [self._value_of(item) for item in node.items]
        if node.kind is NodeKind.MAPPING:
            return {listed_key(entry.key): self._value_of(entry.value) for entry in node.entries}
        return plain_value(self._text[node.start : node.end])

    # Adding and removing keys.

    def _add(self, node: Node, part: str | int, value: Value, *, at_top: bool) -> str:
        if isinstance(part, int):
            return self._append(node, value)
        if node.is_flow:
            pair = f"{part}: {in_brackets(value)}"
            if not node.entries:
                return self._spliced(node.start + 1, node.end - 1, pair)
            end = node.entries[-1].value.end
            return self._spliced(end, end, f", {pair}")
        indent = " " * self._column(node.entries[0].start)
        lines = lines_of(part, value, indent)
        if self._quotes_all and isinstance(value, str):
            lines = [f"{indent}{part}: {self._written(value)}"]
        before = self._entry_before(node, part) if at_top else node.entries[-1]
        if before is None:
            return self._insert_lines(self._line_of(node.entries[0].start), lines)
        end = max(before.value.end, before.end)
        return self._insert_lines(next_line(self._text, end), lines)

    def _append(self, node: Node, value: Value) -> str:
        if node.kind is not NodeKind.SEQUENCE or not node.items:
            raise EditRefusedError(Message("there is no list to add to"), _BY_HAND)
        if node.is_flow:
            end = node.items[-1].end
            return self._spliced(end, end, f", {in_brackets(value)}")
        lines = item_lines(value, self._leading(self._dash_line(node)))
        end = max(node.items[-1].end, node.items[-1].start)
        return self._insert_lines(next_line(self._text, end), lines)

    def _entry_before(self, node: Node, key: str) -> Entry | None:
        """The last entry before which the listed order has nothing; None for the first place."""
        if key not in self._order:
            return node.entries[-1]
        earlier = set(self._order[: self._order.index(key)])
        found = [entry for entry in node.entries if listed_key(entry.key) in earlier]
        return found[-1] if found else None

    def _removed(self, node: Node, part: str | int) -> str:
        if isinstance(part, int):
            raise EditRefusedError(Message("an entry is removed with its list"), _BY_HAND)
        if node.is_flow:
            return self._removed_in_flow(node, part)
        text = self._text
        for entry in reversed(node.entries_of(part)):
            line = self._line_of(entry.start)
            end = max(entry.value.end if not entry.value.is_alias else entry.end, entry.end)
            position = node.entries.index(entry)
            if text[line : entry.start].strip():
                # The key stands behind the dash of an entry.
                after = node.entries[position + 1].start
                text = text[: entry.start] + text[after:]
            else:
                text = text[:line] + text[next_line(self._text, end) :]
        return text

    def _removed_in_flow(self, node: Node, part: str) -> str:
        text, entries = self._text, node.entries
        for entry in reversed(node.entries_of(part)):
            position = entries.index(entry)
            if position + 1 < len(entries):
                text = text[: entry.start] + text[entries[position + 1].start :]
            elif position:
                text = text[: entries[position - 1].value.end] + text[entry.value.end :]
            else:
                text = text[: node.start] + "{}" + text[node.end :]
        return text

    # Places.

    def _is_in_flow(self, node: Node) -> bool:
        """True for a value that stands between brackets of another one."""
        holder: Node | None = self._tree
        while holder is not None:
            children = [entry.value for entry in holder.entries] + list(holder.items)
            inside = next((one for one in children if one.start <= node.start <= one.end), None)
            if inside is None or inside is node:
                return holder.is_flow
            if holder.is_flow:
                return True
            holder = inside
        return False

    def _entry(self, path: KeyPath) -> Entry:
        node, found = self._tree, None
        for part in path:
            if node is None or isinstance(part, int):
                break
            found = node.entries_of(part)[0]
            node = found.value
        if found is None:
            raise EditRefusedError(Message("this value is a reference to another one"), _BY_HAND)
        return found

    def _colon(self, entry: Entry) -> int:
        return self._text.index(":", entry.end)

    def _spliced(self, start: int, end: int, words: str) -> str:
        return f"{self._text[:start]}{words}{self._text[end:]}"

    def _insert_lines(self, place: int, lines: Sequence[str]) -> str:
        head = self._text[:place]
        if head and line_starts(head)[-1] != len(head) and head != "\ufeff":
            # The last line of the file has no line end.
            return head + "".join(self._line_end + line for line in lines) + self._text[place:]
        return head + "".join(line + self._line_end for line in lines) + self._text[place:]


def nested(path: KeyPath, value: Value) -> Value:
    """A value below the keys of a path."""
    for part in reversed(path):
        value = [value] if isinstance(part, int) else {part: value}
    return value


def plain_value(written: str) -> str:
    """What a scalar of one line says, for telling whether an entry of a list is still the same."""
    words = written.strip()
    if len(words) > 1 and words[0] == words[-1] == '"':
        return words[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    if len(words) > 1 and words[0] == words[-1] == "'":
        return words[1:-1].replace("''", "'")
    return words


def _comparable(value: Value) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    return repr(value)

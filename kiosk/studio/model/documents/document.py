"""One text file of an exhibition: its fields and its body, each changed without the others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from kiosk.content.front_matter.document import end_of_keys, keys_of_text, text_of_bytes
from kiosk.content.front_matter.front_matter import split
from kiosk.content.front_matter.schema import KINDS, listed_key
from kiosk.content.front_matter.yaml_source import ParsedYaml, Value, read_yaml
from kiosk.content.problems import Report
from kiosk.domain import Message, Problem
from kiosk.studio.model.documents.key_splices import KeyPath, KeySplicer
from kiosk.studio.model.documents.key_tree import Node, read_tree
from kiosk.studio.model.documents.refusal import EditRefusedError, EncodingRefusedError
from kiosk.studio.model.documents.source_text import (
    LetterMissingError,
    SourceText,
    decode,
    line_end_before,
    line_starts,
)

# The field that stands for the text below the keys.
BODY = "body"
_KINDS = {
    "works": "work",
    "events": "event",
    "resources": "resource",
    "pages": "page",
    "notices": "notice",
}
_SETTINGS = re.compile(r"kiosk(\.[A-Za-z-]+)?\.ya?ml", re.IGNORECASE)
_FENCE = "---"
_SEE_PROBLEM = Message("mend first what the check says of this file")


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """One key of a file. ``key`` is its listed spelling, ``typed_key`` the one in the file.

    ``value`` is text, a list or keys, every word as it was typed. ``line`` and ``last_line``, from
    1, are those of the key with all its values. ``is_known`` is False for a key that is not read.
    """

    key: str
    typed_key: str
    value: Value
    line: int
    last_line: int
    is_known: bool


@dataclass(frozen=True, slots=True)
class _Parts:
    """Where the keys stand in the text (None without), and the lines, from 1, of body and end."""

    keys: tuple[int, int] | None
    body: str
    body_line: int
    closing_line: int
    values: Mapping[str, Value]
    is_readable: bool


@dataclass(frozen=True, eq=False)
class Document:
    """A file by its name in the folder ("works/01-a.md") and its bytes.

    ``problems`` are those of reading it. Methods that begin with "with" give another document, or
    raise EditRefusedError when the reader would not find in it exactly what was meant.
    """

    name: str
    raw: bytes
    problems: tuple[Problem, ...] = field(init=False)
    _source: SourceText = field(init=False, repr=False)
    _parts: _Parts = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Read the bytes; faults become problems."""
        problems: list[Problem] = []
        report = Report(path=self.name, problems=problems)
        source = decode(self.raw)
        object.__setattr__(self, "_source", source)
        object.__setattr__(self, "_parts", self._read(source.text, report))
        object.__setattr__(self, "problems", tuple(problems))

    @property
    def kind(self) -> str:
        """A key of ``schema.KINDS``: work, event, resource, page, notice or exhibition; or ""."""
        return kind_of(self.name)

    @property
    def is_editable(self) -> bool:
        """False for a file without keys by its kind, and for one that cannot be read."""
        return self._parts.is_readable and self._source.encoded(self._source.text) == self.raw

    @property
    def body(self) -> str:
        """The text below the keys, its lines ended by line feeds."""
        return self._parts.body

    @property
    def values(self) -> Mapping[str, Value]:
        """The values by the listed spelling of their keys, as the screen's reader has them."""
        return self._parts.values

    @property
    def encoding(self) -> str:
        """Python's name of the file's encoding: utf-8, utf-16-le, utf-16-be or cp1252."""
        return self._source.encoding

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The keys in the order of the file."""
        tree, starts = self._tree, line_starts(self._source.text)
        known = KINDS.get(self.kind, {})
        return tuple(
            Field(
                key=listed_key(entry.key),
                typed_key=entry.key,
                value=self.values.get(listed_key(entry.key), ""),
                line=_line_at(starts, entry.start),
                last_line=_line_at(starts, max(entry.value.end, entry.end) - 1),
                is_known=listed_key(entry.key) in known,
            )
            for entry in (tree.entries if tree else ())
        )

    @cached_property
    def _tree(self) -> Node | None:
        span = self._parts.keys
        return read_tree(self._source.text, *span) if span else None

    def value(self, *path: str | int) -> Value | None:
        """The value at a path of keys, such as ("show", "from"); None for none there."""
        if path == (BODY,) and self.kind != "exhibition":
            return self.body
        return value_at(self.values, path)

    def text(self, *path: str | int) -> str:
        """The words at a path of keys on one line; "" for none, and for what is no text."""
        value = self.value(*path)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return ", ".join(map(str, value))
        return value if isinstance(value, str) else ""

    def field_at(self, line: int) -> str:
        """The key on a line of the file, BODY for one below the keys, "" for neither."""
        for one in self.fields:
            if one.line <= line <= one.last_line:
                return one.key
        is_below = self._parts.body and line >= self._parts.body_line
        return BODY if is_below and self.kind != "exhibition" else ""

    # Changes.

    def with_value(self, path: KeyPath, value: Value) -> Document:
        """The document with a value at a path of keys; new keys get the place of their kind."""
        if path == (BODY,):
            return self.with_body(value if isinstance(value, str) else "")
        self._must_be_editable()
        if same_value(self.value(*path), value):
            return self
        if value in ([], {}):
            return self.without(path)
        start = self._without_repetition(path)
        if isinstance(value, dict) and isinstance(start.value(*path), dict):
            return start._with_keys(path, value)
        expected = _with_value_at(start.values, path, value)
        for quotes_all in (False, True):
            found = start._spliced(path, value, quotes_all=quotes_all)
            if found is not None and found._has(expected, start.body):
                return found
        raise EditRefusedError(
            Message("'{key}' cannot be written into this file", key=path[0]), _SEE_PROBLEM
        )

    def without(self, path: KeyPath) -> Document:
        """The document without a key; a list or keys that this leaves empty go with it."""
        if path == (BODY,):
            return self.with_body("")
        self._must_be_editable()
        if self.value(*path) is None:
            return self
        text = self._splicer().without(path)
        found = self._rewritten(text)
        if found._has(_without_value_at(self.values, path), self.body):
            return found
        raise EditRefusedError(
            Message("'{key}' cannot be taken out of this file", key=path[0]), _SEE_PROBLEM
        )

    def with_body(self, body: str) -> Document:
        """The document with another text below its keys; lines that stay keep their bytes."""
        self._must_be_editable()
        if self.kind == "exhibition":
            raise EditRefusedError(Message("this file has keys only"), _SEE_PROBLEM)
        wanted = body.replace("\r\n", "\n").replace("\r", "\n").strip("\n").rstrip()
        if wanted == self.body:
            return self
        found = self._rewritten(self._text_with_body(wanted))
        if self._parts.closing_line == 0 and not found._has(self.values, wanted):
            # A text without keys that would be taken for some.
            fences = self._source.line_end.join((_FENCE, _FENCE, ""))
            bare = Document(self.name, self._source.encoded(self._with_head(fences)))
            found = bare._rewritten(bare._text_with_body(wanted))
        if found._has(self.values, _as_read(wanted)):
            return found
        raise EditRefusedError(
            Message("this text cannot be written below the keys"),
            Message("look for a line of three hyphens, or an unusual sign, in it"),
        )

    def with_last_line(self, line: str) -> Document:
        """The document with one more line, also where its keys cannot be read."""
        text, end = self._source.text, self._source.line_end
        gap = "" if not text or text.endswith(("\n", "\r")) else end
        return self._rewritten(f"{text}{gap}{line}{end}")

    def without_last_line(self, line: str) -> Document:
        """The document without what ``with_last_line`` put in; itself where it ends otherwise."""
        text = self._source.text.removesuffix(self._source.line_end)
        has_line = text.endswith(line) and text.removesuffix(line).endswith(("\n", "\r"))
        return self._rewritten(text.removesuffix(line)) if has_line else self

    def in_utf8(self) -> Document:
        """The same text in UTF-8 without a mark."""
        return Document(self.name, self._source.text.removeprefix("\ufeff").encode("utf-8"))

    def renamed_key(self, typed_key: str, key: str) -> Document:
        """The document with another spelling of a key at its first level."""
        tree = self._tree
        entry = next((one for one in (tree.entries if tree else ()) if one.key == typed_key), None)
        if entry is None:
            return self
        text = self._source.text
        found = self._rewritten(f"{text[: entry.start]}{key}{text[entry.end :]}")
        if found._has(self.values, self.body):
            return found
        raise EditRefusedError(Message("this key cannot be renamed"), _SEE_PROBLEM)

    # How.

    def _read(self, text: str, report: Report) -> _Parts:
        read = text_of_bytes(self.raw, report)
        if self.kind == "exhibition":
            parsed = keys_of_text(read, report)
            start = 1 if text.startswith("\ufeff") else 0
            return _Parts(
                (start, end_of_keys(text)), "", 1, 0, *_values(parsed), parsed is not None
            )
        if not self.name.casefold().endswith(".md"):
            return _Parts(None, "", 1, 0, {}, False)
        if not read.strip():
            # A new file: what is missing is told when it is saved.
            return _Parts(None, "", 1, 0, {}, True)
        found = split(read, report)
        if found is None:
            return _Parts(None, "", 1, 0, {}, False)
        if found.keys is None:
            lead = len(read) - len(read.lstrip("\n"))
            return _Parts(None, found.body, lead + 1, 0, {}, True)
        parsed = read_yaml(found.keys, report, first_line=found.keys_line)
        starts = line_starts(text)
        return _Parts(
            (starts[found.keys_line - 1], starts[found.closing_line - 1]),
            found.body,
            found.body_line,
            found.closing_line,
            *_values(parsed),
            parsed is not None,
        )

    def _must_be_editable(self) -> None:
        if not self.is_editable:
            raise EditRefusedError(Message("the keys of this file cannot be read"), _SEE_PROBLEM)

    def _without_repetition(self, path: KeyPath) -> Document:
        """The document without a key that is given twice, where all of it is to be set anew."""
        tree = self._tree
        if tree is None or len(tree.entries_of(str(path[0]))) < 2:
            return self
        if len(path) > 1:
            raise EditRefusedError(
                Message("'{key}' is given twice; only one of them is used", key=path[0]),
                Message("keep one of the two lines"),
            )
        return self.without(path)

    def _with_keys(self, path: KeyPath, value: Mapping[str, Value]) -> Document:
        """The document with all keys below a path as given; those that are alike stay as typed."""
        found = self
        there = self.value(*path)
        for key in there if isinstance(there, dict) else ():
            if listed_key(key) not in {listed_key(one) for one in value}:
                found = found.without((*path, key))
        for key, one in value.items():
            found = found.with_value((*path, key), one)
        return found

    def _splicer(self, *, quotes_all: bool = False) -> KeySplicer:
        span = self._parts.keys
        assert span is not None
        return KeySplicer(
            self._source.text,
            span,
            self._tree,
            line_end=self._source.line_end,
            order=tuple(KINDS.get(self.kind, ())),
            quotes_all=quotes_all,
        )

    def _spliced(self, path: KeyPath, value: Value, *, quotes_all: bool) -> Document | None:
        if self._parts.keys is None:
            end = self._source.line_end
            head = f"{_FENCE}{end}{_FENCE}{end}{end if self.body else ''}"
            fenced = Document(self.name, self._source.encoded(self._with_head(head)))
            return fenced._spliced(path, value, quotes_all=quotes_all)
        if self._tree is None and self.values:
            return None
        return self._rewritten(self._splicer(quotes_all=quotes_all).with_value(path, value))

    def _with_head(self, head: str) -> str:
        """The text with lines before it, behind its mark."""
        text = self._source.text
        bare = text.removeprefix("\ufeff")
        return f"{text[: len(text) - len(bare)]}{head}{bare}"

    def _rewritten(self, text: str) -> Document:
        try:
            raw = self._source.encoded(text)
        except LetterMissingError as error:
            raise EncodingRefusedError(self.name, error.message, error.hint) from None
        return Document(self.name, raw)

    def _has(self, values: Mapping[str, Value], body: str) -> bool:
        """True when the reader finds these values and this text."""
        return (
            self._parts.is_readable
            and _plain(dict(self.values)) == _plain(dict(values))
            and self.body == body
        )

    def _text_with_body(self, wanted: str) -> str:
        text, end = self._source.text, self._source.line_end
        starts = line_starts(text)
        old = self.body.split("\n") if self.body else []
        new = wanted.split("\n") if wanted else []
        if not old:
            return self._text_with_first_body(starts, end.join(new))
        same_head = _common(old, new)
        same_tail = _common(old[same_head:][::-1], new[same_head:][::-1])
        first = self._parts.body_line - 1
        line_of = [starts[first + number] for number in range(len(old))]
        gone = range(same_head, len(old) - same_tail)
        come = end.join(new[same_head : len(new) - same_tail])
        if gone and come:
            last = line_end_before(text, line_of[gone[-1]])
            return f"{text[: line_of[gone[0]]]}{come}{text[last:]}"
        if come and same_tail:
            return f"{text[: line_of[same_head]]}{come}{end}{text[line_of[same_head] :]}"
        last = line_end_before(text, line_of[-1])
        if come:
            return f"{text[:last]}{end}{come}{text[last:]}"
        if same_tail:
            return f"{text[: line_of[gone[0]]]}{text[line_of[gone[-1] + 1] :]}"
        start = line_end_before(text, line_of[same_head - 1]) if same_head else line_of[0]
        return f"{text[:start]}{text[last:]}"

    def _text_with_first_body(self, starts: Sequence[int], words: str) -> str:
        text, end = self._source.text, self._source.line_end
        closing = self._parts.closing_line
        if not closing:
            return f"{text}{words}{end}"
        place = starts[closing] if closing < len(starts) else len(text)
        head = text[:place] if text[:place].endswith(("\n", "\r")) else f"{text[:place]}{end}"
        return f"{head}{end}{words}{end}{text[place:].lstrip()}"


def kind_of(name: str) -> str:
    """A key of ``schema.KINDS`` for a file by its place in the folder; "" for none."""
    path = PurePosixPath(name)
    if len(path.parts) == 1:
        return "exhibition" if _SETTINGS.fullmatch(name) else ""
    return _KINDS.get(path.parts[0], "")


def value_at(values: Value | Mapping[str, Value], path: KeyPath) -> Value | None:
    """The value at a path of keys; None for none there."""
    found: Value | Mapping[str, Value] = values
    for part in path:
        if isinstance(part, int):
            if not isinstance(found, list) or part >= len(found):
                return None
            found = found[part]
        else:
            key = listed_key(part)
            if not isinstance(found, Mapping) or key not in found:
                return None
            found = found[key]
    return found if isinstance(found, str | list | dict) else dict(found)


def same_value(one: Value | None, other: Value | None) -> bool:
    """True for two values that say the same, however their words are spaced."""
    return (one is None) == (other is None) and (
        one is None or other is None or _plain(one) == _plain(other)
    )


def _values(parsed: ParsedYaml | None) -> tuple[Mapping[str, Value]]:
    return (parsed.values if parsed else {},)


def _line_at(starts: Sequence[int], place: int) -> int:
    from bisect import bisect_right

    return bisect_right(starts, place)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def _plain(value: Value) -> Value:
    """A value with its words joined by single spaces."""
    if isinstance(value, str):
        return " ".join(_as_read(value).split())
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return {listed_key(key): _plain(item) for key, item in value.items()}


def _as_read(text: str) -> str:
    """A text as the reader gives it: composed, without signs that no screen shows."""
    return text_of_bytes(text.encode("utf-8", "surrogatepass"), Report(path=""))


def _with_value_at(values: Mapping[str, Value], path: KeyPath, value: Value) -> dict[str, Value]:
    found: Value = deepcopy(dict(values))
    top = found
    for number, part in enumerate(path):
        key = listed_key(part) if isinstance(part, str) else part
        is_last = number + 1 == len(path)
        below: Value = value if is_last else ([] if isinstance(path[number + 1], int) else {})
        if isinstance(found, list) and isinstance(key, int):
            if key >= len(found):
                found.append(below)
            elif is_last or isinstance(found[key], str):
                found[key] = below
            found = found[min(key, len(found) - 1)]
        elif isinstance(found, dict) and isinstance(key, str):
            if is_last or not isinstance(found.get(key), list | dict):
                found[key] = below
            found = found[key]
    assert isinstance(top, dict)
    return top


def _without_value_at(values: Mapping[str, Value], path: KeyPath) -> dict[str, Value]:
    """The values without one, and without the keys above it that would be left empty."""
    found = deepcopy(dict(values))
    for depth in range(len(path), 0, -1):
        holder = value_at(found, path[: depth - 1]) if depth > 1 else found
        if depth > 1:
            holder = _holder(found, path[: depth - 1])
        last = path[depth - 1]
        if isinstance(holder, dict) and isinstance(last, str):
            holder.pop(listed_key(last), None)
        elif isinstance(holder, list) and isinstance(last, int):
            del holder[last]
        if holder:
            break
    return found


def _holder(values: Value, path: KeyPath) -> Value:
    """The very list or keys at a path."""
    for part in path:
        if isinstance(values, dict) and isinstance(part, str):
            values = values[listed_key(part)]
        elif isinstance(values, list) and isinstance(part, int):
            values = values[part]
    return values

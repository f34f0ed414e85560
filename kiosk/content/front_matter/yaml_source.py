"""Reads YAML as text: each scalar stays as it was typed, and each key has its line and column.

YAML would turn ``no`` into False, ``13:00`` into 780, ``0123`` into 83 and ``1.10`` into 1.1, and
the last of two equal keys would win. The nodes are used as composed, before all that.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from kiosk.content.front_matter import schema
from kiosk.content.front_matter.yaml_errors import report_yaml
from kiosk.content.problems import Report
from kiosk.content.safety.words import SAFETY_WORDS
from kiosk.domain import Message
from kiosk.domain.bounds import FILE_KEYS, FRONT_MATTER_DEPTH, FRONT_MATTER_LETTERS, KEY_LETTERS

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SPACES = {"\ufeff": "", "\u00a0": " ", "\u2007": " ", "\u202f": " "}

# After a value, what YAML takes for a comment and a person may not.
_CUT_BY_HASH = re.compile(r"\s*(#\w.*)")
# Where there is no value at all, the words after the # were meant to be one.
_VALUE_AFTER_HASH = re.compile(r"\s*(#\s*\w.*)")

# libyaml's composer recurses, and a text that is nested deep enough overflows the stack and ends
# the program.
_MAX_DEPTH = FRONT_MATTER_DEPTH.limit
# A text without a match is not nested so deep: each level takes a bracket, or one more sign or
# space at the beginning of the line.
_MAYBE_DEEP = re.compile(rf"^[ ?:-]{{{_MAX_DEPTH // 2},}}", re.MULTILINE)

Value = str | list["Value"] | dict[str, "Value"]
Path = tuple[str | int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ParsedYaml:
    """Keys and values as text; line and column, from 1, of each value by its path of keys.

    ``dropped`` are the typed values of keys that are given twice, which are not used.
    """

    values: dict[str, Value] = field(default_factory=dict)
    source_map: Mapping[Path, tuple[int, int]] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()


def read_yaml(text: str, report: Report, *, first_line: int = 1) -> ParsedYaml | None:
    """Keys and values of a YAML mapping; None, and reported, when they cannot be read.

    ``first_line`` is the line of the file at which ``text`` begins.
    """
    for sign, plain in _SPACES.items():
        text = text.replace(sign, plain)
    if not FRONT_MATTER_LETTERS.allows(len(text)):
        report.beyond(
            FRONT_MATTER_LETTERS,
            Message("the keys have {count:,} letters", count=len(text)),
            Message("move the long text below the second ---"),
            rule="yaml",
            line=first_line,
        )
        return None
    try:
        if line := _too_deep(text):
            report.beyond(
                FRONT_MATTER_DEPTH,
                Message("brackets or lists are nested more deeply"),
                Message("write the words alone"),
                rule="yaml",
                line=line - 1 + first_line,
            )
            return None
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        report_yaml(error, text, report, first_line)
        return None
    except (yaml.YAMLError, ValueError, RecursionError):
        report.error(
            "yaml",
            Message(
                "this part cannot be read: it holds a sign that no text holds, or too many brackets"
            ),
            Message("look for an unusual sign and type it again"),
        )
        return None
    if node is None:
        return ParsedYaml()
    if not isinstance(node, yaml.MappingNode):
        report.error(
            "yaml",
            Message("this part is not a list of 'key: value' lines"),
            Message("write for example title: The Long Field, with a space behind the colon"),
            line=first_line,
        )
        return None
    source_map: dict[Path, tuple[int, int]] = {}
    if not FILE_KEYS.allows(most := _most_keys(node)):
        report.beyond(
            FILE_KEYS,
            Message("there are {most:,} keys", most=most),
            Message("take keys out that mean nothing"),
            line=first_line,
        )
        return None
    reader = _Reader(report, source_map, first_line, text.split("\n"))
    values = reader.mapping(node, ())
    return ParsedYaml(values=values, source_map=source_map, dropped=tuple(reader.dropped))


def _most_keys(node: yaml.Node) -> int:
    """The largest number of keys at one level. An alias is counted once."""
    most, seen, pending = 0, set[int](), [node]
    while pending:
        one = pending.pop()
        if id(one) in seen or not isinstance(one, yaml.CollectionNode):
            continue
        seen.add(id(one))
        if isinstance(one, yaml.MappingNode):
            most = max(most, len(one.value))
            pending += [value for _, value in one.value]
        else:
            pending += one.value
    return most


def _too_deep(text: str) -> int:
    """The line, from 1, at which ``text`` is nested too deep to be composed; 0 for none.

    Raises YAMLError.
    """
    if text.count("[") + text.count("{") <= _MAX_DEPTH // 2 and not _MAYBE_DEEP.search(text):
        return 0
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _MAX_DEPTH:
                return event.start_mark.line + 1 if event.start_mark else 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return 0


class _Reader:
    def __init__(
        self,
        report: Report,
        source_map: dict[Path, tuple[int, int]],
        first_line: int,
        lines: list[str],
    ) -> None:
        self._report, self._source_map = report, source_map
        self._first_line, self._lines = first_line, lines
        self.dropped: list[str] = []
        self._seen: set[int] = set()
        self._last_key = (first_line, 1)

    def _position(self, node: yaml.Node) -> tuple[int, int]:
        return node.start_mark.line + self._first_line, node.start_mark.column + 1

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for key_node, value_node in node.value:
            line, column = self._position(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self._report.error(
                    "yaml",
                    Message("a key has to be a word"),
                    Message("write the key as one word, for example title: The Long Field"),
                    line=line,
                    column=column,
                )
                continue
            typed = str(key_node.value).strip()
            if not KEY_LETTERS.allows(len(typed)):
                what = Message(
                    "the key '{typed}...' has {count:,} letters", typed=typed[:20], count=len(typed)
                )
                self._report.beyond(KEY_LETTERS, what, line=line, column=column)
                continue
            key = self._listed_spelling(typed, line, column)
            self._last_key = (line, column)
            if key in values:
                if key in SAFETY_WORDS and schema.is_empty_or_no(values[key]):
                    # Of two withdrawals or notes, the one that is not empty counts.
                    values[key] = self.value(value_node, (*path, key))
                elif key not in SAFETY_WORDS:
                    self.dropped.append(self._typed(value_node))
                self._report.error(
                    "duplicate-key",
                    Message("'{key}' is given twice; only one of them is used", key=key),
                    Message("keep one of the two lines"),
                    line=line,
                    column=column,
                )
                continue
            values[key] = self.value(value_node, (*path, key))
        return values

    def _listed_spelling(self, typed: str, line: int, column: int) -> str:
        """The listed spelling of a key; capitals, quotes, spaces and hyphens do not count."""
        key = schema.listed_key(typed)
        if key == typed:
            return typed
        self._report.info(
            "key-spelling",
            Message("'{typed}' is read as {key}", typed=typed, key=key),
            Message("write {key}:", key=key),
            line=line,
            column=column,
        )
        return key

    def value(self, node: yaml.Node, path: Path) -> Value:
        # The node of a reference stands elsewhere; the reference itself follows the last key.
        line, column = self._source_map[path] = (
            self._position(node) if id(node) not in self._seen else self._last_key
        )
        if id(node) in self._seen:
            self._report.error(
                "alias",
                Message("a reference (* or &) is not read here"),
                Message("write the words out"),
                line=line,
                column=column,
            )
            return ""
        self._seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return (
                self._as_typed(node, line, column)
                if self._first_sign(node) in "&!"
                else self._scalar(node, path)
            )
        if (
            path
            and path[-1] in schema.TEXT_KEYS
            and isinstance(node, yaml.CollectionNode)
            and node.flow_style
            and not _is_list_of_words(node)
        ):
            return self._as_typed(node, line, column)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        return [self.value(item, (*path, number)) for number, item in enumerate(node.value)]

    def _first_sign(self, node: yaml.Node) -> str:
        """The sign with which a value begins in the file; a space where there is none."""
        place = node.start_mark
        return (
            self._lines[place.line][place.column : place.column + 1]
            if place.line < len(self._lines)
            else ""
        ) or " "

    def _typed(self, node: yaml.Node) -> str:
        """The lines of the file in which a value stands, from its beginning."""
        lines = self._lines[node.start_mark.line : node.end_mark.line + 1]
        lines[0] = lines[0][node.start_mark.column :]
        return "\n".join(lines)

    def _as_typed(self, node: yaml.Node, line: int, column: int) -> str:
        """A value as typed that YAML takes for no text: in brackets, or with ! or & before it."""
        start, end = node.start_mark, node.end_mark
        lines = self._lines[start.line : end.line + 1]
        lines[-1] = lines[-1][: end.column]
        lines[0] = lines[0][start.column :]
        typed = " ".join(part.strip() for part in lines).strip()
        hint = Message("put the value between straight quotes, or take the sign away")
        self._report.warn(
            "sign-as-typed",
            Message("'{typed}' is shown with its {sign}", typed=typed[:60], sign=typed[0]),
            hint,
            line=line,
            column=column,
        )
        return typed

    def _scalar(self, node: yaml.ScalarNode, path: Path) -> str:
        self._report_traps(node)
        typed = str(node.value).strip()
        if (
            not typed
            and path == ("content_note",)
            and (found := _VALUE_AFTER_HASH.match(self._rest_of_line(node)))
        ):
            typed = found[1].lstrip("# ")
            line, column = self._position(node)
            self._report.warn(
                "sign-as-typed",
                Message("'{typed}' is shown although it follows a #", typed=typed),
                Message("take the # away"),
                line=line,
                column=column,
            )
        return typed

    def _rest_of_line(self, node: yaml.ScalarNode) -> str:
        """The rest of the line after a plain value."""
        end = node.end_mark
        return (
            self._lines[end.line][end.column :]
            if not node.style and end.line < len(self._lines)
            else ""
        )

    def _report_traps(self, node: yaml.ScalarNode) -> None:
        """Report curly quotes, and words that YAML takes for a comment."""
        typed = str(node.value).strip()
        line, column = self._position(node)
        if len(typed) > 1 and typed[0] in "“„«" and typed[-1] in "”“»":
            hint = Message("take the curly quotes away, or type straight ones")
            self._report.warn(
                "curly-quotes",
                Message("the quotes of {typed} are printed with it", typed=typed),
                hint,
                line=line,
                column=column,
            )
        end, rest = node.end_mark, self._rest_of_line(node)
        # A comment has a space after its #; a number or a tag has not.
        if found := _CUT_BY_HASH.match(rest):
            hint = Message(
                'put the value between straight quotes: "{value}"',
                value=f"{typed} {found[1]}".strip(),
            )
            line, column = end.line + self._first_line, end.column + found.start(1) + 1
            self._report.warn(
                "cut-by-hash",
                Message("'{found}' is read as a comment and left out", found=found[1].strip()),
                hint,
                line=line,
                column=column,
            )


def _is_list_of_words(node: yaml.Node) -> bool:
    """Several words in brackets are a list; a single one is a title with brackets."""
    return (
        isinstance(node, yaml.SequenceNode)
        and len(node.value) != 1
        and all(isinstance(item, yaml.ScalarNode) for item in node.value)
    )

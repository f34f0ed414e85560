"""YAML read as text: every scalar stays what was typed, and every key remembers where it stands.

YAML would turn ``no`` into False, ``13:00`` into 780, ``0123`` into 83 and ``1.10`` into 1.1, and would let the
last of two equal keys win. Here the nodes are taken as they were composed, before any of that.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from kiosk.content.front_matter import schema
from kiosk.content.front_matter.yaml_errors import report_yaml
from kiosk.content.problems import Report
from kiosk.content.safety.keys import SAFETY_WORDS

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HIDDEN = {"\ufeff": "", "\u00a0": " ", "\u2007": " ", "\u202f": " "}

# Behind a value, what YAML takes for a note and a person may not.
_CUT = re.compile(r"\s*(#\w.*)")
# Where there is no value at all, whatever stands behind the # was meant to be one.
_INSTEAD = re.compile(r"\s*(#\s*\w.*)")

# No label has so many letters among its keys, nor lists in lists in lists. Deeper ones end the composer, and the program with it.
_MOST_LETTERS = 65_536
_DEEPEST = 20
# Where none of these is met, nothing can be nested so deep: each level takes a bracket, or a sign or a space more at the line's start.
_DEEP = re.compile(rf"^[ ?:-]{{{_DEEPEST // 2},}}", re.MULTILINE)

Value = str | list["Value"] | dict[str, "Value"]
Path = tuple[str | int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ParsedYaml:
    """Keys and values as text, and the line and column (from 1) of each key's value, by its path."""

    values: dict[str, Value] = field(default_factory=dict)
    source_map: Mapping[Path, tuple[int, int]] = field(default_factory=dict)


def read_yaml(text: str, report: Report, *, first_line: int = 1) -> ParsedYaml | None:
    """Keys and values of a YAML mapping; None when it cannot be read at all, which is reported.

    ``first_line`` is the line of the file at which ``text`` begins.
    """
    for sign, plain in _HIDDEN.items():
        text = text.replace(sign, plain)
    if len(text) > _MOST_LETTERS:
        report.error(
            "yaml",
            f"the keys have more than {_MOST_LETTERS} letters",
            "move the long text below the second ---",
            line=first_line,
        )
        return None
    try:
        if line := _too_deep(text):
            report.error(
                "yaml",
                "brackets or lists stand too deep within each other",
                "write the words alone",
                line=line - 1 + first_line,
            )
            return None
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        report_yaml(error, text, report, first_line)
        return None
    except yaml.YAMLError as error:
        report.error(
            "yaml",
            f"this part cannot be read: {error}",
            "look for an unusual sign and type it anew",
        )
        return None
    if node is None:
        return ParsedYaml()
    if not isinstance(node, yaml.MappingNode):
        report.error(
            "yaml",
            "this part is not a list of 'key: value' lines",
            "write for example title: The Long Field, with a space behind the colon",
            line=first_line,
        )
        return None
    marks: dict[Path, tuple[int, int]] = {}
    reader = _Reader(report, marks, first_line, text.split("\n"))
    values = reader.mapping(node, ())
    return ParsedYaml(values=values, source_map=marks)


def _too_deep(text: str) -> int:
    """The line, from 1, at which ``text`` is nested too deep to be composed; 0 when it is not. Raises YAMLError."""
    if text.count("[") + text.count("{") <= _DEEPEST // 2 and not _DEEP.search(text):
        return 0
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                return event.start_mark.line + 1 if event.start_mark else 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return 0


class _Reader:
    def __init__(
        self, report: Report, marks: dict[Path, tuple[int, int]], first_line: int, lines: list[str]
    ) -> None:
        self._report, self._marks, self._first, self._lines = report, marks, first_line, lines
        self._seen: set[int] = set()
        self._key = (first_line, 1)

    def _at(self, node: yaml.Node) -> tuple[int, int]:
        return node.start_mark.line + self._first, node.start_mark.column + 1

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for key_node, value_node in node.value:
            line, column = self._at(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self._report.error("yaml", "a key has to be a word", "", line=line, column=column)
                continue
            key = self._spelled(str(key_node.value).strip(), line, column)
            self._key = (line, column)
            if key in values:
                if key in SAFETY_WORDS and schema.is_empty_or_no(values[key]):
                    # Of two withdrawals or two notes the one that says something counts.
                    values[key] = self.value(value_node, (*path, key))
                self._report.error(
                    "duplicate-key",
                    f"'{key}' is given twice; only one of them is used",
                    "keep one of the two lines",
                    line=line,
                    column=column,
                )
                continue
            values[key] = self.value(value_node, (*path, key))
        return values

    def _spelled(self, typed: str, line: int, column: int) -> str:
        """A key as it is listed, where it differs only in capitals, quotes, or a space or a hyphen for the low line."""
        if typed in schema.ALL_KEYS:
            return typed
        key = schema.SPELLINGS.get(schema.normalized_key(typed).replace("_", ""), typed)
        if key == typed:
            return typed
        self._report.info(
            "key-spelling", f"'{typed}' is read as {key}", f"write {key}:", line=line, column=column
        )
        return key

    def value(self, node: yaml.Node, path: Path) -> Value:
        # What is referred to stands elsewhere; the reference itself stands behind the key that was read last.
        line, column = self._marks[path] = (
            self._at(node) if id(node) not in self._seen else self._key
        )
        if id(node) in self._seen:
            self._report.error(
                "alias",
                "a reference (* or &) is not read here",
                "write the words out",
                line=line,
                column=column,
            )
            return ""
        self._seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return (
                self._as_typed(node, line, column)
                if self._sign(node) in "&!"
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

    def _sign(self, node: yaml.Node) -> str:
        """The sign of the file with which a value begins; a space where there is none."""
        place = node.start_mark
        return (
            self._lines[place.line][place.column : place.column + 1]
            if place.line < len(self._lines)
            else ""
        ) or " "

    def _as_typed(self, node: yaml.Node, line: int, column: int) -> str:
        """What YAML would make something else of than words: brackets, and ! or & before them."""
        start, end = node.start_mark, node.end_mark
        lines = self._lines[start.line : end.line + 1]
        lines[-1] = lines[-1][: end.column]
        lines[0] = lines[0][start.column :]
        typed = " ".join(part.strip() for part in lines).strip()
        hint = "put the value between straight quotes, or take the sign away"
        self._report.warn(
            "sign-as-typed",
            f"'{typed[:60]}' is shown with its {typed[0]}",
            hint,
            line=line,
            column=column,
        )
        return typed

    def _scalar(self, node: yaml.ScalarNode, path: Path) -> str:
        self._traps(node)
        typed = str(node.value).strip()
        if not typed and path == ("content_note",) and (found := _INSTEAD.match(self._rest(node))):
            typed = found[1].lstrip("# ")
            line, column = self._at(node)
            self._report.warn(
                "sign-as-typed",
                f"'{typed}' is shown, though it stands behind a #",
                "take the # away",
                line=line,
                column=column,
            )
        return typed

    def _rest(self, node: yaml.ScalarNode) -> str:
        """What stands behind a plain value in its line."""
        end = node.end_mark
        return (
            self._lines[end.line][end.column :]
            if not node.style and end.line < len(self._lines)
            else ""
        )

    def _traps(self, node: yaml.ScalarNode) -> None:
        """What YAML reads otherwise than it was meant, and what a word processor made of it."""
        typed = str(node.value).strip()
        line, column = self._at(node)
        if len(typed) > 1 and typed[0] in "“„«" and typed[-1] in "”“»":
            hint = "take the curly quotes away, or type straight ones"
            self._report.warn(
                "curly-quotes",
                f"the quotes of {typed} are printed with it",
                hint,
                line=line,
                column=column,
            )
        end, rest = node.end_mark, self._rest(node)
        # A note has a space behind its #; a number or a tag has not.
        if found := _CUT.match(rest):
            hint = f'put the value between straight quotes: "{f"{typed} {found[1]}".strip()}"'
            line, column = end.line + self._first, end.column + found.start(1) + 1
            self._report.warn(
                "cut-by-hash",
                f"'{found[1].strip()}' is taken for a note and not read",
                hint,
                line=line,
                column=column,
            )


def _is_list_of_words(node: yaml.Node) -> bool:
    """Several words between brackets are a list; a single one is a title that is written so."""
    return (
        isinstance(node, yaml.SequenceNode)
        and len(node.value) != 1
        and all(isinstance(item, yaml.ScalarNode) for item in node.value)
    )

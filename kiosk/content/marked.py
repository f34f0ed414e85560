"""YAML read as text: every scalar stays what was typed, and every key remembers where it stands.

YAML would turn ``no`` into False, ``13:00`` into 780, ``0123`` into 83 and ``1.10`` into 1.1, and would let the
last of two equal keys win. Here the nodes are taken as they were composed, before any of that.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from kiosk.content.problems import Report

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HIDDEN = {"\ufeff": "", "\u00a0": " ", "\u2007": " ", "\u202f": " "}

# Behind a value, what YAML takes for a note and a person may not.
_CUT = re.compile(r"\s*(#\w.*)")

Value = str | list["Value"] | dict[str, "Value"]
Path = tuple[str | int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Marked:
    """Keys and values as text, and the line and column (from 1) of each key's value, by its path."""

    values: dict[str, Value] = field(default_factory=dict)
    marks: Mapping[Path, tuple[int, int]] = field(default_factory=dict)


def read_yaml(text: str, report: Report, *, first_line: int = 1) -> Marked | None:
    """Keys and values of a YAML mapping; None when it cannot be read at all, which is reported.

    ``first_line`` is the line of the file at which ``text`` begins.
    """
    for sign, plain in _HIDDEN.items():
        text = text.replace(sign, plain)
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        _report_yaml(error, text, report, first_line)
        return None
    except yaml.YAMLError as error:
        report.error("yaml", f"this part cannot be read: {error}", "look for an unusual sign and type it anew")
        return None
    if node is None:
        return Marked()
    if not isinstance(node, yaml.MappingNode):
        report.error(
            "yaml",
            "this part is not a list of 'key: value' lines",
            "write for example: title: The Long Field",
            line=first_line,
        )
        return None
    marks: dict[Path, tuple[int, int]] = {}
    reader = _Reader(report, marks, first_line, text.split("\n"))
    values = reader.mapping(node, ())
    return Marked(values=values, marks=marks)


class _Reader:
    def __init__(self, report: Report, marks: dict[Path, tuple[int, int]], first_line: int, lines: list[str]) -> None:
        self._report, self._marks, self._first, self._lines = report, marks, first_line, lines
        self._seen: set[int] = set()

    def _at(self, node: yaml.Node) -> tuple[int, int]:
        return node.start_mark.line + self._first, node.start_mark.column + 1

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for key_node, value_node in node.value:
            line, column = self._at(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self._report.error("yaml", "a key has to be a word", "", line=line, column=column)
                continue
            key = str(key_node.value).strip()
            if key in values:
                self._report.error(
                    "duplicate-key",
                    f"'{key}' is given twice; the first one is used",
                    "keep one of the two lines",
                    line=line,
                    column=column,
                )
                continue
            values[key] = self.value(value_node, (*path, key))
        return values

    def value(self, node: yaml.Node, path: Path) -> Value:
        self._marks[path] = self._at(node)
        if isinstance(node, yaml.ScalarNode):
            self._traps(node)
            return str(node.value).strip()
        line, column = self._at(node)
        if id(node) in self._seen:
            self._report.error("alias", "a reference (* or &) is not read here", "write the words out", line=line, column=column)
            return ""
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        return [self.value(item, (*path, number)) for number, item in enumerate(node.value)]

    def _traps(self, node: yaml.ScalarNode) -> None:
        """What YAML reads otherwise than it was meant, and what a word processor made of it."""
        typed = str(node.value).strip()
        line, column = self._at(node)
        if len(typed) > 1 and typed[0] in "“„«" and typed[-1] in "”“»":
            hint = "take the curly quotes away, or type straight ones"
            self._report.warn("curly-quotes", f"the quotes of {typed} are printed with it", hint, line=line, column=column)
        end = node.end_mark
        rest = self._lines[end.line][end.column :] if not node.style and end.line < len(self._lines) else ""
        # A note has a space behind its #; a number or a tag has not.
        if found := _CUT.match(rest):
            hint = f'put the value between straight quotes: "{typed} {found[1].strip()}"'
            line, column = end.line + self._first, end.column + found.start(1) + 1
            self._report.warn("cut-by-hash", f"'{found[1].strip()}' is taken for a note and not read", hint, line=line, column=column)


def _report_yaml(error: yaml.MarkedYAMLError, text: str, report: Report, first_line: int) -> None:
    mark = error.problem_mark or error.context_mark
    line = mark.line + first_line if mark else first_line
    column = mark.column + 1 if mark else 1
    lines = text.splitlines()
    typed = lines[mark.line] if mark and mark.line < len(lines) else ""
    hint = "write 'key: value', one on a line; put a value that holds ': ' or '#' between straight quotes"
    if "\t" in typed:
        hint = "replace the tab at the start of the line by spaces"
    elif any(quote in typed for quote in "“”„«»"):
        hint = 'use straight quotes (") around the value, not curly ones'
    elif typed.count(": ") > 1:
        hint = f'put the value between straight quotes: {typed.split(":")[0].strip()}: "..."'
    report.error(
        "yaml",
        f"this line cannot be read: {error.problem or error.context or 'unexpected sign'}",
        hint,
        line=line,
        column=column,
    )

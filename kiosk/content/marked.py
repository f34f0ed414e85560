"""YAML read as text: every scalar stays what was typed, and every key remembers where it stands.

YAML would turn ``no`` into False, ``13:00`` into 780, ``0123`` into 83 and ``1.10`` into 1.1, and would let the
last of two equal keys win. Here the nodes are taken as they were composed, before any of that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from kiosk.content.problems import Report

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HIDDEN = {"\ufeff": "", "\u00a0": " ", "\u2007": " ", "\u202f": " "}

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
    reader = _Reader(report, marks, first_line)
    values = reader.mapping(node, ())
    return Marked(values=values, marks=marks)


class _Reader:
    def __init__(self, report: Report, marks: dict[Path, tuple[int, int]], first_line: int) -> None:
        self._report, self._marks, self._first = report, marks, first_line
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
            return str(node.value).strip()
        line, column = self._at(node)
        if id(node) in self._seen:
            self._report.error("alias", "a reference (* or &) is not read here", "write the words out", line=line, column=column)
            return ""
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        return [self.value(item, (*path, number)) for number, item in enumerate(node.value)]


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

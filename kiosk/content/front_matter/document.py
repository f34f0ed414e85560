"""A text file: decoded, split into front matter and body, its keys read by name and type."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kiosk.content.dates.when import read_day
from kiosk.content.front_matter.front_matter import foreign_format, split
from kiosk.content.front_matter.schema import (
    NO,
    NULLS,
    YES,
    Keys,
    example_of,
    normalized_key,
)
from kiosk.content.front_matter.yaml_source import ParsedYaml, Value, read_yaml
from kiosk.content.problems import Report


@dataclass(kw_only=True)
class Document:
    """One file, or one section of its keys.

    ``source_map`` gives the line and column, from 1, of each value by its path of keys. Faults go
    to ``report``.
    """

    report: Report
    values: dict[str, Value] = field(default_factory=dict)
    source_map: Mapping[tuple[str | int, ...], tuple[int, int]] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    _known: set[str] = field(default_factory=set)

    def position(self, *path: str | int) -> tuple[int, int]:
        """Line and column, from 1, of a key's value, or of the nearest key above it."""
        while path:
            if path in self.source_map:
                return self.source_map[path]
            path = path[:-1]
        return 1, 1

    def text(self, key: str) -> str:
        """A key's words; "" when absent. A list of words is joined by commas."""
        self._known.add(key)
        text = text_of(self.values.get(key, ""))
        if text is None:
            self._wrong(key, "words", example_of(key))
        return text or ""

    def words(self, key: str) -> tuple[str, ...]:
        """A list of words, or words parted by commas."""
        value = self.values.get(key)
        if isinstance(value, str):
            self._known.add(key)
            return tuple(part.strip() for part in value.strip("[]").split(",") if part.strip())
        return tuple(part for part in self.text(key).split(", ") if part)

    def flag(self, key: str, *, default: bool, in_doubt: bool | None = None) -> bool:
        """Yes or no in the usual spellings; ``default`` when the key is absent.

        ``in_doubt`` (as ``default``, unless given) is for a key that says neither.
        """
        doubt = default if in_doubt is None else in_doubt
        typed = self.text(key)
        if typed.casefold() in YES | NO:
            return typed.casefold() in YES
        if not typed and (in_doubt is None or key not in self.values):
            return default
        line, column = self.position(key)
        self.report.warn(
            "yes-or-no",
            f"'{typed}' is neither yes nor no; '{'yes' if doubt else 'no'}' is used",
            f"write {key}: yes, or {key}: no",
            line=line,
            column=column,
        )
        return doubt

    def number(self, key: str, *, default: float, least: float = 0.0) -> float:
        """A number of at least ``least``."""
        typed = self.text(key)
        if not typed:
            return default
        try:
            value = float(typed)
        except ValueError:
            value = float("nan")
        if value >= least and value != float("inf"):
            return value
        line, column = self.position(key)
        self.report.warn(
            "number",
            f"'{typed}' is not a number of at least {least:g}; {default:g} is used",
            f"write for example {example_of(key)}",
            line=line,
            column=column,
        )
        return default

    def day(self, key: str) -> date | None:
        """A date in ISO 8601 or in words."""
        typed = self.text(key)
        if not typed:
            return None
        day, warnings = read_day(typed)
        line, column = self.position(key)
        for rule, message, hint in warnings:
            self.report.warn(rule, message, hint, line=line, column=column)
        if day is None:
            self.report.error(
                "date",
                f"'{typed}' is not a date that can be read",
                f"write {key}: 2026-01-31, or {key}: January 31, 2026",
                line=line,
                column=column,
            )
        return day

    def section(self, key: str) -> "Document":
        """The keys below a key, as a document with the same report."""
        self._known.add(key)
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            if value != "":
                self._wrong(key, "keys of its own", example_of(key))
            value = {}
        source_map = {
            path[1:]: position
            for path, position in self.source_map.items()
            if path[0] == key and len(path) > 1
        }
        return Document(report=self.report, values=value, source_map=source_map)

    def sections(self, key: str) -> list["Document"]:
        """The entries of a list of mappings; an entry of words alone is its ``name``."""
        self._known.add(key)
        value = self.values.get(key, [])
        entries = value if isinstance(value, list) else [value] if value != "" else []
        found = []
        for number, entry in enumerate(entries):
            source_map = {
                path[2:]: position
                for path, position in self.source_map.items()
                if path[:2] == (key, number) and len(path) > 2
            }
            if isinstance(entry, str):
                entry, source_map = {"name": entry}, {("name",): self.position(key, number)}
            if isinstance(entry, dict):
                found.append(Document(report=self.report, values=entry, source_map=source_map))
            else:
                self._wrong(
                    key, "names and roles", f"{key}:\n  - name: Ana Example\n    role: Speaker"
                )
        return found

    def has(self, key: str) -> bool:
        """True when the file has the key."""
        return key in self.values

    def report_unknown(self, keys: Keys) -> None:
        """Report every key that is not among ``keys``, with the nearest one that is.

        Raises LookupError when the program asked for a key that is not among them.
        """
        if not self._known <= keys.keys():
            raise LookupError(f"not in the schema: {', '.join(sorted(self._known - keys.keys()))}")
        known = sorted(keys)
        for key in self.values:
            if key in known:
                continue
            near = difflib.get_close_matches(normalized_key(key), known, n=1, cutoff=0.6)
            hint = f"did you mean '{near[0]}'?" if near else f"known keys here: {', '.join(known)}"
            line, _ = self.position(key)
            self.report.warn(
                "unknown-key", f"'{key}' is not a key that is read here", hint, line=line
            )

    def _wrong(self, key: str, wanted: str, example: str) -> None:
        line, column = self.position(key)
        self.report.error(
            "wrong-kind",
            f"'{key}' has to hold {wanted}",
            f"write {example}",
            line=line,
            column=column,
        )


def text_of(value: Value) -> str | None:
    """The words of a value; "" for YAML's null; None for a value that is no text."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(str(item) for item in value)
    if not isinstance(value, str):
        return None
    return "" if value in NULLS else " ".join(value.split("\n"))


def read_text(path: Path, report: Report) -> str | None:
    """The text of a file in UTF-8, UTF-16 or Windows-1252; None when it cannot be read.

    Line ends become "\\n".
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        report.error(
            "unreadable",
            f"the file cannot be read: {error.strerror or error}",
            "check its permissions",
        )
        return None
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = raw.decode("utf-16", "replace")
    else:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
            report.warn(
                "encoding",
                "the file is not saved as UTF-8; it is read as Windows text",
                "save it as UTF-8 (in a word processor: plain text, UTF-8)",
                line=line,
            )
            text = raw.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def read_document(path: Path, report: Report) -> Document | None:
    """Front matter and body of a Markdown file; None when its keys cannot be read."""
    text = read_text(path, report)
    if text is None:
        return None
    front_matter = split(text, report)
    if front_matter is None:
        return None
    parsed: ParsedYaml | None = ParsedYaml()
    if front_matter.keys is not None:
        parsed = read_yaml(front_matter.keys, report, first_line=front_matter.keys_line)
    if parsed is None:
        return None
    return Document(
        report=report,
        values=parsed.values,
        source_map=parsed.source_map,
        body=front_matter.body,
        body_line=front_matter.body_line,
    )


def read_keys(path: Path, report: Report) -> Document | None:
    """A YAML file without a body; None when it cannot be read.

    A last line of hyphens is allowed, as in a label.
    """
    text = read_text(path, report)
    if text is None:
        return None
    if kind := foreign_format(text):
        report.error(
            "not-plain-text",
            f"this is {kind}, not plain text; nothing of it can be read",
            "save it as plain text (UTF-8)",
        )
        return None
    parsed = read_yaml(re.sub(r"\n(---|\.\.\.)\s*$", "\n", text), report)
    return (
        Document(report=report, values=parsed.values, source_map=parsed.source_map)
        if parsed
        else None
    )

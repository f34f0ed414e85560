"""A text file: decoded, split into front matter and body, its keys read by name and type."""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kiosk.content.dates.date_reading import DateContext
from kiosk.content.dates.when import read_day
from kiosk.content.front_matter.foreign_formats import SAVE_AS_UTF8, foreign_format
from kiosk.content.front_matter.front_matter import split
from kiosk.content.front_matter.pasted_markup import (
    MarkupKind,
    find_markup,
    report_markup,
    without_markup,
)
from kiosk.content.front_matter.schema import (
    NO,
    NULLS,
    YES,
    Keys,
    example_of,
    normalized_key,
)
from kiosk.content.front_matter.yaml_source import ParsedYaml, Value, read_yaml
from kiosk.content.permissions import refusal, step_to_allow
from kiosk.content.problems import MEND_PERMISSIONS, Report
from kiosk.domain import Message
from kiosk.domain.bounds import (
    KIOSK_YAML_BYTES,
    LABEL_BYTES,
    LINE_LETTERS,
    LIST_ENTRIES,
    NUMBER_DIGITS,
    SHORT_LETTERS,
    TITLE_LETTERS,
    TITLE_SCRIPTS,
    VALUE_LETTERS,
    VALUE_SCRIPTS,
    WORD_LETTERS,
    YEARS,
    Bound,
    bounded_year,
)
from kiosk.domain.normal_form import normalized
from kiosk.domain.scripts import count_scripts, cut_scripts
from kiosk.path_safety import FileTooLargeError, RefusedFileError, read_below, read_head_below

# Control characters of ASCII and of ISO 8859, but tab, line feed and next line; and what is no
# character.
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Keys whose words visitors see; in an address "<" and "&" mean something else.
_SEEN_WORDS = frozenset(
    (
        *("title", "artist", "medium", "dimensions", "credit", "alt", "content_note"),
        *("short", "place", "price", "presented_by", "hosted_by", "by", "kind", "summary", "next"),
        "audience",
    )
)
_BOUNDS = {"title": TITLE_LETTERS, "short": SHORT_LETTERS}
_PEOPLE = Message("names and roles")
_MAY_BE_HTML = re.compile(r"<[a-zA-Z/!]|&[a-zA-Z#]")
_LAST_FENCE = re.compile(r"[\n\r](---|\.\.\.)\s*$")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
# A run of letters of a script that has spaces: not of Thai, Lao, Tibetan, Burmese, Khmer, Chinese,
# Japanese and their like.
_LONG_WORD = re.compile(
    r"[^\s\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
    rf"{{{WORD_LETTERS.limit}}}(?=\S)"
)


@dataclass(kw_only=True)
class Document:
    """One file, or one section of its keys.

    ``source_map`` gives the line and column, from 1, of each value by its path of keys. ``dropped``
    are typed values of keys that are given twice, which are not used. ``dates`` is what the folder
    says of its dates. Faults go to ``report``.
    """

    report: Report
    values: dict[str, Value] = field(default_factory=dict)
    source_map: Mapping[tuple[str | int, ...], tuple[int, int]] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    dropped: tuple[str, ...] = ()
    dates: DateContext | None = None
    _known: set[str] = field(default_factory=set)
    _reported: set[tuple[str, str]] = field(default_factory=set)

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
            self._wrong(key, Message("words"), example_of(key))
        bound = _BOUNDS.get(key, VALUE_LETTERS)
        if text and not bound.allows(len(text)):
            self._beyond(
                bound, key, Message("'{key}' has {count:,} letters", key=key, count=len(text))
            )
            # Half of a short title says something else.
            text = "" if bound is SHORT_LETTERS else cut_text(text, bound)
        if text and not text.isascii():
            text = self._within_scripts(key, text)
        if text and key in _SEEN_WORDS and _MAY_BE_HTML.search(text):
            return self._without_html(key, text)
        return text or ""

    def _within_scripts(self, key: str, text: str) -> str:
        """A value within its bound of scripts; what is cut is reported once."""
        bound = TITLE_SCRIPTS if key in ("title", "short") else VALUE_SCRIPTS
        if not bound.allows(count := count_scripts(text)):
            self._beyond(bound, key, Message("'{key}' has {count:,} scripts", key=key, count=count))
        return cut_scripts(text, bound.limit)

    def _without_html(self, key: str, text: str) -> str:
        """A value without tags and signs of HTML, which are reported once."""
        if all(one.kind is not MarkupKind.HTML for one in find_markup(text)):
            return text
        if ("html-in-text", key) not in self._reported:
            self._reported.add(("html-in-text", key))
            line, _ = self.position(key)
            report_markup(text, self.report, line, tell_links=False)
        return " ".join(without_markup(text, as_verse=True).split())

    def _beyond(self, bound: Bound, key: str, what: Message) -> None:
        """Report once that a key's value is beyond a bound."""
        if (bound.name, key) not in self._reported:
            self._reported.add((bound.name, key))
            line, column = self.position(key)
            self.report.beyond(bound, what, line=line, column=column)

    def words(self, key: str) -> tuple[str, ...]:
        """A list of words, or words parted by commas."""
        self._known.add(key)
        value = self.values.get(key)
        if isinstance(value, str):
            parts = [part.strip() for part in value.strip("[]").split(",")]
        elif isinstance(value, list) and all(isinstance(part, str) for part in value):
            parts = [piece for part in value for piece in str(part).split(", ")]
        else:
            parts = self.text(key).split(", ")
        words = [part for part in parts if part]
        if not LIST_ENTRIES.allows(len(words)):
            self._beyond(
                LIST_ENTRIES,
                key,
                Message("'{key}' has {count:,} entries", key=key, count=len(words)),
            )
        return tuple(
            word if VALUE_LETTERS.allows(len(word)) else cut_text(word, TITLE_LETTERS)
            for word in words[: LIST_ENTRIES.limit]
        )

    def list_of_words(self, key: str) -> tuple[str, ...]:
        """The entries of a list, each whole as typed; words on one line are parted by commas."""
        self._known.add(key)
        value = self.values.get(key, "")
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            return tuple(map(str, value))
        if isinstance(value, str) and value not in NULLS:
            return tuple(part for part in map(str.strip, value.strip("[]").split(",")) if part)
        if value not in ("", [], {}) and not isinstance(value, str):
            self._wrong(key, Message("a list of words"), example_of(key))
        return ()

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
            Message(
                "'{typed}' is neither yes nor no; '{word}' is used",
                typed=typed,
                word=Message("yes") if doubt else Message("no"),
            ),
            Message("write {key}: yes, or {key}: no", key=key),
            line=line,
            column=column,
        )
        return doubt

    def number(self, key: str, *, default: float, least: float = 0.0) -> float:
        """A number of at least ``least``."""
        typed = self.text(key)
        if not typed:
            return default
        value = bounded_number(typed)
        if value is not None and value >= least:
            return value
        line, column = self.position(key)
        self.report.warn(
            "number",
            Message(
                "'{typed}' is not a number of at least {least:g}; {default:g} is used",
                typed=typed[:60],
                least=least,
                default=default,
            ),
            Message("write for example {example}", example=example_of(key)),
            line=line,
            column=column,
        )
        return default

    def day(self, key: str, *, tells_years: bool = True) -> date | None:
        """A date in ISO 8601 or in words.

        One beyond the years that are read is the nearest within them, and reported, but without
        ``tells_years``, for a key of which a rule of the check tells any day in the future.
        """
        typed = self.text(key)
        if not typed:
            return None
        # People write 9999 for "always"; the nearest year that is read means the same.
        bounded = _YEAR.sub(lambda year: f"{bounded_year(int(year[0]))}", typed)
        if bounded != typed and tells_years:
            self._beyond(YEARS, key, Message("'{typed}' lies in another year", typed=typed[:100]))
        day, warnings = read_day(bounded, self.dates)
        line, column = self.position(key)
        for rule, message, hint in warnings:
            self.report.warn(rule, message, hint, line=line, column=column)
        if day is None:
            self.report.error(
                "date",
                Message("'{typed}' is not a date that can be read", typed=typed[:100]),
                Message("write {key}: 2026-01-31, or {key}: January 31, 2026", key=key),
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
                self._wrong(key, Message("keys of its own"), example_of(key))
            value = {}
        source_map = {
            path[1:]: position
            for path, position in self.source_map.items()
            if path[0] == key and len(path) > 1
        }
        return Document(report=self.report, values=value, source_map=source_map, dates=self.dates)

    def sections(
        self, key: str, words_are: str = "name", wanted: Message = _PEOPLE, example: str = ""
    ) -> list["Document"]:
        """The entries of a list of mappings; an entry of words alone is its ``words_are``.

        ``wanted`` and ``example`` tell a curator what a list of another kind has to hold.
        """
        self._known.add(key)
        value = self.values.get(key, [])
        entries = value if isinstance(value, list) else [value] if value != "" else []
        if not LIST_ENTRIES.allows(len(entries)):
            self._beyond(
                LIST_ENTRIES,
                key,
                Message("'{key}' has {count:,} entries", key=key, count=len(entries)),
            )
        found = []
        for number, entry in enumerate(entries[: LIST_ENTRIES.limit]):
            source_map = {
                path[2:]: position
                for path, position in self.source_map.items()
                if path[:2] == (key, number) and len(path) > 2
            }
            if isinstance(entry, str):
                entry, source_map = {words_are: entry}, {(words_are,): self.position(key, number)}
            if isinstance(entry, dict):
                found.append(
                    Document(
                        report=self.report,
                        values=entry,
                        source_map=source_map,
                        dates=self.dates,
                    )
                )
            else:
                example = example or f"{key}:\n  - name: Ana Example\n    role: Speaker"
                self._wrong(key, wanted, example)
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
            hint = (
                Message("write {near}: if that is meant", near=near[0])
                if near
                else Message(
                    "write one of these keys, or put the words into the text below the second ---:"
                    " {names}",
                    names=", ".join(known),
                )
            )
            line, _ = self.position(key)
            self.report.warn(
                "unknown-key",
                Message("'{key}' is not a key that is read here", key=key),
                hint,
                line=line,
            )

    def _wrong(self, key: str, wanted: Message, example: str) -> None:
        line, column = self.position(key)
        self.report.error(
            "wrong-kind",
            Message("'{key}' has to hold {wanted}", key=key, wanted=wanted),
            Message("write {example}", example=example),
            line=line,
            column=column,
        )


def cut_text(text: str, bound: Bound) -> str:
    """The text within a bound of letters, with an ellipsis where it is cut."""
    return text if bound.allows(len(text)) else f"{text[: bound.limit - 1].rstrip()}…"


def bounded_number(typed: str) -> float | None:
    """A finite number; None for anything else, and for one of more digits than a double holds."""
    try:
        value = float(typed) if len(typed) <= 2 * NUMBER_DIGITS.limit else float("nan")
    except ValueError:
        return None
    return value if abs(value) < 10**NUMBER_DIGITS.limit else None


def bounded_lines(text: str, report: Report, *, first_line: int = 1) -> str:
    """A text whose lines and words are within their bounds: longer ones are broken, and told."""
    if len(text) <= WORD_LETTERS.limit:
        return text
    lines, long_lines, long_words = [], [], []
    for number, line in enumerate(text.split("\n"), start=first_line):
        if not WORD_LETTERS.allows(len(line)):
            broken = _LONG_WORD.sub(r"\g<0> ", line)
            if broken != line:
                long_words.append(number)
            if not LINE_LETTERS.allows(len(broken)):
                long_lines.append(number)
                broken = "\n".join(_broken(broken))
            line = broken
        lines.append(line)
    # One problem of each kind: a file that is no text has thousands of such lines.
    for bound, what, numbers in (
        (LINE_LETTERS, Message("this line is longer"), long_lines),
        (WORD_LETTERS, Message("a word of this line is longer"), long_words),
    ):
        if numbers:
            report.beyond(
                bound,
                what,
                Message("break the text into paragraphs")
                if bound is LINE_LETTERS
                else Message("take the word out"),
                line=numbers[0],
            )
    return "\n".join(lines)


def _broken(line: str) -> Iterator[str]:
    """The line in pieces within the bound, broken at spaces where there are any."""
    start, limit = 0, LINE_LETTERS.limit
    while len(line) - start > limit:
        end = line.rfind(" ", start + 1, start + limit)
        end = end if end > start else start + limit
        yield line[start:end].rstrip()
        start = end + 1 if line[end : end + 1] == " " else end
    yield line[start:]


def text_of(value: Value) -> str | None:
    """The words of a value; "" for YAML's null; None for a value that is no text."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(str(item) for item in value)
    if not isinstance(value, str):
        return None
    return "" if value in NULLS else " ".join(value.split("\n"))


def read_text(
    root: Path, name: str, report: Report, bound: Bound = LABEL_BYTES, *, head: int = 0
) -> str | None:
    """The text of a file below ``root`` in UTF-8, UTF-16 or Windows-1252; None when unreadable.

    Line ends become "\\n", control characters are taken out, and letters are composed with their
    accents. A file beyond ``bound`` cannot
    be read, but with ``head``, its first bytes, as many as that.
    """
    try:
        raw = read_head_below(root, name, head) if head else read_below(root, name, bound.limit)
    except FileTooLargeError as error:
        report.beyond(
            bound,
            Message("the file has {size:,} bytes", size=error.size),
            Message("split it, or take out a part"),
        )
        return None
    except (OSError, ValueError) as error:
        reason, step = _refusal(root / name, error)
        report.error(
            "unreadable", Message("the file cannot be read: {reason}", reason=reason), step
        )
        return None
    return text_of_bytes(raw, report, is_cut=bool(head))


def text_of_bytes(raw: bytes, report: Report, *, is_cut: bool = False) -> str:
    """The text of a file's bytes, as ``read_text`` gives it; ``is_cut`` for those of its head."""
    return normalized(_without_controls(_decoded(raw, report, is_cut=is_cut), report))


def _refusal(file: Path, error: OSError | ValueError) -> tuple[object, Message]:
    """Why a file is not read, and what to do about it."""
    if isinstance(error, RefusedFileError):
        return error.strerror, Message("put a file of its own in its place")
    if isinstance(error, OSError):
        return refusal(file, error), step_to_allow(file, error)
    return error, MEND_PERMISSIONS


def _decoded(raw: bytes, report: Report, *, is_cut: bool) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig", "ignore" if is_cut else "strict")
    except UnicodeDecodeError as error:
        if foreign_format(text := raw.decode("cp1252", "replace")):
            # What it is will be told; it is no text in another encoding.
            return text
        line = raw[: error.start].count(b"\n") + 1
        report.warn(
            "encoding",
            Message("the file is not saved as UTF-8; it is read as Windows text"),
            SAVE_AS_UTF8,
            line=line,
        )
        return raw.decode("cp1252", "replace")


def _without_controls(text: str, report: Report) -> str:
    """Without characters that no screen shows and no voice reads; line ends are "\\n"."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Word processors write a line break within a paragraph, and a page break, in these ways.
    text = text.replace("\v", "\n").replace("\f", "\n")
    first = CONTROLS.search(text)
    # A file of another format is known by such characters.
    if first is None or foreign_format(text):
        return text
    before = text[: first.start()]
    report.warn(
        "control-character",
        Message(
            "a control character (U+{code:04X}) is left out: it cannot be seen, and "
            "programs may take it for a command",
            code=ord(first.group()),
        ),
        Message("type the line again, without copying it"),
        line=before.count("\n") + 1,
        column=len(before) - before.rfind("\n"),
    )
    return CONTROLS.sub("", text)


def read_document(root: Path, name: str, report: Report) -> Document | None:
    """Front matter and body of a Markdown file below ``root``; None when it cannot be read."""
    text = read_text(root, name, report)
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
        dropped=parsed.dropped,
        body=bounded_lines(front_matter.body, report, first_line=front_matter.body_line),
        body_line=front_matter.body_line,
    )


def read_keys(root: Path, name: str, report: Report) -> Document | None:
    """A YAML file without a body, below ``root``; None when it cannot be read.

    A last line of hyphens is allowed, as in a label.
    """
    text = read_text(root, name, report, KIOSK_YAML_BYTES)
    if text is None:
        return None
    parsed = keys_of_text(text, report)
    return (
        Document(report=report, values=parsed.values, source_map=parsed.source_map)
        if parsed
        else None
    )


def keys_of_text(text: str, report: Report) -> ParsedYaml | None:
    """The keys of a YAML file's text; None when they cannot be read."""
    if kind := foreign_format(text):
        report.error(
            "not-plain-text",
            Message("this is {kind}, not plain text; nothing of it can be read", kind=kind.name),
            kind.step,
        )
        return None
    return read_yaml(text[: end_of_keys(text)], report)


def end_of_keys(text: str) -> int:
    """Where the keys of a YAML file end: before a last line of hyphens, as below a label's keys."""
    found = _LAST_FENCE.search(text)
    return found.start(1) if found else len(text)

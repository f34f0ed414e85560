"""Print problems as a compiler does, as JSON, and as SARIF 2.1.0 for editors and other tools."""

import json
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from kiosk.check.rule_pages import rules
from kiosk.check.translation import ENGLISH, translated
from kiosk.domain import Message, Problem, Severity
from kiosk.domain.control_characters import one_line
from kiosk.path_safety import read_head_below
from kiosk.version import version

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
# Of a longer line only the part around the caret is printed.
_MOST_COLUMNS = 100
# Of a longer file only the beginning is looked at for the line.
_MOST_BYTES = 2**20
_SARIF = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_TEXTS = (".md", ".yaml", ".ics")


def printable(text: str) -> str:
    """The text with U+FFFD for bytes of a file name that are not UTF-8."""
    return text if text.isascii() else _bytes(text).decode("utf-8", "replace")


def _bytes(text: str) -> bytes:
    """A file name as the bytes on the disk."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")


def _line(text: str) -> str:
    """One line without characters that would move a terminal's cursor or reverse its text."""
    return one_line(printable(text))


def counts(problems: Sequence[Problem]) -> dict[str, int]:
    """Count the problems of each severity."""
    found = Counter(problem.severity.value for problem in problems)
    return {severity.value: found[severity.value] for severity in Severity}


def _level(severity: Severity) -> Message:
    return {
        Severity.ERROR: Message("error"),
        Severity.WARNING: Message("warning"),
        Severity.INFO: Message("info"),
    }[severity]


def _amount(severity: Severity, number: int) -> Message:
    if number == 1:
        return {
            Severity.ERROR: Message("1 error"),
            Severity.WARNING: Message("1 warning"),
            Severity.INFO: Message("1 info"),
        }[severity]
    return {
        Severity.ERROR: Message("{number} errors", number=number),
        Severity.WARNING: Message("{number} warnings", number=number),
        Severity.INFO: Message("{number} info", number=number),
    }[severity]


def _summary(problems: Sequence[Problem], silenced: int, language: str) -> str:
    """The number of problems of each severity, and of those that are silenced."""
    found = [(Severity(name), number) for name, number in counts(problems).items() if number]
    parts = [_amount(severity, number) for severity, number in found]
    if silenced:
        parts = parts or [Message("No problems")]
        parts.append(Message("{number} silenced in kiosk.yaml", number=silenced))
    return ", ".join(translated(part, language) for part in parts or [Message("No problems.")])


def as_text(
    problems: Sequence[Problem],
    *,
    silenced: int = 0,
    source: Path | None = None,
    language: str = ENGLISH,
) -> str:
    """Each problem as ``path:line:column: severity: message [rule]`` and its hint, then the counts.

    With ``source``, the folder, as for a terminal: in colour, with the file's line and a caret.
    """
    lines = []
    lines_of: dict[str, list[str]] = {}
    for problem in problems:
        place = f"{_line(problem.path or '.')}:{problem.line}:{problem.column}"
        severity = translated(_level(problem.severity), language)
        if source is not None:
            place, severity = (
                f"\033[1m{place}\033[0m",
                f"\033[{_COLOURS[problem.severity]}m{severity}\033[0m",
            )
        message, hint = (translated(part, language) for part in (problem.message, problem.hint))
        lines.append(f"{place}: {severity}: {_line(message)} [{problem.rule}]")
        if source is not None:
            lines += _quoted(source, problem, lines_of)
        if hint:
            lines += [f"    {_line(part)}" for part in hint.split("\n")]
    lines.append(_summary(problems, silenced, language))
    return "\n".join(lines)


def _quoted(source: Path, problem: Problem, lines_of: dict[str, list[str]]) -> list[str]:
    """The problem's line of the file, and a caret below its column."""
    if not problem.path.endswith(_TEXTS):
        return []
    if problem.path not in lines_of:
        try:
            # Never a file outside of the folder, nor one whose link has just been laid.
            head = read_head_below(source, problem.path, _MOST_BYTES)
            text = head.decode("utf-8-sig", "replace")
        except (OSError, RuntimeError, ValueError):
            text = ""
        lines_of[problem.path] = text.splitlines()
    lines = lines_of[problem.path]
    if not 0 < problem.line <= len(lines):
        return []
    written = lines[problem.line - 1].replace("\t", " ")
    line, at = _line(written), len(_line(written[: problem.column - 1]))
    start = max(0, at - _MOST_COLUMNS // 2) if len(line) > _MOST_COLUMNS else 0
    shown = line[start : start + _MOST_COLUMNS]
    number = f"{problem.line:>5} | "
    return [f"{number}{shown}", " " * (len(number) + _columns(shown[: at - start])) + "^"]


def _columns(text: str) -> int:
    """The columns that a terminal uses: two for East Asian characters, none for combining marks."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )


def as_json(problems: Sequence[Problem], *, language: str = ENGLISH) -> str:
    """``{"problems": [...], "counts": {...}}``; only ``message`` and ``hint`` are translated."""
    rows = [
        {
            "path": printable(problem.path),
            "line": problem.line,
            "column": problem.column,
            "severity": problem.severity.value,
            "rule": problem.rule,
            "message": printable(translated(problem.message, language)),
            "hint": printable(translated(problem.hint, language)),
        }
        for problem in problems
    ]
    return json.dumps({"problems": rows, "counts": counts(problems)}, indent=2)


def _with_hint(problem: Problem, language: str) -> str:
    parts = (translated(part, language) for part in (problem.message, problem.hint) if part)
    return "; ".join(parts)


def as_sarif(problems: Sequence[Problem], *, language: str = ENGLISH) -> str:
    """SARIF 2.1.0 (OASIS): one run, the rules that found something, and one result a problem."""
    names = sorted({problem.rule for problem in problems})
    described: list[dict[str, object]] = []
    for name in names:
        info = rules(language).get(name)
        described.append(
            {
                "id": name,
                "shortDescription": {"text": info.title if info else name},
                "help": {"text": info.page if info else name},
                "defaultConfiguration": {
                    "level": _LEVELS[info.severity if info else Severity.WARNING]
                },
            }
        )
    results = [
        {
            "ruleId": problem.rule,
            "ruleIndex": names.index(problem.rule),
            "level": _LEVELS[problem.severity],
            "message": {"text": printable(_with_hint(problem, language))},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {
                            "uri": quote(_bytes(problem.path or "."), safe="/"),
                            "uriBaseId": "FOLDER",
                        },
                        "region": {"startLine": problem.line, "startColumn": problem.column},
                    }
                }
            ],
        }
        for problem in problems
    ]
    driver = {"name": "kiosk", "version": version(), "rules": described}
    run = {
        "tool": {"driver": driver},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, indent=2)

"""Splits a Markdown file into its keys and its text, also where a word processor changed the ---.

Lines that look like keys outside the keys are an error and never shown as text: a withdrawal may
be among them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.content.front_matter import schema
from kiosk.content.front_matter.foreign_formats import foreign_format
from kiosk.content.problems import Report
from kiosk.domain import Message

# Signs that a word processor may put at the beginning of a file, where they are not seen.
_INVISIBLE = "\ufeff\u200b\u200e\u2060\u00a0 \t"
# Word makes one long dash of three hyphens; other programs draw a whole line of them.
_NEAR_FENCE = re.compile(r"[-–—−]{2,}|[–—−]")
_CODE_FENCE = re.compile(r"(`{3,}|~{3,})\s*\w*")
# How many of the first lines of a text without keys are searched for keys.
_LINES_SEARCHED = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class FrontMatter:
    """The keys (None for a file without) and the text, and the lines, from 1, where they begin.

    ``closing_line`` is that of the hyphens below the keys, 0 for a file without.
    """

    keys: str | None
    keys_line: int = 1
    closing_line: int = 0
    body: str = ""
    body_line: int = 1


def split(text: str, report: Report) -> FrontMatter | None:
    """Keys and text; None, and reported, for an empty file or unclear keys."""
    if kind := foreign_format(text):
        report.error(
            "not-plain-text",
            Message("this is {kind}, not plain text; nothing of it can be read", kind=kind.name),
            kind.step,
        )
        return None
    lines = text.split("\n")
    bare = [line.strip(_INVISIBLE) for line in lines]
    first = next((number for number, line in enumerate(bare) if line), None)
    if first is None:
        report.error(
            "empty-file",
            Message("there is nothing in the file"),
            Message("write its keys and its text again, or delete it"),
        )
        return None
    if not _is_opening_fence(bare, first):
        if line := _line_like_keys(bare, first):
            _report_unfenced_keys(line, report)
            return None
        return FrontMatter(keys=None, body=text.strip("\n"))
    end = _closing_fence(lines, bare, first)
    if end is None:
        report.error(
            "front-matter",
            Message("the keys at the head of the file are not closed"),
            Message("write a line of three hyphens (---) below the last key"),
        )
        return None
    _report_near_fences(bare, (first, end), report)
    keys = "\n".join(lines[first + 1 : end])
    if not keys.strip() and (line := _line_like_keys(bare, end + 1)):
        _report_unfenced_keys(line, report)
        return None
    body = next((n for n in range(end + 1, len(lines)) if bare[n]), end + 1)
    return FrontMatter(
        keys=keys,
        keys_line=first + 2,
        closing_line=end + 1,
        body="\n".join(lines[body:]).rstrip(),
        body_line=body + 1,
    )


def _is_opening_fence(bare: Sequence[str], first: int) -> bool:
    if bare[first] == "---":
        return True
    following = next((line for line in bare[first + 1 :] if line), "")
    return (
        _NEAR_FENCE.fullmatch(bare[first]) is not None
        and schema.KEY_LINE.match(following) is not None
    )


def _closing_fence(lines: Sequence[str], bare: Sequence[str], first: int) -> int | None:
    return next(
        (
            n
            for n in range(first + 1, len(lines))
            if bare[n] in ("---", "...") or _NEAR_FENCE.fullmatch(lines[n].rstrip())
        ),
        None,
    )


def _report_near_fences(bare: Sequence[str], fences: Sequence[int], report: Report) -> None:
    for number in fences:
        if bare[number] not in ("---", "..."):
            report.warn(
                "fence",
                Message("'{typed}' is read as three hyphens", typed=bare[number]),
                Message(
                    "write --- instead, as three hyphens; on a Mac, first switch off"
                    " Edit, Substitutions, Smart Dashes"
                ),
                line=number + 1,
            )


def _line_like_keys(bare: Sequence[str], start: int) -> int:
    """The line, from 1, at which a text without keys begins with what looks like keys; or 0."""
    numbers = [number for number in range(start, len(bare)) if bare[number]][:_LINES_SEARCHED]
    known = [
        number
        for number in numbers
        if (found := schema.KEY_LINE.match(bare[number]))
        and schema.normalized_key(found["key"]) in schema.MARKDOWN_KEYS
    ]
    if not numbers:
        return 0
    first = numbers[0]
    if _CODE_FENCE.fullmatch(bare[first]) or first in known or len(known) > 1:
        return first + 1
    return 0


def _report_unfenced_keys(line: int, report: Report) -> None:
    report.error(
        "front-matter",
        Message("the file begins with what looks like keys, but not with a line of three hyphens"),
        Message(
            "write --- alone in the first line, and again below the last key; above a text "
            "that has no keys, write the two lines ---"
        ),
        line=line,
    )

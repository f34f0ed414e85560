"""Where the keys of a Markdown file end and its text begins, whatever a word processor made of the hyphens between them.

What looks like keys and stands outside them is told as an error and never shown as words: a withdrawal may be among it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.content.front_matter import schema
from kiosk.content.problems import Report

# What a word processor puts at the head of a file without anybody seeing it.
_UNSEEN = "\ufeff\u200b\u200e\u2060\u00a0 \t"
# Word makes one long dash of three hyphens; others draw a whole line of them.
_NEAR = re.compile(r"[-–—−]{2,}|[–—−]")
_CODE = re.compile(r"(`{3,}|~{3,})\s*\w*")
# What begins so is a document of a word processor, a web page or a picture, none of them plain text.
_OTHERS = (
    ("{\\rtf", "a rich text document (RTF)"),
    ("PK\x03\x04", "a Word document, or another packed file"),
    ("ÐÏ\x11à", "an old Word document"),
    ("%PDF", "a PDF"),
    ("<!doctype", "a web page"),
    ("<html", "a web page"),
)
# Of a text without keys, how many of its first lines may be keys.
_HEAD_LINES = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class FrontMatter:
    """The keys (None when there are none) and the text of a file, with the lines at which they begin, from 1."""

    keys: str | None
    keys_line: int = 1
    body: str = ""
    body_line: int = 1


def split(text: str, report: Report) -> FrontMatter | None:
    """Keys and text; None when it cannot be told which is which, or there is nothing at all, which is reported."""
    if kind := foreign_format(text):
        report.error(
            "not-plain-text",
            f"this is {kind}, not plain text; nothing of it can be read",
            "save it as plain text (UTF-8), with the same name and the ending .md",
        )
        return None
    lines = text.split("\n")
    bare = [line.strip(_UNSEEN) for line in lines]
    first = next((number for number, line in enumerate(bare) if line), None)
    if first is None:
        report.error(
            "empty-file",
            "there is nothing in the file",
            "write its keys and its text anew, or delete it",
        )
        return None
    opened = bare[first] == "---" or (
        _NEAR.fullmatch(bare[first]) is not None and _key_follows(bare[first + 1 :])
    )
    if not opened:
        return None if _looks_like_keys(bare, first, report) else _without_keys(lines)
    end = next(
        (
            n
            for n in range(first + 1, len(lines))
            if bare[n] in ("---", "...") or _NEAR.fullmatch(lines[n].rstrip())
        ),
        None,
    )
    if end is None:
        report.error(
            "front-matter",
            "the keys at the head of the file are not closed",
            "write a line of three hyphens (---) below the last key",
        )
        return None
    for number in (first, end):
        if bare[number] not in ("---", "..."):
            report.warn(
                "fence",
                f"'{bare[number]}' is taken for three hyphens",
                "write --- instead",
                line=number + 1,
            )
    keys = "\n".join(lines[first + 1 : end])
    if not keys.strip() and _looks_like_keys(bare, end + 1, report):
        return None
    blank = next((n for n in range(end + 1, len(lines)) if bare[n]), end + 1)
    return FrontMatter(
        keys=keys, keys_line=first + 2, body="\n".join(lines[blank:]).rstrip(), body_line=blank + 1
    )


def foreign_format(text: str) -> str:
    """What a file is that is not plain text, "" when it may be."""
    start = text.lstrip(_UNSEEN + "\n")[:10].casefold()
    return next((kind for sign, kind in _OTHERS if start.startswith(sign.casefold())), "")


def _without_keys(lines: list[str]) -> FrontMatter:
    return FrontMatter(keys=None, body="\n".join(lines).strip("\n"))


def _key_follows(bare: Sequence[str]) -> bool:
    following = next((line for line in bare if line), "")
    return schema.KEY_LINE.match(following) is not None


def _looks_like_keys(bare: Sequence[str], start: int, report: Report) -> bool:
    """True, and told, when the first lines are keys without their hyphens: shown as words they would be read, and not obeyed."""
    some = [(number, bare[number]) for number in range(start, len(bare)) if bare[number]][
        :_HEAD_LINES
    ]
    known = [
        n
        for n, line in some
        if (found := schema.KEY_LINE.match(line))
        and schema.normalized_key(found["key"]) in schema.MARKDOWN_KEYS
    ]
    if not (some and (_CODE.fullmatch(some[0][1]) or some[0][0] in known or len(known) > 1)):
        return False
    report.error(
        "front-matter",
        "the file begins with what looks like keys, but not with a line of three hyphens",
        "write --- alone in the first line, and again below the last key; above a text that has no keys, write the two lines ---",
        line=some[0][0] + 1,
    )
    return True

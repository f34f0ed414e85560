"""Rules of languages: what is not translated says so, every sign has a glyph, a calendar entry is
the same hour everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.audit.rules import ARABIC, GALLERY, ROOT, Finding, Row, rule

LATIN = re.compile(r"[A-Za-z]")
# The screens on which a text is read, and what Arabic says of one that is not in Arabic.
READING = ("loop", "work", "note", "board", "resources", "about", "listening")
IN_ENGLISH = "باللغة: الإنجليزية"
# Names and addresses are of no language: they stand as they are.
_NAME = re.compile(r"^(?:presented_by|hosted_by|by): *(.+)$", re.MULTILINE)
NAMES = [name for path in GALLERY.rglob("*.md") for name in _NAME.findall(path.read_text("utf-8"))]
ADDRESS = re.compile(r"[\w.-]+\.[a-z]{2,}(?:/\S*)?", re.ASCII)
# Those in the Arabic texts, of which a line may hold a piece: where large words stand in a narrow
# place, none has room for the whole.
ADDRESSES = [
    found
    for path in (ROOT / "tests" / "arabic").rglob("*.md")
    for found in ADDRESS.findall(path.read_text("utf-8"))
]


def _is_name(words: str) -> bool:
    plain = re.sub("[\u2066-\u2069\u200b\u200e\u200f]", "", words).strip(" ,.")
    return ADDRESS.fullmatch(plain) is not None or any(
        plain in name for name in (*NAMES, *ADDRESSES)
    )


@rule("33", "own; WCAG 3.1.2")
def fallback_says_so(rows: list[Row]) -> Iterator[Finding]:
    """A text in another language than the screen's says which it is; told by its letters, where the
    screen is Arabic.
    """
    for row in rows:
        # Where a text goes on, it has said so on its first page.
        if row["language"] != "ar" or row["screen"] not in READING or row["page"]:
            continue
        lines = [text for text in row["texts"] if text["line"] or row["screen"] == "note"]
        foreign = [
            text
            for text in lines
            if LATIN.search(text["text"])
            and not ARABIC.search(text["text"])
            and not _is_name(text["text"])
        ]
        if foreign and not any(IN_ENGLISH in text["text"] for text in row["texts"]):
            yield Finding(
                row,
                f"'{foreign[0]['text']}' is not in Arabic, and does not say so",
                (foreign[0]["box"],),
            )


@rule("36", "Unicode; measured")
def every_sign_has_a_glyph(rows: list[Row]) -> Iterator[Finding]:
    """No sign is drawn as a box, in whatever type it is set: there is no slanted typeface for
    Arabic.
    """
    for row in rows:
        for text in row["texts"]:
            if text["boxes"]:
                yield Finding(
                    row,
                    f"'{text['text']}' has no glyph for {' '.join(text['boxes'])}",
                    (text["box"],),
                )


@rule("30", "RFC 5545; measured")
def calendar_codes_are_light_and_in_utc(rows: list[Row]) -> Iterator[Finding]:
    """A code for a calendar has 65 modules a side or fewer, and its times are in UTC, so that no
    telephone moves them.
    """
    for row in rows:
        for code in row["codes"]:
            if not code["payload"].startswith("BEGIN:VCALENDAR"):
                continue
            times = re.findall(r"^(DT(?:START|END)[^:]*):(\S+)", code["payload"], re.MULTILINE)
            wrong = [
                value
                for name, value in times
                if not value.endswith("Z") and "VALUE=DATE" not in name
            ]
            if code["modules"] > 65 or wrong or not times:
                yield Finding(
                    row,
                    f"a calendar's code has {code['modules']} modules and the times {times}",
                    (code["box"],),
                )

"""Finds the two keys that must never be missed, ``withdrawn`` and ``content_note``.

They are found under near spellings, inside other values, in running text and in files that are
not read.
"""

import difflib
import re
from dataclasses import dataclass

from kiosk.content.front_matter.document import Document
from kiosk.content.front_matter.schema import (
    KEY_LINE,
    SAFETY_WORDS,
    YES,
    Keys,
    is_empty_or_no,
    normalized_key,
)

# Words that an artist or a curator may write instead, as a key.
_SYNONYMS = {
    **dict.fromkeys(
        (
            "withdraw",
            "withdrawal",
            "removed",
            "remove",
            "retired",
            "hidden",
            "hide",
            "retirado",
            "retirada",
        ),
        "withdrawn",
    ),
    **dict.fromkeys(
        ("warning", "content_advisory", "advisory", "cw", "tw", "nota_de_contenido", "advertencia"),
        "content_note",
    ),
}
# How similar a word has to be (difflib's ratio) to be read as one of SAFETY_WORDS.
_NEAR_RATIO = 0.75
_IN_VALUE = re.compile(
    rf"\bwithdrawn\s*[:=]\s*[\"'“]?(?:{'|'.join(sorted(YES))})\b"
    r"|\bcontent[ _-]?(?:note|warning)s?\s*[:=]",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyInText:
    """A safety key in a text: ``line`` counts from 0, ``typed`` is that line."""

    key: str
    value: str
    line: int
    typed: str


def nearest_key(typed: str) -> str:
    """The safety key that an unknown key of a work probably means; "" for none."""
    word = normalized_key(typed)
    if word in _SYNONYMS:
        return _SYNONYMS[word]
    near = difflib.get_close_matches(word, SAFETY_WORDS, n=1, cutoff=_NEAR_RATIO)
    return SAFETY_WORDS[near[0]] if near else ""


def correct_keys(document: Document, keys: Keys) -> None:
    """Read an unknown key that can only mean a safety key as that key, and report it."""
    for typed in [key for key in document.values if key not in keys]:
        if not (key := nearest_key(typed)):
            continue
        line, column = document.position(typed)
        document.report.warn(
            "key-meant",
            f"'{typed}' is read as {key}",
            f"write {key}:",
            line=line,
            column=column,
        )
        value = document.values.pop(typed)
        if key not in document.values or is_empty_or_no(document.values[key]):
            document.values[key] = value
            document.source_map = {**document.source_map, (key,): (line, column)}


def find_in_body(body: str) -> KeyInText | None:
    """The first safety key in a work's text, where it has no effect."""
    for number, line in enumerate(body.split("\n")):
        found = KEY_LINE.match(line)
        key = SAFETY_WORDS.get(normalized_key(found["key"]), "") if found else ""
        value = line[found.end() :].strip(" *_\"'“”.!") if found else ""
        if key == "content_note" or (key == "withdrawn" and value.casefold() in YES):
            return KeyInText(key=key, value=value, line=number, typed=line.strip())
    return None


def is_within(value: object) -> bool:
    """True when a safety key stands inside another key's value, as one indent too many puts it."""
    if isinstance(value, str):
        return _IN_VALUE.search(value) is not None
    if isinstance(value, list):
        return any(is_within(one) for one in value)
    if isinstance(value, dict):
        return any(nearest_key(key) or is_within(one) for key, one in value.items())
    return False


def keys_in_unread_text(text: str) -> set[str]:
    """The safety keys that begin a line of a file that cannot be read, however they are spelled."""
    found = set()
    for line in text.split("\n"):
        key = KEY_LINE.match(line)
        words = re.findall(r"\w+", line)[:2]
        found.add(nearest_key(key["key"]) if key else "")
        found |= {
            SAFETY_WORDS.get(normalized_key(" ".join(words[:number])), "") for number in (1, 2)
        }
    return found - {""}

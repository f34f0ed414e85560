"""Finds the keys ``withdrawn`` and ``content_note``, which must never be missed.

They are found under near spellings, inside other values, in running text, and in files whose keys
cannot be read.
"""

import difflib
import re
from dataclasses import dataclass

from kiosk.content.front_matter.document import Document
from kiosk.content.front_matter.schema import (
    KEY_LINE,
    YES,
    Keys,
    is_empty_or_no,
    normalized_key,
)
from kiosk.content.safety.words import SAFETY_SYNONYMS, SAFETY_WORDS

# How similar a word has to be (difflib's ratio) to be read as one of SAFETY_WORDS.
_NEAR_RATIO = 0.75
_WORDS = "|".join(word.replace("_", r"[ \t_-]+") for word in sorted(SAFETY_WORDS, reverse=True))
# A safety word anywhere in a text, with a colon or an equals sign behind it.
_KEY_WITHIN = re.compile(rf"\b(?P<key>{_WORDS})[ \t]*+[*_\"'”’`]*+[ \t]*+[:=]", re.IGNORECASE)
_YES_BEHIND = re.compile(rf"\s*[\"'“]?(?:{'|'.join(sorted(YES))})\b", re.IGNORECASE)


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
    if word in SAFETY_SYNONYMS:
        return SAFETY_SYNONYMS[word]
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


def keys_in_value(value: object) -> set[str]:
    """The safety keys inside another key's value, as one indent too many puts them there.

    In running text, ``withdrawn`` counts only with a yes behind it.
    """
    if isinstance(value, str):
        return {
            key
            for found in _KEY_WITHIN.finditer(value)
            if (key := SAFETY_WORDS[normalized_key(found["key"])]) != "withdrawn"
            or _YES_BEHIND.match(value, found.end())
        }
    if isinstance(value, list):
        return set().union(*map(keys_in_value, value))
    if isinstance(value, dict):
        below = ({nearest_key(key)} | keys_in_value(one) for key, one in value.items())
        return set().union(*below) - {""}
    return set()


def keys_in_unread_text(text: str) -> set[str]:
    """The safety keys in a file whose keys cannot be read.

    At the beginning of a line they are found however they are spelled, also without a colon.
    Within a line they need a clear spelling, and a colon or an equals sign.
    """
    found = set()
    for line in text.split("\n"):
        key = KEY_LINE.match(line)
        words = re.findall(r"\w+", line)[:2]
        found.add(nearest_key(key["key"]) if key else "")
        found |= {
            SAFETY_WORDS.get(normalized_key(" ".join(words[:number])), "") for number in (1, 2)
        }
        found |= {
            SAFETY_WORDS[normalized_key(within["key"])] for within in _KEY_WITHIN.finditer(line)
        }
    return found - {""}

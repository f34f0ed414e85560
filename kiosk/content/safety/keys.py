"""Finds the keys ``withdrawn`` and ``content_note``, which must never be missed.

They are found under near spellings, inside other values, in running text, and in files whose keys
cannot be read.
"""

import difflib
import re
import unicodedata
from dataclasses import dataclass

from kiosk.content.front_matter.document import Document
from kiosk.content.front_matter.schema import (
    KEY_LINE,
    YES,
    Keys,
    is_empty_or_no,
    normalized_key,
)
from kiosk.content.safety.words import MORE_YES, SAFETY_SYNONYMS, SAFETY_WORDS
from kiosk.domain import Message

# How similar a word has to be (difflib's ratio) to be read as one of SAFETY_WORDS.
_NEAR_RATIO = 0.75
_WORDS = "|".join(word.replace("_", r"[ \t_-]+") for word in sorted(SAFETY_WORDS, reverse=True))
# A safety word anywhere in a text, with a colon or an equals sign behind it.
_KEY_WITHIN = re.compile(rf"\b(?P<key>{_WORDS})[ \t]*+[*_\"'”’`]*+[ \t]*+[:=]", re.IGNORECASE)
# A yes in any language, or a day.
_YES_BEHIND = re.compile(
    rf"\s*+[\"'“]?(?:(?:{'|'.join(sorted(YES | MORE_YES - {'✓', '✔'}))})\b|[✓✔]|\d{{4}}\b)",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{4}-\d\d?-\d\d?\b|\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")
# Signs that people take for a colon, and that NFKC does not make one.
_COLONS = dict.fromkeys(map(ord, "∶ː꞉׃։"), ":")
# Keys whose value may be the word that is a key elsewhere.
_STATES = frozenset({"status", "state", "estado", "statut", "zustand"})


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyInText:
    """A safety key in a text: ``line`` counts from 0, ``typed`` is that line."""

    key: str
    value: str
    line: int
    typed: str


def nearest_key(typed: str) -> str:
    """The safety key that an unknown key of a work probably means; "" for none."""
    word = normalized_key(plain_spelling(typed))
    if key := _SYNONYMS.get(_without_accents(word)):
        return key
    near = difflib.get_close_matches(word, SAFETY_WORDS, n=1, cutoff=_NEAR_RATIO)
    return SAFETY_WORDS[near[0]] if near else ""


def plain_spelling(text: str) -> str:
    """The text without hidden signs, in plain letters and with plain colons and spaces."""
    if text.isascii():
        return text
    text = "".join(sign for sign in text.translate(_COLONS) if unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFKC", text)


def _without_accents(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


_SYNONYMS = {_without_accents(word): key for word, key in SAFETY_SYNONYMS.items()}


def _says_withdrawn(typed: str, value: object) -> bool:
    """True for a key such as ``status`` whose value is a word for a withdrawal."""
    return (
        isinstance(value, str)
        and normalized_key(typed) in _STATES
        and nearest_key(value) == "withdrawn"
    )


def correct_keys(document: Document, keys: Keys) -> None:
    """Read an unknown key that can only mean a safety key as that key, and report it."""
    for typed in [key for key in document.values if key not in keys]:
        says_withdrawn = _says_withdrawn(typed, document.values[typed])
        key = "withdrawn" if says_withdrawn else nearest_key(typed)
        if not key:
            continue
        line, column = document.position(typed)
        document.report.warn(
            "key-meant",
            Message("'{typed}' is read as {key}", typed=typed, key=key),
            Message("write {key}:", key=key),
            line=line,
            column=column,
        )
        value = document.values.pop(typed)
        value = "yes" if says_withdrawn else value
        if key not in document.values or is_empty_or_no(document.values[key]):
            document.values[key] = value
            document.source_map = {**document.source_map, (key,): (line, column)}


def find_in_body(body: str) -> KeyInText | None:
    """The first safety key in a work's text, where it has no effect."""
    for number, typed in enumerate(body.split("\n")):
        line = plain_spelling(typed)
        found = KEY_LINE.match(line)
        key = SAFETY_WORDS.get(normalized_key(found["key"]), "") if found else ""
        value = line[found.end() :].strip(" *_\"'“”.!") if found else ""
        says_yes = value.casefold() in YES | MORE_YES or _DAY.match(value) is not None
        if key == "content_note" or (key == "withdrawn" and says_yes):
            return KeyInText(key=key, value=value, line=number, typed=typed.strip())
    return None


def keys_in_value(value: object) -> set[str]:
    """The safety keys inside another key's value, as one indent too many puts them there.

    In running text, ``withdrawn`` counts only with a yes behind it.
    """
    if isinstance(value, str):
        value = plain_spelling(value)
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
    for line in plain_spelling(text).split("\n"):
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

"""Text as a voice may be given it: words only, and nothing that a voice takes for a command."""

import re
import unicodedata

# About ten minutes of speech. A longer sentence is no sentence; the voice is given its beginning.
MAX_CHARACTERS = 10_000
# Joiners are part of the spelling in Persian and in the scripts of India. Every other format
# character is invisible, and some of them lead a voice into another mode.
_JOINERS = "\u200c\u200d"
# ISO 639's codes have two or three letters, and BCP 47 allows up to eight.
_PRIMARY_LANGUAGE = re.compile(r"[A-Za-z]{2,8}")
_LANGUAGE_TAG = re.compile(r"[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,5}")


def speakable(text: str) -> str:
    """One line of ``text`` without control and format characters, of bounded length.

    espeak-ng takes ``\\x01`` for the beginning of a command and ``[[`` for that of phonemes, so
    neither is left. Everything that separates lines becomes a space.
    """
    cleaned = "".join(_character(sign) for sign in text[: 2 * MAX_CHARACTERS])
    # Brackets that follow each other begin phonemes; with a space between them they are read.
    words = re.sub(r"(?<=\[)(?=\[)|(?<=\])(?=\])", " ", " ".join(cleaned.split()))
    return words[:MAX_CHARACTERS].strip()


def _character(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in ("Cc", "Zs", "Zl", "Zp"):
        return " "
    # Cs: half of a pair, as a broken file name has it. Co: no voice knows these.
    return "" if category in ("Cf", "Cs", "Co") and sign not in _JOINERS else sign


def primary_language(tag: str) -> str:
    """The language without region and script, in small letters; "" where it is none."""
    primary = tag.partition("-")[0]
    return primary.lower() if _PRIMARY_LANGUAGE.fullmatch(primary) else ""


def safe_tag(tag: str) -> str:
    """The language tag, or "" where it holds anything but letters, digits and hyphens."""
    return tag if _LANGUAGE_TAG.fullmatch(tag) else ""

"""The scripts of a text. Each takes a typeface of its own, which costs time where words are set."""

import unicodedata
from collections.abc import Iterator

# Latin letters, and the signs of Spanish and its like among them.
_LAST_LATIN = "\u024f"


def script_of(sign: str) -> str:
    """A name for the script of a letter, by its name in Unicode; "" for what is no letter."""
    if sign <= _LAST_LATIN:
        return "LATIN" if sign.isalpha() else ""
    if not unicodedata.category(sign).startswith("L"):
        return ""
    return unicodedata.name(sign, "").partition(" ")[0]


def count_scripts(text: str) -> int:
    """How many scripts the letters of a text are in."""
    return len(dict(_first_places(text)))


def cut_scripts(text: str, most: int) -> str:
    """The text as far as its letters are in at most so many scripts, with an ellipsis where cut."""
    for number, (_, at) in enumerate(_first_places(text), start=1):
        if number > most:
            return f"{text[:at].rstrip()}…"
    return text


def _first_places(text: str) -> Iterator[tuple[str, int]]:
    """Each script of a text, and the place of its first letter."""
    if text.isascii():
        yield from ((("LATIN", 0),) if text else ())
        return
    seen = {""}
    for at, sign in enumerate(text):
        script = script_of(sign)
        if script not in seen:
            seen.add(script)
            yield script, at

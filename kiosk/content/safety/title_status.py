"""The status that people write into an event's title, as in "[CANCELLED] Talk" or "Talk - FULL"."""

import re

from kiosk.content.safety.words import STATUS_WORDS
from kiosk.domain import Status

# "Scheduled" is a word of titles.
_WORDS = {word: one for word, one in STATUS_WORDS.items() if one is not Status.SCHEDULED}
# Words that stand before a colon or a dash in titles of other sense too, as in "Full: a film".
_ONLY_IN_MARKS = frozenset({"full", "completo", "completa", "complet", "complète"})
_WORD = "|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True))
_MARKED = rf"[\[(【{{*<]{{1,3}}\s?(?:{_WORD})\s?[!.]{{0,3}}\s?[\])】}}*>]{{1,3}}"
_FIRST = re.compile(
    rf"(?P<mark>{_MARKED})\s?[:–—-]?|(?P<word>{_WORD})\s?(?:[:–—|!]{{1,3}}|-\s)", re.IGNORECASE
)
_LAST = re.compile(
    rf"[:–—-]?\s?(?P<mark>{_MARKED})|(?:[:–—|]|\s-)\s?(?P<word>{_WORD})[!.]{{0,3}}", re.IGNORECASE
)
_CAPITALS = re.compile(rf"(?P<word>{_WORD}) (?=\S)", re.IGNORECASE)
# Letters at the end of a title in which its last word is sought.
_LONGEST_END = 40


def status_in_title(title: str) -> tuple[str, Status | None]:
    """The title without a word that says its status, and that status; None where none is said.

    The word counts in brackets or stars, before a colon or a dash, after one, and in capitals
    before a title that is not.
    """
    typed = title.strip()
    if found := _FIRST.match(typed):
        rest = typed[found.end() :].strip()
        status = _status(found)
        if rest and status is not None:
            return rest, status
    begin = max(0, len(typed) - _LONGEST_END)
    for at in range(begin, len(typed)):
        found = _LAST.fullmatch(typed, at)
        rest = typed[:at].strip()
        if found and rest and (status := _status(found)) is not None:
            return rest, status
    found = _CAPITALS.match(typed)
    if found and found["word"].isupper() and not typed[found.end() :].isupper():
        status = _status(found)
        if status is not None:
            return typed[found.end() :], status
    return title, None


def _status(found: re.Match[str]) -> Status | None:
    groups = found.groupdict()
    word = (groups.get("mark") or groups.get("word") or "").strip("[](){}【】<>*!. ").casefold()
    if word in _ONLY_IN_MARKS and not groups.get("mark"):
        return None
    return _WORDS.get(word)

"""Which way a text runs, and what inside it runs the other way."""

import re
import unicodedata

# Unicode's marks (UAX 9): the direction of a line that could be mistaken, and what is kept apart from the words around it.
RIGHT_MARK, LEFT_MARK = "\u200f", "\u200e"
_ISOLATE, _POP = "\u2066", "\u2069"
_STRONG = {"L": False, "R": True, "AL": True}
# Telephone numbers of seven digits and more, addresses of the net, and houses: "744 P Street, Sacramento, CA 95814"; ranges of times, days
# and years are in order without help.
_KEPT = re.compile(
    r"\+?(?:\(?\d[\d()]*[-.\u2011 ]?){6,}\d|[^\s\u2066@]+@[\w-]+(?:\.[\w-]+)+|(?:https?://)?\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/[^\s,;)]*)?"
    r"|\b\d{1,5} [A-Z][A-Za-z]*(?:[.,]? [A-Z][A-Za-z]*)+(?: \d{5}\b)?"
)
_YEARS = re.compile(r"((?:1[5-9]|20)\d\d) ?[-\u2011\u2013] ?((?:1[5-9]|20)\d\d)")


def leftwards(text: str) -> bool:
    """Whether a text runs from right to left: its first letter that has a direction does (UAX 9, P2), or most of its letters.

    An Arabic sentence may well begin with a name in Latin letters.
    """
    if text.isascii():
        return False
    turns = [_STRONG[kind] for sign in text if (kind := unicodedata.bidirectional(sign)) in _STRONG]
    return bool(turns) and (turns[0] or 2 * sum(turns) > len(turns))


def _begins_leftwards(text: str) -> bool:
    """What Qt makes of a text that is not marked."""
    return next(
        (_STRONG[kind] for sign in text if (kind := unicodedata.bidirectional(sign)) in _STRONG),
        False,
    )


def whole(text: str) -> str:
    """A text that stands by itself, marked where it could be mistaken, what is inside it kept in order."""
    return marked(isolate(text), leftwards_block=True) if leftwards(text) else text


def isolate(text: str) -> str:
    """The text with its telephone numbers and addresses kept in their own order, if it runs from right to left (ACCESS 34)."""
    if text.isascii() or not leftwards(text):
        return text
    return _KEPT.sub(
        lambda found: found[0] if _YEARS.fullmatch(found[0]) else apart(found[0]), text
    )


def lines(*parts: str, mirrored: bool) -> str:
    """Lines one below the other, of which each keeps its own direction where the page runs from right to left."""
    each = [line for part in parts for line in part.split("\n") if line]
    return "\n".join(
        whole(line) if leftwards(line) or not mirrored else apart(line) for line in each
    )


def row(*parts: str, separator: str, mirrored: bool) -> str:
    """Parts on one line, the first where the page begins; on a page from right to left each keeps its own direction and its place.

    Parts that are all of the other direction are a line of that direction.
    """
    there = [part for part in parts if part]
    if not mirrored or not any(leftwards(part) for part in there):
        return separator.join(there)
    return marked(separator.join(_in_place(part) for part in there), leftwards_block=True)


def _in_place(part: str) -> str:
    """A part of a row that runs from right to left."""
    if years := _YEARS.fullmatch(part):
        # The earlier one is read first; between two years a hyphen would hold them the other way.
        return f"{RIGHT_MARK}{years[1]}\u2013{years[2]}{RIGHT_MARK}"
    return isolate(part) + RIGHT_MARK if leftwards(part) else apart(part)


def apart(text: str) -> str:
    """A number or an address as it is put into a sentence of either direction."""
    return f"{_ISOLATE}{text}{_POP}" if text else ""


def marked(line: str, *, leftwards_block: bool, within: bool = False) -> str:
    """A line of a block, told which way it runs where its own first letter would say otherwise. What is kept apart is so on every line that
    it takes; ``within`` says that this one begins in the midst of it."""
    line = _ISOLATE * within + line
    line += _POP * ends_within(line)
    if _begins_leftwards(line) == leftwards_block:
        return line
    return (RIGHT_MARK if leftwards_block else LEFT_MARK) + line


def ends_within(text: str) -> bool:
    """Whether a text ends in the midst of what is kept apart."""
    return text.count(_ISOLATE) > text.count(_POP)


def inserted(text: str, written: str) -> int:
    """How many marks ``isolate`` has put into a text, or into the beginning of one, of which ``written`` is the whole as it was."""
    return 0 if text == written[: len(text)] else sum(text.count(mark) for mark in (_ISOLATE, _POP))

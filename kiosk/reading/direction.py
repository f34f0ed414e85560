"""Which way a text runs, and what inside it runs the other way."""

import re
import unicodedata

# Unicode's marks (UAX 9): the direction of a line that could be mistaken, and what is kept apart from the words around it.
RIGHT_MARK, LEFT_MARK = "\u200f", "\u200e"
_ISOLATE, _POP = "\u2066", "\u2069"
_STRONG = {"L": False, "R": True, "AL": True}
# Telephone numbers of seven digits and more, and addresses of the net; ranges of times and days are in order without help.
_KEPT = re.compile(
    r"\+?(?:\(?\d[\d()]*[-.\u2011 ]?){6,}\d|[^\s\u2066@]+@[\w-]+(?:\.[\w-]+)+|(?:https?://)?\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/[^\s,;)]*)?"
)


def leftwards(text: str) -> bool:
    """Whether a text runs from right to left, by its first letter that has a direction (UAX 9, P2)."""
    return next((_STRONG[kind] for sign in text if (kind := unicodedata.bidirectional(sign)) in _STRONG), False)


def isolate(text: str) -> str:
    """The text with its telephone numbers and addresses kept in their own order, if it runs from right to left (ACCESS 34)."""
    if text.isascii() or not leftwards(text):
        return text
    return _KEPT.sub(lambda found: apart(found[0]), text)


def lines(*parts: str, mirrored: bool) -> str:
    """Lines one below the other, of which each keeps its own direction where the page runs from right to left."""
    each = [line for part in parts for line in part.split("\n") if line]
    return "\n".join(isolate(line) if leftwards(line) or not mirrored else apart(line) for line in each)


def apart(text: str) -> str:
    """A number or an address as it is put into a sentence of either direction."""
    return f"{_ISOLATE}{text}{_POP}" if text else ""


def marked(line: str, *, leftwards_block: bool) -> str:
    """A line of a block, told which way it runs where its own first letter would say otherwise."""
    if leftwards(line) == leftwards_block:
        return line
    return (RIGHT_MARK if leftwards_block else LEFT_MARK) + line

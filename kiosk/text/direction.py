"""Which way a text runs, and what inside it runs the other way."""

import re
import unicodedata

# Unicode's marks (UAX 9): the direction of a line that could be mistaken, and what is kept apart from the words around it.
RLM, LRM = "\u200f", "\u200e"
_LRI, _PDI = "\u2066", "\u2069"
_STRONG_CLASSES = {"L": False, "R": True, "AL": True}
# Telephone numbers of seven digits and more, addresses of the net, and houses: "744 P Street, Sacramento, CA 95814"; ranges of times, days
# and years are in order without help.
_LTR_SPAN = re.compile(
    r"\+?(?:\(?\d[\d()]*[-.\u2011 ]?){6,}\d|[^\s\u2066@]+@[\w-]+(?:\.[\w-]+)+|(?:https?://)?\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/[^\s,;)]*)?"
    r"|\b\d{1,5} [A-Z][A-Za-z]*(?:[.,]? [A-Z][A-Za-z]*)+(?: \d{5}\b)?"
)
_YEAR_RANGE = re.compile(r"((?:1[5-9]|20)\d\d) ?[-\u2011\u2013] ?((?:1[5-9]|20)\d\d)")


def is_right_to_left(text: str) -> bool:
    """Whether a text runs from right to left: its first letter that has a direction does (UAX 9, P2), or most of its letters.

    An Arabic sentence may well begin with a name in Latin letters.
    """
    if text.isascii():
        return False
    turns = [
        _STRONG_CLASSES[kind]
        for sign in text
        if (kind := unicodedata.bidirectional(sign)) in _STRONG_CLASSES
    ]
    return bool(turns) and (turns[0] or 2 * sum(turns) > len(turns))


def _first_strong_is_rtl(text: str) -> bool:
    """What Qt makes of a text that is not marked."""
    return next(
        (
            _STRONG_CLASSES[kind]
            for sign in text
            if (kind := unicodedata.bidirectional(sign)) in _STRONG_CLASSES
        ),
        False,
    )


def bidi_wrap(text: str) -> str:
    """A text that stands by itself, marked where it could be mistaken, what is inside it kept in order."""
    return (
        mark_direction(isolate_ltr_spans(text), rtl_block=True) if is_right_to_left(text) else text
    )


def isolate_ltr_spans(text: str) -> str:
    """The text with its telephone numbers and addresses kept in their own order, if it runs from right to left (ACCESS 34)."""
    if text.isascii() or not is_right_to_left(text):
        return text
    return _LTR_SPAN.sub(
        lambda found: found[0] if _YEAR_RANGE.fullmatch(found[0]) else isolate(found[0]), text
    )


def join_lines(*parts: str, mirrored: bool) -> str:
    """Lines one below the other, of which each keeps its own direction where the page runs from right to left."""
    each = [line for part in parts for line in part.split("\n") if line]
    return "\n".join(
        bidi_wrap(line) if is_right_to_left(line) or not mirrored else isolate(line)
        for line in each
    )


def join_inline(*parts: str, separator: str, mirrored: bool) -> str:
    """Parts on one line, the first where the page begins; on a page from right to left each keeps its own direction and its place.

    Parts that are all of the other direction are a line of that direction.
    """
    there = [part for part in parts if part]
    if not mirrored or not any(is_right_to_left(part) for part in there):
        return separator.join(there)
    return mark_direction(separator.join(_inline_part(part) for part in there), rtl_block=True)


def _inline_part(part: str) -> str:
    """A part of a row that runs from right to left."""
    if years := _YEAR_RANGE.fullmatch(part):
        # The earlier one is read first; between two years a hyphen would hold them the other way.
        return f"{RLM}{years[1]}\u2013{years[2]}{RLM}"
    return isolate_ltr_spans(part) + RLM if is_right_to_left(part) else isolate(part)


def isolate(text: str) -> str:
    """A number or an address as it is put into a sentence of either direction."""
    return f"{_LRI}{text}{_PDI}" if text else ""


def mark_direction(line: str, *, rtl_block: bool, in_isolate: bool = False) -> str:
    """A line of a block, told which way it runs where its own first letter would say otherwise. What is kept apart is so on every line that
    it takes; ``within`` says that this one begins in the midst of it."""
    line = _LRI * in_isolate + line
    line += _PDI * ends_in_isolate(line)
    if _first_strong_is_rtl(line) == rtl_block:
        return line
    return (RLM if rtl_block else LRM) + line


def ends_in_isolate(text: str) -> bool:
    """Whether a text ends in the midst of what is kept apart."""
    return text.count(_LRI) > text.count(_PDI)


def count_inserted_marks(text: str, original: str) -> int:
    """How many marks ``isolate`` has put into a text, or into the beginning of one, of which ``written`` is the whole as it was."""
    return 0 if text == original[: len(text)] else sum(text.count(mark) for mark in (_LRI, _PDI))

"""Text direction by the Unicode Bidirectional Algorithm (UAX 9): detection, marks and isolates."""

import re
import unicodedata
from collections import Counter

# Directional marks set the direction of a line whose first letter would suggest the other one.
RLM, LRM = "\u200f", "\u200e"
# LEFT-TO-RIGHT ISOLATE and POP DIRECTIONAL ISOLATE keep a stretch in its own order.
_LRI, _PDI = "\u2066", "\u2069"
_STRONG_CLASSES = {"L": False, "R": True, "AL": True}
# Where the characters of the classes R and AL stand, assigned or not (UAX 9, DerivedBidiClass), and
# the two marks. A text without any is known in a fiftieth of the time.
_MAY_BE_STRONG_RTL = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Characters that tell the direction of a text: some 600 words, 0.2 ms of work.
_SAMPLE = 4_000
# Stretches that right-to-left text would reorder: telephone numbers of seven digits and more,
# e-mail and web addresses, and street addresses ("744 P Street, Sacramento, CA 95814"). Ranges of
# times, days and years read correctly without an isolate.
_LATIN_WORD = r"[a-zA-Z\u00c0-\u024f][\w.'\u2019&-]*+"
_LTR_SPAN = re.compile(
    # A name and what stands behind it in brackets: "Kim (kim@example.org)".
    rf"(?<![\w@.'\u2019&-]){_LATIN_WORD}(?: {_LATIN_WORD}){{0,5}}"
    r" \([a-zA-Z0-9\u00c0-\u024f@.+,:;/_\u2013 -]++\)"
    r"|(?<![^\s\u2066@(\[<])[^\s\u2066@()\[\]<>]++@[\w-]++(?:\.[\w-]++)+"
    r"|\+?\(?\d(?:[()]*+(?:[-.\u2011 ]\(?)?+\d){6,}+"
    r"|(?:https?://)?(?<![\w-])(?<![a-z0-9-]\.)[a-z0-9-]++(?:\.[a-z0-9-]++)*\.[a-z]{2,}"
    r"(?:/(?:[^\s,;()]|\([^\s()]*\))*)?"
    r"|\b\d{1,5} [A-Z][A-Za-z]*(?:[.,]? [A-Z][A-Za-z]*)+(?: \d{5}\b)?"
)
_YEAR_RANGE = re.compile(r"((?:1[5-9]|20)\d\d) ?[-\u2011\u2013] ?((?:1[5-9]|20)\d\d)")


def is_right_to_left(text: str) -> bool:
    """Return True if the first strongly directional letter runs right to left, or most letters do.

    The first letter is rule P2 of UAX 9. The majority counts too, because an Arabic sentence may
    begin with a name in Latin letters. A long text is judged by its beginning.
    """
    text = text[:_SAMPLE]
    if text.isascii() or not _MAY_BE_STRONG_RTL.search(text):
        return False
    if _first_strong_is_rtl(text):
        return True
    leftwards = rightwards = 0
    # Each character is looked up once, however often it stands there.
    for character, count in Counter(text).items():
        kind = unicodedata.bidirectional(character)
        if kind in _STRONG_CLASSES:
            leftwards += count * _STRONG_CLASSES[kind]
            rightwards += count * (not _STRONG_CLASSES[kind])
    return leftwards > rightwards


def _first_strong_is_rtl(text: str) -> bool:
    """The direction that Qt gives to a text without marks (UAX 9, P2)."""
    return next(
        (
            _STRONG_CLASSES[kind]
            for character in text
            if (kind := unicodedata.bidirectional(character)) in _STRONG_CLASSES
        ),
        False,
    )


def bidi_wrap(text: str) -> str:
    """Mark and isolate a right-to-left text that is shown on its own; leave other texts as is."""
    if not is_right_to_left(text):
        return text
    return mark_direction(isolate_ltr_spans(text), rtl_block=True)


def isolate_ltr_spans(text: str, *, rtl: bool | None = None) -> str:
    """Isolate numbers and addresses in a right-to-left text (docs/ACCESSIBILITY.md, 34).

    For a part of a text, ``rtl`` says that the whole of it is right-to-left.
    """
    if not (is_right_to_left(text) if rtl is None else rtl):
        return text
    return _LTR_SPAN.sub(
        lambda found: found[0] if _YEAR_RANGE.fullmatch(found[0]) else isolate(found[0]), text
    )


def join_lines(*parts: str, mirrored: bool) -> str:
    """Join the lines of ``parts``; on a ``mirrored`` page each line keeps its own direction."""
    every_line = [line for part in parts for line in part.split("\n") if line]
    return "\n".join(
        bidi_wrap(line) if is_right_to_left(line) or not mirrored else isolate(line)
        for line in every_line
    )


def join_inline(*parts: str, separator: str, mirrored: bool) -> str:
    """Join parts on one line, in reading order from where the page begins.

    On a ``mirrored`` (right-to-left) page each part keeps its own direction and its place. If no
    part is right-to-left, the whole line runs left to right.
    """
    present = [part for part in parts if part]
    if not mirrored or not any(is_right_to_left(part) for part in present):
        return separator.join(present)
    return mark_direction(separator.join(_inline_part(part) for part in present), rtl_block=True)


def _inline_part(part: str) -> str:
    """One part of a right-to-left line."""
    if years := _YEAR_RANGE.fullmatch(part):
        # An en dash between right-to-left marks keeps the earlier year first; a hyphen would not.
        return f"{RLM}{years[1]}\u2013{years[2]}{RLM}"
    return isolate_ltr_spans(part) + RLM if is_right_to_left(part) else isolate(part)


def isolate(text: str) -> str:
    """Wrap a number or an address in a left-to-right isolate, for a sentence of any direction."""
    return f"{_LRI}{text}{_PDI}" if text else ""


def mark_direction(line: str, *, rtl_block: bool, in_isolate: bool = False) -> str:
    """Prefix a directional mark if the line would run against its block.

    Isolates are repeated on every line that they span: ``in_isolate`` says that the line before
    this one ended inside an isolate.
    """
    line = _LRI * in_isolate + line
    line += _PDI * ends_in_isolate(line)
    if _first_strong_is_rtl(line) == rtl_block:
        return line
    return (RLM if rtl_block else LRM) + line


def ends_in_isolate(text: str) -> bool:
    """Return True if an isolate is still open at the end of ``text``."""
    return text.count(_LRI) > text.count(_PDI)


def without_isolates(text: str) -> str:
    """Return the text without the isolate characters, which are not seen."""
    return text.replace(_LRI, "").replace(_PDI, "")


def count_inserted_marks(text: str, original: str) -> int:
    """Return how many isolate characters ``isolate_ltr_spans`` has put into ``text``.

    ``text`` is the result or a beginning of it, ``original`` the whole text before.
    """
    if text == original[: len(text)]:
        return 0
    return sum(text.count(mark) for mark in (_LRI, _PDI))

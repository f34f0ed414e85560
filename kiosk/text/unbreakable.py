"""Where a line must not break: inside of a time, a range of times, or a telephone number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\S+")
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212~\u301c\uff5e"
_NUMBER = re.compile(
    rf"[\d+(][{_DASHES}\d().,:/+\u066b\u066c]*(?:[ap]\.?m\.?|h|Uhr)?", re.IGNORECASE
)
_DAY_PERIOD = re.compile(r"[ap]\.?m\.?|noon|midnight|h|Uhr|ص|م", re.IGNORECASE)
_PUNCTUATION = ",;"
# Digits of the shortest telephone number, and of the groups of thousands.
_LEAST_DIGITS, _THOUSANDS = 7, 3

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int

    @property
    def bare(self) -> str:
        return self.text.rstrip(_PUNCTUATION)

    @property
    def ends_phrase(self) -> bool:
        return self.text[-1] in _PUNCTUATION

    @property
    def is_dash(self) -> bool:
        return len(self.text) == 1 and self.text in _DASHES

    @property
    def digits(self) -> int:
        """How many digits a number has; 0 for any other word."""
        if not _NUMBER.fullmatch(self.bare):
            return 0
        return sum(map(str.isdigit, self.bare))

    @property
    def is_day_period(self) -> bool:
        return bool(_DAY_PERIOD.fullmatch(self.bare))

    @property
    def is_range(self) -> bool:
        """Two numbers with a dash between them: "10:00–12:00"."""
        return self.digits > 1 and any(sign in _DASHES for sign in self.text[1:-1])


def unbreakable_spans(text: str) -> Iterator[Span]:
    """Yield the stretches of a text, as (start, end), that stand on one line.

    They are numbers with what belongs to them: "10:00 AM - 12:00 PM", "(916) 555-0100", "10 000".
    Linear in the text's length.
    """
    words = [_Word(found[0], found.start(), found.end()) for found in _WORD.finditer(text)]
    at = 0
    while at < len(words):
        end = _end_of_time(words, at)
        if end - at < 2:
            end = max(end, _end_of_groups(words, at))
        if end - at > 1 or words[at].is_range:
            yield words[at].start, words[max(at, end - 1)].end
        at = max(at + 1, end)


def _end_of_time(words: Sequence[_Word], at: int) -> int:
    """Behind a time or a range of times that begins with a word; ``at`` where none does."""
    end = at
    while end < len(words) and words[end].digits:
        end += 1
        if not words[end - 1].ends_phrase and end < len(words) and words[end].is_day_period:
            end += 1
        follows = end + 1 < len(words) and words[end].is_dash and words[end + 1].digits
        if words[end - 1].ends_phrase or not follows:
            break
        end += 1
    return end


def _end_of_groups(words: Sequence[_Word], at: int) -> int:
    """Behind the groups of digits of one number; ``at`` where there is only one group."""
    end = at
    while end < len(words) and words[end].digits and ":" not in words[end].text:
        end += 1
        if words[end - 1].ends_phrase:
            break
    groups = [word.digits for word in words[at:end]]
    thousands = len(groups) > 1 and all(group == _THOUSANDS for group in groups[1:])
    return end if thousands or (len(groups) > 1 and sum(groups) >= _LEAST_DIGITS) else at

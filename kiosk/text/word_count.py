"""Count words, estimated from characters in scripts without spaces."""

import re
from collections import deque
from collections.abc import Iterator

# Scripts without spaces between words (Chinese and Japanese; Thai, Lao, Burmese and Khmer), and how
# many characters count as one word. Own estimates that give readers more time: the IReST reading
# tests measured some 255 characters a minute in Chinese and 228 words a minute in English.
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SOUTHEAST_ASIAN = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_CJK_CHARS_PER_WORD, _SOUTHEAST_ASIAN_CHARS_PER_WORD = 1.6, 3.0
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
# Characters that are counted at once: about 2 ms.
SLICE = 20_000


def count_words(text: str) -> int:
    """Return the number of words, estimated from characters in scripts without spaces."""
    return deque(count_words_in_slices(text), maxlen=1)[0][0]


def count_words_in_slices(text: str) -> Iterator[tuple[int, int]]:
    """Yield the words so far and the characters that they are in, after each slice of the text.

    The last number of words is that of the whole text.
    """
    words = cjk = southeast_asian = start = 0
    while True:
        end = _slice_end(text, start)
        part = text[start:end]
        if not part.isascii():
            part, of_part = _CJK.subn(" ", part)
            cjk += of_part
            part, of_part = _SOUTHEAST_ASIAN.subn(" ", part)
            southeast_asian += of_part
        words += len(_WORD.findall(part))
        estimated = cjk / _CJK_CHARS_PER_WORD + southeast_asian / _SOUTHEAST_ASIAN_CHARS_PER_WORD
        yield words + round(estimated), end
        start = end
        if start >= len(text):
            return


def _slice_end(text: str, start: int) -> int:
    """Where a slice ends: after a space if there is one, so that no word counts twice."""
    end = start + SLICE
    if end >= len(text):
        return len(text)
    space = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
    return space + 1 if space >= start else end

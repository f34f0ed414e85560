"""Khmer and Lao, whose words are written without spaces between them."""

import re
from collections.abc import Iterator

from kiosk.check.layout_suspects import displayed_texts
from kiosk.check.make_problem import make_problem
from kiosk.content.load import LoadResult
from kiosk.domain import Message, Problem

# Measured with Qt 6.11 (docs/ACCESSIBILITY.md, 35): it knows no words of Khmer and Lao and breaks
# a line at any character, while Thai breaks by libthai's dictionary and Burmese by syllables. More
# characters than these without a break are more than one long word.
_LONGEST_WORD = 24
_TOO_LONG = f"{{{_LONGEST_WORD + 1},}}"
_UNBROKEN = re.compile(rf"[\u1780-\u17d3\u17d7\u17dc\u17dd]{_TOO_LONG}|[\u0e80-\u0eff]{_TOO_LONG}")
_QUOTED = 12


def missing_word_breaks(result: LoadResult) -> Iterator[Problem]:
    """Khmer and Lao texts without word breaks, whose lines would break inside words."""
    for suspect in displayed_texts(result):
        # Python knows of each text whether it is ASCII.
        if not suspect.text.isascii() and (found := _UNBROKEN.search(suspect.text)):
            script = "Khmer" if found[0] >= "\u1780" else "Lao"
            yield make_problem(
                result,
                "needs-word-breaks",
                suspect.file,
                suspect.key,
                Message(
                    "{key}: the {script} text '{found}...' has {count} characters without a word "
                    "break",
                    key=suspect.key,
                    script=script,
                    found=found[0][:_QUOTED],
                    count=len(found[0]),
                ),
                Message(
                    "ask somebody who writes it to put an invisible space between its words (in"
                    " Word: Insert, Symbol, Character code 200B)"
                ),
            )

"""Scripts that are written without spaces, in which nobody but the writer knows where a line may break."""

import re
from collections.abc import Iterator

from kiosk.check.layout_suspects import printed
from kiosk.content.load import LoadResult
from kiosk.domain import Problem, Severity

# ACCESS 35, measured with Qt 6.11: in Khmer and Lao it knows no word, and breaks a line anywhere; Thai it breaks by libthai's dictionary,
# Burmese by syllables. So many signs in one piece are more than a long word of theirs.
_LONGEST_WORD = 24
_UNBROKEN = re.compile(
    f"[\u1780-\u17d3\u17d7\u17dc\u17dd]{{{_LONGEST_WORD + 1},}}|[\u0e80-\u0eff]{{{_LONGEST_WORD + 1},}}"
)
_SHOWN = 12


def unbroken(result: LoadResult) -> Iterator[Problem]:
    """Khmer and Lao whose words are not parted, so that lines break inside of them."""
    for words in printed(result):
        found = _UNBROKEN.search(words.text)
        if found:
            line, column = result.source_map.get((words.file, words.key), (1, 1))
            script = "Khmer" if found[0] >= "\u1780" else "Lao"
            yield Problem(
                path=words.file,
                line=line,
                column=column,
                severity=Severity.WARNING,
                rule="needs-word-breaks",
                message=f"{words.key}: the {script} text '{found[0][:_SHOWN]}...' has {len(found[0])} signs in one piece",
                hint="put a zero width space (U+200B) between its words",
            )

"""The rule of languages finds what it is for, and leaves names and addresses alone."""

import pytest

from tests.audit.languages import IN_ENGLISH, fallback_says_so
from tests.audit.rules import Row


def screen(*lines: str) -> Row:
    """A work's screen in Arabic with these lines of text."""
    texts = [{"text": line, "line": True, "box": [0, 0, 1, 1]} for line in lines]
    return {"language": "ar", "screen": "work", "page": "", "texts": texts, "file": ""}


@pytest.mark.parametrize(
    "lines",
    [
        ("زر موقع", "humantraffickinghotline.org"),
        # Broken over two lines, in the middle or at a joint.
        ("زر موقع", "\u200f\u2066humantraffickinghotli", "\u200f\u2066ne.org\u2069."),
        ("زر موقع", "\u200f\u2066humantraffickinghotline", "\u200f\u2066.org\u2069"),
        (IN_ENGLISH, "The seams are gold"),
    ],
)
def test_addresses_and_what_is_marked_are_no_findings(lines: tuple[str, ...]) -> None:
    assert list(fallback_says_so([screen(*lines)])) == []


@pytest.mark.parametrize(
    "line", ["The seams are gold", "Gold", "humantraffickinghotline.org is open", "hotline number"]
)
def test_a_line_in_english_that_does_not_say_so_is_found(line: str) -> None:
    (finding,) = fallback_says_so([screen("زر موقع", line)])
    assert line in finding.what

"""``excerpt:``, the lines or words of a written work that stand in the loop."""

import re

from kiosk.content.front_matter.document import Document
from kiosk.content.front_matter.translations import Translations
from kiosk.domain import Form, Localized, Message
from kiosk.domain.bounds import EXCERPT_LETTERS
from kiosk.text import plain_text

# "3", "1-4", "lines 1-4", "versos 1 a 4"; without a word before it, too.
_LINES = re.compile(
    r"(?:[^\W\d]{1,12}\.?\s+)?(\d{1,4})(?:\s*(?:[-\u2010-\u2015]|to|a|al|bis|à)\s*(\d{1,4}))?",
    re.IGNORECASE,
)
# Words are parted by white space, and lines of verse by a stroke as well.
_WORD = re.compile(r"[^\s\u200b/]+")
_EXCERPT = "excerpt"


def read_excerpts(texts: Translations, body: Localized, form: Form) -> Localized:
    """The lines or words that stand in the loop, by language; absent where the label names none.

    A translation without the key takes the lines that the main label names by number, if it has as
    many. What is not found is reported, and the program chooses.
    """
    bodies = dict(body.values)
    found: list[tuple[str, str]] = []
    main_lines: tuple[int, int] | None = None
    line_count = 0
    for language, document in texts.documents.items():
        typed = document.text(_EXCERPT)
        text = bodies.get(language, str(body))
        lines = [line for line in text.splitlines() if line.strip()]
        if typed:
            numbers = _numbers(typed, text, form)
            if document is texts.main:
                main_lines, line_count = numbers, len(lines)
            excerpt = _excerpt(document, typed, text, form)
        elif main_lines and form is Form.VERSE and language in bodies and len(lines) == line_count:
            excerpt = _lines_of(text, *main_lines)
        else:
            excerpt = ""
        if excerpt:
            found.append((language, excerpt))
    return Localized.of(found)


def report_on_picture(texts: Translations) -> None:
    """Tell that a picture has no lines that could be chosen."""
    for document in texts.documents.values():
        if document.text(_EXCERPT):
            _report(
                document,
                Message("excerpt: chooses lines of a written work, and this is a picture"),
                Message("delete the line"),
            )


def _numbers(typed: str, text: str, form: Form) -> tuple[int, int] | None:
    """The first and the last line, from 1, that are typed; None for words, such as "May 3"."""
    match = _LINES.fullmatch(typed.strip())
    if match is None or (not typed.strip()[0].isdigit() and _words_of(text, typed, form)):
        return None
    first = int(match[1])
    return first, int(match[2] or first)


def _excerpt(document: Document, typed: str, text: str, form: Form) -> str:
    """The excerpt as the text has it; "" where it has not, which is reported."""
    numbers = _numbers(typed, text, form)
    if numbers and form is Form.PROSE:
        _report(
            document,
            Message("'{typed}' counts lines, and the lines of prose flow", typed=typed[:40]),
            Message("write the words themselves: excerpt: When I moved into the apartment ..."),
        )
        return ""
    if numbers:
        found = _lines_of(text, *numbers)
        count = sum(1 for line in text.splitlines() if line.strip())
        if not found:
            _report(
                document,
                Message(
                    "the text has no lines {typed}; it has {count:,}, blank ones not counted",
                    typed=typed[:40],
                    count=count,
                ),
                Message("write the first and the last line, as in excerpt: 1-4"),
            )
    else:
        found = _words_of(text, typed, form)
        if not found:
            _report(
                document,
                Message("the text does not have the words '{typed}'", typed=typed[:80]),
                Message("copy them from the text, or write its lines, as in excerpt: 1-4"),
            )
    if not EXCERPT_LETTERS.allows(len(found)):
        line, column = document.position(_EXCERPT)
        document.report.beyond(
            EXCERPT_LETTERS,
            Message("the excerpt has {count:,} letters", count=len(found)),
            line=line,
            column=column,
        )
        return ""
    return found


def _lines_of(text: str, first: int, last: int) -> str:
    """The lines of a poem between two numbers; "" where it has no such lines."""
    lines = text.splitlines()
    numbered = [at for at, line in enumerate(lines) if line.strip()]
    if not 1 <= first <= last <= len(numbered):
        return ""
    return "\n".join(lines[numbered[first - 1] : numbered[last - 1] + 1])


def _words_of(text: str, typed: str, form: Form) -> str:
    """The words as the text has them; of a poem the whole lines in which they stand."""
    wanted = [_bare(word[0]) for word in _WORD.finditer(typed)]
    source = text if form is Form.VERSE else plain_text(text, as_verse=False)
    words = list(_WORD.finditer(source))
    here = [_bare(word[0]) for word in words]
    found = (
        at
        for at in range(len(here) - len(wanted) + 1)
        if here[at] == wanted[0] and here[at : at + len(wanted)] == wanted
    )
    at = next(found, -1) if wanted else -1
    if at < 0:
        return ""
    first, last = words[at].start(), words[at + len(wanted) - 1].end()
    if form is Form.PROSE:
        found_words = " ".join(source[first:last].split())
        return (
            found_words if typed.rstrip().endswith((",", ";", ":")) else found_words.rstrip(",;:")
        )
    start = source.rfind("\n", 0, first) + 1
    end = source.find("\n", last)
    return source[start : end if end >= 0 else len(source)].rstrip()


def _bare(word: str) -> str:
    """A word in small letters without the signs around it, which need not be typed."""
    letters = [at for at, sign in enumerate(word) if sign.isalnum()]
    return word[letters[0] : letters[-1] + 1].casefold() if letters else word


def _report(document: Document, message: Message, hint: Message) -> None:
    line, column = document.position(_EXCERPT)
    document.report.warn("excerpt", message, hint, line=line, column=column)

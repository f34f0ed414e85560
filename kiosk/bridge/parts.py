"""Words that know their language: what is not translated is shown in the exhibition's first one, says so, and is spoken so (ACCESS 33)."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.bridge import phrases, words
from kiosk.domain import Localized
from kiosk.domain.text import ABSENT
from kiosk.reading import leftwards


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """``words`` in ``language``, a tag."""

    words: str
    language: str


def part(text: Localized, language: str) -> Part:
    """A text as it is shown to who reads ``language``."""
    return Part(words=text.get(language), language=text.language_for(language) or language)


def mark(text: Localized, language: str) -> str:
    """ "In English", where a text is not in ``language``; else empty."""
    shown_in = text.language_for(language)
    if shown_in in ("", language):
        return ""
    return words.tr("In %1").replace("%1", phrases.language_name(shown_in, language))


def marked(text: Localized, language: str, *, title: Localized = ABSENT) -> tuple[Part, ...]:
    """A text in Markdown, after its mark where it needs one; where there is no text, the mark that its ``title`` needs."""
    told = mark(text or title, language)
    # Slanted, as a note to the text; where no letter slants, stress is bold, and the note would be louder than what it is about.
    before = (Part(words=told if leftwards(told) else f"*{told}*", language=language),) if told else ()
    return (*before, part(text, language)) if text else before


def joined(parts: Iterable[Part]) -> str:
    """One text in Markdown, its parts as paragraphs of their own."""
    return "\n\n".join(one.words for one in parts if one.words)

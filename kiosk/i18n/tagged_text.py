"""Words that know their language: what is not translated is shown in the exhibition's first one, says so, and is spoken so (ACCESS 33)."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk import i18n
from kiosk.domain import Localized
from kiosk.domain.text import ABSENT
from kiosk.i18n import formatting
from kiosk.text import is_right_to_left


@dataclass(frozen=True, kw_only=True, slots=True)
class TaggedText:
    """``words`` in ``language``, a tag."""

    text: str
    language: str


def tagged(text: Localized, language: str) -> TaggedText:
    """A text as it is shown to who reads ``language``."""
    return TaggedText(text=text.get(language), language=text.language_for(language) or language)


def language_note(text: Localized, language: str) -> str:
    """ "In English", where a text is not in ``language``; else empty."""
    shown_in = text.language_for(language)
    if shown_in in ("", language):
        return ""
    return i18n.tr("In %1").replace("%1", formatting.language_name(shown_in, language))


def with_language_note(
    text: Localized, language: str, *, title: Localized = ABSENT
) -> tuple[TaggedText, ...]:
    """A text in Markdown, after its mark where it needs one; where there is no text, the mark that its ``title`` needs."""
    told = language_note(text or title, language)
    # Slanted, as a note to the text; where no letter slants, stress is bold, and the note would be louder than what it is about.
    before = (
        (TaggedText(text=told if is_right_to_left(told) else f"*{told}*", language=language),)
        if told
        else ()
    )
    return (*before, tagged(text, language)) if text else before


def join_paragraphs(parts: Iterable[TaggedText]) -> str:
    """One text in Markdown, its parts as paragraphs of their own."""
    return "\n\n".join(one.text for one in parts if one.text)

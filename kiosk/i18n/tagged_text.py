"""Texts tagged with their language.

A text without a translation appears in the exhibition's first language, with a note that says so,
and is spoken in that language (docs/ACCESSIBILITY.md, 33).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk import i18n
from kiosk.domain import Localized
from kiosk.domain.text import ABSENT
from kiosk.i18n import formatting
from kiosk.text import has_no_italics


@dataclass(frozen=True, kw_only=True, slots=True)
class TaggedText:
    """A text and the BCP 47 tag of its language."""

    text: str
    language: str


def tagged(text: Localized, language: str) -> TaggedText:
    """Return the text shown to a reader of ``language``, with the language that it is in."""
    return TaggedText(text=text.get(language), language=text.language_for(language) or language)


def language_note(text: Localized, language: str) -> str:
    """Return "In English" and the like if a text is not in ``language``; otherwise empty."""
    shown_in = text.language_for(language)
    if shown_in in ("", language):
        return ""
    return i18n.tr("In %1").replace("%1", formatting.language_name(shown_in, language))


def with_language_note(
    text: Localized, language: str, *, title: Localized = ABSENT
) -> tuple[TaggedText, ...]:
    """Return a Markdown text, preceded by a language note if it is not in ``language``.

    Without a text, return only the note that its ``title`` needs.
    """
    note = language_note(text or title, language)
    # The note is in italics. Scripts without them show emphasis in bold, which would outweigh the
    # text itself, so there the note is plain.
    before = (
        (TaggedText(text=note if has_no_italics(note) else f"*{note}*", language=language),)
        if note
        else ()
    )
    return (*before, tagged(text, language)) if text else before


def join_paragraphs(parts: Iterable[TaggedText]) -> str:
    """Join parts into one Markdown text, each a paragraph of its own."""
    return "\n\n".join(part.text for part in parts if part.text)

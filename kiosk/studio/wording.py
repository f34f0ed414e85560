"""The language in which the studio speaks, and its words.

The words are the check's messages too: ``kiosk/check/translations`` holds both.
"""

from __future__ import annotations

from kiosk.check.translation import ENGLISH, languages, translated


class _Chosen:
    language = ENGLISH


_chosen = _Chosen()


def use_language(language: str) -> None:
    """Speak a language by its tag, such as ``es``; English where the studio does not know it."""
    short = language.replace("_", "-").split("-")[0].casefold()
    _chosen.language = short if short in languages() else ENGLISH


def language() -> str:
    """The tag of the language in which the studio speaks."""
    return _chosen.language


def said(text: str) -> str:
    """A ``Message`` in the studio's language; any other text as it is."""
    return translated(text, _chosen.language)

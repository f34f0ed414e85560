"""Messages in a curator's language.

``translations/*.po`` hold the sentences by their English template (GNU gettext);
``packaging/translations.sh`` collects the templates from the source and compiles the files.
"""

import gettext
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kiosk.domain import Message

ENGLISH = "en"
_CATALOGUES = Path(__file__).with_name("translations")


def languages() -> list[str]:
    """The languages that the check speaks, English first."""
    return [ENGLISH, *sorted(path.stem for path in _CATALOGUES.glob("*.mo"))]


def language_of_environment(environment: Mapping[str, str]) -> str:
    """The language of the locale, as POSIX and gettext choose it; English for any other."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        for wanted in environment.get(name, "").split(":"):
            language = wanted.partition(".")[0].partition("_")[0].casefold()
            if language in languages():
                return language
        if environment.get(name) and name != "LANGUAGE":
            # The first of them that is set decides, also for a language that is not known here.
            break
    return ENGLISH


def translated(text: str, language: str) -> str:
    """The message in ``language``; in English where it is no ``Message`` or not translated yet."""
    if not isinstance(text, Message) or language == ENGLISH:
        return text
    values = {
        name: translated(value, language) if isinstance(value, str) else value
        for name, value in text.values.items()
    }
    return _catalogue(language).gettext(text.template).format(**values)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    path = _CATALOGUES / f"{language}.mo"
    if not path.is_file():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)

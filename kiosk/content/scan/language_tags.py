"""The codes of languages that a text may declare (BCP 47, as CLDR knows them)."""

import re
from functools import cache

_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?", re.IGNORECASE)


def language_tag(typed: str) -> str:
    """The tag in its usual letters ("zh-Hant", "es-MX"); "" where no language has this code."""
    tag = typed.strip().replace("_", "-")
    if not _TAG.fullmatch(tag):
        return ""
    language, *further = tag.split("-")
    if language.casefold() not in _names():
        return ""
    return "-".join([language.casefold(), *map(_usual_letters, further)])


def tag_of_name(typed: str) -> str:
    """The code of a language that is written out, in English or in itself; "" for other words."""
    wanted = typed.strip().casefold()
    for code, english in _names().items():
        if wanted == english.casefold():
            return code
    return next((code for code in _names() if wanted and wanted == _own_name(code)), "")


def _usual_letters(part: str) -> str:
    return part.title() if len(part) == len("Hant") else part.upper()


@cache
def _names() -> dict[str, str]:
    """English names by code."""
    # Imported here, because most folders declare no language.
    from babel import Locale

    return dict(Locale("en").languages)


@cache
def _own_name(code: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return (Locale.parse(code.replace("-", "_")).language_name or "").casefold()
    except (UnknownLocaleError, ValueError):
        return ""

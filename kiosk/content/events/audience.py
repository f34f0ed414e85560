"""Whom an event is for, and the languages in which it is held."""

import re
from itertools import zip_longest

from kiosk.content.front_matter.document import Document
from kiosk.content.front_matter.translations import Translations
from kiosk.content.scan.language_tags import language_tag, tag_of_name
from kiosk.domain import Localized, Message

# Commas and semicolons, also Arabic and Chinese ones.
_PARTING = re.compile(r"[,;\u060c\u061b\u3001\uff0c\uff1b]")


def read_audience(texts: Translations) -> tuple[Localized, ...]:
    """The groups of ``audience:``; a translation names them in the same order.

    A translation with another number of groups is left out and reported.
    """
    lists = {
        language: _parts(document.text("audience"))
        for language, document in texts.documents.items()
    }
    main = next(iter(lists.values()))
    for language, words in list(lists.items()):
        if words and main and len(words) != len(main):
            document = texts.documents[language]
            line, column = document.position("audience")
            document.report.warn(
                "audience",
                Message(
                    "'audience' has {count} entries here and {expected} in the main file; these are"
                    " not shown",
                    count=len(words),
                    expected=len(main),
                ),
                Message("write the same groups in the same order, parted by commas"),
                line=line,
                column=column,
            )
            del lists[language]
    groups = zip_longest(*lists.values(), fillvalue="")
    return tuple(dict.fromkeys(Localized.of(zip(lists, group, strict=True)) for group in groups))


def read_languages(main: Document) -> tuple[str, ...]:
    """The tags of ``language:``, from codes or names; other words are reported and left out."""
    found = []
    for typed in _parts(main.text("language")):
        tag = language_tag(typed) or tag_of_name(typed)
        if tag:
            found.append(tag)
            continue
        line, column = main.position("language")
        main.report.warn(
            "event-language",
            Message(
                "'{typed}' is not a language; the programme cannot be filtered by it",
                typed=typed[:40],
            ),
            Message("write language: es, with the two or three letters of the language's code"),
            line=line,
            column=column,
        )
    return tuple(dict.fromkeys(found))


def _parts(text: str) -> list[str]:
    return [part for part in map(str.strip, _PARTING.split(text.strip(" []"))) if part]

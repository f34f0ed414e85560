"""Languages: missing translations, unused translations, and the interface's own texts."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

import kiosk
from kiosk.check.items import Item, all_items
from kiosk.check.make_problem import file_of, make_problem
from kiosk.content.front_matter import schema
from kiosk.content.load import LoadResult
from kiosk.domain import Event, Exhibition, Localized, Message, Page, Problem, Resource, Work

# Names and numbers, which are the same in every language unless a translation says otherwise.
SAME = frozenset(
    {
        "artist",
        "by",
        "dimensions",
        "credit",
        "presented_by",
        "hosted_by",
        "picture",
        "address",
        "audio",
        "online",
        "people",
        # Their names and alternative texts are looked at one by one.
        "pictures",
    }
)
# The titles of programmes and books, and places, are often left as they are; titles of works and
# pages are translated.
_NAMES = frozenset({"title", "short", "place"})
# The interface translates these media itself.
_INTERFACE_MEDIA = frozenset({"photography", "graphic art", "poetry", "creative writing"})
# Keys whose values have another name in the exhibition.
_ATTRIBUTES = {"next": "coming_next"}
_INTERFACE = Path(kiosk.__file__).with_name("ui") / "i18n"
_INTERFACE_SOURCE = "en"
_TRANSLATION = re.compile(r"(?P<main>.+)\.(?P<language>[a-z]{2,3}(?:-[A-Za-z]{2,4})?)")
_KINDS: Mapping[type[Item], schema.Keys] = {
    Work: schema.WORK,
    Event: schema.EVENT,
    Resource: schema.RESOURCE,
    Page: schema.PAGE,
}


def missing_translations(result: LoadResult) -> Iterator[Problem]:
    """Texts that are given in the first language and not in another one of the exhibition."""
    exhibition = result.snapshot.exhibition
    for language in exhibition.languages[1:]:
        texts = _exhibition_texts(exhibition)
        yield from _untranslated(result, "kiosk.yaml", texts, language, _NAMES)
        for item in all_items(result.snapshot):
            # A calendar has one language and cannot have a translation beside it.
            if not item.file.endswith(".ics"):
                names = _NAMES if isinstance(item, Event | Resource) else frozenset()
                texts = dict(_item_texts(item))
                yield from _untranslated(result, item.file, texts, language, names)


def _item_texts(item: Item) -> Iterator[tuple[str, Localized]]:
    for key, about in _KINDS[type(item)].items():
        if about.translatable and key not in SAME:
            value: Localized = getattr(item, key)
            if key != "medium" or str(value).casefold() not in _INTERFACE_MEDIA:
                yield key, value
    match item:
        case Work():
            yield from (
                (f"pictures: alt of {one.name}", one.alt) for one in item.further if one.alt
            )
            yield "text", item.wall_text or item.body
        case Page():
            yield "text", item.body
        case _:
            yield "text", item.description


def _exhibition_texts(exhibition: Exhibition) -> Mapping[str, Localized]:
    line = exhibition.help_line
    own = {
        key: getattr(exhibition, _ATTRIBUTES.get(key, key))
        for key, about in schema.EXHIBITION.items()
        if about.translatable and not about.below and key not in SAME
    }
    return {
        **own,
        "open: note": exhibition.hours_note,
        "help_line: name": line.name,
        "help_line: note": line.note,
    }


def _untranslated(
    result: LoadResult,
    file: str,
    texts: Mapping[str, Localized],
    language: str,
    names: frozenset[str],
) -> Iterator[Problem]:
    missing = [
        key for key, text in texts.items() if text and text.language_for(language) != language
    ]
    translation = file_of(result, file, language)
    at = "title" if (file, "title") in result.source_map else ""
    if keys := [key for key in missing if key not in names]:
        yield make_problem(
            result,
            "missing-translation",
            file,
            at,
            Message(
                "{names} not translated ({language})", names=", ".join(keys), language=language
            ),
            Message("write the translation in {translation}", translation=translation),
        )
    if keys := [key for key in missing if key in names]:
        yield make_problem(
            result,
            "untranslated-name",
            file,
            at,
            Message(
                "{names} shown untranslated ({language})", names=", ".join(keys), language=language
            ),
            Message(
                "write it in {translation}; repeat it there if it is the same",
                translation=translation,
            ),
        )


def unlisted_languages(result: LoadResult) -> Iterator[Problem]:
    """Translations into a language the exhibition does not list; each is read as its own item."""
    languages = result.snapshot.exhibition.languages
    items = all_items(result.snapshot)
    keys = {item.key for item in items}
    # A label without its picture is not among the items, but has a problem of its own.
    key_of = {item.file: item.key for item in items} | {
        problem.path: problem.path.removesuffix(".md")
        for problem in result.problems
        if problem.path.endswith(".md")
    }
    for file, key in sorted((file, key) for file, key in key_of.items() if "." in key):
        found = _TRANSLATION.fullmatch(PurePosixPath(key).name)
        language = found["language"] if found else ""
        if language and key.removesuffix(f".{language}") in keys and language not in languages:
            yield make_problem(
                result,
                "language-not-listed",
                file,
                "",
                Message(
                    "this file looks like a translation, but '{language}' is not among the "
                    "exhibition's languages",
                    language=language,
                ),
                Message(
                    "add it in kiosk.yaml: languages: [{names}]",
                    names=", ".join((*languages, language)),
                ),
            )


def unlisted_notice_languages(result: LoadResult) -> Iterator[Problem]:
    """Notices in a language the exhibition does not list; they are shown in it all the same."""
    languages = result.snapshot.exhibition.languages
    for notice in result.snapshot.notices:
        for language in notice.languages if not notice.alert else ():
            if language not in languages:
                yield make_problem(
                    result,
                    "language-not-listed",
                    notice.file,
                    "",
                    Message(
                        "the notice is also in '{language}', which is not among the exhibition's "
                        "languages; it is shown in it, but no visitor can choose that",
                        language=language,
                    ),
                    Message(
                        "add it in kiosk.yaml: languages: [{names}]",
                        names=", ".join((*languages, language)),
                    ),
                )


def interface_languages(result: LoadResult) -> Iterator[Problem]:
    """Languages of the exhibition into which the interface is not translated."""
    for language in result.snapshot.exhibition.languages:
        short = language.split("-")[0]
        if short != _INTERFACE_SOURCE and not (_INTERFACE / f"kiosk_{short}.qm").is_file():
            yield make_problem(
                result,
                "interface-language",
                "kiosk.yaml",
                "languages",
                Message(
                    "the interface is not translated into '{language}', so buttons such as Back "
                    "and Help stay in English",
                    language=language,
                ),
                Message(
                    "ask the person who maintains the kiosk to have kiosk/ui/i18n translated, or"
                    " silence this rule with your reason"
                ),
            )

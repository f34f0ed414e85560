"""Languages: what is not translated, what is translated for nobody, and what the screen itself cannot say."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

import kiosk
from kiosk.check.make_problem import file_of, make_problem
from kiosk.content.front_matter import schema
from kiosk.content.load import LoadResult
from kiosk.domain import Event, Exhibition, Localized, Page, Problem, Resource, Severity, Work

# Names and numbers, which are the same in every language unless somebody says otherwise.
SAME = frozenset(
    {
        "artist",
        "by",
        "dimensions",
        "credit",
        "presented_by",
        "hosted_by",
        "address",
        "audio",
        "online",
        "people",
    }
)
# A programme's and a book's title and a place may well be said as they are; a work's title and a heading are translated.
_NAMES = frozenset({"title", "place"})
# What the screen's own words translate.
_MEDIUMS = frozenset({"photography", "graphic art", "poetry", "creative writing"})
_INTERFACE = Path(kiosk.__file__).with_name("ui") / "i18n"
_SOURCE = "en"
_TRANSLATION = re.compile(r"(?P<main>.+)\.(?P<language>[a-z]{2,3}(?:-[A-Za-z]{2,4})?)")
Item = Work | Event | Resource | Page
_KINDS: Mapping[type[Item], schema.Keys] = {
    Work: schema.WORK,
    Event: schema.EVENT,
    Resource: schema.RESOURCE,
    Page: schema.PAGE,
}


def translations(result: LoadResult) -> Iterator[Problem]:
    """What is written in the first language and not in another one of the exhibition."""
    snapshot = result.snapshot
    items: tuple[Item, ...] = (
        *snapshot.works,
        *snapshot.events,
        *snapshot.resources,
        *snapshot.pages,
    )
    for language in snapshot.exhibition.languages[1:]:
        yield from _told(
            result,
            "kiosk.yaml",
            language,
            _untranslated(_exhibition(snapshot.exhibition), language),
            _NAMES,
        )
        for item in items:
            # A calendar says everything in one language, and has no file beside it for another.
            if not item.file.endswith(".ics"):
                names = _NAMES if isinstance(item, Event | Resource) else frozenset()
                yield from _told(
                    result, item.file, language, _untranslated(dict(_fields(item)), language), names
                )


def _fields(item: Item) -> Iterator[tuple[str, Localized]]:
    for key, about in _KINDS[type(item)].items():
        if about.translatable and key not in SAME:
            words: Localized = getattr(item, key)
            if key != "medium" or str(words).casefold() not in _MEDIUMS:
                yield key, words
    text = (
        (item.wall_text or item.body)
        if isinstance(item, Work)
        else item.body
        if isinstance(item, Page)
        else item.description
    )
    yield "text", text


def _exhibition(exhibition: Exhibition) -> Mapping[str, Localized]:
    line = exhibition.help_line
    own = {
        key: getattr(exhibition, key)
        for key, about in schema.EXHIBITION.items()
        if about.translatable and not about.below and key not in SAME
    }
    return {
        **own,
        "open: note": exhibition.hours_note,
        "help_line: name": line.name,
        "help_line: note": line.note,
    }


def _untranslated(fields: Mapping[str, Localized], language: str) -> list[str]:
    return [
        name for name, words in fields.items() if words and words.language_for(language) != language
    ]


def _told(
    result: LoadResult, file: str, language: str, missing: list[str], names: frozenset[str]
) -> Iterator[Problem]:
    other = file_of(result, file, language)
    key = "title" if (file, "title") in result.source_map else ""
    if words := [name for name in missing if name not in names]:
        message, hint = (
            f"{', '.join(words)} not translated ({language})",
            f"write {other} with what differs",
        )
        yield make_problem(
            result, file, key, Severity.WARNING, "missing-translation", message, hint
        )
    if same := [name for name in missing if name in names]:
        message, hint = (
            f"{', '.join(same)} stands in {language} as it is",
            f"write it in {other}, once more if it is the same",
        )
        yield make_problem(result, file, key, Severity.INFO, "untranslated-name", message, hint)


def not_listed(result: LoadResult) -> Iterator[Problem]:
    """Translations into a language that the exhibition does not have: they are taken for works and events of their own."""
    snapshot = result.snapshot
    items: tuple[Item, ...] = (
        *snapshot.works,
        *snapshot.events,
        *snapshot.resources,
        *snapshot.pages,
    )
    keys = {item.key for item in items}
    # A label whose picture is missing is not among the items; its file has told what is wrong with it.
    files = {item.file: item.key for item in items}
    files |= {
        problem.path: problem.path.removesuffix(".md")
        for problem in result.problems
        if problem.path.endswith(".md")
    }
    for file, key in sorted((file, key) for file, key in files.items() if "." in key):
        found = _TRANSLATION.fullmatch(PurePosixPath(key).name)
        if (
            found
            and key.removesuffix(f".{found['language']}") in keys
            and found["language"] not in snapshot.exhibition.languages
        ):
            message = f"this looks like a translation, but '{found['language']}' is not among the exhibition's languages"
            hint = f"add it in kiosk.yaml: languages: [{', '.join((*snapshot.exhibition.languages, found['language']))}]"
            yield make_problem(
                result, file, "", Severity.WARNING, "language-not-listed", message, hint
            )


def interface(result: LoadResult) -> Iterator[Problem]:
    """Languages in which the screen's own words cannot be said."""
    for language in result.snapshot.exhibition.languages:
        short = language.split("-")[0]
        if short != _SOURCE and not (_INTERFACE / f"kiosk_{short}.qm").is_file():
            message = f"the screen's own words, such as Back and Help, are not translated into '{language}' and stand there in English"
            hint = "ask a translator for kiosk/ui/i18n, or silence this rule if that is known"
            yield make_problem(
                result,
                "kiosk.yaml",
                "languages",
                Severity.WARNING,
                "interface-language",
                message,
                hint,
            )

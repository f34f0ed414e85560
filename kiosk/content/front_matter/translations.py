"""The documents of one item in all languages, and the keys that every kind of item has."""

import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.content.dates.date_reading import DateContext
from kiosk.content.front_matter.document import Document, read_document
from kiosk.content.front_matter.pasted_markup import report_markup, without_markup
from kiosk.content.front_matter.schema import Keys
from kiosk.content.problems import Report
from kiosk.content.scan.file_groups import FileGroup
from kiosk.content.scan.language_tags import language_tag, tag_of_name
from kiosk.domain import Localized, Message, Problem
from kiosk.domain.normal_form import normalized

# Embeddings, overrides and isolates of direction (UAX #9).
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, kw_only=True)
class Translations:
    """The documents of one item by language, the fallback language first.

    ``unread`` are the translations that cannot be read.
    """

    documents: dict[str, Document]
    unread: tuple[str, ...] = ()

    def localized(self, key: str) -> Localized:
        """One key in every language that has it."""
        return Localized.of(
            (language, document.text(key)) for language, document in self.documents.items()
        )

    def body(self, *, as_verse: bool = False, tell_links: bool = True) -> Localized:
        """The bodies in every language that has one, without markup that was pasted into them.

        The markup is reported, so this is called once.
        """
        for document in self.documents.values():
            report_markup(document.body, document.report, document.body_line, tell_links=tell_links)
        return Localized.of(
            (language, without_markup(document.body, as_verse=as_verse))
            for language, document in self.documents.items()
        )

    @property
    def main(self) -> Document:
        """The document in the fallback language."""
        return next(iter(self.documents.values()))

    def report_unknown(self, keys: Keys) -> None:
        """Report the unknown keys of each document. A translation may have all keys."""
        for document in self.documents.values():
            document.report_unknown(keys)


def read_translations(
    root: Path, group: FileGroup, dates: DateContext, problems: list[Problem]
) -> Translations | None:
    """The documents of an item; None when the main one is missing or cannot be read.

    A picture without a label has an empty main document.
    """
    languages = dates.languages
    documents: dict[str, Document] = {}
    unread = []
    for named, name in sorted(group.texts.items()):
        document = read_document(root, name, Report(path=name, problems=problems))
        if document is None and named == "":
            return None
        if document is None:
            unread.append(name)
            continue
        language = _language_of(document, named, languages)
        if language in documents:
            document.report.warn(
                "language-twice",
                Message(
                    "another file has this text in '{language}' already; this one is not read",
                    language=language,
                ),
                Message("correct lang: in one of them, or the language in this file's name"),
            )
            unread.append(name)
        else:
            documents[language] = document
    if "" not in group.texts:
        if group.texts:
            name = next(iter(group.texts.values()))
            Report(path=name, problems=problems).warn(
                "orphan-translation",
                Message("this translation has no main file of that name"),
                Message("write {name}.md first", name=PurePosixPath(group.key).name),
            )
        if not group.picture:
            return None
        documents = {
            languages[0]: Document(report=Report(path=group.picture, problems=problems)),
            **documents,
        }
    for document in documents.values():
        document.dates = dates
    return Translations(documents=documents, unread=tuple(unread))


def _language_of(document: Document, named: str, languages: tuple[str, ...]) -> str:
    """The language of a document: that in the file's name (``named``), else its ``lang:``, else
    the exhibition's first.
    """
    typed = document.text("lang")
    if not typed:
        return named or languages[0]
    declared = language_tag(typed)
    line, column = document.position("lang")
    if not declared:
        near = tag_of_name(typed)
        document.report.warn(
            "lang",
            Message(
                "'{typed}' is not the code of a language; the text counts as being in '{value}'",
                typed=typed[:40],
                value=named or languages[0],
            ),
            Message(
                "write lang: {value}, with the two or three letters of the language's code",
                value=near or "es",
            ),
            line=line,
            column=column,
        )
        return named or languages[0]
    if named and declared.partition("-")[0] != named.partition("-")[0]:
        document.report.warn(
            "lang",
            Message(
                "lang: says '{declared}', and the file's name says '{named}'; the name is followed",
                declared=declared,
                named=named,
            ),
            Message("correct the one that is wrong"),
            line=line,
            column=column,
        )
    if named or declared in languages:
        return named or declared
    # A visitor who chose "es" is shown what is in "es-MX".
    short = declared.partition("-")[0]
    return next((one for one in languages if one.partition("-")[0] == short), declared)


def title_of(texts: Translations, group: FileGroup, embedded: str = "") -> Localized:
    """The title; without one, ``embedded`` (the picture's own), else one from the file name."""
    title = texts.localized("title")
    main_language = next(iter(texts.documents))
    if title.language_for("") == main_language:
        return title
    words = embedded or title_from_name(PurePosixPath(group.key).name)
    if "" in group.texts:
        texts.main.report.warn(
            "missing-title",
            Message("there is no title; '{words}' is shown", words=words),
            Message("write title: and the title, or title: Untitled"),
        )
    return Localized.of(((main_language, words), *title.values))


def _is_unseen(letter: str) -> bool:
    """True for control characters and for signs that turn letters around."""
    return unicodedata.category(letter) == "Cc" or letter in _TURNS


def title_from_name(name: str) -> str:
    """A file's name, without its suffix, as a title: "01-the_gate" becomes "The gate".

    Without signs that no screen shows: a sign of direction turns the letters after it around.
    """
    # A name on the disk may hold bytes that are no characters.
    name = normalized(name.encode("utf-8", "ignore").decode())
    name = "".join(" " if _is_unseen(letter) else letter for letter in name).strip()
    words = name.lstrip("0123456789-_. ").replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] or name or "\ufffd"


def read_zone(main: Document, key: str, default: str) -> str:
    """An IANA time zone; for an unknown name, which is reported, ``default``."""
    typed = main.text(key)
    if not typed:
        return default
    try:
        ZoneInfo(typed)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        line, column = main.position(key)
        main.report.error(
            "timezone",
            Message(
                "'{typed}' is not a time zone; {default} is used", typed=typed, default=default
            ),
            Message("write a name such as America/Los_Angeles"),
            line=line,
            column=column,
        )
        return default
    return typed

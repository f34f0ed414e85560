"""The documents of one item in all languages, and the keys that every kind of item has."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.content.dates.date_reading import DateContext
from kiosk.content.front_matter.document import Document, read_document
from kiosk.content.front_matter.schema import Keys
from kiosk.content.problems import Report
from kiosk.content.scan.file_groups import FileGroup
from kiosk.domain import Localized, Problem


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

    def body(self) -> Localized:
        """The bodies in every language that has one."""
        return Localized.of(
            (language, document.body) for language, document in self.documents.items()
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
    for language, name in sorted(group.texts.items()):
        document = read_document(root, name, Report(path=name, problems=problems))
        if document is None and language == "":
            return None
        if document is not None:
            documents[language or languages[0]] = document
        else:
            unread.append(name)
    if "" not in group.texts:
        if group.texts:
            name = next(iter(group.texts.values()))
            Report(path=name, problems=problems).warn(
                "orphan-translation",
                "this translation has no main file of that name",
                f"write {PurePosixPath(group.key).name}.md first",
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


def title_of(texts: Translations, group: FileGroup, embedded: str = "") -> Localized:
    """The title; without one, ``embedded`` (the picture's own), else one from the file name."""
    title = texts.localized("title")
    main_language = next(iter(texts.documents))
    if title.language_for("") == main_language:
        return title
    words = embedded or title_from_name(PurePosixPath(group.key).name)
    if "" in group.texts:
        texts.main.report.warn(
            "missing-title", f"there is no title; '{words}' is shown", "write title: ..."
        )
    return Localized.of(((main_language, words), *title.values))


def title_from_name(name: str) -> str:
    """A file's name, without its suffix, as a title: "01-the_gate" becomes "The gate"."""
    # A name on the disk may hold bytes that are no characters.
    name = name.encode("utf-8", "ignore").decode()
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
            f"'{typed}' is not a time zone; {default} is used",
            "write a name such as America/Los_Angeles",
            line=line,
            column=column,
        )
        return default
    return typed

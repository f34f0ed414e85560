"""The documents of one item in all its languages, and what every kind of item has in common."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.content.front_matter.document import Document, read_document
from kiosk.content.front_matter.schema import Keys
from kiosk.content.problems import Report
from kiosk.content.scan.file_groups import FileGroup
from kiosk.domain import Localized, Problem


@dataclass(frozen=True, kw_only=True)
class Translations:
    """The documents of one item by language; the fallback language first. ``unread`` are the translations that cannot be read."""

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
        """Report unknown keys of every document; what the main one may say, a translation may repeat."""
        for document in self.documents.values():
            document.report_unknown(keys)


def read_translations(
    root: Path, item: FileGroup, languages: tuple[str, ...], problems: list[Problem]
) -> Translations | None:
    """The item's documents; None when its main one cannot be read or is missing."""
    documents: dict[str, Document] = {}
    unread = []
    for language, name in sorted(item.texts.items()):
        document = read_document(root / name, Report(path=name, problems=problems))
        if document is None and language == "":
            return None
        if document is not None:
            documents[language or languages[0]] = document
        else:
            unread.append(name)
    if "" not in item.texts:
        if item.texts:
            name = next(iter(item.texts.values()))
            Report(path=name, problems=problems).warn(
                "orphan-translation",
                "this translation has no main file of that name",
                f"write {PurePosixPath(item.key).name}.md first",
            )
        if not item.picture:
            return None
        documents = {
            languages[0]: Document(report=Report(path=item.picture, problems=problems)),
            **documents,
        }
    return Translations(documents=documents, unread=tuple(unread))


def title_of(texts: Translations, item: FileGroup, embedded: str = "") -> Localized:
    """The title; without one, the picture's own, else the file's name in words."""
    title = texts.localized("title")
    if title.language_for("") == next(iter(texts.documents)):
        return title
    words = (
        embedded
        or PurePosixPath(item.key)
        .name.lstrip("0123456789-_. ")
        .replace("-", " ")
        .replace("_", " ")
        .strip()
    )
    words = words[:1].upper() + words[1:] or PurePosixPath(item.key).name
    if "" in item.texts:
        texts.main.report.warn(
            "missing-title", f"there is no title; '{words}' is shown", "write title: ..."
        )
    return Localized.of(((next(iter(texts.documents)), words), *title.values))


def read_zone(main: Document, key: str, default: str) -> str:
    """An IANA time zone; a name that nobody knows is reported and ``default`` taken."""
    typed = main.text(key)
    if not typed:
        return default
    try:
        ZoneInfo(typed)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        line, column = main.position(key)
        main.report.error(
            "timezone",
            f"'{typed}' is not a time zone; {default} is taken",
            "write a name such as America/Los_Angeles",
            line=line,
            column=column,
        )
        return default
    return typed

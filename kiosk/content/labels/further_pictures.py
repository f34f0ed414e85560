"""The further pictures of a work: a detail, its back, how it hangs in a room."""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from kiosk.content.front_matter import schema
from kiosk.content.front_matter.document import Document, cut_text
from kiosk.content.front_matter.translations import Translations, title_from_name
from kiosk.content.picture_files import picture_of, probe_picture, stamp_of
from kiosk.content.problems import Report
from kiosk.content.scan.file_groups import FURTHER_MARK, FileGroup
from kiosk.content.scan.related_names import normalized_name
from kiosk.domain import FurtherPicture, Localized, Message, Problem
from kiosk.domain.bounds import FURTHER_PICTURES, PICTURE_NAME_LETTERS
from kiosk.pictures.naming import ENDINGS

_KEY = "pictures"
# A file -> its entry in each language.
_Entries = dict[str, dict[str, Document]]


def read_further_pictures(
    root: Path, group: FileGroup, texts: Translations, problems: list[Problem]
) -> tuple[FurtherPicture, ...]:
    """The further pictures that can be shown, in the order of ``pictures:``, then of their names.

    Each that cannot be read is told, and so is each entry that names no picture.
    """
    files = list(group.further_pictures)
    entries = _entries(texts, group, files)
    if not group.picture:
        _report_written(texts, files)
        return ()
    files.sort(key=lambda file: list(entries).index(file) if file in entries else len(entries))
    if not FURTHER_PICTURES.allows(len(files)):
        what = Message("the work has {count:,} further pictures", count=len(files))
        texts.main.report.beyond(FURTHER_PICTURES, what, Message("take some out"))
    language = next(iter(texts.documents))
    found = []
    for file in files[: FURTHER_PICTURES.limit]:
        seen = probe_picture(root, file, problems)
        if seen is None:
            continue
        own = entries.get(file, {})
        names = {
            language: cut_text(title_from_name(picture_word(file, group.key)), PICTURE_NAME_LETTERS)
        }
        names |= {one: name for one, entry in own.items() if (name := _name_in(entry))}
        found.append(
            FurtherPicture(
                key=str(PurePosixPath(group.key).with_name(PurePosixPath(file).stem)),
                picture=picture_of(stamp_of(group, file), seen),
                name=Localized.of(names.items()),
                alt=Localized.of((one, entry.text("alt")) for one, entry in own.items()),
            )
        )
    return tuple(found)


def _entries(texts: Translations, group: FileGroup, files: list[str]) -> _Entries:
    """The entries of ``pictures:`` by file and language; the others are reported."""
    found: _Entries = {}
    for language, document in texts.documents.items():
        stem = PurePosixPath(group.key).name
        example = f"{_KEY}:\n  - file: {stem}--detail.jpg\n    name: Detail"
        wanted = Message("files, with a name and an alternative text for each")
        for entry in document.sections(_KEY, "file", wanted, example):
            typed = entry.text("file")
            file = named_picture(typed, group.key, files)
            if file and language not in found.get(file, {}):
                found.setdefault(file, {})[language] = entry
            else:
                _report_entry(entry, typed, group, is_twice=bool(file))
            # Names and alternative texts of what is not shown are no unknown keys.
            for key in ("name", "alt"):
                entry.text(key)
            entry.report_unknown(schema.PICTURE)
    return found


def _name_in(entry: Document) -> str:
    """The name that an entry gives; "" for none, and for one that is too long, which is told."""
    name = entry.text("name")
    if PICTURE_NAME_LETTERS.allows(len(name)):
        return name
    line, column = entry.position("name")
    what = Message("'name' has {count:,} letters", count=len(name))
    entry.report.beyond(PICTURE_NAME_LETTERS, what, line=line, column=column)
    return ""


def picture_word(file: str, key: str) -> str:
    """What stands behind the work's name and the two hyphens in a file's name."""
    name = PurePosixPath(file).stem
    own = PurePosixPath(key).name
    rest = name[len(own) :] if normalized_name(name).startswith(normalized_name(own)) else name
    return rest.strip("- ") or name.rpartition(FURTHER_MARK)[2].strip()


def named_picture(typed: str, key: str, files: Sequence[str]) -> str:
    """The file that an entry of ``pictures:`` names; "" for none of ``files``.

    By its name, with or without its ending, or by its word. ``key`` is the work's.
    """
    name = normalized_name(PurePosixPath(typed.strip().replace("\\", "/")).name)
    suffix = PurePosixPath(name).suffix
    bare = name.removesuffix(suffix) if suffix in ENDINGS else name
    for file in files:
        path = PurePosixPath(file)
        if name == normalized_name(path.name) or bare == normalized_name(path.stem):
            return file
    return next((one for one in files if bare == normalized_name(picture_word(one, key))), "")


def _report_entry(entry: Document, typed: str, group: FileGroup, *, is_twice: bool) -> None:
    line, column = entry.position("file")
    stem = PurePosixPath(group.key).name
    if is_twice:
        message = Message("'{typed}' stands twice in pictures:", typed=typed[:100])
        hint = Message("take one of the two out; the first one counts")
    elif not typed:
        line, column = entry.position("name") if entry.has("name") else entry.position("alt")
        message = Message("an entry of pictures: names no file")
        hint = Message("write file: {stem}--detail.jpg", stem=stem)
    else:
        message = Message("'{typed}' is no further picture of this work", typed=typed[:100])
        hint = Message(
            "put the picture beside the label and name it {stem}--detail.jpg: the work's name, two"
            " hyphens and a word",
            stem=stem,
        )
    entry.report.warn("further-picture", message, hint, line=line, column=column)


def _report_written(texts: Translations, files: list[str]) -> None:
    for file in files:
        Report(path=file, problems=texts.main.report.problems).warn(
            "further-picture",
            Message("this is a further picture of a work that has no picture; it is not shown"),
            Message("give the work a picture of its own name, or this picture another name"),
        )

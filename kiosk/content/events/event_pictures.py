"""``picture:``, an event's flyer or picture: a PDF or a picture file beside the event."""

import posixpath
from dataclasses import replace
from pathlib import Path, PurePosixPath

from kiosk.content.front_matter.document import Document
from kiosk.content.front_matter.translations import Translations
from kiosk.content.picture_files import picture_of, probe_picture, report_refused
from kiosk.content.problems import Report
from kiosk.content.scan.file_groups import FileGroup
from kiosk.content.scan.folder_scan import Stamp
from kiosk.content.scan.related_names import normalized_name
from kiosk.domain import EventPicture, Localized, Message, Picture, Problem
from kiosk.pictures.errors import UnreadablePictureError
from kiosk.pictures.file_kinds import begins_as_pdf
from kiosk.pictures.flyer import Flyer, FlyerReader
from kiosk.pictures.naming import ENDINGS, PDF_ENDING
from kiosk.pictures.sources import FileBelow, open_file

# What an event names: by normalized path the stamp of the file, None where there is none.
Beside = dict[str, Stamp | None]

_RULE = "event-picture"
_HEAD_BYTES = 1_024


def read_event_pictures(
    group: FileGroup, texts: Translations, flyers: FlyerReader, problems: list[Problem]
) -> tuple[tuple[EventPicture, ...], Beside]:
    """The pictures that can be shown, the fallback language's first, and all that are named.

    Each that cannot be shown is told; the event is shown without it.
    """
    beside: Beside = {}
    found: list[EventPicture] = []
    # Alternative texts of the languages that name no picture of their own.
    shared: list[tuple[str, str]] = []
    for language, document in texts.documents.items():
        typed, alt = document.text("picture"), document.text("alt")
        if not typed:
            shared.append((language, alt))
            if alt and not texts.main.text("picture"):
                _report_alt_alone(document)
            continue
        name = _path_of(typed, group)
        stamp = beside.setdefault(name, group.beside.get(name))
        if stamp is None:
            _report_missing(document, typed)
        elif one := _read(stamp, group.root, flyers, problems):
            found.append(replace(one, language=language, alt=Localized.of(((language, alt),))))
    if found and found[0].language == next(iter(texts.documents)):
        words = Localized.of((*found[0].alt.values, *shared))
        found[0] = replace(found[0], alt=words)
    return tuple(found), beside


def _path_of(typed: str, group: FileGroup) -> str:
    """The normalized path of a file that stands beside the event, relative to the folder."""
    path = posixpath.join(posixpath.dirname(group.key), typed.strip().replace("\\", "/"))
    return normalized_name(posixpath.normpath(path))


def _read(
    stamp: Stamp, root: Path, flyers: FlyerReader, problems: list[Problem]
) -> EventPicture | None:
    """The picture in a file, of no language yet; None, and a problem, where it cannot be shown."""
    file, size_bytes, mtime_ns = stamp
    place = FileBelow(root, file)
    try:
        with open_file(place) as opened:
            is_pdf = begins_as_pdf(opened.read(_HEAD_BYTES))
        flyer = flyers.read(place) if is_pdf else None
    except (OSError, UnreadablePictureError) as error:
        report_refused(root, file, error, problems)
        return None
    if flyer is not None:
        _report_quirks(flyer, Report(path=file, problems=problems))
        picture = Picture(
            file=file,
            width=flyer.width,
            height=flyer.height,
            size_bytes=size_bytes,
            mtime_ns=mtime_ns,
        )
        return EventPicture(key=file, picture=picture, language="", is_pdf=True)
    seen = probe_picture(root, file, problems)
    if seen is None:
        return None
    return EventPicture(key=file, picture=picture_of(stamp, seen), language="")


def _report_quirks(flyer: Flyer, report: Report) -> None:
    if flyer.pages > 1:
        report.info(
            "several-pages",
            Message("this file has several pages; only the first is shown"),
            Message("save each page as a file of its own"),
        )
    if flyer.fonts:
        report.warn(
            "flyer-typefaces",
            Message(
                "the PDF does not hold its typefaces ({names}), so others stand in their place",
                names=", ".join(flyer.fonts),
            ),
            Message("export it again with its typefaces embedded, as PDF/A does"),
        )
    if flyer.is_doubtful:
        report.warn(
            "picture-incomplete",
            Message("a part of this PDF is damaged, and may be missing in what is shown"),
            Message("look at it on the screen; if a part is missing, copy it here again"),
        )


def _report_missing(document: Document, typed: str) -> None:
    line, column = document.position("picture")
    suffix = PurePosixPath(typed.strip()).suffix.casefold()
    if suffix and suffix not in ENDINGS | {PDF_ENDING}:
        message = Message(
            "'{typed}' is neither a PDF nor a picture; the event is shown without it",
            typed=typed[:100],
        )
        hint = Message("save it as PDF, JPEG or PNG, and name that file")
    else:
        message = Message(
            "'{typed}' is no file beside this event, which is shown without it", typed=typed[:100]
        )
        hint = Message("put the file into the folder of the event, or correct the name")
    document.report.warn(_RULE, message, hint, line=line, column=column)


def _report_alt_alone(document: Document) -> None:
    line, column = document.position("alt")
    document.report.warn(
        _RULE,
        Message("alt: describes a picture, and this event names none"),
        Message("write picture: and the name of the file, or delete alt:"),
        line=line,
        column=column,
    )

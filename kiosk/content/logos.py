"""``about: logos:``, the pictures of those who support the exhibition; they lie in pages/."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from kiosk.content.front_matter import schema
from kiosk.content.front_matter.document import Document
from kiosk.content.front_matter.translations import Translations, title_from_name
from kiosk.content.picture_files import picture_of, probe_picture
from kiosk.content.problems import Report
from kiosk.content.scan.folder_scan import FolderScan
from kiosk.content.scan.related_names import normalized_name
from kiosk.domain import Localized, Logo, Message, Problem
from kiosk.domain.bounds import LOGO_MEGAPIXELS, LOGO_NAME_LETTERS, LOGOS

_FOLDER = "pages"
_SQUARE = 1_000_000


def read_logo_names(about: Translations) -> tuple[Logo, ...]:
    """The logos as kiosk.yaml names them, without their pictures; the rest is told."""
    found: dict[str, dict[str, str]] = {}
    example = "logos:\n    - file: county.png\n      name: County of Sacramento"
    wanted = Message("files, with the name of each house")
    for language, document in about.documents.items():
        for number, entry in enumerate(document.sections("logos", "file", wanted, example)):
            file = normalized_name(PurePosixPath(entry.text("file").replace("\\", "/")).name)
            entry.text("name")
            entry.report_unknown(schema.LOGO)
            line, column = entry.position("file") if file else document.position("logos", number)
            if not file:
                entry.report.warn(
                    "logo",
                    Message("an entry of logos: names no file"),
                    Message("write file: and the name of a picture in pages/"),
                    line=line,
                    column=column,
                )
            elif document is about.main or file in found:
                found.setdefault(file, {})[language] = _name(entry)
    if not LOGOS.allows(len(found)):
        line, column = about.main.position("logos")
        what = Message("there are {count:,} logos", count=len(found))
        about.main.report.beyond(LOGOS, what, Message("take some out"), line=line, column=column)
    return tuple(
        Logo(file=file, name=Localized.of(names.items()))
        for file, names in list(found.items())[: LOGOS.limit]
    )


def _name(entry: Document) -> str:
    name = entry.text("name")
    if LOGO_NAME_LETTERS.allows(len(name)):
        return name
    line, column = entry.position("name")
    what = Message("'name' has {count:,} letters", count=len(name))
    entry.report.beyond(LOGO_NAME_LETTERS, what, line=line, column=column)
    return ""


def find_logos(
    main: Document, logos: Sequence[Logo], scan: FolderScan, problems: list[Problem]
) -> tuple[Logo, ...]:
    """The logos with their pictures; one that cannot be shown is told, and the others are shown."""
    if not logos:
        return ()
    stamps = {
        normalized_name(PurePosixPath(stamp[0]).name): stamp
        for place, files in scan.files.items()
        for stamp in files
        if f"{place}/".startswith(f"{_FOLDER}/")
    }
    shown = []
    for logo in logos:
        stamp = stamps.get(logo.file)
        if stamp is None:
            _report_missing(main, logo)
            continue
        name, size_bytes, mtime_ns = stamp
        file = scan.qualified_name(name)
        # It is read here, so it was not passed over.
        problems[:] = [one for one in problems if (one.path, one.rule) != (file, "passed-over")]
        seen = probe_picture(scan.root, name, problems)
        if seen is None:
            continue
        if not LOGO_MEGAPIXELS.allows(seen.width * seen.height / _SQUARE):
            what = Message(
                "the logo has {width} x {height} pixels", width=seen.width, height=seen.height
            )
            hint = Message("save it with at most 2,000 pixels on its longer side")
            Report(path=file, problems=problems).beyond(LOGO_MEGAPIXELS, what, hint)
            continue
        if not logo.name:
            _report_nameless(main, name)
        words = Localized.of((("en", title_from_name(PurePosixPath(name).stem)),))
        picture = picture_of((file, size_bytes, mtime_ns), seen)
        shown.append(replace(logo, name=logo.name or words, picture=picture))
    return tuple(shown)


def _report_missing(main: Document, logo: Logo) -> None:
    line, column = main.section("about").position("logos")
    main.report.warn(
        "logo",
        Message("'{file}' is no file in pages/, so this logo is not shown", file=logo.file[:100]),
        Message("put the picture into pages/, or correct the name"),
        line=line,
        column=column,
    )


def _report_nameless(main: Document, file: str) -> None:
    line, column = main.section("about").position("logos")
    main.report.warn(
        "logo",
        Message("the logo '{file}' has no name for people who cannot see it", file=file),
        Message("write name: and whose logo it is"),
        line=line,
        column=column,
    )

"""A work's title. What a camera or a program wrote is none: the work then hangs untitled."""

from pathlib import PurePosixPath

from kiosk.content.front_matter.translations import Translations, title_from_name
from kiosk.content.scan.file_groups import FileGroup
from kiosk.domain import Localized, Message
from kiosk.pictures.metadata.machine_names import is_machine_name, is_serial_name

_HINT = Message(
    "write title: with the artist's title; for a work without one write title: Untitled"
)


def title_of_work(texts: Translations, group: FileGroup, embedded: str = "") -> Localized:
    """The title of the label, else of the picture's own data, else of the file's name.

    Absent where these are the names of a camera, a scanner or a program; the check asks.
    """
    title = texts.localized("title")
    main, main_language = texts.main, next(iter(texts.documents))
    if title.language_for("") == main_language:
        typed = str(title)
        if is_serial_name(typed):
            line, column = main.position("title")
            main.report.warn(
                "machine-title",
                Message(
                    "'{typed}' is the name that a camera or a program gives a file; it is shown as "
                    "the title",
                    typed=typed[:60],
                ),
                _HINT,
                line=line,
                column=column,
            )
        return title
    name = PurePosixPath(group.key).name
    words = embedded or ("" if is_machine_name(name) else title_from_name(name))
    if not words:
        main.report.warn(
            "missing-title",
            Message(
                "there is no title, and '{name}' is the name that a camera or a program gives "
                "a file; the work hangs untitled",
                name=name[:60],
            ),
            _HINT,
        )
        return title
    if "" in group.texts:
        main.report.warn(
            "missing-title",
            Message("there is no title; '{words}' is shown", words=words),
            Message("write title: ..."),
        )
    return Localized.of(((main_language, words), *title.values))

"""A flyer or a picture of an event, from elsewhere on the computer."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from kiosk.studio.model.edits.fields import SetField
from kiosk.studio.model.edits.file_names import free_name, safe_file_name
from kiosk.studio.model.edits.files import AddFile
from kiosk.studio.model.edits.staging import Several
from kiosk.studio.viewmodels.exhibition import ExhibitionViewModel
from kiosk.studio.viewmodels.names import is_picture


def attach(
    exhibition: ExhibitionViewModel, event: str, text: str, file: Path, *, clean: bool
) -> None:
    """Copy a file beside an event, and name it in one of its texts; both are one step of undo.

    With ``clean`` a picture is copied without what is embedded in it.
    """
    place, stem = str(PurePosixPath(event).parent), PurePosixPath(event).stem
    taken = frozenset(exhibition.names_in(place))
    wanted = safe_file_name(f"{stem}{file.suffix}")
    name = PurePosixPath(free_name(lambda one: one in taken, place, wanted)).name
    copy = AddFile(
        source=file,
        place=place,
        name=name,
        without_metadata=clean and is_picture(file.name),
    )
    naming = SetField(name=text, path=("picture",), value=name)
    exhibition.apply(Several(edits=(copy, naming), label=copy.label))

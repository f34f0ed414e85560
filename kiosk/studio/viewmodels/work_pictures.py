"""The further pictures of one work: a detail, its back, how it hangs in a room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kiosk.content.front_matter.translations import title_from_name
from kiosk.content.front_matter.yaml_source import Value
from kiosk.content.labels.further_pictures import named_picture, picture_word
from kiosk.content.scan.file_groups import FURTHER_MARK
from kiosk.domain import Message
from kiosk.domain.bounds import FURTHER_PICTURES
from kiosk.studio.model.edits.fields import RemoveField, SetField
from kiosk.studio.model.edits.files import AddFile, Delete
from kiosk.studio.model.edits.staging import Edit, Several
from kiosk.studio.viewmodels.exhibition import ExhibitionViewModel
from kiosk.studio.viewmodels.fields import FieldKind, FormField
from kiosk.studio.viewmodels.form import FormViewModel
from kiosk.studio.viewmodels.names import is_picture

_KEY = "pictures"
NAME = FormField(
    path=("name",),
    label=Message("What it shows of the work"),
    help=Message("In a word or two: Detail, The back, In the hall."),
    translatable=True,
)
PICTURE_ALT = FormField(
    path=("alt",),
    kind=FieldKind.PARAGRAPH,
    label=Message("Alternative text"),
    help=Message("What this picture shows, in 10 to 15 words, for people who cannot see it."),
    translatable=True,
)
_Entry = dict[str, Value]


@dataclass(frozen=True, kw_only=True)
class PictureRow:
    """One further picture: its file, and what the label says of it.

    ``usual_name`` is what is shown for its name where the label gives none.
    """

    file: str
    path: Path
    usual_name: str
    texts: Mapping[str, str]


class WorkPictures:
    """The further pictures of the work whose form ``model`` is, in the form's language."""

    def __init__(self, exhibition: ExhibitionViewModel, model: FormViewModel) -> None:
        self._exhibition, self._model = exhibition, model
        self._key = model.name.removesuffix(".md")
        # What was typed: a space at the end is typed too, and is not in the file.
        self._typed: dict[tuple[str, str], str] = {}

    @property
    def has_room(self) -> bool:
        """True while one more would be shown."""
        return len(self._files()) < FURTHER_PICTURES.limit

    def rows(self) -> list[PictureRow]:
        """The pictures as visitors turn to them."""
        rows = []
        places = self._places(self._model.file)
        for file in self._ordered():
            place = places.get(file)
            texts = {field.key: self._text(file, place, field) for field in (NAME, PICTURE_ALT)}
            rows.append(
                PictureRow(
                    file=file,
                    path=self._exhibition.folder / file,
                    usual_name=title_from_name(picture_word(file, self._key)),
                    texts=texts,
                )
            )
        return rows

    def _text(self, file: str, place: int | None, field: FormField) -> str:
        written = ""
        if place is not None:
            written = self._exhibition.value(self._model.file, _at(place, field))
        typed = self._typed.get((file, field.key), "")
        return typed if typed.strip() == written.strip() else written

    def write(self, file: str, field: FormField, text: str) -> None:
        """Write what somebody typed about a picture."""
        self._typed[file, field.key] = text
        place = self._places(self._model.file).get(file)
        if place is not None:
            self._exhibition.edit(self._model.file, _at(place, field), text)
        elif text:
            # A list of one entry more: what is typed next goes to that entry.
            entries = [*self._entries(self._model.file), self._new(file) | {field.key: text}]
            self._set(self._model.file, entries)

    def add(self, files: Sequence[Path], *, clean: bool) -> None:
        """Copy pictures in, behind those that are there."""
        work = PurePosixPath(self._key).name
        place = str(PurePosixPath(self._key).parent)
        pictures = [one for one in files if is_picture(one.name)]
        edits = tuple(
            AddFile(source=one, place=place, work=work, without_metadata=clean) for one in pictures
        )
        if edits:
            label = Message("Add {count} pictures to {work}", count=len(edits), work=work)
            self._exhibition.apply(Several(edits=edits, label=label))

    def move(self, file: str, by: int) -> None:
        """Let visitors turn to a picture earlier (-1) or later (1)."""
        order = self._ordered()
        place = order.index(file)
        if not 0 <= place + by < len(order):
            return
        order.insert(place + by, order.pop(place))
        # The order is that of the work's own label, in every language.
        entries, places = self._entries(self._model.name), self._places(self._model.name)
        named = [dict(entries[places[one]]) if one in places else self._new(one) for one in order]
        others = [entry for at, entry in enumerate(entries) if at not in places.values()]
        label = Message("Show the pictures of {work} in another order", work=self._key)
        self._exhibition.apply(
            Several(edits=(self._setting(self._model.name, [*named, *others]),), label=label)
        )

    def remove(self, file: str) -> None:
        """Take a picture out of the folder and out of the labels; undo brings all of it back."""
        edits: list[Edit] = [Delete(names=(file,))]
        for language in self._exhibition.languages:
            text = self._exhibition.translation_of(self._model.name, language)
            place = self._places(text).get(file)
            if place is not None:
                rest = [one for at, one in enumerate(self._entries(text)) if at != place]
                edits.append(
                    self._setting(text, rest) if rest else RemoveField(name=text, path=(_KEY,))
                )
        self._exhibition.apply(Several(edits=tuple(edits), label=edits[0].label))

    # The files, and the entries that name them

    def _files(self) -> list[str]:
        place, work = str(PurePosixPath(self._key).parent), PurePosixPath(self._key).name
        names = self._exhibition.names_in(place)
        texts = frozenset(name for name in names if name.endswith(".md"))
        return [
            name
            for name in names
            if is_picture(name)
            and PurePosixPath(name).name.startswith(f"{work}{FURTHER_MARK}")
            # A file of that whole name with a label of its own is another work.
            and f"{name.rpartition('.')[0]}.md" not in texts
        ]

    def _ordered(self) -> list[str]:
        """The files in the order of the label's entries, then of their names."""
        entries = list(self._places(self._model.name))
        return [*entries, *(one for one in self._files() if one not in entries)]

    def _entries(self, text: str) -> list[_Entry]:
        value = self._exhibition.document(text).value(_KEY)
        found = value if isinstance(value, list) else []
        return [one if isinstance(one, dict) else {"file": one} for one in found]

    def _places(self, text: str) -> dict[str, int]:
        """By file, which entry of a label names it."""
        files, found = self._files(), dict[str, int]()
        for place, entry in enumerate(self._entries(text)):
            file = named_picture(str(entry.get("file", "")), self._key, files)
            if file:
                found.setdefault(file, place)
        return found

    def _new(self, file: str) -> _Entry:
        return {"file": PurePosixPath(file).name}

    def _setting(self, text: str, entries: Sequence[_Entry]) -> SetField:
        value: list[Value] = list(entries)
        return SetField(name=text, path=(_KEY,), value=value)

    def _set(self, text: str, entries: Sequence[_Entry]) -> None:
        self._exhibition.apply(self._setting(text, entries))


def _at(place: int, field: FormField) -> FormField:
    """A field of an entry of the list."""
    return FormField(
        path=(_KEY, place, *field.path), label=field.label, help=field.help, kind=field.kind
    )

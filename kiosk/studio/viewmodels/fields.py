"""A form's fields: how each is filled in, and what its words mean for the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from kiosk.content.front_matter.yaml_source import Value
from kiosk.domain import Message

# A key of a file: its name, and the names and places in lists below it.
KeyPath = tuple[str | int, ...]
# The text below the keys of a file.
BODY: KeyPath = ("body",)


class FieldKind(Enum):
    """How a field is filled in."""

    LINE = auto()
    # One paragraph, which may be longer than a line.
    PARAGRAPH = auto()
    # Several lines.
    TEXT = auto()
    # One of the choices.
    CHOICE = auto()
    # One of the choices, or other words.
    SUGGESTION = auto()
    # Yes, or the key is left out.
    YES = auto()
    # No, or the key is left out.
    NO = auto()
    # A list, one entry a line.
    LIST = auto()
    # Names and their values, one pair a line.
    KEYS = auto()


@dataclass(frozen=True, kw_only=True)
class FormField:
    """One field. ``choices`` are (what is written, what is said)."""

    path: KeyPath
    label: Message
    help: Message
    kind: FieldKind = FieldKind.LINE
    choices: tuple[tuple[str, Message], ...] = ()
    translatable: bool = False

    @property
    def key(self) -> str:
        """The path as problems and tests name it."""
        return ".".join(map(str, self.path))


@dataclass(frozen=True, kw_only=True)
class FieldGroup:
    """Fields that belong together, below one heading."""

    title: Message
    fields: tuple[FormField, ...]


def line(path: str, label: Message, help_: Message, *, translatable: bool = False) -> FormField:
    """A field of one line; ``path`` has the names of its keys with full stops between them."""
    return FormField(
        path=tuple(path.split(".")), label=label, help=help_, translatable=translatable
    )


def flag(path: str, kind: FieldKind, label: Message, help_: Message) -> FormField:
    """A field to tick."""
    return FormField(path=tuple(path.split(".")), kind=kind, label=label, help=help_)


def paragraph(path: str, label: Message, help_: Message) -> FormField:
    """A field of one paragraph, which may differ in a translation."""
    return replace(line(path, label, help_, translatable=True), kind=FieldKind.PARAGRAPH)


def body(label: Message, help_: Message) -> FormField:
    """The text below the keys."""
    return FormField(path=BODY, kind=FieldKind.TEXT, label=label, help=help_, translatable=True)


def translatable(groups: Sequence[FieldGroup]) -> tuple[FieldGroup, ...]:
    """The fields that may differ in a translation."""
    found = (
        FieldGroup(title=one.title, fields=tuple(f for f in one.fields if f.translatable))
        for one in groups
    )
    return tuple(one for one in found if one.fields)


def typed_text(field: FormField, value: Value | None) -> str:
    """What a control shows for a value of the file."""
    if isinstance(value, dict) and field.kind is FieldKind.KEYS:
        return "\n".join(f"{key}: {one}" for key, one in value.items())
    if isinstance(value, list):
        return "\n".join(str(one) for one in value)
    return value if isinstance(value, str) else ""


def value_of(field: FormField, text: str) -> Value:
    """What the words in a control mean for the file."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if field.kind is FieldKind.LIST:
        return list(lines)
    if field.kind is FieldKind.KEYS:
        pairs = (line.partition(":") for line in lines)
        return {key.strip(): value.strip() for key, colon, value in pairs if colon}
    return text

"""A sentence for curators, as a template and values, so that it can be put into other languages."""

from collections.abc import Mapping
from datetime import date, time
from functools import lru_cache
from typing import Self

# What a template is filled with. A Message as a value is itself translated.
Value = str | int | float | date | time


class Message(str):
    """The English text of a template that was filled with values, and both of them.

    ``Message("'{typed}' is no date", typed="soon")``. The template is a literal: the tool that
    collects what is to be translated reads it from the source. Values are named as in
    ``str.format`` and may have a format, such as ``{count:,}``. Raises KeyError for a name without
    a value.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, Value]

    def __new__(cls, template: str, /, **values: object) -> Self:
        """Fill the template; a value of another type counts as its text."""
        kept = {
            name: value if isinstance(value, Value) else str(value)
            for name, value in values.items()
        }
        message = super().__new__(cls, template.format(**kept))
        message.template, message.values = template, kept
        return message

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the template and the values."""
        return restore_message, (self.template, dict(self.values))

    def shortened(self, most: int) -> "Message":
        """The message with its texts cut in their middle, so that it has about ``most`` letters."""
        if len(self) <= most:
            return self
        texts = [value for value in self.values.values() if isinstance(value, str)]
        room = max(20, (most - len(self.template)) // max(1, len(texts)))
        return Message(
            self.template,
            **{
                name: _shortened(value, room) if isinstance(value, str) else value
                for name, value in self.values.items()
            },
        )


def shared(message: Message) -> Message:
    """One value for all messages that are alike, of thousands of files with the same problem."""
    return restore_message(message.template, message.values)


def restore_message(template: str, values: Mapping[str, object]) -> Message:
    """A message from its template and values, as they were kept in a file; one that is shared."""
    if any(isinstance(value, Message) for value in values.values()):
        # Two that read alike may be of different templates.
        return Message(template, **values)
    return _shared(template, tuple((name, type(value), value) for name, value in values.items()))


@lru_cache(maxsize=1024)
def _shared(template: str, values: tuple[tuple[str, type, object], ...]) -> Message:
    return Message(template, **{name: value for name, _, value in values})


def _shortened(text: str, most: int) -> str:
    """A text with its middle left out; a message keeps its template."""
    if len(text) <= most:
        return text
    if isinstance(text, Message):
        return text.shortened(most)
    half = most // 2
    return f"{text[:half]} ... {text[-half:]}"

"""Everything that a command prints, without characters that command the terminal.

Names of files, titles and messages come from a folder that anybody may have filled. ``escaped``
streams replace both standard streams, so that no command has to think of it.
"""

from __future__ import annotations

import io
import logging
import os
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from types import TracebackType
from typing import Any, TextIO, cast

_ENGLISH = "en"


class _Chosen:
    """The language in which this process speaks to a curator."""

    language = _ENGLISH


_chosen = _Chosen()


class EscapedStream:
    """A text stream that escapes what is written to it; else it is the stream that it stands for.

    Characters that the stream cannot encode are escaped too. With ``controls`` the writer's own
    escape sequences pass.
    """

    def __init__(self, stream: TextIO, *, controls: bool = False) -> None:
        self.original, self._controls = stream, controls

    def write(self, text: str) -> int:
        """Write the text, escaped; returns its own length."""
        escaped = text if self._controls or _is_plain(text) else _escaped(text)
        try:
            self.original.write(escaped)
        except UnicodeEncodeError:
            encoding = self.original.encoding or "ascii"
            self.original.write("".join(_encodable(sign, encoding) for sign in escaped))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write each line, escaped."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.original, name)


def _is_plain(text: str) -> bool:
    """True for lines of ASCII without control characters, as most lines of a log are."""
    letters = text.replace("\n", "")
    return letters.isascii() and (letters.isprintable() or not letters)


def _escaped(text: str) -> str:
    # Imported here and below: a screen's first picture waits for no more than it needs.
    from kiosk.domain.control_characters import escape_controls

    return escape_controls(text)


def _encodable(sign: str, encoding: str) -> str:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        from kiosk.domain.control_characters import json_escape

        return json_escape(sign)
    return sign


def use_language(language: str) -> None:
    """Say the messages of this process in a language that ``kiosk.check.translation`` knows."""
    _chosen.language = language


def said(message: str) -> str:
    """A message in the language of this process; a text that is no ``Message`` as it is."""
    from kiosk.domain import Message

    if not isinstance(message, Message) or _chosen.language == _ENGLISH:
        return message
    from kiosk.check.translation import translated

    return translated(message, _chosen.language)


def shown(value: object) -> str:
    """A path, a title or a message within a line, which it can neither leave nor command."""
    from kiosk.domain import Message
    from kiosk.domain.control_characters import one_line

    if isinstance(value, Exception) and value.args and isinstance(value.args[0], Message):
        value = value.args[0]
    return one_line(said(value) if isinstance(value, str) else str(value))


@contextmanager
def escaped_streams() -> Iterator[None]:
    """Escape everything that is written to standard output and standard error meanwhile."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # The stream's own form of escape would not be JSON's.
        sys.stdout.reconfigure(errors="strict")
    # pythonw.exe, which opens no console window, has no standard streams, and neither has a program
    # that was started with them closed.
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        out, err = EscapedStream(sys.stdout or nowhere), EscapedStream(sys.stderr or nowhere)
        with redirect_stdout(cast(TextIO, out)), redirect_stderr(cast(TextIO, err)):
            yield


def with_controls(stream: TextIO) -> TextIO:
    """The stream for a command's own colours and bars; what it prints of a folder it escapes."""
    return cast(TextIO, EscapedStream(getattr(stream, "original", stream), controls=True))


def print_uncaught(
    kind: type[BaseException], error: BaseException, where: TracebackType | None
) -> None:
    """``sys.excepthook`` with escaped words: a message may quote a folder."""
    EscapedStream(sys.stderr).write("".join(traceback.format_exception(kind, error, where)))


class _OneLine(logging.Formatter):
    """A log record without the traceback of its exception."""

    def formatException(self, ei: object) -> str:
        return ""


def hide_tracebacks() -> None:
    """Log one line for an item on which the program fails, where no command set up its own log.

    ``kiosk run`` does, and keeps the traceback for those who maintain the program.
    """
    if logging.lastResort is not None:
        logging.lastResort.setFormatter(_OneLine("kiosk: %(message)s"))

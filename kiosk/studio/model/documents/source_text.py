"""A text file's bytes as text that encodes to the same bytes again."""

import codecs
import re
from dataclasses import dataclass

from kiosk.content.front_matter.document import CONTROLS
from kiosk.domain import Message
from kiosk.studio.model.documents.refusal import EditRefusedError

_LINE_END = re.compile(r"\r\n|[\n\r\v\f]")
# What the reader of keys takes for a space, and what it passes over.
_SPACES = {"\u00a0": " ", "\u2007": " ", "\u202f": " "}
_CHANGED_BY_READER = re.compile(f"[\r\v\f\ufeff]|{CONTROLS.pattern}")
_BOM = "\ufeff"


def _windows_1252() -> tuple[dict[int, str], dict[str, int]]:
    """Windows-1252 with its five undefined bytes as the controls of that number (WHATWG)."""
    letters = {}
    for byte in range(256):
        try:
            letters[byte] = bytes((byte,)).decode("cp1252")
        except UnicodeDecodeError:
            letters[byte] = chr(byte)
    return letters, {letter: byte for byte, letter in letters.items()}


_FROM_1252, _TO_1252 = _windows_1252()


class LetterMissingError(EditRefusedError):
    """A letter that an encoding does not have."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a file, with its byte order mark, and the encoding: a name of Python's."""

    text: str
    encoding: str

    @property
    def line_end(self) -> str:
        """The first line end of the file, by which new lines end; a line feed without any."""
        found = _LINE_END.search(self.text)
        return found[0] if found and found[0] in ("\r\n", "\r") else "\n"

    def encoded(self, text: str) -> bytes:
        """The bytes of another text in this file's encoding.

        Raises LetterMissingError for a letter that the encoding does not have.
        """
        if self.encoding != "cp1252":
            return text.encode(self.encoding, "surrogatepass")
        try:
            return bytes(_TO_1252[letter] for letter in text)
        except KeyError as error:
            raise LetterMissingError(
                Message(
                    "this file is saved as Windows text, which has no letter '{letter}'",
                    letter=error.args[0],
                ),
                Message("save it as UTF-8 first"),
            ) from None


def decode(raw: bytes) -> SourceText:
    """The text of a file in UTF-8, UTF-16 with its mark, or else Windows-1252; nothing is lost.

    A file in UTF-16 with half a letter is taken for Windows-1252, and is then no text that is read.
    """
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if raw.startswith(mark):
            try:
                return SourceText(raw.decode(encoding, "surrogatepass"), encoding)
            except UnicodeDecodeError:
                break
    try:
        return SourceText(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return SourceText("".join(_FROM_1252[byte] for byte in raw), "cp1252")


def line_starts(text: str) -> list[int]:
    """Where each line begins, by the line ends that the reader knows."""
    return [0, *(found.end() for found in _LINE_END.finditer(text))]


def line_end_before(text: str, start: int) -> int:
    """The end of the line that begins at ``start``, without its line end."""
    found = _LINE_END.search(text, start)
    return found.start() if found else len(text)


def next_line(text: str, start: int) -> int:
    """Where the line after the one around ``start`` begins; the text's length in the last one."""
    found = _LINE_END.search(text, start)
    return found.end() if found else len(text)


@dataclass(frozen=True, slots=True)
class ReaderView:
    """A part of a file as the reader of keys sees it; ``origin`` is None where no place moved."""

    text: str
    origin: tuple[int, ...] | None

    def at(self, index: int) -> int:
        """The place in the file's part of a place in the view."""
        return index if self.origin is None else self.origin[index]


def reader_view(part: str) -> ReaderView:
    """A part with the spaces and line ends that the reader takes, and without what it leaves out.

    Letters are not composed with their accents: keys are compared by their listed spelling.
    """
    for sign, plain in _SPACES.items():
        part = part.replace(sign, plain)
    if not _CHANGED_BY_READER.search(part):
        return ReaderView(part, None)
    letters, origin, index = [], [], 0
    while index < len(part):
        found = _LINE_END.match(part, index)
        if found:
            letters.append("\n")
            origin.append(index)
            index = found.end()
            continue
        if part[index] != _BOM and not CONTROLS.match(part, index):
            letters.append(part[index])
            origin.append(index)
        index += 1
    return ReaderView("".join(letters), (*origin, len(part)))

"""Texts that a word processor or a browser saved in a format of its own, and how to mend them."""

from dataclasses import dataclass

from kiosk.domain import Message

_INVISIBLE = "\ufeff\u200b\u2060 \t"
# The names of menus are those of current versions in English.
SAVE_AS_UTF8 = Message(
    "save it again as UTF-8: in Notepad File, Save as, Encoding: UTF-8; in TextEdit Format, Make"
    " Plain Text, then save with Plain Text Encoding: Unicode (UTF-8)"
)
FROM_WORD = Message(
    "open it in Word, choose File, Save As and Plain Text (.txt), and Unicode (UTF-8) when asked;"
    " then give that file this name with the ending .md, and delete this one"
)
FROM_RTF = Message(
    "open it in TextEdit and choose Format, Make Plain Text (on Windows: in WordPad or Word, Save"
    " As, Plain Text), save it, and give it this name with the ending .md"
)
_COPY_WORDS = Message(
    "open it, copy its words into Notepad or into TextEdit (Format, Make Plain Text), and save them"
    " with this name and the ending .md"
)


@dataclass(frozen=True, slots=True)
class ForeignFormat:
    """A format that is not plain text: its name with its article, and the next step."""

    name: Message
    step: Message


_RTF = ForeignFormat(Message("a rich text document (RTF)"), FROM_RTF)
_WEB_PAGE = ForeignFormat(Message("a web page"), _COPY_WORDS)
# How the files of other formats begin.
_FORMATS = (
    ("{\\rtf", _RTF),
    ("PK\x03\x04", ForeignFormat(Message("a Word document, or another packed file"), FROM_WORD)),
    ("ÐÏ\x11à", ForeignFormat(Message("an old Word document"), FROM_WORD)),
    ("%PDF", ForeignFormat(Message("a PDF"), _COPY_WORDS)),
    ("<!doctype", _WEB_PAGE),
    ("<html", _WEB_PAGE),
)


def foreign_format(text: str) -> ForeignFormat | None:
    """The format of a file that is not plain text; None for plain text."""
    start = text.lstrip(_INVISIBLE + "\n")[:10].casefold()
    return next((kind for sign, kind in _FORMATS if start.startswith(sign.casefold())), None)

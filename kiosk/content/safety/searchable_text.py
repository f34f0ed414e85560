"""The words of a file in any format, to be searched for safety keys; nothing of them is shown."""

import os
import re
import zipfile
from pathlib import Path
from zlib import error as ZlibError

from kiosk.domain.bounds import SEARCHED_BYTES, SEARCHED_FILE_BYTES
from kiosk.path_safety import FileTooLargeError, open_below, read_head_below

# Where packed documents (Word, LibreOffice) keep their words.
_PARTS = ("word/document.xml", "content.xml")
_NEW_LINE = re.compile(
    r"<(?:/w:p|w:br|w:tab|/text:p|/text:h|text:line-break|/?p|br|/?div|/?li|/?tr)\b"
)
_TAG = re.compile(r"<[^<>]*>")
# RTF: the end of a paragraph, a letter by its code, and any other word of control.
_RTF_LINE = re.compile(r"\\(?:par|line|row|cell|tab)\b ?")
_RTF_LETTER = re.compile(r"\\'([0-9a-fA-F]{2})")
_RTF_CONTROL = re.compile(r"\\[a-zA-Z]{1,32}-?\d{0,10} ?|[{}]")


def searchable_text(root: Path, name: str) -> str | None:
    """The words of a file below ``root``; None when its format is unknown or it is damaged.

    Of a long file the first SEARCHED_BYTES are searched. Raises OSError when it cannot be opened.
    """
    raw = read_head_below(root, name, SEARCHED_BYTES.limit)
    if raw.startswith(b"PK\x03\x04"):
        try:
            return _packed(root, name)
        except (ValueError, zipfile.BadZipFile, ZlibError, NotImplementedError, RuntimeError):
            return None
        except FileTooLargeError:
            return None
    text = _decoded(raw)
    if text.lstrip()[:5].lower() == "{\\rtf":
        return _rtf(text)
    if text.lstrip()[:9].lower().startswith(("<!doctype", "<html", "<?xml", "<body")):
        return _without_tags(text)
    return text


def _packed(root: Path, name: str) -> str | None:
    """The words of a Word or LibreOffice document; None for another archive."""
    descriptor = open_below(root, name, SEARCHED_FILE_BYTES.limit)
    with os.fdopen(descriptor, "rb") as file, zipfile.ZipFile(file) as packed:
        for part in _PARTS:
            if part in packed.namelist():
                with packed.open(part) as opened:
                    # Tags take several times the room of words.
                    return _without_tags(
                        opened.read(8 * SEARCHED_BYTES.limit).decode("utf-8", "replace")
                    )
    return None


def _decoded(raw: bytes) -> str:
    """The text in UTF-8, UTF-16 or Windows-1252; of other files the readable parts, in any of them.

    Editors part lines by zeros, and old Word documents have two bytes for each letter.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    if "\0" in text:
        # A letter outside of Latin has no zero; its two bytes may begin at an even or an odd place.
        wide = (raw[start:].decode("utf-16-le", "replace") for start in (0, 1))
        text = "\n".join((text.replace("\0", "\n"), text.replace("\0", ""), *wide))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _without_tags(text: str) -> str:
    return _TAG.sub("", _NEW_LINE.sub(r"\n\g<0>", text))


def _rtf(text: str) -> str:
    text = _RTF_LETTER.sub(
        lambda found: bytes.fromhex(found[1]).decode("cp1252", "replace"), _RTF_LINE.sub("\n", text)
    )
    return _RTF_CONTROL.sub("", text)

"""Write Markdown files with front matter as a person would type it; existing files are kept."""

import difflib
import hashlib
import os
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from kiosk.domain.bounds import LABEL_BYTES, LIST_ENTRIES
from kiosk.path_safety import read_below

# The comment below the first line of an imported file.
_MARK = "# kiosk import"
_LONGEST_IDENTITY = 300
_ROLE = re.compile(r"(?P<name>[^()]{2,100}?) ?\((?P<role>[^\n]{2,1000})\)")
_COMPARED, _SHOWN_LINES, _SHOWN_LETTERS = 500, 20, 300
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A file that could be written: its path relative to the folder, and its text.

    ``sources`` say of each key, and of ``text``, where it was found. ``known_as`` is the identity
    under which an earlier import wrote the file, where it is another one.
    """

    path: str
    text: str
    sources: tuple[tuple[str, str], ...] = ()
    known_as: str = ""


class FileState(Enum):
    """What writing a draft would do to the folder."""

    NEW = "new"
    SAME = "unchanged"
    # Written by an import, and not edited since: it is written anew.
    RENEWED = "renewed"
    # The curator's own: never touched.
    EDITED = "edited"


def draft(path: str, keys: Mapping[str, str], body: str = "") -> Draft:
    """Front matter and body without empty keys; ``show.from`` becomes ``from:`` below ``show:``."""
    given = {key: value for key, value in keys.items() if value.strip()}
    lines = ["---"]
    for key, value in given.items():
        if key == "people":
            lines += _people_lines(value)
        elif "." not in key:
            lines.append(f"{key}: {typed(value)}")
    for above in dict.fromkeys(key.partition(".")[0] for key in given if "." in key):
        lines += [
            f"{above}:",
            *(
                f"  {key.partition('.')[2]}: {typed(value)}"
                for key, value in given.items()
                if key.startswith(f"{above}.")
            ),
        ]
    lines.append("---")
    words = _CONTROL.sub("", body).replace("\r", "").strip("\n")
    return Draft(
        path=path, text="\n".join(lines) + "\n" + (f"\n{words}\n" if words.strip() else "")
    )


def _people_lines(value: str) -> list[str]:
    """``people:`` with an entry for each part between semicolons; "Ana (Speaker)" has a role."""
    entries = _parts(value)
    found = [_ROLE.fullmatch(entry) for entry in entries]
    if len(entries) == 1 and not found[0]:
        return [f"people: {typed(value)}"]
    lines = ["people:"]
    for entry, role in zip(entries, found, strict=True):
        if role:
            lines += [f"  - name: {typed(role['name'])}", f"    role: {typed(role['role'])}"]
        else:
            lines.append(f"  - name: {typed(entry)}")
    return lines


def _parts(value: str) -> list[str]:
    """The parts of a value between semicolons that stand in no brackets."""
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(value):
        depth = max(0, depth + (sign == "(") - (sign == ")"))
        if sign in ";\n" and not depth:
            parts.append(value[start:at].strip())
            start = at + 1
    return [part for part in (*parts, value[start:].strip()) if part][: LIST_ENTRIES.limit]


def typed(value: str) -> str:
    """A value as it is typed after ``key: ``; reading it back gives the same text on one line."""
    words = " ".join(_CONTROL.sub("", value).split())
    plain = (
        words
        and (words[0].isalnum() and words[0].isprintable())
        and not re.search(r": |:$| #|[\"\\]|^[\[{&*!|>%@`'\-?,]", words)
    )
    if plain and not words.startswith(("---", "...")) and words not in ("~", "null"):
        return words
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def slug(words: str) -> str:
    """A file name made from a text: small letters and digits, joined by hyphens."""
    plain = "".join(
        sign
        for sign in unicodedata.normalize("NFKD", words.casefold())
        if not unicodedata.combining(sign)
    )
    plain = re.sub(r"[’'`]", "", plain)
    return re.sub(r"[^\w]+", "-", plain).replace("_", "-").strip("-")[:60].strip("-")


def with_mark(one: Draft, identity: str) -> Draft:
    """The draft with a comment by which a later import knows it, and whether it was edited."""
    words = " ".join(_CONTROL.sub("", identity).split())[:_LONGEST_IDENTITY]
    head, _, rest = one.text.partition("\n")
    return replace(one, text=f"{head}\n{_MARK} {_digest(one.text)} {words}\n{rest}")


def mark_in(text: str) -> tuple[str, bool]:
    """(identity, whether it was edited since the import) of a file; ("", True) without a mark."""
    head, _, rest = text.partition("\n")
    line, _, below = rest.partition("\n")
    if not line.startswith(f"{_MARK} "):
        return "", True
    digest, _, identity = line.removeprefix(f"{_MARK} ").partition(" ")
    return identity.strip(), digest != _digest(f"{head}\n{below}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def state_of(root: Path, one: Draft) -> tuple[FileState, str]:
    """What writing a draft would do, and the text of the file that is there, "" without one."""
    path = root / one.path
    if not (path.exists() or path.is_symlink()):
        return FileState.NEW, ""
    try:
        raw = read_below(root, one.path, LABEL_BYTES.limit)
        text = raw.decode("utf-8").replace("\r\n", "\n")
    except (OSError, ValueError):
        return FileState.EDITED, ""
    if text == one.text:
        return FileState.SAME, text
    identity, is_edited = mark_in(text)
    is_ours = not is_edited and identity in {mark_in(one.text)[0], one.known_as} - {""}
    return (FileState.RENEWED if is_ours else FileState.EDITED), text


def differences(there: str, one: Draft) -> list[str]:
    """The lines in which a file and a draft differ: "- " of the file, "+ " of the draft."""
    before, after = (
        [line for line in text.split("\n")[:_COMPARED] if not line.startswith(_MARK)]
        for text in (there, one.text)
    )
    found = [
        f"{line[0]} {line[1:_SHOWN_LETTERS]}"
        for line in difflib.unified_diff(before, after, lineterm="", n=0)
        if line[:1] in "+-" and not line.startswith(("---", "+++"))
    ]
    more = [f"({len(found)} lines differ)"] if len(found) > _SHOWN_LINES else []
    return found[:_SHOWN_LINES] + more


def write_anew(path: Path, text: str) -> None:
    """Replace a file by another state of it, whole or not at all. Raises OSError."""
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.unlink(missing_ok=True)
    with unfinished.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(unfinished, path)


def save(root: Path, drafts: list[Draft]) -> tuple[list[str], list[str]]:
    """(paths written, paths skipped because a file exists). Raises OSError on a failed write.

    A file that an import wrote and nobody has edited since is written anew.
    """
    written, there = [], []
    for one in drafts:
        path = root / one.path
        if state_of(root, one)[0] is FileState.RENEWED:
            write_anew(path, one.text)
            written.append(one.path)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(one.text)
        except FileExistsError:
            there.append(one.path)
        else:
            written.append(one.path)
    return written, there

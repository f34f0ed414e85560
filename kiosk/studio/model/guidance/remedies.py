"""The edit that certainly mends a problem; none where only a person can say what is meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import urlsplit, urlunsplit

from kiosk.check.file_names import portable_name
from kiosk.check.links import is_tracking
from kiosk.content.dates.date_words import DAY_NAMES
from kiosk.content.dates.weekday_names import weekday_like, weekday_number
from kiosk.domain import Message, Problem
from kiosk.pictures.file_kinds import ENDINGS_OF, NAMES
from kiosk.qr import CodeTarget, code_target
from kiosk.studio.model.documents.document import Document, kind_of
from kiosk.studio.model.edits.fields import RenameKey, SaveAsUtf8, SetField
from kiosk.studio.model.edits.file_names import stem_of
from kiosk.studio.model.edits.files import CleanPicture, RenameFile
from kiosk.studio.model.edits.items import RenameItem
from kiosk.studio.model.edits.staging import Edit, Several

Remedy = Callable[[Problem, str, Document | None], Edit | None]
_WORD = re.compile(r"[^\W\d_]+\.?")


def remedy_for(
    problem: Problem, key: str, document: Document | None, languages: Sequence[str] = ("en",)
) -> Edit | None:
    """The edit for a problem at a key of a document, which is None for a file without keys.

    ``languages`` are the exhibition's: weekdays are written in them.
    """
    if problem.rule == "weekday-mismatch":
        return _weekday(problem, key, document, languages)
    remedy = _REMEDIES.get(problem.rule)
    return remedy(problem, key, document) if remedy else None


def _portable(problem: Problem, _key: str, _document: Document | None) -> Edit | None:
    return renamed(problem.path, portable_name(PurePosixPath(problem.path).name))


def _same_name(problem: Problem, _key: str, _document: Document | None) -> Edit | None:
    """One name for two files of an item: that of the other file, its accents composed (NFC)."""
    names = str(_values(problem).get("names", "")).strip("'").split("' and '")
    own = PurePosixPath(problem.path).name
    if len(names) != 2 or own not in names:
        return None
    place = PurePosixPath(problem.path).parent
    other = names[1] if names[0] == own else names[0]
    stem = unicodedata.normalize("NFC", stem_of(other))
    renames = []
    for name in (other, own):
        new_name = f"{stem}{name[len(stem_of(name)) :]}"
        if new_name != name:
            renames.append(RenameFile(name=(place / name).as_posix(), new_name=new_name))
    return Several(edits=tuple(renames), label=renames[0].label) if renames else None


def renamed(name: str, new_name: str) -> Edit | None:
    """The rename of a file; of one of an item's files, the rename of the item."""
    path = PurePosixPath(name)
    if new_name == path.name:
        return None
    if not kind_of(name):
        return RenameFile(name=name, new_name=new_name)
    key = path.as_posix().removesuffix(path.suffix)
    return RenameItem(key=key, new_stem=new_name.removesuffix(PurePosixPath(new_name).suffix))


def _clean(problem: Problem, _key: str, _document: Document | None) -> Edit | None:
    return CleanPicture(name=problem.path)


def _ending(problem: Problem, _key: str, _document: Document | None) -> Edit | None:
    kind = _values(problem).get("real_format")
    form = next((one for one in ENDINGS_OF if NAMES.get(one, str(one)) == kind), None)
    if form is None:
        return None
    path = PurePosixPath(problem.path)
    return RenameFile(name=problem.path, new_name=f"{path.stem}{ENDINGS_OF[form][0]}")


def _utf8(problem: Problem, _key: str, _document: Document | None) -> Edit | None:
    return SaveAsUtf8(name=problem.path)


def _spelling(problem: Problem, _key: str, document: Document | None) -> Edit | None:
    values = _values(problem)
    typed, key = values.get("typed"), values.get("key")
    if document is None or not isinstance(typed, str) or not isinstance(key, str):
        return None
    return RenameKey(name=problem.path, typed_key=typed, key=key)


def _weekday(
    problem: Problem, key: str, document: Document | None, languages: Sequence[str]
) -> Edit | None:
    """The weekday of the date, in place of the other one that stands beside it.

    The date counts on the screen too. Only for a weekday that stands there once; the other one is
    written in its language.
    """
    values = _values(problem)
    right, wrong = values.get("weekday"), values.get("other")
    typed = document.text(key) if document and key else ""
    if right not in DAY_NAMES or wrong not in DAY_NAMES or not typed:
        return None
    named = DAY_NAMES.index(wrong)
    names = [one for one in _WORD.finditer(typed) if weekday_number(one[0], languages) == named]
    if len(names) != 1:
        return None
    word = weekday_like(names[0][0], DAY_NAMES.index(right), languages)
    mended = f"{typed[: names[0].start()]}{word}{typed[names[0].end() :]}"
    return SetField(name=problem.path, path=(key,), value=mended)


def _https(problem: Problem, key: str, document: Document | None) -> Edit | None:
    typed = document.text(key) if document and key else ""
    plain = typed.strip("<> ")
    if not re.match(r"(?:https?:?/{0,2})?[\w-]+(?:\.[\w-]+)+(?:[/?#:]|$)", plain, re.IGNORECASE):
        return None
    likely = "https://" + re.sub(r"^https?:?/{0,2}", "", plain, flags=re.IGNORECASE)
    if "@" in likely or not isinstance(code_target(likely), CodeTarget):
        return None
    return SetField(name=problem.path, path=(key,), value=likely)


def _without_tracking(problem: Problem, key: str, document: Document | None) -> Edit | None:
    typed = document.text(key) if document and key else ""
    try:
        parts = urlsplit(typed)
    except ValueError:
        return None
    kept = [one for one in parts.query.split("&") if not is_tracking(one.partition("=")[0])]
    mended = urlunsplit(parts._replace(query="&".join(kept)))
    return SetField(name=problem.path, path=(key,), value=mended) if mended != typed else None


def _without_curly_quotes(problem: Problem, key: str, document: Document | None) -> Edit | None:
    typed = document.text(key) if document and key else ""
    mended = typed.lstrip("“„«").rstrip("”“»").strip()
    inside = any(sign in mended for sign in "“”„«»")
    if not mended or inside or mended == typed:
        return None
    return SetField(name=problem.path, path=(key,), value=mended)


def _values(problem: Problem) -> Mapping[str, object]:
    message = problem.message
    return message.values if isinstance(message, Message) else {}


_REMEDIES: Mapping[str, Remedy] = {
    "name-not-portable": _portable,
    "name-differs": _same_name,
    "picture-place": _clean,
    "picture-place-name": _clean,
    "picture-serial": _clean,
    "picture-names": _clean,
    "picture-metadata": _clean,
    "picture-ending": _ending,
    "encoding": _utf8,
    "key-spelling": _spelling,
    "link-scheme": _https,
    "link-tracking": _without_tracking,
    "curly-quotes": _without_curly_quotes,
}

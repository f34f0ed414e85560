"""Rows of a spreadsheet, as CSV or XLSX, made into drafts of labels and events."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from kiosk.authoring.cells import join_times, words_of
from kiosk.authoring.drafts import Draft, draft, slug
from kiosk.authoring.dry_run import pictures_in, plain_name, problems_of
from kiosk.authoring.spreadsheets import UnreadableTableError, read_rows
from kiosk.content.front_matter.schema import EVENT, WORK, Key, Keys, Kind
from kiosk.pictures.naming import ENDINGS

# What people call these columns, besides the keys' own names.
_OTHER_NAMES = {
    "name": "title",
    "artwork": "title",
    "work": "title",
    "event": "title",
    "artist name": "artist",
    "maker": "artist",
    "author": "artist",
    "date": "when",
    "date and time": "when",
    "time": "start time",
    "start": "start time",
    "start time": "start time",
    "starts at": "start time",
    "begins": "start time",
    "from": "start time",
    "end": "end time",
    "end time": "end time",
    "ends at": "end time",
    "until": "end time",
    "show from": "show.from",
    "shown from": "show.from",
    "show until": "show.until",
    "shown until": "show.until",
    "size": "dimensions",
    "credit line": "credit",
    "courtesy": "credit",
    "alt text": "alt",
    "alternative text": "alt",
    "content warning": "content_note",
    "content note": "content_note",
    "inventory number": "accession",
    "url": "link",
    "website": "link",
    "registration": "register",
    "registration link": "register",
    "location": "place",
    "venue": "place",
    "time zone": "timezone",
    "speaker": "people",
    "speakers": "people",
    "text": "body",
    "wall text": "body",
    "description": "body",
    "poem": "body",
    "file": "file",
    "file name": "file",
    "filename": "file",
    "image": "file",
    "picture": "file",
    "photo": "file",
}
_IN_LANGUAGE = re.compile(
    r"^(?P<key>.+?)[ _.]*[(\[.]\s*(?P<language>[a-z]{2,3}(?:-[A-Za-z]{2,4})?)\s*[)\]]?$"
)
# Above the columns' names a sheet may have its own title, a date, an empty line.
_HEADS_WITHIN = 10


@dataclass(kw_only=True)
class Proposal:
    """What could be written, and what a curator should know about it: (place in the source, message)."""

    drafts: list[Draft] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


def propose(source: Path, kind: str = "", root: Path | None = None) -> Proposal:
    """Drafts for every row. ``kind`` is work or event; "" tells it by the columns. Raises UnreadableTableError.

    With ``root``, the folder into which they should go, pictures are looked for there and each draft is read as it would be there.
    """
    rows, others = read_rows(source)
    at = _heads_at(rows)
    heads = [_plain(cell) for cell in rows[at]] if rows else []
    if not any(heads) or len(rows) < at + 2:
        raise UnreadableTableError(
            "it needs a first row with the names of the columns, and a row for each work or event below it"
        )
    kind = kind or _kind(heads)
    keys = EVENT if kind == "event" else WORK
    proposal = Proposal()
    if others:
        named = ", ".join(f"'{name}'" for name in others)
        proposal.notes.append(
            (
                source.name,
                f"only its first sheet is read; {named} can be saved as a file of its own",
            )
        )
    columns = [_column(head, keys, kind) for head in heads]
    for head, (key, _) in zip(heads, columns, strict=True):
        if head and not key:
            known = [name for name, about in keys.items() if about.kind is not Kind.KEYS]
            near = difflib.get_close_matches(head.replace(" ", "_"), known, n=1, cutoff=0.6)
            hint = (
                f"did you mean '{near[0]}'?"
                if near
                else f"known are: {', '.join(known)}, file, text"
            )
            proposal.notes.append(
                (f"row {at + 1}", f"the column '{head}' is not known and passed over; {hint}")
            )
    names = _Names(pictures=pictures_in(root) if root else None)
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        by_language: dict[str, dict[str, str]] = {}
        for cell, (key, language) in zip(row, columns, strict=False):
            words = words_of(cell, key, _about(keys, key).kind)
            if key and words.strip():
                before = by_language.setdefault(language, {}).get(key)
                by_language[language][key] = (
                    f"{before}\n\n{words}" if before and key == "body" else before or words
                )
        if by_language:
            _row(proposal, by_language, kind, number, names)
    if root:
        proposal.notes += problems_of(proposal.drafts, root)
    return proposal


@dataclass(kw_only=True)
class _Names:
    """The folder's pictures, None when there is no folder, and names that are given already, with the row that has each."""

    pictures: dict[str, str] | None
    given: dict[str, int] = field(default_factory=dict)


def _row(
    proposal: Proposal,
    by_language: dict[str, dict[str, str]],
    kind: str,
    number: int,
    names: _Names,
) -> None:
    main = by_language.setdefault("", {})
    if not main.get("title"):
        proposal.notes.append((f"row {number}", "there is no title; the row is passed over"))
        return
    join_times(main)
    stem = _stem(main, kind, number, names.pictures or {})
    file = main.get("file", "") if kind == "work" else ""
    if file and names.pictures is not None and plain_name(file) not in names.pictures:
        message = f"there is no picture '{file}' in works/; without it the text hangs as a written work, or nothing"
        proposal.notes.append((f"row {number}", message))
    before = names.given.get(plain_name(stem))
    if before and file:
        proposal.notes.append(
            (
                f"row {number}",
                f"row {before} is the label of the same picture; this row is passed over",
            )
        )
        return
    if before:
        proposal.notes.append(
            (
                f"row {number}",
                f"its file would have the same name as that of row {before}; it is numbered",
            )
        )
        stem = f"{stem}-{number}"
    names.given[plain_name(stem)] = number
    for language, values in sorted(by_language.items()):
        keys = {key: words for key, words in values.items() if key not in ("body", "file")}
        name = f"{stem}{f'.{language}' if language else ''}.md"
        proposal.drafts.append(draft(name, keys, values.get("body", "")))


def _stem(main: dict[str, str], kind: str, number: int, pictures: dict[str, str]) -> str:
    """A work is named as its picture, else by its row, so that the order of the rows is the order on the wall."""
    if kind == "work" and (typed := main.get("file", "")):
        path = PurePosixPath(
            pictures.get(plain_name(typed))
            or f"works/{PurePosixPath(typed.replace(chr(92), '/')).name}"
        )
        return str(path.with_suffix("") if path.suffix.casefold() in ENDINGS else path)
    words = slug(main["title"]) or "untitled"
    day = re.match(r"\d{4}-\d{2}-\d{2}", main.get("starts") or main.get("when", ""))
    if kind == "event":
        return f"events/{day[0]}-{words}" if day else f"events/{number - 1:02d}-{words}"
    return f"works/{number - 1:02d}-{words}"


def _heads_at(rows: Sequence[Sequence[object]]) -> int:
    """Where the names of the columns stand: in the row, of the first ones, that knows most of them."""

    def known(row: Sequence[object]) -> int:
        return max(
            sum(bool(_column(_plain(cell), keys, kind)[0]) for cell in row)
            for kind, keys in (("work", WORK), ("event", EVENT))
        )

    first = rows[:_HEADS_WITHIN]
    return max(range(len(first)), key=lambda number: (known(first[number]), -number), default=0)


def _about(keys: Keys, key: str) -> Key:
    """What is known of a column's key; one that is none of the file's own holds words."""
    whole, _, below = key.partition(".")
    about = keys.get(whole) or keys["title"]
    return about.below.get(below, about)


def _kind(heads: Sequence[str]) -> str:
    named = {_OTHER_NAMES.get(head, head) for head in heads}
    return (
        "event"
        if named & {"when", "starts", "start time", "register"}
        and not named & {"medium", "alt", "artist"}
        else "work"
    )


def _column(head: str, keys: Keys, kind: str) -> tuple[str, str]:
    """(key, language), ("", "") when the column is not known."""
    language = ""
    if head not in _OTHER_NAMES and (found := _IN_LANGUAGE.match(head)):
        head, language = found["key"].strip(), found["language"]
    key = _OTHER_NAMES.get(head, head.replace(" ", "_").replace("-", "_"))
    if key == "when" and kind == "work":
        key = "year"
    if key.endswith(" time") and kind == "work":
        key = ""
    whole, _, below = key.partition(".")
    simple = (
        keys[key].kind is not Kind.KEYS
        if key in keys
        else whole in keys and below in keys[whole].below
    )
    return (
        (key, language) if simple or key in ("body", "file", "start time", "end time") else ("", "")
    )


def _plain(cell: object) -> str:
    return " ".join(str(cell or "").casefold().split())

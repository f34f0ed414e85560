"""Make drafts of labels and events from the rows of a table."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from kiosk.authoring.cells import merge_time_columns, text_of
from kiosk.authoring.drafts import Draft, draft, slug
from kiosk.authoring.dry_run import comparable_name, pictures_in, problems_of
from kiosk.authoring.spreadsheets import UnreadableTableError, read_rows
from kiosk.content.front_matter.schema import EVENT, WORK, Key, Keys, Kind
from kiosk.pictures.naming import ENDINGS

# Other names that curators give to the columns, besides the keys' own.
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
# The end of a column's name that says its language: "title (es)", "title.es".
_IN_LANGUAGE = re.compile(r"[(\[.] ?(?P<language>[a-z]{2,3}(?:-[A-Za-z]{2,4})?) ?[)\]]?$")
# Above the row with the columns' names a sheet may have a title, a date or an empty line.
_HEADER_WITHIN = 10


@dataclass(kw_only=True)
class Proposal:
    """Files that could be written, and notes for the curator: (place in the source, message)."""

    drafts: list[Draft] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


def propose(source: Path, kind: str = "", root: Path | None = None) -> Proposal:
    """Drafts for every row of a table. Raises UnreadableTableError.

    ``kind`` is work or event; "" decides by the columns. With ``root``, the folder of the drafts,
    their pictures are looked for there and each draft is read as the kiosk would read it there.
    """
    rows, other_sheets = read_rows(source)
    header = _header_row(rows)
    heads = [_normalized(cell) for cell in rows[header]] if rows else []
    if not any(heads) or len(rows) < header + 2:
        raise UnreadableTableError(
            "the table needs a row with the names of the columns, and below it a row for each work"
            " or event"
        )
    kind = kind or _kind(heads)
    keys = EVENT if kind == "event" else WORK
    proposal = Proposal()
    if other_sheets:
        named = ", ".join(f"'{name}'" for name in other_sheets)
        message = f"only the first sheet is read; to import {named}, save each as a separate file"
        proposal.notes.append((source.name, message))
    columns = [_column(head, keys, kind) for head in heads]
    for head, (key, _) in zip(heads, columns, strict=True):
        if head and not key:
            proposal.notes.append((f"row {header + 1}", _unknown_column(head, keys)))
    table = _Table(kind=kind, pictures=pictures_in(root) if root else None)
    for number, row in enumerate(rows[header + 1 :], start=header + 2):
        try:
            if by_language := _cells(row, columns, keys):
                _propose_row(proposal, by_language, number, table)
        except Exception as error:  # noqa: BLE001 - one row must not cost the others
            reason = f"the row cannot be read and is left out ({type(error).__name__}: {error})"
            proposal.notes.append((f"row {number}", reason[:300]))
    if root:
        proposal.notes += problems_of(proposal.drafts, root)
    return proposal


def _unknown_column(head: str, keys: Keys) -> str:
    known = [name for name, about in keys.items() if about.kind is not Kind.KEYS]
    near = difflib.get_close_matches(head.replace(" ", "_"), known, n=1, cutoff=0.6)
    hint = f"did you mean '{near[0]}'?" if near else f"known are: {', '.join(known)}, file, text"
    return f"the column '{head}' is not known and is left out; {hint}"


def _cells(
    row: Sequence[object], columns: Sequence[tuple[str, str]], keys: Keys
) -> dict[str, dict[str, str]]:
    """The texts of a row by language and key; several columns of the body become paragraphs."""
    by_language: dict[str, dict[str, str]] = {}
    for cell, (key, language) in zip(row, columns, strict=False):
        text = text_of(cell, key, _key_schema(keys, key).kind)
        if key and text.strip():
            values = by_language.setdefault(language, {})
            before = values.get(key)
            values[key] = f"{before}\n\n{text}" if before and key == "body" else before or text
    return by_language


@dataclass(kw_only=True)
class _Table:
    """The kind of the rows, the folder's pictures, and the row by which each file name is taken.

    ``pictures`` is None when the folder is not known.
    """

    kind: str
    pictures: dict[str, str] | None
    row_of: dict[str, int] = field(default_factory=dict)


def _propose_row(
    proposal: Proposal, by_language: dict[str, dict[str, str]], number: int, table: _Table
) -> None:
    def note(message: str) -> None:
        proposal.notes.append((f"row {number}", message))

    main = by_language.setdefault("", {})
    if not main.get("title"):
        note("there is no title, so the row is left out")
        return
    merge_time_columns(main)
    stem = _stem(main, table.kind, number, table.pictures or {})
    picture = main.get("file", "") if table.kind == "work" else ""
    if picture and table.pictures is not None and comparable_name(picture) not in table.pictures:
        note(
            f"there is no picture '{picture}' in works/; without it the text is shown as a written"
            " work, or nothing"
        )
    earlier_row = table.row_of.get(comparable_name(stem))
    if earlier_row and picture:
        note(f"row {earlier_row} is the label of the same picture, so this row is left out")
        return
    if earlier_row:
        note(f"its file name is that of row {earlier_row}, so the row's number is added")
        stem = f"{stem}-{number}"
    table.row_of[comparable_name(stem)] = number
    for language, values in sorted(by_language.items()):
        keys = {key: text for key, text in values.items() if key not in ("body", "file")}
        name = f"{stem}{f'.{language}' if language else ''}.md"
        proposal.drafts.append(draft(name, keys, values.get("body", "")))


def _stem(main: dict[str, str], kind: str, number: int, pictures: dict[str, str]) -> str:
    """The file name without its ending: that of the picture, else the row's number and the title.

    The numbers keep the order of the rows on the wall.
    """
    if kind == "work" and (typed := main.get("file", "")):
        path = PurePosixPath(
            pictures.get(comparable_name(typed))
            or f"works/{PurePosixPath(typed.replace(chr(92), '/')).name}"
        )
        return str(path.with_suffix("") if path.suffix.casefold() in ENDINGS else path)
    words = slug(main["title"]) or "untitled"
    day = re.match(r"\d{4}-\d{2}-\d{2}", main.get("starts") or main.get("when", ""))
    if kind == "event":
        return f"events/{day[0]}-{words}" if day else f"events/{number - 1:02d}-{words}"
    return f"works/{number - 1:02d}-{words}"


def _header_row(rows: Sequence[Sequence[object]]) -> int:
    """The index of the row, among the first ones, that names the most known columns."""

    def known(row: Sequence[object]) -> int:
        return max(
            sum(bool(_column(_normalized(cell), keys, kind)[0]) for cell in row)
            for kind, keys in (("work", WORK), ("event", EVENT))
        )

    first = rows[:_HEADER_WITHIN]
    return max(range(len(first)), key=lambda number: (known(first[number]), -number), default=0)


def _key_schema(keys: Keys, key: str) -> Key:
    """The schema of a column's key; a key that the file does not have holds text."""
    name, _, nested = key.partition(".")
    schema = keys.get(name) or keys["title"]
    return schema.below.get(nested, schema)


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
    found = None if head in _OTHER_NAMES else _IN_LANGUAGE.search(head)
    if found and (name := head[: found.start()].rstrip(" _.")):
        head, language = name, found["language"]
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


def _normalized(cell: object) -> str:
    return " ".join(str(cell or "").casefold().split())

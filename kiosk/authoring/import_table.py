"""Make drafts of labels and events from the rows of a table."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path, PurePosixPath

from kiosk.authoring.cells import merge_time_columns, size_of, text_of
from kiosk.authoring.drafts import Draft, draft, slug
from kiosk.authoring.dry_run import dry_run
from kiosk.authoring.headings import (
    Column,
    column_of,
    kind_of,
    known_columns,
    question_about,
    split_capitals,
)
from kiosk.authoring.linked_cells import LinkedText
from kiosk.authoring.picture_search import FoundPicture, Pictures, comparable_name, pictures_in
from kiosk.authoring.row_values import (
    ADDRESS_KEYS,
    BEHIND_TITLE,
    address_of,
    finish_event,
    finish_work,
    is_sum,
    with_address,
    without_placeholders,
)
from kiosk.authoring.spreadsheets import UnreadableTableError, read_rows
from kiosk.content.front_matter.schema import EVENT, WORK, Key, Keys
from kiosk.content.scan.file_groups import natural_sort_key
from kiosk.domain import Message
from kiosk.pictures.naming import ENDINGS

# Above the row with the columns' names a sheet may have a title, a date or an empty line.
_HEADER_WITHIN = 10


@dataclass(kw_only=True)
class Proposal:
    """Files that could be written, and notes for the curator: (place in the source, message)."""

    drafts: list[Draft] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


@dataclass(kw_only=True)
class _Row:
    """The texts of a row of the table by language and key; ``number`` counts from 1."""

    number: int
    by_language: dict[str, dict[str, str]]

    @property
    def main(self) -> dict[str, str]:
        """The texts of the folder's first language."""
        return self.by_language.setdefault("", {})

    @property
    def name(self) -> str:
        """Where the row is, with its title."""
        return Message("row {number}", number=self.number)


@dataclass(kw_only=True)
class _Table:
    """The kind and columns of the rows, the folder's pictures, and the row by which each file name
    is taken.

    ``pictures`` is None when the folder is not known.
    """

    kind: str
    columns: list[Column]
    pictures: Pictures | None
    row_of: dict[str, int] = field(default_factory=dict)
    title_of: dict[int, str] = field(default_factory=dict)

    @property
    def keys(self) -> Keys:
        """The schema of the rows' files."""
        return EVENT if self.kind == "event" else WORK

    @property
    def hints(self) -> dict[str, str]:
        """What stands in brackets in the headings, by key."""
        return {column.key: column.hint for column in self.columns if column.hint}


def propose(source: Path, kind: str = "", root: Path | None = None) -> Proposal:
    """Drafts for every row of a table. Raises UnreadableTableError.

    ``kind`` is work or event; "" decides by the columns. With ``root``, the folder of the drafts,
    their pictures are looked for there, each draft is read as the kiosk would read it there, and
    events whose date cannot be read are left out.
    """
    rows, other_sheets = read_rows(source)
    proposal = Proposal()
    if other_sheets:
        named = ", ".join(f"'{name}'" for name in other_sheets)
        message = Message(
            "only the first sheet is read; to import {named}, save each as a separate file",
            named=named,
        )
        proposal.notes.append((source.name, message))
    found = propose_rows(rows, kind, root)
    return Proposal(drafts=found.drafts, notes=proposal.notes + found.notes)


def propose_rows(
    rows: Sequence[Sequence[object]], kind: str = "", root: Path | None = None
) -> Proposal:
    """Drafts for the rows of a table, as ``propose`` makes them."""
    header = _header_row(rows)
    heads = [split_capitals(cell) for cell in rows[header]] if rows else []
    if not any(heads) or len(rows) < header + 2:
        raise UnreadableTableError(
            Message(
                "the table needs a row with the names of the columns, and "
                "below it a row for each work or event"
            )
        )
    kind = kind or kind_of(heads)
    table = _Table(
        kind=kind,
        columns=[column_of(head, kind) for head in heads],
        pictures=pictures_in(root) if root else None,
    )
    proposal = Proposal()
    _tell_columns(proposal, table, header + 1)
    for row in _read_rows(proposal, table, rows, header):
        try:
            _propose_row(proposal, row, table)
        except Exception as error:  # noqa: BLE001 - one row must not cost the others
            _tell_broken(proposal, row.name, error)
    if root:
        _leave_out_undated(proposal, root, table)
    return proposal


def _tell_columns(proposal: Proposal, table: _Table, number: int) -> None:
    for column in table.columns:
        if not column.head or column.key:
            continue
        message = (
            Message(
                "the column '{head}' is not taken over: {left_out}",
                head=column.head,
                left_out=column.left_out,
            )
            if column.left_out
            else question_about(column.head, table.kind, table.keys)
        )
        proposal.notes.append((Message("row {number}", number=number), message))


def _tell_broken(proposal: Proposal, place: str, error: Exception) -> None:
    reason = f"{type(error).__name__}: {error}"[:300]
    message = Message("the row cannot be read and is left out ({reason})", reason=reason)
    proposal.notes.append((place, message))


def _read_rows(
    proposal: Proposal, table: _Table, rows: Sequence[Sequence[object]], header: int
) -> list[_Row]:
    """The rows below the headings with anything in them, in the order of their order column."""
    found = []
    for number, row in enumerate(rows[header + 1 :], start=header + 2):
        cells = ["" if cell is None else str(cell).strip() for cell in row]
        # On a second page the headings may stand again.
        if not any(cells) or list(row) == list(rows[header]):
            continue
        if is_sum(cells):
            proposal.notes.append(
                (Message("row {number}", number=number), Message("the row of sums is left out"))
            )
            continue
        try:
            if values := _cells(proposal, row, table, number):
                found.append(_Row(number=number, by_language=values))
        except Exception as error:  # noqa: BLE001 - one row must not cost the others
            _tell_broken(proposal, Message("row {number}", number=number), error)
    if found and not any("title" in row.main for row in found):
        _take_first_language(found, table)
    if all(row.main.get("order") for row in found):
        found.sort(key=lambda row: natural_sort_key(row.main["order"]))
        _tell_order_of_pictures(proposal, found, table)
    return found


def _take_first_language(rows: Sequence[_Row], table: _Table) -> None:
    """Where each title has its language, the first column's is the folder's first."""
    first = next((one.language for one in table.columns if one.key == "title" and one.language), "")
    for row in rows if first else ():
        values = row.by_language.pop(first, {})
        row.by_language[""] = {**values, **row.main}


def _cells(
    proposal: Proposal, row: Sequence[object], table: _Table, number: int
) -> dict[str, dict[str, str]]:
    """The texts of a row by language and key; several columns of the body become paragraphs."""
    by_language: dict[str, dict[str, str]] = {}
    for cell, column in zip(row, table.columns, strict=False):
        key = column.key
        text = text_of(cell, key, _key_schema(table.keys, key).kind)
        if not (key and text.strip()):
            continue
        values = by_language.setdefault(column.language, {})
        if isinstance(cell, LinkedText):
            text, told = with_address(cell, text, key, values)
            if told:
                proposal.notes.append((Message("row {number}", number=number), told))
        before = values.get(key)
        values[key] = f"{before}\n\n{text}" if before and key == "body" else before or text
        is_day = isinstance(cell, datetime | date) and (cell.month, cell.day) != (1, 1)
        if key == "year" and is_day:
            place, day = Message("row {number}", number=number), f"{cell:%Y-%m-%d}"
            proposal.notes.append(
                (place, Message("of the day {day} the year {text} is taken", day=day, text=text))
            )
    for values in tuple(by_language.values()):
        if address := values.pop(BEHIND_TITLE, ""):
            by_language.setdefault("", {}).setdefault("link", address)
    return by_language


def _propose_row(proposal: Proposal, row: _Row, table: _Table) -> None:
    main = row.main
    if table.kind == "event" and not main.get("title") and main.get("people"):
        # A list of concerts names who plays.
        main["title"] = main.pop("people")
    title = main.get("title", "")

    def note(message: str) -> None:
        proposal.notes.append(
            (
                row.name,
                Message("'{title}': {message}", title=title, message=message) if title else message,
            )
        )

    if not title:
        note(Message("there is no title, so the row is left out"))
        return
    if not _finish(main, table, note):
        return
    found = FoundPicture()
    if table.kind == "work" and table.pictures is not None and main.get("file"):
        found = table.pictures.find(main["file"])
        if found.note:
            without = Message(
                "{note}; without it the text is shown as a written work, or nothing",
                note=found.note,
            )
            note(found.note if found.name else without)
    stem = _stem(main, table.kind, row.number, found.name)
    earlier_row = table.row_of.get(comparable_name(stem))
    if earlier_row and main.get("file"):
        note(
            Message(
                "row {earlier_row} is the label of the same picture, so this row is left out",
                earlier_row=earlier_row,
            )
        )
        return
    if earlier_row:
        note(
            Message(
                "its file name is that of row {earlier_row}, so the row's number is added",
                earlier_row=earlier_row,
            )
        )
        stem = f"{stem}-{row.number}"
    table.row_of[comparable_name(stem)] = row.number
    table.title_of[row.number] = title
    for language, values in sorted(row.by_language.items()):
        order = {key: number for number, key in enumerate(table.keys)}
        keys = {
            key: values[key]
            for key in sorted(values, key=lambda key: order.get(key, len(order)))
            if key not in ("body", "file", "order")
        }
        name = f"{stem}{f'.{language}' if language else ''}.md"
        proposal.drafts.append(draft(name, keys, values.get("body", "")))


def _finish(main: dict[str, str], table: _Table, note: Callable[[str], None]) -> bool:
    """Make the row's keys of the columns; False to leave the row out."""
    without_placeholders(main, note)
    if told := size_of(main, table.hints):
        note(told)
    for key in ADDRESS_KEYS:
        if typed := main.pop(key, ""):
            main[key] = address_of(typed, note)
    if table.kind == "work":
        return finish_work(main, note)
    merge_time_columns(main)
    return finish_event(main, note)


def _leave_out_undated(proposal: Proposal, root: Path, table: _Table) -> None:
    """Read the drafts as the kiosk would, and leave out events without a day."""
    tried = dry_run(proposal.drafts, root)
    for path, message in tried.problems:
        if path not in tried.undated:
            proposal.notes.append((path, message))
            continue
        row = table.row_of.get(comparable_name(path.removesuffix(".md")), 0)
        title = table.title_of.get(row, path)
        proposal.notes.append(
            (
                Message("row {number}", number=row),
                Message("'{title}' is left out: {message}", title=title, message=message),
            )
        )
    stems = {path.removesuffix(".md") for path in tried.undated}
    proposal.drafts = [
        one
        for one in proposal.drafts
        if not any(one.path == f"{stem}.md" or one.path.startswith(f"{stem}.") for stem in stems)
    ]


def _tell_order_of_pictures(proposal: Proposal, rows: Sequence[_Row], table: _Table) -> None:
    """Works with pictures hang by the names of these, which are the curator's."""
    if table.kind != "work" or table.pictures is None:
        return
    names = [table.pictures.find(row.main.get("file", "")).name for row in rows]
    found = [name for name in names if name]
    if found != sorted(found, key=natural_sort_key):
        first = PurePosixPath(found[0]).name
        message = Message(
            "the pictures hang in the order of their names, which is not "
            "the order of the table; for that order put the number "
            "before each name: '01 {first}'",
            first=first,
        )
        proposal.notes.append(("works/", message))


def _stem(main: dict[str, str], kind: str, number: int, picture: str) -> str:
    """The file name without its ending: that of the picture, else a number and the title.

    The numbers keep the order of the rows on the wall.
    """
    if kind == "work" and (typed := main.get("file", "")):
        path = PurePosixPath(picture or f"works/{PurePosixPath(typed.replace(chr(92), '/')).name}")
        return str(path.with_suffix("") if path.suffix.casefold() in ENDINGS else path)
    words = slug(main["title"]) or "untitled"
    day = re.match(r"\d{4}-\d{2}-\d{2}", main.get("starts") or main.get("when", ""))
    order = main.get("order", "")
    place = int(order) if re.fullmatch(r"\d{1,5}", order) else number - 1
    if kind == "event":
        return f"events/{day[0]}-{words}" if day else f"events/{place:02d}-{words}"
    return f"works/{place:02d}-{words}"


def _header_row(rows: Sequence[Sequence[object]]) -> int:
    """The index of the row, among the first ones, that names the most known columns."""

    def known(number: int) -> tuple[int, int]:
        row = rows[number]
        return max(known_columns(row, kind) for kind in ("work", "event")), -number

    return max(range(len(rows[:_HEADER_WITHIN])), key=known, default=0)


def _key_schema(keys: Keys, key: str) -> Key:
    """The schema of a column's key; a key that the file does not have holds text."""
    name, _, nested = key.partition(".")
    schema = keys.get(name) or keys["title"]
    return schema.below.get(nested, schema)

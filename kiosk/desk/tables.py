"""Rows of a spreadsheet, as CSV or XLSX, made into drafts of labels and events."""

import csv
import difflib
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path, PurePosixPath

from kiosk.content.schema import EVENT, WORK, Kind
from kiosk.desk.write import Draft, draft, slug
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
_IN_LANGUAGE = re.compile(r"^(?P<key>.+?)[ _.]*[(\[.]\s*(?P<language>[a-z]{2,3}(?:-[A-Za-z]{2,4})?)\s*[)\]]?$")
# More than this is no list of labels, and would only fill memory.
MOST_ROWS = 100_000


class UnreadableTableError(Exception):
    """The file is no table that can be read; the message says why."""


@dataclass(kw_only=True)
class Proposal:
    """What could be written, and what a curator should know about it: (place in the source, message)."""

    drafts: list[Draft] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


def propose(source: Path, kind: str = "") -> Proposal:
    """Drafts for every row. ``kind`` is work or event; "" tells it by the columns. Raises UnreadableTableError."""
    rows = _read(source)
    heads = [_plain(cell) for cell in rows[0]] if rows else []
    if not any(heads) or len(rows) < 2:
        raise UnreadableTableError("it needs a first row with the names of the columns, and a row for each work or event below it")
    kind = kind or _kind(heads)
    keys = EVENT if kind == "event" else WORK
    proposal = Proposal()
    columns = [_column(head, list(keys), kind) for head in heads]
    for head, (key, _) in zip(heads, columns, strict=True):
        if head and not key:
            near = difflib.get_close_matches(head.replace(" ", "_"), keys, n=1, cutoff=0.6)
            hint = f"did you mean '{near[0]}'?" if near else f"known are: {', '.join(keys)}, file, text"
            proposal.notes.append(("row 1", f"the column '{head}' is not known and passed over; {hint}"))
    names: dict[str, int] = {}
    for number, row in enumerate(rows[1:], start=2):
        by_language: dict[str, dict[str, str]] = {}
        for cell, (key, language) in zip(row, columns, strict=False):
            words = _cell(cell, keys[key].kind if key in keys else Kind.WORDS)
            if key and words.strip():
                before = by_language.setdefault(language, {}).get(key)
                by_language[language][key] = f"{before}\n\n{words}" if before and key == "body" else before or words
        if by_language:
            _row(proposal, by_language, kind, number, names)
    return proposal


def _row(proposal: Proposal, by_language: dict[str, dict[str, str]], kind: str, number: int, names: dict[str, int]) -> None:
    main = by_language.setdefault("", {})
    if not main.get("title"):
        proposal.notes.append((f"row {number}", "there is no title; the row is passed over"))
        return
    stem = _stem(main, kind, number)
    if stem.casefold() in names:
        message = f"its file would have the same name as that of row {names[stem.casefold()]}; it is numbered"
        proposal.notes.append((f"row {number}", message))
        stem = f"{stem}-{number}"
    names[stem.casefold()] = number
    folder = "events" if kind == "event" else "works"
    for language, values in sorted(by_language.items()):
        keys = {key: words for key, words in values.items() if key not in ("body", "file")}
        name = f"{folder}/{stem}{f'.{language}' if language else ''}.md"
        proposal.drafts.append(draft(name, keys, values.get("body", "")))


def _stem(main: dict[str, str], kind: str, number: int) -> str:
    """A work is named as its picture, else by its row, so that the order of the rows is the order on the wall."""
    picture = PurePosixPath(main.get("file", "").replace("\\", "/")).name
    if picture:
        path = PurePosixPath(picture)
        return path.stem if path.suffix.casefold() in ENDINGS else path.name
    words = slug(main["title"]) or "untitled"
    day = re.match(r"\d{4}-\d{2}-\d{2}", main.get("starts") or main.get("when", ""))
    if kind == "event":
        return f"{day[0]}-{words}" if day else f"{number - 1:02d}-{words}"
    return f"{number - 1:02d}-{words}"


def _kind(heads: Sequence[str]) -> str:
    named = {_OTHER_NAMES.get(head, head) for head in heads}
    return "event" if named & {"when", "starts", "register"} and not named & {"medium", "alt", "artist"} else "work"


def _column(head: str, keys: list[str], kind: str) -> tuple[str, str]:
    """(key, language), ("", "") when the column is not known."""
    language = ""
    if head not in _OTHER_NAMES and (found := _IN_LANGUAGE.match(head)):
        head, language = found["key"].strip(), found["language"]
    key = _OTHER_NAMES.get(head, head.replace(" ", "_").replace("-", "_"))
    if key == "when" and kind == "work":
        key = "year"
    simple = key in keys and key not in ("show",)
    return (key, language) if simple or key in ("body", "file") else ("", "")


def _plain(cell: object) -> str:
    return " ".join(str(cell or "").casefold().split())


def _cell(cell: object, kind: Kind) -> str:
    """A cell as a person would type it; spreadsheets turn years into numbers and days into moments."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        if cell.time() == time() and kind is not Kind.TIME:
            return cell.date().isoformat()
        return cell.isoformat(timespec="minutes") if kind is Kind.TIME else f"{cell:%Y-%m-%d}, {cell:%H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()


def _read(source: Path) -> list[list[object]]:
    if source.suffix.casefold() in (".xlsx", ".xlsm"):
        return _read_xlsx(source)
    if source.suffix.casefold() not in (".csv", ".tsv", ".txt"):
        raise UnreadableTableError(f"a {source.suffix or 'file without ending'} is not read; save it as .xlsx or .csv")
    try:
        raw = source.read_bytes()
    except OSError as error:
        raise UnreadableTableError(f"it cannot be read: {error.strerror}") from None
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = raw.decode("utf-16", "replace")
    else:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", "replace")
    head = text.split("\n", 1)[0]
    # Spreadsheets of Europe part by semicolons.
    delimiter = max((",", ";", "\t"), key=head.count)
    try:
        rows: list[list[object]] = [list(row) for row in csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=delimiter)]
    except csv.Error as error:
        raise UnreadableTableError(f"it cannot be read: {error}") from None
    return _bounded(rows)


def _read_xlsx(source: Path) -> list[list[object]]:
    import warnings

    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(source, read_only=True, data_only=True)
            sheet = book.worksheets[0]
            rows = [list(row) for _, row in zip(range(MOST_ROWS + 2), sheet.iter_rows(values_only=True), strict=False)]
            book.close()
    except Exception as error:  # noqa: BLE001 - a damaged archive raises anything
        raise UnreadableTableError(f"it is not a spreadsheet that can be read: {error}") from None
    return _bounded(rows)


def _bounded(rows: list[list[object]]) -> list[list[object]]:
    if len(rows) > MOST_ROWS + 1:
        raise UnreadableTableError(f"it has more than {MOST_ROWS} rows")
    return rows

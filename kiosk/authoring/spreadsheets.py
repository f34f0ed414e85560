"""Read the rows of a table, saved as CSV or XLSX."""

import csv
import io
import re
import warnings
import zipfile
from itertools import islice
from pathlib import Path

from kiosk.authoring.headings import known_columns
from kiosk.authoring.linked_cells import LinkedText, links_of, with_formula
from kiosk.content.front_matter.document import cut_text, read_text
from kiosk.content.problems import Report
from kiosk.domain import Message
from kiosk.domain.bounds import (
    ARCHIVE_CELLS,
    ARCHIVE_ELEMENTS,
    ARCHIVE_PARTS,
    ARCHIVE_UNPACKED_BYTES,
    CELL_LETTERS,
    TABLE_BYTES,
    TABLE_COLUMNS,
    TABLE_ROWS,
    Bound,
)
from kiosk.path_safety import FileTooLargeError, read_below, read_head_below

_HEAD_BYTES = 8192
# A longer table is no list of labels and would only fill memory.
MOST_ROWS = TABLE_ROWS.limit
# A part of a spreadsheet that begins so defines entities, which can multiply without an end.
_DOCTYPE = re.compile(rb"<!\s*+(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# Drawings name their document type, as the programs that make them do.
_ENTITY = re.compile(rb"<!\s*+ENTITY", re.IGNORECASE)
# The root of a sheet and of the texts that its cells share, near the beginning of their parts.
_CELLS = re.compile(rb"<(?:\w{1,20}:)?(?:worksheet|sst)[\s>]")
# Before its first element a part of XML has a byte order mark and white space at most.
_XML_HEAD = 2_000
# openpyxl comes with the extra "curator" only.
_NO_XLSX = Message(
    "XLSX files cannot be read here, because the package openpyxl is not installed; install it"
    " (pip install 'kiosk[curator]', or apt install python3-openpyxl), or save the table as CSV"
)

TableRows = list[list[object]]


class UnreadableTableError(Exception):
    """The file is not a table that can be read; the message names the cause."""


def read_rows(source: Path) -> tuple[TableRows, list[str]]:
    """All rows of the first sheet, and the names of the other sheets, which are not read.

    Raises UnreadableTableError.
    """
    source = source.resolve()
    match source.suffix.casefold():
        case ".xlsx" | ".xlsm":
            rows, other_sheets = _read_xlsx(source)
        case ".csv" | ".tsv" | ".txt":
            rows, other_sheets = _read_csv(source), []
        case ending:
            kind = (
                Message("{ending} files", ending=ending)
                if ending
                else Message("files without an ending")
            )
            raise UnreadableTableError(
                Message("{kind} cannot be read; save the table as .xlsx or .csv", kind=kind)
            )
    if len(rows) > MOST_ROWS + 1:
        raise UnreadableTableError(
            Message("the table has more than {most_rows} rows", most_rows=MOST_ROWS)
        )
    return [_bounded_row(row) for row in rows], other_sheets


def _bounded_row(row: list[object]) -> list[object]:
    """The row without empty cells at its end, within the bounds of columns and of letters."""
    cells = row[: TABLE_COLUMNS.limit]
    while cells and cells[-1] is None:
        cells.pop()
    return [_bounded_cell(cell) for cell in cells]


def _bounded_cell(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    text = cut_text(cell, CELL_LETTERS)
    return LinkedText(text, cell.address) if isinstance(cell, LinkedText) else text


def _beyond(bound: Bound, what: str) -> UnreadableTableError:
    return UnreadableTableError(
        Message(
            "{what}, and {limit_in_words} are read; {beyond}",
            what=what,
            limit_in_words=bound.limit_in_words,
            beyond=bound.beyond,
        )
    )


def is_table_text(source: Path) -> bool:
    """True for a text whose first lines have columns, with headings that are known."""
    try:
        head = read_head_below(source.resolve().parent, source.name, _HEAD_BYTES)
    except OSError:
        return False
    lines = head.decode("utf-8", "replace").split("\n")[:10]
    cells = [re.split(r"[\t;,]", line) for line in lines]
    return any(
        len(row) > 1 and known_columns(row, kind) > 1 for row in cells for kind in ("work", "event")
    )


def _read_csv(source: Path) -> TableRows:
    report = Report(path=source.name)
    text = read_text(source.parent, source.name, report, TABLE_BYTES)
    if text is None:
        raise UnreadableTableError(report.problems[-1].message)
    first_line = text.split("\n", 1)[0]
    # Where the comma is the decimal separator, spreadsheets separate columns by semicolons.
    delimiter = max((",", ";", "\t"), key=first_line.count)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        # One row more than is allowed, by which the caller sees that there are too many.
        return [
            [with_formula(cell) for cell in row[: TABLE_COLUMNS.limit]]
            for row in islice(rows, MOST_ROWS + 2)
        ]
    except csv.Error as error:
        raise UnreadableTableError(
            Message("the file cannot be read: {error}", error=error)
        ) from None


def _archive(source: Path) -> io.BytesIO:
    """A spreadsheet's archive within its bounds. Raises UnreadableTableError."""
    try:
        packed = io.BytesIO(read_below(source.parent, source.name, TABLE_BYTES.limit))
    except FileTooLargeError as error:
        raise _beyond(TABLE_BYTES, f"the file has {error.size:,} bytes") from None
    with zipfile.ZipFile(packed) as archive:
        parts = archive.infolist()
        if not ARCHIVE_PARTS.allows(len(parts)):
            raise _beyond(ARCHIVE_PARTS, f"the file holds {len(parts):,} others")
        if not ARCHIVE_UNPACKED_BYTES.allows(size := sum(part.file_size for part in parts)):
            raise _beyond(ARCHIVE_UNPACKED_BYTES, f"the file has {size:,} bytes, unpacked")
        elements: dict[Bound, int] = {}
        for part in parts:
            # A part that says less than it holds ends here: its checksum is wrong.
            bound, count = _elements(archive.read(part))
            elements[bound] = elements.get(bound, 0) + count
    for bound, count in elements.items():
        if not bound.allows(count):
            raise _beyond(bound, f"the file has {count:,} elements")
    packed.seek(0)
    return packed


def _elements(part: bytes) -> tuple[Bound, int]:
    """How many XML elements a part has, and the bound of their number.

    What a part is called does not say what the library takes it for. Raises UnreadableTableError
    for a part that defines entities.
    """
    # In UTF-16 every other byte of these signs is a zero.
    part = part.replace(b"\0", b"")
    head = part[:_XML_HEAD]
    if b"<" not in head:
        return ARCHIVE_CELLS, 0
    is_drawing = b"<svg" in head
    if (_ENTITY if is_drawing else _DOCTYPE).search(part):
        raise UnreadableTableError(
            Message("the file is no spreadsheet that an office program wrote")
        )
    is_cells = is_drawing or _CELLS.search(head) is not None
    return ARCHIVE_CELLS if is_cells else ARCHIVE_ELEMENTS, part.count(b"<") - part.count(b"</")


def _add_links(rows: TableRows, packed: io.BytesIO, part: str) -> None:
    with zipfile.ZipFile(packed) as archive:
        links = links_of(archive, part)
    for (row, column), address in links.items():
        if row < len(rows) and column < len(rows[row]):
            # A formula that no office program has computed has no words.
            words = rows[row][column] or address
            rows[row][column] = LinkedText(str(words), address)


def _read_xlsx(source: Path) -> tuple[TableRows, list[str]]:
    try:
        import openpyxl
    except ImportError:
        raise UnreadableTableError(_NO_XLSX) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(
                packed := _archive(source), read_only=True, data_only=True
            )
            sheet, *others = book.worksheets
            # What the file says about its size may be wrong, and costs a cell each.
            sheet.reset_dimensions()
            names = [str(other.title) for other in others]
            # One row more than is allowed, by which the caller sees that there are too many.
            listed = sheet.iter_rows(
                max_row=MOST_ROWS + 2, max_col=TABLE_COLUMNS.limit, values_only=True
            )
            rows = [list(row) for row in islice(listed, MOST_ROWS + 2)]
            # openpyxl reads links only where it holds every cell in memory.
            _add_links(rows, packed, sheet._worksheet_path.lstrip("/"))
            book.close()
    except UnreadableTableError:
        raise
    except Exception as error:  # noqa: BLE001 - a damaged archive raises anything
        message = Message(
            "the file is not a spreadsheet that can be read: {value}", value=str(error)[:200]
        )
        raise UnreadableTableError(message) from None
    return rows, names

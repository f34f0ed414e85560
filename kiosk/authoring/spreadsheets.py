"""A spreadsheet's rows, as CSV or XLSX."""

import csv
import io
from pathlib import Path

# More than this is no list of labels, and would only fill memory.
MOST_ROWS = 100_000


class UnreadableTableError(Exception):
    """The file is no table that can be read; the message says why."""


def read_rows(source: Path) -> tuple[list[list[object]], list[str]]:
    """All rows of a table, and the names of further sheets, which are not read. Raises UnreadableTableError."""
    if source.suffix.casefold() in (".xlsx", ".xlsm"):
        return _read_xlsx(source)
    if source.suffix.casefold() not in (".csv", ".tsv", ".txt"):
        raise UnreadableTableError(
            f"a {source.suffix or 'file without ending'} is not read; save it as .xlsx or .csv"
        )
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
        rows: list[list[object]] = [
            list(row)
            for row in csv.reader(
                io.StringIO(text.replace("\x00", ""), newline=""), delimiter=delimiter
            )
        ]
    except csv.Error as error:
        raise UnreadableTableError(f"it cannot be read: {error}") from None
    return _bounded(rows), []


def _read_xlsx(source: Path) -> tuple[list[list[object]], list[str]]:
    import warnings

    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(source, read_only=True, data_only=True)
            sheet, *others = book.worksheets
            more = [str(other.title) for other in others]
            rows = [
                list(row)
                for _, row in zip(
                    range(MOST_ROWS + 2), sheet.iter_rows(values_only=True), strict=False
                )
            ]
            book.close()
    except Exception as error:  # noqa: BLE001 - a damaged archive raises anything
        raise UnreadableTableError(f"it is not a spreadsheet that can be read: {error}") from None
    return _bounded(rows), more


def _bounded(rows: list[list[object]]) -> list[list[object]]:
    if len(rows) > MOST_ROWS + 1:
        raise UnreadableTableError(f"it has more than {MOST_ROWS} rows")
    return rows

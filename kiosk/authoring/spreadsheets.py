"""Read the rows of a table, saved as CSV or XLSX."""

import csv
import io
import warnings
from pathlib import Path

from kiosk.content.front_matter.document import read_text
from kiosk.content.problems import Report
from kiosk.domain.bounds import TABLE_BYTES

# A longer table is no list of labels and would only fill memory.
MOST_ROWS = 100_000
# openpyxl comes with the extra "curator" only.
_NO_XLSX = (
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
            kind = f"{ending} files" if ending else "files without an ending"
            raise UnreadableTableError(f"{kind} cannot be read; save the table as .xlsx or .csv")
    if len(rows) > MOST_ROWS + 1:
        raise UnreadableTableError(f"the table has more than {MOST_ROWS} rows")
    return rows, other_sheets


def _read_csv(source: Path) -> TableRows:
    report = Report(path=source.name)
    text = read_text(source.parent, source.name, report, TABLE_BYTES)
    if text is None:
        raise UnreadableTableError(report.problems[-1].message)
    first_line = text.split("\n", 1)[0]
    # Where the comma is the decimal separator, spreadsheets separate columns by semicolons.
    delimiter = max((",", ";", "\t"), key=first_line.count)
    try:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error as error:
        raise UnreadableTableError(f"the file cannot be read: {error}") from None


def _read_xlsx(source: Path) -> tuple[TableRows, list[str]]:
    try:
        import openpyxl
    except ImportError:
        raise UnreadableTableError(_NO_XLSX) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(source, read_only=True, data_only=True)
            sheet, *others = book.worksheets
            names = [str(other.title) for other in others]
            # One row more than is allowed, by which the caller sees that there are too many.
            bounded = zip(range(MOST_ROWS + 2), sheet.iter_rows(values_only=True), strict=False)
            rows = [list(row) for _, row in bounded]
            book.close()
    except Exception as error:  # noqa: BLE001 - a damaged archive raises anything
        message = f"the file is not a spreadsheet that can be read: {error}"
        raise UnreadableTableError(message) from None
    return rows, names

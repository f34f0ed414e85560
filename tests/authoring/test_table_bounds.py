"""Tables that are larger than they look: refused with the bound, and never unpacked."""

import io
import time
import zipfile

import pytest

from kiosk.authoring import spreadsheets
from kiosk.authoring.import_table import propose
from kiosk.authoring.spreadsheets import UnreadableTableError, read_rows
from kiosk.domain import bounds

openpyxl = pytest.importorskip("openpyxl")


def workbook(rows):
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def changed(raw, change):
    """The archive with the parts that ``change`` makes of {name: bytes}."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in change(parts).items():
            archive.writestr(name, part)
    return out.getvalue()


GOOD = [["title", "medium"], ["Field", "photography"]]
SHEET = "xl/worksheets/sheet1.xml"
ENTITIES = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def more(parts, name, before, element):
    """The parts with 30,000 times an element before a sign of one of them."""
    part = parts[name].replace(before, element * 30_000 + before, 1)
    assert len(part) > 30_000
    return {**parts, name: part}


def renamed(parts, head):
    """The parts with a first sheet under a name that is none of XML."""
    moved = {**parts, "xl/worksheets/a.png": head + parts[SHEET]}
    del moved[SHEET]
    return {
        name: part.replace(b"sheet1.xml", b"a.png") if name.endswith((".rels", "].xml")) else part
        for name, part in moved.items()
    }


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda parts: {**parts, "xl/bomb.bin": bytes(100_000_000)}, "unpacked"),
        (lambda parts: {**parts, **{f"a{n}": b"" for n in range(2_000)}}, "1,000 files"),
        (lambda parts: {**parts, SHEET: ENTITIES + parts[SHEET]}, "no spreadsheet"),
        (lambda parts: {**parts, SHEET: parts[SHEET][:-30]}, "cannot be read|can be read"),
        (lambda parts: {"a": b""}, "can be read"),
        # What a part is called, and in which letters it is, changes nothing of what is in it.
        (lambda parts: renamed(parts, ENTITIES), "no spreadsheet"),
        (
            lambda parts: {**parts, SHEET: (ENTITIES + parts[SHEET]).decode().encode("utf-16")},
            "no spreadsheet",
        ),
        (lambda parts: {**parts, "xl/media/a.svg": ENTITIES + b"<svg/>"}, "no spreadsheet"),
        # 4,000,000 styles took a minute and 2 GB; 100,000 sheets 13 s.
        (lambda parts: more(parts, "xl/styles.xml", b"</cellXfs>", b"<xf/>"), "20,000 elements"),
        (lambda parts: more(parts, "xl/workbook.xml", b"</sheets>", b"<sheet/>"), "20,000 elem"),
        (lambda parts: more(parts, SHEET, b"</row>", b"<c/>" * 40), "1,000,000 elements"),
        (lambda parts: more(parts, SHEET, b"</sheetData>", b"<row/>" * 40), "1,000,000 elements"),
    ],
)
def test_archives(tmp_path, change, why):
    (tmp_path / "a.xlsx").write_bytes(changed(workbook(GOOD), change))
    started = time.process_time()
    with pytest.raises(UnreadableTableError, match=why):
        read_rows(tmp_path / "a.xlsx")
    assert time.process_time() - started < 5


def test_an_archive_whose_header_lies(tmp_path):
    raw = changed(workbook(GOOD), lambda parts: {**parts, "xl/bomb.bin": bytes(100_000_000)})
    # The size of the unpacked part, in its own header and in the list at the end.
    lying = raw.replace((100_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != raw
    (tmp_path / "a.xlsx").write_bytes(lying)
    with pytest.raises(UnreadableTableError):
        read_rows(tmp_path / "a.xlsx")


def test_a_sheet_that_says_to_be_huge(tmp_path):
    def change(parts):
        return {**parts, SHEET: parts[SHEET].replace(b"A1:B2", b"A1:XFD1048576")}

    (tmp_path / "a.xlsx").write_bytes(changed(workbook(GOOD), change))
    rows, _ = read_rows(tmp_path / "a.xlsx")
    assert rows[:2] == GOOD
    assert max(map(len, rows)) <= bounds.TABLE_COLUMNS.limit


def test_rows_columns_and_cells(tmp_path):
    (tmp_path / "a.csv").write_text("title\n" + "x" * 100_000 + "," * 5_000 + "\n")
    rows, _ = read_rows(tmp_path / "a.csv")
    assert len(rows[1][0]) == bounds.CELL_LETTERS.limit
    assert len(rows[1]) == bounds.TABLE_COLUMNS.limit
    (tmp_path / "b.csv").write_text("title\n" * (spreadsheets.MOST_ROWS + 10))
    with pytest.raises(UnreadableTableError, match="more than"):
        read_rows(tmp_path / "b.csv")
    with (tmp_path / "c.csv").open("wb") as file:
        file.truncate(bounds.TABLE_BYTES.limit + 1)
    with pytest.raises(UnreadableTableError, match="16 MB"):
        read_rows(tmp_path / "c.csv")


@pytest.mark.parametrize(
    "cell",
    [
        "9" * 5_000,
        "1e999999",
        "nan",
        "December 31, 9999",
        "99999",
        "9999-12-31",
        "\x00\x1b[31m",
        "=1+1",
    ],
)
def test_odd_cells_cost_their_row_at_most(tmp_path, cell):
    (tmp_path / "a.csv").write_text(f"title,when,year\nOdd,{cell!s},x\nGood,January 2 2027,x\n")
    proposal = propose(tmp_path / "a.csv", "event")
    assert any("title: Good" in one.text for one in proposal.drafts)


def test_a_drawing_of_another_program_is_no_hindrance(tmp_path):
    svg = b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd"><svg/>'
    raw = changed(workbook(GOOD), lambda parts: {**parts, "xl/media/image1.svg": svg})
    (tmp_path / "a.xlsx").write_bytes(raw)
    assert read_rows(tmp_path / "a.xlsx")[0] == GOOD

"""Spreadsheets as people keep them: columns, days, names of files and sheets of every kind."""

import sys
from datetime import date, datetime, time

import openpyxl
import pytest

from kiosk.authoring.import_table import propose
from kiosk.cli.main import main
from kiosk.content.load import load

KIOSK = "title: Seen\ntimezone: America/Los_Angeles\nlanguages: [en]\n"


def excel(path, *rows, further=()):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for name in further:
        book.create_sheet(name)
    book.save(path)
    return path


def saved(root, table, capsys):
    """The folder after an import, and what was said on the way."""
    assert main(["import", str(table), str(root), "--write"]) == 0
    return load(root), capsys.readouterr().err


@pytest.mark.parametrize(
    ("heads", "cells", "starts", "ends"),
    [
        (
            ["Date", "Start time", "End time"],
            [datetime(2026, 1, 13), time(13), time(14, 30)],
            "13T13:00",
            "13T14:30",
        ),
        (["Date", "Start", "End"], [46035, 0.5416666667, 0.625], "13T13:00", "13T15:00"),
        (
            ["Date", "Start", "End"],
            [datetime(2026, 1, 13), datetime(1899, 12, 30, 9), datetime(1899, 12, 30, 10)],
            "13T09:00",
            "13T10:00",
        ),
        (["Date", "Time"], ["January 13, 2026", "1:00 PM - 2:00 PM"], "13T13:00", "13T14:00"),
        (
            ["Date", "Start time", "End time"],
            ["13-Jan-26", "1:00 PM", "2:00 PM"],
            "13T13:00",
            "13T14:00",
        ),
        (
            ["Start", "End"],
            [datetime(2026, 1, 13, 13), datetime(2026, 1, 13, 14)],
            "13T13:00",
            "13T14:00",
        ),
        (
            ["Date", "Start", "End"],
            [datetime(2026, 1, 13), datetime(2026, 1, 13, 13), datetime(2026, 1, 13, 14)],
            "13T13:00",
            "13T14:00",
        ),
    ],
)
def test_a_day_and_times_in_columns_of_their_own(
    tmp_path, write_folder, capsys, heads, cells, starts, ends
):
    table = excel(tmp_path / "t.xlsx", ["Event", *heads], ["Talk", *cells])
    result, told = saved(write_folder({"kiosk.yaml": KIOSK}), table, capsys)
    (event,) = result.snapshot.events
    assert (event.when.starts.isoformat()[8:16], event.when.ends.isoformat()[8:16]) == (
        starts,
        ends,
    )
    assert told == ""


def test_days_as_numbers_and_days_on_which_a_work_is_shown(tmp_path, write_folder, capsys):
    heads = ["Title", "Artist", "Medium", "Credit", "Poem", "Show from", "Show until"]
    table = excel(
        tmp_path / "t.xlsx", heads, ["P", "Ana", "poetry", "c", "A line.", 46035, "13-Feb-27"]
    )
    result, told = saved(write_folder({"kiosk.yaml": KIOSK}), table, capsys)
    (work,) = result.snapshot.works
    assert (work.shown_from, work.shown_until, told) == (date(2026, 1, 13), date(2027, 2, 13), "")


def test_pictures_are_found_as_every_computer_would_and_missing_ones_are_reported(
    tmp_path, write_folder, capsys
):
    root = write_folder(
        {
            "kiosk.yaml": KIOSK,
            "works/IMG_01.jpg": "picture",
            "works/sub/IMG_02.jpg": "picture",
            "works/caf\u00e9.jpg": "picture",
        }
    )
    table = tmp_path / "t.csv"
    rows = [
        "File,Title,Alt text",
        "img_01.JPG,One,a",
        "works/sub/IMG_02.jpg,Two,b",
        "cafe\u0301.jpg,Three,c",
        "IMG_01.jpg,Again,d",
        "no.jpg,Four,e",
    ]
    table.write_text("\n".join(rows), encoding="utf-8")
    proposal = propose(table, root=root)
    assert [one.path for one in proposal.drafts] == [
        "works/IMG_01.md",
        "works/sub/IMG_02.md",
        "works/caf\u00e9.md",
        "works/no.md",
    ]
    assert [place for place, _ in proposal.notes] == ["row 5", "row 6"]
    assert "row 2 is the label of the same picture" in proposal.notes[0][1]
    assert "there is no picture 'no.jpg'" in proposal.notes[1][1]


def test_heads_below_a_title_further_sheets_and_what_cannot_be_read(tmp_path, write_folder, capsys):
    root = write_folder({"kiosk.yaml": KIOSK})
    table = excel(
        tmp_path / "t.xlsx",
        ["Our programme"],
        [],
        ["Event", "Date"],
        ["Talk", "soon"],
        further=["Spring", "Fall"],
    )
    proposal = propose(table, root=root)
    assert proposal.drafts == []
    told = dict(proposal.notes)
    assert "'Spring', 'Fall'" in told["t.xlsx"]
    assert told["row 4"].startswith("'Talk' is left out: 'soon' names no day")


def test_a_table_of_which_nothing_comes_is_no_success(tmp_path, write_folder, capsys):
    table = tmp_path / "t.csv"
    table.write_text("Title,Artist\n,Ana\n", encoding="utf-8")
    assert main(["import", str(table), str(write_folder({"kiosk.yaml": KIOSK}))]) == 1
    assert "could become a file" in capsys.readouterr().err


def test_without_the_extra_curator_an_xlsx_file_is_refused_with_the_way_to_install_it(
    tmp_path, write_folder, capsys, monkeypatch
):
    table = excel(tmp_path / "t.xlsx", ["Title", "Artist"], ["One", "Ana"])
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert main(["import", str(table), str(write_folder({"kiosk.yaml": KIOSK}))]) == 2
    told = capsys.readouterr().err
    assert "openpyxl is not installed" in told
    assert "pip install 'kiosk[curator]'" in told
    assert "save the table as CSV" in told


def test_without_the_extra_curator_a_csv_file_is_imported(
    tmp_path, write_folder, capsys, monkeypatch
):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    root = write_folder({"kiosk.yaml": KIOSK})
    table = tmp_path / "t.csv"
    table.write_text("Title,Artist,Poem\nOne,Ana,A line.\n", encoding="utf-8")
    assert main(["import", str(table), str(root), "--write"]) == 0
    assert "1 files written" in capsys.readouterr().out
    assert [str(work.title) for work in load(root).snapshot.works] == ["One"]

"""The lists of an office beside the project: ``cases/curator/import-office-headings``."""

import json
import shutil
from pathlib import Path

import pytest

from kiosk.cli.main import main
from kiosk.content.load import load

CASE = Path(__file__).parents[3] / "shared" / "cases" / "curator" / "import-office-headings"
pytestmark = pytest.mark.skipif(not CASE.is_dir(), reason="the shared cases are not beside it")
KIOSK = """\
title: Winter
timezone: America/Los_Angeles
open:
  from: November 27, 2026
  until: January 26, 2027
languages: [en]
"""
PICTURES = (
    *("reyes_harvest.jpg", "Été à Hà Nội.jpeg", "Scan_60MP.tif", "logo.png"),
    *("Copy of Poster FINAL final.png", "Retrato de la senora Nunez.jpg"),
)
UNTITLED = ("Lena Wu", "2026", "Graphic art", "24 x 16 in", "The Center")
WORKS = {
    "reyes_harvest": (
        "Harvest at Dawn",
        *("Marisol Reyes", "2025", "Photograph, pigment print", '16 x 24"', "Lent by the artist"),
        "Farm workers’ hats on a fence.",
    ),
    "Été à Hà Nội": (
        "Tết",
        *("Nguyễn Thị Hồng Ánh", "2024-25", "Woodcut", "30 x 20 cm", "Lent by the artist"),
        "New year\nmorning.",
    ),
    "Scan_60MP": (
        "Delta: A Memory",
        *("Tom Ito", "2019", "Oil on canvas", "100 x 150 cm", "Lent by Tom Ito"),
        "Scanned at 600 dpi.",
    ),
    "Copy of Poster FINAL final": ("Untitled", *UNTITLED, "Silkscreen."),
    "logo": ("Untitled", *UNTITLED, ""),
    "Retrato de la senora Nunez": (
        "Retrato de la señora Núñez",
        *("José Núñez", "1998", "Óleo", "60 × 40 cm", "Familia Núñez"),
        "Mi abuela.",
    ),
}


@pytest.fixture(name="folder")
def office_folder(tmp_path, write_folder):
    return write_folder({"kiosk.yaml": KIOSK, **{f"works/{name}": "picture" for name in PICTURES}})


def imported(name, folder, tmp_path, capsys):
    table = tmp_path / name
    shutil.copy(CASE / name, table)
    assert main(["import", str(table), str(folder), "--write"]) == 0
    return capsys.readouterr()


@pytest.mark.parametrize("name", ["Works list DRAFT 3.xlsx", "works clean.xlsx"])
def test_either_list_of_works_makes_six_labels(name, folder, tmp_path, capsys):
    told = imported(name, folder, tmp_path, capsys).err
    labels = {path.stem for path in (folder / "works").glob("*.md")}
    assert labels == set(WORKS)
    works = {work.key.removeprefix("works/"): work for work in load(folder).snapshot.works}
    assert {
        key: (
            *(str(work.title), str(work.artist), work.year, str(work.medium)),
            *(str(work.dimensions), str(work.credit), str(work.wall_text)),
        )
        for key, work in works.items()
    } == WORKS
    assert all(work.picture for work in works.values())
    assert {key: str(work.content_note) for key, work in works.items() if work.content_note} == {
        "Copy of Poster FINAL final": "Mentions violence"
    }
    assert "the column 'Price' is not taken over" in told
    assert "450" not in "".join(path.read_text("utf-8") for path in folder.rglob("*.md"))
    assert ("'Contacts'" in told) == ("DRAFT" in name)


def test_the_list_of_events(folder, tmp_path, capsys):
    told = imported("Events Winter 26.xlsx", folder, tmp_path, capsys).err
    assert main(["agenda", str(folder), "--at", "2026-12-01 08:00", "--format", "json"]) == 0
    entries = json.loads(capsys.readouterr().out)["entries"]
    first = {entry["title"]: entry for entry in reversed(entries)}
    assert {
        title: (entry["starts"][:16], (entry["ends"] or "")[11:16], entry["status"])
        for title, entry in first.items()
    } == {
        "Opening Reception": ("2026-12-05T17:30", "20:00", "scheduled"),
        "Poetry Night": ("2026-12-11T19:00", "", "scheduled"),
        "Family Day": ("2026-12-12T10:00", "14:00", "cancelled"),
        "Board Meeting": ("2026-12-17T17:30", "19:00", "scheduled"),
        "Drawing Class": ("2026-12-01T18:00", "20:00", "scheduled"),
    }
    assert first["Opening Reception"]["register"].startswith("https://www.eventbrite.com/e/12345")
    events = {str(event.title): event for event in load(folder).snapshot.events}
    assert str(events["Opening Reception"].place) == "Arts Center, Lobby"
    assert events["Opening Reception"].contact == "Kim (kim@example.org)"
    assert str(events["Poetry Night"].price) == "$5"
    assert "'Docent training' is left out: 'TBD' names no day" in told
    assert "'Board Meeting': its note 'INTERNAL' is not taken over" in told
    assert "INTERNAL" not in "".join(path.read_text("utf-8") for path in folder.rglob("*.md"))

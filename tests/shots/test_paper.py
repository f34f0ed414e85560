"""What is printed: every field is on the proof, and a label's code is read back from the paper."""

import pypdfium2
import pytest
import zxingcpp

from kiosk.cli import main

LABEL = """\
---
title: The <Long> Field & Sky
artist: Ana Example
year: 2025
medium: photography
credit: Lent
alt: Grass in wind
link: https://www.cdss.ca.gov/field
---
Wall text.
"""
FILES = {
    "kiosk.yaml": "title: Seen\ntimezone: UTC\nlanguages: [en, es]\n",
    "works/a.jpg": "picture",
    "works/a.md": LABEL,
    "works/a.es.md": "---\ntitle: El campo\n---\n",
    "works/b.md": "---\ntitle: Stair\nmedium: poetry\n---\n" + "One step and another step.\n" * 90 + "    last line of all\n",
    "events/e.md": "---\ntitle: Talk\nwhen: January 13, 2099, 1:00 PM - 2:00 PM\npeople:\n  - name: Eve\n    role: Host\n---\nCome.\n",
}


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def texts(path) -> list[str]:
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(path)]


def test_the_proof_has_every_field_and_a_line_to_sign(qapp, write_folder, tmp_path, capsys):
    out = tmp_path / "proof.pdf"
    assert main(["proof", str(write_folder(FILES)), "--out", str(out), "--paper", "a4"]) == 0
    assert "3 works and events" in capsys.readouterr().out
    pages = texts(out)
    # The long poem has a page of its own behind its first.
    assert len(pages) == 4
    data = ("The <Long> Field & Sky", "El campo", "Ana Example", "Grass in wind", "Wall text.", "in the loop")
    for words in (*data, "Signature", "works/a"):
        assert words in pages[0]
    assert "last line of all" in pages[2]
    assert "Eve, Host" in pages[3]


@pytest.mark.parametrize("sheet", ["letter", "avery-5163", "avery-l7165"])
def test_labels_fit_and_their_codes_are_read_from_the_paper(qapp, write_folder, tmp_path, capsys, sheet):
    out = tmp_path / "labels.pdf"
    assert main(["labels", str(write_folder(FILES)), "--out", str(out), "--sheet", sheet]) == 0
    document = pypdfium2.PdfDocument(out)
    assert len(document) == 1
    for words in ("Ana Example", "The <Long> Field & Sky, 2025", "Grass in wind", "Stair"):
        assert words in texts(out)[0]
    codes = zxingcpp.read_barcodes(document[0].render(scale=300 / 72).to_pil())
    assert [code.text for code in codes] == ["https://www.cdss.ca.gov/field"]
    capsys.readouterr()


def test_words_that_do_not_fit_are_told(qapp, write_folder, tmp_path, capsys):
    root = write_folder({**FILES, "works/a.md": LABEL.replace("Grass", "Grass and grass " * 120)})
    assert main(["labels", str(root), "--out", str(tmp_path / "l.pdf"), "--sheet", "avery-5163"]) == 1
    assert "works/a.md: its words do not fit" in capsys.readouterr().err
    assert main(["labels", str(root), "--out", str(tmp_path / "no" / "l.pdf")]) == 2
    assert main(["labels", str(root), "--out", str(tmp_path / "l.pdf"), "--language", "fr"]) == 2
    capsys.readouterr()


def test_every_sheet_is_offered_and_its_labels_lie_on_it():
    from PySide6.QtGui import QPageSize

    from kiosk import curators
    from kiosk.shots.labels import SHEETS
    from kiosk.shots.paper import PAPERS

    assert set(curators.SHEETS) == set(SHEETS)
    for form in SHEETS.values():
        size = QPageSize(PAPERS[form.paper]).size(QPageSize.Unit.Millimeter)
        assert form.first[0] + (form.columns - 1) * form.step[0] + form.size[0] <= size.width()
        assert form.first[1] + (form.rows - 1) * form.step[1] + form.size[1] <= size.height()
        assert form.step[0] >= form.size[0]
        assert form.step[1] >= form.size[1]

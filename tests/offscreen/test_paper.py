"""What is printed: every field is on the proof, and a label's code is read back from the paper."""

import ctypes
import re
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PySide6.QtCore import QTranslator

from kiosk.cli.main import main
from kiosk.content.front_matter import schema
from kiosk.content.load import load
from kiosk.domain import ABSENT, Event, OnDemand, Work
from kiosk.printing.fields import LEFT_OUT, fields

ROOT = Path(__file__).resolve().parents[2]
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
    "works/b.md": "---\ntitle: Stair\nmedium: poetry\n---\n"
    + "One step and another step.\n" * 90
    + "    last line of all\n",
    "events/e.md": (
        "---\ntitle: Talk\nwhen: January 13, 2099, 1:00 PM - 2:00 PM\n"
        "people:\n  - name: Eve\n    role: Host\n---\nCome.\n"
    ),
}


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def texts(path) -> list[str]:
    return [
        " ".join(page.get_textpage().get_text_bounded().split())
        for page in pypdfium2.PdfDocument(path)
    ]


def numbers(path) -> list[str]:
    """What stands in the lower right corner of each page."""
    found = []
    for page in pypdfium2.PdfDocument(path):
        text = page.get_textpage()
        found.append(text.get_text_bounded(left=page.get_width() - 110, top=36).strip())
    return found


def test_the_proof_has_every_field_and_a_line_to_sign(qapp, write_folder, tmp_path, capsys):
    out = tmp_path / "proof.pdf"
    assert main(["proof", str(write_folder(FILES)), "--out", str(out), "--paper", "a4"]) == 0
    assert "3 works and events" in capsys.readouterr().out
    pages = texts(out)
    # A cover; the long poem has a page of its own behind its first; About and the help line.
    assert len(pages) == 7
    assert numbers(out) == [str(number) for number in range(1, 8)]
    for words in ("Seen", "works 2", "events 1", "notices 0", "languages en, es", "Signature"):
        assert words in pages[0]
    pages = pages[1:]
    data = (
        "The <Long> Field & Sky",
        "El campo",
        "Ana Example",
        "Grass in wind",
        "Wall text.",
        "in the loop",
    )
    for words in (*data, "Signature", "works/a"):
        assert words in pages[0]
    assert "last line of all" in pages[2]
    assert "Eve, Host" in pages[3]


EVERY_WORK = """\
accession: 2025.14
dimensions: 20 × 30 in
content_note: This work speaks of loss.
audio: field.mp3
loop: no
show:
  from: January 5, 2099
credit: Lent
"""
EVERY_EVENT = """\
---
title: Circle
when: every Thursday 10:00 AM - 11:00 AM starting January 8, 2099 until January 22, 2099
timezone: America/New_York
place: Auditorium
online: Webinar
register: https://www.cdss.ca.gov/register
register_until: 2099-01-07T17:00
link: https://www.cdss.ca.gov/circle
contact: events@cdss.ca.gov
price: Five dollars
presented_by: Bureau
hosted_by: Council
people: [Ana]
audio: circle.mp3
status: full
observance: yes
---
Come.
"""


def test_no_field_and_no_day_keeps_a_work_or_an_event_off_the_proof(
    qapp, write_folder, tmp_path, capsys
):
    """Works shown later, a series, and every key of the reference; past items are only named."""
    files = {
        "kiosk.yaml": "title: Seen\ntimezone: UTC\nlanguages: [en]\nopen:\n  from: 2099-01-01\n",
        "works/a.jpg": "picture",
        "works/a.md": LABEL.replace("credit: Lent\n", EVERY_WORK),
        "events/e.md": EVERY_EVENT,
        "events/past.md": "---\ntitle: Past\nwhen: January 13, 2026\n---\n",
    }
    out = tmp_path / "proof.pdf"
    root = write_folder(files)
    assert main(["proof", str(root), "--out", str(out)]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("2 works and events")
    assert "1 left out" in told.out
    assert told.err == "events/past.md: is not on the proof: is over\n"
    _, work, event, _, _, left_out = texts(out)
    assert "Not on this proof events/past.md is over" in left_out
    for words in (
        "2025.14",
        "20 × 30 in",
        "speaks of loss",
        "field.mp3",
        "from Monday, January 5, 2099",
        "in the loop no",
        "link https://www.cdss",
    ):
        assert words in work
    listed = (
        "until January 22; 3 times within two years: Thursday, January 8, 2099;"
        " Thursday, January 15, 2099; Thursday, January 22, 2099"
    )
    assert listed in event
    assert "repeats Thursdays, 10:00" in event.replace("\u202f", " ").replace("\u00a0", " ")
    for key, words in re.findall(r"^(\w+): \[?(.*?)\]?$", EVERY_EVENT, re.MULTILINE):
        if key not in ("when", "register_until"):
            assert f"{key.replace('_', ' ')} {words}" in event, key
    assert "when Thursday, January 8, 2099, 10:00 to 11:00 EST" in event
    assert "register until Wednesday, January 7, 2099, 17:00" in event


def test_every_key_of_the_reference_is_on_the_proof_or_known_not_to_be():
    thing = {
        "work": Work(key="w", file="w", title=ABSENT),
        "event": Event(key="e", file="e", title=ABSENT, when=OnDemand(), timezone="UTC"),
    }
    for kind, one in thing.items():
        assert list(fields(one, ("en",), datetime(2026, 1, 13, tzinfo=UTC))), (
            "a key without a value of its own would raise here"
        )
        assert LEFT_OUT - {"starts", "ends"} <= schema.WORK.keys(), kind


def test_the_proof_has_the_house_s_words_and_every_picture(qapp, write_folder, tmp_path, capsys):
    """What visitors see beside works and events, each with its data in every language."""
    files = {
        "kiosk.yaml": FILES["kiosk.yaml"]
        + "presented_by: The Bureau\nhelp_line:\n  name: Line\n  phone: 1-888-373-7888\n"
        "  verified_on: 2026-01-05\n",
        "works/a.jpg": "picture",
        "works/a--verso.jpg": "picture",
        "works/a.md": LABEL.replace("alt:", "pictures:\n- file: verso\n  alt: A board\nalt:"),
        "pages/about.md": "---\ntitle: About\n---\nWhy it hangs.\n",
        "pages/about.es.md": "---\ntitle: Sobre\n---\nPor qué está.\n",
        "resources/r.md": "---\ntitle: A List\nkind: Book\nlink: https://ca.gov/r\n---\nRead.\n",
        "notices/n.md": "---\ntitle: Closed at noon\nlevel: closed\n"
        "show:\n  until: 2025-01-01\n---\nSorry.\n",
        "notices/p.md": "---\ntitle: Leave now\nlevel: emergency\nprepared: yes\n---\nWalk.\n",
    }
    out = tmp_path / "proof.pdf"
    assert main(["proof", str(write_folder(files)), "--out", str(out)]) == 0
    assert "1 works and events" in capsys.readouterr().out
    pages = texts(out)
    wanted = (
        ("The Bureau", "works 1", "resources 1", "notices 2", "1"),
        ("pictures Verso: A board", "works/a", "Signature", "2"),
        ("picture Verso", "alt A board", "file works/a--verso.jpg", "3"),
        ("title A List", "link https://ca.gov/r", "description Read.", "resources/r", "4"),
        ("Why it hangs.", "Por qué está.", "5"),
        ("phone 1-888-373-7888", "verified on Monday, January 5, 2026", "6"),
        ("level closed", "title Closed at noon", "until Wednesday, January 1, 2025", "7"),
        ("level emergency", "prepared yes", "body Walk.", "notices/p.md", "8"),
    )
    assert len(pages) == len(wanted)
    assert numbers(out) == [words[-1] for words in wanted]
    for page, words in zip(pages, wanted, strict=True):
        assert [one for one in words if one not in page] == []
    # The emergency's own page is the red screen, and the one before is not.
    document = pypdfium2.PdfDocument(out)
    seen = [document[number].render(scale=0.5).to_pil().getpixel((100, 60)) for number in (6, 7)]
    assert [red > 100 and green < 60 for red, green, _ in seen] == [False, True]


def test_a_proof_without_anything_is_no_proof_and_what_cannot_be_read_is_named(
    qapp, write_folder, tmp_path, capsys
):
    out = tmp_path / "proof.pdf"
    root = write_folder({"kiosk.yaml": FILES["kiosk.yaml"]})
    assert main(["proof", str(root), "--out", str(out)]) == 2
    assert not out.exists()
    root = write_folder({**FILES, "events/e.md": "---\ntitle: Talk\nwhen: soon\n---\n"})
    assert main(["proof", str(root), "--out", str(out), "--language", "fr"]) == 2
    assert main(["proof", str(root), "--out", str(out), "--language", "es"]) == 1
    assert "events/e.md: no está en la prueba" in capsys.readouterr().err


@pytest.mark.parametrize("sheet", ["letter", "avery-5163", "avery-l7165"])
def test_labels_fit_and_their_codes_are_read_from_the_paper(
    qapp, write_folder, tmp_path, capsys, sheet
):
    out = tmp_path / "labels.pdf"
    assert main(["labels", str(write_folder(FILES)), "--out", str(out), "--sheet", sheet]) == 0
    document = pypdfium2.PdfDocument(out)
    # On small labels that with a code has smaller type, and a sheet of its own.
    assert len(document) == (2 if sheet == "avery-5163" else 1)
    for words in ("Ana Example", "The <Long> Field & Sky, 2025", "Grass in wind", "Stair"):
        assert words in " ".join(texts(out))
    codes = [
        code
        for page in document
        for code in zxingcpp.read_barcodes(page.render(scale=300 / 72).to_pil())
    ]
    assert [code.text for code in codes] == ["https://www.cdss.ca.gov/field"]
    capsys.readouterr()


def test_words_that_do_not_fit_on_paper_are_reported(qapp, write_folder, tmp_path, capsys):
    root = write_folder({**FILES, "works/a.md": LABEL.replace("Grass", "Grass and grass " * 120)})
    assert (
        main(["labels", str(root), "--out", str(tmp_path / "l.pdf"), "--sheet", "avery-5163"]) == 1
    )
    assert "works/a.md: its text does not fit" in capsys.readouterr().err
    assert main(["labels", str(root), "--out", str(tmp_path / "no" / "l.pdf")]) == 2
    assert main(["labels", str(root), "--out", str(tmp_path / "l.pdf"), "--language", "fr"]) == 2
    capsys.readouterr()


def test_only_a_link_that_may_be_a_code_is_one_and_its_host_stands_below_it(
    qapp, write_folder, tmp_path, capsys
):
    bad = {
        "b": "www.cdss.ca.gov",
        "c": "https://www.cdss.ca.gov/" + "a" * 4000,
        "d": "https://elsewhere.org/a",
        "e": "https://ca.gov/" + "a" * 900,
    }
    files = {
        "kiosk.yaml": FILES["kiosk.yaml"] + "codes:\n  allow: [ca.gov]\n",
        "works/a.jpg": "picture",
    }
    files["works/a.md"] = LABEL.replace("credit: Lent", "credit: Lent\naccession: 2025.14")
    for name, link in bad.items():
        files |= {
            f"works/{name}.jpg": "picture",
            f"works/{name}.md": LABEL.replace("https://www.cdss.ca.gov/field", link),
        }
    out = tmp_path / "l.pdf"
    assert main(["labels", str(write_folder(files)), "--out", str(out)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert [line.partition(":")[0] for line in told] == [f"works/{name}.md" for name in bad]
    assert [
        word in line
        for word, line in zip(("not safe", "too long", "not safe", "scanned"), told, strict=True)
    ] == [True] * 4
    page = texts(out)[0]
    assert "cdss.ca.gov/field" in page.replace("\u200b", "").replace(" ", "")
    assert "2025.14" in page
    codes = [
        code.text
        for page in pypdfium2.PdfDocument(out)
        for code in zxingcpp.read_barcodes(page.render(scale=300 / 72).to_pil())
    ]
    assert codes == ["https://www.cdss.ca.gov/field"]


def sizes_by_page(path) -> list[list[int]]:
    """The sizes of type on each page of a PDF in points, less those of the hosts of codes."""
    pages = []
    for page in pypdfium2.PdfDocument(path):
        found = set()
        for thing in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            size = ctypes.c_float()
            pypdfium2.raw.FPDFTextObj_GetFontSize(thing, size)
            found.add(round(size.value * abs(thing.get_matrix().d)))
        pages.append(sorted(found - {9, 8, 7, 6}))
    return pages


def sizes(path) -> list[int]:
    """The sizes of type on a PDF in points, smallest first."""
    return sorted({size for page in sizes_by_page(path) for size in page})


def test_labels_of_a_sheet_have_one_size_and_small_type_is_reported(
    qapp, write_folder, tmp_path, capsys
):
    label = LABEL.replace("link: https://www.cdss.ca.gov/field\n", "")
    files = {"kiosk.yaml": FILES["kiosk.yaml"]}
    for number in range(6):
        longer = label.replace("Grass in wind", "Grass in wind " * (number + 1))
        files |= {f"works/{number}.jpg": "picture", f"works/{number}.md": longer}
    out = tmp_path / "l.pdf"
    root = write_folder(files)
    assert main(["labels", str(root), "--out", str(out)]) == 0
    assert capsys.readouterr().err == ""
    large = sizes(out)
    assert len(large) == 1
    assert main(["labels", str(root), "--out", str(out), "--sheet", "avery-5163"]) == 0
    told = capsys.readouterr().err
    assert "below large print (18)" in told
    assert len(sizes(out)) <= 2
    # Sheets in large print come first; each sheet has one size.
    per_sheet = sizes_by_page(out)
    assert [len(one) for one in per_sheet] == [1] * len(per_sheet)
    assert per_sheet == sorted(per_sheet, reverse=True)


def test_labels_have_the_wall_text_where_it_has_room(qapp, write_folder, tmp_path, capsys):
    files = {
        "kiosk.yaml": FILES["kiosk.yaml"],
        **{f"works/{name}.jpg": "picture" for name in "abcd"},
        "works/a.md": LABEL.replace("Wall text.", "Two *kinds* of grass.\n\nBoth are tall."),
        "works/b.md": LABEL.replace("Wall text.", "So many words of it. " * 90),
        "works/c.md": LABEL.replace("Wall text.", "x" * 9_000),
        "works/d.md": LABEL.replace("credit:", "form: verse\ncredit:").replace(
            "Wall text.", "line one\n   line two"
        ),
    }
    out = tmp_path / "l.pdf"
    root = str(write_folder(files))
    assert main(["labels", root, "--out", str(out), "--with-text"]) == 1
    told = capsys.readouterr().err.splitlines()
    assert [line.partition(":")[0] for line in told] == ["works/b.md", "works/c.md"]
    assert all("wall text has no room" in line for line in told)
    printed = " ".join(texts(out))
    for words in ("Two kinds of grass. Both are tall.", "line one", "line two"):
        assert words in printed
    assert "So many words" not in printed
    assert [len(one) for one in sizes_by_page(out)] == [1, 1]
    assert main(["labels", root, "--out", str(out)]) == 0
    assert "Two kinds" not in " ".join(texts(out))
    capsys.readouterr()


def test_the_labels_of_every_sheet_lie_on_it():
    from PySide6.QtGui import QPageSize

    from kiosk.printing.label_sheets import SHEETS
    from kiosk.printing.pdf_writer import PAPERS

    for form in SHEETS.values():
        size = QPageSize(PAPERS[form.paper]).size(QPageSize.Unit.Millimeter)
        assert form.first[0] + (form.columns - 1) * form.step[0] + form.size[0] <= size.width()
        assert form.first[1] + (form.rows - 1) * form.step[1] + form.size[1] <= size.height()
        assert form.step[0] >= form.size[0]
        assert form.step[1] >= form.size[1]


def test_the_proof_says_the_rule_and_its_own_words_in_spanish(qapp, write_folder):
    files = {
        "kiosk.yaml": "title: T\ntimezone: Europe/Madrid\nlanguages: [es]\n",
        "events/e.md": "---\ntitle: Taller\nwhen: todos los jueves, 18:00, del 3 al 17 de diciembre"
        " de 2026\nstatus: cancelled\n---\n",
        "works/a.md": "---\ntitle: A\nloop: no\nshow:\n  from: 3 de diciembre de 2026\n---\nx\n",
    }
    snapshot = load(write_folder(files)).snapshot
    translator = QTranslator()
    assert translator.load(str(ROOT / "kiosk" / "ui" / "i18n" / "kiosk_es.qm"))
    qapp.installTranslator(translator)
    try:
        now = datetime(2026, 12, 1, 9, tzinfo=UTC)
        (event,) = snapshot.events
        found = dict(fields(event, ("es",), now, "es"))
        (work,) = snapshot.works
        hung = dict(fields(work, ("es",), now, "es"))
    finally:
        qapp.removeTranslator(translator)
    (repeats,) = found["repeats"]
    repeats = repeats.replace("\u202f", " ").replace("\u00a0", " ")
    assert repeats.startswith(
        "Los jueves, 6:00 p.m., hasta el 17 de diciembre; 3 veces en dos años: "
    )
    assert "jueves, 3 de diciembre de 2026; jueves, 10 de diciembre de 2026" in repeats
    assert found["when"] == ("jueves, 3 de diciembre de 2026, 18:00 CET",)
    assert found["status"] == ("cancelado",)
    assert hung["in the loop"] == ("no",)
    assert hung["show"] == ("desde el jueves, 3 de diciembre de 2026",)

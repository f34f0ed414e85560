"""Several pictures to a work: added, ordered, described in two languages, taken out, undone."""

from pathlib import Path

import pytest

from kiosk.content.load import load
from kiosk.studio.viewmodels.thumbnails import Thumbnails
from kiosk.studio.viewmodels.work_pictures import NAME, PICTURE_ALT, WorkPictures
from kiosk.studio.views.pictures_part import PicturesPart
from tests.folders import save_picture

LABEL = "---\ntitle: One # hers\n---\n"
FILES = {
    "kiosk.yaml": "title: Shore\nlanguages: [en, es]\n",
    "works/01-a.jpg": "picture",
    "works/01-a.md": LABEL,
    "works/01-a--verso.jpg": "picture",
    "works/01-a--own.jpg": "picture",
    "works/01-a--own.md": "---\ntitle: A work of its own\n---\n",
}


@pytest.fixture
def opened(open_exhibition, write_folder):
    exhibition = open_exhibition(write_folder(FILES))
    return exhibition, WorkPictures(exhibition, exhibition.form("works/01-a.md"))


def further(exhibition):
    work = next(one for one in load(exhibition.folder).snapshot.works if one.key == "works/01-a")
    return [(one.picture.file, str(one.name), str(one.alt)) for one in work.further]


def test_pictures_are_added_ordered_described_and_taken_out(opened, tmp_path: Path):
    exhibition, pictures = opened
    assert [row.file for row in pictures.rows()] == ["works/01-a--verso.jpg"]
    before = {path: path.read_bytes() for path in exhibition.folder.rglob("*") if path.is_file()}
    pictures.add([save_picture(tmp_path / "In the Hall.JPG"), tmp_path / "words.txt"], clean=True)
    hall, verso = "works/01-a--in-the-hall.jpg", "works/01-a--verso.jpg"
    assert [row.file for row in pictures.rows()] == [hall, verso]
    assert pictures.rows()[0].usual_name == "In the hall"
    pictures.write(verso, PICTURE_ALT, "B")
    pictures.write(verso, PICTURE_ALT, "Board with a date ")
    # The space at the end is typed too.
    assert pictures.rows()[0].texts["alt"] == "Board with a date "
    exhibition.save_now()
    assert further(exhibition) == [(verso, "Verso", "Board with a date"), (hall, "In the hall", "")]
    pictures.move(hall, -1)
    pictures.write(hall, NAME, "The hall")
    exhibition.save_now()
    assert further(exhibition) == [
        (hall, "The hall", ""),
        (verso, "Verso", "Board with a date"),
    ]
    pictures.remove(verso)
    assert further(exhibition) == [(hall, "The hall", "")]
    while exhibition.undo_words:
        exhibition.undo()
    after = {path: path.read_bytes() for path in exhibition.folder.rglob("*") if path.is_file()}
    assert after == before


def test_each_language_says_its_own_words(opened):
    exhibition, pictures = opened
    pictures.write("works/01-a--verso.jpg", NAME, "The back")
    spanish = WorkPictures(exhibition, exhibition.form("works/01-a.md", "es"))
    assert spanish.rows()[0].texts["name"] == ""
    spanish.write("works/01-a--verso.jpg", NAME, "El dorso")
    exhibition.save_now()
    work = next(one for one in load(exhibition.folder).snapshot.works if one.key == "works/01-a")
    assert dict(work.further[0].name.values) == {"en": "The back", "es": "El dorso"}
    pictures.remove("works/01-a--verso.jpg")
    assert "pictures" not in (exhibition.folder / "works" / "01-a.es.md").read_text("utf-8")


def test_an_entry_that_names_its_picture_in_short_is_kept(open_exhibition, write_folder):
    label = "---\ntitle: One\npictures:\n  - file: verso # the stamp\n    alt: Old\n---\n"
    exhibition = open_exhibition(write_folder({**FILES, "works/01-a.md": label}))
    pictures = WorkPictures(exhibition, exhibition.form("works/01-a.md"))
    pictures.write("works/01-a--verso.jpg", PICTURE_ALT, "New")
    exhibition.save_now()
    written = (exhibition.folder / "works" / "01-a.md").read_text("utf-8")
    assert written == label.replace("alt: Old", "alt: New")


def test_the_form_s_part_follows_and_has_names(opened, qtbot, tmp_path: Path):
    exhibition, _ = opened
    thumbnails = Thumbnails(exhibition.folder)
    part = PicturesPart(exhibition, exhibition.form("works/01-a.md"), thumbnails, lambda: False)
    qtbot.addWidget(part)
    part.take([save_picture(tmp_path / "detail.jpg")])
    assert [row.file.rpartition("--")[2] for row in part.rows] == ["detail.jpg", "verso.jpg"]
    part.rows[1].earlier.click()
    assert [row.file.rpartition("--")[2] for row in part.rows] == ["verso.jpg", "detail.jpg"]
    name = part.rows[0].controls[0].control
    qtbot.keyClicks(name, "The back")
    exhibition.save_now()
    assert further(exhibition)[0][1] == "The back"
    names = [act.accessibleName() for row in part.rows for act in (row.earlier, row.removal)]
    assert len(set(names)) == len(names)
    part.rows[0].removal.click()
    assert [row.file.rpartition("--")[2] for row in part.rows] == ["detail.jpg"]
    thumbnails.close()

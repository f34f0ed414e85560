"""What changed since a publication, in words and pictures, and going back to it."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel

from kiosk.cli.main import main as kiosk
from kiosk.offscreen import screenshots
from kiosk.publishing.release_store import ReleaseStore
from kiosk.studio.comparison import program
from kiosk.studio.viewmodels.comparison import Comparison, ScreenPair, files_of_release
from kiosk.studio.views.changes_page import ChangesPage
from kiosk.studio.views.publish_page import PublishPage
from tests.faults.running_kiosk import long

LABEL = "---\ntitle: {}\nartist: Ana\n---\n\nA line\n"
FILES = {
    "kiosk.yaml": "title: Shore\nlanguages: [en, es]\ntimezone: UTC\n"
    "open:\n  from: January 7, 2026\n  until: January 31, 2026\n",
    "works/01-a.md": LABEL.format("One"),
    "works/02-b.md": LABEL.format("Two"),
}


@pytest.fixture
def published(write_folder, tmp_path, monkeypatch):
    """A folder, its store, and the release of it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("KIOSK_TRUST", "KIOSK_SIGN"):
        monkeypatch.delenv(name, raising=False)
    folder, store = write_folder(FILES, tmp_path / "exhibition"), tmp_path / "store"
    assert kiosk(["publish", str(folder), str(store), "--no-look"]) == 0
    (name,) = ReleaseStore(store).release_names()
    return folder, store, name


def draw_titles(result, *, out, only, languages, at, **_):
    """A picture of each work's title in place of a rendering, which takes seconds."""
    assert languages == ["en"]
    assert (at.date(), at.hour) == (date(2026, 1, 7), 12)
    out.mkdir(parents=True, exist_ok=True)
    rows = []
    for work in result.snapshot.works:
        if only is None or work.key in only:
            name = f"{work.key.replace('/', '-')}.png"
            (out / name).write_text(str(work.title))
            rows.append({"file": name, "screen": "work", "item": work.key, "language": "en"})
    (out / "manifest.json").write_text(json.dumps(rows))


def edit(folder: Path) -> None:
    (folder / "works/01-a.md").write_text(LABEL.format("Long One"))
    (folder / "works/02-b.md").unlink()
    (folder / "works/03-c.md").write_text(LABEL.format("Three"))


@pytest.mark.parametrize("most", [60, 0])
def test_both_states_are_told_in_words_and_pictures(published, tmp_path, monkeypatch, most):
    folder, store, name = published
    edit(folder)
    monkeypatch.setattr(screenshots, "take_screenshots", draw_titles)
    monkeypatch.setattr(program, "_MOST_DRAWN_WHOLE", most)
    out = tmp_path / "out"
    assert program.main([str(folder), str(store), name, str(out), "en"]) == 0
    found = json.loads((out / "changes.json").read_bytes())
    assert found["words"] == [
        "new work: Three",
        "work no longer shown: Two",
        "Long One: title was 'One' and is now 'Long One'",
    ]
    pictures = {one["item"]: (one["before"], one["after"]) for one in found["screens"]}
    assert pictures == {
        "works/01-a": ("before/works-01-a.png", "works-01-a.png"),
        "works/02-b": ("before/works-02-b.png", ""),
        "works/03-c": ("", "works-03-c.png"),
    }
    assert (out / "before/works-01-a.png").read_text() == "One"


def test_a_release_that_is_not_whole_is_told(published, tmp_path, capsys):
    folder, store, name = published
    for one in (store / "objects").rglob("*"):
        if one.is_file():
            one.write_bytes(b"damaged")
    assert program.main([str(folder), str(store), name, str(tmp_path / "out"), "en"]) == 1
    assert capsys.readouterr().err


@long
def test_the_program_draws_what_differs(published, tmp_path):
    folder, store, name = published
    edit(folder)
    words = [sys.executable, "-m", "kiosk.studio.comparison.program"]
    settings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    out = tmp_path / "out"
    subprocess.run(
        [*words, str(folder), str(store), name, str(out), "es"],
        check=True,
        env=settings,
        timeout=300,
    )
    found = json.loads((out / "changes.json").read_bytes())
    assert found["words"][2] == "Long One: title era «One» y ahora es «Long One»"
    pairs = [one for one in found["screens"] if one["before"] and one["after"]]
    assert any(one["item"] == "works/01-a" for one in pairs)
    for one in pairs:
        assert QImage(str(out / one["before"])) != QImage(str(out / one["after"]))


@pytest.fixture
def page(published, open_exhibition, qtbot):
    folder, store, _ = published
    exhibition = open_exhibition(folder)
    made = ChangesPage(exhibition, lambda: store)
    qtbot.addWidget(made)
    exhibition.changed.connect(made.refresh)
    made.begin()
    qtbot.waitUntil(lambda: made.since.count() == 1, timeout=60_000)
    yield made
    made.end()


def test_the_page_goes_back_to_a_change_and_to_a_publication(published, page, qtbot):
    folder, _, _ = published
    exhibition = page._exhibition
    form = exhibition.form("works/01-a.md")
    field = next(one for group in form.groups for one in group.fields if one.key == "title")
    for title in ("First", "Second"):
        exhibition.edit("works/01-a.md", field, title)
        exhibition.save_now()
    exhibition.delete("works/02-b.md")
    page.refresh()
    assert page.list.count() == 4
    page.list.setCurrentRow(2)
    page._to_revision.click()
    assert (folder / "works/01-a.md").read_text() == LABEL.format("First")
    assert (folder / "works/02-b.md").exists()
    exhibition.undo()
    assert (folder / "works/01-a.md").read_text() == LABEL.format("Second")
    assert not (folder / "works/02-b.md").exists()
    page._to_release.click()
    assert {name: (folder / name).read_text() for name in FILES} == FILES
    exhibition.undo()
    assert not (folder / "works/02-b.md").exists()


def test_the_page_shows_words_and_pictures(page, tmp_path):
    image = QImage(1920, 1080, QImage.Format.Format_RGB32)
    image.fill(QColor("navy"))
    assert image.save(str(tmp_path / "a.png"))
    pairs = (
        ScreenPair(words="Work works/01-a", before=tmp_path / "a.png", after=tmp_path / "a.png"),
        ScreenPair(words="Work works/03-c", before=None, after=tmp_path / "a.png"),
    )
    page.comparer.compared.emit(Comparison(words=("new work: Three",), screens=pairs))
    assert page.words.item(0).text() == "new work: Three"
    assert page.told.text() == "1 differences, 2 screens"
    assert [page.pairs.item(row).text() for row in range(2)] == [one.words for one in pairs]
    shown = page.pairs.item(0).icon().pixmap(page.pairs.iconSize()).toImage()
    assert shown.pixelColor(10, 60) == shown.pixelColor(200, 60) == QColor("navy")
    page.pairs.setCurrentRow(1)
    dialog = page.pairs.large_pair()
    assert dialog.windowTitle() == "Work works/03-c"
    told = [one.text() for one in dialog.findChildren(QLabel)]
    assert "There is no such screen." in told


def test_a_draft_is_approved_by_name(published, open_exhibition, qtbot):
    folder, store, first = published
    (folder / "kiosk.yaml").write_text(FILES["kiosk.yaml"] + "approval: yes\n")
    (folder / "works/03-c.md").write_text(LABEL.format("Three"))
    assert kiosk(["publish", str(folder), str(store), "--no-look", "--by", "Ana"]) == 0
    page = PublishPage(open_exhibition(folder), str(store))
    qtbot.addWidget(page)
    page.begin()
    qtbot.waitUntil(lambda: page.releases.count() == 2, timeout=60_000)
    assert page.draft.isChecked()
    assert not page.draft.isEnabled()
    rows = [page.releases.item(row).text() for row in range(2)]
    (row,) = [number for number, words in enumerate(rows) if "not approved yet" in words]
    page.releases.setCurrentRow(row)
    assert not page._back.isEnabled()
    assert not page._approve.isEnabled()
    page.approver.setText("Berta Example")
    page._approve.click()
    qtbot.waitUntil(lambda: page.releases.count() == 3, timeout=60_000)
    (words,) = [words for words in texts(page.releases) if "approved by Berta Example on" in words]
    assert "current" in words
    assert ReleaseStore(store).read_current().current.releases[0].name != first
    page.end()


def texts(rows):
    return [rows.item(row).text() for row in range(rows.count())]


def test_the_files_of_a_release_are_those_that_were_published(published):
    _, store, name = published
    found = files_of_release(store, name)
    assert {one: b"".join(past.parts()).decode() for one, past in found.items()} == FILES

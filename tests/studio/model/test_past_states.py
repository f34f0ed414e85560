"""Going back to a saved revision or to a release, and a journal that stays within its bounds."""

import hashlib
import os
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain import Message
from kiosk.domain.bounds import JOURNAL_BYTES, JOURNAL_RECORDS
from kiosk.studio.model import (
    CreateFile,
    Delete,
    Exhibition,
    PastFile,
    RenameItem,
    Restore,
    SetField,
    Withdraw,
    set_body,
)
from kiosk.studio.model.history import pruning
from tests.studio.model.test_crashes import crash_at

FILES = {
    "kiosk.yaml": b"title: Ours # note\nlanguages: [en]",
    "works/a.md": b"---\r\ntitle: Shore  # mine\r\n---\r\n\r\nThe tide.\r\n",
    "works/b.md": b"A line,\n  and another\n",
    "works/c.jpg": b"\xff\xd8picture",
    "notices/n.md": b"---\ntitle: Late\nlevel: change\n---\n",
}
ACTS = (
    SetField(name="works/a.md", path=("title",), value="Long Shore"),
    SetField(name="works/a.md", path=("year",), value="2025"),
    set_body("works/b.md", "Other words."),
    RenameItem(key="works/b", new_stem="d"),
    RenameItem(key="works/d", new_stem="b"),
    CreateFile(name="works/e.md", text="New."),
    Delete(names=("works/c.jpg",)),
    Delete(names=("works/e.md", "works/a.md")),
    SetField(name="notices/n.md", path=("level",), value="closed"),
    Withdraw(key="works/a"),
    Restore(key="works/a"),
)


@pytest.fixture(autouse=True, scope="module")
def quick_disk():
    """The program's end is played here, not the machine's: the disk need not be waited for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _descriptor: None)
        yield


QUICK = settings(suppress_health_check=[HealthCheck.too_slow], max_examples=25)


def write(folder: Path) -> Path:
    for name, raw in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(raw)
    return folder


def state(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@given(
    acts=st.lists(st.one_of(st.sampled_from(ACTS), st.sampled_from(["undo", "redo"])), max_size=12),
    back=st.integers(0, 12),
)
@QUICK
def test_any_state_comes_back_in_one_act_and_is_undone(acts, back):
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        folder = write(place / "folder")
        exhibition = Exhibition.open(folder, place / "journal")
        states = {0: state(folder)}
        for act in acts:
            if act == "undo":
                exhibition.undo()
            elif act == "redo":
                exhibition.redo()
            else:
                exhibition.apply(act)
            states[max((one.number for one in exhibition.revisions), default=0)] = state(folder)
        number = sorted(states)[back % len(states)]
        last = state(folder)
        outcome = exhibition.go_back(number)
        assert outcome.is_done
        assert state(folder) == states[number]
        if outcome.names:
            exhibition.undo()
        assert state(folder) == last
        exhibition.close()


def test_what_others_wrote_since_is_merged_or_stays_and_is_told(tmp_path):
    folder = write(tmp_path / "folder")
    exhibition = Exhibition.open(folder, tmp_path / "journal")
    exhibition.apply(SetField(name="works/a.md", path=("title",), value="Mine"))
    exhibition.apply(CreateFile(name="works/e.md", text="New."))
    label = folder / "works/a.md"
    label.write_bytes(label.read_bytes().replace(b"title:", b"artist: Theirs\r\ntitle:"))
    (folder / "works/e.md").write_bytes(b"Theirs, and longer.")
    outcome = exhibition.go_back(0)
    assert "works/e.md" in outcome.failure.message
    assert (folder / "works/e.md").read_bytes() == b"Theirs, and longer."
    assert label.read_bytes() == FILES["works/a.md"].replace(b"title:", b"artist: Theirs\r\ntitle:")
    exhibition.close()


def release_of(files: dict[str, bytes], place: Path) -> dict[str, PastFile]:
    place.mkdir()
    found = {}
    for name, raw in files.items():
        digest = hashlib.sha256(raw).hexdigest()
        (place / digest).write_bytes(raw)
        found[name] = PastFile(root=place, path=digest, sha256=digest, size=len(raw), modified_ms=0)
    return found


def test_a_release_comes_back_in_one_act_and_is_undone(tmp_path):
    folder = write(tmp_path / "folder")
    release = release_of(FILES, tmp_path / "objects")
    exhibition = Exhibition.open(folder, tmp_path / "journal")
    assert exhibition.return_to(release, Message("Go back")).names == ()
    for act in ACTS[:6]:
        exhibition.apply(act)
    (folder / "events").mkdir()
    (folder / "events/theirs.md").write_bytes(b"---\ntitle: Talk\nwhen: January 13, 2027\n---\n")
    (folder / "works/c.jpg").write_bytes(b"\xff\xd8another picture")
    before = state(folder)
    assert exhibition.return_to(release, Message("Go back")).is_done
    assert state(folder) == FILES
    exhibition.undo()
    assert state(folder) == before
    damaged = {
        name: replace(one, sha256=hashlib.sha256(b"other").hexdigest())
        for name, one in release.items()
        if name == "works/b.md"
    }
    assert exhibition.return_to({**release, **damaged}, Message("Go back")).failure
    assert state(folder) == before
    exhibition.close()


def bounded(monkeypatch, size, lines):
    monkeypatch.setattr(pruning, "JOURNAL_BYTES", replace(JOURNAL_BYTES, limit=size))
    monkeypatch.setattr(pruning, "JOURNAL_RECORDS", replace(JOURNAL_RECORDS, limit=lines))


@pytest.fixture
def small(monkeypatch):
    """Bounds that a test reaches."""
    bounded(monkeypatch, 4096, 20)


def text_of(number: int) -> str:
    return f"{number} " * 40


@pytest.mark.parametrize(("size", "lines"), [(12_000, 1000), (100_000, 40)])
def test_a_journal_stays_within_its_bounds_and_undoes_what_it_has(
    tmp_path, monkeypatch, size, lines
):
    bounded(monkeypatch, size, lines)
    folder = write(tmp_path / "folder")
    exhibition = Exhibition.open(folder, tmp_path / "journal")
    for number in range(45):
        exhibition.apply(set_body("works/b.md", text_of(number)))
        journal = exhibition._journal
        assert journal.size <= size
        assert len(journal.records) <= lines
    exhibition.close()
    exhibition = Exhibition.open(folder, tmp_path / "journal")
    kept = len(exhibition.history)
    assert 10 < kept < 25
    for _ in range(3):
        assert exhibition.undo().is_done
    assert text_of(41).strip() in (folder / "works/b.md").read_text()
    while exhibition.redoable:
        assert exhibition.redo().is_done
    assert text_of(44).strip() in (folder / "works/b.md").read_text()
    while exhibition.undoable:
        assert exhibition.undo().is_done
    exhibition.close()
    exhibition = Exhibition.open(folder, tmp_path / "journal")
    assert exhibition.undoable is None
    while exhibition.redoable:
        assert exhibition.redo().is_done
    # Doing again is journaled too, and may have let the rest go; what stands is whole.
    assert (folder / "works/b.md").read_text() in [f"{text_of(n).strip()}\n" for n in range(45)]
    exhibition.close()


def test_pruning_keeps_what_waits_what_is_typed_and_what_is_asked(tmp_path, small, monkeypatch):
    folder = write(tmp_path / "folder")
    exhibition = Exhibition.open(folder, tmp_path / "journal")
    exhibition.read("works/a.md")
    label = folder / "works/a.md"
    label.write_bytes(label.read_bytes().replace(b"Shore", b"Theirs"))
    exhibition.apply(SetField(name="works/a.md", path=("title",), value="Mine"))
    assert [one.theirs for one in exhibition.conflicts] == ["Theirs"]
    away = tmp_path / "away"
    exhibition.read("notices/n.md")
    folder.rename(away)
    assert exhibition.type("works/b.md", ("title",), "Typed") is None
    for number in range(40):
        outcome = exhibition.apply(set_body("notices/n.md", text_of(number)))
        assert outcome.failure
        assert outcome.failure.is_kept
    exhibition._journal.close()
    away.rename(folder)
    exhibition = Exhibition.open(folder, tmp_path / "journal")
    assert text_of(39).strip() in (folder / "notices/n.md").read_text()
    assert [one.ours for one in exhibition.conflicts] == ["Mine"]
    exhibition.save_drafts()
    assert exhibition.read("works/b.md").text("title") == "Typed"
    for number in range(30):
        exhibition.apply(set_body("notices/n.md", text_of(number)))
    assert len(exhibition._journal.records) <= 21
    assert [one.ours for one in exhibition.conflicts] == ["Mine"]
    exhibition.close()
    exhibition = Exhibition.open(folder, tmp_path / "journal")
    assert [one.ours for one in exhibition.conflicts] == ["Mine"]
    exhibition.close()


def test_a_crash_at_any_write_of_a_pruning_loses_no_edit_that_is_kept(tmp_path, monkeypatch):
    crashes = 0
    for number in range(1, 60):
        bounded(monkeypatch, 100_000, 19)
        folder = write(tmp_path / f"folder-{number}")
        exhibition = Exhibition.open(folder, tmp_path / "journal")
        # The next edit is the first one beyond the bound.
        for _ in range(9):
            exhibition.apply(set_body("works/b.md", text_of(len(exhibition.history))))
        done = state(folder)
        before = len(exhibition.history)
        crashed = crash_at(
            number, lambda e=exhibition: e.apply(set_body("works/b.md", "The last one."))
        )
        crashes += crashed
        exhibition.close()
        again = Exhibition.open(folder, tmp_path / "journal")
        # Undoing is journaled too, and is not to prune.
        bounded(monkeypatch, 100_000, 1000)
        found = state(folder)["works/b.md"]
        assert found in (done["works/b.md"], b"The last one.\n")
        kept = len(again.history)
        assert kept > 3
        while again.undoable:
            assert again.undo().is_done
        first = before + (found == b"The last one.\n") - kept
        assert state(folder)["works/b.md"].strip() in (
            text_of(first - 1).strip().encode(),
            FILES["works/b.md"].strip(),
        )
        again.close()
        if not crashed:
            break
    assert crashes > 10
    assert not crashed


def test_contents_that_nobody_names_go(tmp_path, small):
    folder = write(tmp_path / "folder")
    exhibition = Exhibition.open(folder, tmp_path / "journal")
    contents = exhibition._journal.folder / "contents"
    for number in range(30):
        exhibition.apply(set_body("works/b.md", text_of(number)))
    (contents / "new-4711").write_bytes(b"half" * 4096)
    exhibition._journal.contents._size = None
    exhibition.apply(set_body("works/b.md", "Once more."))
    assert not (contents / "new-4711").exists()
    named = {d for r in exhibition._journal.records for c in r.changes for d in c.digests}
    there = {path.name for path in contents.rglob("*") if path.is_file()}
    assert there <= named
    assert os.listdir(contents)
    exhibition.close()

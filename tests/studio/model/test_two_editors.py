"""Two windows, and a person with a text editor, on one folder: no value is lost unasked."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from kiosk.studio.model import Exhibition, SetField
from kiosk.studio.model.documents.document import Document
from tests.studio.model.test_round_trip import FOLDERS

NAMES = ("works/a.md", "works/b.md")
PATHS = (("title",), ("artist",), ("show", "from"), ("show", "until"), ("body",))
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["first", "second", "by hand", "read"]),
        st.sampled_from(NAMES),
        st.sampled_from(PATHS),
        st.sampled_from(["A", "B: c", "Ñ", "no"]),
    ),
    max_size=14,
)


@pytest.fixture(autouse=True, scope="module")
def quick_disk():
    """Nothing here is about a crash: the disk need not be waited for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _descriptor: None)
        yield


@given(acts=ACTS)
@settings(max_examples=2 * FOLDERS, deadline=None)
def test_each_value_stands_or_is_asked_about(acts):
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "folder"
        (root / "works").mkdir(parents=True)
        for name in NAMES:
            (root / name).write_text("---\ntitle: T # mine\n---\n\nText.\n")
        editors = {who: Exhibition.open(root, Path(place) / who) for who in ("first", "second")}
        stands = {}
        for who, name, path, value in acts:
            note((who, name, path, value))
            on_disk = Document(name, (root / name).read_bytes())
            if who == "read":
                for editor in editors.values():
                    editor.refresh()
                    editor.read(name)
            elif who == "by hand":
                (root / name).write_bytes(on_disk.with_value(path, value).raw)
                stands[name, path] = value
            else:
                outcome = editors[who].apply(SetField(name=name, path=path, value=value))
                assert outcome.failure is None
                if outcome.conflicts:
                    (conflict,) = outcome.conflicts
                    assert conflict.ours == value
                    assert conflict.theirs == on_disk.value(*path)
                else:
                    stands[name, path] = value
        for (name, path), value in stands.items():
            found = Document(name, (root / name).read_bytes())
            assert found.value(*path) == value
            assert b"# mine" in found.raw
        for editor in editors.values():
            editor.close()


def test_undo_of_a_rename_and_of_two_changes_of_one_file(tmp_path):
    from kiosk.studio.model import RenameItem, Several

    root = tmp_path / "folder"
    (root / "works").mkdir(parents=True)
    (root / "works/a.md").write_text("---\ntitle: T\n---\n")
    (root / "works/b.md").write_text("---\ntitle: U\n---\n")
    exhibition = Exhibition.open(root, tmp_path / "journal")

    def titled(name, value):
        return SetField(name=name, path=("title",), value=value)

    edit = Several(
        edits=(
            titled("works/a.md", "1"),
            titled("works/b.md", "2"),
            titled("works/a.md", "3"),
            RenameItem(key="works/a", new_stem="c"),
            titled("works/c.md", "4"),
        )
    )
    assert exhibition.apply(edit).is_done
    assert exhibition.names() == ("works/b.md", "works/c.md")
    assert exhibition.undo().is_done
    assert (root / "works/a.md").read_text() == "---\ntitle: T\n---\n"
    assert (root / "works/b.md").read_text() == "---\ntitle: U\n---\n"
    assert exhibition.redo().is_done
    assert (root / "works/c.md").read_text() == "---\ntitle: 4\n---\n"
    exhibition.close()


def test_one_question_for_a_field_however_often_it_is_typed(tmp_path):
    root = tmp_path / "folder"
    (root / "works").mkdir(parents=True)
    (root / "works/a.md").write_text("---\ntitle: T\n---\n")
    exhibition = Exhibition.open(root, tmp_path / "journal")
    exhibition.read("works/a.md")
    (root / "works/a.md").write_text("---\ntitle: Theirs\n---\n")
    for value in ("Mine", "Mine too"):
        exhibition.apply(SetField(name="works/a.md", path=("title",), value=value, seen="T"))
    (conflict,) = exhibition.conflicts
    assert (conflict.base, conflict.ours, conflict.theirs) == ("T", "Mine too", "Theirs")
    exhibition.close()


def test_a_deleted_file_comes_back_long_after(tmp_path):
    from kiosk.studio.model import BringBack, CreateFile, Delete

    root = tmp_path / "folder"
    (root / "works").mkdir(parents=True)
    (root / "works/a.jpg").write_bytes(b"\xff\xd8")
    exhibition = Exhibition.open(root, tmp_path / "journal")
    exhibition.apply(Delete(names=("works/a.jpg",)))
    exhibition.apply(CreateFile(name="works/b.md", text="B\n"))
    exhibition.close()
    exhibition = Exhibition.open(root, tmp_path / "journal")
    (deleted,) = exhibition.deleted
    assert exhibition.apply(BringBack(name=deleted.name, digest=deleted.digest)).is_done
    assert (root / "works/a.jpg").read_bytes() == b"\xff\xd8"
    assert not exhibition.deleted
    exhibition.close()

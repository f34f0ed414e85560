"""The folder under edits: undone, refused, waiting, and changed by others."""

import errno
import os

import pytest

from kiosk.studio.model import (
    BODY,
    AddFile,
    CreateFile,
    Delete,
    Exhibition,
    RenameItem,
    Reorder,
    Restore,
    SetField,
    Several,
    Withdraw,
    set_body,
)

LABEL = b"---\r\n# mine\r\ntitle: Shore  # as on the frame\r\nodd: 1\r\n---\r\n\r\nThe tide.\r\n"
NAME = "works/01-shore.md"


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "folder"
    (folder / "works").mkdir(parents=True)
    (folder / "kiosk.yaml").write_bytes(b"title: Ours # note\nlanguages: [en]")
    (folder / NAME).write_bytes(LABEL)
    (folder / "works/01-shore.jpg").write_bytes(b"\xff\xd8picture")
    (folder / "works/01-shore--detail.jpg").write_bytes(b"\xff\xd8detail")
    (folder / "works/02-poem.md").write_bytes(b"A line,\n  and another\n")
    return folder


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def exhibition(folder, tmp_path, clock):
    exhibition = Exhibition.open(folder, tmp_path / "journal", clock)
    yield exhibition
    exhibition.close()


def again(exhibition, tmp_path, clock):
    exhibition.close()
    return Exhibition.open(exhibition.folder, tmp_path / "journal", clock)


def state(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def title(name, value):
    return SetField(name=name, path=("title",), value=value)


def test_one_field_changes_and_no_other_byte(exhibition, folder):
    assert exhibition.apply(title(NAME, "Long Shore")).is_done
    assert (folder / NAME).read_bytes() == LABEL.replace(b"title: Shore ", b"title: Long Shore ")


EDITS = (
    title(NAME, "Long Shore"),
    SetField(name=NAME, path=("show", "from"), value="January 7, 2026"),
    set_body(NAME, "Another tide.\n\nAnd more."),
    CreateFile(name="events/a.md", text="---\ntitle: A\nwhen: January 7, 2026\n---\n"),
    RenameItem(key="works/01-shore", new_stem="03-coast"),
    Reorder(keys=("works/02-poem", "works/01-shore")),
    Withdraw(key="works/02-poem"),
    Delete(names=("works/01-shore.jpg", NAME)),
    Several(edits=(title(NAME, "X"), set_body("works/02-poem.md", "Y"))),
)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: type(edit).__name__)
def test_each_edit_is_undone_to_the_byte_and_done_again(exhibition, folder, edit, tmp_path, clock):
    before = state(folder)
    assert exhibition.apply(edit).is_done
    after = state(folder)
    assert after != before
    assert exhibition.undo().is_done
    assert state(folder) == before
    exhibition = again(exhibition, tmp_path, clock)
    assert exhibition.redo().is_done
    assert state(folder) == after
    exhibition.close()


def test_a_renamed_work_keeps_its_place_in_the_order(exhibition, folder):
    exhibition.apply(Reorder(keys=("works/02-poem", "works/01-shore")))
    exhibition.apply(RenameItem(key="works/01-shore", new_stem="03-coast"))
    assert exhibition.read("kiosk.yaml").value("order") == ["02-poem", "03-coast"]
    assert sorted(os.listdir(folder / "works")) == [
        "02-poem.md",
        "03-coast--detail.jpg",
        "03-coast.jpg",
        "03-coast.md",
    ]


def test_a_renamed_work_keeps_the_words_of_its_further_pictures(exhibition, folder):
    words = [{"file": "01-shore--detail.jpg", "alt": "Foam"}, {"file": "verso", "alt": "Its back"}]
    exhibition.apply(SetField(name=NAME, path=("pictures",), value=words))
    exhibition.apply(RenameItem(key="works/01-shore", new_stem="03-coast"))
    assert exhibition.read("works/03-coast.md").value("pictures") == [
        {"file": "03-coast--detail.jpg", "alt": "Foam"},
        {"file": "verso", "alt": "Its back"},
    ]


def test_a_file_is_copied_in_under_a_safe_name(exhibition, folder, tmp_path):
    source = tmp_path / "IMG 1 (Final).JPG"
    source.write_bytes(b"\xff\xd8x")
    for name in ("img-1-final.jpg", "img-1-final-2.jpg"):
        assert exhibition.apply(AddFile(source=source, place="works")).names == (f"works/{name}",)
        assert (folder / "works" / name).read_bytes() == source.read_bytes()


def test_a_withdrawal_is_its_own_key_and_goes_whole(exhibition, folder):
    before = state(folder)
    exhibition.apply(Withdraw(key="works/01-shore"))
    assert b"withdrawn: yes\r\n" in (folder / NAME).read_bytes()
    exhibition.apply(Restore(key="works/01-shore"))
    assert state(folder) == before


def test_a_taken_name_is_refused_and_nothing_changes(exhibition, folder):
    before = state(folder)
    outcome = exhibition.apply(RenameItem(key="works/01-shore", new_stem="02-poem"))
    assert outcome.failure
    assert "02-poem.md already" in outcome.failure.message
    assert state(folder) == before
    assert exhibition.undoable is None


def test_two_people_change_two_fields_of_one_file(exhibition, folder):
    exhibition.read(NAME)
    (folder / NAME).write_bytes(LABEL.replace(b"odd: 1", b"odd: 2"))
    assert exhibition.apply(title(NAME, "Long Shore")).is_done
    both = LABEL.replace(b"odd: 1", b"odd: 2").replace(b"Shore ", b"Long Shore ")
    assert (folder / NAME).read_bytes() == both
    exhibition.undo()
    assert (folder / NAME).read_bytes() == LABEL.replace(b"odd: 1", b"odd: 2")


def test_two_people_change_one_field(exhibition, folder, tmp_path, clock):
    exhibition.read(NAME)
    theirs = LABEL.replace(b"Shore ", b"Coast ")
    (folder / NAME).write_bytes(theirs)
    outcome = exhibition.apply(title(NAME, "Long Shore"))
    (conflict,) = outcome.conflicts
    assert (conflict.base, conflict.ours, conflict.theirs) == ("Shore", "Long Shore", "Coast")
    assert (folder / NAME).read_bytes() == theirs
    exhibition = again(exhibition, tmp_path, clock)
    assert exhibition.conflicts == (conflict,)
    assert exhibition.resolve(conflict, conflict.ours).is_done
    assert (folder / NAME).read_bytes() == LABEL.replace(b"Shore ", b"Long Shore ")
    assert not again(exhibition, tmp_path, clock).conflicts


def test_what_others_change_is_told_field_by_field(exhibition, folder):
    exhibition.read(NAME)
    exhibition.apply(title(NAME, "Mine"))
    assert not exhibition.refresh()
    changed = (folder / NAME).read_bytes().replace(b"The tide", b"The high tide")
    (folder / NAME).write_bytes(changed)
    (folder / "works/04-new.md").write_bytes(b"New\n")
    (folder / "works/02-poem.md").unlink()
    told = exhibition.refresh()
    assert told.added == ("works/04-new.md",)
    assert told.removed == ("works/02-poem.md",)
    assert told.changed == {NAME: ((BODY,),)}


def test_an_undo_into_a_field_that_others_changed_asks(exhibition, folder):
    exhibition.apply(title(NAME, "Long Shore"))
    (folder / NAME).write_bytes(LABEL.replace(b"Shore ", b"Coast "))
    (conflict,) = exhibition.undo().conflicts
    assert (conflict.ours, conflict.theirs) == ("Shore", "Coast")
    assert (folder / NAME).read_bytes() == LABEL.replace(b"Shore ", b"Coast ")


def no_room(*_args, **_more):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_of_the_folder_loses_nothing(exhibition, folder, tmp_path, clock, monkeypatch):
    before = state(folder)
    files = exhibition._files
    monkeypatch.setattr(type(files), "replace", no_room)
    outcome = exhibition.apply(title(NAME, "Long Shore"))
    assert outcome.failure.is_kept
    assert "disk is full" in outcome.failure.message
    assert exhibition.apply(SetField(name=NAME, path=("odd",), value="2")).failure.is_kept
    assert state(folder) == before
    assert exhibition.read(NAME).text("title") == "Long Shore"
    exhibition = again(exhibition, tmp_path, clock)
    assert exhibition.unwritten == (NAME,)
    monkeypatch.undo()
    assert exhibition.retry().is_done
    wanted = LABEL.replace(b"Shore ", b"Long Shore ").replace(b"odd: 1", b"odd: 2")
    assert (folder / NAME).read_bytes() == wanted
    assert not exhibition.unwritten
    exhibition.undo()
    exhibition.undo()
    assert state(folder) == before


def test_a_folder_that_is_gone_and_comes_back(exhibition, folder):
    exhibition.read(NAME)
    folder.rename(folder.with_name("unplugged"))
    outcome = exhibition.apply(title(NAME, "Long Shore"))
    assert outcome.failure.is_kept
    assert "the folder is gone" in outcome.failure.message
    assert exhibition.refresh().failure
    assert exhibition.read(NAME).text("title") == "Long Shore"
    folder.with_name("unplugged").rename(folder)
    assert exhibition.retry().is_done
    assert b"Long Shore" in (folder / NAME).read_bytes()

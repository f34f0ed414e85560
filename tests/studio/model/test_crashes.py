"""The end of the program at any moment, and disks that fail: nothing that was done is lost."""

import errno
import os
import resource
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from kiosk.studio.model import Exhibition, RenameItem, SetField, Several, set_body
from kiosk.studio.model.storage import folder_files as folder_files_module
from kiosk.studio.model.storage.folder_files import FolderFiles

ROOT = Path(__file__).resolve().parents[3]
LABEL = b"---\ntitle: Shore # mine\n---\n\nThe tide.\n"
NAME = "works/a.md"
EDIT = Several(
    edits=(
        SetField(name=NAME, path=("title",), value="Long Shore"),
        set_body("works/b.md", "Another poem."),
    )
)
AFTER = (LABEL.replace(b"Shore", b"Long Shore"), b"Another poem.\n")


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "folder"
    (folder / "works").mkdir(parents=True)
    (folder / NAME).write_bytes(LABEL)
    (folder / "works/b.md").write_bytes(b"A poem.\n")
    (folder / "works/b.jpg").write_bytes(b"\xff\xd8")
    return folder


def state(folder):
    return {
        path.name: path.read_bytes()
        for path in sorted((folder / "works").iterdir())
        if not path.name.startswith(".")
    }


class CrashError(BaseException):
    """The program is gone: nothing is cleaned up after it."""


CALLS = ("fsync", "replace", "rename", "link", "unlink", "write", "ftruncate")


def crash_at(number, act):
    """Run an act until its ``number``th call that changes a disk; False when it had fewer."""
    made = 0
    with pytest.MonkeyPatch.context() as patch:

        def crashing(real):
            def call(*arguments, **more):
                nonlocal made
                made += 1
                if made >= number:
                    raise CrashError
                return real(*arguments, **more)

            return call

        for name in CALLS:
            patch.setattr(os, name, crashing(getattr(os, name)))
        patch.setattr(Path, "unlink", crashing(Path.unlink))
        try:
            act()
        except CrashError:
            return True
    return False


@pytest.mark.parametrize(
    "edit", [EDIT, RenameItem(key="works/b", new_stem="c")], ids=["texts", "rename"]
)
def test_a_crash_at_any_write_leaves_all_of_an_edit_or_none_after_the_next_start(
    folder, tmp_path, edit
):
    before = state(folder)
    wanted = None
    for number in range(1, 200):
        journal = tmp_path / f"journal-{number}"
        exhibition = Exhibition.open(folder, journal)
        crashed = crash_at(number, lambda e=exhibition: e.apply(edit))
        exhibition.close()
        for raw in state(folder).values():
            assert raw in (
                *before.values(),
                LABEL.replace(b"Shore", b"Long Shore"),
                b"Another poem.\n",
            )
        again = Exhibition.open(folder, journal)
        found = state(folder)
        if again.undoable:
            wanted = wanted or found
            assert found == wanted
            again.undo()
        assert state(folder) == before
        again.close()
        if not crashed:
            break
    assert wanted is not None
    assert wanted != before
    assert number > 5


TYPIST = """
    import sys, time
    from pathlib import Path
    from kiosk.studio.model import Exhibition
    exhibition = Exhibition.open(Path(sys.argv[1]), Path(sys.argv[2]))
    text = ""
    print("ready", flush=True)
    begin = time.monotonic()
    while True:
        text += chr(97 + len(text) % 26)
        exhibition.type("works/a.md", ("title",), text)
        print(len(text), time.time(), flush=True)
        exhibition.tick()
        time.sleep(0.02)
"""


def test_kill_while_typing_loses_less_than_two_seconds(folder, tmp_path):
    typist = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(TYPIST), folder, tmp_path / "journal"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert typist.stdout.readline() == "ready\n"
    time.sleep(1.3)
    killed = time.time()
    os.kill(typist.pid, signal.SIGKILL)
    output, _ = typist.communicate()
    typed = [line.split() for line in output.splitlines() if line.count(" ") == 1]
    exhibition = Exhibition.open(folder, tmp_path / "journal")
    (draft,) = exhibition.drafts
    lost = [float(at) for count, at in typed if int(count) > len(draft.text)]
    assert len(draft.text) > 5
    assert all(killed - at < 2 for at in lost)
    exhibition.save_drafts()
    assert exhibition.read(NAME).text("title") == draft.text
    exhibition.undo()
    assert (folder / NAME).read_bytes() == LABEL
    exhibition.close()


FAULTS = [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO, errno.EDQUOT]


@pytest.mark.parametrize("code", FAULTS, ids=errno.errorcode.get)
def test_a_folder_that_cannot_be_written_keeps_every_edit(folder, tmp_path, monkeypatch, code):
    before = state(folder)
    exhibition = Exhibition.open(folder, tmp_path / "journal")

    def fail(_self, path, _parts):
        raise OSError(code, os.strerror(code), str(path))

    with monkeypatch.context() as patch:
        patch.setattr(FolderFiles, "_unfinished", fail)
        outcome = exhibition.apply(EDIT)
        assert outcome.failure.is_kept
        assert NAME in outcome.failure.message
        assert exhibition.apply(SetField(name=NAME, path=("year",), value="2025")).failure.is_kept
        assert exhibition.undo().failure.is_kept
        assert state(folder) == before
        exhibition.close()
        exhibition = Exhibition.open(folder, tmp_path / "journal")
        assert exhibition.read(NAME).text("title") == "Long Shore"
        assert set(exhibition.unwritten) == {NAME, "works/b.md"}
    assert exhibition.retry().is_done
    assert (folder / NAME).read_bytes() == LABEL.replace(b"Shore", b"Long Shore")
    assert exhibition.redo().is_done
    assert b"year: 2025" in (folder / NAME).read_bytes()
    exhibition.close()


def test_the_journal_on_a_full_disk_holds_the_edit_until_there_is_room(folder, tmp_path):
    exhibition = Exhibition.open(folder, tmp_path / "journal")
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, hard))
    try:
        outcome = exhibition.apply(SetField(name=NAME, path=("title",), value="Long Shore"))
        typed = exhibition.type("works/b.md", ("title",), "A title that is rather long")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    assert outcome.failure
    assert typed
    assert state(folder)["a.md"] == LABEL
    assert exhibition.retry().is_done
    assert b"Long Shore" in (folder / NAME).read_bytes()
    exhibition.save_drafts()
    assert b"A title that is rather long" in (folder / "works/b.md").read_bytes()
    exhibition.close()


def test_an_edit_that_was_held_is_not_written_over_a_newer_one(folder, tmp_path, monkeypatch):
    exhibition = Exhibition.open(folder, tmp_path / "journal")
    with monkeypatch.context() as patch:
        patch.setattr(type(exhibition._journal), "append", no_room)
        for title in ("One", "Two"):
            edit = SetField(name=NAME, path=("title",), value=title)
            assert not exhibition.apply(edit).failure.is_kept
    assert exhibition.apply(SetField(name=NAME, path=("title",), value="Three")).is_done
    assert (folder / NAME).read_bytes() == LABEL.replace(b"Shore", b"Three")
    assert len(exhibition.history) == 3
    exhibition.undo()
    assert (folder / NAME).read_bytes() == LABEL.replace(b"Shore", b"Two")
    exhibition.close()


def no_room(*_arguments, **_more):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_told(folder, tmp_path):
    exhibition = Exhibition.open(folder, tmp_path / "journal")
    (folder / "works").chmod(0o555)
    try:
        outcome = exhibition.apply(EDIT)
    finally:
        (folder / "works").chmod(0o755)
    assert "may not write" in outcome.failure.message
    assert exhibition.retry().is_done
    exhibition.close()


def test_a_torn_journal_is_read_up_to_the_tear_and_written_on(folder, tmp_path):
    exhibition = Exhibition.open(folder, tmp_path / "journal")
    exhibition.apply(SetField(name=NAME, path=("title",), value="One"))
    exhibition.close()
    (file,) = (tmp_path / "journal").rglob("journal.jsonl")
    file.write_bytes(file.read_bytes() + b'0badc0de {"number": 9, "ki')
    exhibition = Exhibition.open(folder, tmp_path / "journal")
    exhibition.apply(SetField(name=NAME, path=("title",), value="Two"))
    exhibition.close()
    exhibition = Exhibition.open(folder, tmp_path / "journal")
    assert len(exhibition.history) == 2
    exhibition.undo()
    exhibition.undo()
    assert (folder / NAME).read_bytes() == LABEL
    exhibition.close()


def test_a_second_window_has_a_journal_of_its_own(folder, tmp_path):
    first = Exhibition.open(folder, tmp_path / "journal")
    second = Exhibition.open(folder, tmp_path / "journal")
    first.apply(SetField(name=NAME, path=("title",), value="One"))
    assert second.undoable is None
    second.apply(SetField(name=NAME, path=("year",), value="2025"))
    assert second.read(NAME).text("title") == "One"
    first.undo()
    assert (folder / NAME).read_bytes() == LABEL.replace(b"mine\n", b"mine\nyear: 2025\n")
    first.close()
    second.close()


EDITOR = """
    import sys
    from pathlib import Path
    from kiosk.studio.model import Exhibition, SetField
    exhibition = Exhibition.open(Path(sys.argv[1]), Path(sys.argv[2]))
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(8):
        outcome = exhibition.apply(
            SetField(name="works/a.md", path=(sys.argv[3],), value=f"value {number}")
        )
        while outcome.failure:
            outcome = exhibition.apply(
                SetField(name="works/a.md", path=(sys.argv[3],), value=f"value {number}")
            )
        assert not outcome.conflicts
"""


def test_two_programs_that_write_one_file_at_once_lose_nothing(folder, tmp_path):
    editors = [
        subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(EDITOR), folder, tmp_path / key, key],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for key in ("title", "year")
    ]
    for editor in editors:
        editor.stdout.readline()
    for editor in editors:
        editor.stdin.write("go\n")
        editor.stdin.flush()
    assert [editor.wait(30) for editor in editors] == [0, 0]
    for editor in editors:
        editor.communicate()
    found = (folder / NAME).read_bytes()
    assert b"title: value 7 # mine" in found
    assert b"year: value 7" in found


def test_what_a_crash_left_half_written_goes(folder, tmp_path):
    left = folder / "works" / ".a.md.4711.studio.part"
    left.write_bytes(b"half")
    Exhibition.open(folder, tmp_path / "journal").close()
    assert left.exists()
    old = time.time() - folder_files_module._OLD_SECONDS - 60
    os.utime(left, (old, old))
    Exhibition.open(folder, tmp_path / "journal").close()
    assert not left.exists()


def test_an_edit_whose_end_was_not_journaled_is_not_made_twice(folder, tmp_path, monkeypatch):
    exhibition = Exhibition.open(folder, tmp_path / "journal")
    with monkeypatch.context() as patch:
        patch.setattr(type(exhibition._writer), "_done", lambda *_arguments: None)
        exhibition.apply(SetField(name=NAME, path=("title",), value="One"))
    exhibition.apply(SetField(name=NAME, path=("title",), value="Two"))
    exhibition.close()
    exhibition = Exhibition.open(folder, tmp_path / "journal")
    assert not exhibition.conflicts
    assert exhibition.read(NAME).text("title") == "Two"
    exhibition.undo()
    exhibition.undo()
    assert (folder / NAME).read_bytes() == LABEL
    exhibition.close()

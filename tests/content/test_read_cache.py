"""Only what has changed is read again, also after a restart; what is kept is never believed when it is stale or damaged."""

import os
import pickle

import pytest

from kiosk.content.cache import pickle_files
from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.cache.startup_cache import StartupCache
from kiosk.content.cache.startup_snapshot import WORKS, read_startup_snapshot, save_startup_snapshot
from kiosk.content.load import load

LABEL = "---\ntitle: {title}\nartist: A\nmedium: Weaving\ncredit: C\nalt: Threads.\nno_such_key: 1\n---\nWall text.\n"


@pytest.fixture
def folder(write_folder):
    files = {"kiosk.yaml": "title: A Bench\n"}
    for name in ("one", "two", "three"):
        files[f"works/{name}.jpg"] = "picture"
        files[f"works/{name}.md"] = LABEL.format(title=name)
    return write_folder(files)


def save_head(path, folder):
    """Saves the start-up snapshot of a folder, and returns what was read."""
    read_cache = ReadCache()
    result = load(folder, read_cache)
    save_startup_snapshot(path, result.snapshot, result.scans, read_cache.items())
    return result.snapshot


def change(path, text):
    """Write anew, at a moment that any file system can tell from the one before."""
    before = path.stat().st_mtime_ns
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(before + 1_000_000_000, before + 1_000_000_000))


def test_only_what_changed_is_read_again(folder):
    memory = ReadCache()
    first = load(folder, memory)
    assert memory.read_count == 3
    assert load(folder, memory) == first
    assert memory.read_count == 0
    assert not memory.changed
    change(folder / "works/two.md", LABEL.format(title="Another"))
    second = load(folder, memory)
    assert memory.read_count == 1
    assert memory.changed
    assert second == load(folder)
    assert "Another" in {str(work.title) for work in second.snapshot.works}


def test_what_is_gone_is_forgotten(folder):
    memory = ReadCache()
    load(folder, memory)
    (folder / "works/two.md").unlink()
    (folder / "works/two.jpg").unlink()
    assert len(load(folder, memory).snapshot.works) == 2
    assert memory.changed
    assert load(folder, memory) == load(folder)


def test_another_language_reads_all_anew(folder):
    memory = ReadCache()
    load(folder, memory)
    change(folder / "kiosk.yaml", "title: A Bench\nlanguages: [en, es]\n")
    assert load(folder, memory) == load(folder)
    assert memory.read_count == 3


def test_a_restart_remembers(folder, tmp_path):
    memory = ReadCache()
    first = load(folder, memory)
    memory.save(tmp_path / "kept")
    restored = ReadCache.restore(tmp_path / "kept")
    assert load(folder, restored) == first
    assert restored.read_count == 0


@pytest.mark.parametrize(
    "content", [b"", b"nonsense", pickle.dumps(("another version", (None, {})))]
)
def test_a_damaged_or_foreign_memory_is_empty(folder, tmp_path, content):
    (tmp_path / "kept").write_bytes(content)
    restored = ReadCache.restore(tmp_path / "kept")
    assert load(folder, restored) == load(folder)
    assert restored.read_count == 3


def test_the_head_is_there_at_once_while_its_files_are_as_they_were(folder, tmp_path):
    snapshot = save_head(tmp_path / "head", folder)
    assert WORKS >= 3
    head = read_startup_snapshot(tmp_path / "head", folder)
    assert head is not None
    assert head.snapshot == snapshot
    assert head.snapshot.is_complete
    assert read_startup_snapshot(tmp_path / "head", tmp_path) is None


@pytest.mark.parametrize("name", ["works/two.md", "works/two.jpg", "kiosk.yaml"])
def test_the_head_of_a_changed_folder_is_not_believed(folder, tmp_path, name):
    """An artist's work that was taken out must not be seen once more at the next start."""
    save_head(tmp_path / "head", folder)
    (folder / name).unlink()
    assert read_startup_snapshot(tmp_path / "head", folder) is None


@pytest.mark.parametrize(
    "name",
    [
        "works/two.es.md",
        "works/four.md",
        # Other capitals, a language that is not listed, nearly the name of the picture.
        "works/Four.md",
        "works/four.fr.md",
        "works/fourr.md",
    ],
)
@pytest.mark.parametrize("there", [True, False])
def test_a_head_is_not_believed_when_a_translation_or_a_first_label_has_come_or_changed(
    folder, write_folder, tmp_path, name, there
):
    write_folder(
        {
            "kiosk.yaml": "title: A Bench\ntimezone: UTC\nlanguages: [en, es]\n",
            "works/four.jpg": "picture",
        }
    )
    if there:
        write_folder({name: "---\ntitle: Banco\n---\n"})
    save_head(tmp_path / "head", folder)
    assert read_startup_snapshot(tmp_path / "head", folder) is not None
    write_folder({name: "---\ntitle: Banco\nwithdrawn: yes\n---\n"})
    assert read_startup_snapshot(tmp_path / "head", folder) is None


def test_a_head_is_not_believed_when_a_label_came_that_cannot_be_read(
    folder, write_folder, tmp_path
):
    write_folder({"works/four.jpg": "picture"})
    save_head(tmp_path / "head", folder)
    write_folder({"works/four.docx": "PK"})
    assert read_startup_snapshot(tmp_path / "head", folder) is None


def test_a_head_is_believed_when_a_further_work_came(folder, write_folder, tmp_path):
    snapshot = save_head(tmp_path / "head", folder)
    write_folder({"works/zero.jpg": "picture"})
    assert read_startup_snapshot(tmp_path / "head", folder).snapshot == snapshot


def test_a_change_between_two_starts_is_read_and_the_rest_recalled(folder, tmp_path):
    place = tmp_path / "kept"
    place.mkdir()
    first = StartupCache(folder, place)
    result = first.load()
    first.save(result)
    again = StartupCache(folder, place)
    assert again.last_good().snapshot == result.snapshot
    assert again.load() == result
    (folder / "works/two.md").unlink()
    assert again.load() == load(folder)
    assert StartupCache(tmp_path, place).last_good() is None


def test_what_was_read_is_remembered_also_where_nothing_can_be_written(folder, tmp_path):
    place = tmp_path / "kept"
    place.mkdir()
    store = StartupCache(folder, place)
    store.save(store.load())
    change(folder / "works/two.md", LABEL.format(title="second"))
    assert store.load() == load(folder)

    unwritable = StartupCache(folder, tmp_path / "missing")
    result = unwritable.load()
    unwritable.save(result)
    assert unwritable.load() == result
    assert unwritable.last_good() is None


def test_the_program_version_covers_every_module_that_reads_content(tmp_path, monkeypatch):
    monkeypatch.setattr(pickle_files, "_PACKAGE", tmp_path)
    versions = set()
    for name in ("content/load.py", "content/events/when.py", "domain/work.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
        versions.add(pickle_files.program_version.__wrapped__())
    assert len(versions) == 3

"""Only changed items are read again, also after a restart; a stale or damaged cache is not used."""

import os
import pickle

import pytest

from kiosk.content.cache import pickle_files, startup_snapshot
from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.cache.startup_cache import StartupCache
from kiosk.content.cache.startup_snapshot import WORKS, read_startup_snapshot, save_startup_snapshot
from kiosk.content.load import load
from kiosk.content.scan import folder_scan
from tests.sounds import SOUND

LABEL = (
    "---\ntitle: {title}\nartist: A\nmedium: Weaving\ncredit: C\nalt: Threads.\nno_such_key: 1\n"
    "---\nWall text.\n"
)


@pytest.fixture
def folder(write_folder):
    files = {"kiosk.yaml": "title: A Bench\n"}
    for name in ("one", "two", "three"):
        files[f"works/{name}.jpg"] = "picture"
        files[f"works/{name}.md"] = LABEL.format(title=name)
    return write_folder(files)


def save_startup(path, folder):
    """Saves the start-up snapshot of a folder, and returns what was read."""
    read_cache = ReadCache()
    result = load(folder, read_cache)
    save_startup_snapshot(path, result.snapshot, result.scans, read_cache.items())
    return result.snapshot


@pytest.fixture(params=["names are listed", "folder times are compared"])
def names_check(request, monkeypatch):
    """Both ways in which the start-up snapshot notices that a name came or went."""
    compares = request.param == "folder times are compared"
    monkeypatch.setattr(folder_scan, "_SETTLED_NS", 0 if compares else 10**18)


def change(path, text):
    """Write a file, with a change time that differs by a second from the one before."""
    before = path.stat().st_mtime_ns
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(before + 1_000_000_000, before + 1_000_000_000))


def test_only_what_changed_is_read_again(folder):
    read_cache = ReadCache()
    first = load(folder, read_cache)
    assert read_cache.read_count == 3
    assert load(folder, read_cache) == first
    assert read_cache.read_count == 0
    assert not read_cache.changed
    change(folder / "works/two.md", LABEL.format(title="Another"))
    second = load(folder, read_cache)
    assert read_cache.read_count == 1
    assert read_cache.changed
    assert second == load(folder)
    assert "Another" in {str(work.title) for work in second.snapshot.works}


def test_a_deleted_item_leaves_the_cache(folder):
    read_cache = ReadCache()
    load(folder, read_cache)
    (folder / "works/two.md").unlink()
    (folder / "works/two.jpg").unlink()
    assert len(load(folder, read_cache).snapshot.works) == 2
    assert read_cache.changed
    assert load(folder, read_cache) == load(folder)


def test_another_language_invalidates_the_cache(folder):
    read_cache = ReadCache()
    load(folder, read_cache)
    change(folder / "kiosk.yaml", "title: A Bench\nlanguages: [en, es]\n")
    assert load(folder, read_cache) == load(folder)
    assert read_cache.read_count == 3


def test_the_cache_survives_a_restart(folder, tmp_path):
    read_cache = ReadCache()
    first = load(folder, read_cache)
    read_cache.save(tmp_path / "cache")
    restored = ReadCache.restore(tmp_path / "cache")
    assert load(folder, restored) == first
    assert restored.read_count == 0


@pytest.mark.parametrize(
    "content", [b"", b"nonsense", pickle.dumps(("another version", (None, {})))]
)
def test_a_damaged_or_foreign_cache_is_empty(folder, tmp_path, content):
    (tmp_path / "cache").write_bytes(content)
    restored = ReadCache.restore(tmp_path / "cache")
    assert load(folder, restored) == load(folder)
    assert restored.read_count == 3


def test_the_startup_snapshot_is_used_while_no_file_changed(folder, tmp_path):
    snapshot = save_startup(tmp_path / "startup", folder)
    assert WORKS >= 3
    startup = read_startup_snapshot(tmp_path / "startup", folder)
    assert startup is not None
    assert startup == snapshot
    assert startup.is_complete
    assert read_startup_snapshot(tmp_path / "startup", tmp_path) is None


def test_the_startup_snapshot_holds_the_recordings_of_its_own_works_only(
    folder, write_folder, tmp_path, monkeypatch
):
    monkeypatch.setattr(startup_snapshot, "WORKS", 2)
    for name in ("one", "two", "three"):
        write_folder(
            {
                f"works/{name}.md": f"---\ntitle: {name}\naudio: {name}.mp3\n---\n",
                f"works/{name}.mp3": SOUND,
            }
        )
    snapshot = save_startup(tmp_path / "startup", folder)
    startup = read_startup_snapshot(tmp_path / "startup", folder)
    assert startup is not None
    assert len(snapshot.recordings) == 3
    assert {file for file, _ in startup.recordings} == {work.file for work in startup.works}
    assert len(startup.recordings) == 2


@pytest.mark.parametrize("name", ["works/two.md", "works/two.jpg", "kiosk.yaml"])
def test_the_startup_snapshot_of_a_changed_folder_is_not_used(folder, tmp_path, name):
    """An artist's work that was taken out must not be seen once more at the next start."""
    save_startup(tmp_path / "startup", folder)
    (folder / name).unlink()
    assert read_startup_snapshot(tmp_path / "startup", folder) is None


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
def test_the_startup_snapshot_is_not_used_after_a_new_translation_or_label(
    folder, write_folder, tmp_path, name, there, names_check
):
    write_folder(
        {
            "kiosk.yaml": "title: A Bench\ntimezone: UTC\nlanguages: [en, es]\n",
            "works/four.jpg": "picture",
        }
    )
    if there:
        write_folder({name: "---\ntitle: Banco\n---\n"})
    save_startup(tmp_path / "startup", folder)
    assert read_startup_snapshot(tmp_path / "startup", folder) is not None
    write_folder({name: "---\ntitle: Banco\nwithdrawn: yes\n---\n"})
    assert read_startup_snapshot(tmp_path / "startup", folder) is None


def test_the_startup_snapshot_is_not_used_after_a_label_in_another_format(
    folder, write_folder, tmp_path, names_check
):
    write_folder({"works/four.jpg": "picture"})
    save_startup(tmp_path / "startup", folder)
    write_folder({"works/four.docx": "PK"})
    assert read_startup_snapshot(tmp_path / "startup", folder) is None


@pytest.mark.parametrize("name", ["works/zero.jpg", "works/new/zero.jpg", "events/talk.md"])
def test_the_startup_snapshot_is_used_after_a_further_item(
    folder, write_folder, tmp_path, name, names_check
):
    snapshot = save_startup(tmp_path / "startup", folder)
    write_folder({name: "picture" if name.endswith("jpg") else "---\ntitle: Talk\n---\n"})
    assert read_startup_snapshot(tmp_path / "startup", folder) == snapshot


def test_no_folder_is_listed_while_the_folder_times_are_the_same(folder, tmp_path, monkeypatch):
    """With 10,000 works, listing their names takes ten times as long as all the rest."""
    listed = []
    monkeypatch.setattr(
        startup_snapshot, "names_fingerprint", lambda root, below: listed.append(root)
    )
    monkeypatch.setattr(folder_scan, "_SETTLED_NS", 0)
    snapshot = save_startup(tmp_path / "startup", folder)
    assert read_startup_snapshot(tmp_path / "startup", folder) == snapshot
    assert listed == []


@pytest.mark.parametrize(
    ("settled_ns", "mtime_ns"),
    [
        # The folder has only just changed.
        (10**18, 1_700_000_000_123_456_789),
        # FAT and exFAT, on which Windows leaves a folder's time as it is.
        (0, 1_700_000_000_000_000_000),
        (0, 1_700_000_000_120_000_000),
    ],
)
def test_names_are_listed_where_the_folder_times_do_not_tell(
    folder, tmp_path, monkeypatch, settled_ns, mtime_ns
):
    monkeypatch.setattr(folder_scan, "_SETTLED_NS", settled_ns)
    os.utime(folder / "works", ns=(mtime_ns, mtime_ns))
    save_startup(tmp_path / "startup", folder)
    listed = []
    monkeypatch.setattr(
        startup_snapshot, "names_fingerprint", lambda root, below: listed.append(root)
    )
    read_startup_snapshot(tmp_path / "startup", folder)
    assert listed == [folder]


def test_only_changes_are_read_at_the_next_start(folder, tmp_path):
    place = tmp_path / "cache"
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


def test_the_cache_works_where_nothing_can_be_written(folder, tmp_path):
    place = tmp_path / "cache"
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
    for name in ("content/load.py", "content/dates/when.py", "domain/work.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
        versions.add(pickle_files.program_version.__wrapped__())
    assert len(versions) == 3

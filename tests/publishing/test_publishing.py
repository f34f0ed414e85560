"""kiosk publish and its kin: the check as gate, what changes, and nothing half written."""

import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.cli.main import main
from kiosk.cli.publish_check import check_for_release
from kiosk.publishing.publish import HashCache, store_files
from kiosk.publishing.release_store import ReleaseStore

LABEL = "---\ntitle: {0}\nartist: Ana Example\nyear: 2025\nmedium: poetry\n---\n\nOne line\n\ntwo\n"
FOLDER = {
    "kiosk.yaml": "title: Small Hours\ntimezone: America/Los_Angeles\nlanguages: [en]\n",
    "works/01-a.md": LABEL.format("First"),
    "works/02-b.md": LABEL.format("Second"),
}


@pytest.fixture
def folder(write_folder, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LANG", "C.UTF-8")
    for name in ("KIOSK_TRUST", "KIOSK_SIGN"):
        monkeypatch.delenv(name, raising=False)
    return write_folder(FOLDER, tmp_path / "exhibition")


def publish(folder, store, *more):
    return main(["publish", str(folder), str(store), "--no-look", *more])


def live(store: Path) -> list[str]:
    return [one.name for one in ReleaseStore(store).read_current().current.releases]


def test_a_release_holds_every_file_once_and_says_who_when_and_why(folder, tmp_path, capsys):
    store = tmp_path / "store"
    assert publish(folder, store, "--by", "Ana", "--note", "first one") == 0
    told = capsys.readouterr()
    assert "added: works/01-a" in told.out
    (name,) = live(store)
    assert f"{name} counts now" in told.out
    manifest = ReleaseStore(store).read_manifest(name)
    assert (manifest.by, manifest.note, manifest.title) == ("Ana", "first one", "Small Hours")
    assert [one.path for one in manifest.files] == sorted(FOLDER)
    objects = [one for one in (store / "objects").rglob("*") if one.is_file()]
    assert {one.name for one in objects} == {one.sha256 for one in manifest.files}
    (folder / "works/02-b.md").write_text(LABEL.format("Second, again"))
    (folder / "works/03-c.md").write_text(LABEL.format("Third"))
    (folder / "works/01-a.md").write_text(LABEL.format("First") + "withdrawn\n")
    text = (folder / "works/01-a.md").read_text()
    (folder / "works/01-a.md").write_text(text.replace("year: 2025", "withdrawn: yes"))
    assert publish(folder, store) == 0
    told = capsys.readouterr().out
    assert "added: works/03-c\n" in told
    assert "changed: works/02-b\n" in told
    assert "withdrawn or not shown: works/01-a\n" in told
    assert live(store) == [live(store)[0]] != [name]
    assert publish(folder, store) == 0
    assert "nothing differs from" in capsys.readouterr().out
    assert main(["releases", str(store), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["state"] for one in found] == ["current", "old"]
    assert main(["diff", str(store), name, live(store)[0]]) == 0
    assert "added: works/03-c\n" in capsys.readouterr().out


def test_an_error_stops_it_unless_a_reason_is_kept(folder, tmp_path, capsys):
    store = tmp_path / "store"
    (folder / "kiosk.yaml").write_text(FOLDER["kiosk.yaml"].replace("America/Los_Angeles", "Mars"))
    assert publish(folder, store) == 1
    assert not store.exists()
    told = capsys.readouterr().err
    rule = told.partition("--allow ")[2].partition("=")[0]
    assert publish(folder, store, "--allow", rule) == 2
    assert "has no reason" in capsys.readouterr().err
    assert publish(folder, store, "--allow", f"{rule}=nobody is there yet") == 0
    capsys.readouterr()
    assert main(["releases", str(store)]) == 0
    assert f"{rule}: nobody is there yet" in capsys.readouterr().out


def test_a_dry_run_and_a_draft_count_for_nothing(folder, tmp_path, capsys):
    store = tmp_path / "store"
    assert publish(folder, store, "--dry-run") == 0
    assert not store.exists()
    assert publish(folder, store) == 0
    first = live(store)
    (folder / "works/03-c.md").write_text(LABEL.format("Third"))
    capsys.readouterr()
    assert publish(folder, store, "--draft") == 0
    assert live(store) == first
    draft = capsys.readouterr().out.splitlines()[-1].partition(" ")[0]
    assert main(["approve", str(store), draft]) == 0
    assert live(store) != first
    new = ReleaseStore(store).read_manifest(live(store)[0])
    assert "works/03-c.md" in new.by_path


def test_what_was_changed_in_the_store_is_mended(folder, tmp_path, capsys):
    store = tmp_path / "store"
    # Engines keep hidden files in a store, and screens report to it before anything is published.
    (store / ".stfolder").mkdir(parents=True)
    (store / "reports").mkdir()
    past = time.time() - 60
    for name in FOLDER:
        os.utime(folder / name, (past, past))
    assert publish(folder, store) == 0
    (first,) = live(store)
    entry = ReleaseStore(store).read_manifest(first).by_path["works/01-a.md"]
    place = store / ReleaseStore(store).object_name(entry.sha256)
    right = place.read_bytes()
    place.write_bytes(right[:-1] + b"!")
    assert publish(folder, store) == 0
    assert place.read_bytes() != right, "a file that has not changed is not read"
    assert publish(folder, store, "--mend") == 0
    assert (live(store), place.read_bytes()) == ([first], right)
    # A manifest that was changed is no release any more: the folder is published anew.
    file = store / "releases" / f"{first}.json"
    file.write_bytes(file.read_bytes().replace(b'"note": ""', b'"note": "x"'))
    capsys.readouterr()
    assert publish(folder, store) == 2
    assert publish(folder, store, "--mend") == 0
    assert "is not the one that was published" in capsys.readouterr().err
    (second,) = live(store)
    assert "works/01-a.md" in ReleaseStore(store).read_manifest(second).by_path
    (store / "current").write_bytes(b"damaged")
    assert publish(folder, store) == 2
    assert publish(folder, store, "--mend") == 0
    assert len(live(store)) == 1


def test_a_rollback_keeps_what_was_withdrawn_since(folder, tmp_path, capsys):
    store = tmp_path / "store"
    publish(folder, store)
    (first,) = live(store)
    text = LABEL.format("First").replace("year: 2025", "withdrawn: yes")
    (folder / "works/01-a.md").write_text(text)
    (folder / "works/02-b.md").write_text(LABEL.format("Second, again"))
    publish(folder, store)
    assert main(["rollback", str(store)]) == 0
    (now,) = live(store)
    manifest, old = ReleaseStore(store).read_manifest(now), ReleaseStore(store).read_manifest(first)
    assert manifest.note == f"roll-back to {first}"
    assert manifest.by_path["works/02-b.md"].sha256 == old.by_path["works/02-b.md"].sha256
    assert manifest.by_path["works/01-a.md"].sha256 != old.by_path["works/01-a.md"].sha256
    assert manifest.withdrawn == ("works/01-a",)


def test_a_preview_has_the_screens_that_change(folder, tmp_path, capsys, monkeypatch):
    import kiosk.offscreen.screenshots as screenshots

    def take(result, *, out, **_):
        # A picture of each work's title, in place of a rendering that takes seconds.
        out.mkdir(exist_ok=True)
        rows = []
        for work in result.snapshot.works:
            name = f"{work.key.replace('/', '-')}.png"
            (out / name).write_text(str(work.title))
            rows.append({"file": name, "screen": "work", "item": work.key})
        (out / "manifest.json").write_text(json.dumps(rows))

    monkeypatch.setattr(screenshots, "take_screenshots", take)
    store, out = tmp_path / "store", tmp_path / "preview"
    assert publish(folder, store, "--preview", str(out)) == 0
    assert sorted(one.name for one in out.iterdir()) == ["works-01-a.png", "works-02-b.png"]
    assert publish(folder, store, "--preview", str(out)) == 2
    assert "is not empty" in capsys.readouterr().err
    (folder / "works/02-b.md").write_text(LABEL.format("Second, again"))
    (folder / "works/01-a.md").unlink()
    again = tmp_path / "again"
    assert publish(folder, store, "--dry-run", "--preview", str(again)) == 0
    pictures = {one.relative_to(again).as_posix(): one.read_text() for one in again.rglob("*.png")}
    assert pictures == {
        "works-02-b.png": "Second, again",
        "before/works-02-b.png": "Second",
        "before/works-01-a.png": "First",
    }
    assert "2 pictures of changed screens" in capsys.readouterr().out
    assert len(live(store)) == 1


def test_schedules_are_read_in_the_zone_of_the_folder(folder, tmp_path, capsys):
    store = tmp_path / "store"
    publish(folder, store)
    (folder / "works/03-c.md").write_text(LABEL.format("Third"))
    until = ("--until", "March 1, 2199")
    assert publish(folder, store, "--from", "February 1, 2199, 8:00 AM", *until) == 0
    name, _ = live(store)
    manifest = ReleaseStore(store).read_manifest(name)
    assert manifest.starts == datetime(2199, 2, 1, 16, tzinfo=UTC)
    assert manifest.ends == datetime(2199, 3, 1, 8, tzinfo=UTC)
    assert publish(folder, store, "--from", "when the snow melts") == 2
    assert "'when the snow melts' is not a time" in capsys.readouterr().err


def test_the_store_and_the_folder_lie_beside_each_other(folder, tmp_path, capsys):
    assert publish(folder, folder / "store") == 2
    assert publish(folder, tmp_path) == 2
    assert publish(tmp_path / "none", tmp_path / "store") == 2
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("mine")
    assert publish(folder, other) == 2
    assert "holds other files" in capsys.readouterr().err
    assert publish(folder, tmp_path / "store") == 0
    assert publish(tmp_path / "store", tmp_path / "second") == 2
    assert "is a store of releases" in capsys.readouterr().err


def test_two_publishers_at_once_leave_one_whole_store(folder, tmp_path):
    store = tmp_path / "store"
    command = [sys.executable, "-m", "kiosk", "publish", str(folder), str(store), "--no-look"]
    with ReleaseStore(store).publishing():
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "somebody else is publishing into" in done.stderr
    assert publish(folder, store) == 0


def test_an_unchanged_file_is_neither_read_nor_written(folder, tmp_path, monkeypatch):
    store, cache = ReleaseStore(tmp_path / "store"), HashCache(file=tmp_path / "hashes.json")
    store.prepare()
    old = time.time() - 60
    for name in FOLDER:
        os.utime(folder / name, (old, old))
    stamps = [(name, len(text), 10**18) for name, text in FOLDER.items()]
    first = store_files(store, folder, stamps, cache)
    read = []

    def add_object(self, root, path):
        read.append(path)
        return 1, ""

    monkeypatch.setattr(ReleaseStore, "add_object", add_object)
    again = store_files(store, folder, stamps, HashCache.restore(tmp_path / "hashes.json"))
    assert (again, read) == (first, [])
    # The same size and time, and another content: the inode or the time tells.
    (folder / "works/01-a.md").write_text(LABEL.format("Fifth"))
    store_files(store, folder, stamps, HashCache.restore(tmp_path / "hashes.json"))
    assert read == ["works/01-a.md"]


def test_whatever_ends_a_publisher_what_counted_before_still_counts(folder, tmp_path, monkeypatch):
    store = tmp_path / "store"
    publish(folder, store)
    first = live(store)
    (folder / "works/03-c.md").write_text(LABEL.format("Third"))
    real, ended = os.replace, 0
    for count in range(12):

        class Killed(BaseException):
            pass

        calls = iter(range(count))

        def replace(source, target, calls=calls, killed=Killed):
            if str(target).startswith(str(store)) and next(calls, None) is None:
                raise killed
            real(source, target)

        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", replace)
            try:
                publish(folder, store)
            except Killed:
                ended += 1
                assert live(store) == first
                continue
        break
    assert ended == 2, "the manifest, and current; the object was there by then"
    assert live(store) != first


def test_commands_that_read_a_folder_read_the_release_of_a_store(folder, tmp_path, capsys):
    store = tmp_path / "store"
    publish(folder, store)
    (name,) = live(store)
    capsys.readouterr()
    assert main(["agenda", str(store), "--format", "json"]) == 0
    told = capsys.readouterr()
    assert f"the release {name} of {store} is read" in told.err
    assert main(["check", str(store), "--no-look"]) == main(["check", str(folder), "--no-look"])
    assert main(["pull", str(store)]) == 2
    assert "into which 'kiosk publish' alone writes" in capsys.readouterr().err


EDITS = {
    "an error": ("works/01-a.md", "year: 2025", "year: [2025"),
    "a withdrawal": ("works/01-a.md", "year: 2025", "withdrawn: yes"),
    "a withdrawal taken back": ("works/02-b.md", "withdrawn: yes", "year: 2025"),
    "a recording": ("works/01-a.md", "year: 2025", "audio: a.mp3"),
    "a recording that is missing": ("works/01-a.md", "year: 2025", "audio: b.mp3"),
    "a key that is none": ("works/03-c.md", "medium:", "medum:"),
    "a wrong date": ("events/e.md", "January 13", "January 43"),
    "nothing": ("works/01-a.md", "x", "x"),
    "the whole exhibition": ("kiosk.yaml", "Small", "Smaller"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_was_edited_alone_is_checked_with_the_same_result(folder, tmp_path, edit, monkeypatch):
    (folder / "works/a.mp3").write_bytes(b"ID3" + bytes(100))
    (folder / "works/02-b.md").write_text(
        FOLDER["works/02-b.md"].replace("year: 2025", "withdrawn: yes")
    )
    (folder / "works/03-c.md").write_text(LABEL.format("First"))
    (folder / "events").mkdir()
    (folder / "events/e.md").write_text("---\ntitle: E\nwhen: January 13, 2199, 1 PM - 2 PM\n---\n")
    check_for_release(folder, with_layout=False)
    name, before, after = EDITS[edit]
    text = (folder / name).read_text()
    (folder / name).write_text(text.replace(before, after))
    os.utime(folder / name, (1, 1) if before != after else None)
    quick = check_for_release(folder, with_layout=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
    whole = check_for_release(folder, with_layout=False)
    found, expected = (
        # No error is about two items together; 'kiosk check' tells such warnings.
        [str(one) for one in checked.problems if one.rule != "duplicate-title"]
        for checked in (quick, whole)
    )
    assert found == expected
    assert (quick.seen, quick.title) == (whole.seen, whole.title)


def test_an_edited_text_alone_is_read(folder, monkeypatch):
    check_for_release(folder, with_layout=False)
    (folder / "works/02-b.md").write_text(LABEL.format("Edited"))
    monkeypatch.setattr("kiosk.cli.curate.examine_folder", None)
    assert check_for_release(folder, with_layout=False).is_usable
    (folder / "works/04-d.md").write_text(LABEL.format("New"))
    with pytest.raises(TypeError):
        check_for_release(folder, with_layout=False)


def test_old_releases_and_their_objects_go_when_asked(folder, tmp_path, capsys):
    store = tmp_path / "store"
    for number in range(4):
        (folder / "works/02-b.md").write_text(LABEL.format(f"Second {number}"))
        publish(folder, store)
    assert len(ReleaseStore(store).release_names()) == 4
    assert main(["releases", str(store), "--keep", "2"]) == 0
    assert len(ReleaseStore(store).release_names()) == 2
    objects = [one for one in (store / "objects").rglob("*") if one.is_file()]
    assert len(objects) == 4
    assert live(store)[0] in ReleaseStore(store).release_names()


def test_a_folder_that_asks_for_approval_publishes_drafts(folder, tmp_path, capsys):
    store = tmp_path / "store"
    publish(folder, store)
    (first,) = live(store)
    settings = folder / "kiosk.yaml"
    settings.write_text(settings.read_text() + "approval: yes\n")
    (folder / "works/03-c.md").write_text(LABEL.format("Third"))
    assert publish(folder, store, "--by", "Ana") == 0
    assert live(store) == [first]
    (draft,) = set(ReleaseStore(store).release_names()) - {first}
    assert f"{draft} is a draft" in capsys.readouterr().out
    assert main(["rollback", str(store), draft]) == 2
    assert main(["approve", str(store), first]) == 2
    told = capsys.readouterr().err
    assert f"{draft} is a draft; 'kiosk approve' makes it count" in told
    assert f"{first} is no draft; 'kiosk rollback' makes it count again" in told
    assert listed(store, capsys)[draft]["state"] == "draft"
    assert main(["approve", str(store), draft, "--by", "Berta"]) == 0
    (name,) = live(store)
    manifest = ReleaseStore(store).read_manifest(name)
    assert "works/03-c.md" in manifest.by_path
    assert (manifest.by, manifest.approval.by, manifest.approval.draft) == ("Ana", "Berta", draft)
    rows = listed(store, capsys)
    assert (rows[name]["state"], rows[name]["approved_by"]) == ("current", "Berta")
    assert rows[name]["approved"] == rows[name]["made"]
    assert rows[draft]["state"] == "old"
    assert main(["releases", str(store)]) == 0
    assert "approved by Berta on " in capsys.readouterr().out


def listed(store, capsys):
    capsys.readouterr()
    assert main(["releases", str(store), "--format", "json"]) == 0
    return {one["name"]: one for one in json.loads(capsys.readouterr().out)}


def test_a_withdrawal_waits_for_no_approval(folder, tmp_path, capsys):
    store = tmp_path / "store"
    settings = folder / "kiosk.yaml"
    settings.write_text(settings.read_text() + "approval: maybe\n")
    publish(folder, store)
    assert ReleaseStore(store).read_current() is None
    (draft,) = ReleaseStore(store).release_names()
    assert main(["approve", str(store), draft, "--by", "Berta"]) == 0
    (first,) = live(store)
    text = LABEL.format("First").replace("year: 2025", "withdrawn: yes")
    (folder / "works/01-a.md").write_text(text)
    (folder / "works/02-b.md").write_text(LABEL.format("Second, again"))
    assert publish(folder, store) == 0
    assert "wait for nobody" in capsys.readouterr().out
    (name,) = live(store)
    manifest, old = (ReleaseStore(store).read_manifest(one) for one in (name, first))
    assert manifest.withdrawn == ("works/01-a",)
    assert manifest.approval == old.approval
    assert manifest.by_path["works/01-a.md"].sha256 != old.by_path["works/01-a.md"].sha256
    assert manifest.by_path["works/02-b.md"] == old.by_path["works/02-b.md"]

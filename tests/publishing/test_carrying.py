"""Any order and any cut of the carried files gives the old release or the new one, whole."""

import os
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.publishing.local_releases import LocalReleases
from kiosk.publishing.release_store import ReleaseStore
from tests.publishing.stores import NOON, Publisher, content, look

LONG = os.environ.get("KIOSK_FAULTS") == "all"
OLD = {"kiosk.yaml": "title: Old\n", "works/a.md": "A", "works/b.md": "B", "events/e.md": "E"}
NEW = {
    "kiosk.yaml": "title: New\n",
    "works/a.md": "A",
    "works/c.md": "C" * 5000,
    "events/e.md": "F",
}


def all_files(folder: Path) -> list[str]:
    return [one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()]


@pytest.fixture(scope="module")
def stores(tmp_path_factory):
    """The store after the first release, and after the second."""
    base = tmp_path_factory.mktemp("stores")
    publisher = Publisher(base / "store")
    publisher.publish(OLD)
    shutil.copytree(base / "store", base / "old")
    publisher.publish(NEW)
    return base / "old", base / "store"


@settings(max_examples=settings.default.max_examples // 5)
@given(data=st.data())
def test_a_screen_has_the_old_release_or_the_new_one_and_both_whole(stores, data):
    old, new = stores
    names = data.draw(st.permutations(sorted(all_files(new))))
    count = data.draw(st.integers(0, len(names)))
    share = data.draw(st.floats(0, 0.99))
    with tempfile.TemporaryDirectory() as place:
        there, state = Path(place, "store"), Path(place, "state")
        shutil.copytree(old, there)
        local = LocalReleases(state, "lobby-1")
        assert look(ReleaseStore(there), local, "lobby-1") == ""
        assert content(local.view) == OLD
        for number, name in enumerate(names[:count]):
            cut = share if number == count - 1 else 1.0
            file, whole = there / name, (new / name).read_bytes()
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(whole[: int(len(whole) * cut)])
            why = look(ReleaseStore(there), local, "lobby-1") if number % 3 == count % 3 else ""
            found = content(local.view)
            assert found in (OLD, NEW), why
            assert found == OLD or {*names[: number + 1]} >= {"current"}
        shutil.copytree(new, there, dirs_exist_ok=True)
        assert look(ReleaseStore(there), local, "lobby-1") == ""
        assert content(local.view) == NEW


def test_a_tampered_object_is_told_and_the_last_release_stays(stores, tmp_path):
    old, new = stores
    there, local = tmp_path / "store", LocalReleases(tmp_path / "state", "lobby-1")
    shutil.copytree(old, there)
    look(ReleaseStore(there), local, "lobby-1")
    shutil.copytree(new, there, dirs_exist_ok=True)
    manifest = (
        ReleaseStore(there).candidates(ReleaseStore(there).read_current().current)[0].manifest
    )
    entry = manifest.by_path["works/c.md"]
    place = there / ReleaseStore(there).object_name(entry.sha256)
    right = place.read_bytes()
    place.write_bytes(b"D" + right[1:])
    why = look(ReleaseStore(there), local, "lobby-1")
    assert why == "is not whole: 1 files differ from what was published (works/c.md)"
    assert content(local.view) == OLD
    place.write_bytes(right + b"!")
    assert "works/c.md" in look(ReleaseStore(there), local, "lobby-1")
    place.unlink()
    assert look(ReleaseStore(there), local, "lobby-1") == (
        "is still arriving: 1 files are missing (works/c.md)"
    )
    place.write_bytes(right)
    assert look(ReleaseStore(there), local, "lobby-1") == ""
    assert content(local.view) == NEW


def test_a_tampered_manifest_is_refused(stores, tmp_path):
    there, local = tmp_path / "store", LocalReleases(tmp_path / "state", "lobby-1")
    shutil.copytree(stores[1], there)
    name = ReleaseStore(there).read_current().current.releases[0].name
    file = there / "releases" / f"{name}.json"
    file.write_bytes(file.read_bytes().replace(b'"note": ""', b'"note": "x"'))
    assert look(ReleaseStore(there), local, "lobby-1") == (
        f"releases/{name}.json is not the one that was published"
    )
    assert local.shown == ""


@pytest.mark.parametrize(
    "path", ["../outside", "works/../../outside", "/etc/passwd", "works//a", "", "a\\b", "works/."]
)
def test_no_manifest_writes_outside_of_the_release(path):
    from kiosk.publishing.manifest import is_safe_path

    assert not is_safe_path(path)


def test_what_is_taken_is_bounded_to_three_releases(tmp_path):
    publisher = Publisher(tmp_path / "store")
    local = LocalReleases(tmp_path / "state", "lobby-1")
    names = []
    for number in range(6):
        names.append(publisher.publish({"kiosk.yaml": "t", "works/a.md": f"text {number}"}))
        assert look(publisher.store, local, "lobby-1") == ""
        assert local.shown == names[-1]
    assert {one.name for one in (tmp_path / "state/trees").iterdir()} == set(names[-3:])
    objects = [one for one in (tmp_path / "state/objects").rglob("*") if one.is_file()]
    assert len(objects) == 4, "three texts, and kiosk.yaml once"


def test_what_the_store_changes_afterwards_changes_nothing_on_the_screen(tmp_path):
    publisher = Publisher(tmp_path / "store")
    publisher.publish(OLD)
    local = LocalReleases(tmp_path / "state", "lobby-1")
    look(publisher.store, local, "lobby-1")
    for one in (tmp_path / "store/objects").rglob("*"):
        if one.is_file():
            one.write_bytes(b"tampered")
    assert content(local.view) == OLD


def test_two_states_of_one_size_and_time_differ_in_their_time_on_the_screen(tmp_path):
    publisher = Publisher(tmp_path / "store")
    local = LocalReleases(tmp_path / "state", "lobby-1")
    stamps = []
    for text in ("one", "two"):
        publisher.publish({"kiosk.yaml": "t", "works/a.md": text})
        look(publisher.store, local, "lobby-1")
        stamps.append((local.view / "works/a.md").stat().st_mtime_ns)
    assert stamps[0] != stamps[1]
    assert stamps[0] // 10**6 == stamps[1] // 10**6 == 10**12


def test_a_full_disk_is_told_before_it_is_full(stores, tmp_path, monkeypatch):
    local = LocalReleases(tmp_path / "state", "lobby-1")
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=70 * 2**20))
    assert look(ReleaseStore(stores[0]), local, "lobby-1") == ""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1 * 2**20))
    why = look(ReleaseStore(stores[1]), local, "lobby-1", NOON + timedelta(hours=1))
    assert why == "needs 64 MB, and the disk has 1 MB left"
    assert content(local.view) == OLD


def stop_at(count):
    """Replaces the functions that change the disk: the ``count``-th call ends as a power cut."""

    class Cut(BaseException):
        pass

    calls = iter(range(count))
    real = {name: getattr(os, name) for name in ("replace", "link", "fsync", "mkdir", "symlink")}

    def guarded(name):
        def call(*args, **more):
            if next(calls, None) is None:
                raise Cut
            return real[name](*args, **more)

        return call

    return Cut, {name: guarded(name) for name in real}


def test_whatever_ends_a_screen_at_whatever_step_it_goes_on_with_a_whole_release(
    stores, tmp_path, monkeypatch
):
    old, new = stores
    for count in range(0, 60, 1 if LONG else 4):
        state = tmp_path / f"state-{count}"
        local = LocalReleases(state, "lobby-1")
        assert look(ReleaseStore(old), local, "lobby-1") == ""
        cut, replaced = stop_at(count)
        ended = False
        with monkeypatch.context() as patch:
            for name, function in replaced.items():
                patch.setattr(os, name, function)
            try:
                look(ReleaseStore(new), local, "lobby-1")
            except cut:
                ended = True
        again = LocalReleases(state, "lobby-1")
        assert content(again.view) in (OLD, NEW), count
        assert look(ReleaseStore(new), again, "lobby-1") == ""
        assert content(again.view) == NEW, count
        again.collect_garbage()
        assert not list(state.rglob(".unfinished-*")), count
        if not ended:
            break
    else:
        pytest.fail("it never came to its end")
    assert count > 15, "there are that many steps"


def test_a_file_that_is_mended_in_place_is_read_again(stores, tmp_path):
    # An engine that writes in place and sets the file's time leaves size, time and inode.
    there, local = tmp_path / "store", LocalReleases(tmp_path / "state", "lobby-1")
    shutil.copytree(stores[1], there)
    store = ReleaseStore(there)
    entry = store.candidates(store.read_current().current)[0].manifest.by_path["works/c.md"]
    place = there / store.object_name(entry.sha256)
    right = place.read_bytes()
    place.write_bytes(b"D" + right[1:])
    os.utime(place, ns=(10**18, 10**18))
    assert "works/c.md" in look(store, local, "lobby-1")
    place.write_bytes(right)
    os.utime(place, ns=(10**18, 10**18))
    assert look(store, local, "lobby-1") == ""
    assert content(local.view) == NEW

"""Taking a work down works on every label, as the wall reads it."""

import os
from datetime import date

import pytest

from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.load import load
from kiosk.studio.model import Exhibition, RenameItem, Restore, Withdraw
from tests.folders import save_picture

TODAY = date(2026, 1, 5)
KEY = "works/a"
LABELS = {
    "no label": {},
    "a label": {".md": b"---\ntitle: A\n---\n\nWords.\n"},
    "no keys": {".md": b"Only words.\n"},
    "said no": {".md": b"---\ntitle: A\nwithdrawn: no # not yet\n---\n"},
    "said no in capitals": {".md": b"---\r\nTitle: A\r\nWithdrawn: No\r\n---\r\n"},
    "broken keys": {".md": b"---\ntitle: [A\n---\n\nWords.\n"},
    "keys without an end": {".md": b"---\ntitle: A\n\nWords."},
    "keys without a beginning": {".md": b"title: A\nartist: B\n\nWords.\n"},
    "windows text": {".md": "---\ntitle: Año\n---\n".encode("cp1252")},
    "utf-16": {".md": "---\ntitle: Año\n---\n".encode("utf-16")},
    "a translation": {".md": b"---\ntitle: A\n---\n", ".es.md": b"---\ntitle: B\n---\n"},
}


def state(root):
    return {path.name: path.read_bytes() for path in (root / "works").iterdir()}


@pytest.mark.parametrize("label", LABELS)
def test_a_work_is_taken_down_and_shown_again(tmp_path, monkeypatch, label):
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)
    root = tmp_path / "folder"
    save_picture(root / f"{KEY}.jpg")
    save_picture(root / "works/b.jpg")
    (root / "kiosk.yaml").write_bytes(b"title: T\nlanguages: [en, es]\ntimezone: UTC\n")
    for ending, raw in LABELS[label].items():
        (root / f"{KEY}{ending}").write_bytes(raw)
    cache = ReadCache()

    def keys(**more):
        return {work.key for work in load(root, today=TODAY, **more).snapshot.works}

    was_shown = KEY in keys()
    load(root, cache, today=TODAY, last_good=True)
    before = state(root)
    exhibition = Exhibition.open(root, tmp_path / "journal")
    assert exhibition.apply(Withdraw(key=KEY)).is_done
    assert KEY not in keys()
    assert KEY not in keys(read_cache=cache, last_good=True)
    assert "works/b" in keys()
    assert exhibition.apply(Restore(key=KEY)).is_done
    assert (KEY in keys()) == was_shown
    exhibition.undo()
    exhibition.undo()
    assert state(root) == before
    exhibition.close()


@pytest.mark.parametrize("name", ["a?", "con", "_a", ".a", "a:b", "x/y"])
def test_a_name_that_a_computer_or_the_wall_passes_over_is_refused(tmp_path, name):
    root = tmp_path / "folder"
    save_picture(root / f"{KEY}.jpg")
    exhibition = Exhibition.open(root, tmp_path / "journal")
    assert exhibition.apply(RenameItem(key=KEY, new_stem=name)).failure
    assert (root / f"{KEY}.jpg").exists()
    exhibition.close()

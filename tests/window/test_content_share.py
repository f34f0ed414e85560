"""The window's thread never touches the content folder, which may be a share that does not answer.

Qt's own file access is not seen here; ``tests/faults`` stalls a whole file system for that.
"""

import builtins
import io
import os
import threading
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from kiosk.pictures.index import CacheIndex

ROOT = Path(__file__).resolve().parents[2]


class Watch:
    """Records each access by the window's thread, and lets it go on."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seen: list[str] = []
        self._folder = os.fspath(folder)
        for place, name in (
            (os, "stat"),
            (os, "lstat"),
            (os, "open"),
            (os, "scandir"),
            (os, "listdir"),
            (os, "readlink"),
            (os, "access"),
            (io, "open"),
            (builtins, "open"),
        ):
            monkeypatch.setattr(place, name, self._of_path(name, getattr(place, name)))
        for name in ("_select", "_execute_many"):
            monkeypatch.setattr(CacheIndex, name, self._of_index(name, getattr(CacheIndex, name)))

    def _of_path(self, name, function):
        def watched(*given, **more):
            path = given[0] if given else "."
            if _in_the_window() and not isinstance(path, int):
                absolute = os.path.join(os.getcwd(), os.fsdecode(path))
                if absolute.startswith(self._folder):
                    self.seen.append(f"{name} {absolute}")
            return function(*given, **more)

        return watched

    def _of_index(self, name, function):
        def watched(*given):
            if _in_the_window():
                self.seen.append(f"index {given[1]}")
            return function(*given)

        return watched


def _in_the_window() -> bool:
    return threading.current_thread() is threading.main_thread()


def test_the_watch_sees_every_way_to_a_file(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("x")
    watch = Watch(tmp_path, monkeypatch)
    file = tmp_path / "file"
    for access in (
        file.stat,
        file.exists,
        file.is_file,
        file.resolve,
        file.read_bytes,
        lambda: open(file).close(),
        lambda: os.listdir(tmp_path),
        lambda: list(tmp_path.iterdir()),
    ):
        watch.seen.clear()
        access()
        assert watch.seen


@pytest.mark.parametrize("pictures", ["to be made", "ready"])
def test_a_walk_never_touches_the_content_folder(make_visitor, monkeypatch, pictures):
    """Also while pictures are still to be made, and while a damaged one is made again."""
    visitor = make_visitor()
    watch = Watch(ROOT / "gallery", monkeypatch)
    for _ in range(1 if pictures == "to be made" else 2):
        _walk(visitor)
    assert watch.seen == []


def _walk(visitor):
    session, loader = visitor.session, visitor.app_window.controller.imageLoader
    for _ in range(3):
        visitor.touch("Next")
    visitor.touch("Artworks")
    visitor.touch("Vessel, Rejoined")
    assert session.screen == "work"
    session.zoomTo(2.0)
    visitor.settle()
    for _ in range(200):
        QTest.qWait(20)
        if loader.find_tiles("works/02-vessel-rejoined") is not None:
            break
    assert loader.find_tiles("works/02-vessel-rejoined") is not None
    for name in ("Whole picture", "Next work", "Events", "Resources", "About", "Home"):
        visitor.touch(name)
    assert visitor.app_window.controller.readAloud.available in (True, False)
    found = loader.find("works/02-vessel-rejoined", (400, 300))
    if found is not None:
        loader.discard(found.path)
    visitor.app_window.controller.set_content(visitor.app_window.controller.snapshot)
    visitor.wait(60)

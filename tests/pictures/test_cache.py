"""The cache makes once, finds again, keeps its bounds, mends itself, and forgets at once what was
withdrawn.
"""

import contextlib
import errno
import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from PIL import Image

from kiosk.pictures import derive as renderer
from kiosk.pictures.cache import DerivativeCache
from kiosk.pictures.naming import PIPELINE

BOX = (30, 30)


class Counting:
    """Makes derivatives as the room does, and counts them; ``full`` is a disk without room in the
    given folder.
    """

    def __init__(self) -> None:
        self.made = 0
        self.full: Path | None = None

    def derive(self, master, box, folder):
        self._check(folder)
        self.made += 1
        return renderer.derive(master, box, folder)

    def make_tiles(self, master, folder):
        self._check(folder)
        self.made += 1
        return renderer.make_tiles(master, folder)

    def _check(self, folder):
        if self.full is not None and folder.is_relative_to(self.full):
            raise OSError(errno.ENOSPC, "No space left on device", str(folder / "x"))


@pytest.fixture
def maker():
    return Counting()


@pytest.fixture
def make_cache(tmp_path, maker):
    caches = []

    def make(**more):
        caches.append(DerivativeCache(tmp_path / "cache", maker, **more))
        return caches[-1]

    yield make
    for cache in caches:
        cache.close()


def saved(path: Path, colour: str = "red", size: tuple[int, int] = (60, 30)) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, colour).save(path)
    return path


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.suffix in (".jpg", ".png", ".part")]


def test_the_cache_makes_a_picture_once_and_finds_it_after_a_restart(tmp_path, maker, make_cache):
    master = saved(tmp_path / "m.jpg")
    cache = make_cache()
    assert cache.find(master, BOX) is None
    first = cache.get(master, BOX)
    assert cache.get(master, BOX) == first
    assert make_cache().find(master, BOX) == first
    assert maker.made == 1


def test_boxes_that_come_to_the_same_size_share_a_derivative(tmp_path, maker, make_cache):
    cache = make_cache()
    master = saved(tmp_path / "m.jpg")
    assert cache.get(master, (30, 30)) == cache.get(master, (30, 500))
    assert maker.made == 1


def test_the_cache_goes_by_content(tmp_path, maker, make_cache):
    cache = make_cache()
    first = cache.get(saved(tmp_path / "a.png"), BOX)
    second = cache.get(saved(tmp_path / "b.png"), BOX)
    assert first == second


def test_a_changed_master_is_made_anew_and_its_old_derivative_is_gone(tmp_path, make_cache):
    cache = make_cache()
    master = saved(tmp_path / "m.jpg")
    first = cache.get(master, BOX)
    saved(master, "blue", (61, 30))
    assert cache.find(master, BOX) is None
    second = cache.get(master, BOX)
    assert second.colour != first.colour
    assert not first.path.exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: os.truncate(path, 100),
    ],
)
def test_a_damaged_derivative_is_made_anew(tmp_path, make_cache, damage):
    cache = make_cache()
    master = saved(tmp_path / "m.jpg")
    damage(cache.get(master, BOX).path)
    assert cache.find(master, BOX) is None
    with Image.open(cache.get(master, BOX).path) as picture:
        assert picture.size == (30, 15)


def test_a_derivative_that_qt_cannot_read_is_made_again(tmp_path, maker, make_cache):
    cache = make_cache()
    master = saved(tmp_path / "m.jpg")
    cache.discard(cache.get(master, BOX).path)
    assert cache.find(master, BOX) is None
    cache.get(master, BOX)
    assert maker.made == 2


@pytest.mark.parametrize("content", [b"", b"nonsense" * 1000])
def test_a_damaged_index_only_costs_work(tmp_path, make_cache, content):
    cache = make_cache()
    master = saved(tmp_path / "m.jpg")
    cache.get(master, BOX)
    cache.close()
    (tmp_path / "cache" / f"v{PIPELINE}" / "index.sqlite").write_bytes(content)
    again = make_cache()
    assert again.get(master, BOX).path.exists()
    assert again.find(master, BOX) is not None


def test_the_cache_is_bounded_and_the_least_recently_used_goes_first(tmp_path, make_cache):
    masters = []
    for number in range(6):
        masters.append(tmp_path / f"{number}.png")
        Image.effect_noise((300, 300), 90).save(masters[-1])
    cache = make_cache(limit=200_000)
    for master in masters:
        cache.get(masters[0], (300, 300))
        last = cache.get(master, (300, 300))
    assert sum(path.stat().st_size for path in files(tmp_path / "cache")) <= 200_000
    assert last.path.exists()
    assert cache.find(masters[0], (300, 300)) is not None
    assert cache.find(masters[1], (300, 300)) is None


def test_a_withdrawn_work_leaves_nothing_behind(tmp_path, make_cache):
    cache = make_cache()
    root = tmp_path / "gallery"
    kept, gone = saved(root / "kept.png", "red"), saved(root / "gone.png", "blue")
    elsewhere = saved(tmp_path / "other" / "elsewhere.png", "green")
    for master in (kept, gone, elsewhere):
        cache.get(master, BOX)
        cache.get_tiles(master)
    before = len(files(tmp_path / "cache"))
    cache.prune(root, [kept])
    assert cache.find(gone, BOX) is None
    assert cache.find_tiles(gone) is None
    assert cache.find(kept, BOX) is not None
    assert cache.find_tiles(elsewhere) is not None, (
        "another gallery's pictures are not ours to forget"
    )
    assert len(files(tmp_path / "cache")) == before * 2 // 3


def test_a_full_disk_only_costs_speed(tmp_path, maker, make_cache, caplog):
    maker.full = tmp_path / "cache"
    cache = make_cache()
    master = saved(tmp_path / "m.jpg")
    shown = cache.get(master, BOX)
    assert shown.path.exists()
    assert cache.find(master, BOX) == shown
    assert cache.get_tiles(master).folder.is_dir()
    assert "cannot be written" in caplog.text
    cache.prune(tmp_path, [])
    assert cache.find(master, BOX) is None
    assert not shown.path.exists()
    cache.close()
    assert not shown.path.parent.parent.parent.exists(), "memory is given back"


def test_an_index_that_cannot_be_written_makes_nothing_twice(
    tmp_path, maker, make_cache, monkeypatch
):
    cache = make_cache()
    base = sqlite3.connect(
        f"file:{tmp_path / 'cache' / f'v{PIPELINE}' / 'index.sqlite'}?mode=ro",
        uri=True,
        check_same_thread=False,
    )
    with contextlib.closing(base):
        cache._index._database.close()
        monkeypatch.setattr(cache._index, "_database", base)
        master = saved(tmp_path / "m.jpg")
        first = cache.get(master, BOX)
        assert cache.get(master, BOX) == first
    assert maker.made == 1


def test_a_broken_master_is_not_a_full_disk(tmp_path, make_cache):
    cache = make_cache()
    master = tmp_path / "m.jpg"
    Image.effect_noise((300, 300), 90).save(master)
    os.truncate(master, master.stat().st_size // 2)
    with pytest.raises(OSError, match=r"."):
        cache.get(master, BOX)


def test_sweeping_takes_what_belongs_to_nothing(tmp_path, make_cache):
    old = tmp_path / "cache" / "v1"
    old.mkdir(parents=True)
    (old / "old.jpg").write_bytes(b"x")
    cache = make_cache()
    kept = cache.get(saved(tmp_path / "m.jpg"), BOX)
    stray = kept.path.parent.parent.parent / "ff" / "ff00"
    shutil.copytree(kept.path.parent, stray)
    cache.sweep()
    assert not old.exists()
    assert stray.exists(), "another program may just be making it"
    os.utime(stray, (1, 1))
    cache.sweep()
    assert not stray.exists()
    assert kept.path.exists()


def test_several_programs_share_it(tmp_path, maker, make_cache):
    one, other = make_cache(), make_cache()
    master = saved(tmp_path / "m.jpg")
    assert one.get(master, BOX) == other.get(master, BOX)
    assert maker.made == 1

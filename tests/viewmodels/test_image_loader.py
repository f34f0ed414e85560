"""The image loader keeps derivatives for as long as their works may be shown."""

import pytest
from PIL import Image

from kiosk.domain import Picture
from kiosk.pictures import derive
from kiosk.pictures.cache import DerivativeCache
from kiosk.viewmodels.gallery.image_loader import ImageLoader

BOX = (60, 40)


def picture(master):
    """The picture as a scan of the folder sees it now."""
    stat = master.stat()
    return Picture(
        file=master.name,
        width=90,
        height=60,
        size_bytes=stat.st_size,
        mtime_ns=stat.st_mtime_ns,
    )


@pytest.fixture
def cache(tmp_path):
    made = DerivativeCache(tmp_path / "cache", derive)
    yield made
    made.close()


@pytest.fixture
def masters(tmp_path):
    found = {}
    for name in ("first", "last"):
        found[name] = tmp_path / "gallery" / f"{name}.jpg"
        found[name].parent.mkdir(exist_ok=True)
        Image.new("RGB", (90, 60), "teal").save(found[name])
    return found


def test_the_first_works_of_a_folder_do_not_cost_the_others_what_was_made_of_them(
    qtbot, cache, masters, tmp_path
):
    """At a start only the head of a large folder is known; taking its other works for withdrawn
    would make all again each day.
    """
    for master in masters.values():
        cache.get(master, BOX)
    image_loader = ImageLoader(cache)
    image_loader.set_catalogue(
        tmp_path / "gallery", {"first": picture(masters["first"])}, is_complete=False
    )
    qtbot.waitUntil(lambda: not image_loader.busy)
    assert cache.find(masters["last"], BOX) is not None
    image_loader.set_catalogue(
        tmp_path / "gallery",
        {"first": picture(masters["first"])},
        is_complete=True,
        given_folders=[tmp_path / "gallery"],
    )
    qtbot.waitUntil(lambda: cache.find(masters["last"], BOX) is None)
    assert cache.find(masters["first"], BOX) is not None
    image_loader.close()


@pytest.mark.parametrize("harm", ["overwritten", "cut off", "gone"])
def test_a_picture_that_comes_to_harm_is_shown_as_it_last_was_until_it_is_mended(
    qtbot, cache, masters, tmp_path, caplog, harm
):
    """Also after a restart; a stick that was pulled out is such a harm to all of its pictures."""
    first = cache.get(masters["first"], BOX)
    cache.get(masters["first"], (30, 20))
    whole = masters["first"].read_bytes()
    # A work that cannot be read any more keeps its picture as it was last read.
    seen = picture(masters["first"])
    if harm == "gone":
        masters["first"].unlink()
    else:
        masters["first"].write_bytes(b"no picture" if harm == "overwritten" else whole[:400])
    image_loader = ImageLoader(cache)
    for box in (BOX, (55, 37), (600, 400)):
        image_loader.set_catalogue(
            tmp_path / "gallery",
            {"first": seen},
            is_complete=True,
            given_folders=[tmp_path / "gallery"],
        )
        with qtbot.waitSignal(image_loader.ready) as told:
            image_loader.request("first", box)
        assert told.args == ["first", *box]
        assert not image_loader.is_broken("first")
        assert image_loader.find("first", box).path == first.path
    with Image.open(image_loader.find("first", (30, 20)).path) as small:
        assert small.size == (30, 20)
    assert caplog.text.count("as it last was") == 1
    Image.new("RGB", (90, 60), "white").save(masters["first"])
    image_loader.set_catalogue(
        tmp_path / "gallery",
        {"first": picture(masters["first"])},
        is_complete=True,
        given_folders=[tmp_path / "gallery"],
    )
    image_loader.request("first", BOX)
    qtbot.waitUntil(lambda: image_loader.find("first", BOX) is not None)
    assert image_loader.find("first", BOX).path != first.path
    assert not first.path.exists()
    image_loader.close()


def test_a_file_that_was_never_seen_whole_is_broken(qtbot, cache, masters, tmp_path):
    masters["first"].write_bytes(b"no picture")
    image_loader = ImageLoader(cache)
    image_loader.set_catalogue(
        tmp_path / "gallery", {"first": picture(masters["first"])}, is_complete=True
    )
    with qtbot.waitSignal(image_loader.failed):
        image_loader.request("first", BOX)
    assert image_loader.is_broken("first")
    image_loader.close()


def test_pictures_that_lie_ready_are_known_at_once_and_later_ones_after_a_worker_has_looked(
    qtbot, cache, masters, tmp_path
):
    for master in masters.values():
        cache.get(master, BOX)
    image_loader = ImageLoader(cache)
    pictures = {name: picture(master) for name, master in masters.items()}
    image_loader.set_catalogue(
        tmp_path / "gallery", {"first": pictures["first"]}, is_complete=False
    )
    assert image_loader.find("first", BOX) is not None
    image_loader.set_catalogue(tmp_path / "gallery", pictures, is_complete=False)
    qtbot.waitUntil(lambda: image_loader.find("last", BOX) is not None)
    assert image_loader.colour("last")
    image_loader.close()


def test_a_damaged_derivative_is_made_anew(qtbot, cache, masters, tmp_path):
    found = cache.get(masters["first"], BOX)
    image_loader = ImageLoader(cache)
    image_loader.set_catalogue(
        tmp_path / "gallery", {"first": picture(masters["first"])}, is_complete=False
    )
    found.path.unlink()
    image_loader.discard(found.path)
    assert image_loader.find("first", BOX) is None
    with qtbot.waitSignal(image_loader.ready):
        image_loader.request("first", BOX)
    assert image_loader.find("first", BOX).path == found.path
    assert found.path.exists()
    image_loader.close()


def test_a_picture_that_changed_since_the_scan_is_shown_and_not_made_again_and_again(
    qtbot, cache, masters, tmp_path
):
    seen = picture(masters["first"])
    Image.new("RGB", (90, 60), "white").save(masters["first"])
    image_loader = ImageLoader(cache)
    image_loader.set_catalogue(tmp_path / "gallery", {"first": seen}, is_complete=False)
    with qtbot.waitSignal(image_loader.ready):
        image_loader.request("first", BOX)
    assert image_loader.find("first", BOX) is not None
    assert image_loader.colour("first") == "ffffff"
    image_loader.close()

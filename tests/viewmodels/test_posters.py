"""Which work hangs on a poster, and what is listed there."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.load import load
from kiosk.viewmodels.displayed.catalogue_builder import work_for_poster

NOW = datetime(2026, 1, 13, 12, tzinfo=ZoneInfo("America/Los_Angeles"))
KIOSK = "title: T\ntimezone: America/Los_Angeles\nlanguages: [en, es]\n"
LABEL = "---\ntitle: A\nposter: yes\n---\nText.\n"


def hung(write_folder, files, left_out=frozenset()):
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.jpg": "picture"} | files)
    work = work_for_poster(load(root).snapshot, NOW, left_out)
    return work.key if work else None


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"works/a.md": LABEL}, "works/a"),
        ({"works/a.md": LABEL.replace("poster: yes", "Poster: Yes\nloop: no")}, "works/a"),
        ({"works/a.md": LABEL.replace("yes", "no")}, None),
        ({"works/a.md": LABEL.replace("yes", "perhaps")}, None),
        ({"works/a.md": LABEL.replace("poster: yes\n", "")}, None),
        ({"works/a.md": LABEL.replace("yes", "yes\ncontent_note: It speaks of loss.")}, None),
        ({"works/a.md": LABEL, "works/a.es.md": "---\ncontent_note: Habla de ello.\n---\n"}, None),
        ({"works/a.md": LABEL, "works/a.es.md": "---\nwithdrawn: yes\n---\n"}, None),
        ({"works/a.md": LABEL.replace("yes", "yes\nwithdrawn: yes")}, None),
        ({"works/a.md": LABEL.replace("yes", "yes\nshow:\n  from: January 14, 2026")}, None),
        ({"works/a.md": LABEL.replace("yes", "yes\nshow:\n  until: January 12, 2026")}, None),
        ({"works/a.md": LABEL.replace("yes", "yes\nshow:\n  until: January 13, 2026")}, "works/a"),
        ({"works/b.md": LABEL.replace("yes", "yes\nmedium: poetry")}, None),
    ],
)
def test_a_released_picture_hangs_and_nothing_else(write_folder, files, expected):
    assert hung(write_folder, files) == expected


def test_one_that_cannot_be_shown_is_left_out(write_folder):
    assert hung(write_folder, {"works/a.md": LABEL}, frozenset({"works/a"})) is None


def test_of_several_another_hangs_each_day(write_folder):
    names = ("a", "b", "c")
    files = {f"works/{name}.md": LABEL for name in names}
    files |= {f"works/{name}.jpg": "picture" for name in names}
    snapshot = load(write_folder({"kiosk.yaml": KIOSK} | files)).snapshot
    found = [work_for_poster(snapshot, NOW + timedelta(days=day)) for day in range(6)]
    keys = [work.key if work else "" for work in found]
    assert set(keys[:3]) == {f"works/{name}" for name in names}
    assert keys[:3] == keys[3:]


def test_a_work_that_is_kept_as_it_was_has_lost_its_release(write_folder, tmp_path):
    """Its label cannot be read any more, and may say that the release was taken back."""
    cache = ReadCache.restore(tmp_path / "cache")
    files = {"kiosk.yaml": KIOSK, "works/a.jpg": "picture", "works/a.md": LABEL}
    first = load(write_folder(files), cache, last_good=True).snapshot
    assert work_for_poster(first, NOW) is not None
    files["works/a.md"] = "---\ntitle: A: b: c\nposter: no\n---\n"
    kept = load(write_folder(files), cache, last_good=True).snapshot
    assert [work.key for work in kept.works] == ["works/a"]
    assert work_for_poster(kept, NOW) is None

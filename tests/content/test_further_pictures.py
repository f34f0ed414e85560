"""Several pictures of one work: how they are found, named, told and taken away."""

import pytest

from kiosk.content.cache.last_good import without_changed
from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.load import load
from kiosk.domain.bounds import FURTHER_PICTURES
from tests.check.passing import KIOSK, WORK, rules
from tests.folders import save_picture

LISTED = """pictures:
  - file: a--verso.jpg
    name: The back
    alt: Brown board with a date in pencil
  - detail
"""


def folder(write_folder, label=WORK, **more):
    files = {"kiosk.yaml": KIOSK, "works/a.jpg": "picture", "works/a.md": label}
    files |= {f"works/{name}": "picture" for name in ("a--detail.jpg", "a--verso.jpg")}
    return write_folder(files | {f"works/{name}": text for name, text in more.items()})


def read(root, cache=None):
    result = load(root, cache, last_good=cache is not None)
    works = {
        work.key: [(one.key, str(one.name), str(one.alt)) for one in work.further]
        for work in result.snapshot.works
    }
    return works, [one.rule for one in result.problems]


def test_names_with_two_hyphens_belong_to_the_work(write_folder):
    works, told = read(folder(write_folder))
    assert works == {
        "works/a": [("works/a--detail", "Detail", ""), ("works/a--verso", "Verso", "")]
    }
    assert told == []


def test_the_label_orders_names_and_describes_them(write_folder):
    root = folder(write_folder, WORK.replace("alt:", f"{LISTED}alt:"))
    works, told = read(root)
    assert works["works/a"] == [
        ("works/a--verso", "The back", "Brown board with a date in pencil"),
        ("works/a--detail", "Detail", ""),
    ]
    assert told == []
    assert [one for one in rules(root) if one[2] == "missing-alt"] == [
        ("works/a.md", 6, "missing-alt")
    ]


@pytest.mark.parametrize(
    ("name", "belongs"),
    [
        ("A--Verso 2.JPG", True),
        ("a -- on the wall.png", True),
        ("a--detail--left.jpg", True),
        ("a--.jpg", False),
        ("a-detail.jpg", False),
        ("b--detail.jpg", False),
        ("sub/a--detail.jpg", False),
    ],
)
def test_which_names_belong(write_folder, name, belongs):
    works, _ = read(folder(write_folder, **{name: "picture"}))
    assert (len(works), len(works["works/a"])) == ((1, 3) if belongs else (2, 2))


@pytest.mark.parametrize(
    ("listed", "line"),
    [
        ("pictures:\n  - file: a--left.jpg\n    alt: Left\n", 6),
        ("pictures:\n  - a.jpg\n", 6),
        ("pictures:\n  - detail\n  - a--detail.jpg\n", 7),
        ("pictures:\n  - name: No file\n", 6),
    ],
)
def test_an_entry_without_its_picture_is_told_and_the_rest_is_shown(write_folder, listed, line):
    root = folder(write_folder, WORK.replace("alt:", f"{listed}alt:"))
    result = load(root)
    assert [(one.line, one.rule) for one in result.problems] == [(line, "further-picture")]
    assert len(result.snapshot.works[0].further) == 2


def test_a_damaged_one_is_told_and_the_rest_is_shown(write_folder):
    root = folder(write_folder)
    (root / "works/a--detail.jpg").write_bytes(b"\xff\xd8 no picture")
    result = load(root)
    assert [(one.path, one.rule) for one in result.problems] == [
        ("works/a--detail.jpg", "unreadable-picture")
    ]
    assert [one.key for one in result.snapshot.works[0].further] == ["works/a--verso"]


@pytest.mark.parametrize("text", ["withdrawn: yes\n", "  withdrawn: yes\n", "pictures: [x\n"])
def test_what_hides_the_work_hides_all_of_it(write_folder, text):
    root = folder(write_folder, WORK.replace("title:", f"{text}title:"))
    works, _ = read(root)
    assert works == {}


def test_a_withdrawal_takes_all_from_a_running_screen_and_from_safe_mode(write_folder):
    root = folder(write_folder)
    cache = ReadCache()
    assert len(read(root, cache)[0]["works/a"]) == 2
    content = cache.last_good_content()
    save_picture(root / "works/a--detail.jpg", (900, 700))
    works, _ = read(root, cache)
    assert works["works/a"][0][0] == "works/a--detail"
    assert load(root, cache).snapshot.works[0].further[0].picture.width == 900
    write_folder({"works/a.md": WORK.replace("title:", "withdrawn: yes\ntitle:")})
    assert without_changed(content).snapshot.works == ()
    assert read(root, cache)[0] == {}
    (root / "works/a.md").unlink()
    works, told = read(root, cache)
    assert (works, told) == ({}, ["label-gone", "empty-folder"])


def test_one_with_a_label_of_its_own_is_a_work_of_its_own(write_folder):
    works, _ = read(folder(write_folder, **{"a--detail.md": WORK}))
    assert sorted(works) == ["works/a", "works/a--detail"]


def test_a_label_of_nearly_its_name_counts_for_the_work(write_folder):
    hides = WORK.replace("title:", "withdrawn: yes\ntitle:")
    works, told = read(folder(write_folder, **{"a--detial.md": hides}))
    assert (works, told) == ({}, ["asked-in-vain", "empty-folder"])


def test_a_written_work_has_none(write_folder):
    poem = "---\ntitle: P\nmedium: poetry\n---\nOne\n"
    root = write_folder({"kiosk.yaml": KIOSK, "works/p.md": poem, "works/p--scan.jpg": "picture"})
    assert read(root) == ({"works/p": []}, ["further-picture"])


def test_they_and_their_names_are_bounded(write_folder):
    more = {f"a--{number}.jpg": "picture" for number in range(FURTHER_PICTURES.limit)}
    long = f"pictures:\n  - file: verso\n    name: {'x' * 33}\n"
    works, told = read(folder(write_folder, WORK.replace("alt:", f"{long}alt:"), **more))
    assert len(works["works/a"]) == FURTHER_PICTURES.limit
    assert works["works/a"][0][1] == "Verso"
    assert told == ["beyond-bound"] * 2


def test_each_is_checked_like_a_work_s_own(write_folder):
    alts = "".join(f"  - file: {name}\n    alt: {name}.jpg\n" for name in ("detail", "verso"))
    root = folder(write_folder, WORK.replace("alt:", f"pictures:\n{alts}alt:"))
    save_picture(root / "works/a--verso.jpg", (300, 200))
    told = [(path, rule) for path, _, rule in rules(root)]
    assert told.count(("works/a.md", "alt-file-name")) == 2
    assert ("works/a--verso.jpg", "low-resolution") in told


def test_a_picture_without_a_label_is_shown_again_when_it_is_mended(write_folder):
    root = write_folder({"kiosk.yaml": KIOSK, "works/a--verso.jpg": "picture"})
    (root / "works/a.jpg").write_bytes(b"\xff\xd8 no picture")
    cache = ReadCache()
    assert read(root, cache)[0] == {}
    save_picture(root / "works/a.jpg")
    assert list(read(root, cache)[0]) == ["works/a"]

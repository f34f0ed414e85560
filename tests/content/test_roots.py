"""Several folders shown as one: each may vanish and return; the first of two equal names wins."""

import shutil

import pytest

from kiosk.check import examine
from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.load import load
from kiosk.path_safety import sibling_file

KIOSK = "title: Seen\ntimezone: America/Los_Angeles\nlanguages: [en]\n"
POEM = "---\ntitle: {}\nmedium: poetry\n---\nx\n"
LABEL = "---\ntitle: {}\nmedium: photography\n---\n"
EVENT = "---\ntitle: Talk\nwhen: January 13, 2026, 1:00 PM - 2:00 PM\n---\n"


@pytest.fixture
def folders(write_folder, tmp_path):
    home = write_folder({"kiosk.yaml": KIOSK, "works/02-b.md": POEM.format("B")})
    stick = tmp_path / "stick"
    write_folder(
        {"works/01-a.jpg": "picture", "works/01-a.md": LABEL.format("A"), "events/e.md": EVENT},
        stick,
    )
    return home, stick


def titles(result):
    snapshot = result.snapshot
    return [str(record.title) for record in (*snapshot.works, *snapshot.events)]


def test_a_further_folder_follows_the_first(folders):
    home, stick = folders
    result = load(home, more=[stick])
    assert titles(result) == ["B", "A", "Talk"]
    work = result.snapshot.works[1]
    assert (result.snapshot.root / work.picture.file).read_bytes()[:2] == b"\xff\xd8"
    assert work.key == "works/01-a"
    assert result.snapshot.given_folders == (home, stick)
    assert result.source_map[(stick / "works/01-a.md").as_posix(), "title"] == (2, 8)
    assert sibling_file(result.snapshot.roots, work.file, "01-a.jpg") == stick / "works/01-a.jpg"
    assert sibling_file(result.snapshot.roots, work.file, "../../secret") is None


def test_of_two_items_of_one_name_the_second_is_reported(folders, write_folder):
    home, stick = folders
    write_folder(
        {"works/02-b.md": POEM.format("Another B"), "kiosk.yaml": "title: Not this\n"}, stick
    )
    result = load(home, more=[stick])
    assert titles(result) == ["B", "A", "Talk"]
    assert str(result.snapshot.exhibition.title) == "Seen"
    reported = {(problem.path, problem.rule) for problem in result.problems}
    assert ((stick / "works/02-b.md").as_posix(), "same-name") in reported
    assert ((stick / "kiosk.yaml").as_posix(), "passed-over") in reported


def test_a_missing_further_folder_is_reported(folders, tmp_path):
    result = load(folders[0], more=[tmp_path / "nowhere"])
    assert titles(result) == ["B"]
    assert [problem.rule for problem in examine(result).shown if "nowhere" in problem.message] == [
        "no-folder"
    ]


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("how", ["gone", "empty"])
def test_an_unplugged_folder_keeps_its_content_on_the_screen(
    folders, write_folder, tmp_path, which, how
):
    home, stick = folders

    def read():
        read_cache = ReadCache.restore(tmp_path / "cache")
        result = load(home, read_cache, more=[stick], last_good=True)
        read_cache.save(tmp_path / "cache")
        return result

    read()
    shutil.move(folders[which], tmp_path / "away")
    if how == "empty":
        folders[which].mkdir()
    for _ in range(2):
        result = read()
        assert titles(result) == ["B", "A", "Talk"]
        assert result.snapshot.exhibition.timezone == "America/Los_Angeles"
        assert [problem.rule for problem in result.problems] == ["folder-away"]
    other = folders[1 - which]
    write_folder({"works/03-c.md": POEM.format("C")}, other)
    assert sorted(titles(read())) == ["A", "B", "C", "Talk"]
    write_folder(
        {"works/03-c.md": POEM.format("C").replace("medium", "withdrawn: yes\nmedium")}, other
    )
    assert titles(read()) == ["B", "A", "Talk"]
    if how == "empty":
        folders[which].rmdir()
    shutil.move(tmp_path / "away", folders[which])
    back = read()
    assert titles(back) == ["B", "A", "Talk"]
    assert [problem.rule for problem in back.problems] == []

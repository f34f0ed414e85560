"""screens/NAME.yaml: common content with differences for each screen."""

import pytest

from kiosk.check.screens import screen_problems
from kiosk.content.load import load
from kiosk.publishing.local_releases import LocalReleases
from kiosk.publishing.screen_settings import merged, read_screen_settings
from tests.publishing.stores import Publisher, look

BASE = """# notes
title: Small
timezone: UTC
languages: [en, es]
loop:
  board_every: 4
  seconds: 40
# end
"""
LABEL = "---\ntitle: {0}\nmedium: poetry\n---\n\nOne line\n"
FILES = {
    "kiosk.yaml": BASE,
    "works/01-a.md": LABEL.format("First"),
    "works/01-a.es.md": "---\ntitle: Primera\n---\n",
    "works/02-b.md": LABEL.format("Second"),
    "works/03-c.md": LABEL.format("Third"),
    "screens/lobby-2.yaml": "works: [01-*, 03-C.md]\n"
    "languages:\n- es\n- en\nloop:\n  seconds: 60\n",
}


def shown(tmp_path, screen, files=FILES):
    publisher = Publisher(tmp_path / "store")
    publisher.publish(files)
    local = LocalReleases(tmp_path / screen, screen)
    assert look(publisher.store, local, screen) == ""
    assert not (local.view / "screens").exists()
    result = load(local.view)
    return result.snapshot, result


def test_a_screen_shows_its_works_in_its_languages_and_the_others_show_all(tmp_path):
    own, result = shown(tmp_path, "lobby-2")
    assert [one.key for one in own.works] == ["works/01-a", "works/03-c"]
    assert own.exhibition.languages == ("es", "en")
    assert "board_every" not in (tmp_path / "lobby-2/shown/kiosk.yaml").read_text()
    assert str(own.exhibition.title) == "Small"
    assert [one for one in result.problems if one.path == "kiosk.yaml"] == []
    common, _ = shown(tmp_path, "lobby-1")
    assert [one.key for one in common.works] == ["works/01-a", "works/02-b", "works/03-c"]
    assert common.exhibition.languages == ("en", "es")


def test_another_edition_of_a_screens_file_has_another_time(tmp_path):
    publisher = Publisher(tmp_path / "store")
    local, stamps = LocalReleases(tmp_path / "state", "lobby-2"), []
    for seconds in (60, 70):
        own = FILES["screens/lobby-2.yaml"].replace("60", str(seconds))
        publisher.publish({**FILES, "screens/lobby-2.yaml": own})
        assert look(publisher.store, local, "lobby-2") == ""
        stamps.append((local.view / "kiosk.yaml").stat().st_mtime_ns)
    assert stamps[0] != stamps[1]
    objects = [one for one in (tmp_path / "state/objects").rglob("*") if one.is_file()]
    assert BASE in [one.read_text() for one in objects], "the object itself stays as it was"


def test_the_keys_of_a_screen_stand_for_the_common_ones_as_a_whole():
    text, before = merged(BASE, read_screen_settings(FILES["screens/lobby-2.yaml"].encode()))
    assert (
        text
        == "# notes\ntitle: Small\ntimezone: UTC\n\nlanguages:\n- es\n- en\nloop:\n  seconds: 60\n"
    )
    assert before == 3


@pytest.mark.parametrize(
    ("name", "text", "line", "word"),
    [
        ("lobby-2.yaml", "works: [09-*]\n", 1, "'09-*' fits no item"),
        ("lobby-2.yaml", "works: [01-a]\n\ntimezone: Mars\n", 3, "Mars"),
        ("lobby-2.yaml", "works: [", 1, "cannot be read: look"),
        ("lobby-2.yaml", "- a\n", 1, "holds no keys"),
        ("lobby-2.yaml", "works:\n  a: b\n", 1, "names no files"),
        ("lobby 2.yaml", "works: [01-a]\n", 1, "no screen's name"),
        ("lobby-2.yml", "works: [01-a]\n", 1, "no screen's name"),
    ],
)
def test_each_screens_file_is_checked(write_folder, name, text, line, word):
    folder = write_folder({**FILES, f"screens/{name}": text})
    told = [one for one in screen_problems(folder) if one.path == f"screens/{name}"]
    assert any(one.line == line and word in str(one.message) for one in told), told


def test_a_right_file_has_no_problem_and_a_spoiled_one_shows_the_common_content(
    write_folder, tmp_path
):
    assert screen_problems(write_folder(FILES)) == ()
    spoiled, _ = shown(tmp_path, "lobby-2", {**FILES, "screens/lobby-2.yaml": "works: ["})
    assert len(spoiled.works) == 3

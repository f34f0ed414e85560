"""An item over which the screen fell is passed over and told by every command that reads a folder.

``kiosk set-aside`` lists such items and takes them back.
"""

import json

import pytest

from kiosk.cli.main import main
from kiosk.content.cache.startup_cache import StartupCache
from kiosk.settings import read_settings
from kiosk.status.set_aside import SetAsideList

POEM = "---\ntitle: {0}\nartist: A\nmedium: poetry\ncredit: C\n---\n{0} line\n"
EVENT = "---\ntitle: {0}\nwhen: January 2, 2099, 10 AM\n---\nWords.\n"
FILES = {
    "kiosk.yaml": "title: T\ntimezone: America/Los_Angeles\n",
    "works/01-good.md": POEM.format("Good"),
    "works/02-bad.md": POEM.format("Bad"),
    "events/good.md": EVENT.format("Good event"),
    "events/bad.md": EVENT.format("Bad event"),
}
BAD = ("works/02-bad.md", "events/bad.md")


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.setenv("KIOSK_STATE", str(tmp_path / "state"))
    return read_settings()


@pytest.fixture
def folder(write_folder, settings):
    folder = write_folder(FILES)
    for item in BAD:
        assert SetAsideList(folder, settings).add(item, "laid out")
    return folder


@pytest.mark.parametrize(
    "command",
    [
        ("check", "--no-look"),
        ("agenda", "--at", "2099-01-01"),
        ("labels", "--out", "{}/labels.pdf"),
        ("proof", "--out", "{}/proof.pdf"),
        ("shots", "--out", "{}/shots", "--size", "640x360", "--at", "2099-01-01"),
    ],
    ids=lambda command: command[0],
)
def test_each_command_passes_over_it_and_tells_it(folder, capsys, tmp_path, qapp, command):
    name, *options = (word.format(tmp_path) for word in command)
    assert main([name, str(folder), *options]) == 1
    out, err = capsys.readouterr()
    told = [line for line in (out + err).splitlines() if "the screen fell three times" in line]
    assert len(told) == len(BAD)
    assert all(any(item in line for line in (out + err).splitlines()) for item in BAD)
    match name:
        case "agenda":
            assert "Good event" in out
            assert "Bad event" not in out
        case "labels":
            assert "1 labels" in out
        case "proof":
            assert "2 works and events" in out
        case "shots":
            rows = json.loads((tmp_path / "shots" / "manifest.json").read_text("utf-8"))
            items = {row["item"] for row in rows}
            assert {"works/01-good", "events/good"} <= items
            assert not {"works/02-bad", "events/bad"} & items


def test_one_of_several_exhibitions(write_folder, settings, capsys):
    below = {f"spring/{name}": text for name, text in FILES.items()}
    folder = write_folder(below)
    SetAsideList(folder, settings).add("works/02-bad.md", "laid out")
    assert main(["check", str(folder), "--no-look"]) == 1
    assert "the screen fell three times" in capsys.readouterr().out


def test_it_is_listed_until_it_is_taken_back(folder, capsys, tmp_path, settings):
    SetAsideList(tmp_path / "other", settings).add("works/x.md", "read")
    assert main(["set-aside"]) == 1
    listed = capsys.readouterr().out
    assert all(item in listed for item in (*BAD, "works/x.md"))
    assert main(["set-aside", str(folder), "--clear"]) == 0
    assert main(["set-aside", str(folder)]) == 0
    assert "no item" in capsys.readouterr().out.splitlines()[-1]
    assert main(["set-aside"]) == 1, "that of the other folder stays"
    SetAsideList(folder, settings).add(BAD[0], "read")
    assert main(["set-aside", "--clear"]) == 0
    assert main(["set-aside"]) == 0
    assert main(["agenda", str(folder), "--at", "2099-01-01"]) == 0
    assert "Bad event" in capsys.readouterr().out


def test_a_list_that_cannot_be_written_is_told(folder, capsys, monkeypatch):
    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr("kiosk.status.set_aside.replace_file", refuse)
    assert main(["set-aside", "--clear"]) == 2
    assert "try it as root" in capsys.readouterr().err


def test_the_running_program_sees_what_another_one_has_taken_back(folder, settings, tmp_path):
    """Its reader compares this token from scan to scan, besides the files."""
    cache = StartupCache(folder, tmp_path / "cache", set_aside=SetAsideList(folder, settings))
    assert len(cache.load().snapshot.works) == 1
    token = cache.set_aside_token
    assert cache.set_aside_token == token
    assert main(["set-aside", "--clear"]) == 0
    assert cache.set_aside_token != token
    assert len(cache.load().snapshot.works) == 2

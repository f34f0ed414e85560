"""The item over which the program falls is found by its record, and set aside by name."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk.cli.main import main
from kiosk.content import exhibition_selection
from kiosk.content import load as loading
from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.load import load
from kiosk.settings import read_settings
from kiosk.status import activity
from kiosk.status.activity import Activity, ActivityRecord, take_record
from kiosk.status.set_aside import SetAsideList, fingerprint_of
from kiosk.supervisor.suspects import Fall, Suspect, fall_of, guilty_of
from kiosk.supervisor.suspicion import Suspicion
from tests.app.test_ends import environment

ROOT = Path(__file__).resolve().parents[2]
READING = Suspect(Activity.READING, "works/a.md")
SHOWN = Suspect(Activity.SHOWN, "works/b.md")


@pytest.fixture
def settings(tmp_path):
    return read_settings({"KIOSK_STATE": str(tmp_path / "state")})


# The record


def test_a_record_outlasts_the_program_that_is_killed(tmp_path):
    program = (
        "import os, signal\nfrom pathlib import Path\nfrom kiosk.status import activity\n"
        f"activity.start_record(Path({str(tmp_path)!r}), Path('/folder'))\n"
        "A = activity.Activity\n"
        "activity.note(A.SHOWN, 'works/é.md')\n"
        "activity.note_further(A.LAYING_OUT, 'works/a.md')\n"
        "activity.note_further(A.LAYING_OUT, 'works/b.md')\n"
        "with activity.during(A.READING, 'works/done.md'):\n    pass\n"
        "with activity.during_further(A.DECODING, 'works/a.jpg'):\n"
        "    with activity.during_further(A.DECODING, 'works/b.jpg'):\n        pass\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert take_record(tmp_path) == (
        "/folder",
        {
            Activity.DECODING: ("works/a.jpg",),
            Activity.LAYING_OUT: ("works/a.md", "works/b.md"),
            Activity.SHOWN: ("works/é.md",),
        },
    )
    assert take_record(tmp_path) == ("", {}), "it is taken once"


@pytest.mark.parametrize(
    "raw", [b"", b"x" * 100, os.urandom(49_152)], ids=["empty", "letters", "random"]
)
def test_a_damaged_record_suspects_nobody_and_raises_nothing(tmp_path, raw):
    (tmp_path / activity.FILE).write_bytes(raw)
    take_record(tmp_path)


def test_a_name_without_room_is_not_noted(tmp_path):
    record = ActivityRecord(tmp_path, Path("/folder"))
    record.note(Activity.READING, "a" * 10_000)
    record.note(Activity.SHOWN, "works/\udcff.md")
    assert take_record(tmp_path)[1] == {Activity.SHOWN: ("works/\udcff.md",)}


# The rules


def falls(*suspects: tuple[Suspect, ...], apart: float = 1.0) -> list[Fall]:
    return [Fall(number * apart, one) for number, one in enumerate(suspects)]


def test_three_falls_over_one_item_find_it():
    assert guilty_of(falls(*[(READING, SHOWN)] * 3)) == READING, "the stronger reason counts"
    assert guilty_of(falls((READING,), (SHOWN, READING), (READING,))) == READING
    assert guilty_of(falls((READING, SHOWN), (SHOWN,), (READING, SHOWN))) == SHOWN


@pytest.mark.parametrize(
    "found",
    [
        falls((READING,), (READING,)),
        falls((READING,), (SHOWN,), (READING,)),
        falls((READING,), (), (READING,)),
        falls(*[(READING,)] * 3, apart=3_000),
        [],
    ],
)
def test_less_finds_nobody(found):
    assert guilty_of(found) is None


def test_who_is_killed_from_outside_did_not_fall_over_what_was_shown():
    notes = {Activity.READING: ("a",), Activity.SHOWN: ("b",), Activity.LAYING_OUT: ("c",)}
    killed = fall_of(notes, 0.0, -signal.SIGKILL, frozen=False)
    assert [one.item for one in killed.suspects] == ["a"]
    for code, frozen in ((-signal.SIGSEGV, False), (1, False), (-signal.SIGKILL, True)):
        fall = fall_of(notes, 0.0, code, frozen=frozen)
        assert [one.item for one in fall.suspects] == ["a", "c", "b"]


# The list


def test_an_item_stays_set_aside_until_its_files_change(settings, tmp_path):
    first = SetAsideList(tmp_path / "folder", settings)
    assert first.add("works/a.md", "read")
    assert not SetAsideList(tmp_path / "other", settings).items
    seen = SetAsideList(tmp_path / "folder", settings)
    stamps = [("works/a.md", 10, 20), ("works/a.jpg", 30, 40)]
    names = [name for name, *_ in stamps]
    assert seen.find(["works/b.md"], "x") is None
    assert seen.find(names, fingerprint_of(stamps)) is not None
    again = SetAsideList(tmp_path / "folder", settings)
    assert again.find(names, fingerprint_of(stamps)) is not None
    assert again.find(names, fingerprint_of([*stamps[:1], ("works/a.jpg", 31, 40)])) is None
    assert not SetAsideList(tmp_path / "folder", settings).items


@pytest.mark.parametrize("text", ["", "[", "{}", "[1]", '[{"folder": 1}]', "null"])
def test_a_damaged_list_counts_as_empty(settings, tmp_path, text):
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "set-aside.json").write_text(text, "utf-8")
    found = SetAsideList(tmp_path / "folder", settings)
    assert not found.items
    assert found.add("works/a.md", "read")


POEM = "---\ntitle: {}\nartist: A\nmedium: poetry\ncredit: C\n---\nx\n"


def test_what_is_set_aside_is_told_and_all_else_is_shown(settings, write_folder):
    folder = write_folder(
        {
            "kiosk.yaml": "title: T\ntimezone: America/Los_Angeles\n",
            "works/a.md": POEM.format("A"),
            "works/b.md": POEM.format("B"),
            "events/c.md": "---\ntitle: C\nwhen: on demand\n---\nx\n",
        }
    )
    set_aside = SetAsideList(folder, settings)
    for item in ("works/b.md", "events/c.md"):
        set_aside.add(item, "laid out")
    result = load(folder, set_aside=set_aside)
    assert [work.title.get("en") for work in result.snapshot.works] == ["A"]
    assert not result.snapshot.events
    told = [one for one in result.problems if one.rule == "set-aside"]
    assert [one.path for one in told] == ["works/b.md", "events/c.md"]
    assert "fell three times while this was being laid out" in told[0].message
    set_aside.clear()
    assert len(load(folder, set_aside=set_aside).snapshot.works) == 2


def test_a_kiosk_yaml_that_is_set_aside_is_used_as_it_was_last_read(settings, write_folder):
    first = "title: First\ntimezone: America/Los_Angeles\nlanguages: [en, es]\n"
    folder = write_folder({"kiosk.yaml": first, "works/a.md": POEM.format("A")})
    set_aside, cache = SetAsideList(folder, settings), ReadCache()

    def read():
        return load(folder, cache, last_good=True, set_aside=set_aside)

    assert str(read().snapshot.exhibition.title) == "First"
    write_folder({"kiosk.yaml": first.replace("First", "Second, which ends the program")})
    set_aside.add("kiosk.yaml", "read")
    for _ in range(2):
        result = read()
        assert str(result.snapshot.exhibition.title) == "First"
        assert result.snapshot.exhibition.timezone == "America/Los_Angeles"
        assert len(result.snapshot.works) == 1
        assert [one.path for one in result.problems if one.rule == "set-aside"] == ["kiosk.yaml"]
        assert [one.part for one in result.unread] == ["kiosk.yaml"]
    write_folder({"kiosk.yaml": first.replace("First", "Third")})
    assert str(read().snapshot.exhibition.title) == "Third"
    assert not set_aside.items


@pytest.mark.parametrize("below", ["", "spring/"])
def test_kiosk_yaml_is_noted_while_it_is_read(tmp_path, write_folder, monkeypatch, below):
    folder = write_folder({f"{below}kiosk.yaml": "title: T\ntimezone: UTC\n"})
    noted = []
    monkeypatch.setattr(activity, "_record", ActivityRecord(tmp_path / "run", folder))
    for name in ("read_exhibition", "date_range_of"):
        module = exhibition_selection if name == "date_range_of" else loading
        original = getattr(module, name)

        def spied(*arguments, original=original):
            noted.append((tmp_path / "run" / activity.FILE).read_bytes())
            return original(*arguments)

        monkeypatch.setattr(module, name, spied)
    load(folder)
    assert len(noted) == (2 if below else 1)
    assert all(f"{below}kiosk.yaml".encode() in found for found in noted)


def test_another_exhibition_is_chosen_without_a_kiosk_yaml_that_is_set_aside(
    settings, write_folder, monkeypatch
):
    yaml = "title: {}\ntimezone: UTC\nopen:\n  from: {}\n"
    folder = write_folder(
        {
            "a/kiosk.yaml": yaml.format("A", "2020-01-01"),
            "b/kiosk.yaml": yaml.format("B", "2021-01-01"),
        }
    )
    set_aside = SetAsideList(folder, settings)
    set_aside.add("b/kiosk.yaml", "read")
    assert str(load(folder, set_aside=set_aside).snapshot.exhibition.title) == "A"
    set_aside.clear()
    assert str(load(folder, set_aside=set_aside).snapshot.exhibition.title) == "B"


# The supervisor


def suspicion(tmp_path, settings, *notes: tuple[Activity, str], code: int = 1) -> list[bool]:
    """What each of so many falls leads to."""
    found, one = [], Suspicion(settings)
    for doing, item in notes:
        ActivityRecord(tmp_path, tmp_path / "folder").note(doing, item)
        found.append(one.on_fall(tmp_path, code, frozen=False))
    one.on_next_mode()
    return found


def test_the_third_fall_sets_the_item_aside(tmp_path, settings):
    assert suspicion(tmp_path, settings, *[(Activity.READING, "a")] * 3) == [False, False, True]
    assert [one.item for one in SetAsideList(tmp_path / "folder", settings).items] == ["a"]


def test_several_items_follow_each_other(tmp_path, settings):
    notes = [(Activity.READING, item) for item in "aaabbbcccdddeeefff"]
    assert suspicion(tmp_path, settings, *notes).count(True) == 5


def test_what_was_only_shown_is_taken_back_when_the_screen_falls_on(tmp_path, settings):
    notes = [(Activity.SHOWN, item) for item in "aaabbb"]
    assert suspicion(tmp_path, settings, *notes) == [False, False, True, False, False, False]
    assert not SetAsideList(tmp_path / "folder", settings).items


HOOK = """
import os, sys
from kiosk.content.labels import works
original = works.read_work
def read_work(root, group, *rest):
    if group.key == "works/02":
        os.abort()
    return original(root, group, *rest)
works.read_work = read_work
from kiosk.cli.main import main
sys.exit(main())
"""


@pytest.mark.programs
@pytest.mark.skipif(sys.platform != "linux", reason="needs local sockets")
def test_the_real_program_is_shown_without_the_item_that_it_falls_over(
    tmp_path, monkeypatch, capsys
):
    folder = tmp_path / "folder"
    (folder / "works").mkdir(parents=True)
    (folder / "kiosk.yaml").write_text("title: T\ntimezone: America/Los_Angeles\n", "utf-8")
    for name in ("01", "02"):
        (folder / f"works/{name}.md").write_text(POEM.format(name), "utf-8")
    around = {**environment(tmp_path), "KIOSK_STATE": str(tmp_path / "state")}
    command = [sys.executable, "-c", HOOK, "run", str(folder), "--windowed", "640x360"]
    supervisor = (
        "import sys\nfrom kiosk.settings import read_settings\n"
        "from kiosk.supervisor.supervisor import Supervisor\n"
        "sys.exit(Supervisor(lambda mode: sys.argv[1:], read_settings()).run())"
    )
    with (tmp_path / "log").open("w") as log:
        program = subprocess.Popen(
            [sys.executable, "-c", supervisor, *command], cwd=ROOT, env=around, stderr=log
        )
    status = tmp_path / "run" / "status.json"
    end = time.monotonic() + 60
    try:
        while not status.exists():
            assert time.monotonic() < end, (tmp_path / "log").read_text()
            time.sleep(0.05)
        found = json.loads(status.read_text("utf-8"))
        assert take_record(tmp_path / "run")[1][Activity.SHOWN] == ("works/01.md",)
    finally:
        program.terminate()
        program.wait(10)
    assert (found["mode"], found["works"]) == ("full", 1)
    assert found["restarts"] == 3
    assert found["set_aside"] == ["works/02.md"]
    for name in ("KIOSK_STATE", "KIOSK_RUNTIME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, around[name])
    main(["check", str(folder), "--no-look"])
    told = capsys.readouterr().out
    assert "works/02.md" in told
    assert "the screen fell three times while this was being read" in told

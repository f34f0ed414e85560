"""What a start may show before anything is read: nothing of which one file has changed since."""

import json
import os
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kiosk.content.cache import opening as openings
from kiosk.content.cache.opening import (
    FolderFiles,
    Opening,
    drawing_token,
    opening_name,
    read_opening,
    save_opening,
    stamp_of,
)
from kiosk.content.cache.startup_cache import StartupCache
from kiosk.content.scan import folder_scan
from kiosk.domain import DayHours, Exhibition
from kiosk.schedule import open_spans, screen_on

LABEL = "---\ntitle: {}\nmedium: painting\n---\nWords.\n"
FILES = {
    "kiosk.yaml": "title: T\nlanguages: [en, es]\n",
    "kiosk.es.yaml": "title: T\n",
    "works/a.md": LABEL.format("A"),
    "works/a.es.md": "---\ntitle: Una\n---\n",
    "works/sub/b.md": LABEL.format("B"),
}


@pytest.fixture
def folder(write_folder, monkeypatch):
    # What has just been written may change again with the same time.
    monkeypatch.setattr(folder_scan, "_SETTLED_NS", 0)
    found = write_folder(FILES)
    for name in ("a", "sub/b"):
        Image.new("RGB", (40, 30), (200, 20, 20)).save(found / "works" / f"{name}.jpg")
    return found


def files_of(folder: Path, cache: Path) -> FolderFiles | None:
    cache.mkdir(exist_ok=True)
    startup = StartupCache(folder, cache, lambda: date(2026, 1, 13))
    startup.save(startup.load())
    assert startup.saved is not None
    return startup.saved[1]


def opening_of(folder: Path, place: Path) -> Opening:
    files = files_of(folder, place)
    assert files is not None
    picture = place / "derivative.jpg"
    shutil.copyfile(folder / "works" / "a.jpg", picture)
    return Opening(
        program=drawing_token(),
        window=(1280, 720),
        language="",
        work="works/a",
        items=("works/a.md", "works/a.jpg"),
        files=replace(files, works={"works/a": files.works["works/a"]}),
        picture=stamp_of(picture),
        timezone="America/Los_Angeles",
        since=1000.0,
        until=2000.0,
        hours=((1100.0, 1200.0), (1300.0, 1400.0)),
        scene={"work": "works/a", "bar": 1.0},
    )


def test_an_opening_is_read_as_it_was_saved(folder, tmp_path):
    opening = opening_of(folder, tmp_path / "cache")
    file = tmp_path / opening_name(folder)
    save_opening(file, opening)
    assert read_opening(file) == opening
    assert opening.is_unchanged([folder])
    assert not opening.is_unchanged([folder, tmp_path]), "a further folder may hold a notice"
    assert not opening.is_unchanged([tmp_path])


def write(name: str, text: str):
    def change(folder: Path, _place: Path) -> None:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")

    return change


CHANGES = {
    "its label is withdrawn": write("works/a.md", LABEL.format("A\nwithdrawn: yes")),
    "its label has other words": write("works/a.md", LABEL.format("Longer than before")),
    "a translation withdraws it": write("works/a.es.md", "---\nwithdrawn: yes\n---\n"),
    "a translation comes": write("works/a.ar.md", "---\nwithdrawn: yes\n---\n"),
    "a text beside it comes": write("works/a.txt", "withdrawn: yes"),
    "a work comes before it": write("works/0.md", LABEL.format("0")),
    "its label goes": lambda folder, _: (folder / "works" / "a.md").unlink(),
    "its picture goes": lambda folder, _: (folder / "works" / "a.jpg").unlink(),
    "its picture is another": lambda folder, _: shutil.copy(__file__, folder / "works" / "a.jpg"),
    "its picture is newer": lambda folder, _: os.utime(folder / "works" / "a.jpg"),
    "its picture's name is another": lambda folder, _: (folder / "works" / "a.jpg").rename(
        folder / "works" / "c.jpg"
    ),
    "a work in a sub-folder goes": lambda folder, _: (folder / "works/sub/b.md").unlink(),
    "a sub-folder comes": lambda folder, _: (folder / "works" / "new").mkdir(),
    "the settings change": write("kiosk.yaml", "title: U\nopens: 2030-01-01\n"),
    "the settings' translation goes": lambda folder, _: (folder / "kiosk.es.yaml").unlink(),
    "a notice comes": write("notices/closed.md", "---\nlevel: emergency\n---\nLeave\n"),
    "an event comes": write("events/e.md", "---\ntitle: E\n---\n"),
    "the folder goes": lambda folder, _: shutil.rmtree(folder),
    "its derivative goes": lambda _, place: (place / "derivative.jpg").unlink(),
    "its derivative is cut": lambda _, place: os.truncate(place / "derivative.jpg", 5),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_nothing_is_shown_after_a_change(folder, tmp_path, change):
    opening = opening_of(folder, tmp_path / "cache")
    change(folder, tmp_path / "cache")
    assert not opening.is_unchanged([folder])


def test_nothing_is_shown_by_another_program(folder, tmp_path, monkeypatch):
    opening = opening_of(folder, tmp_path / "cache")
    monkeypatch.setattr(openings, "_DRAWING", ("ui/KioskUi",))
    assert not opening.is_unchanged([folder])


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"notices/lift.md": "---\nlevel: change\n---\nThe lift\n"}, "notices begin by themselves"),
        ({}, "the names may change again with the same time"),
    ],
)
def test_no_files_are_relied_on(write_folder, tmp_path, files, why):
    assert files_of(write_folder({**FILES, **files}), tmp_path / "cache") is None, why


def test_it_is_due_between_its_times_and_while_the_screen_is_on(folder, tmp_path):
    opening = opening_of(folder, tmp_path / "cache")
    always = [now for now in range(900, 2200, 50) if opening.is_due(now, follows_hours=False)]
    assert always == list(range(1000, 2000, 50))
    by_hours = [now for now in range(900, 2200, 50) if opening.is_due(now, follows_hours=True)]
    assert by_hours == [1100, 1150, 1300, 1350]


def test_a_time_that_was_given_is_the_exhibitions(folder, tmp_path):
    opening = opening_of(folder, tmp_path / "cache")
    given_time = datetime(2026, 1, 13, 13, 10)
    there = given_time.replace(tzinfo=ZoneInfo("America/Los_Angeles"))
    assert opening.time_of(given_time) == there.timestamp()
    assert opening.time_of(there) == there.timestamp()
    assert abs(opening.time_of(None) - datetime.now(UTC).timestamp()) < 60


@pytest.mark.parametrize("spoilt", ["", "[]", "{}", "null", '{"files": 3}', "\udce9", "{" * 9000])
def test_a_damaged_opening_is_none(tmp_path, spoilt):
    file = tmp_path / "x.opening"
    file.write_bytes(spoilt.encode("utf-8", "surrogateescape"))
    assert read_opening(file) is None
    assert read_opening(tmp_path / "missing") is None


def test_every_damaged_part_makes_it_none_or_leaves_it_whole(folder, tmp_path):
    opening = opening_of(folder, tmp_path / "cache")
    file = tmp_path / "x.opening"
    save_opening(file, opening)
    whole = json.loads(file.read_text("utf-8"))
    for name in whole:
        file.write_text(json.dumps({**whole, name: None}), "utf-8")
        found = read_opening(file)
        assert found is None or getattr(found, name) is None
        file.write_text(json.dumps({key: whole[key] for key in whole if key != name}), "utf-8")
        assert read_opening(file) is None


hours = st.builds(
    lambda weekday, opens, closes: DayHours(weekday=weekday, opens=opens, closes=closes),
    st.integers(0, 6),
    st.times(),
    st.times(),
)


@given(
    st.lists(hours, max_size=6).map(tuple),
    st.lists(st.dates(date(2026, 3, 5), date(2026, 3, 12)), max_size=3).map(tuple),
    # Over a change of the clocks, on March 8.
    st.integers(0, 60 * 24 * 8),
)
def test_the_open_spans_are_those_at_which_the_screen_is_on(times, closed, minute):
    zone = "America/Los_Angeles"
    exhibition = Exhibition(timezone=zone, hours=times, closed_days=closed)
    first = date(2026, 3, 5)
    start = datetime.combine(first, time(), ZoneInfo(zone)).astimezone(UTC)
    now = start + timedelta(minutes=minute)
    if now.astimezone(ZoneInfo(zone)).date() >= first + timedelta(days=8):
        return
    spans = list(open_spans(exhibition, first, 8))
    inside = any(begin.timestamp() <= now.timestamp() < end.timestamp() for begin, end in spans)
    assert inside == screen_on(exhibition, now)

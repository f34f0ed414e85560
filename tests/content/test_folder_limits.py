"""Thousands of files, each within its own bound: the folder is read within its own, and says so."""

import os
import random
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from unittest.mock import patch

import pytest

from kiosk.content import folder_limits
from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.events import calendar_entries
from kiosk.content.load import load
from kiosk.content.notice_reader import NoticesReader, scan_notices
from kiosk.content.safety.searchable_text import searchable_text
from kiosk.content.scan.related_names import likely_names
from kiosk.domain import Exhibition
from tests.content.test_bounds import POEM, YAML, calendar
from tests.fuzz.generated import PICTURE

DAILY = "DTSTART:20261201T180000Z\r\nRRULE:FREQ=DAILY"
ONCE = "DTSTART:20261201T180000Z"
EVENT = "---\ntitle: {}\nwhen: {}\n---\nText.\n"
BY_HAND = "December 5, 2026, 6:00 PM-8:00 PM"


@pytest.fixture
def folder(tmp_path):
    for kind in ("works", "events", "notices"):
        (tmp_path / kind).mkdir()
    (tmp_path / "kiosk.yaml").write_text(YAML)
    (tmp_path / "works" / "01.md").write_text(POEM.format(title="Good", keys="", text="line"))
    return tmp_path


@pytest.fixture
def limit():
    """Sets the limits of bounds, by their names in the code."""
    with ExitStack() as stack:

        def set_limits(**limits: int) -> None:
            for name, number in limits.items():
                for module in (folder_limits, calendar_entries):
                    if bound := getattr(module, name, None):
                        stack.enter_context(
                            patch.object(module, name, replace(bound, limit=number))
                        )
            stack.enter_context(
                patch.dict(
                    folder_limits._ITEMS,
                    {
                        kind: replace(bound, limit=limits[name])
                        for kind, bound in folder_limits._ITEMS.items()
                        if (name := bound.name.upper().replace("-", "_")) in limits
                    },
                )
            )

        yield set_limits


def read(folder, cache=None):
    result = load(folder, cache)
    assert [str(work.title) for work in result.snapshot.works][:1] == ["Good"]
    events = [str(event.title) for event in result.snapshot.events]
    told = [one for one in result.problems if "no room" in one.message]
    # Each bound once, and the same for staff.
    assert {(one.path, one.message) for one in told} <= {
        (part.part, part.why) for part in result.unread
    }
    return events, [(one.path, str(one.message)) for one in told]


def write(folder, name, text, *, mtime=None):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    if mtime is not None:
        os.utime(path, (mtime, mtime))


def test_calendars_have_room_by_their_names_and_events_by_hand_always(folder, limit):
    limit(FOLDER_CALENDAR_EVENTS=5, FOLDER_SERIES=100)
    for name in "abcd":
        write(folder, f"events/{name}.ics", calendar(*[ONCE] * 2).replace("house", name))
    write(folder, "events/e.ics", calendar(ONCE).replace("house", "e"))
    for number in range(20):
        write(folder, f"events/z{number}.md", EVENT.format(f"Hand {number}", BY_HAND))
    events, told = read(folder)
    assert [one for one in events if not one.startswith("Hand")] == [
        *("Open a 0", "Open a 1", "Open b 0", "Open b 1", "Open e 0")
    ]
    assert sum(one.startswith("Hand") for one in events) == 20
    ((path, message),) = told
    assert path == "events"
    assert "'events/c.ics', 'events/d.ics' (2), and at most 5 entries are read" in message


def test_series_by_hand_come_before_those_of_calendars(folder, limit):
    limit(FOLDER_SERIES=3, CALENDAR_SERIES=2)
    write(folder, "events/a.ics", calendar(*[DAILY] * 2))
    write(folder, "events/b.ics", calendar(ONCE).replace("house", "once"))
    for number in range(4):
        write(folder, f"events/z{number}.md", EVENT.format(f"Hand {number}", "Thursdays, 6:00 PM"))
    events, told = read(folder)
    assert events == ["Open once 0", "Hand 0", "Hand 1", "Hand 2"]
    assert (
        "there is no room for 'events/z3.md', 'events/a.ics' (2), and at most 3 series are"
        in (told[0][1])
    )


def test_the_series_of_one_calendar(folder, limit):
    limit(CALENDAR_SERIES=2)
    lines = [f"DTSTART:2026120{day}T180000Z\r\nRRULE:FREQ=DAILY" for day in (1, 3, 2)]
    change = "RECURRENCE-ID:20261205T180000Z\r\nDTSTART:20261205T200000Z"
    text = calendar(*lines, ONCE, change).replace("UID:u4", "UID:u0")
    write(folder, "events/a.ics", text)
    result = load(folder)
    assert [str(one.title) for one in result.snapshot.events] == [
        *("Open house 1", "Open house 2", "Open house 3")
    ]
    assert any(
        "holds 3 series, and at most 2 series are read" in str(one.message)
        for one in result.problems
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "folded", "small"])
def test_a_calendar_is_counted_in_any_spelling(folder, limit, encoding):
    limit(FOLDER_CALENDAR_EVENTS=1)
    text = calendar(ONCE, ONCE)
    if encoding == "folded":
        text = text.replace("BEGIN:VEVENT", "BEG\r\n IN:VEV\r\n\tENT")
    if encoding == "small":
        text = text.replace("BEGIN:VEVENT", "begin:vevent")
    write(folder, "events/a.ics", text.encode("utf-16" if encoding == "utf-16" else "utf-8"))
    events, told = read(folder)
    assert not events
    assert told


def test_a_calendar_that_has_room_again_is_read_again(folder, limit):
    limit(FOLDER_CALENDAR_EVENTS=3)
    write(folder, "events/a.ics", calendar(*[ONCE] * 2))
    write(folder, "events/b.ics", calendar(*[ONCE] * 2).replace("house", "b"))
    cache = ReadCache()
    for _ in range(2):
        assert read(folder, cache)[0] == ["Open house 0", "Open house 1"]
    assert cache.read_count == 0
    (folder / "events/a.ics").unlink()
    assert read(folder, cache) == (["Open b 0", "Open b 1"], [])
    # And what was shown goes, in every mode, when there is no room any more.
    write(folder, "events/a.ics", calendar(*[ONCE] * 2))
    assert [str(one.title) for one in load(folder, cache, last_good=True).snapshot.events] == [
        *("Open house 0", "Open house 1")
    ]


def test_of_too_many_texts_the_largest_have_no_room(folder, limit):
    limit(FOLDER_TEXT_BYTES=10_000)
    for number in range(3):
        write(
            folder,
            f"works/0{number + 2}.md",
            POEM.format(title=f"Long {number}", keys="", text="word " * 1_200),
        )
    for number in range(5):
        write(
            folder,
            f"works/1{number}.md",
            POEM.format(title=f"Short {number}", keys="", text="word"),
        )
    result = load(folder)
    assert [str(one.title) for one in result.snapshot.works] == [
        *("Good", "Long 0", "Short 0", "Short 1", "Short 2", "Short 3", "Short 4")
    ]
    assert [one.path for one in result.problems if "no room" in one.message] == ["works"]


def test_a_picture_whose_label_has_no_room_is_not_shown(folder, limit):
    limit(FOLDER_TEXT_BYTES=2_000)
    for name, side in (("02", "02.md"), ("03", "03 - Copy.md"), ("04", "04.md")):
        write(folder, f"works/{name}.jpg", PICTURE)
        words = 1_000 if name != "04" else 1
        write(folder, f"works/{side}", "---\ntitle: Noted\n---\n" + "word " * words)
    works = [work.file for work in load(folder).snapshot.works]
    assert works == ["works/01.md", "works/04.md"]


def test_the_newest_notices_have_room(folder, limit):
    limit(FOLDER_NOTICES=2)
    for number, mtime in enumerate((3, 1, 4, 2)):
        text = f"---\ntitle: Notice {number}\nlevel: info\n---\nText.\n"
        write(folder, f"notices/{number}.md", text, mtime=1_700_000_000 + mtime)
    assert sorted(str(one.headline) for one in load(folder).snapshot.notices) == [
        *("Notice 0", "Notice 2")
    ]
    # The thread of the notices reads the same ones, without the rest of the folder.
    notices = NoticesReader().read(scan_notices(folder), Exhibition())
    assert sorted(str(one.headline) for one in notices) == ["Notice 0", "Notice 2"]


def _many_series(folder):
    for file in range(20):
        write(folder, f"events/c{file:02}.ics", calendar(*[DAILY] * 1_500))


def _many_events(folder):
    for file in range(20):
        write(folder, f"events/c{file:02}.ics", calendar(*[ONCE] * 5_000))


def _many_hands(folder):
    for number in range(5_000):
        write(folder, f"events/{number}.md", EVENT.format(f"Hand {number}", "every Thursday, 6 PM"))


def _long_labels(folder):
    text = POEM.format(title="Long", keys="", text="word " * 400_000)
    write(folder, "works/02.md", text)
    for number in range(10_000):
        (folder / f"works/l{number}.md").hardlink_to(folder / "works/02.md")


def _long_notices(folder):
    text = "---\ntitle: Long\nlevel: info\n---\n" + "word " * 400_000
    write(folder, "notices/0.md", text)
    for number in range(1, 1_000):
        (folder / f"notices/{number}.md").hardlink_to(folder / "notices/0.md")


@pytest.mark.skipif(os.environ.get("KIOSK_FAULTS") != "all", reason="a long form (KIOSK_FAULTS)")
@pytest.mark.parametrize(
    "fill", [_many_series, _many_events, _many_hands, _long_labels, _long_notices]
)
def test_a_check_takes_ten_seconds(
    folder, fill: Callable[..., None], monkeypatch, tmp_path, capsys
):
    from kiosk.cli.main import main

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    fill(folder)
    started = time.process_time()
    main(["check", str(folder)])
    assert time.process_time() - started < 10
    assert "Good" in [str(work.title) for work in load(folder).snapshot.works]
    assert "no room" in capsys.readouterr().out


def _labels_and_pictures_of_other_names(folder):
    chance = random.Random(1)
    for number in range(400):
        one, other = ("".join(chance.choices("abcdefgh", k=20)) for _ in range(2))
        write(folder, f"works/{one}.jpg", PICTURE)
        text = f"---\ntitle: Lost {number}\nartist: A\nmedium: photography\n---\nx\n"
        write(folder, f"works/{other}.md", text)


def test_labels_of_lost_pictures_are_not_compared_with_each_picture(folder):
    _labels_and_pictures_of_other_names(folder)
    write(folder, "works/harvest.jpg", PICTURE)
    label = "---\ntitle: H\nartist: A\nmedium: photography\n---\nx\n"
    write(folder, "works/harvesst-1.md", label)
    with patch("difflib.SequenceMatcher.real_quick_ratio", return_value=0.0) as compared:
        load(folder)
    # A hundred at most of each of them; 160,000 took a minute, ten thousand works an hour.
    assert compared.call_count < 401 * 110
    (told,) = [one for one in load(folder).problems if "harvesst" in one.path][:1]
    assert "harvest.jpg" in f"{told.message} {told.hint}"


def test_names_in_order_are_compared_with_likely_ones(folder):
    names = [f"{number:05}" for number in range(2_000)]
    assert len(likely_names("00x", names)) <= 300
    assert "harvest" in likely_names("harwest", [*names, "harvest"])
    assert likely_names("x", ["a", "b"]) == ["a", "b"]


@pytest.mark.parametrize("name", ["01 - Copy ({0}).md", "01.x{1}.md"])
def test_a_thousand_copies_of_one_work_are_not_searched_for_each_other(folder, limit, name):
    limit(FOLDER_TEXT_BYTES=400_000)
    for number in range(60):
        letters = chr(97 + number // 26) + chr(97 + number % 26)
        write(
            folder,
            f"works/{name.format(number, letters)}",
            POEM.format(title="C", keys="", text="x"),
        )
    with patch(
        "kiosk.content.safety.works.searchable_text", side_effect=searchable_text
    ) as searched:
        result = load(folder)
    # 3,600 without a bound of them all.
    assert 0 < searched.call_count <= 400_000 // 2_048
    assert [one.path for one in result.problems if "no room" in one.message] == ["works"]

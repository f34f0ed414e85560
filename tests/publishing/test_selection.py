"""Which release a screen shows: schedules, stages, what overtakes them, and what is urgent."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.publishing.changes import Change, ItemChange, changes, overtaking
from kiosk.publishing.current import CurrentRelease
from kiosk.publishing.manifest import (
    FileEntry,
    Manifest,
    ReleaseError,
    manifest_bytes,
    read_manifest,
)
from kiosk.publishing.selection import (
    Candidate,
    ScreenReport,
    choose,
    is_urgent,
    item_key,
    next_stage,
    still_needed,
)
from tests.publishing.stores import NOON, Publisher, to

HOUR = timedelta(hours=1)


def release(number, **more):
    stage_number = more.pop("stage_number", 0)
    manifest = Manifest(files=(), made=NOON + number * HOUR, **more)
    return Candidate(CurrentRelease(f"2026-01-13-{number:08x}", "0" * 64, stage_number), manifest)


def chosen(candidates, screen="lobby-1", now=NOON + 9 * HOUR):
    found = choose(candidates, screen, now)
    return None if found is None else int(found.release.name[-8:], 16)


def test_the_release_that_began_last_is_shown():
    assert chosen([release(2), release(1)]) == 2
    later = release(1, starts=NOON + 10 * HOUR)
    assert chosen([release(2), later]) == 2
    assert chosen([release(2), later], now=NOON + 11 * HOUR) == 1, "a schedule outlasts a change"
    short = release(3, ends=NOON + 5 * HOUR)
    assert chosen([short, release(2)], now=NOON + 4 * HOUR) == 3
    assert chosen([short, release(2)]) == 2, "it has ended"
    assert chosen([]) is None
    assert chosen([release(1, starts=NOON + 20 * HOUR)]) is None


def test_a_stage_reaches_its_screens_one_after_the_other():
    first = (to("lobby-1"), to(after=1800))
    assert chosen([release(2, stages=first), release(1)], "lobby-1") == 2
    assert chosen([release(2, stages=first), release(1)], "lobby-2") == 1
    assert chosen([release(2, stages=first, stage_number=1), release(1)], "lobby-2") == 2


def test_what_no_screen_can_show_any_more_counts_no_longer():
    old, new = release(1), release(2)
    assert still_needed([new, old], NOON + 3 * HOUR) == [new]
    staged = release(3, stages=(to("lobby-1"), to()))
    assert still_needed([staged, new, old], NOON + 4 * HOUR) == [staged, new]
    planned = release(4, starts=NOON + 50 * HOUR)
    assert still_needed([planned, new, old], NOON + 5 * HOUR) == [planned, new]
    short = release(5, ends=NOON + 6 * HOUR)
    assert still_needed([short, new], NOON + 5 * HOUR) == [short, new]
    assert still_needed([short, new], NOON + 7 * HOUR) == [new]


releases = st.builds(
    release,
    st.integers(0, 30),
    starts=st.none() | st.integers(0, 60).map(lambda hours: NOON + hours * HOUR),
    ends=st.none() | st.integers(0, 60).map(lambda hours: NOON + hours * HOUR),
    stages=st.sampled_from([(to(),), (to("lobby-1"),), (to("lobby-1"), to("lobby-2"), to())]),
)


@given(st.lists(releases, max_size=6), st.integers(0, 40), st.integers(0, 40))
def test_leaving_out_what_is_not_needed_changes_no_screen_now_or_later(candidates, now, wait):
    at = NOON + now * HOUR
    published = [one for one in candidates if one.manifest.made <= at]
    needed = still_needed(published, at)
    for screen in ("lobby-1", "lobby-2", "hall"):
        later = at + wait * HOUR
        before, after = choose(published, screen, later), choose(needed, screen, later)
        assert (before and before.manifest.due) == (after and after.manifest.due)


def report(name, **more):
    known = {"release": name, "since": NOON, "is_well": True, "written": NOON + HOUR}
    return ScreenReport(**known | more)


@pytest.mark.parametrize(
    ("reports", "opened", "why"),
    [
        ({}, 0, "lobby-1 has not reported"),
        ({"lobby-1": {"release": "other"}}, 0, "lobby-1 shows other still"),
        ({"lobby-1": {"is_well": False}}, 0, "lobby-1 reports problems"),
        ({"lobby-1": {"since": NOON + 50 * timedelta(minutes=1)}}, 0, "min more"),
        ({"lobby-1": {"written": NOON}}, 0, "has not reported since"),
        ({"lobby-1": {}}, 1, ""),
    ],
)
def test_the_next_stage_opens_when_the_first_screens_are_well(reports, opened, why):
    one = release(2, stages=(to("lobby-1"), to(after=1800)))
    known = {name: report(one.release.name, **more) for name, more in reports.items()}
    stage_number, words = next_stage(one, known, NOON + HOUR)
    assert stage_number == opened
    assert why in words
    assert next_stage(release(2), {}, NOON) == (0, "")


def files(**texts):
    return tuple(
        FileEntry(f"{name.replace('_', '/')}.md", 1, f"{ord(text):064x}")
        for name, text in sorted(texts.items())
    )


def test_changes_are_told_by_item():
    old = Manifest(files=files(works_a="1", works_b="1", works_c="1", kiosk="1"), made=NOON)
    new = Manifest(
        files=files(works_a="2", works_b="1", works_d="1", kiosk="1"),
        made=NOON,
        withdrawn=("works/a",),
    )
    assert changes(old, new) == (
        ItemChange("works/a", Change.WITHDRAWN),
        ItemChange("works/c", Change.REMOVED),
        ItemChange("works/d", Change.ADDED),
    )
    assert item_key("works/03-shore--detail.es.jpg") == "works/03-shore"


def test_a_withdrawal_and_an_emergency_are_urgent_and_a_new_work_is_not():
    old = Manifest(files=files(works_a="1", notices_fire="1"), made=NOON)
    assert is_urgent(None, old)
    assert not is_urgent(old, Manifest(files=files(works_a="2", works_b="1"), made=NOON))
    assert is_urgent(old, Manifest(files=old.files, made=NOON, withdrawn=("works/a",)))
    fire = Manifest(files=files(notices_fire="2"), made=NOON, emergencies=("notices/fire",))
    assert is_urgent(old, fire)
    assert is_urgent(fire, Manifest(files=files(works_a="1"), made=NOON)), "all is clear again"
    assert not is_urgent(fire, fire)


def test_withdrawals_and_emergencies_overtake_stages_schedules_and_nothing_else_does(tmp_path):
    publisher = Publisher(tmp_path / "store")
    base = {"kiosk.yaml": "t", "works/a.md": "1", "works/b.md": "1"}
    publisher.publish(base)
    later = {**base, "works/c.md": "1"}
    publisher.publish(later, starts=NOON + 99 * HOUR)
    gone = {**base, "works/a.md": "withdrawn", "works/b.md": "2", "notices/fire.md": "out"}
    publisher.publish(
        gone,
        stages=(to("lobby-1"), to()),
        withdrawn=("works/a",),
        emergencies=("notices/fire",),
    )
    store = publisher.store
    candidates = store.candidates(store.read_current().current)
    texts = {}
    for screen, now in (
        ("lobby-1", NOON + HOUR),
        ("hall", NOON + HOUR),
        ("hall", NOON + 100 * HOUR),
    ):
        found = choose(candidates, screen, now)
        texts[screen, found.manifest.starts is not None] = {
            one.path: (store.path / store.object_name(one.sha256)).read_text()
            for one in found.manifest.files
        }
    assert texts["lobby-1", False] == gone
    assert texts["hall", False] == {**gone, "works/b.md": "1"}
    assert texts["hall", True] == {**later, "works/a.md": "withdrawn", "notices/fire.md": "out"}


def test_an_overtaken_release_without_the_work_stays_as_it_is():
    live = Manifest(files=files(works_b="1"), made=NOON)
    new = Manifest(files=files(works_a="2", works_b="2"), made=NOON, withdrawn=("works/a",))
    assert overtaking(live, new) is None


def test_a_manifest_comes_back_as_it_was_and_a_damaged_one_is_refused():
    one = Manifest(
        files=files(works_a="1", kiosk="2"),
        made=NOON,
        by="Ana",
        starts=NOON + HOUR,
        ends=NOON + 2 * HOUR,
        stages=(to("lobby-1"), to(after=60)),
        allowed={"link": "tested by hand"},
        withdrawn=("works/a",),
        emergencies=("notices/fire",),
        replaces="2026-01-12-00000000",
    )
    data = manifest_bytes(one)
    assert read_manifest(data) == Manifest(
        **{name: getattr(one, name) for name in one.__slots__} | {"files": tuple(sorted(one.files))}
    )
    for spoiled in (
        b"",
        b"[]",
        data[:-9],
        data.replace(b'"format": 1', b'"format": 2'),
        data.replace(b"works/a.md", b"../a.md"),
        data.replace(b'"size": 1', b'"size": -1'),
        data.replace(b"kiosk.md", b"works/a.md/x"),
        b"[" * 100_000,
    ):
        with pytest.raises(ReleaseError):
            read_manifest(spoiled)

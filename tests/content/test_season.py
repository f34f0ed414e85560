"""Windows of time: works and resources for some days, and exhibitions that follow each other in one folder."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.bridge import lists
from kiosk.cli import main
from kiosk.content import load
from kiosk.content.look import mark_of
from kiosk.runtime.store import Store
from kiosk.schedule import Phase, phase

POEM = "---\ntitle: P\nmedium: poetry\ncredit: c\n---\nx\n"
KIOSK = "title: {}\ntimezone: UTC\nlanguages: [en]\nopen:\n  from: 2026-{}-01\n  until: 2026-{}-20\n"


@pytest.fixture
def season(write_folder):
    files = {}
    for name, first, last in (("winter", "01", "02"), ("spring", "03", "04"), ("_draft", "05", "06")):
        files |= {f"{name}/kiosk.yaml": KIOSK.format(name, first, last), f"{name}/works/p.md": POEM}
    return write_folder(files)


@pytest.mark.parametrize(
    ("day", "title", "what"),
    [
        (date(2025, 12, 1), "winter", Phase.UPCOMING),
        (date(2026, 1, 1), "winter", Phase.OPEN),
        (date(2026, 2, 20), "winter", Phase.OPEN),
        (date(2026, 2, 21), "spring", Phase.UPCOMING),
        (date(2026, 4, 20), "spring", Phase.OPEN),
        (date(2026, 9, 1), "spring", Phase.ENDED),
    ],
)
def test_exhibitions_follow_each_other_by_date(season, day, title, what):
    exhibition = load(season, today=day).snapshot.exhibition
    assert str(exhibition.title) == title
    assert phase(exhibition, datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("UTC"))) is what


def test_the_wall_notices_the_day_on_which_the_next_one_begins(season, tmp_path):
    days = [date(2026, 2, 20)]
    store = Store(season, tmp_path, lambda: days[-1])
    first = mark_of(store.look())
    store.keep(store.load())
    assert store.head() is not None
    days.append(date(2026, 2, 21))
    assert mark_of(store.look()) != first
    assert store.head() is None
    assert str(store.load().snapshot.exhibition.title) == "spring"


def test_the_check_tells_of_all_of_them(season, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (season / "winter" / "works" / "p.md").write_text(POEM.replace("credit", "credt"))
    assert main(["check", str(season)]) == 1
    out = capsys.readouterr().out
    assert "winter/works/p.md:4:" in out
    assert "spring/kiosk.yaml:" in out
    assert "_draft" not in out


def test_a_resource_is_shown_on_its_days_only(write_folder):
    text = "---\ntitle: {}\nshow:\n  from: 2026-01-07\n  until: 2026-01-31\n---\n"
    files = {"kiosk.yaml": "title: T\ntimezone: UTC\n", "resources/r.md": text.format("R"), "resources/s.md": "---\ntitle: S\n---\n"}
    root = write_folder(files)
    snapshot = load(root).snapshot
    for day, titles in ((6, ["S"]), (7, ["R", "S"]), (31, ["R", "S"])):
        now = datetime(2026, 1, day, 12, tzinfo=ZoneInfo("UTC"))
        assert [str(resource.title) for resource in lists.resources_on_show(snapshot, now)] == titles

"""Works and resources that are shown on some days, and the exhibition of the day."""

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.cli.main import main
from kiosk.content.cache.startup_cache import StartupCache
from kiosk.content.load import load
from kiosk.content.scan.folder_scan import fingerprint_of
from kiosk.schedule import ExhibitionPhase, phase
from kiosk.viewmodels.displayed.catalogue_builder import resources_on_display, works_on_display

POEM = "---\ntitle: P\nmedium: poetry\ncredit: c\n---\nx\n"
KIOSK = (
    "title: {}\ntimezone: UTC\nlanguages: [en]\nopen:\n  from: 2026-{}-01\n  until: 2026-{}-20\n"
)


@pytest.fixture
def season(write_folder):
    files = {}
    for name, first, last in (
        ("winter", "01", "02"),
        ("spring", "03", "04"),
        ("_draft", "05", "06"),
    ):
        files |= {f"{name}/kiosk.yaml": KIOSK.format(name, first, last), f"{name}/works/p.md": POEM}
    return write_folder(files)


@pytest.mark.parametrize(
    ("day", "title", "what"),
    [
        (date(2025, 12, 1), "winter", ExhibitionPhase.UPCOMING),
        (date(2026, 1, 1), "winter", ExhibitionPhase.OPEN),
        (date(2026, 2, 20), "winter", ExhibitionPhase.OPEN),
        (date(2026, 2, 21), "spring", ExhibitionPhase.UPCOMING),
        (date(2026, 4, 20), "spring", ExhibitionPhase.OPEN),
        (date(2026, 9, 1), "spring", ExhibitionPhase.ENDED),
    ],
)
def test_the_exhibition_of_the_day_is_selected(season, day, title, what):
    exhibition = load(season, today=day).snapshot.exhibition
    assert str(exhibition.title) == title
    assert (
        phase(exhibition, datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("UTC")))
        is what
    )


@pytest.mark.parametrize("other", ["", "old/"])
def test_an_exhibition_without_its_kiosk_yaml_any_more_is_still_the_one_of_the_day(
    season, tmp_path, other, write_folder
):
    """Also where another one lies beside it, or below it."""
    if other:
        season = season / "winter"
        write_folder({"winter/old/kiosk.yaml": KIOSK.format("old", "05", "06")})
    store = StartupCache(season, tmp_path, lambda: date(2026, 2, 10))
    store.save(store.load())
    (season / ("kiosk.yaml" if other else "winter/kiosk.yaml")).unlink()
    for again in (store, StartupCache(season, tmp_path, lambda: date(2026, 2, 10))):
        snapshot = again.load().snapshot
        assert (str(snapshot.exhibition.title), len(snapshot.works)) == ("winter", 1)


def test_the_next_exhibition_is_loaded_on_its_first_day(season, tmp_path):
    days = [date(2026, 2, 20)]
    store = StartupCache(season, tmp_path, lambda: days[-1])
    first = fingerprint_of(store.scan())
    store.save(store.load())
    assert store.startup_content() is not None
    days.append(date(2026, 2, 21))
    assert fingerprint_of(store.scan()) != first
    assert store.startup_content() is None
    assert str(store.load().snapshot.exhibition.title) == "spring"


def test_an_unreadable_exhibition_comes_last_unless_it_is_being_shown(season, tmp_path):
    days = [date(2026, 2, 1)]
    stores = [
        StartupCache(season, tmp_path / name, lambda: days[-1]) for name in ("fresh", "hanging")
    ]
    for name in ("fresh", "hanging"):
        (tmp_path / name).mkdir()
    stores[1].save(stores[1].load())
    (season / "winter" / "kiosk.yaml").write_text("title: a: b: c\n")
    assert [str(store.load().snapshot.exhibition.title) for store in stores] == ["spring", "winter"]
    again = StartupCache(season, tmp_path / "hanging", lambda: days[-1])
    assert str(again.load().snapshot.exhibition.title) == "winter"
    days.append(date(2026, 3, 1))
    assert str(again.load().snapshot.exhibition.title) == "spring"


def test_overlapping_days_and_misplaced_files_are_reported(
    season, write_folder, capsys, monkeypatch, tmp_path
):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def reported(rule):
        main(["check", str(season), "--no-look", "--format", "json"])
        return sorted(
            problem["path"]
            for problem in json.loads(capsys.readouterr().out)["problems"]
            if problem["rule"] == rule
        )

    assert reported("exhibition-over") == ["spring/kiosk.yaml"]
    assert reported("season-overlap") == reported("stray") == []
    write_folder({"works/p.md": POEM, "autumn/works/p.md": POEM, "papers/letter.txt": "x"})
    write_folder(
        {name: "title: T\ntimezone: UTC\n" for name in ("always/kiosk.yaml", "ever/kiosk.yaml")}
    )
    write_folder({"summer/kiosk.yaml": KIOSK.format("summer", "04", "06")})
    assert reported("season-overlap") == ["ever/kiosk.yaml", "summer/kiosk.yaml"]
    assert reported("stray") == ["autumn", "works"]


def test_the_check_covers_all_exhibitions(season, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (season / "winter" / "works" / "p.md").write_text(POEM.replace("credit", "credt"))
    assert main(["check", str(season)]) == 1
    out = capsys.readouterr().out
    assert "winter/works/p.md:4:" in out
    assert "spring/kiosk.yaml:" in out
    assert "_draft" not in out


def test_a_work_is_shown_only_on_its_days(write_folder):
    text = "---\ntitle: {}\nmedium: poetry\n{}---\nx\n"
    days = "show:\n  from: 2026-01-07\n  until: 2026-01-31\n"
    root = write_folder(
        {
            "kiosk.yaml": "title: T\ntimezone: America/Los_Angeles\n",
            "works/a.md": text.format("A", days),
            "works/b.md": text.format("B", ""),
            "works/c.md": text.format("C", "show:\n  until: soon\n"),
        }
    )
    snapshot = load(root).snapshot
    zone = ZoneInfo("America/Los_Angeles")
    for moment, titles in (
        (datetime(2026, 1, 6, 23, 59, tzinfo=zone), ["B"]),
        (datetime(2026, 1, 7, 0, 0, tzinfo=zone), ["A", "B"]),
        (datetime(2026, 1, 31, 23, 59, tzinfo=zone), ["A", "B"]),
        (datetime(2026, 2, 1, 0, 0, tzinfo=zone), ["B"]),
    ):
        assert [str(work.title) for work in works_on_display(snapshot, moment)] == titles


def test_a_resource_is_shown_only_on_its_days(write_folder):
    text = "---\ntitle: {}\nshow:\n  from: 2026-01-07\n  until: 2026-01-31\n---\n"
    files = {
        "kiosk.yaml": "title: T\ntimezone: UTC\n",
        "resources/r.md": text.format("R"),
        "resources/s.md": "---\ntitle: S\n---\n",
    }
    root = write_folder(files)
    snapshot = load(root).snapshot
    for day, titles in ((6, ["S"]), (7, ["R", "S"]), (31, ["R", "S"])):
        now = datetime(2026, 1, day, 12, tzinfo=ZoneInfo("UTC"))
        assert [str(resource.title) for resource in resources_on_display(snapshot, now)] == titles

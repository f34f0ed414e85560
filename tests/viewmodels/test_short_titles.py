"""The title of an event beside a work: the curator's short one, else the title's first part."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.content.load import load
from kiosk.domain.bounds import SHORT_LETTERS
from kiosk.schedule import build_agenda
from kiosk.viewmodels.board.event import EventViewState

NOW = datetime(2026, 1, 13, 9, tzinfo=ZoneInfo("America/Los_Angeles"))
KIOSK = "title: Room\ntimezone: America/Los_Angeles\nlanguages: [en, es]\n"


def titles(write_folder, keys: str, spanish: str = "") -> tuple[dict[str, str], list[str]]:
    """The short title in each language, and the rules that were reported."""
    files = {
        "kiosk.yaml": KIOSK,
        "events/a.md": f"---\n{keys}\nwhen: January 14, 2026, 1-2 PM\n---\nCome.\n",
    }
    if spanish:
        files["events/a.es.md"] = f"---\n{spanish}\n---\nVenga.\n"
    result = load(write_folder(files))
    (entry, *_) = build_agenda(result.snapshot.events, NOW)
    shown = {one: EventViewState.of(entry, one).short_title for one in ("en", "es")}
    return shown, [problem.rule for problem in result.problems]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Intersections of Trauma and Trafficking - Principles of Care", "Intersections of Trauma "
         "and Trafficking"),
        ("Hidden in Plain Sight – Child Labor", "Hidden in Plain Sight"),
        ("All Things Housing: Office Hour", "All Things Housing"),
        ("An Evening of Film | Free entry", "An Evening of Film"),
        ("夜间参观博物馆的艺术作品：电影", "夜间参观博物馆的艺术作品"),
        # Too little to say anything, or no parts at all.
        ("Part 1: The River", "Part 1: The River"),
        ("Drop-In Night at 7:30", "Drop-In Night at 7:30"),
        ("Stop, Observe, Ask, Respond", "Stop, Observe, Ask, Respond"),
    ],
)  # fmt: skip
def test_the_first_part_of_a_title(write_folder, title, shown):
    assert titles(write_folder, f'title: "{title}"')[0]["en"] == shown


def test_a_short_title_takes_its_place_in_its_language(write_folder):
    shown, rules = titles(
        write_folder, "title: A Long Title of It\nshort: It", "title: Un título\nshort: Eso"
    )
    assert shown == {"en": "It", "es": "Eso"}
    assert "unknown-key" not in rules


def test_a_short_title_is_not_shown_over_a_translated_title(write_folder):
    shown, _ = titles(write_folder, "title: A Long Title\nshort: It", "title: Un título - largo")
    assert shown["es"] == "Un título - largo", "'Un título' says too little by itself"
    shown, _ = titles(write_folder, "title: A Long Title\nshort: It", "online: Seminario")
    assert shown["es"] == "It", "both are in the same language"


def test_a_short_title_that_is_none_is_told_and_left_out(write_folder):
    limit = SHORT_LETTERS.limit
    shown, rules = titles(write_folder, f"title: A Title\nshort: {'x' * (limit + 1)}")
    assert (shown["en"], rules.count("beyond-bound")) == ("A Title", 1)
    shown, rules = titles(write_folder, f"title: A Title\nshort: {'x' * limit}")
    assert (shown["en"], rules.count("beyond-bound")) == ("x" * limit, 0)

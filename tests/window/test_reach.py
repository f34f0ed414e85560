"""Reach mode: what is touched and read lies where somebody who sits can touch and read it."""

import math
import shutil
from pathlib import Path

import pytest

from kiosk.offscreen.manifest import read_window
from tests.window.conftest import MakeVisitor, Visitor

ROOT = Path(__file__).resolve().parents[2]
TALL = (720, 1280)


def hang(write_folder, inches, bottom):
    measures = f"screen:\n  diagonal_inches: {inches}\n  bottom_mm: {bottom}\n"
    kiosk = (
        "title: Low\ntimezone: America/Los_Angeles\n"
        f"help_line:\n  phone: 1-888-373-7888\n{measures}"
    )
    events = {
        f"events/{n}.md": (
            f"---\ntitle: Event {n}\nwhen: January {20 + n}, 2026, 1-2 PM\n---\nCome.\n"
        )
        for n in (1, 2)
    }
    return write_folder({"kiosk.yaml": kiosk, **events})


@pytest.mark.parametrize(("inches", "bottom"), [(43, 700), (55, 250), (32, 900)])
def test_with_a_known_screen_everything_lies_within_380_to_1220_mm(
    make_visitor: MakeVisitor, write_folder, inches, bottom
):
    visitor = make_visitor(folder=hang(write_folder, inches, bottom), size=TALL)
    visitor.touch("Display: text size, contrast, motion")
    visitor.touch("Everything lower down")
    visitor.touch("Done")
    visitor.touch("Events")
    seen = read_window(visitor.app_window.window)
    per_mm = math.hypot(*TALL) / (inches * 25.4)
    heights = []
    assert seen["targets"]
    for thing in (
        *seen["targets"],
        *seen["codes"],
        *(text for text in seen["texts"] if text["text"] != "Low"),
    ):
        _, y, _, tall = thing["box"]
        heights += [bottom + (TALL[1] - y) / per_mm, bottom + (TALL[1] - y - tall) / per_mm]
    assert min(heights) >= 380
    assert max(heights) <= 1220


def test_lists_and_what_is_open_follow_one_another_and_home_forgets(
    make_visitor: MakeVisitor, write_folder
):
    visitor = make_visitor(folder=hang(write_folder, 0, 0), size=TALL)
    visitor.touch("Display: text size, contrast, motion")
    visitor.touch("Everything lower down")
    visitor.touch("Events")
    assert "Come." not in visitor.texts()
    visitor.touch("Event 2")
    assert "Come." in visitor.texts()
    assert not any("Event 1" in text for text in visitor.texts())
    visitor.touch("Back")
    assert any("Event 1" in text for text in visitor.texts())
    visitor.touch("Home")
    assert not visitor.session.reach


def lower(visitor: Visitor):
    visitor.touch("Display: text size, contrast, motion")
    visitor.touch("Everything lower down")
    visitor.touch("Done")


@pytest.mark.parametrize(("inches", "bottom"), [(0, 0), (43, 700), (24, 700)])
def test_a_picture_hangs_large_above_and_what_is_read_of_it_stands_below(
    make_visitor: MakeVisitor, inches, bottom, tmp_path
):
    folder = shutil.copytree(ROOT / "gallery", tmp_path / "gallery")
    if inches:
        with (folder / "kiosk.yaml").open("a", encoding="utf-8") as settings:
            settings.write(f"\nscreen:\n  diagonal_inches: {inches}\n  bottom_mm: {bottom}\n")
    visitor = make_visitor(folder=folder, size=TALL)
    visitor.session.openWork("works/01-what-the-morning-kept")
    visitor.settle()
    (before,) = read_window(visitor.app_window.window)["pictures"]
    lower(visitor)
    seen = read_window(visitor.app_window.window)
    (picture,) = seen["pictures"]
    assert picture["box"][2] >= 0.8 * before["box"][2], "it is no stamp"
    per_mm = math.hypot(*TALL) / (inches * 25.4) if inches else 0
    top = max(0, TALL[1] - (1220 - bottom) * per_mm) if inches else TALL[1] / 2
    words = [text for text in seen["texts"] if text["text"] != "A Reclamation"]
    assert len(words) > 8
    assert all(text["box"][1] >= top - 1 for text in words)
    assert all(not shares(text["box"], picture["box"]) for text in seen["texts"])
    visitor.touch("Closer")
    assert visitor.session.zoom > 0, "what a touch on the picture does can be done from below"


def test_in_the_loop_the_label_opens_the_work_that_hangs_above(make_visitor: MakeVisitor):
    visitor = make_visitor(size=TALL)
    lower(visitor)
    label = [
        target
        for target in read_window(visitor.app_window.window)["targets"]
        if target["name"].startswith("Open ")
    ]
    assert any(target["box"][1] >= TALL[1] / 2 for target in label)
    key = visitor.app_window.controller.loop.slideA.work.key
    (below,) = (target for target in label if target["box"][1] >= TALL[1] / 2)
    visitor.touch_at(below["box"][0] + 20, below["box"][1] + 20)
    assert visitor.session.screen == "work"
    assert visitor.app_window.controller.work.key == key


def test_a_long_head_takes_its_room_from_the_first_page_only(
    make_visitor: MakeVisitor, write_folder
):
    words = " ".join(["Everybody who would like to come is welcome here."] * 30)
    kiosk = "title: Low\ntimezone: America/Los_Angeles\n"
    title = (
        "A conversation about what remains,"
        " and about whatever else there is to be said of it this winter"
    )
    event = (
        f"---\ntitle: {title}\nwhen: January 20, 2026, 1-2 PM\n"
        f"register: https://example.org/come\n---\n{words}\n"
    )
    visitor = make_visitor(
        folder=write_folder({"kiosk.yaml": kiosk, "events/a.md": event}), size=TALL
    )
    visitor.session.setTextScale(1.5)
    lower(visitor)
    visitor.touch("Events")
    visitor.touch(title)
    lines = [len(read_lines(visitor))]
    assert any(text == title for text in visitor.texts())
    visitor.touch("Next page")
    lines.append(len(read_lines(visitor)))
    assert not any(text == title for text in visitor.texts())
    assert lines[1] >= 6
    assert lines[1] > lines[0]


def read_lines(visitor: Visitor):
    return [text for text in read_window(visitor.app_window.window)["texts"] if text["line"]]


def shares(one, other):
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return across > 2 and down > 2


def test_a_wide_screen_offers_no_reach_mode(make_visitor: MakeVisitor, write_folder):
    visitor = make_visitor(folder=hang(write_folder, 0, 0))
    visitor.touch("Display: text size, contrast, motion")
    assert "Everything lower down" not in visitor.targets()


def test_the_posters_event_stands_below_its_words(make_visitor: MakeVisitor, write_folder):
    kiosk = (
        "title: Low\ntimezone: America/Los_Angeles\n"
        "open:\n  from: 2026-02-01\n  until: 2026-02-20\n"
    )
    event = (
        "---\ntitle: An event\nwhen: January 20, 2026, 1-2 PM\n"
        "register: https://example.org/come\n---\nCome.\n"
    )
    visitor = make_visitor(
        folder=write_folder({"kiosk.yaml": kiosk, "events/a.md": event}), size=TALL
    )
    lower(visitor)
    seen = read_window(visitor.app_window.window)
    (soon,) = (text["box"] for text in seen["texts"] if text["text"].startswith("Opens"))
    (strip,) = (target["box"] for target in seen["targets"] if "An event" in target["name"])
    (code,) = (code["box"] for code in seen["codes"])
    assert code[0] == pytest.approx(soon[0], abs=3)
    assert min(strip[1], code[1]) > soon[1] + soon[3]

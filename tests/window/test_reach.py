"""Reach mode: what is touched and read lies where somebody who sits can touch and read it."""

import math

import pytest

from kiosk.shots.manifest import read_window

TALL = (720, 1280)


def hang(write_folder, inches, bottom):
    measures = f"screen:\n  diagonal_inches: {inches}\n  bottom_mm: {bottom}\n"
    kiosk = f"title: Low\ntimezone: America/Los_Angeles\nhelp_line:\n  phone: 1-888-373-7888\n{measures}"
    events = {f"events/{n}.md": f"---\ntitle: Event {n}\nwhen: January {20 + n}, 2026, 1-2 PM\n---\nCome.\n" for n in (1, 2)}
    return write_folder({"kiosk.yaml": kiosk, **events})


@pytest.mark.parametrize(("inches", "bottom"), [(43, 700), (55, 250), (32, 900)])
def test_with_a_known_screen_everything_lies_within_380_to_1220_mm(make_visitor, write_folder, inches, bottom):
    visitor = make_visitor(folder=hang(write_folder, inches, bottom), size=TALL)
    visitor.touch("Display: text size, contrast, motion")
    visitor.touch("Everything lower down")
    visitor.touch("Done")
    visitor.touch("Events")
    seen = read_window(visitor.stage.window)
    per_mm = math.hypot(*TALL) / (inches * 25.4)
    heights = []
    for thing in (*seen["targets"], *(text for text in seen["texts"] if text["text"] != "Low")):
        _, y, _, tall = thing["box"]
        heights += [bottom + (TALL[1] - y) / per_mm, bottom + (TALL[1] - y - tall) / per_mm]
    assert min(heights) >= 380
    assert max(heights) <= 1220


def test_lists_and_what_is_open_follow_one_another_and_home_forgets(make_visitor, write_folder):
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
    assert not visitor.visit.reach


def test_a_wide_screen_offers_no_reach_mode(make_visitor, write_folder):
    visitor = make_visitor(folder=hang(write_folder, 0, 0))
    visitor.touch("Display: text size, contrast, motion")
    assert "Everything lower down" not in visitor.targets()

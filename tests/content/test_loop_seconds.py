"""How long a work stays in the loop, and whether its label hangs there."""

import pytest

from kiosk.content.load import load
from tests.check.passing import KIOSK, WORK, rules


def read(write_folder, label="", loop="", text="Text."):
    work = WORK.replace("alt:", f"{label}alt:").replace("Text.", text)
    files = {"works/a.jpg": "picture", "works/a.md": work}
    root = write_folder({"kiosk.yaml": KIOSK + loop, **files})
    result = load(root)
    return root, result.snapshot.works[0], result.snapshot.exhibition, result.problems


@pytest.mark.parametrize(
    ("typed", "seconds", "rule"),
    [
        ("40", 40, None),
        ("12.5", 12.5, None),
        ("40 s", 40, None),
        ("40 seconds", 40, None),
        ("10", 10, None),
        ("9", 10, "seconds"),
        ("-3", 10, "seconds"),
        ("600", 600, None),
        ("601", 600, "beyond-bound"),
        ("1e12", 600, "beyond-bound"),
        ("long", 0, "seconds"),
        ("nan", 0, "seconds"),
        ("inf", 0, "seconds"),
        ("9" * 400, 0, "seconds"),
        ("1:30", 0, "seconds"),
    ],
)
@pytest.mark.parametrize("place", ["label", "loop"])
def test_seconds_have_bounds(write_folder, typed, seconds, rule, place):
    text = f"seconds: {typed}\n"
    label, loop = (text, "") if place == "label" else ("", f"loop:\n  {text}")
    _, work, exhibition, problems = read(write_folder, label, loop)
    assert (work.seconds if place == "label" else exhibition.work_seconds) == seconds
    assert [one.rule for one in problems] == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("label", "loop", "words", "line"),
    [
        ("seconds: 12\n", "", 3, None),
        ("seconds: 12\n", "", 40, 5),
        ("seconds: 25\n", "", 40, None),
        ("", "loop:\n  seconds: 12\n", 40, 7),
        ("seconds: 60\n", "loop:\n  seconds: 12\n", 40, None),
        ("seconds: 12\nlabel: off\n", "", 40, None),
        ("seconds: 12\nloop: no\n", "", 40, None),
    ],
)
def test_words_that_need_longer_are_told(write_folder, label, loop, words, line):
    root, *_ = read(write_folder, label, loop, "word " * (words - 1) + "end.")
    told = [one for one in rules(root) if one[2] == "seconds-short"]
    assert told == ([("works/a.md", line, "seconds-short")] if line else [])


@pytest.mark.parametrize(("typed", "hangs"), [("off", False), ("no", False), ("on", True)])
def test_a_label_is_hung_or_not(write_folder, typed, hangs):
    _, work, exhibition, problems = read(write_folder, f"label: {typed}\n")
    assert (work.has_label, exhibition.hangs_labels, problems) == (hangs, True, ())
    _, work, exhibition, problems = read(write_folder, "", f"loop:\n  label: {typed}\n")
    assert (work.has_label, exhibition.hangs_labels, problems) == (True, hangs, ())

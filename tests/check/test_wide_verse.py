"""The check tells of poems whose lines have no room in the loop, as the typesetter sets them."""

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.typesetting.poster_setter import PosterRoom, set_poem
from kiosk.window.app_window import load_typefaces
from tests.check.passing import KIOSK, rules

WIDE, TALL = (1800, 486), (960, 1216)
LONG = "and I have walked the whole of the long road home again, and the road has walked with me"


def told(write_folder, text, excerpt=""):
    head = f"---\ntitle: P\nmedium: poetry\ncredit: c\n{excerpt}---\n"
    root = write_folder({"kiosk.yaml": KIOSK, "works/p.md": head + text})
    return [(line, rule) for _, line, rule in rules(root) if rule == "wide-verse"]


@pytest.mark.parametrize(
    ("text", "excerpt", "line"),
    [
        (f"{LONG},\n{LONG}.\n", "", 6),
        (f"{LONG}.\n\nI came home.\n", "", None),
        (f"{LONG}.\n\nI came home.\n", "excerpt: 1\n", 5),
        (f"{LONG}.\n\nI came home.\n", "excerpt: 2\n", None),
        ("漢" * 30 + "\n", "", 6),
        ("漢" * 20 + "\n", "", None),
    ],
)
def test_a_poem_without_a_line_that_has_room_is_told(write_folder, text, excerpt, line):
    found = told(write_folder, text, excerpt)
    assert found == ([] if line is None else [(line, "wide-verse")])


@pytest.mark.parametrize("letters", [44, 50, 64, 70, 96])
def test_the_check_says_what_the_typesetter_does(
    write_folder, qapp: QGuiApplication, letters: int
) -> None:
    load_typefaces()
    source = "\n".join([LONG[:letters].strip()] * 8)
    found = told(write_folder, source)
    room = PosterRoom(
        family="Source Serif 4",
        width=TALL[0],
        height=TALL[1],
        sizes=tuple(range(96, 63, -1)),
        lesser=tuple(range(63, 35, -1)),
        least=tuple(range(35, 23, -1)),
    )
    setting = set_poem(source, "", room)
    is_small = setting.size < 36 or len(setting.lines) > setting.words.count("\n") + 1
    assert bool(found) == is_small

"""Two screens of one machine under sway, a gallery and a board; and a turned picture under cage and
sway, clicked by the compositor's own pointer.
"""

import ctypes.util
import json
import os
import re
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from kiosk.app.touch_check import PLACES
from tests.faults.outputs import SIZE, Outputs, needs_namespace
from tests.faults.running_kiosk import copy_gallery, long, wait_for, word_for
from tests.faults.screen_report import Report

pytestmark = [
    needs_namespace,
    pytest.mark.skipif(
        not all(map(shutil.which, ("Xvfb", "sway", "swaymsg", "cage", "Xwayland"))),
        reason="needs compositors and an X server (apt: xvfb sway cage xwayland)",
    ),
]
HALF = (960, 1080)
# As docs/OPERATING.md has it: each window goes to its output by its name.
RULES = "".join(
    f'assign [app_id="^kiosk\\.{name}$"] output {name}\n' for name in ("X11-1", "X11-2")
)


def app_ids(sway: Outputs) -> dict[str, list[str]]:
    """The windows' names by output, as sway has them."""

    def below(node: dict) -> list[str]:
        own = [node["app_id"]] if node.get("app_id") else []
        return own + [one for child in node["nodes"] for one in below(child)]

    tree = json.loads(sway.sway("--raw", "-t", "get_tree"))
    return {node["name"]: below(node) for node in tree["nodes"] if node["name"] != "__i3"}


needs_pointer = pytest.mark.skipif(
    ctypes.util.find_library("Xtst") is None, reason="needs libXtst (apt: libxtst6)"
)


def board_of(place: Path) -> Path:
    (place / "events").mkdir(parents=True)
    (place / "kiosk.yaml").write_text("title: The board\ntimezone: America/Los_Angeles\n")
    (place / "events" / "one.md").write_text(
        "---\ntitle: Far ahead\nwhen: 2099-01-13 13:00-14:00\n---\nx\n"
    )
    return place


@long
def test_under_sway_each_of_two_screens_has_its_own_window(tmp_path, report: Report):
    """One service and a line for each screen. One falls and comes back to its own output; the
    other does not notice.
    """
    folder, board = copy_gallery(tmp_path / "gallery"), board_of(tmp_path / "board")
    screens = tmp_path / "kiosk-screens"
    supervise = f"{sys.executable} -m kiosk supervise"
    screens.write_text(
        "#!/bin/sh\n"
        f"{supervise} {folder} --screen X11-1 &\n{supervise} {board} --screen X11-2 &\nwait\n"
    )
    screens.chmod(0o755)
    with (
        Outputs(
            tmp_path / "wall",
            folder,
            "sway",
            outputs=2,
            as_service=True,
            rules=f'{RULES}exec "{screens}; swaymsg exit"\n',
        ) as running,
        report.of("sway: a gallery and a board on two outputs", running) as row,
    ):
        running.resize(HALF, HALF)
        service = running.runtime

        def state(name: str) -> dict[str, object]:
            running.runtime = service / name
            return running.state()

        def shown() -> list[Image.Image]:
            image = running.grab_screen()
            return [image.crop((x, 0, x + 960, 1080)) for x in (0, 960)]

        for name in ("X11-1", "X11-2"):
            running.until(lambda name=name: state(name).get("screen") == f"{name} 960x1080", 40)
        running.until(lambda: word_for(shown()[0]) == "content")
        running.until(lambda: word_for(shown()[1]) == "words")
        assert (state("X11-1")["works"], state("X11-2")["works"]) == (4, 0)
        assert app_ids(running) == {"X11-1": ["kiosk.X11-1"], "X11-2": ["kiosk.X11-2"]}
        pid, board_shown = state("X11-1")["pid"], shown()[1].crop((0, 0, 960, 900)).tobytes()
        row.before("a gallery and a board")
        began = time.monotonic()
        os.kill(int(str(state("X11-2")["pid"])), signal.SIGKILL)
        running.until(lambda: shown()[1].crop((0, 0, 960, 900)).tobytes() != board_shown)
        row.during("a gallery")
        assert word_for(shown()[0]) == "content"
        running.until(lambda: shown()[1].crop((0, 0, 960, 900)).tobytes() == board_shown)
        row.after(time.monotonic() - began, "a gallery and a board")
        assert (state("X11-1")["pid"], state("X11-1")["restarts"]) == (pid, 0)
        running.until(lambda: state("X11-2").get("restarts") == 1)
        running.process.terminate()
        running.process.wait(15)
        assert running.alive() == []


def turned(share: tuple[float, float], degrees: int) -> tuple[int, int]:
    """Where on the output a point of the turned picture lies, a share of what is seen."""
    x, y = share
    for _ in range(degrees // 90):
        x, y = 1 - y, x
    return round(x * SIZE[0]), round(y * SIZE[1])


def test_a_point_turns_clockwise():
    assert turned((0, 0), 90) == (SIZE[0], 0)
    assert turned((0.25, 0), 180) == (1440, 1080)
    assert turned((0, 0), 270) == (0, SIZE[1])


def corners(image: Image.Image) -> list[tuple[int, ...]]:
    right, bottom = image.width - 1, image.height - 1
    return [image.getpixel(at) for at in ((0, 0), (right, 0), (0, bottom), (right, bottom))]


@needs_pointer
@pytest.mark.parametrize(
    ("compositor", "degrees"),
    [
        ("cage", 90),
        *(
            pytest.param(compositor, degrees, marks=long)
            for compositor in ("cage", "sway")
            for degrees in (0, 90, 180, 270)
            if (compositor, degrees) != ("cage", 90)
        ),
    ],
)
def test_a_click_falls_where_it_should_on_a_turned_screen(tmp_path, compositor, degrees):
    """As staff try it: ``kiosk doctor --touch``."""
    with Outputs(
        tmp_path / "wall",
        tmp_path,
        compositor,
        command="doctor",
        arguments=["--touch"],
        environment={"KIOSK_ROTATE": str(degrees)},
    ) as running:
        running.resize(SIZE)
        running.until(lambda: min(map(max, corners(running.grab_screen()))) > 0)
        time.sleep(1)
        for place in PLACES:
            before = running.grab_screen().tobytes()
            running.click(*turned(place, degrees))
            # The next ring, or the end.
            wait_for(lambda before=before: running.grab_screen().tobytes() != before)
        wait_for(lambda: re.search("good: .*touch falls|missing:", running.log.read_text()))
        assert "good:    touch falls where it should" in running.log.read_text()


@needs_pointer
@long
@pytest.mark.parametrize("compositor", ["cage", "sway"])
def test_the_bar_of_a_turned_screen_is_where_it_is_seen(tmp_path, report: Report, compositor):
    """Upside down: "Artworks" opens the wall at the opposite corner, and nothing does elsewhere."""
    folder = copy_gallery(tmp_path / "gallery")
    with (
        Outputs(
            tmp_path / "wall", folder, compositor, environment={"KIOSK_ROTATE": "180"}
        ) as running,
        report.of(f"{compositor}: a screen that hangs upside down is clicked", running) as row,
    ):
        running.resize(SIZE)
        running.comes("X11-1", SIZE)
        row.before()
        # Its middle, as a share of what is seen, and a place beside its word, in pixels.
        artworks, beside = (0.117, 0.952), (166, 1028)

        def ground() -> int:
            return min(running.grab_screen().rotate(180).getpixel(beside))

        assert ground() < 60
        # The same place of a picture that is not turned: nothing happens there.
        running.click(*turned(artworks, 0))
        time.sleep(1)
        assert ground() < 60
        running.click(*turned(artworks, 180))
        # The button of the screen that is open has a light ground.
        row.after(running.until(lambda: ground() > 200, 10))

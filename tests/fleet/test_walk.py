"""A walk by the guides alone, as a new operator goes it, timed: two screens, a first publication, a
change, a stage, a roll-back, an emergency, and a screen that is lost and replaced.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path

import pytest

from tests.faults.running_kiosk import long, needs_x
from tests.fleet.machines import Machine, blocks, needs_programs, refused, until
from tests.fleet.test_engines import (
    EMERGENCY_WITHIN,
    FIRE,
    LABEL,
    SHOWN_WITHIN,
    Fleet,
    Rsync,
    fleet_of,
)

pytestmark = [
    long,
    needs_x,
    needs_programs(rsync="rsync", sshd="openssh-server"),
    pytest.mark.skipif(bool(refused()), reason=refused() or "machines can be made"),
]
REPORT = os.environ.get("KIOSK_FAULTS_REPORT", "")
FIRST, LATER = "Publishing to screens", "A release for some screens first, and what hangs where"
# A clock that is half an hour ahead: a screen that is off for so long is told by then.
LATER_CLOCK = """
import datetime, time
wall, base = time.time, datetime.datetime
time.time = lambda: wall() + 1800

class Shifted(base):
    @classmethod
    def now(cls, tz=None):
        return base.now(tz) + datetime.timedelta(seconds=1800)

datetime.datetime = Shifted
"""


class Walk:
    """The steps with the seconds that each took, from the operator's command to the glass."""

    def __init__(self, fleet: Fleet) -> None:
        self.fleet, self.engine = fleet, Rsync()
        self.seconds: dict[str, float] = {}
        self._began = time.monotonic()

    def done(self, step: str) -> None:
        now = time.monotonic()
        self.seconds[step], self._began = round(now - self._began, 1), now

    def carry(self) -> None:
        for screen in self.fleet.screens:
            self.engine.carry(self.fleet, screen)

    def everywhere(self, name: str, seconds: float = SHOWN_WITHIN) -> None:
        self.carry()
        self.fleet.await_shown(name, self.fleet.screens, seconds)


def with_a_screen(machine: Machine) -> None:
    """Give the machine an X server, so that its screen is well."""
    # Its lock and its socket are the machine's own, and gone with it.
    machine.run("mkdir -p $HOME/tmp && mount --bind $HOME/tmp /tmp/.X11-unix")
    machine.start("x", "Xvfb :0 -nolock -screen 0 640x360x24 -nolisten tcp")
    machine.environment |= {"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":0"}
    until((machine.place / "home/tmp/X0").exists, 20, (machine.place / "x.log").read_text)


def line(block: str, start: str) -> str:
    """The one line of a guide's block that begins so."""
    (found,) = [one for one in block.splitlines() if one.startswith(start)]
    return found


def test_a_new_operator_walks_by_the_guides(tmp_path: Path) -> None:
    with fleet_of(tmp_path / "net") as fleet:
        walk = Walk(fleet)
        for screen in fleet.screens:
            with_a_screen(screen)
        walk.engine.set_up(fleet)
        walk.done("two screens are set up")
        first = fleet.publish(line(blocks("README", FIRST)[0], "kiosk publish"))
        walk.carry()
        fleet.start()
        walk.everywhere(first, 120)
        walk.done("first publication")
        (fleet.folder / "works/01-a.md").write_text(LABEL.format("First, again"))
        second = walk.engine.publish(fleet)
        walk.everywhere(second)
        walk.done("a change")
        third = through_a_stage(walk, second)
        back = fleet.publish("kiosk rollback /srv/store")
        walk.everywhere(back)
        walk.done("roll-back")
        assert back != third
        (fleet.folder / "notices").mkdir()
        (fleet.folder / "notices/fire.md").write_text(FIRE)
        urgent = walk.engine.publish(fleet)
        walk.everywhere(urgent, EMERGENCY_WITHIN + 10)
        walk.done("an emergency")
        through_a_lost_screen(walk, urgent)
        assert fleet.faults == []
        told = json.dumps(walk.seconds, indent=1)
        print(told)
        if REPORT:
            Path(REPORT).mkdir(parents=True, exist_ok=True)
            Path(REPORT, "walk.json").write_text(told)


def through_a_stage(walk: Walk, before: str) -> str:
    """One screen first; the other follows when that has shown it well for a minute."""
    fleet = walk.fleet
    one, other = fleet.screens
    (lines,) = blocks("README", LATER)
    (fleet.folder / "works/02-b.md").write_text(LABEL.format("Second, again"))
    name = fleet.publish(line(lines, "kiosk publish").replace("30m", "1m"))
    walk.carry()
    fleet.await_shown(name, [one], SHOWN_WITHIN)
    assert other.shown() == before
    walk.done("a release on one screen first")
    advance = line(lines, "kiosk fleet advance")

    def advanced() -> bool:
        walk.engine.status(fleet)
        return "the next stage is open" in fleet.publisher.run(advance, check=False)

    until(advanced, 300, lambda: fleet.publisher.run(advance, check=False))
    walk.everywhere(name)
    walk.done("the next stage, a minute after")
    return name


def through_a_lost_screen(walk: Walk, name: str) -> None:
    """A screen goes; it is told, and another machine takes its place."""
    fleet = walk.fleet
    _, lost = fleet.screens
    until(
        lambda: walk.engine.status(fleet).count(name) == 2, 120, lambda: walk.engine.status(fleet)
    )
    lost.kill_kiosk()
    clock = fleet.publisher.place / "clock"
    clock.mkdir()
    (clock / "sitecustomize.py").write_text(LATER_CLOCK)
    (lines,) = blocks("README", LATER)
    look = line(lines, "kiosk fleet status")
    told = fleet.publisher.run(look, check=False, PYTHONPATH=str(clock))
    _, _, of_lost = told.partition(lost.name)
    assert "no report for" in of_lost, told
    for place in ("state", "cache", "srv/store", "srv/kiosk-reports"):
        shutil.rmtree(lost.place / place)
    make, _ = blocks("RSYNC", "Once on each screen")
    lost.run(make)
    walk.engine.carry(fleet, lost)
    lost.start_kiosk()
    fleet.await_shown(name, [lost], 120)
    walk.done("a lost screen is replaced")

"""Ten screens, each the real program, fed by real Syncthing in ten network namespaces.

Never does one show what was not published as a whole; the faults below happen one after another
while the others go on. The commands are those of docs/fleet/SYNCTHING.md.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.publishing.release_store import ReleaseStore
from tests.faults.running_kiosk import long
from tests.fleet.machines import Machine, blocks, needs_programs, refused, until
from tests.fleet.test_engines import (
    EMERGENCY_WITHIN,
    FIRE,
    LABEL,
    SETTINGS,
    SHOWN_WITHIN,
    Fleet,
    big_work,
    carried,
    fleet_of,
    for_screen,
    tamper,
)

pytestmark = [
    long,
    needs_programs(syncthing="syncthing"),
    pytest.mark.skipif(bool(refused()), reason=refused() or "machines can be made"),
]
# Fewer on a machine without the memory: each takes some 170 MB with its Syncthing.
COUNT = int(os.environ.get("KIOSK_SCREENS", "10"))
GUIDE = "SYNCTHING"
STORE = "/srv/store"
REPORT = os.environ.get("KIOSK_FAULTS_REPORT", "")
STARTED_WITHIN = 300
# Until an engine has delivered; no promise of ours.
DELIVERED_WITHIN = 180


class Screens(Fleet):
    """Ten screens with Syncthing, and what was measured."""

    measured: dict[str, float]

    def set_up(self) -> None:
        self.measured = {}
        machines = (self.publisher, *self.screens)
        for machine in machines:
            machine.run("syncthing generate")
            machine.start("syncthing", "syncthing serve --no-browser")
        ids = {one.name: one.run("syncthing --device-id").strip() for one in machines}
        for machine in machines:
            await_syncthing(machine)
        (lines,) = blocks(GUIDE, "Once on the publisher's machine")
        self.first = self.publish(lines)
        (each,) = blocks(GUIDE, "For each screen, on the publisher's machine")
        restart = "syncthing cli operations restart"
        assert each.endswith(restart)
        for screen in self.screens:
            own = for_screen(each, screen.name).removesuffix(restart)
            self.publisher.run(own, SCREEN=ids[screen.name])
        self.publisher.run(restart)
        make, settings = blocks(GUIDE, "Once on each screen")
        for screen in self.screens:
            screen.run(for_screen(make, screen.name), PUBLISHER=ids["publisher"])
            (screen.place / SETTINGS).write_text(for_screen(settings, screen.name))

    def await_carried(self, screens: list[Machine]) -> None:
        """Until Syncthing has delivered all of the store."""
        until(
            lambda: all(carried(self.publisher.store, one.store) for one in screens),
            DELIVERED_WITHIN,
            lambda: [one.name for one in screens if not carried(self.publisher.store, one.store)],
        )

    def await_all(self, what: str, name: str, screens: list[Machine], seconds: float) -> None:
        """Until all show a release, within ``seconds`` of its delivery to each; measured."""
        delivered: dict[str, float] = {}
        shown: dict[str, float] = {}

        def looked() -> bool:
            now = time.monotonic()
            for one in screens:
                if one.name not in delivered and carried(self.publisher.store, one.store):
                    delivered[one.name] = now
                if one.name not in shown and one.shown() == name:
                    shown[one.name] = now
                late = now - delivered.get(one.name, now)
                assert one.name in shown or late < seconds, (one.name, one.status())
            return len(shown) == len(screens)

        until(
            looked, DELIVERED_WITHIN + seconds, lambda: {one.name: one.status() for one in screens}
        )
        self.measured[what] = max(shown[one] - delivered.get(one, shown[one]) for one in shown)

    def off(self, screen: Machine) -> None:
        """The power goes."""
        screen.kill_kiosk()
        screen.kill("syncthing")

    def on(self, screen: Machine, **variables: str) -> None:
        """The power comes."""
        screen.start("syncthing", "syncthing serve --no-browser")
        screen.start_kiosk(**variables)

    def edit(self, text: str) -> None:
        (self.folder / "works/01-a.md").write_text(LABEL.format(text))


def await_syncthing(machine: Machine) -> None:
    until(
        lambda: "version" in machine.run("syncthing cli show version 2>&1", check=False),
        60,
        lambda: (machine.place / "syncthing.log").read_text()[-2000:],
    )


# libfaketime makes clock_nanosleep fail now and then; the program asks for the time by these two.
SHIFTED = """
import datetime, os, time

shift = float(os.environ["SHIFT_SECONDS"])
wall, base = time.time, datetime.datetime
time.time = lambda: wall() + shift

class Shifted(base):
    @classmethod
    def now(cls, tz=None):
        return base.now(tz) + datetime.timedelta(seconds=shift)

datetime.datetime = Shifted
"""


def clock(place: Path, hours: float) -> dict[str, str]:
    """What gives a program a clock that is so far off."""
    place.mkdir(exist_ok=True)
    (place / "sitecustomize.py").write_text(SHIFTED)
    return {"PYTHONPATH": str(place), "SHIFT_SECONDS": str(hours * 3600)}


@pytest.fixture
def fleet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Screens]:
    monkeypatch.setattr("tests.fleet.test_engines.Fleet", Screens)
    names = [f"lobby-{number}" for number in range(1, COUNT + 1)]
    with fleet_of(tmp_path / "net", *names) as made:
        assert isinstance(made, Screens)
        yield made
        told = json.dumps({one: round(took, 1) for one, took in made.measured.items()}, indent=1)
        print(told)
        if REPORT:
            Path(REPORT).mkdir(parents=True, exist_ok=True)
            Path(REPORT, "syncthing.json").write_text(told)


def test_ten_screens_by_syncthing_through_all_faults(fleet: Screens, tmp_path: Path) -> None:
    fleet.set_up()
    everyone = fleet.screens
    away, fast, slow_clock, full, *_ = everyone
    # One was put up a day ago; the clocks of two are an hour off; one has a small disk.
    full.run(f"mkdir -p {full.place}/state && mount -t tmpfs -o size=90m none {full.place}/state")
    variables = {
        away.name: clock(tmp_path / "clock", -24),
        fast.name: clock(tmp_path / "clock", 1),
        slow_clock.name: clock(tmp_path / "clock", -1),
    }
    fleet.watch()
    # One after another: ten starts at once take more than two cores have within the watchdog.
    for screen in everyone:
        screen.start_kiosk(**variables.get(screen.name, {}))
        fleet.await_shown(fleet.first, [screen], STARTED_WITHIN)
    through_a_day_off(fleet, away)
    through_a_cut_and_a_slow_line(fleet)
    through_a_full_disk(fleet, full)
    through_tampering(fleet)
    through_killed_publishers(fleet)
    through_an_emergency(fleet)
    hanging = fleet.publisher.run("kiosk fleet status /srv/store", check=False)
    assert "its clock is 60 min ahead" in hanging or "its clock is 59 min ahead" in hanging
    assert fleet.faults == []


def through_a_day_off(fleet: Screens, away: Machine) -> None:
    """A screen is off for a day, and takes what came meanwhile when it is on again."""
    fleet.off(away)
    others = [one for one in fleet.screens if one is not away]
    for text in ("a day's first", "a day's second"):
        fleet.edit(text)
        name = fleet.publish()
        fleet.await_all(text, name, others, SHOWN_WITHIN)
    fleet.on(away)
    fleet.await_all("after a day off", name, [away], SHOWN_WITHIN)


def through_a_cut_and_a_slow_line(fleet: Screens) -> None:
    """One line is cut in the middle of an object, another is slow; the others go on."""
    cut, slow = fleet.screens[-1], fleet.screens[-2]
    others = [one for one in fleet.screens if one not in (cut, slow)]
    before = cut.shown()
    for screen in (cut, slow):
        fleet.net.slow(screen, "2mbit")
    big_work(fleet.folder, "03-c", 3)
    name = fleet.publish()
    until(lambda: part_of_an_object(cut), 60, lambda: list(cut.store.rglob("*")))
    fleet.net.cut(cut)
    fleet.await_all("beside a cut line", name, others, SHOWN_WITHIN)
    assert not carried(fleet.publisher.store, cut.store)
    fleet.await_all("by a slow line", name, [slow], SHOWN_WITHIN)
    assert cut.shown() == before
    fleet.net.mend(cut)
    fleet.await_all("after a cut", name, [cut], SHOWN_WITHIN)
    for screen in (cut, slow):
        fleet.net.slow(screen, "")


def part_of_an_object(screen: Machine) -> bool:
    """True while a part of an object has come."""
    return any(one.stat().st_blocks * 512 > 100_000 for one in screen.store.rglob(".syncthing.*"))


def through_a_full_disk(fleet: Screens, full: Machine) -> None:
    """One screen has no room; it tells it, and takes the release when there is room."""
    before = full.shown()
    full.run(f"head -c 24M /dev/zero > {full.place}/state/others")
    others = [one for one in fleet.screens if one is not full]
    big_work(fleet.folder, "04-d", 4)
    name = fleet.publish()
    fleet.await_all("beside a full disk", name, others, SHOWN_WITHIN)
    until(lambda: "the disk has" in str(full.status().get("release_problem")), 60, full.status)
    assert full.shown() == before
    full.run(f"rm {full.place}/state/others")
    fleet.await_all("after a full disk", name, [full], SHOWN_WITHIN)


def through_tampering(fleet: Screens) -> None:
    """An object, then a manifest, is changed in the publisher's store, and travels everywhere."""
    store = ReleaseStore(fleet.publisher.store)
    before = fleet.screens[0].shown()
    fleet.publisher.run("syncthing cli config folders store paused set true")
    fleet.edit("tampered")
    wrong = fleet.publish()
    entry = store.read_manifest(wrong).by_path["works/01-a.md"]
    tamper(fleet.publisher.store / store.object_name(entry.sha256))
    fleet.publisher.run("syncthing cli config folders store paused set false")
    until(
        lambda: all("differ" in str(one.status().get("release_problem")) for one in fleet.screens),
        DELIVERED_WITHIN,
        lambda: {one.name: one.status() for one in fleet.screens},
    )
    assert {one.shown() for one in fleet.screens} == {before}
    fleet.publish("kiosk publish --mend /srv/exhibition /srv/store")
    fleet.await_all("after a changed object", wrong, fleet.screens, SHOWN_WITHIN)

    fleet.publisher.run("syncthing cli config folders store paused set true")
    fleet.edit("another manifest")
    name = fleet.publish()
    manifest = fleet.publisher.store / "releases" / f"{name}.json"
    data = manifest.read_bytes()
    manifest.write_bytes(data.replace(b'"note": ""', b'"note": "x"'))
    fleet.publisher.run("syncthing cli config folders store paused set false")
    until(
        lambda: all(
            "published" in str(one.status().get("release_problem")) for one in fleet.screens
        ),
        DELIVERED_WITHIN,
        lambda: {one.name: one.status() for one in fleet.screens},
    )
    assert {one.shown() for one in fleet.screens} == {wrong}
    name = fleet.publish("kiosk publish --mend /srv/exhibition /srv/store")
    fleet.await_all("after a changed manifest", name, fleet.screens, SHOWN_WITHIN)


def through_killed_publishers(fleet: Screens) -> None:
    """A publisher is killed while it publishes; two publish at once."""
    before = fleet.screens[0].shown()
    fleet.edit("killed")
    for seconds in (0.8, 1.6, 2.4):
        fleet.publisher.start("publish", "kiosk publish /srv/exhibition /srv/store --no-look")
        time.sleep(seconds)
        fleet.publisher.run(f"kill -9 $(cat {fleet.publisher.place}/publish.pid)", check=False)
        # It may have come to its end before.
        fleet.note_published()
    time.sleep(5)
    assert {one.shown() for one in fleet.screens} <= {before, *fleet.published}
    script = (
        "kiosk publish /srv/exhibition /srv/store --no-look --note one & one=$!;"
        " kiosk publish /srv/exhibition /srv/store --no-look --note two & two=$!;"
        " wait $one || true; wait $two || true"
    )
    fleet.edit("two at once")
    fleet.publisher.run(script)
    name = fleet.publish()
    fleet.await_all("two publishers", name, fleet.screens, SHOWN_WITHIN)


def through_an_emergency(fleet: Screens) -> None:
    """An emergency notice on all, and the release before it again."""
    before = fleet.screens[0].shown()
    notices = fleet.folder / "notices"
    notices.mkdir()
    (notices / "fire.md").write_text(FIRE)
    urgent = fleet.publish()
    fleet.await_all("emergency", urgent, fleet.screens, EMERGENCY_WITHIN)
    back = fleet.publish(f"kiosk rollback /srv/store {before}")
    fleet.await_all("roll-back", back, fleet.screens, SHOWN_WITHIN)
    until(
        lambda: (
            fleet.publisher.run("kiosk fleet status /srv/store", check=False).count(back)
            == len(fleet.screens)
        ),
        180,
        lambda: fleet.publisher.run("kiosk fleet status /srv/store", check=False),
    )

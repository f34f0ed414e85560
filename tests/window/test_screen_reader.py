"""The program over the accessibility bus, as a screen reader uses it (AT-SPI)."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from jeepney import DBusAddress, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

ROOT = Path(__file__).resolve().parents[2]
REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
# State numbers of AT-SPI.
CHECKED, ENABLED, FOCUSABLE, SELECTED, SHOWING = 4, 8, 11, 23, 25
CONTROL_ROLES = ("push button", "check box")

Reference = tuple[str, str]


@dataclass(frozen=True)
class Accessible:
    """An accessible object as the bus describes it."""

    reference: Reference
    role: str
    name: str
    states: int
    box: tuple[int, int, int, int]

    def has(self, state: int) -> bool:
        return bool(self.states >> state & 1)


class Reader:
    """A screen reader: lists what is showing, and presses controls."""

    def __init__(self, bus: DBusConnection) -> None:
        self._bus = bus

    def _call(
        self,
        reference: Reference,
        interface: str,
        method: str,
        signature: str | None = None,
        body: tuple[object, ...] = (),
    ) -> tuple:
        address = DBusAddress(reference[1], reference[0], f"org.a11y.atspi.{interface}")
        return self._bus.send_and_get_reply(
            new_method_call(address, method, signature, body), timeout=5
        ).body

    def showing(self) -> list[Accessible]:
        found: list[Accessible] = []

        def walk(reference: Reference) -> None:
            for child in self._call(reference, "Accessible", "GetChildren")[0]:
                low, high = self._call(child, "Accessible", "GetState")[0]
                states = low | high << 32
                if not states >> SHOWING & 1:
                    continue
                role = self._call(child, "Accessible", "GetRoleName")[0]
                address = DBusAddress(child[1], child[0], "org.a11y.atspi.Accessible")
                name = self._bus.send_and_get_reply(
                    Properties(address).get("Name"), timeout=5
                ).body[0][1]
                if role not in ("application", "frame"):
                    found.append(
                        Accessible(
                            child,
                            role,
                            name,
                            states,
                            self._call(child, "Component", "GetExtents", "u", (0,))[0],
                        )
                    )
                walk(child)

        walk(REGISTRY)
        return found

    def rest(self) -> None:
        """Wait until the same is showing twice in a row; 10 s at most."""
        last: list[Accessible] = []
        until = time.monotonic() + 10
        while time.monotonic() < until:
            time.sleep(0.3)
            if (now := self.showing()) == last:
                return
            last = now

    def press(self, name: str) -> None:
        (thing,) = [
            thing for thing in self.showing() if thing.role in CONTROL_ROLES and thing.name == name
        ]
        actions = self._call(thing.reference, "Action", "GetActions")[0]
        number = [action[0].casefold() for action in actions].index("press")
        assert self._call(thing.reference, "Action", "DoAction", "i", (number,))[0]
        self.rest()


@pytest.fixture
def bus_environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    if not shutil.which("dbus-daemon") or not Path("/usr/libexec/at-spi-bus-launcher").exists():
        pytest.skip("no accessibility bus on this machine (needs dbus-daemon and at-spi2-core)")
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    address = daemon.stdout.readline().strip()
    yield {
        **os.environ,
        "DBUS_SESSION_BUS_ADDRESS": address,
        "XDG_CACHE_HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
    }
    daemon.terminate()
    daemon.wait(10)
    daemon.stdout.close()


def bus_of_assistive_programs(session: DBusConnection) -> str:
    """The address of the bus on which programs describe themselves."""
    launcher = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
    return str(
        session.send_and_get_reply(new_method_call(launcher, "GetAddress"), timeout=10).body[0]
    )


@pytest.fixture
def reader(bus_environment: dict[str, str]) -> Iterator[Reader]:
    environment = {**bus_environment, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    # Only while it is asked: what is left open would be told as another test's fault.
    with open_dbus_connection(bus_environment["DBUS_SESSION_BUS_ADDRESS"]) as session:
        address = bus_of_assistive_programs(session)
    program = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "kiosk",
            "run",
            "gallery",
            "--at",
            "2026-01-13 13:10",
            "--windowed",
            "1600x900",
        ],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    with open_dbus_connection(address) as bus:
        made = Reader(bus)
        until = time.monotonic() + 20
        while not made.showing() and time.monotonic() < until:
            time.sleep(0.3)
        made.rest()
        yield made
    program.terminate()
    assert program.wait(10) == 0


def names(things: list[Accessible], *roles: str) -> list[str]:
    return [thing.name for thing in things if thing.role in roles]


def test_every_screen_is_reachable_and_its_controls_have_names(reader: Reader) -> None:
    tour = {
        "Artworks": "What the Morning Kept",
        "Events": "Trafficking and Crime Victims Assistance Program Information Session",
        "Resources": "January is National Human Trafficking Prevention Month",
        "About": "Presented by",
        "Need help? 1-888-373-7888": "National Human Trafficking Hotline",
    }
    seen: dict[str, list[Accessible]] = {"loop": reader.showing()}
    for screen, words in tour.items():
        reader.press(screen)
        seen[screen] = reader.showing()
        assert words in " ".join(thing.name for thing in seen[screen]), screen
    for screen, things in seen.items():
        controls = [thing for thing in things if thing.role in CONTROL_ROLES]
        assert len(controls) > 6, screen
        for thing in things:
            assert thing.name or thing.role in ("list", "graphic", "filler"), (screen, thing)
            assert "\u200b" not in thing.name, (screen, thing)
        for thing in controls:
            assert thing.has(FOCUSABLE) == thing.has(ENABLED), (screen, thing)
            assert min(thing.box[2:]) >= 44, (screen, thing)
    # Accessible names have no Markdown syntax.
    assert "\nWhat you see here\n" in next(
        name for name in names(seen["About"], "paragraph") if "What you see here" in name
    )
    assert "QR code: 1-888-373-7888" in names(seen["Need help? 1-888-373-7888"], "graphic")
    assert [
        thing.name for thing in seen["Events"] if thing.has(SELECTED) and thing.name == "Events"
    ]


def test_a_picture_has_a_description_and_settings_can_be_changed(reader: Reader) -> None:
    reader.press("Artworks")
    reader.press("Vessel, Rejoined")
    things = reader.showing()
    (picture,) = [name for name in names(things, "graphic") if name]
    assert len(picture.split()) > 5, "the picture's description"
    assert picture not in ("Vessel, Rejoined", "")
    reader.press("Español")
    assert "Atrás" in names(reader.showing(), "push button")
    reader.press("Pantalla: tamaño del texto, contraste, movimiento")
    reader.press("Alto contraste")
    (contrast,) = [thing for thing in reader.showing() if thing.name == "Alto contraste"]
    assert contrast.role == "check box"
    assert contrast.has(CHECKED)

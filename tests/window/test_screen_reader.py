"""The program over the accessibility bus, as a screen reader uses it (AT-SPI)."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jeepney import DBusAddress, Message, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.ends import UNGUARDED

ROOT = Path(__file__).resolve().parents[2]
REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
# State numbers of AT-SPI.
CHECKED, ENABLED, FOCUSABLE, SELECTED, SHOWING = 4, 8, 11, 23, 25
CONTROL_ROLES = ("push button", "check box")
NO_PART = ("application", "frame")
# A busy machine takes its time; what has not come by then never will.
WAIT_SECONDS = 90.0

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


class GoneError(Exception):
    """The object has gone since it was listed."""


class Reader:
    """A screen reader: lists what is showing, and presses controls."""

    def __init__(self, bus: DBusConnection) -> None:
        self._bus = bus

    def _ask(self, message: Message) -> Any:
        """The first value of an answer. Raises GoneError."""
        reply = self._bus.send_and_get_reply(message, timeout=WAIT_SECONDS)
        if reply.header.message_type is MessageType.error:
            raise GoneError(reply.body)
        return reply.body[0]

    def _call(
        self,
        reference: Reference,
        interface: str,
        method: str,
        signature: str | None = None,
        body: tuple[object, ...] = (),
    ) -> Any:
        address = DBusAddress(reference[1], reference[0], f"org.a11y.atspi.{interface}")
        return self._ask(new_method_call(address, method, signature, body))

    def _describe(self, reference: Reference) -> Accessible | None:
        """An object as it is now; None for one that is not showing."""
        low, high = self._call(reference, "Accessible", "GetState")
        states = low | high << 32
        if not states >> SHOWING & 1:
            return None
        role = self._call(reference, "Accessible", "GetRoleName")
        address = DBusAddress(reference[1], reference[0], "org.a11y.atspi.Accessible")
        name = self._ask(Properties(address).get("Name"))[1]
        box = (0, 0, 0, 0)
        if role not in NO_PART:
            box = self._call(reference, "Component", "GetExtents", "u", (0,))
        return Accessible(reference, role, name, states, box)

    def showing(self) -> list[Accessible]:
        found: list[Accessible] = []

        def walk(reference: Reference) -> None:
            for child in self._call(reference, "Accessible", "GetChildren"):
                with suppress(GoneError):
                    if (thing := self._describe(child)) is None:
                        continue
                    if thing.role not in NO_PART:
                        found.append(thing)
                    walk(child)

        walk(REGISTRY)
        return found

    def wait_for(self, condition: Callable[[list[Accessible]], bool]) -> list[Accessible]:
        """What is showing once that holds and the same is showing twice in a row."""
        last: list[Accessible] = []
        until = time.monotonic() + WAIT_SECONDS
        while True:
            things = self.showing()
            if things == last and condition(things):
                return things
            assert time.monotonic() < until, [(thing.role, thing.name) for thing in things]
            last = things
            time.sleep(0.2)

    def wait_for_control(self, name: str) -> Accessible:
        """The one control of this name, once it is showing."""
        return controls(self.wait_for(lambda things: len(controls(things, name)) == 1), name)[0]

    def press(self, name: str) -> None:
        reference = self.wait_for_control(name).reference
        actions = self._call(reference, "Action", "GetActions")
        number = [action[0].casefold() for action in actions].index("press")
        assert self._call(reference, "Action", "DoAction", "i", (number,))


def controls(things: list[Accessible], name: str) -> list[Accessible]:
    return [thing for thing in things if thing.role in CONTROL_ROLES and thing.name == name]


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
            *(sys.executable, "-P", "-c", UNGUARDED, "run", "gallery"),
            *("--at", "2026-01-13 13:10", "--windowed", "1600x900"),
        ],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    try:
        with open_dbus_connection(address) as bus:
            yield Reader(bus)
        program.terminate()
        assert program.wait(WAIT_SECONDS) == 0
    finally:
        program.kill()
        program.wait()


def all_controls(things: list[Accessible]) -> list[Accessible]:
    return [thing for thing in things if thing.role in CONTROL_ROLES]


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
    seen = {"loop": reader.wait_for(lambda things: len(all_controls(things)) > 6)}
    for screen, words in tour.items():
        reader.press(screen)
        seen[screen] = reader.wait_for(
            lambda things, words=words: words in " ".join(thing.name for thing in things)
        )
    for screen, things in seen.items():
        assert len(all_controls(things)) > 6, screen
        for thing in things:
            assert thing.name or thing.role in ("list", "graphic", "filler"), (screen, thing)
            assert "\u200b" not in thing.name, (screen, thing)
        for thing in all_controls(things):
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

    def pictures(things: list[Accessible]) -> list[str]:
        return [name for name in names(things, "graphic") if name]

    things = reader.wait_for(
        lambda things: len(pictures(things)) == 1 and bool(controls(things, "Back"))
    )
    (picture,) = pictures(things)
    assert len(picture.split()) > 5, "the picture's description"
    assert picture not in ("Vessel, Rejoined", "")
    reader.press("Español")
    assert reader.wait_for_control("Atrás").role == "push button"
    reader.press("Pantalla: tamaño del texto, contraste, movimiento")
    reader.press("Alto contraste")
    (contrast,) = controls(
        reader.wait_for(
            lambda things: any(one.has(CHECKED) for one in controls(things, "Alto contraste"))
        ),
        "Alto contraste",
    )
    assert contrast.role == "check box"

"""Checks of the screen: the graphics card, the display server, and the display's power."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from kiosk.display_ways import WLOPM, XSET, Way, way_of
from kiosk.doctor.dark_trial import tried
from kiosk.doctor.machine import Finding, Grade, Machine

_LOGIN_GREETERS = ("gdm3", "gdm", "lightdm", "sddm", "lxdm", "xdm")
# cage 0.1.4 ends at once without Xwayland, which its Debian package does not depend on.
_CAGE_NEEDS = {
    "seatd": Finding(
        Grade.MISSING, "cage cannot open the screen: seatd is not installed", "apt install seatd"
    ),
    "Xwayland": Finding(
        Grade.MISSING, "cage does not start: Xwayland is not installed", "apt install xwayland"
    ),
}
# Commands that switch a display: the device each one needs, how to install the command, and how
# to get the device.
_POWER_COMMANDS = {
    "ddcutil": (
        "i2c-*",
        "apt install ddcutil",
        "echo i2c-dev >/etc/modules-load.d/i2c-dev.conf && modprobe i2c-dev",
    ),
    "cec-ctl": (
        "cec*",
        "apt install v4l-utils",
        "use another command: this machine's card does not speak to televisions",
    ),
}

_TRY = "try it: kiosk doctor --dark, as the service's user (docs/OPERATING.md, Night)"
_OTHER_WAYS = (
    "set KIOSK_SCREEN_OFF and KIOSK_SCREEN_ON in /etc/default/kiosk (ddcutil, cec-ctl), "
    "or use the service kiosk-x11"
)


def check_graphics(machine: Machine) -> Iterator[Finding]:
    """The graphics card, and the screens that are connected to it."""
    if sys.platform != "linux":
        return
    if machine.devices("dri/renderD*") and machine.devices("dri/card*"):
        yield Finding(Grade.GOOD, "a graphics card draws the screen")
    elif machine.devices("dri/card*"):
        yield Finding(
            Grade.UNWISE,
            "the graphics card only shows pictures; the processor draws them",
            "apt install firmware-linux, if it is a real card",
        )
    else:
        yield Finding(
            Grade.MISSING,
            "there is no graphics device, so cage finds no screen",
            "check the cable, the BIOS and the driver",
        )
    for status in sorted((machine.root / "sys/class/drm").glob("card*-*/status")):
        if status.read_text("ascii", errors="replace").strip() == "connected":
            connector = status.parent.name.partition("-")[2]
            yield Finding(Grade.GOOD, f"a screen is connected at {connector}")


def check_display_server(machine: Machine) -> Iterator[Finding]:
    """The display server of the service, and what else wants the screen."""
    if sys.platform != "linux":
        return
    if machine.has("cage"):
        missing = [finding for name, finding in _CAGE_NEEDS.items() if not machine.has(name)]
        yield from missing or [
            Finding(Grade.GOOD, "cage, seatd and Xwayland are installed, for the service kiosk")
        ]
    elif machine.has("xinit"):
        yield Finding(Grade.GOOD, "xinit is installed, for the service kiosk-x11")
    else:
        yield Finding(
            Grade.MISSING,
            "neither cage nor xinit is installed, so the service has no screen",
            "apt install cage xwayland seatd",
        )
    for greeter in _LOGIN_GREETERS:
        if machine.is_enabled(greeter) == "enabled":
            yield Finding(
                Grade.UNWISE,
                f"{greeter} shows a login greeter, which may cover the screen",
                f"systemctl disable --now {greeter}",
            )
    if machine.is_enabled("kiosk kiosk-x11").count("enabled") > 1:
        yield Finding(
            Grade.UNWISE,
            "the services kiosk and kiosk-x11 are both enabled and compete for the screen",
            "systemctl disable kiosk-x11",
        )


def check_display_power(machine: Machine, kept: Path) -> Iterator[Finding]:
    """How the display is switched off outside the opening hours.

    Good is said only of a way that was tried and read back (``doctor --dark``); ``kept`` is the
    folder with the result.
    """
    if sys.platform != "linux" or machine.service_setting("KIOSK_HOURS") == "ignore":
        return
    off = machine.service_setting("KIOSK_SCREEN_OFF")
    on = machine.service_setting("KIOSK_SCREEN_ON")
    if off and on:
        missing = list(_check_power_commands((off, on), machine))
        yield from missing or [_tried(way_of(off, on), kept)]
    elif off or on:
        yield Finding(
            Grade.MISSING,
            "only one of KIOSK_SCREEN_OFF and KIOSK_SCREEN_ON is set, so neither is used",
            "set both in /etc/default/kiosk, or none",
        )
    elif machine.has("cage"):
        yield _wayland_power(machine, kept)
    elif machine.has("xset"):
        yield _tried(XSET, kept)
    elif machine.has("xinit"):
        yield Finding(
            Grade.UNWISE,
            "outside the opening hours the display is black but lit: xset is not installed",
            "apt install x11-xserver-utils",
        )


def _tried(way: Way, kept: Path) -> Finding:
    works, day = tried((way.off, way.on), kept)
    if works:
        what = f"{way.name} switched the display off and on when it was tried on {day}"
        return Finding(Grade.GOOD, what)
    if works is None:
        return Finding(
            Grade.UNWISE,
            f"whether {way.name} switches the display off at night has not been tried",
            _TRY,
        )
    return Finding(
        Grade.UNWISE,
        "outside the opening hours the display is black but lit: "
        f"{way.name} did not switch it when it was tried on {day}",
        _OTHER_WAYS,
    )


def _wayland_power(machine: Machine, kept: Path) -> Finding:
    if machine.has("wlopm"):
        return _tried(WLOPM, kept)
    return Finding(
        Grade.UNWISE,
        "outside the opening hours the display is black but lit: no installed command can switch "
        "it under cage",
        _OTHER_WAYS,
    )


def _check_power_commands(commands: tuple[str, ...], machine: Machine) -> Iterator[Finding]:
    missing = []
    for name in sorted({command.split()[0].rpartition("/")[2] for command in commands}):
        device, install, load = _POWER_COMMANDS.get(
            name, ("", "install it, or set another one in /etc/default/kiosk", "")
        )
        if not machine.has(name):
            what = f"{name}, which is to switch the display, is not installed"
            missing.append(Finding(Grade.MISSING, what, install))
        elif device and not machine.devices(device):
            what = f"{name} finds no /dev/{device} to switch the display by"
            missing.append(Finding(Grade.MISSING, what, load))
    yield from missing

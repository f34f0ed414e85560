"""Looks a machine over before it hangs on a wall: what is missing or unwise, and how to mend it. Changes nothing."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kiosk import paths

# Less than this fills up within weeks of logs and updates; the cache of a thousand works takes about 1 GB.
_FREE_BYTES = 2 * 2**30
_MEMORY_BYTES = 1_800 * 2**20
# Programs that put windows or notices over a screen.
_DISTURBERS = {
    "update-notifier": "apt remove update-notifier",
    "gnome-software": "apt remove gnome-software",
    "packagekitd": "systemctl mask packagekit",
    "light-locker": "apt remove light-locker",
    "xscreensaver": "apt remove xscreensaver",
    "gnome-screensaver": "apt remove gnome-screensaver",
}
_GREETERS = ("gdm3", "gdm", "lightdm", "sddm", "lxdm", "xdm")


class Grade(StrEnum):
    """How much it matters."""

    GOOD = "good"
    UNWISE = "unwise"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; ``mend`` is what to do about it."""

    grade: Grade
    what: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Machine:
    """What the doctor looks at: file systems below ``root``, and commands through ``ask`` (None when there is no such command)."""

    root: Path = Path("/")
    ask: Callable[[str], str | None] = lambda command: _ask(command)
    which: Callable[[str], str | None] = shutil.which

    def text(self, path: str) -> str:
        """A file's text; "" when there is none."""
        try:
            return (self.root / path).read_text("utf-8", errors="replace").strip()
        except OSError:
            return ""

    def has(self, command: str) -> bool:
        """True when there is such a command."""
        return self.which(command) is not None


# cage 0.1.4 ends at once without Xwayland, which nothing that it depends on brings along.
_CAGE_NEEDS = {
    "seatd": Finding(
        Grade.MISSING,
        "cage gets no screen from anybody: seatd is not installed",
        "apt install seatd",
    ),
    "Xwayland": Finding(
        Grade.MISSING, "cage does not start: Xwayland is not installed", "apt install xwayland"
    ),
}


def examine(
    folder: Path | None, machine: Machine | None = None, more: Sequence[Path] = ()
) -> list[Finding]:
    """All findings, in the order in which one would mend them."""
    on = machine or Machine()
    folders = (finding for one in (folder, *more) for finding in _folder(one, on))
    return [
        *_program(),
        *folders,
        *_session(on),
        *_night(on),
        *_graphics(on),
        *_quiet(on),
        *_time(on),
        *_room(on),
    ]


def _program() -> Iterator[Finding]:
    missing = [
        name
        for name in ("PySide6", "PIL", "segno", "babel", "yaml", "pebble")
        if importlib.util.find_spec(name) is None
    ]
    if missing:
        yield Finding(
            Grade.MISSING,
            f"Python packages are missing: {', '.join(missing)}",
            "install the package kiosk again",
        )
    fonts = len(list(paths.fonts_folder().glob("*.ttf")))
    if fonts:
        yield Finding(Grade.GOOD, f"{fonts} typefaces of its own")
    else:
        yield Finding(Grade.MISSING, "its typefaces are missing", "install the package kiosk again")


def _folder(folder: Path | None, on: Machine) -> Iterator[Finding]:
    if folder is None:
        folder = Path(written) if (written := _set(on, "KIOSK_FOLDER")) else None
    if folder is None:
        yield Finding(
            Grade.MISSING, "no folder is set", "write KIOSK_FOLDER=... in /etc/default/kiosk"
        )
        return
    if not folder.is_dir():
        yield Finding(
            Grade.MISSING,
            f"the folder {folder} does not exist",
            "make it, or set another one in /etc/default/kiosk",
        )
        return
    yield Finding(Grade.GOOD, f"the folder {folder} is there")
    closed = [path for path in (folder, *folder.parents) if not path.stat().st_mode & 0o001]
    if closed and sys.platform == "linux":
        yield Finding(
            Grade.UNWISE, f"other users may not enter {closed[-1]}, and the service runs as the user kiosk",
            f"chmod o+x {closed[-1]}, or give the user kiosk's group the right",
        )  # fmt: skip
    kept = [path for path in (folder, *sorted(folder.rglob("[!.]*"))) if not _readable(path)]
    if kept and sys.platform == "linux":
        yield Finding(
            Grade.UNWISE, f"other users may not read {kept[0]}{_and_others(len(kept) - 1)}, and the service runs as the user kiosk",
            f"chmod -R o+rX {folder}, or give the user kiosk's group the right",
        )  # fmt: skip


def _readable(path: Path) -> bool:
    """Whether others may read a file, or enter and list a folder."""
    needed = 0o005 if path.is_dir() else 0o004
    try:
        return path.stat().st_mode & needed == needed
    except OSError:
        return (
            True  # a link that leads nowhere, or a file that has gone meanwhile: not for its rights
        )


def _and_others(count: int) -> str:
    return f" and {count} others" if count else ""


def _session(on: Machine) -> Iterator[Finding]:
    if sys.platform != "linux":
        return
    if on.has("cage"):
        lacking = [finding for command, finding in _CAGE_NEEDS.items() if not on.has(command)]
        yield from lacking
        if not lacking:
            yield Finding(
                Grade.GOOD, "cage, seatd and Xwayland are installed, for the service kiosk"
            )
    elif on.has("xinit"):
        yield Finding(Grade.GOOD, "xinit is installed, for the service kiosk-x11")
    else:
        yield Finding(
            Grade.MISSING,
            "neither cage nor xinit is installed, so the service has no screen",
            "apt install cage xwayland seatd",
        )
    for greeter in _GREETERS:
        if (on.ask(f"systemctl is-enabled {greeter}") or "").strip() == "enabled":
            yield Finding(
                Grade.UNWISE,
                f"{greeter} shows a login greeter, which may come over the screen",
                f"systemctl disable --now {greeter}",
            )
    if (on.ask("systemctl is-enabled kiosk kiosk-x11") or "").count("enabled") > 1:
        yield Finding(
            Grade.UNWISE,
            "both services are enabled and fight for the screen",
            "systemctl disable kiosk-x11",
        )


def _night(on: Machine) -> Iterator[Finding]:
    """Whether the display can be switched off outside the hours."""
    if sys.platform != "linux" or _set(on, "KIOSK_HOURS") == "ignore":
        return
    off, lit = _set(on, "KIOSK_SCREEN_OFF"), _set(on, "KIOSK_SCREEN_ON")
    if off and lit:
        yield from _commands((off, lit), on)
    elif off or lit:
        yield Finding(
            Grade.MISSING, "of KIOSK_SCREEN_OFF and KIOSK_SCREEN_ON only one is set, so neither is used",
            "set both in /etc/default/kiosk, or none",
        )  # fmt: skip
    elif not on.has("cage"):
        if on.has("xset"):
            yield Finding(Grade.GOOD, "xset switches the display off outside the hours")
        elif on.has("xinit"):
            yield Finding(
                Grade.UNWISE,
                "outside the hours the display is black but lit: xset is not installed",
                "apt install x11-xserver-utils",
            )
    elif on.has("wlopm"):
        yield Finding(
            Grade.GOOD,
            "wlopm switches the display off outside the hours, if this cage lets it (the log tells)",
        )
    else:
        yield Finding(
            Grade.UNWISE, "outside the hours the display is black but lit: nothing here switches it under cage",
            "set KIOSK_SCREEN_OFF and _ON in /etc/default/kiosk (ddcutil, cec-ctl), or use the service kiosk-x11",
        )  # fmt: skip


# What switches displays, the devices it does so by, and how to come by both.
_SWITCHES = {
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


def _commands(commands: tuple[str, ...], on: Machine) -> Iterator[Finding]:
    lacking = []
    for name in sorted({command.split()[0].rpartition("/")[2] for command in commands}):
        devices, install, load = _SWITCHES.get(
            name, ("", "install it, or set another one in /etc/default/kiosk", "")
        )
        if not on.has(name):
            lacking.append(
                Finding(
                    Grade.MISSING,
                    f"{name}, which is to switch the display, is not installed",
                    install,
                )
            )
        elif devices and not list((on.root / "dev").glob(devices)):
            lacking.append(
                Finding(
                    Grade.MISSING, f"{name} finds no /dev/{devices} to switch the display by", load
                )
            )
    yield from lacking or [
        Finding(Grade.GOOD, "a command switches the display off outside the hours")
    ]


def _set(on: Machine, name: str) -> str:
    """What the operator has written; "" where it is not set."""
    found = ""
    for line in on.text("etc/default/kiosk").splitlines():
        key, _, value = line.partition("=")
        if key.strip() == name:
            found = value.strip().strip("\"'")
    return found


def _graphics(on: Machine) -> Iterator[Finding]:
    if sys.platform != "linux":
        return
    cards = sorted((on.root / "dev/dri").glob("card*")) if (on.root / "dev/dri").is_dir() else []
    nodes = list((on.root / "dev/dri").glob("renderD*")) if cards else []
    if nodes:
        yield Finding(Grade.GOOD, "there is a graphics card that draws")
    elif cards:
        mend = "apt install firmware-linux, if it is a real one"
        yield Finding(
            Grade.UNWISE, "the graphics card only shows pictures; the processor draws", mend
        )
    else:
        yield Finding(
            Grade.MISSING,
            "there is no graphics device, so cage finds no screen",
            "check the cable, the BIOS and the driver",
        )
    for status in sorted((on.root / "sys/class/drm").glob("card*-*/status")):
        if status.read_text("ascii", errors="replace").strip() == "connected":
            yield Finding(
                Grade.GOOD, f"a screen is connected at {status.parent.name.partition('-')[2]}"
            )


def _quiet(on: Machine) -> Iterator[Finding]:
    blank = on.text("sys/module/kernel/parameters/consoleblank")
    if blank not in ("", "0"):
        yield Finding(
            Grade.UNWISE,
            f"the console goes dark after {blank} s",
            "add consoleblank=0 to the kernel's command line",
        )
    for name, mend in _DISTURBERS.items():
        if on.ask(f"pgrep -x {name[:15]}"):
            yield Finding(Grade.UNWISE, f"{name} runs and may come over the screen", mend)
    if (on.ask("systemctl is-enabled sleep.target") or "").strip() not in ("masked", ""):
        yield Finding(
            Grade.UNWISE,
            "the machine may go to sleep",
            "systemctl mask sleep.target suspend.target hibernate.target",
        )
    if "1" in (on.ask("apt-config dump APT::Periodic::Unattended-Upgrade") or "") and not on.text(
        "etc/apt/apt.conf.d/52kiosk"
    ):
        yield Finding(
            Grade.UNWISE, "updates are installed by themselves, and may restart the screen in the daytime",
            'set the hour: systemctl edit apt-daily-upgrade.timer  ->  [Timer] OnCalendar= (empty line), OnCalendar=4:00',
        )  # fmt: skip


def _time(on: Machine) -> Iterator[Finding]:
    said = on.ask("timedatectl show --property=NTP --property=NTPSynchronized") or ""
    if "NTPSynchronized=yes" in said:
        yield Finding(Grade.GOOD, "the clock is set over the network")
    elif list((on.root / "dev").glob("rtc*")):
        yield Finding(
            Grade.UNWISE,
            "the clock is not set over the network; its own battery keeps it",
            "look at the clock every few months",
        )
    elif sys.platform == "linux":
        mend = "allow time servers (apt install systemd-timesyncd), or add a clock module"
        yield Finding(Grade.UNWISE, "nothing keeps the clock while the power is off", mend)
    if time.time() < Path(__file__).stat().st_mtime - 86_400:
        yield Finding(
            Grade.MISSING,
            "the clock shows a time before this program was installed",
            "timedatectl set-time '2026-01-13 13:10'",
        )


def _room(on: Machine) -> Iterator[Finding]:
    cache = Path("/var/cache") if sys.platform == "linux" else Path.home()
    free = shutil.disk_usage(cache).free
    words = f"{free / 2**30:.1f} GB free for pictures at the screen's size"
    yield (
        Finding(Grade.GOOD, words)
        if free > _FREE_BYTES
        else Finding(Grade.UNWISE, words, "make room: apt clean")
    )
    for line in on.text("proc/meminfo").splitlines():
        if line.startswith("MemTotal:"):
            total = int(line.split()[1]) * 1024
            if total < _MEMORY_BYTES:
                yield Finding(
                    Grade.UNWISE,
                    f"only {total / 2**20:.0f} MB of memory",
                    "2 GB or more is right for a 4K screen",
                )
            else:
                yield Finding(Grade.GOOD, f"{total / 2**30:.1f} GB of memory")


def as_text(findings: list[Finding]) -> str:
    """For people: what is wrong first said, then how to mend it."""
    lines = []
    for finding in findings:
        lines.append(f"{finding.grade.value + ':':<9}{finding.what}")
        if finding.mend:
            lines.append(f"{'':<9}-> {finding.mend}")
    return "\n".join(lines)


def _ask(command: str) -> str | None:
    try:
        done = subprocess.run(
            command.split(), capture_output=True, text=True, timeout=5, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout

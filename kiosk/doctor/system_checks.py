"""Checks of the system: programs that disturb, updates, the clock, disk and memory."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from kiosk.doctor.machine import Finding, Grade, Machine

# Logs and updates fill up less than this within weeks; a cache of 1,000 works takes about 1 GB.
_FREE_BYTES = 2 * 2**30
# A machine with 2 GB, less what its firmware and graphics card take.
_MEMORY_BYTES = 1_800 * 2**20
_DAY_SECONDS = 86_400
# Linux cuts the names of processes, by which pgrep searches, to this length (proc(5), comm).
_PROCESS_NAME_LENGTH = 15
# Programs that put windows or notices over the screen, and how to stop each one.
_DISTURBING_PROGRAMS = {
    "update-notifier": "apt remove update-notifier",
    "gnome-software": "apt remove gnome-software",
    "packagekitd": "systemctl mask packagekit",
    "light-locker": "apt remove light-locker",
    "xscreensaver": "apt remove xscreensaver",
    "gnome-screensaver": "apt remove gnome-screensaver",
}
_UPDATE_HOUR = (
    "set the hour: systemctl edit apt-daily-upgrade.timer  ->  "
    "[Timer] OnCalendar= (empty line), OnCalendar=4:00"
)


def check_disturbances(machine: Machine) -> Iterator[Finding]:
    """What covers, darkens or restarts the screen without being asked."""
    blank_seconds = machine.text("sys/module/kernel/parameters/consoleblank")
    if blank_seconds not in ("", "0"):
        yield Finding(
            Grade.UNWISE,
            f"the console goes dark after {blank_seconds} s",
            "add consoleblank=0 to the kernel's command line",
        )
    for name, mend in _DISTURBING_PROGRAMS.items():
        if machine.ask(f"pgrep -x {name[:_PROCESS_NAME_LENGTH]}"):
            yield Finding(Grade.UNWISE, f"{name} runs and may cover the screen", mend)
    if machine.is_enabled("sleep.target") not in ("masked", ""):
        yield Finding(
            Grade.UNWISE,
            "the machine may go to sleep",
            "systemctl mask sleep.target suspend.target hibernate.target",
        )
    updates = machine.ask("apt-config dump APT::Periodic::Unattended-Upgrade") or ""
    if "1" in updates and not machine.text("etc/apt/apt.conf.d/52kiosk"):
        yield Finding(
            Grade.UNWISE,
            "automatic updates are on, and may restart the screen in the daytime",
            _UPDATE_HOUR,
        )


def check_clock(machine: Machine) -> Iterator[Finding]:
    """Whether the clock is set over the network, or runs on while the power is off."""
    synchronised = machine.ask("timedatectl show --property=NTP --property=NTPSynchronized") or ""
    if "NTPSynchronized=yes" in synchronised:
        yield Finding(Grade.GOOD, "the clock is set over the network")
    elif machine.devices("rtc*"):
        yield Finding(
            Grade.UNWISE,
            "the clock is not set over the network; it depends on its battery",
            "compare the clock with a right one every few months",
        )
    elif sys.platform == "linux":
        yield Finding(
            Grade.UNWISE,
            "the clock stops while the power is off",
            "allow time servers (apt install systemd-timesyncd), or add a clock module",
        )
    if time.time() < Path(__file__).stat().st_mtime - _DAY_SECONDS:
        yield Finding(
            Grade.MISSING,
            "the clock shows a time before this program was installed",
            "set the present time: timedatectl set-time 'YYYY-MM-DD HH:MM'",
        )


def check_disk_and_memory(machine: Machine) -> Iterator[Finding]:
    """The free room for the picture cache, and the machine's memory."""
    cache = Path("/var/cache") if sys.platform == "linux" else Path.home()
    free = shutil.disk_usage(cache).free
    what = f"{free / 2**30:.1f} GB free for pictures at the screen's size"
    if free > _FREE_BYTES:
        yield Finding(Grade.GOOD, what)
    else:
        yield Finding(Grade.UNWISE, what, "free some space: apt clean")
    for line in machine.text("proc/meminfo").splitlines():
        if line.startswith("MemTotal:"):
            yield _memory(int(line.split()[1]) * 1024)


def _memory(total: int) -> Finding:
    if total < _MEMORY_BYTES:
        return Finding(
            Grade.UNWISE,
            f"only {total / 2**20:.0f} MB of memory",
            "2 GB or more is right for a 4K screen",
        )
    return Finding(Grade.GOOD, f"{total / 2**30:.1f} GB of memory")

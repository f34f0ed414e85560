"""The commands of docs/OPERATING.md, carried out for real on a booted machine, in their order.

    KIOSK_FAULTS=all KIOSK_DEB=$(ls out/*.deb) python -m pytest -s tests/package/test_page_booted.py

tests/project/test_operating_page.py replaces each program that would change this machine; here they
are systemd's, dpkg's and the program's own. What needs a network, a keyboard or a device stays out.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.package.booted import DEB, LONG, Booted, skip_where_nothing_boots
from tests.project.test_operating_page import FOREIGN_UNITS, PROJECT, SCRIPTS, programs

pytestmark = [
    pytest.mark.skipif(not DEB or not LONG, reason="needs KIOSK_FAULTS=all and KIOSK_DEB"),
    pytest.mark.skipif(os.geteuid() != 0, reason="only root may boot a copy of this machine"),
]
# Whose lines are left out, and why.
LEFT_OUT = {
    "mount": "there is no stick", "umount": "there is no stick", "lsblk": "there is no disk",
    "modprobe": "the kernel is this machine's", "runuser": "there is no monitor",
    "nano": "asks at a keyboard", "openssl": "asks at a keyboard", "su": "asks at a keyboard",
    "sudo": "asks at a keyboard", "ssh": "needs another machine", "rclone": "needs a network",
    "gpg": "is another machine's", "wlr-randr": "there is no output",
}  # fmt: skip
# Parts of sentences, not lines to type; and what would end the machine, needs a network, or a user
# namespace, which cannot be made below another root.
MENTIONED = ("kiosk supervise", "kiosk pull", "kiosk check", "kiosk check --no-look")
NOT_HERE = (
    "systemctl edit",
    "systemctl reboot",
    "systemctl poweroff",
    "apt install",
    "apt up",
    "systemctl start kiosk-pull",
)
MAY_END_WITH = {"doctor": "01", "check": "01", "status": "012", "screenshot": "012"}
# Nobody is there to be asked, and no package but this one is concerned.
APT = 'APT::Get::Assume-Yes "true"; DPkg::Options:: "--no-triggers";'


def lines_for_here(script: str) -> list[str]:
    """The lines of a script that can be carried out on a machine without network and devices."""
    if PROJECT.fullmatch(script.strip()) or script.startswith("#!") or script in MENTIONED:
        return []
    lines = [line for line in script.splitlines() if not line.startswith(NOT_HERE)]
    lines = [line for line in lines if not programs(line) & set(LEFT_OUT)]
    # What a package of Debian's or another line of the page brings that is not there.
    foreign = FOREIGN_UNITS | {"syncer:", "syncer", "/usr/local/bin/kiosk-screens"}
    return [line for line in lines if not set(line.split()) & foreign]


@pytest.fixture
def booted(tmp_path: Path) -> Iterator[Booted]:
    skip_where_nothing_boots(tmp_path)
    machine = Booted(tmp_path)
    try:
        yield machine
    finally:
        machine.close()


def carry_out(booted: Booted, lines: list[str]) -> str:
    """What they say. Each line ends with 0, or as the program's own commands may end."""
    said, folder = [], "/root"
    for line in lines:
        words = line.split()
        if words[0] == "cd":
            # Each line has a shell of its own.
            folder = words[1]
        good = MAY_END_WITH.get(words[1], "0") if words[0] == "kiosk" else "0"
        # The PIN, typed twice.
        given = "printf '271828\\n271828\\n' | " if words[:2] == ["kiosk", "pin"] else ""
        told = booted.run("sh", "-c", f"cd {folder}; {given}{line}\necho ended $?", seconds=120)
        log = booted.run("journalctl", "-n", "15", "-o", "cat")
        assert told.rpartition("ended ")[2] in good, f"{line}: {told}\n{log}"
        said.append(told)
    return "\n".join(said)


def test_a_working_life_on_a_booted_machine(booted: Booted) -> None:
    booted.until(lambda: booted.first > 0 and booted.active())
    # CAP_SYS_TIME: a new time zone would move the clock of the machine that runs the tests.
    assert not booted.may(25)
    (booted.inside / "etc" / "apt" / "apt.conf.d" / "99test").write_text(APT)
    booted.run("sh", "-c", "mkdir -p /media/stick; cp -r /srv/exhibition /media/stick/exhibition")
    booted.run(
        "sh",
        "-c",
        "rm -rf /srv/exhibition; touch /media/stick/kiosk-archive.asc /etc/apt/sources.list",
    )
    carried_out = 0
    for script in SCRIPTS:
        lines = lines_for_here(script)
        told = carry_out(booted, lines)
        carried_out += len(lines)
        looks_right(booted, script, told)
    assert carried_out > 60
    print(f"\n{carried_out} lines carried out")


def looks_right(booted: Booted, script: str, told: str) -> None:
    """What a person would see after a script of the page."""
    if "enable --now kiosk-x11" in script:
        booted.until(lambda: booted.active("kiosk-x11"), "kiosk-x11")
    elif "enable --now kiosk\n" in script or script == "systemctl restart kiosk":
        booted.until(booted.active)
        booted.until(lambda: booted.show("kiosk", "StatusText") == "full, 0 restarts")
    elif "screenshot now.png" in script:
        assert (booted.inside / "root" / "now.png").stat().st_size > 1000
        assert '"mode": "full"' in told
        assert "first frame" in told
    elif "kiosk-pull.timer" in script:
        assert booted.active("kiosk-pull.timer")
    elif "apt-mark hold" in script:
        assert booted.run("apt-mark", "showhold") == "kiosk"
    elif "timedatectl set-timezone" in script:
        assert booted.run("readlink", "/etc/localtime").endswith("/America/New_York")
    elif script.startswith("apt purge"):
        gone = ("/usr/lib/kiosk", "/usr/bin/kiosk", "/var/lib/kiosk", "/etc/default/kiosk")
        for name in gone:
            assert booted.run("sh", "-c", f"ls -d {name} 2>/dev/null") == "", name
        assert booted.processes() == []
        assert booted.run("ls", "/srv/exhibition") != "", "content is none of its business"

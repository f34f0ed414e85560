"""The service, really booted (tests/package/booted.py): starts, crashes, wrong settings and ends.

    sh packaging/deb.sh out
    KIOSK_FAULTS=all KIOSK_DEB=$(ls out/*.deb) python -m pytest -s tests/package/test_boot.py

Without KIOSK_FAULTS=all a frozen compositor, the end by staff, wrong options and X11 are left out.
On another release of Debian than this machine's: ``sh packaging/boot-root.sh trixie FOLDER``.
"""

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.package.booted import CONFINED, DEB, LONG, PROBED, Booted, skip_where_nothing_boots

pytestmark = [
    pytest.mark.skipif(not DEB, reason="needs a package: KIOSK_DEB=out/kiosk_....deb"),
    pytest.mark.skipif(os.geteuid() != 0, reason="only root may boot a copy of this machine"),
]
LOGIND = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")


@pytest.fixture
def booted(tmp_path: Path) -> Iterator[Booted]:
    skip_where_nothing_boots(tmp_path)
    machine = Booted(tmp_path)
    try:
        yield machine
    finally:
        machine.close()


def say(what: str, seconds: float, seen: str) -> None:
    print(f"\n{what}: {seconds:.1f} s, {seen}")


def test_the_service_starts_with_the_machine_restarts_and_ends_when_asked(
    booted: Booted, tmp_path: Path
) -> None:
    seconds = booted.until(lambda: booted.first > 0 and booted.active())
    booted.until(lambda: booted.show("kiosk", "StatusText") == "full, 0 restarts")
    assert booted.show("kiosk", "NRestarts") == "0"
    assert not booted.may(25), "CAP_SYS_TIME: the clock is this machine's"
    assert len(booted.processes()) >= 4, "the notify proxy, cage, the supervisor and the screen"
    group = (
        (
            booted.inside
            / "sys"
            / "fs"
            / "cgroup"
            / "system.slice"
            / "kiosk.service"
            / "cgroup.procs"
        )
        .read_text()
        .split()
    )
    assert len(group) >= 4, "all of them are the unit's own, and so are its bounds"
    assert booted.glass_lives(tmp_path / "cage.png")
    assert booted.glass(tmp_path / "cage.png").size == (1280, 720)
    assert "works" in booted.run("kiosk", "status")
    version = booted.run("dpkg-query", "--show", "--showformat=${Version}", "kiosk")
    assert booted.run("kiosk", "--version").split()[-1] == version
    assert f"version:    {version}\n" in booted.run("kiosk", "status")
    assert f'version="{version}"' in booted.run("kiosk", "status", "--format", "prometheus")
    assert "first frame" in booted.run("journalctl", "-t", "kiosk", "-b")
    held = booted.run("busctl", "call", *LOGIND, "ListInhibitors")
    assert re.search('"handle-power-key:[^"]*" "kiosk" ', held), held
    assert (booted.inside / "run" / "kiosk" / "probe").read_text().strip() == PROBED
    assert (booted.inside / "run" / "kiosk" / "confined").read_text().split() == CONFINED
    # The reader of JPEG comes with the first picture that a confined process has decoded.
    booted.until(lambda: libraries_not_loaded(booted) <= NOT_UNDER_CAGE, seconds=30)
    assert "pictures:   0 cannot be shown" in booted.run("kiosk", "status")
    say(
        "booted",
        seconds,
        booted.run(
            "systemctl", "show", "kiosk", "--property", "ActiveState,SubState,StatusText,MainPID"
        ),
    )

    booted.run("pkill", "-KILL", "cage")
    seconds = booted.until(lambda: booted.active() and booted.show("kiosk", "NRestarts") == "1")
    say("cage killed", seconds, booted.show("kiosk", "StatusText"))
    # A second that systemd waits, and a start of all that there is.
    assert seconds < 15
    assert booted.glass_lives(tmp_path / "again.png")
    assert booted.show("kiosk", "StatusText") == "full, 0 restarts", (
        "that was not the program's fall"
    )

    if LONG:
        stands_still(booted, tmp_path)
        hangs_at_start(booted, tmp_path)
        ended_by_staff(booted)
        gives_up_over_a_wrong_option(booted, tmp_path)
    began = time.monotonic()
    booted.run("systemctl", "stop", "kiosk")
    assert time.monotonic() - began < 8
    assert (
        booted.show("kiosk", "ActiveState"),
        booted.show("kiosk", "Result"),
        booted.processes(),
    ) == ("inactive", "success", [])
    booted.until(lambda: not booted.active("kiosk-keys"), "kiosk-keys")
    say("stopped", time.monotonic() - began, "nothing is left running")
    if LONG:
        under_x11(booted, tmp_path)


# Of Qt in the package, what no screen under cage without a graphics card loads: other ways to a
# screen, of which a machine has one, and what a desktop with windows needs. The plugins of Qt's own
# QML modules have 20 kB each; Qt finds most of what they register in its libraries.
NOT_UNDER_CAGE = {
    "libQt6XcbQpa.so.6", "libbradient.so", "libcomposeplatforminputcontextplugin.so",
    "libmodelsplugin.so", "libqmlplugin.so", "libqoffscreen.so", "libqt-plugin-wayland-egl.so",
    "libqtquick2plugin.so", "libquickwindowplugin.so", "libqxcb.so",
    "libqxcb-egl-integration.so", "libqxcb-glx-integration.so", "libworkerscriptplugin.so",
}  # fmt: skip


def libraries_not_loaded(booted: Booted) -> set[str]:
    """The names of Qt's libraries in the package that no process has loaded yet.

    None may be loaded from elsewhere.
    """
    home = "/usr/lib/kiosk/lib/PySide6"
    listed = booted.run("find", home, "-name", "*.so*", "-type", "f").splitlines()
    maps = booted.run("sh", "-c", "cat /proc/[0-9]*/maps")
    # Some kernels name the file below the overlay.
    loaded = {re.sub(r"^.*(?=/usr/lib/)", "", word) for word in maps.split() if ".so" in word}
    assert [one for one in loaded if "Qt6" in one and not one.startswith(home)] == []
    return {Path(one).name for one in set(listed) - loaded}


def stands_still(booted: Booted, tmp_path: Path) -> None:
    """A compositor that is frozen: the program below it cannot notice, and the service is started
    again.
    """
    booted.run("pkill", "-STOP", "cage")
    seconds = booted.until(
        lambda: booted.active() and booted.show("kiosk", "NRestarts") == "2", seconds=90
    )
    assert booted.glass_lives(tmp_path / "thawed.png")
    assert "The display server does not answer" in booted.run("journalctl", "-t", "kiosk", "-b")
    assert seconds < 75
    say("cage frozen", seconds, booted.show("kiosk", "StatusText"))


def hangs_at_start(booted: Booted, tmp_path: Path) -> None:
    """As with a graphics driver that does not answer.

    Three times the supervisor's timeout is longer than the service manager's.
    """
    hang = (
        next(
            (booted.inside / "usr" / "lib" / "kiosk" / "python" / "lib").glob(
                "python3*/site-packages"
            )
        )
        / "hang.pth"
    )
    only = "os.environ.get('KIOSK_MODE') == 'full' and sys.orig_argv[-3:-1] == ['kiosk', 'run']"
    hang.write_text(f"import os, sys, time; {only} and time.sleep(1e6)\n")
    booted.run("systemctl", "--no-block", "restart", "kiosk")
    seconds = booted.until(
        lambda: booted.show("kiosk", "StatusText") == "safe, 3 restarts" and booted.active(),
        seconds=240,
    )
    assert booted.show("kiosk", "NRestarts") == "0", "it was the supervisor that ended them"
    assert booted.glass_lives(tmp_path / "safe.png")
    say("unresponsive at start", seconds, booted.show("kiosk", "StatusText"))
    hang.unlink()
    booted.run("systemctl", "restart", "kiosk")
    booted.until(lambda: booted.show("kiosk", "StatusText") == "full, 0 restarts")


def ended_by_staff(booted: Booted) -> None:
    """It stays away until somebody starts it."""
    # The supervisor's message that staff have ended the program; the display server ends after it.
    supervisor = booted.run("pgrep", "--full", "python3 -P -m kiosk supervise")
    tell = (
        "import socket, sys; place = f'/proc/{sys.argv[1]}'; lines = open(place + "
        "'/environ').read().split(chr(0)); "
        "w = dict(line.split('=', 1) for line in lines if line); "
        "s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); "
        "s.sendto(b'X_KIOSK_STOPPED_BY_STAFF=1', place + '/root' + w['NOTIFY_SOCKET'])"
    )
    booted.run("python3", "-c", tell, supervisor)
    booted.run("kill", supervisor)
    seconds = booted.until(lambda: booted.show("kiosk", "ActiveState") == "inactive")
    time.sleep(2)
    assert (
        booted.show("kiosk", "ActiveState"),
        booted.show("kiosk", "ExecMainStatus"),
        booted.processes(),
    ) == ("inactive", "76", [])
    say("ended by staff", seconds, "it stays away")

    booted.run("systemctl", "start", "kiosk")
    assert booted.active(), "by hand it comes again"


def gives_up_over_a_wrong_option(booted: Booted, tmp_path: Path) -> None:
    """Each try waits longer; then the unit has failed, until somebody has mended the word."""
    settings = booted.inside / "etc" / "default" / "kiosk"
    right = settings.read_text()
    settings.write_text(right.replace("KIOSK_OPTIONS=", "KIOSK_OPTIONS=--langauge es"))
    booted.run("journalctl", "--rotate", "--vacuum-time=1s")
    booted.run("systemctl", "--no-block", "restart", "kiosk")
    seconds = booted.until(lambda: booted.show("kiosk", "ActiveState") == "failed", seconds=90)
    time.sleep(3)
    kinds = ("ActiveState", "Result", "ExecMainStatus", "NRestarts")
    assert [booted.show("kiosk", kind) for kind in kinds] == ["failed", "exit-code", "78", "4"]
    assert booted.processes() == []
    assert seconds > 1 + 2 + 4 + 8, "each try waits longer"
    told = booted.run("journalctl", "-t", "kiosk", "-b", "-o", "cat").splitlines()
    wrong = [line for line in told if "the options in /etc/default/kiosk are wrong" in line]
    assert len(wrong) == 5
    assert all("--langauge" in line for line in wrong)
    assert "type: systemctl restart kiosk" in wrong[-1]
    assert "kiosk.service" in booted.run("systemctl", "--failed", "--plain", "--no-legend")
    say("a wrong option", seconds, f"failed: {wrong[-1]}")

    settings.write_text(right)
    booted.run("systemctl", "restart", "kiosk")
    assert booted.active()
    assert booted.glass_lives(tmp_path / "right.png")
    assert "kiosk.service" not in booted.run("systemctl", "--failed", "--plain", "--no-legend")


def under_x11(booted: Booted, tmp_path: Path) -> None:
    booted.run("systemctl", "start", "kiosk-x11")
    booted.until(
        lambda: (
            booted.active("kiosk-x11")
            and booted.show("kiosk-x11", "StatusText") == "full, 0 restarts"
        ),
        "kiosk-x11",
    )
    assert booted.glass_lives(tmp_path / "x11.png")
    assert (booted.inside / "run" / "kiosk" / "probe").read_text().strip() == PROBED
    assert (booted.inside / "run" / "kiosk" / "confined").read_text().split() == CONFINED
    booted.run("systemctl", "stop", "kiosk-x11")
    assert (booted.show("kiosk-x11", "Result"), booted.processes()) == ("success", [])
    say("under X11", 0, "active, and ended when asked")

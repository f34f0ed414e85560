"""The service, really booted: systemd as the first process of a copy of this machine, with the
package installed in it.

    sh packaging/deb.sh out
    KIOSK_FAULTS=all KIOSK_DEB=$(ls out/*.deb) python -m pytest -s tests/package/test_boot.py

Without KIOSK_FAULTS=all the end by staff and X11 are left out.

The copy has no screen: cage draws on one of its own (WLR_BACKENDS=headless), and Xvfb stands where
Xorg would. Everything else is the service's own: its unit, user, sandbox, bounds, seatd, what it
tells systemd, and how it ends. The copy has no terminals and no network, so that nothing of this
machine's is touched.
"""

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from kiosk import sandbox

DEB = os.environ.get("KIOSK_DEB", "")
LONG = os.environ.get("KIOSK_FAULTS") == "all"
NEEDED = (
    "cage",
    "Xwayland",
    "seatd",
    "unshare",
    "nsenter",
    "xinit",
    "Xvfb",
    "/lib/systemd/systemd",
)
pytestmark = [
    pytest.mark.skipif(not DEB, reason="needs a package: KIOSK_DEB=out/kiosk_....deb"),
    pytest.mark.skipif(os.geteuid() != 0, reason="only root may boot a copy of this machine"),
]

OUTER = """
set -e
mount --make-rprivate /
mount -t tmpfs tmpfs {place}; cd {place}; mkdir root upper work groups
mount -t cgroup2 cgroup2 groups; mkdir groups/{group}; echo $$ >groups/{group}/cgroup.procs
mount -t overlay overlay -o lowerdir=/,upperdir={place}/upper,workdir={place}/work root
mount --bind {deb} root/mnt
exec unshare --cgroup --pid --fork --kill-child sh -c '{inner}'
"""
INNER = """
set -e
cd {place}/root
mount -t proc proc proc; mount --bind proc/sys proc/sys; mount -o remount,bind,ro proc/sys
mount -t sysfs -o ro sysfs sys; mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs -o mode=755 tmpfs dev; mkdir dev/pts dev/shm
mount -t tmpfs tmpfs dev/shm; ln -s /proc/self/fd dev/fd
for name in null zero full random urandom tty; do
  touch dev/$name; mount --bind /dev/$name dev/$name
done
mount -t devpts -o newinstance,ptmxmode=0666 devpts dev/pts; ln -s pts/ptmx dev/ptmx
mount -t tmpfs -o mode=755 tmpfs run; mount -t tmpfs tmpfs tmp
rm -rf etc/systemd/system/*.wants
chroot . dpkg --no-triggers --install /mnt/kiosk.deb
mkdir -p srv/exhibition; cp -r usr/lib/kiosk/gallery/. srv/exhibition
for unit in seatd kiosk kiosk-x11; do mkdir -p etc/systemd/system/$unit.service.d; done
cp mnt/seatd.conf etc/systemd/system/seatd.service.d
cp mnt/kiosk.conf etc/systemd/system/kiosk.service.d
cp mnt/kiosk-x11.conf etc/systemd/system/kiosk-x11.service.d; cp mnt/default etc/default/kiosk
cp mnt/probe.py etc/probe.py; chmod -R a+rwX srv/exhibition
chroot . systemctl enable seatd kiosk
exec chroot . env -i container=kiosk PATH=/usr/sbin:/usr/bin:/sbin:/bin \\
  /lib/systemd/systemd --unit=multi-user.target
"""
# What a program in the unit may do, tried by one that runs in it before the screen does.
PROBE = """
import ctypes, errno, os, socket
libc = ctypes.CDLL(None, use_errno=True)
def tried(what):
    try:
        what()
    except OSError as error:
        return errno.errorcode[error.errno]
    return "done"
def status(name):
    lines = open("/proc/self/status")
    return next(line.split()[1] for line in lines if line.startswith(name + ":"))
FAMILIES = ("AF_INET", "AF_INET6", "AF_PACKET", "AF_UNIX")
print(
    "user", os.getuid() != 0, "seccomp", status("Seccomp"),
    "capabilities", int(status("CapEff"), 16) | int(status("CapBnd"), 16),
    "new privileges", status("NoNewPrivs") == "0",
    "folder", tried(lambda: open("/srv/exhibition/x", "w")),
    "machine", tried(lambda: open("/etc/x", "w")),
    "home", tried(lambda: os.mkdir("/home" + "/x")),
    "clock", tried(lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))),
    *(f"{name} {tried(lambda: socket.socket(getattr(socket, name)))}" for name in FAMILIES),
    "namespace", errno.errorcode.get(libc.unshare(0x10000000) and ctypes.get_errno(), "done"),
    file=open("/run/kiosk/probe", "w"),
)
"""
# How far a decoder can give up its rights in the unit; the kernel may lack Landlock.
CONFINING = (
    '/usr/lib/kiosk/python/bin/python3 -P -c "from kiosk import sandbox; '
    "out = open('/run/kiosk/confined', 'w'); "
    'print(*sandbox.available(), *sandbox.confine(), file=out)"'
)
PROBED = (
    "user True seccomp 2 capabilities 0 new privileges False folder EROFS machine EROFS home "
    "EROFS clock EPERM "
    "AF_INET EAFNOSUPPORT AF_INET6 EAFNOSUPPORT AF_PACKET EAFNOSUPPORT AF_UNIX done namespace EPERM"
)
# The unit's own filter must refuse no call that this takes.
CONFINED = [str(one) for one in (*sandbox.available(), *sandbox.available())]
FILES = {
    "probe.py": PROBE,
    "seatd.conf": "[Service]\nEnvironment=SEATD_VTBOUND=0\n",
    # libinput asks seatd for a session, as on a real screen.
    "kiosk.conf": (
        "[Service]\nEnvironment=WLR_BACKENDS=headless,libinput WLR_LIBINPUT_NO_DEVICES=1 "
        "WLR_RENDERER=pixman\nExecStartPre=/usr/bin/python3 -P /etc/probe.py\n"
        f"ExecStartPre={CONFINING}\n"
    ),
    "kiosk-x11.conf": (
        "[Service]\nStandardInput=null\nTTYPath=\nTTYReset=no\nTTYVHangup=no\n"
        "TTYVTDisallocate=no\nExecStart=\n"
        "ExecStartPre=/usr/bin/python3 -P /etc/probe.py\n"
        f"ExecStartPre={CONFINING}\n"
        "ExecStart=/usr/bin/kiosk launch -- /usr/bin/xinit /usr/bin/kiosk supervise "
        "$KIOSK_OPTIONS ${KIOSK_FOLDER} $KIOSK_MORE -- "
        "/usr/bin/Xvfb :0 -screen 0 1280x720x24 -auth /run/kiosk/xauthority "
        "-nolisten tcp -nolisten local\n"
    ),
    "default": "KIOSK_FOLDER=/srv/exhibition\nKIOSK_OPTIONS=\nKIOSK_HOURS=ignore\n",
}


LOGIND = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")


class Booted:
    """A copy of this machine in namespaces of its own, with systemd as its first process; what is
    written to it is forgotten.
    """

    def __init__(self, place: Path, inner: str = "", packages: Path | None = None) -> None:
        """``inner`` is the script that becomes the first process, ``packages`` lies at /mnt."""
        packages = packages or package_files(place / "packages")
        (place / "copy").mkdir()
        self._group = f"kiosk-boot-{os.getpid()}-{place.name}"
        inner = (inner or INNER).format(place=place / "copy")
        outer = OUTER.format(place=place / "copy", group=self._group, deb=packages, inner=inner)
        self.log = place / "log"
        with self.log.open("w") as log:
            call = ["unshare", "--mount", "--uts", "--ipc", "--net", "sh", "-c", outer]
            self._process = subprocess.Popen(
                call, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )

    @property
    def first(self) -> int:
        """The number, outside, of the copy's first process; 0 while there is none."""
        listed = subprocess.run(
            ["pgrep", "--parent", str(self._process.pid)],
            capture_output=True,
            text=True,
            check=False,
        ).stdout.split()
        return int(listed[0]) if listed else 0

    @property
    def inside(self) -> Path:
        """The copy's files, seen from here."""
        return Path(f"/proc/{self.first}") / "root"

    def run(self, *call: str, seconds: float = 60) -> str:
        """What a command says in the copy, as root, whatever it ends with."""
        enter = [
            "nsenter",
            f"--target={self.first}",
            "--mount",
            "--pid",
            "--uts",
            "--ipc",
            "--net",
            "--cgroup",
            "--root",
            "--wd",
            "--",
        ]
        clean = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}
        return subprocess.run(
            [*enter, *call],
            env=clean,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        ).stdout.strip()

    def show(self, unit: str, name: str) -> str:
        return self.run("systemctl", "show", unit, "--value", "--property", name)

    def until(self, met: Callable[[], bool], unit: str = "kiosk", seconds: float = 60) -> float:
        began = time.monotonic()
        while not met():
            status = self.run("systemctl", "status", unit)
            said = f"{status}\n{self.run('journalctl', '-t', 'kiosk', '-n', '30')}"
            assert time.monotonic() - began < seconds, f"{said}\n{self.log.read_text()[-2000:]}"
            time.sleep(0.2)
        return time.monotonic() - began

    def active(self, unit: str = "kiosk") -> bool:
        return self.show(unit, "ActiveState") == "active"

    def processes(self) -> list[str]:
        return self.run(
            "pgrep", "--list-full", "--full", "/usr/bin/cage|Xvfb|-m kiosk"
        ).splitlines()

    def glass(self, to: Path) -> Image.Image:
        """What the program says is on the screen."""
        self.run("kiosk", "screenshot", "/srv/glass.png")
        shutil.copy(self.inside / "srv" / "glass.png", to)
        return Image.open(to).convert("RGB")

    def close(self) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        place = self.log.parent / "copy"
        away = (
            f"mount -t cgroup2 cgroup2 {place} && "
            f"find {place}/{self._group} -depth -type d -exec rmdir {{}} +"
        )
        for _ in range(20):
            if (
                subprocess.run(
                    ["unshare", "--mount", "sh", "-c", away], capture_output=True, check=False
                ).returncode
                == 0
            ):
                break
            time.sleep(0.1)


def package_files(folder: Path) -> Path:
    """The package, and the settings under which it runs in a copy."""
    folder.mkdir()
    shutil.copy(DEB, folder / "kiosk.deb")
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return folder


def skip_where_nothing_boots(place: Path) -> None:
    """Skip the test where a copy of this machine cannot be booted; ``place`` is a folder to try."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.skip(f"nothing can be booted here without {', '.join(missing)}")
    make = (
        f"mount -t tmpfs t {place} && cd {place} && mkdir r u w && "
        "mount -t cgroup2 c r && mkdir r/t && rmdir r/t && umount r"
    )
    overlay = f"mount -t overlay o -o lowerdir=/,upperdir={place}/u,workdir={place}/w r"
    call = ["unshare", "--mount", "--pid", "--fork", "--net", "sh", "-c", f"{make} && {overlay}"]
    tried = subprocess.run(call, capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"no namespaces, overlays or groups may be made here: {tried.stderr.strip()}")


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
    image = booted.glass(tmp_path / "cage.png")
    assert image.size == (1280, 720)
    assert len(image.resize((128, 72)).getcolors(20_000) or []) > 200
    assert "works" in booted.run("kiosk", "status")
    assert "first frame" in booted.run("journalctl", "-t", "kiosk", "-b")
    held = booted.run("busctl", "call", *LOGIND, "ListInhibitors")
    assert re.search('"handle-power-key:[^"]*" "kiosk" ', held), held
    assert (booted.inside / "run" / "kiosk" / "probe").read_text().strip() == PROBED
    assert (booted.inside / "run" / "kiosk" / "confined").read_text().split() == CONFINED
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
    assert len(booted.glass(tmp_path / "again.png").resize((128, 72)).getcolors(20_000) or []) > 200
    assert booted.show("kiosk", "StatusText") == "full, 0 restarts", (
        "that was not the program's fall"
    )

    if LONG:
        stands_still(booted, tmp_path)
        hangs_at_start(booted, tmp_path)
        ended_by_staff(booted)
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


def stands_still(booted: Booted, tmp_path: Path) -> None:
    """A compositor that is frozen: the program below it cannot notice, and the service is started
    again.
    """
    booted.run("pkill", "-STOP", "cage")
    seconds = booted.until(
        lambda: booted.active() and booted.show("kiosk", "NRestarts") == "2", seconds=90
    )
    assert (
        len(booted.glass(tmp_path / "thawed.png").resize((128, 72)).getcolors(20_000) or []) > 200
    )
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
    assert len(booted.glass(tmp_path / "safe.png").resize((128, 72)).getcolors(20_000) or []) > 200
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


def under_x11(booted: Booted, tmp_path: Path) -> None:
    booted.run("systemctl", "start", "kiosk-x11")
    booted.until(
        lambda: (
            booted.active("kiosk-x11")
            and booted.show("kiosk-x11", "StatusText") == "full, 0 restarts"
        ),
        "kiosk-x11",
    )
    assert len((booted.glass(tmp_path / "x11.png")).resize((128, 72)).getcolors(20_000) or []) > 200
    assert (booted.inside / "run" / "kiosk" / "probe").read_text().strip() == PROBED
    assert (booted.inside / "run" / "kiosk" / "confined").read_text().split() == CONFINED
    booted.run("systemctl", "stop", "kiosk-x11")
    assert (booted.show("kiosk-x11", "Result"), booted.processes()) == ("success", [])
    say("under X11", 0, "active, and ended when asked")

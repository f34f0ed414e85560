"""A machine, really booted: systemd as the first process of a copy, in namespaces of its own.

What is copied is this machine, or the root of another Debian that KIOSK_BOOT_ROOT names, with all
that the service needs installed in it (packaging/boot-root.sh makes one).

The copy has no screen: cage draws on one of its own (WLR_BACKENDS=headless), and Xvfb stands where
Xorg would. Everything else is the service's own: its unit, user, sandbox, bounds, seatd, what it
tells systemd, and how it ends. The copy has no terminals and no network, and may neither set the
clock nor load modules, which are this machine's: the kernel is the same.
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from kiosk import sandbox

DEB = os.environ.get("KIOSK_DEB", "")
BOOT_ROOT = os.environ.get("KIOSK_BOOT_ROOT", "/")
LONG = os.environ.get("KIOSK_FAULTS") == "all"
# Of this machine, which makes the copy, and of the root that is copied.
NEEDED = ("unshare", "nsenter", "setpriv")
NEEDED_INSIDE = ("cage", "Xwayland", "seatd", "xinit", "Xvfb", "../lib/systemd/systemd")

# What the copy may not do to the machine that runs it: set its clock, and load modules.
KERNEL_IS_SHARED = "--bounding-set=-sys_time,-sys_module"
OUTER = """
set -e
mount --make-rprivate /
mount -t tmpfs tmpfs {place}; cd {place}; mkdir root upper work groups
mount -t cgroup2 cgroup2 groups; mkdir groups/{group}; echo $$ >groups/{group}/cgroup.procs
mount -t overlay overlay -o lowerdir={lower},upperdir={place}/upper,workdir={place}/work root
mount --bind {deb} root/mnt
exec setpriv --bounding-set=-sys_time,-sys_module \\
  unshare --cgroup --pid --fork --kill-child sh -c '{inner}'
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
sed -i "/^  until:/d" srv/exhibition/kiosk.yaml
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
        outer = OUTER.format(
            place=place / "copy", group=self._group, deb=packages, inner=inner, lower=BOOT_ROOT
        )
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
            "setpriv",
            KERNEL_IS_SHARED,
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

    def may(self, capability: int) -> bool:
        """Whether processes in the copy can have a capability, by its number in the kernel."""
        status = Path(f"/proc/{self.first}/status").read_text()
        (bound,) = (line for line in status.splitlines() if line.startswith("CapBnd"))
        return bool(int(bound.split()[1], 16) >> capability & 1)

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

    def glass_lives(self, to: Path) -> bool:
        """True when the program shows more than a plain ground; the picture stays at ``to``."""
        return len(self.glass(to).resize((128, 72)).getcolors(20_000) or []) > 200

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
    folders = [f"{BOOT_ROOT}/usr/{name}" for name in ("bin", "sbin")]
    missing = [name for name in NEEDED if shutil.which(name) is None]
    missing += [
        name for name in NEEDED_INSIDE if not any(Path(at, name).exists() for at in folders)
    ]
    if missing:
        pytest.skip(f"nothing can be booted here without {', '.join(missing)}")
    make = (
        f"mount -t tmpfs t {place} && cd {place} && mkdir r u w && "
        "mount -t cgroup2 c r && mkdir r/t && rmdir r/t && umount r"
    )
    overlay = f"mount -t overlay o -o lowerdir={BOOT_ROOT},upperdir={place}/u,workdir={place}/w r"
    call = ["unshare", "--mount", "--pid", "--fork", "--net", "sh", "-c", f"{make} && {overlay}"]
    tried = subprocess.run(call, capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"no namespaces, overlays or groups may be made here: {tried.stderr.strip()}")

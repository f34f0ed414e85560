"""Machines to carry releases between: network namespaces on a bridge, each with its own /srv, /etc,
/var, /media, host name and processes, so that a guide's commands run in them word by word.

They need root. What is started in a machine ends with it.
"""

from __future__ import annotations

import functools
import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

ROOT = Path(__file__).resolve().parents[2]
GUIDES = ROOT / "docs" / "fleet"
_UNSHARE = ("unshare", "--net", "--mount", "--uts", "--pid", "--fork", "--mount-proc")
_NSENTER = ("--net", "--mount", "--uts", "--pid")
# What a guide's commands write outside of /srv and /media stays in the machine.
_SET_UP = """
set -e
mount --make-rprivate /
mkdir -p $PLACE/srv $PLACE/media/stick $PLACE/run
mount --bind $PLACE/srv /srv
mount --bind $PLACE/media /media
mount --bind $PLACE/run /run
for folder in etc var; do
    mkdir -p $PLACE/$folder $PLACE/$folder-work
    layers=lowerdir=/$folder,upperdir=$PLACE/$folder,workdir=$PLACE/$folder-work
    mount -t overlay -o $layers overlay /$folder
done
hostname $NAME
ip link set lo up
echo ready
exec sleep infinity
"""


@functools.cache
def refused() -> str:
    """Why no machines can be made here; "" where they can."""
    if os.name != "posix" or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "only root may make namespaces with addresses and mounts"
    if not (shutil.which("ip") and shutil.which("unshare") and shutil.which("nsenter")):
        return "needs ip, unshare and nsenter (apt: iproute2 util-linux)"
    if ROOT.is_relative_to("/srv") or ROOT.is_relative_to("/media"):
        return "the checkout lies below a folder that each machine has of its own"
    tried = "mount --make-rprivate / && mount -t tmpfs none /srv && ip link add br0 type bridge"
    done = subprocess.run([*_UNSHARE, "sh", "-c", tried], capture_output=True, check=False)
    return "" if done.returncode == 0 else "no namespaces may be made here"


def needs_programs(**packages: str) -> pytest.MarkDecorator:
    """Skips a test where a program is missing; each program with its Debian package."""
    missing = [program for program in packages if not _found(program)]
    listed = " ".join(packages[program] for program in missing)
    return pytest.mark.skipif(bool(missing), reason=f"needs {missing} (apt: {listed})")


def _found(program: str) -> str | None:
    return shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


def blocks(guide: str, heading: str) -> list[str]:
    """The indented blocks of commands below a heading of a guide, in their order."""
    text = (GUIDES / f"{guide}.md").read_text("utf-8")
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    assert found, f"{guide}.md has no part '{heading}'"
    parts = re.findall(r"(?:^(?:    .*)?\n)+", found[1], re.M)
    listed = [re.sub(r"^    ", "", part, flags=re.M).strip() for part in parts]
    return [part for part in listed if part]


class Machine:
    """One machine; ``place`` is its folder on this one, with ``srv`` and ``etc`` in it."""

    def __init__(self, name: str, place: Path) -> None:
        self.name, self.place = name, place
        place.mkdir(parents=True)
        (place / "home").mkdir()
        self.environment = {
            "PATH": f"{ROOT}/.venv/bin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": str(place / "home"),
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "QT_QPA_PLATFORM": "offscreen",
            "QT_QUICK_BACKEND": "software",
            "KIOSK_HOURS": "ignore",
            # Folders of programs are named by their numbers, which each machine counts anew.
            "TMPDIR": "/run",
            # Ten starts on a busy machine take longer than the watchdog usually gives.
            "KIOSK_START_SECONDS": "120",
            "KIOSK_WATCHDOG_SECONDS": "60",
            "KIOSK_STATE": str(place / "state"),
            "KIOSK_RUNTIME": str(place / "run-kiosk"),
            "XDG_CACHE_HOME": str(place / "cache"),
            "PYTHONPYCACHEPREFIX": os.environ.get("PYTHONPYCACHEPREFIX", ""),
        }
        (place / "etc" / "default").mkdir(parents=True)
        self._keeper = subprocess.Popen(
            [*_UNSHARE, "--kill-child", "sh", "-c", _SET_UP],
            env={**self.environment, "NAME": name, "PLACE": str(place)},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._keeper.stdout is not None
        assert self._keeper.stdout.readline() == "ready\n", f"{name} could not be made"
        children = subprocess.run(
            ["pgrep", "--parent", str(self._keeper.pid)], capture_output=True, text=True, check=True
        )
        self.pid = int(children.stdout)
        self._logs: list[IO[bytes]] = []
        self._programs: list[subprocess.Popen[bytes]] = []

    def __str__(self) -> str:
        return self.name

    @property
    def store(self) -> Path:
        """Its copy of the store, as seen from here."""
        return self.place / "srv" / "store"

    def close(self) -> None:
        """End the machine and all that runs in it."""
        self._keeper.kill()
        self._keeper.wait()
        assert self._keeper.stdout is not None
        self._keeper.stdout.close()
        for program in self._programs:
            program.wait()
        for log in self._logs:
            log.close()

    def inside(self, *namespaces: str) -> list[str]:
        """What stands before a command that runs in the machine."""
        return ["nsenter", "--target", str(self.pid), *(namespaces or _NSENTER)]

    def run(self, script: str, *, check: bool = True, **variables: str) -> str:
        """Run commands as an operator types them; what they print."""
        done = subprocess.run(
            [*self.inside(), "sh", "-e", "-c", script],
            env={**self.environment, **variables},
            cwd=self.place,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        told = f"{self.name}: {script}\n{done.stdout}{done.stderr}"
        assert not check or done.returncode == 0, told
        return done.stdout

    def start(self, name: str, command: str, **variables: str) -> None:
        """Start a program that stays; ``kill`` ends it by its number in the machine."""
        log = (self.place / f"{name}.log").open("ab")
        self._logs.append(log)
        script = f"echo $$ > {self.place}/{name}.pid; exec {command}"
        program = subprocess.Popen(
            [*self.inside(), "sh", "-c", script],
            env={**self.environment, **variables},
            cwd=self.place,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        self._programs.append(program)

    def kill(self, name: str, number: signal.Signals = signal.SIGKILL) -> None:
        """Send a signal to a program that was started; it is gone when this returns."""
        pid = (self.place / f"{name}.pid").read_text().strip()
        self.run(f"kill -{int(number)} {pid}")
        self.run(f"while [ -d /proc/{pid} ]; do sleep 0.1; done")

    def kill_kiosk(self) -> None:
        """The supervisor and the program below it go at once, as when the power goes."""
        pid = (self.place / "kiosk.pid").read_text().strip()
        self.run(f"kill -9 {pid}; kill -9 {self.status()['pid']} 2>/dev/null || true")
        self.run(f"while [ -d /proc/{pid} ]; do sleep 0.1; done")

    # A screen

    def start_kiosk(self, **variables: str) -> None:
        """Start the real program with the settings that the guide put into /etc/default/kiosk."""
        lines = (self.place / "etc" / "default" / "kiosk").read_text().splitlines()
        own = dict(line.split("=", 1) for line in lines if line.startswith("KIOSK_"))
        command = f"kiosk supervise {own.pop('KIOSK_FOLDER')} --windowed 640x360"
        self.start("kiosk", command, **own, **variables)

    def status(self) -> dict[str, object]:
        """What the program tells of itself."""
        try:
            return dict(json.loads((self.place / "run-kiosk" / "status.json").read_text()))
        except (OSError, ValueError):
            return {}

    def shown(self) -> str:
        """The release that is on the screen, by the program's own word."""
        return str(self.status().get("release", ""))

    def report(self) -> dict[str, object]:
        """What the screen has reported."""
        try:
            file = self.place / "srv" / "kiosk-reports" / self.name / "status.json"
            return dict(json.loads(file.read_text()))
        except (OSError, ValueError):
            return {}


class Network:
    """The machines by name, and the switch between them."""

    def __init__(self, place: Path) -> None:
        self.machines: dict[str, Machine] = {}
        self._place = place
        self._switch = Machine("switch", place / "switch")
        self._switch.run("ip link add br0 type bridge && ip link set br0 up")

    def add(self, name: str) -> Machine:
        """A new machine with a line to the switch."""
        machine = Machine(name, self._place / name)
        self.machines[name] = machine
        number = len(self.machines)
        self._switch.run(f"ip link add p{number} type veth peer name eth0-{number}")
        line = ["ip", "link", "set", f"eth0-{number}", "netns", str(machine.pid)]
        subprocess.run([*self._switch.inside("--net"), *line], check=True)
        self._switch.run(f"ip link set p{number} master br0 up")
        machine.run(
            f"ip link set eth0-{number} name eth0 && ip addr add 10.77.0.{number}/24 dev eth0"
            " && ip link set eth0 up"
        )
        return machine

    def name_all(self) -> None:
        """Let each machine know the names of all."""
        lines = [f"10.77.0.{number} {name}\n" for number, name in enumerate(self.machines, 1)]
        text = "127.0.0.1 localhost\n" + "".join(lines)
        for machine in self.machines.values():
            machine.run('printf "%s" "$HOSTS" > /etc/hosts', HOSTS=text)

    def cut(self, machine: Machine) -> None:
        """Pull the machine's cable out."""
        self._switch.run(f"ip link set {self._port(machine)} down")

    def mend(self, machine: Machine) -> None:
        """Plug it in again."""
        self._switch.run(f"ip link set {self._port(machine)} up")

    def slow(self, machine: Machine, rate: str) -> None:
        """Let no more than ``rate``, such as "2mbit", pass to the machine; "" ends that."""
        port = self._port(machine)
        self._switch.run(f"tc qdisc del dev {port} root", check=False)
        if rate:
            shape = f"tbf rate {rate} burst 32kbit latency 400ms"
            self._switch.run(f"tc qdisc add dev {port} root {shape}")

    def _port(self, machine: Machine) -> str:
        return f"p{list(self.machines).index(machine.name) + 1}"

    def close(self) -> None:
        """End all machines."""
        for machine in (*self.machines.values(), self._switch):
            machine.close()


@contextmanager
def network(place: Path) -> Iterator[Network]:
    """A network whose machines are gone afterwards."""
    made = Network(place)
    try:
        yield made
    finally:
        made.close()


def until(met: Callable[[], object], seconds: float, told: Callable[[], object]) -> float:
    """The seconds until ``met`` is true; fails after ``seconds`` with what ``told`` gives."""
    began = time.monotonic()
    while not met():
        assert time.monotonic() - began < seconds, told()
        time.sleep(0.2)
    return time.monotonic() - began

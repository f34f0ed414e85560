"""Every command in docs/OPERATING.md is carried out, or read by the program that it is for.

The page's commands run in its order in a folder that stands for a machine's root. Commands on
files run for real. Programs that would change this machine are replaced by ones that write down
how they were called, and each call is judged by the function in CALLS.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from kiosk.cli import backup
from kiosk.cli.arguments import build_parser
from kiosk.cli.main import main
from kiosk.staff import pin as pins
from tests.faults.outputs import AS_ANOTHER_USER, needs_namespace

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "OPERATING.md").read_text("utf-8")
DEFAULTS = ROOT / "packaging" / "provision" / "roles" / "kiosk" / "defaults" / "main.yml"
FENCE = re.compile(r"(?ms)^( *)```(\w*)\n(.*?)^\1```$")
# Words in back quotes that hold a space and are no commands.
WORDS = {"does not exist", "--screen NAME", "-m last", "Suites: deb12 deb12-trial"}
FOLDERS = (
    "etc/apt/apt.conf.d",
    "etc/apt/sources.list.d",
    "etc/default",
    "etc/modules-load.d",
    "etc/systemd/system",
    "media/stick/exhibition/works",
    "srv",
    "usr/lib/systemd/system",
    "usr/local/bin",
    "usr/share/doc/kiosk/apt",
    "usr/share/doc/kiosk/pull",
    "var/lib/kiosk",
)
# These run for real, with the paths below the folder that stands for the root.
FOR_REAL = {"cat", "cd", "chmod", "cp", "echo", "install", "ls", "mkdir", "mv", "rm", "sed"}
# Paths of a machine, as the page names them.
MACHINE_PATH = re.compile(r"(?<![\w.~:/$])/(?=(?:boot|media|srv|etc|usr|var|dev)/)")
# What the page installs from Debian; the next test asks Debian's own list.
PACKAGES = {
    "cage", "cifs-utils", "ddcutil", "espeak-ng", "nfs-common", "openssh-server", "rclone", "seatd",
    "syncthing", "unattended-upgrades", "x11-xserver-utils", "xinit", "xorriso", "xserver-xorg",
    "sway", "v4l-utils", "xwayland",
}  # fmt: skip
# Units that are not the project's: of Debian's packages, and the one that fstab's line makes.
FOREIGN_UNITS = {"syncthing@syncer", "srv-exhibition.automount"}
# Commands of this repository; they are too long for this test.
PROJECT = re.compile(r"(?:KIOSK_FAULTS=all )?(sh|(?:\.venv/bin/)?python|ansible-playbook) (.+)")
# Of a house's own, beside the project.
OWN_FILES = re.compile(r"screens/")


def dedent(block: re.Match[str]) -> str:
    return re.sub(rf"(?m)^{block[1]}", "", block[3])


def commands() -> Iterator[str]:
    """The page's scripts in its order: blocks of shell lines, and commands in the text."""
    at = 0
    for block in [*FENCE.finditer(PAGE), None]:
        text = PAGE[at : block.start() if block else None]
        for quoted in re.findall(r"`([^`]+)`", text):
            words = " ".join(quoted.split())
            if " " in words and words not in WORDS and not fstab_fields(words):
                yield words
        if block is None:
            return
        if block[2] == "sh":
            yield dedent(block)
        if block[2] == "cron":
            yield " ".join(dedent(block).split()[6:])
        at = block.end()


def fstab_fields(line: str) -> list[str]:
    fields = line.split()
    return fields if len(fields) == 6 and fields[4:] == ["0", "0"] else []


def programs(script: str) -> set[str]:
    """The names of the programs that a script calls."""
    lines = [re.sub(r"(^| )#.*", "", line) for line in script.splitlines()]
    calls = [call for line in lines for call in re.split(r"&&|\|\||;|&\s*$", line)]
    words = [shlex.split(call) for call in calls]
    return {found[0] for found in words if found} - {"wait"}


SCRIPTS = list(commands())


def test_the_page_holds_commands_in_fences_alone():
    """A block by indentation would be looked at by no other test."""
    text = FENCE.sub("", PAGE)
    assert [line for line in text.splitlines() if re.match(r" {4}|\t|.*```", line)] == []
    assert {block[2] for block in FENCE.finditer(PAGE)} <= {
        "sh",
        "ini",
        "text",
        "fstab",
        "cron",
        "yaml",
        "sway",
    }
    assert len(SCRIPTS) > 50
    assert "sudo " not in "".join(SCRIPTS).replace("sudo -i", "")


def test_each_program_is_known():
    known = FOR_REAL | set(CALLS)
    for script in SCRIPTS:
        if not PROJECT.fullmatch(script.strip()):
            assert programs(script) <= known, "add it to CALLS, with what is right"


def test_the_projects_own_commands_name_files():
    found = [match for script in SCRIPTS if (match := PROJECT.fullmatch(script.strip()))]
    assert found
    for match in found:
        words = [word for word in match[2].split() if "/" in word and not OWN_FILES.match(word)]
        assert words
        assert all((ROOT / word).exists() for word in words)


def test_its_lines_for_other_files_are_well_formed():
    blocks = [(block[2], dedent(block).strip()) for block in FENCE.finditer(PAGE)]
    mounts = [line for kind, line in blocks if kind == "fstab"]
    quoted = [" ".join(words.split()) for words in re.findall(r"`([^`]+)`", FENCE.sub("", PAGE))]
    mounts += [line for line in quoted if fstab_fields(line)]
    assert len(mounts) >= 3
    for line in mounts:
        fields = fstab_fields(line)
        assert fields[1].startswith("/"), line
        assert {"ro", "nofail", "x-systemd.automount"} <= set(fields[3].split(",")), line
    for kind, text in blocks:
        if kind == "ini":
            head, *settings = text.splitlines()
            assert re.fullmatch(r"\[\w+\]", head)
            assert all(re.fullmatch(r"[A-Z]\w+=.*", line) for line in settings), text
        if kind == "yaml":
            own, every = yaml.safe_load(text), yaml.safe_load(DEFAULTS.read_text("utf-8"))
            assert {name: type(value) for name, value in own.items()} == {
                name: type(every[name]) for name in own
            }
        if kind == "cron":
            assert re.match(r"(?:\S+ ){5}root \w+ ", text)


@needs_namespace
@pytest.mark.skipif(shutil.which("sway") is None, reason="needs sway (apt: sway)")
def test_sway_reads_its_settings(tmp_path):
    (block,) = [dedent(block) for block in FENCE.finditer(PAGE) if block[2] == "sway"]

    def check(text: str) -> int:
        (tmp_path / "config").write_text(text)
        call = [*AS_ANOTHER_USER, "sway", "--validate", "-c", str(tmp_path / "config")]
        environment = {
            **os.environ,
            "XDG_RUNTIME_DIR": str(tmp_path),
            "WLR_BACKENDS": "headless",
            "WLR_RENDERER": "pixman",
        }
        done = subprocess.run(call, env=environment, capture_output=True, timeout=20, check=False)
        return done.returncode

    assert check(block) == 0
    assert check(block + "no such command\n") != 0


class Machine:
    """A folder that stands for a machine's root, with the package's files that the page names."""

    def __init__(self, place: Path) -> None:
        self.root = place / "root"
        self.log = place / "calls"
        self._shims = place / "bin"
        for name in FOLDERS:
            (self.root / name).mkdir(parents=True)
        (self.root / "media/stick/exhibition/kiosk.yaml").write_text(
            "title: Example\ntimezone: UTC\n"
        )
        (self.root / "media/stick/exhibition/works/a.md").write_text("---\ntitle: One\n---\nx\n")
        (self.root / "media/stick/kiosk_0_amd64.deb").touch()
        (self.root / "etc/apt/sources.list").write_text("deb cdrom:[x] main\ndeb x y main\n")
        for unit in (ROOT / "packaging" / "debian").glob("*.service"):
            shutil.copy(unit, self.root / "usr/lib/systemd/system")
        for name in ("apt", "pull"):
            for file in (ROOT / "packaging" / name).iterdir():
                shutil.copy(file, self.root / "usr/share/doc/kiosk" / name)
        (self.root / "media/stick/kiosk-archive.asc").touch()
        shutil.copy(ROOT / "packaging/debian/default", self.root / "etc/default/kiosk")
        self._shims.mkdir()
        for name in CALLS:
            shim = self._shims / name
            # One write for each call: two of them may run side by side.
            shim.write_text(f"#!/bin/sh\nprintf '%s\\0' {name} \"$@\" '\n' >>\"{self.log}\"\n")
            shim.chmod(0o755)

    def run(self, script: str, folder: Path | None = None) -> list[list[str]]:
        """The calls of replaced programs that a script made in ``folder``. It must end with 0."""
        self.log.unlink(missing_ok=True)
        script = MACHINE_PATH.sub(f"{self.root}/", script)
        done = subprocess.run(
            ["/bin/sh", "-eu", "-c", script],
            cwd=folder or self.root / "srv",
            env={"PATH": f"{self._shims}:{os.environ['PATH']}", "LANG": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), script
        told = self.log.read_text() if self.log.exists() else ""
        lines = [line.strip("\0") for line in told.splitlines()]
        return [line.split("\0") for line in lines if line]


Judge = Callable[[Machine, list[str]], None]


def kiosk(machine: Machine, words: list[str]) -> None:
    """Those that need no window are carried out; the parser reads the others."""
    if words == ["--version"]:
        return
    given = build_parser().parse_args(words)
    expected = {
        "check": (0, 1),
        "backup": (0,),
        "restore": (0,),
        "doctor": (0, 1),
        "set-aside": (0,),
    }
    if words[0] in expected and (words[0] != "check" or given.folder):
        assert main(words) in expected[words[0]], words


def apt(machine: Machine, words: list[str]) -> None:
    action, *names = [word for word in words if word != "--allow-downgrades"]
    assert action in ("update", "upgrade", "install", "remove", "purge")
    assert bool(names) == (action in ("install", "remove", "purge"))
    for name in names:
        if name.endswith(".deb"):
            assert Path(name).exists() or name in ("./kiosk_NEW.deb", "./kiosk_OLD.deb")
        else:
            package, _, version = name.partition("=")
            assert package in PACKAGES | {"kiosk"}, name
            assert not version or "--allow-downgrades" in words
            assert name != "kiosk" or action != "install"


def systemctl(machine: Machine, words: list[str]) -> None:
    """``enable`` and ``disable`` are carried out in the folder, by systemd's own program."""
    verb, *units = [word for word in words if word != "--now"]
    if verb in ("daemon-reload", "reboot", "poweroff"):
        assert not units
        return
    assert verb in ("enable", "disable", "start", "restart", "edit")
    (unit,) = units
    if unit in FOREIGN_UNITS:
        return
    places = [machine.root / "usr/lib/systemd/system", machine.root / "etc/systemd/system"]
    name = unit if "." in unit else f"{unit}.service"
    assert any((place / name).exists() for place in places), unit
    if verb in ("enable", "disable") and shutil.which("systemctl"):
        call = ["systemctl", f"--root={machine.root}", verb, unit]
        subprocess.run(call, check=True, capture_output=True, timeout=20)
        wanted = name in {
            link.name for link in (machine.root / "etc/systemd").glob("system/*.wants/*")
        }
        assert wanted == (verb == "enable")


def mount(machine: Machine, words: list[str]) -> None:
    _, options, device, place = words
    assert {"nosuid", "nodev", "noexec"} <= set(options.split(","))
    assert (Path(device).name, Path(place)) == ("sdb1", machine.root / "media/stick")


def exactly(*calls: str) -> Judge:
    """These arguments and no others; the machine's paths are below its root."""

    def judge(machine: Machine, words: list[str]) -> None:
        assert " ".join(words).replace(f"{machine.root}/", "/") in calls

    return judge


def timedatectl(machine: Machine, words: list[str]) -> None:
    from zoneinfo import ZoneInfo

    if words != ["list-timezones"]:
        verb, zone = words
        assert verb == "set-timezone"
        assert ZoneInfo(zone).key == zone


def as_the_services_user(machine: Machine, words: list[str]) -> None:
    """The trial of the display is read by the parser; tests/doctor carries it out."""
    assert words[:3] == ["-u", "kiosk", "--"]
    name, *rest = words[3:]
    assert name == "kiosk"
    assert build_parser().parse_args(rest).dark


CALLS: dict[str, Judge] = {
    "kiosk": kiosk,
    "apt": apt,
    "systemctl": systemctl,
    "mount": mount,
    "gpg": exactly("--quick-gen-key OFFICE@example.org"),
    "apt-mark": exactly("hold kiosk", "unhold kiosk"),
    "umount": exactly("/media/stick"),
    "timedatectl": timedatectl,
    "lsblk": exactly("", "-o NAME,LABEL,UUID"),
    "journalctl": exactly("-t kiosk -b", "-u kiosk-pull"),
    "nano": exactly("/etc/default/kiosk", "/etc/fstab"),
    "openssl": exactly("passwd -6"),
    "su": exactly("-"),
    "sudo": exactly("-i"),
    "modprobe": exactly("i2c-dev"),
    "runuser": as_the_services_user,
    "wlr-randr": exactly("--output NAME --off"),
    "systemd-sysusers": exactly(""),
    "adduser": exactly("--disabled-password --gecos  syncer"),
    "chown": exactly("-R syncer: /srv/exhibition"),
    "ssh": exactly("-L 8384:localhost:8384 USER@MACHINE"),
    "rfkill": exactly("block wifi", "block bluetooth"),
    "rclone": exactly("config", "sync --max-delete 20 REMOTE:exhibition /srv/exhibition"),
}


@pytest.mark.skipif(sys.platform != "linux", reason="the page's commands are for Linux")
def test_a_working_life(tmp_path, monkeypatch, capsys):
    """Each script of the page, in its order, on one machine."""
    machine = Machine(tmp_path)
    monkeypatch.setenv("KIOSK_STATE", str(machine.root / "var/lib/kiosk"))
    monkeypatch.setattr(backup, "SERVICE_SETTINGS", machine.root / "etc/default/kiosk")
    monkeypatch.setattr(pins, "_N", 2)
    pins.store_pin("271828", machine.root / "var/lib/kiosk")
    carried_out = 0
    for script in SCRIPTS:
        if PROJECT.fullmatch(script.strip()):
            continue
        if script.startswith("#!"):
            # The page says where it is written to.
            (machine.root / "usr/local/bin/kiosk-screens").write_text(script)
        for name, *words in machine.run(script):
            CALLS[name](machine, words)
            carried_out += 1
        if script.startswith("kiosk backup"):
            saved = json.loads((machine.root / "media/stick/kiosk-backup.json").read_text())
            assert saved["pin"].startswith("scrypt$")
        if "kiosk.sources" in script:
            source = (machine.root / "etc/apt/sources.list.d/kiosk.sources").read_text()
            assert "URIs: https://SERVER/apt\n" in source
        if script.startswith("sed"):
            assert (machine.root / "etc/apt/sources.list").read_text() == "deb x y main\n"
    assert carried_out > 50
    assert not (machine.root / "srv/exhibition").exists(), "the last thing is to retire it"
    assert (machine.root / "media/stick/exhibition").exists()
    assert os.access(machine.root / "usr/local/bin/kiosk-screens", os.X_OK)
    capsys.readouterr()


@pytest.mark.skipif(sys.platform != "linux", reason="the page's commands are for Linux")
def test_the_raspberry_pis_page(tmp_path):
    """Its commands, but for the package's build, in a checkout and on a machine of files."""
    page = (ROOT / "docs" / "RASPBERRY-PI.md").read_text("utf-8")
    machine = Machine(tmp_path)
    checkout = tmp_path / "checkout"
    shutil.copytree(ROOT / "packaging" / "raspberry-pi", checkout / "packaging" / "raspberry-pi")
    (checkout / "out").mkdir()
    (checkout / "out" / "kiosk_0_arm64.deb").touch()
    (machine.root / "boot" / "firmware").mkdir(parents=True)
    config = machine.root / "boot" / "firmware" / "config.txt"
    config.write_text("[cm5]\ndtoverlay=dwc2\n")
    scripts = [dedent(block) for block in FENCE.finditer(page) if block[2] == "sh"]
    assert len(scripts) == 5
    for script in scripts:
        assert programs(script) <= FOR_REAL | set(CALLS) | {"sh"}
        script = re.sub(r"(?m)^sh packaging/deb.sh$", "", script)
        for name, *words in machine.run(script, checkout):
            if name == "apt":
                words = [str(checkout / word) if "/out/" in word else word for word in words]
            CALLS[name](machine, words)
    assert (machine.root / "etc/systemd/system.conf.d/kiosk-watchdog.conf").is_file()
    assert config.read_text().startswith("[cm5]\ndtoverlay=dwc2\n#")
    assert "\n[all]\n" in config.read_text(), "else the lines would hold for one model alone"
    assert "overlay=disable" not in page + config.read_text()


def test_debian_has_the_packages():
    if shutil.which("apt-cache") is None:
        pytest.skip("needs apt-cache")
    names = subprocess.run(
        ["apt-cache", "pkgnames"], capture_output=True, text=True, timeout=60, check=True
    ).stdout.split()
    if "xserver-xorg" not in names or "rclone" not in names:
        pytest.skip("this machine has no list of Debian's packages (apt update)")
    assert sorted(PACKAGES - set(names)) == []

"""provision.sh and the Ansible role, carried out on booted copies of this machine, and compared.

    sh packaging/deb.sh out
    KIOSK_DEB=$(ls out/*.deb) KIOSK_ANSIBLE=VENV python -m pytest -s tests/package/test_provision.py

VENV is a virtual environment with ansible-core; ``sh packaging/nightly.sh provision`` makes one.
The copies have no network: apt has to find Debian's packages among those that it has downloaded
(``apt-get install --download-only``). cage draws on a screen of its own.
"""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.package.booted import DEB, FILES, INNER, Booted, skip_where_nothing_boots

PROVISION = Path(__file__).resolve().parents[2] / "packaging" / "provision"
ANSIBLE = os.environ.get("KIOSK_ANSIBLE", "")
pytestmark = [
    pytest.mark.skipif(not DEB, reason="needs a package: KIOSK_DEB=out/kiosk_....deb"),
    pytest.mark.skipif(os.geteuid() != 0, reason="only root may boot a copy of this machine"),
    pytest.mark.skipif(not ANSIBLE, reason="needs Ansible: KIOSK_ANSIBLE=VENV"),
]
SETTINGS = {
    "kiosk_package_file": "kiosk.deb",
    "kiosk_admin_password_hash": "$6$salt$abc/def.",
    "kiosk_admin_keys": ["ssh-ed25519 AAAA ana's"],
    "kiosk_settings": {"KIOSK_FOLDER": "/srv/exhibition", "KIOSK_HOURS": "ignore"},
    "kiosk_time_zone": "Europe/Berlin",
    "kiosk_time_servers": ["time.example.org", "time2.example.org"],
    "kiosk_pin_file": "pin",
    "kiosk_share": "//server.example.org/share",
    "kiosk_share_password_file": "share",
}
# Before systemd starts: no kiosk, no user, nothing that the machine of the tests has of its own.
PREPARED = """
chroot . systemctl disable ssh seatd 2>/dev/null || true
rm -f etc/systemd/system/dbus-org.freedesktop.timesync1.service
mkdir -p opt/provision etc/systemd/system/kiosk.service.d; cp -r mnt/. opt/provision
mkdir opt/ansible; mount --bind {ansible} opt/ansible
cp mnt/kiosk.conf etc/systemd/system/kiosk.service.d/test.conf
mkdir -p etc/systemd/system/seatd.service.d
cp mnt/seatd.conf etc/systemd/system/seatd.service.d/test.conf
echo "# This machine" >etc/fstab; touch var/lib/apt/lists var/cache/apt/pkgcache.bin
exec chroot"""
# Files of a machine that differ without a setting: numbers, times, and the packages' own.
NOISE = re.compile(
    r"etc/(?:shadow-?|passwd-|group-|gshadow-?|subuid-?|subgid-?|\.pwd\.lock|machine-id|"
    r"ssl/.*|ssh/ssh_host.*|ld\.so\.cache|ca-certificates.*|rc\d\.d/.*|\.updated|resolv\.conf|"
    r"systemd/system/(?:kiosk|seatd)\.service\.d/test\.conf)"
)
LOOK = (
    "cd / && find etc var/lib/kiosk home/caretaker -xdev \\( -type f -o -type l \\) "
    "-printf '%p %m %u:%g %l\\n' | sort; "
    "find etc home/caretaker -xdev -type f -exec sha256sum {} + | sort -k 2"
)


def prepared() -> str:
    """What is done before systemd starts, in place of the package's installation."""
    begin, _, rest = INNER.partition("chroot . dpkg")
    assert rest
    end = rest.rpartition("exec chroot")[2]
    return begin + PREPARED.format(ansible=ANSIBLE).lstrip() + end


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[list[Booted]]:
    """Two machines that are alike, with nothing installed."""
    for name in ("script", "role"):
        (tmp_path / name).mkdir()
    skip_where_nothing_boots(tmp_path / "script")
    files = tmp_path / "files"
    made = make_files(files)
    booted: list[Booted] = []
    try:
        booted.append(Booted(tmp_path / "script", prepared(), made))
        booted.append(Booted(tmp_path / "role", prepared(), made))
        yield booted
    finally:
        for machine in booted:
            machine.close()


def make_files(folder: Path) -> Path:
    """What the machines find in /opt/provision: the built folder, the role and its settings."""
    folder.mkdir()
    subprocess.run(["cp", DEB, folder / "kiosk.deb"], check=True)
    (folder / "pin").write_text("271828\n")
    (folder / "share").write_text("username=a\npassword=b\n")
    (folder / "settings.yaml").write_text(yaml.safe_dump(SETTINGS))
    call = ["python3", PROVISION / "build.py", folder / "settings.yaml", "--out", folder / "built"]
    subprocess.run([str(word) for word in call], check=True, capture_output=True)
    subprocess.run(["cp", "-r", PROVISION, folder / "packaging"], check=True)
    paths = {
        name: f"/opt/provision/{SETTINGS[name]}" for name in SETTINGS if name.endswith("_file")
    }
    variables = {**SETTINGS, **paths, "ansible_connection": "local"}
    variables["ansible_python_interpreter"] = "/usr/bin/python3"
    inventory = {"screens": {"hosts": {"screen": variables}}}
    (folder / "inventory.yml").write_text(yaml.safe_dump(inventory))
    (folder / "kiosk.conf").write_text(re.sub("(?m)^ExecStartPre=.*\n", "", FILES["kiosk.conf"]))
    (folder / "seatd.conf").write_text(FILES["seatd.conf"])
    return folder


def play(machine: Booted, *options: str) -> dict[str, int]:
    """The numbers of Ansible's recapitulation: ok, changed, failed and so on."""
    said = machine.run(
        "env",
        "HOME=/root",
        "ANSIBLE_NOCOLOR=1",
        "/opt/ansible/bin/python",
        "-m",
        "ansible",
        "playbook",
        "-i",
        "/opt/provision/inventory.yml",
        *options,
        "/opt/provision/packaging/playbook.yml",
        seconds=900,
    )
    recap = re.search(r"(?m)^screen\s+: (.*)$", said)
    assert recap is not None, said
    numbers = {name: int(number) for name, number in re.findall(r"(\w+)=(\d+)", recap[1])}
    assert numbers["failed"] == numbers["unreachable"] == 0, said
    if numbers["changed"]:
        print("\n".join(said.splitlines()[-60:]))
    return numbers


def state(machine: Booted) -> list[str]:
    """Names, rights and words of what the settings are about."""
    lines = machine.run("sh", "-c", LOOK).splitlines()
    noise = [line for line in lines if NOISE.search(line)]
    return [line for line in lines if line not in noise]


def test_the_script_and_the_role_make_the_same_screen(machines: list[Booted]) -> None:
    script, role = machines
    for machine in machines:
        machine.until(lambda one=machine: one.first > 0 and is_up(one), "multi-user.target")
    said = script.run(
        "sh", "-c", "sh /opt/provision/built/kiosk/provision.sh 2>&1; echo ended $?", seconds=900
    )
    assert said.endswith("ended 0"), said[-3000:]
    # What was secret is gone from the folder, and where it belongs.
    assert script.run("sh", "-c", "ls /opt/provision/built/kiosk | grep -x 'pin\\|share-.*'") == ""
    assert script.run("stat", "-c", "%a %U", "/etc/share-password") == "600 root"
    once = state(script)
    again = script.run("sh", "-c", "sh /opt/provision/built/kiosk/provision.sh 2>&1; echo $?")
    assert again.endswith("\n0"), again[-3000:]
    assert state(script) == once, "run again it changes nothing"

    first = play(role)
    assert first["changed"] > 10
    assert play(role)["changed"] == 0, "run again it changes nothing"
    different = sorted(set(once) ^ set(state(role)))
    assert [line for line in different if "var/lib/kiosk/" not in line] == []
    for machine in machines:
        looks_right(machine)

    # The role starts the screen at once; the script leaves that to the restart after it.
    role.until(role.active, seconds=90)
    script.run("systemctl", "daemon-reload")
    script.run("systemctl", "--no-block", "start", "kiosk")
    script.until(script.active, seconds=90)
    print(json.dumps({"role": first, "status": role.run("kiosk", "status")}, indent=1))


def is_up(machine: Booted) -> bool:
    return machine.run("systemctl", "is-active", "multi-user.target") == "active"


def looks_right(machine: Booted) -> None:
    """What the machine itself says of its settings."""
    assert machine.run("systemctl", "is-enabled", "kiosk", "seatd").split() == ["enabled"] * 2
    masked = machine.run("systemctl", "is-enabled", "sleep.target", "suspend.target")
    assert masked.split() == ["masked", "masked"]
    assert machine.run("readlink", "/etc/localtime").endswith("/Europe/Berlin")
    fstab = machine.run("tail", "-n", "1", "/etc/fstab").split()
    assert fstab[:3] == ["//server.example.org/share", "/srv/exhibition", "cifs"]
    assert "credentials=/etc/share-password" in fstab[3].split(",")
    assert "findmnt" not in machine.run("findmnt", "--verify", "--tab-file", "/etc/fstab")
    settings = machine.run("cat", "/etc/default/kiosk").splitlines()
    assert "KIOSK_HOURS=ignore" in settings
    assert machine.run("stat", "-c", "%a %U", "/var/lib/kiosk/pin") == "600 kiosk"
    keys = machine.run("sh", "-c", "stat -c '%a %U' ~caretaker/.ssh/authorized_keys")
    assert keys == "600 caretaker"
    assert "sudo" in machine.run("id", "-nG", "caretaker").split()
    dump = machine.run("apt-config", "dump")
    assert 'Unattended-Upgrade::Automatic-Reboot-Time "04:45";' in dump
    assert '"origin=Kiosk,label=Kiosk"' in dump
    assert "--force-confold" in dump
    manager = machine.run("systemd-analyze", "cat-config", "systemd/system.conf")
    assert "RuntimeWatchdogSec=30s" in manager.split()
    assert "SystemMaxUse=200M" in machine.run(
        "systemd-analyze", "cat-config", "systemd/journald.conf"
    )
    doctor = machine.run("kiosk", "doctor")
    for gone in ("may go to sleep", "in the daytime", "no folder is set"):
        assert gone not in doctor, doctor

"""What the package's files do on a machine, without a package and without a machine."""

import shutil
import subprocess
from pathlib import Path

import pytest

DEBIAN = Path(__file__).resolve().parents[2] / "packaging" / "debian"
# Ten times the exposure that `systemd-analyze security` may give each service: 0 is best.
EXPOSURE = {"kiosk": 15, "kiosk-x11": 15, "kiosk-keys": 30}
BUILT_FOR = {"@PYTHON@": "3.11", "@SUFFIX@": "deb12", "@RELEASE@": "Debian GNU/Linux 12 (bookworm)"}
RELEASES = {
    "12": 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
    "13": 'ID=debian\nVERSION_ID="13"\nPRETTY_NAME="Debian GNU/Linux 13 (trixie)"\n',
    "testing": 'ID=debian\nVERSION_CODENAME=forky\nPRETTY_NAME="Debian GNU/Linux forky/sid"\n',
    "24.04": 'ID=ubuntu\nVERSION_ID="24.04"\nPRETTY_NAME="Ubuntu 24.04 LTS"\n',
}


@pytest.mark.parametrize("name", EXPOSURE)
def test_a_service_is_no_more_exposed_than_promised(name):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("needs systemd-analyze (apt: systemd)")
    call = ["systemd-analyze", "security", "--offline=true", f"--threshold={EXPOSURE[name]}"]
    done = subprocess.run(
        [*call, str(DEBIAN / f"{name}.service")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-300:] + done.stderr


def unpacked(
    place: Path, release: str, python: str, step: str = "upgrade", **environment: str
) -> "subprocess.CompletedProcess[str]":
    """The script that dpkg runs before it unpacks, on a machine of this release and Python."""
    script = (DEBIAN / "preinst").read_text("utf-8")
    for mark, value in BUILT_FOR.items():
        script = script.replace(mark, value)
    (place / "os-release").write_text(RELEASES[release])
    if python:
        (place / "python3").write_text(f"#!/bin/sh\necho {python}\n")
        (place / "python3").chmod(0o755)
    script = script.replace("/usr/bin/python3", str(place / "python3"))
    script = script.replace("/etc/os-release", str(place / "os-release"))
    return subprocess.run(
        ["sh", "-c", script, "preinst", step],
        env={"PATH": "/usr/bin:/bin", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("release", "python"), [("13", "3.13"), ("testing", "3.14"), ("24.04", "3.12"), ("13", "")]
)
@pytest.mark.parametrize("step", ["install", "upgrade"])
def test_a_package_for_another_release_says_so_and_changes_nothing(tmp_path, release, python, step):
    done = unpacked(tmp_path, release, python, step)
    assert done.returncode == 1
    assert "this package is for Debian GNU/Linux 12 (bookworm) with Python 3.11" in done.stderr
    name = RELEASES[release].rpartition('PRETTY_NAME="')[2].rstrip('"\n')
    assert f"this machine has {name} with {f'Python {python}' if python else 'no Python'}" in (
        done.stderr
    )
    suffix = {"13": "deb13", "testing": "debforky", "24.04": "ubuntu24.04"}[release]
    assert f"Take the package whose file name has +{suffix} in it" in done.stderr


@pytest.mark.parametrize(
    ("release", "python", "step", "environment"),
    [
        ("12", "3.11", "install", {}),
        # Python comes with it, in any order.
        ("12", "", "install", {}),
        # The way back from a failed upgrade, and a package manager that has compared it itself.
        ("13", "3.13", "abort-upgrade", {}),
        ("13", "3.13", "upgrade", {"DPKG_FRONTEND_LOCKED": "true"}),
    ],
)
def test_on_its_own_release_nothing_is_said(tmp_path, release, python, step, environment):
    done = unpacked(tmp_path, release, python, step, **environment)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

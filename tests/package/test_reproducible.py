"""Two builds of one commit, in different folders and at different times, are the same package.

    KIOSK_FAULTS=all python -m pytest tests/package/test_reproducible.py

The suite has one package only; there test_package.py looks at the times and the order of its files.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONG = os.environ.get("KIOSK_FAULTS") == "all"
QUICK = "-Zxz -z1 --threads-max=2"
pytestmark = [
    pytest.mark.skipif(not LONG, reason="needs KIOSK_FAULTS=all: two builds take a minute"),
    pytest.mark.skipif(shutil.which("dpkg-shlibdeps") is None, reason="needs apt: dpkg-dev"),
]


def built(checkout: Path, commit: str, *, umask: int, clock: str) -> Path:
    subprocess.run(["git", "clone", "--quiet", "--no-checkout", ROOT, checkout], check=True)
    subprocess.run(["git", "-C", checkout, "checkout", "--quiet", commit], check=True)
    # The environment of this checkout, as hard links; only its mark for the folder is another.
    subprocess.run(["cp", "-al", str(ROOT / ".venv"), str(checkout / ".venv")], check=True)
    for kept in checkout.glob(".venv/depends-*"):
        kept.unlink()
    mark = checkout / ".venv" / "ready-requirements-dev"
    mark.unlink(missing_ok=True)
    command = "cat packaging/requirements-dev.txt pyproject.toml | cksum"
    call = ["sh", "-c", command]
    said = subprocess.run(call, cwd=checkout, capture_output=True, text=True, check=True).stdout
    mark.write_text(f"{said.strip()} {checkout}")
    subprocess.run(
        ["sh", "packaging/deb.sh", "made"],
        cwd=checkout,
        umask=umask,
        env={"KIOSK_DEB_COMPRESSION": QUICK, **os.environ, "TZ": clock},
        check=True,
        timeout=600,
    )
    (package,) = (checkout / "made").glob("kiosk_*.deb")
    return package


def test_two_builds_are_the_same(tmp_path):
    call = ["git", "-C", str(ROOT), "rev-parse", "HEAD"]
    commit = subprocess.run(call, capture_output=True, text=True, check=True).stdout.strip()
    first = built(tmp_path / "one", commit, umask=0o022, clock="UTC")
    second = built(tmp_path / "another folder", commit, umask=0o077, clock="Asia/Tokyo")
    assert first.name == second.name
    if first.read_bytes() != second.read_bytes():
        found = []
        for package in (first, second):
            place = package.with_suffix("")
            subprocess.run(["dpkg-deb", "--raw-extract", str(package), str(place)], check=True)
            found.append(str(place))
        told = subprocess.run(["diff", "-rq", *found], capture_output=True, text=True, check=False)
        pytest.fail(f"the packages differ: {told.stdout[:2000] or 'in their order or times'}")

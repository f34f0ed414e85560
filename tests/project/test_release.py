"""The program and its change log name the same release."""

import re
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kiosk import BUILT, __version__
from kiosk.schedule import OffsetClock, distrust_of, is_known
from kiosk.schedule.clock import ClockDistrust

ROOT = Path(__file__).resolve().parents[2]
CHANGELOG = ROOT / "CHANGELOG.md"


def test_version_and_day_are_those_of_the_newest_release():
    releases = re.findall(
        r"^## \[(\d[\w.]*)\] - (\S+)$", CHANGELOG.read_text("utf-8"), re.MULTILINE
    )
    assert releases[0] == (__version__, date(*BUILT).isoformat())


# What decides a version.
NAMED = ("CHANGELOG.md", "kiosk/__init__.py", "kiosk/version.py", "packaging/version.py")


@pytest.fixture
def clone(tmp_path):
    """A repository with this project's own files, to be released there."""
    if shutil.which("git") is None:
        pytest.skip("needs git")
    for name in NAMED:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", *NAMED)
    git(tmp_path, "commit", "--quiet", "-m", "as it is")
    return tmp_path


def git(place: Path, *words: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *words], cwd=place, check=True, capture_output=True)


def ask_version(place: Path) -> "subprocess.CompletedProcess[str]":
    """What deb.sh asks for the version of a package."""
    call = [sys.executable, str(place / "packaging" / "version.py")]
    return subprocess.run(call, capture_output=True, text=True, timeout=60, check=False)


def test_a_release_by_the_page_has_one_version_everywhere(clone):
    """CONTRIBUTING's steps: the files and the change log, a commit, and the tag."""
    git(clone, "tag", "-a", "v0.3.0", "-m", "0.3.0")
    refused = ask_version(clone)
    assert refused.returncode == 1
    assert "the tag says 0.3.0, and kiosk/__init__.py" in refused.stderr

    for name, old, new in (
        ("kiosk/__init__.py", r'__version__ = ".*"', '__version__ = "0.3.0"'),
        ("CHANGELOG.md", r"## \[Unreleased\]", "## [Unreleased]\n\n## [0.3.0] - 2026-11-28"),
    ):
        file = clone / name
        file.write_text(re.sub(old, new, file.read_text("utf-8"), count=1), "utf-8")
        git(clone, "commit", "--quiet", "-m", name, name)
        git(clone, "tag", "-f", "-a", "v0.3.0", "-m", "0.3.0")
        said = ask_version(clone)
        assert (said.returncode == 0) == (name == "CHANGELOG.md"), said.stderr
    assert said.stdout.split()[0] == "0.3.0"
    # The package's version is this and the release of Debian (packaging/deb.sh).
    (clone / "CHANGELOG.md").write_text("changed")
    assert ask_version(clone).stdout.startswith("0.3.1~git")


def test_a_given_time_before_the_release_is_shown_as_given():
    """``kiosk demo`` and ``--at`` show moments of the sample gallery, in January 2026."""
    at = datetime(2026, 1, 13, 13, 10, tzinfo=UTC)
    assert at.date() < date(*BUILT)
    clock = OffsetClock(at)
    assert 0 <= (clock.now() - at).total_seconds() < 60
    assert distrust_of(clock) is ClockDistrust.NONE
    assert is_known(clock)

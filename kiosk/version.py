"""The version of this build: a release, or the commit that it was made of.

A package and a wheel carry theirs as ``kiosk.__version__``, which their builder writes. A checkout
asks git. Its tags name the releases (``v0.3.0``); between two of them every commit has a version of
its own, in two spellings that sort alike along a branch:

    Debian    0.3.1~git20261127.529.ab12cd34
    PEP 440   0.3.1.dev2026112700529+gab12cd34

They hold the day of the newest commit (UTC), the number of commits up to it, and its name. After a
change that is not committed the first seven digits of the change's hash follow.
"""

import hashlib
import os
import re
import subprocess
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import kiosk

_GIT_SECONDS = 10
_RELEASE = re.compile(r"v?(\d+(?:\.\d+)+)")
# PEP 440 has one number where Debian has the day and the number of commits.
_MOST_COMMITS = 99_999


class Build(NamedTuple):
    """What a version is made of; ``release`` is the next one, unless this build is a release."""

    release: str
    is_release: bool = True
    day: str = ""
    commits: int = 0
    commit: str = ""
    change: str = ""
    # When its newest commit was made, in seconds since 1970; 0 when that is not known.
    time: int = 0

    @property
    def debian(self) -> str:
        if self.is_release:
            return self.release
        change = f".c{self.change}" if self.change else ""
        return f"{self.release}~git{self.day}.{self.commits}.{self.commit}{change}"

    @property
    def pep440(self) -> str:
        if self.is_release:
            return self.release
        change = f".c{self.change}" if self.change else ""
        number = f"{self.day}{min(self.commits, _MOST_COMMITS):05d}"
        return f"{self.release}.dev{number}+g{self.commit}{change}"


@cache
def version() -> str:
    """This build's version, as people are shown it.

    In a package and a wheel it is what the package manager says; in a checkout Debian's spelling.
    """
    build = build_of(Path(__file__).resolve().parent.parent)
    return build.debian if build else kiosk.__version__


def build_of(checkout: Path) -> Build | None:
    """The build of a checkout as it is now; None without git or a history, as in a package."""
    if not (checkout / ".git").exists():
        return None
    listed = (_git(checkout, "rev-list", "--timestamp", "HEAD") or "").split()
    times, commits = [int(word) for word in listed[::2]], listed[1::2]
    if not commits:
        return None
    change = _git(checkout, "diff", "--no-ext-diff", "--no-textconv", "--full-index", "HEAD") or ""
    tag = (_git(checkout, "describe", "--tags", "--long", *_TAGS) or "").strip()
    described = re.fullmatch(rf"{_RELEASE.pattern}-(\d+)-g\w+", tag)
    tagged = described[1] if described else ""
    time = max(times)
    if described and described[2] == "0" and not change:
        return Build(tagged, time=time)
    return Build(
        release=_next_release(tagged, kiosk.__version__),
        is_release=False,
        day=datetime.fromtimestamp(time, UTC).strftime("%Y%m%d"),
        commits=len(commits),
        # Git's own short names have as many digits as its clone needs.
        commit=commits[0][:8],
        change=hashlib.sha256(change.encode("utf-8")).hexdigest()[:7] if change else "",
        time=time,
    )


# Tags of releases, and none of what leads to one (v0.3.0-rc1).
_TAGS = ("--match", "v[0-9]*", "--exclude", "*[!v0-9.]*")


def _next_release(tagged: str, named: str) -> str:
    """The release that a build leads to.

    ``tagged`` is the last release's tag, "" in a clone without tags; ``named`` is the release that
    the files name. Where they name a later one than the tag does, it is being prepared.
    """
    if tagged and _numbers(named) > _numbers(tagged):
        return named
    numbers = _numbers(tagged or named)
    return ".".join(map(str, (*numbers[:-1], numbers[-1] + 1)))


def _numbers(release: str) -> tuple[int, ...]:
    found = _RELEASE.match(release)
    return tuple(map(int, found[1].split("."))) if found else (0, 0, 0)


def _git(checkout: Path, *arguments: str) -> str | None:
    """What git prints; None where it is missing or fails."""
    # A hook of git's runs with variables that lead to its own repository.
    environment = {name: value for name, value in os.environ.items() if name[:4] != "GIT_"}
    try:
        done = subprocess.run(
            ["git", "-C", str(checkout), *arguments],
            env={**environment, "GIT_OPTIONAL_LOCKS": "0"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_GIT_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace")

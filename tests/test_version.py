"""Each build's version, from the tags and commits of a repository made for the test."""

import itertools
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import kiosk
from kiosk.version import Build, build_of
from packaging.version import Version

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git (apt: git)")
WHO = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")


class Repository:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._hours = 0
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *words: str) -> str:
        self._hours += 1
        moment = f"2026-11-{1 + self._hours // 24:02d}T{self._hours % 24:02d}:00:00Z"
        kept = {name: value for name, value in os.environ.items() if name[:4] != "GIT_"}
        dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        call = ["git", *WHO, *words]
        return subprocess.run(
            call, cwd=self.folder, env=kept | dates, check=True, capture_output=True, text=True
        ).stdout

    def commit(self, text: str) -> Build:
        (self.folder / "file").write_text(text)
        self.git("add", "file")
        self.git("commit", "--quiet", "-m", text)
        return self.build()

    def build(self) -> Build:
        found = build_of(self.folder)
        assert found is not None
        return found


@pytest.fixture
def repository(tmp_path, monkeypatch):
    monkeypatch.setattr(kiosk, "__version__", "0.2.0")
    folder = tmp_path / "repository"
    folder.mkdir()
    return Repository(folder)


def in_order(builds: list[Build]) -> None:
    """Each is newer than the one before it, for PEP 440 and for Debian."""
    for earlier, later in itertools.pairwise(builds):
        assert Version(earlier.pep440) < Version(later.pep440), (earlier, later)
        if shutil.which("dpkg"):
            for suffix in ("", "+deb12"):
                call = [earlier.debian + suffix, "lt", later.debian + suffix]
                subprocess.run(["dpkg", "--compare-versions", *call], check=True)


def test_a_release_is_its_tag_and_each_commit_after_it_is_newer(repository, monkeypatch):
    repository.commit("one")
    repository.git("tag", "v0.2.0")
    builds = [repository.build()]
    assert builds[0].debian == builds[0].pep440 == "0.2.0"
    builds += [repository.commit(str(number)) for number in range(9)]
    commit = repository.git("rev-parse", "HEAD").strip()
    assert builds[-1].debian == f"0.2.1~git20261101.10.{commit[:8]}"
    assert builds[-1].pep440 == f"0.2.1.dev2026110100010+g{commit[:8]}"
    repository.git("tag", "-a", "v0.3.0-rc1", "-m", "no release")
    assert repository.build() == builds[-1]
    monkeypatch.setattr(kiosk, "__version__", "0.3.0")
    builds.append(repository.commit("the files name the release that is being prepared"))
    assert builds[-1].debian.startswith("0.3.0~git")
    repository.git("tag", "-a", "v0.3.0", "-m", "annotated")
    builds.append(repository.build())
    assert builds[-1].debian == "0.3.0"
    builds.append(repository.commit("after it"))
    assert builds[-1].debian.startswith("0.3.1~git")
    in_order(builds)


def test_what_is_not_committed_has_a_version_of_its_own(repository):
    clean = repository.commit("one")
    repository.git("tag", "v0.2.0")
    (repository.folder / "file").write_text("changed")
    changed = repository.build()
    (repository.folder / "file").write_text("changed again")
    again = repository.build()
    assert len({clean.debian, changed.debian, again.debian, "0.2.0"}) == 4
    assert len({clean.pep440, changed.pep440, again.pep440}) == 3
    assert not changed.is_release
    (repository.folder / "file").write_text("one")
    (repository.folder / "beside").write_text("git does not know it, and no package holds it")
    assert repository.build().debian == "0.2.0"


@pytest.mark.parametrize("option", ["--no-tags", "--depth=1"])
def test_a_clone_without_tags_or_history_has_a_version(repository, tmp_path, option):
    repository.commit("one")
    repository.git("tag", "v0.1.0")
    last = repository.commit("two")
    clone = tmp_path / "clone"
    address = repository.folder.as_uri()
    repository.git("clone", "--quiet", "--no-tags", option, address, str(clone))
    found = build_of(clone)
    assert found is not None
    assert re.fullmatch(rf"0\.2\.1~git20261101\.\d\.{last.commit}", found.debian)
    assert Version(found.pep440) > Version("0.2.0")


def test_without_git_the_files_name_the_version(repository, tmp_path, monkeypatch):
    assert build_of(tmp_path) is None, "as in a package"
    assert build_of(repository.folder) is None, "no commit yet"
    repository.commit("one")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    assert repository.build().commits == 1, "a hook's variables lead to no other repository"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert build_of(repository.folder) is None


def test_a_later_commit_with_an_earlier_day_is_newer_all_the_same(repository):
    repository._hours = 24 * 9
    earlier = repository.commit("one")
    repository._hours = 0
    in_order([earlier, repository.commit("two")])

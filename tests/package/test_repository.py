"""The signed repository, followed by the apt and the unattended-upgrades of a copy of this machine.

KIOSK_FAULTS=all KIOSK_DEB=$(ls out/*.deb) python -m pytest tests/package/test_repository.py
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.package.test_package import Copy, said

ROOT = Path(__file__).resolve().parents[2]
APT = ROOT / "packaging" / "apt"
DEB = os.environ.get("KIOSK_DEB", "")
LONG = os.environ.get("KIOSK_FAULTS") == "all"
needs_tools = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in ("apt-ftparchive", "gpg", "dpkg-deb")),
    reason="needs apt-ftparchive and gpg (apt: apt-utils gpg)",
)


class Owner:
    """Somebody with a key and a folder on a web server."""

    def __init__(self, home: Path, folder: Path) -> None:
        self.folder = folder
        home.mkdir(mode=0o700)
        self._environment = {**os.environ, "GNUPGHOME": str(home)}
        self.key = "owner@example.org"
        make = ("--quick-gen-key", f"Owner <{self.key}>", "ed25519", "sign", "never")
        self.call("gpg", "--batch", "--quiet", "--passphrase", "", *make)

    def call(self, *words: str, good: int = 0) -> str:
        done = subprocess.run(
            words,
            env=self._environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == good, (words, done.stdout, done.stderr)
        return done.stdout + done.stderr

    def publish(self, *packages: Path, trial: bool = False, good: int = 0) -> str:
        options = ["--trial"] if trial else []
        script = ["sh", "packaging/repository.sh", *options, self.key, str(self.folder)]
        return self.call(*script, *map(str, packages), good=good)

    def close(self) -> None:
        subprocess.run(["gpgconf", "--kill", "all"], env=self._environment, check=False)


@pytest.fixture
def owner(tmp_path: Path) -> Iterator[Owner]:
    (tmp_path / "packages").mkdir()
    (tmp_path / "packages").chmod(0o755)
    made = Owner(tmp_path / "gnupg", tmp_path / "packages" / "web")
    yield made
    made.close()


def tiny(place: Path, version: str, words: str = "") -> Path:
    """A package with nothing inside but its head."""
    folder = place / "tiny" / version
    (folder / "DEBIAN").mkdir(parents=True, exist_ok=True)
    head = f"Package: kiosk\nVersion: {version}\nArchitecture: all\nMaintainer: A <a@example.org>\n"
    (folder / "DEBIAN" / "control").write_text(f"{head}Description: {words or 'nothing'}\n")
    made = place / f"kiosk_{version}_all.deb"
    said("dpkg-deb", "--root-owner-group", "-Znone", "--build", str(folder), str(made))
    return made


@needs_tools
def test_each_package_goes_to_its_releases_suite_and_none_is_replaced(owner, tmp_path):
    one, other = tiny(tmp_path, "0.3.0+deb12"), tiny(tmp_path, "0.3.0+deb13")
    assert "deb12: 0.3.0+deb12" in owner.publish(one, other)
    new = tiny(tmp_path, "0.3.1+deb12")
    owner.publish(new, trial=True)

    def offered(suite: str) -> list[str]:
        (index,) = (owner.folder / "dists" / suite).glob("main/binary-all/Packages")
        return re.findall(r"^Version: (.*)", index.read_text("utf-8"), re.MULTILINE)

    assert (offered("deb12"), offered("deb13")) == (["0.3.0+deb12"], ["0.3.0+deb13"])
    assert offered("deb12-trial") == ["0.3.1+deb12"]
    owner.publish(new)
    assert sorted(offered("deb12")) == ["0.3.0+deb12", "0.3.1+deb12"], "the old one is the way back"
    assert offered("deb12-trial") == []
    for suite in ("deb12", "deb13", "deb12-trial"):
        release = owner.folder / "dists" / suite / "InRelease"
        assert "Good signature" in owner.call("gpg", "--verify", str(release))
        assert "Origin: Kiosk\n" in release.read_text("utf-8")
    before = (owner.folder / "dists" / "deb12" / "InRelease").read_text("utf-8")
    changed = tiny(tmp_path, "0.3.1+deb12", "another text")
    assert "another package of the same version" in owner.publish(changed, good=2)
    assert "for which release" in owner.publish(tiny(tmp_path, "0.3.2"), good=2)
    assert "no package" in owner.publish(ROOT / "README.md", good=2)
    assert before == (owner.folder / "dists" / "deb12" / "InRelease").read_text("utf-8")


def versions(place: Path) -> list[Path]:
    """The real package as 0.3.0 and as 0.3.1, without its weight, which is not used."""
    unpacked = place / "unpacked"
    said("dpkg-deb", "--raw-extract", DEB, str(unpacked))
    for name in ("PySide6", "pillow.libs", "babel/locale-data"):
        shutil.rmtree(unpacked / "usr/lib/kiosk/lib" / name)
    made = []
    suffix = said("dpkg-deb", "--field", DEB, "Version").strip().rpartition("+")[2]
    for release in ("0.3.0", "0.3.1"):
        version = f"{release}+{suffix}"
        for name, old, new in (
            ("DEBIAN/control", r"^Version: .*", f"Version: {version}"),
            (
                "usr/lib/kiosk/lib/kiosk/__init__.py",
                r"^__version__.*",
                f'__version__ = "{version}"',
            ),
        ):
            file = unpacked / name
            file.write_text(re.sub(old, new, file.read_text("utf-8"), flags=re.MULTILINE))
        made.append(place / f"{version}.deb")
        said("dpkg-deb", "--root-owner-group", "-Znone", "--build", str(unpacked), str(made[-1]))
    shutil.rmtree(unpacked)
    return made


@pytest.fixture
def machine(owner: Owner, tmp_path: Path) -> Iterator[Copy]:
    (tmp_path / "copy").mkdir()
    made = Copy(tmp_path / "copy", tmp_path / "packages")
    try:
        if not made.ready:
            pytest.skip("no overlay can be mounted here")
        yield made
    finally:
        made.close()


# Wait for a minute until somebody listens there.
ANSWERS = """
import socket, time
for _ in range(600):
    try:
        socket.create_connection(("127.0.0.1", 8080)).close()
        break
    except OSError:
        time.sleep(0.1)
else:
    raise SystemExit("nobody answers")
"""


def follow(machine: Copy, suites: str) -> None:
    """What docs/OPERATING.md tells, with a server in the copy's own network."""
    source = (APT / "kiosk.sources").read_text("utf-8")
    source = source.replace("https://kiosk.example.org/apt", "http://127.0.0.1:8080")
    source = re.sub(r"^Suites: .*", f"Suites: {suites}", source, flags=re.MULTILINE)
    machine.run("tee", "/etc/apt/sources.list.d/kiosk.sources", given=source)


@needs_tools
@pytest.mark.skipif(not LONG or not DEB, reason="needs KIOSK_FAULTS=all and KIOSK_DEB")
@pytest.mark.skipif(os.geteuid() != 0, reason="only root may install a package")
@pytest.mark.skipif(shutil.which("unattended-upgrade") is None, reason="needs unattended-upgrades")
def test_a_machine_follows_goes_back_and_refuses_what_was_changed(owner, machine, tmp_path):
    old, new = versions(tmp_path)
    suite = old.stem.rpartition("+")[2]
    owner.publish(old)
    # Whoever offers the folder, without a connection that outlives an answer.
    machine.serve("python3", "-m", "http.server", "8080", "--bind", "127.0.0.1", "-d", "/mnt/web")
    machine.run("python3", "-c", ANSWERS)
    # No other source: nothing of this machine is upgraded, and no network is needed.
    machine.run("sh", "-c", "rm -rf /etc/apt/sources.list /etc/apt/sources.list.d/*")
    machine.run("mkdir", "-p", "/etc/apt/keyrings")
    machine.run("cp", "/mnt/web/kiosk-archive.asc", "/etc/apt/keyrings/kiosk.asc")
    machine.run("tee", "/etc/apt/apt.conf.d/52kiosk", given=(APT / "52kiosk").read_text("utf-8"))
    follow(machine, suite)
    machine.run("apt-get", "update")
    install = ("apt-get", "install", "-y", "--no-install-recommends")
    machine.run(*install, "kiosk")
    assert machine.version() == old.stem

    machine.run("sh", "-c", "cp -r /usr/lib/kiosk/gallery/. /srv/exhibition/")
    machine.run("sh", "-c", "echo day,kind,file,count >/var/lib/kiosk/counts.csv")
    machine.run("kiosk", "pin", given="271828\n")
    machine.run("tee", "-a", "/etc/default/kiosk", given="KIOSK_COUNTS=off\n")
    ours = ("/srv/exhibition", "/etc/default", "/var/lib/kiosk")
    kept = [machine.seal(folder) for folder in ours]

    def night() -> str:
        machine.run("apt-get", "update")
        machine.run("unattended-upgrade", "--debug")
        assert [machine.seal(folder) for folder in ours] == kept
        return machine.version()

    owner.publish(new, trial=True)
    assert night() == old.stem, "it does not try versions"
    follow(machine, f"{suite} {suite}-trial")
    assert night() == new.stem, "this one does"
    machine.run(*install, "--allow-downgrades", f"kiosk={old.stem}")
    assert machine.version() == old.stem
    assert [machine.seal(folder) for folder in ours] == kept
    machine.run("apt-mark", "hold", "kiosk")
    assert night() == old.stem, "it stays where it was put"
    machine.run("apt-mark", "unhold", "kiosk")
    follow(machine, suite)
    owner.publish(new)
    refuses_what_was_changed(owner, machine, old.stem)
    assert night() == new.stem, "and takes what is whole"


def refuses_what_was_changed(owner: Owner, machine: Copy, installed: str) -> None:
    machine.run("apt-get", "update")
    (package,) = (owner.folder / "pool").glob("*/kiosk_0.3.1+*.deb")
    whole = package.read_bytes()
    package.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    told = machine.run("sh", "-c", "apt-get upgrade -y 2>&1", good=(100,))
    assert "Hash Sum mismatch" in told
    assert machine.version() == installed
    # Whoever changes the list of packages as well has no signature for it.
    (index,) = (owner.folder / "dists").glob(f"{package.parent.name}/main/binary-*/Packages")
    listed = index.read_bytes()
    gzip, packed = index.with_name("Packages.gz"), index.with_name("Packages.gz").read_bytes()
    index.write_bytes(listed.replace(b"0.3.1+", b"0.3.9+"))
    gzip.unlink()
    machine.run("sh", "-c", "rm -rf /var/lib/apt/lists/*127.0.0.1*")
    told = machine.run("sh", "-c", "apt-get update 2>&1", good=(100,))
    assert "0.3.9" not in machine.run("apt-cache", "policy", "kiosk")
    index.write_bytes(listed)
    gzip.write_bytes(packed)
    release = owner.folder / "dists" / package.parent.name / "InRelease"
    signed = release.read_bytes()
    release.write_bytes(signed.replace(b"Label: Kiosk", b"Label: Kiosq"))
    told = machine.run("sh", "-c", "apt-get update 2>&1", good=(0, 100))
    assert re.search("BADSIG|not signed|invalid", told), told
    release.write_bytes(signed)
    package.write_bytes(whole)

"""The Debian package, installed for real in a copy of this machine that is thrown away: what it
brings, keeps, and leaves behind.

    sh packaging/deb.sh out && KIOSK_DEB=$(ls out/*.deb) python -m pytest tests/package

The copy is an overlay over the root of this machine, in a mount namespace of its own; only root may
make one. Without it the package's list and scripts are still looked at.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import babel
import pytest

DEB = os.environ.get("KIOSK_DEB", "")
ROOT = Path(__file__).resolve().parents[2]
LONG = os.environ.get("KIOSK_FAULTS") == "all"
pytestmark = pytest.mark.skipif(
    not DEB or shutil.which("dpkg-deb") is None,
    reason="needs a package: KIOSK_DEB=out/kiosk_....deb",
)

PLACES = (
    r"usr/lib/kiosk/.*",
    r"usr/bin/kiosk",
    r"usr/lib/systemd/system/kiosk(-x11|-keys)?\.service",
    r"usr/lib/sysusers\.d/kiosk\.conf",
    r"etc/(default|pam\.d)/kiosk",
    r"etc/X11/kiosk\.conf",
    r"usr/share/applications/kiosk\.desktop",
    r"usr/share/man/man1/kiosk\.1\.gz",
    r"usr/share/doc/kiosk/.*",
    r"usr/share/lintian/overrides/kiosk",
)
# What a package manager and a new user write anywhere.
BOOKS = (
    r"var/lib/dpkg/.*|var/log/.*|var/cache/(man|debconf)/.*|"
    r"etc/(passwd|group|shadow|gshadow|subuid|subgid)-?|etc/\.pwd\.lock|srv/.*"
)
# Without other packages' triggers: man-db would read all manual pages anew each time.
DPKG = ("dpkg", "--no-triggers")
DEFAULT = "KIOSK_FOLDER=/srv/exhibition\nKIOSK_OPTIONS=--language es\n"


def said(*call: str) -> str:
    return subprocess.run(call, capture_output=True, text=True, check=True, timeout=120).stdout


def test_the_package_lists_nothing_outside_its_places():
    listed = said("dpkg-deb", "--contents", DEB).splitlines()
    assert len(listed) > 1000
    moments = {tuple(line.split(maxsplit=5)[3:5]) for line in listed}
    assert len(moments) == 1, "all files are as old as the commit"
    for line in listed:
        mode, owner, *_, name = line.split(maxsplit=5)
        path, _, target = name.removeprefix("./").partition(" -> ")
        assert owner == "root/root", line
        assert mode[8] != "w" or mode[0] == "l", f"others may write: {line}"
        assert "s" not in mode.lower(), f"takes another user's rights: {line}"
        if mode[0] != "d":
            assert re.fullmatch("|".join(PLACES), path), line
        if target.startswith("/"):
            assert re.match("/usr/bin/python3|/usr/lib/python3/dist-packages/", target), line
        elif target:
            inside = os.path.normpath(os.path.join("/", os.path.dirname(path), target))
            assert inside.startswith("/usr/lib/kiosk/"), line


def test_every_override_of_lintian_has_its_reason():
    text = (ROOT / "packaging" / "debian" / "lintian-overrides").read_text("utf-8")
    for paragraph in text.strip().split("\n\n"):
        reason, *rest = paragraph.splitlines()
        assert re.match(r"# [A-Z].{20}", reason), paragraph
        assert any(not line.startswith("#") for line in rest), paragraph


def test_lintian_finds_nothing():
    """Nothing at all beyond the overrides; the suite's package is not compressed, for speed."""
    if not LONG or shutil.which("lintian") is None:
        pytest.skip(
            "KIOSK_FAULTS=all and lintian (apt: lintian) look for what breaks Debian's policy"
        )
    quick = "uses-no-compression-for-control-tarball,uses-no-compression-for-data-tarball"
    call = ["lintian", "--suppress-tags", quick, "--fail-on", "error", DEB]
    done = subprocess.run(call, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout
    assert not re.findall(r"^[EW]: .*", done.stdout, re.MULTILINE)


def libraries_and_needs(folder: Path) -> dict[str, set[str]]:
    """The libraries in an unpacked package, with those that each asks for."""
    home = folder / "usr" / "lib" / "kiosk"
    files = [str(file) for file in home.rglob("*.so*") if file.is_file()]
    told = said("readelf", "--wide", "--dynamic", *files)
    found: dict[str, set[str]] = {}
    for part in re.split(r"^File: ", told, flags=re.MULTILINE)[1:]:
        name, _, rest = part.partition("\n")
        found[Path(name).name] = set(re.findall(r"\(NEEDED\).*\[([^]]+)\]", rest))
    return found


def holders(libraries: set[str]) -> dict[str, set[str]]:
    """For each library the packages of this machine that hold it, and the names they provide."""
    call = ["dpkg-query", "--search", *(f"*/{name}" for name in sorted(libraries))]
    told = subprocess.run(call, capture_output=True, text=True, check=False, timeout=120).stdout
    held: dict[str, set[str]] = {name: set() for name in libraries}
    for line in told.splitlines():
        packages, _, path = line.rpartition(": ")
        if path.startswith("/") and not packages.startswith("diversion "):
            held[Path(path).name] |= set(packages.split(", "))
    every = sorted(set().union(*held.values()))
    # One line for each package: its own name, then what it provides.
    shown = said("dpkg-query", "--show", "--showformat=${Package}, ${Provides}\n", *every)
    names = {
        line.partition(",")[0]: set(re.findall(r"(?:^|, )([a-z0-9.+-]+)", line))
        for line in shown.splitlines()
    }
    return {
        library: set().union(*(names[package.partition(":")[0]] for package in packages))
        for library, packages in held.items()
    }


def test_each_library_finds_what_it_needs_and_qt_has_nothing_that_no_screen_loads(tmp_path):
    """All that is needed is inside or in a package that this one depends on."""
    if shutil.which("readelf") is None:
        pytest.skip("needs readelf (apt: binutils)")
    said("dpkg-deb", "--extract", DEB, str(tmp_path))
    there = libraries_and_needs(tmp_path)
    assert "libQt6Quick.so.6" in there
    outside = set().union(*there.values()) - set(there)
    depends = said("dpkg-deb", "--field", DEB, "Depends")
    assert re.search(r"\blibc6 \(>= ", depends)
    named = set(re.findall(r"(?:^|[,|]) ?([a-z0-9.+-]+)", depends))
    assert {name: held for name, held in holders(outside).items() if not held & named} == {}
    for unused in ("Widgets", "Designer", "Sql", "QuickControls2", "QuickDialogs2", "Test", "Pdf"):
        assert f"libQt6{unused}.so.6" not in there
    sorts_by_the_rules_for_all_languages(tmp_path / "usr" / "lib" / "kiosk" / "lib")
    words_as_before(tmp_path / "usr" / "lib" / "kiosk" / "lib")
    for name in ("lib", "python", "curator"):
        for file in (tmp_path / "usr" / "lib" / "kiosk" / name).rglob("*"):
            if file.is_file() and not file.is_symlink():
                assert file.stat().st_mode & 0o777 == 0o644, file


SORT = """
import sys
sys.path.insert(0, sys.argv[1])
from PySide6.QtCore import QCollator, QLocale
words = "zebra \u00c9clair apple nube eclat \u00c4pfel".split()
print(*sorted(words, key=QCollator(QLocale("es")).sortKey))
"""


def sorts_by_the_rules_for_all_languages(library: Path) -> None:
    """Of ICU's data what packaging/icu_data.py keeps is read, and the rest is gone."""
    (data,) = library.glob("PySide6/Qt/lib/libicudata.so.*")
    assert data.stat().st_size < 2_000_000
    told = said("/usr/bin/python3", "-I", "-c", SORT, str(library))
    assert told.split() == ["Äpfel", "apple", "Éclair", "eclat", "nube", "zebra"]


WORDS = """
import sys
sys.path.insert(0, sys.argv[1])
import babel
from babel import Locale
from babel.dates import *
from babel.lists import format_list
from babel.localedata import locale_identifiers
from babel.numbers import format_decimal
from datetime import datetime
from zoneinfo import ZoneInfo
assert babel.__file__.startswith(sys.argv[1])
now = datetime(2026, 3, 5, 14, 7, tzinfo=ZoneInfo("America/Los_Angeles"))
for name in sorted(locale_identifiers())[::7]:
    one = Locale.parse(name)
    print(
        format_date(now, "full", locale=one), format_time(now, "short", locale=one),
        format_skeleton("yMMMEd", now, locale=one), get_timezone_name(now, "short", locale=one),
        format_interval(now, now.replace(day=9), "yMMMd", locale=one),
        format_list(["a", "b", "c"], locale=one), format_decimal(1234567.5, locale=one),
        one.get_display_name("en"), Locale.parse("es_MX").get_display_name(one), ascii(one),
    )
"""


def words_as_before(library: Path) -> None:
    """What packaging/babel_data.py keeps words all languages as Babel's own data do."""
    assert not (library / "babel").joinpath("locale-data", "en.dat").read_bytes().count(b"bushel")
    whole = Path(babel.__file__).parents[1]
    packed, own = (said(sys.executable, "-I", "-c", WORDS, str(one)) for one in (library, whole))
    assert packed == own
    assert own.count("\n") > 100


def test_it_is_no_larger_than_promised():
    """As it is given away; the suite's own package is not compressed."""
    parts = said("ar", "t", DEB).split() if shutil.which("ar") else []
    if "data.tar.xz" not in parts:
        pytest.skip("needs a package that is packed as packaging/deb.sh packs it")
    assert Path(DEB).stat().st_size < 50_000_000


@pytest.mark.parametrize("name", ["openpyxl", "lxml"])
def test_only_curators_need_what_the_package_recommends_to_import_files(name):
    assert f"python3-{name}" in said("dpkg-deb", "--field", DEB, "Recommends")
    listed = said("dpkg-deb", "--contents", DEB)
    assert f"/usr/lib/kiosk/lib/{name}" not in listed
    assert f"/usr/lib/kiosk/curator/{name} -> /usr/lib/python3/dist-packages/{name}" in listed


def test_its_head_and_its_scripts_are_sound(tmp_path):
    said("dpkg-deb", "--control", DEB, str(tmp_path))
    head = (tmp_path / "control").read_text()
    assert re.search(r"^Version: \d+\.\d+", head, re.MULTILINE)
    assert re.search(
        r"^Depends: python3 \(>= 3\.(\d+)\), python3 \(<< 3\.(\d+)\), .*libegl1", head, re.MULTILINE
    )
    assert (tmp_path / "conffiles").read_text().split() == [
        "/etc/default/kiosk",
        "/etc/pam.d/kiosk",
        "/etc/X11/kiosk.conf",
    ]
    assert re.search(r"^Version: .*\+[a-z]+[\w.]+$", head, re.MULTILINE), "for one release"
    assert "@" not in (tmp_path / "preinst").read_text()
    for name in ("preinst", "postinst", "prerm", "postrm"):
        said("sh", "-n", str(tmp_path / name))
        script = (tmp_path / name).read_text()
        assert script.startswith("#!/bin/sh\nset -e\n")
        assert not re.search(r"curl|wget|pip|apt|git ", script), "nothing is fetched on the target"
        assert "/srv" not in script, "content is none of its business"
        assert name == "postinst" or "KIOSK_FOLDER" not in script


class Copy:
    """A copy of this machine, with ``packages`` at /mnt; what is written to it is kept in memory
    and forgotten. It has a network of its own, which leads nowhere.
    """

    def __init__(self, place: Path, packages: Path) -> None:
        self.root = place / "root"
        script = (
            f"set -e; mount -t tmpfs tmpfs {place}; cd {place}; mkdir root upper work\n"
            f"mount -t overlay overlay -o lowerdir=/,upperdir={place}/upper,workdir={place}/work "
            "root\n"
            "mount -t proc proc root/proc; mount --rbind /dev root/dev; mount -t tmpfs tmpfs "
            "root/tmp; mount -t tmpfs tmpfs root/run\n"
            f"mount --bind {packages} root/mnt; mkdir upper/srv/exhibition -p; "
            "ip link set lo up || true; echo ready; exec sleep 600"
        )
        self._process = subprocess.Popen(
            ["unshare", "--mount", "--net", "sh", "-c", script],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        assert self._process.stdout is not None
        with self._process.stdout as told:
            self.ready = told.readline().strip() == "ready"
        self._place = place
        self._servers: list[subprocess.Popen[bytes]] = []

    def serve(self, *call: str) -> None:
        """Run a command in the copy until the copy is closed."""
        enter = [*self._enter(), "chroot", str(self.root), *call]
        self._servers.append(subprocess.Popen(enter, stderr=subprocess.DEVNULL))

    def _enter(self) -> list[str]:
        return ["nsenter", f"--target={self._process.pid}", "--mount", "--net"]

    def run(self, *call: str, given: str = "", good: tuple[int, ...] = (0,), user: str = "") -> str:
        """What a command says in the copy, as root or as ``user``."""
        as_user = (
            ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"] if user else []
        )
        environment = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": "/tmp",
            "LANG": "C.UTF-8",
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_CACHE_HOME": "/tmp/cache",
            "DEBIAN_FRONTEND": "noninteractive",
        }
        return self._inside(
            "chroot",
            str(self.root),
            *as_user,
            *call,
            environment=environment,
            given=given,
            good=good,
        )

    def _inside(
        self,
        *call: str,
        environment: dict[str, str] | None = None,
        given: str = "",
        good: tuple[int, ...] = (0,),
    ) -> str:
        done = subprocess.run(
            [*self._enter(), *call],
            env=environment,
            input=given,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode in good, f"{call}: {done.stdout}{done.stderr}"
        return done.stdout

    def written(self) -> set[str]:
        """Every file that is not as on this machine."""
        return set(
            self._inside(
                "find",
                f"{self._place}/upper",
                "(",
                "-type",
                "f",
                "-o",
                "-type",
                "l",
                ")",
                "-printf",
                "%P\n",
            ).splitlines()
        )

    def seal(self, folder: str) -> str:
        """The names, owners, rights and words of all files below a folder."""
        listed = (
            "find . -printf '%p %U:%G:%m\\n' | sort; find . -type f -exec sha256sum {} + | sort"
        )
        return self.run("sh", "-c", f"cd {folder} && {{ {listed}; }}")

    def version(self) -> str:
        return self.run("kiosk", "--version").split()[-1]

    def close(self) -> None:
        for server in self._servers:
            server.kill()
            server.wait()
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Copy]:
    if os.geteuid() != 0:
        pytest.skip("only root may install a package")
    for name in ("copy", "packages"):
        (tmp_path / name).mkdir()
    shutil.copy(DEB, tmp_path / "packages" / "old.deb")
    made = Copy(tmp_path / "copy", tmp_path / "packages")
    try:
        if not made.ready:
            pytest.skip("no overlay can be mounted here")
        yield made
    finally:
        made.close()


def build_newer(deb: Path, place: Path) -> None:
    """The same package as version 99; its program says so, and its settings have a line more.

    Beside it, as back.deb, the package of the old version to go back to. In the short form both
    lack the largest libraries, most of what dpkg unpacks: nothing is drawn after the first version.
    """
    unpacked = place / "unpacked"
    said("dpkg-deb", "--raw-extract", str(deb), str(unpacked))
    if not LONG:
        for name in ("PySide6", "pillow.libs", "babel/locale-data", "tzdata/zoneinfo"):
            shutil.rmtree(unpacked / "usr" / "lib" / "kiosk" / "lib" / name)
    build = ("dpkg-deb", "--root-owner-group", "-Znone", "--build", str(unpacked))
    said(*build, str(place / "back.deb"))
    for name, old, new in (
        ("DEBIAN/control", r"^Version: .*", "Version: 99.0"),
        ("usr/lib/kiosk/lib/kiosk/__init__.py", r"^__version__ = .*", '__version__ = "99.0"'),
    ):
        file = unpacked / name
        file.write_text(re.sub(old, new, file.read_text(), flags=re.MULTILINE))
    said(*build, str(place / "new.deb"))
    shutil.rmtree(unpacked)


def refused_on_another_release(machine: Copy) -> None:
    """dpkg alone does not look at dependencies before it unpacks: the package itself does."""
    before = machine.written()
    machine.run("sh", "-c", "cp -a /usr/bin/python3 /etc/os-release /tmp")
    machine.run("rm", "/usr/bin/python3", "/etc/os-release")
    machine.run("tee", "/usr/bin/python3", given="#!/bin/sh\necho 3.99\n")
    machine.run("chmod", "755", "/usr/bin/python3")
    name = 'PRETTY_NAME="Debian GNU/Linux 99 (far)"\nID=debian\nVERSION_ID="99"\n'
    machine.run("tee", "/etc/os-release", given=name)
    said = machine.run("sh", "-c", "dpkg --no-triggers -i /mnt/old.deb 2>&1", good=(1,))
    assert "this machine has Debian GNU/Linux 99 (far) with Python 3.99" in said
    assert "nothing was changed" in said
    assert "+deb99" in said
    machine.run("sh", "-c", "mv /tmp/python3 /usr/bin && mv /tmp/os-release /etc")
    ours = [name for name in machine.written() - before if re.fullmatch("|".join(PLACES), name)]
    assert ours == [], "it was refused before anything was unpacked"


# Python's own names and marks: a number, flags, then the source's time and length.
COMPILED = """
import importlib.util, pathlib, struct
home = pathlib.Path("/usr/lib/kiosk/lib")
sources, made = list(home.rglob("*.py")), set(home.rglob("*.pyc"))
for source in sources:
    cached = pathlib.Path(importlib.util.cache_from_source(source))
    head, found = cached.read_bytes()[:16], source.stat()
    assert head[:4] == importlib.util.MAGIC_NUMBER, cached
    assert struct.unpack("<III", head[4:]) == (0, int(found.st_mtime), found.st_size), cached
    made.remove(cached)
print(len(sources), *made)
"""


def every_module_is_compiled(machine: Copy) -> None:
    """The service cannot write there, so what is missing would be compiled at each start."""
    told = machine.run("/usr/lib/kiosk/python/bin/python3", "-I", "-c", COMPILED).split()
    assert int(told[0]) > 500
    assert told[1:] == [], "compiled of a source that is not there"


def test_content_settings_and_pin_outlive_an_upgrade_the_way_back_and_a_removal(
    machine: Copy, tmp_path: Path
) -> None:
    build_newer(tmp_path / "packages" / "old.deb", tmp_path / "packages")
    version = said("dpkg-deb", "--field", DEB, "Version").strip()
    refused_on_another_release(machine)
    before = machine.written()
    machine.run(*DPKG, "--install", "/mnt/old.deb")
    strange = [
        name
        for name in machine.written() - before
        if not re.fullmatch("|".join((*PLACES, BOOKS)), name)
    ]
    assert strange == []
    assert machine.version() == version
    every_module_is_compiled(machine)

    # Somebody sets it up, and it runs.
    machine.run(
        "sh",
        "-c",
        "cp -r /usr/lib/kiosk/gallery/. /srv/exhibition/ && rm /srv/exhibition/works/0[4-9]* "
        "/srv/exhibition/works/1*",
    )
    machine.run("tee", "/etc/default/kiosk", given=DEFAULT)
    machine.run("kiosk", "pin", given="271828\n")
    machine.run(
        "sh",
        "-c",
        "echo day,kind,file,count >/var/lib/kiosk/counts.csv && chown kiosk: "
        "/var/lib/kiosk/counts.csv",
    )
    assert "kiosk:600" in machine.run("stat", "--format=%U:%a", "/var/lib/kiosk/pin")
    assert "warnings" in machine.run("kiosk", "check", "/srv/exhibition", "--no-look", good=(0, 1))
    shot = (
        "shots",
        "/srv/exhibition",
        "--out",
        "/tmp/shots",
        "--size",
        "640x360",
        "--language",
        "en",
    )
    assert "/tmp/shots" in machine.run("kiosk", *shot, user="kiosk")
    ours = ("/srv/exhibition", "/etc/default", "/var/lib/kiosk")
    kept = [machine.seal(folder) for folder in ours]

    for package, expected in (("new", "99.0"), ("back", version)):
        machine.run(*DPKG, "--install", "--force-confold", f"/mnt/{package}.deb")
        assert machine.version() == expected
        every_module_is_compiled(machine)
        assert [machine.seal(folder) for folder in ours] == kept, package
    machine.run(*DPKG, "--remove", "kiosk")
    assert (
        machine.run(
            "sh",
            "-c",
            "ls -d /usr/lib/kiosk /usr/bin/kiosk /usr/lib/systemd/system/kiosk* 2>/dev/null",
            good=(2,),
        )
        == ""
    )
    assert [machine.seal(folder) for folder in ours] == kept
    machine.run(*DPKG, "--install", "/mnt/back.deb")
    assert [machine.seal(folder) for folder in ours] == kept
    machine.run(*DPKG, "--purge", "kiosk")
    assert machine.seal("/srv/exhibition") == kept[0]
    strange = [name for name in machine.written() - before if not re.fullmatch(BOOKS, name)]
    assert strange == []

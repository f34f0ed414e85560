"""What the package says of its contents, and the lock against advisories, without a network."""

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
LOCK = PACKAGING / "requirements-wall.txt"
DEB = os.environ.get("KIOSK_DEB", "")


@pytest.mark.skipif(not DEB, reason="needs a package: KIOSK_DEB=out/kiosk_....deb")
def test_the_package_lists_all_that_the_lock_names_with_licences(tmp_path):
    unpacked = tmp_path / "unpacked"
    pack = subprocess.Popen(["dpkg-deb", "--fsys-tarfile", DEB], stdout=subprocess.PIPE)
    assert pack.stdout is not None
    unpacked.mkdir()
    with pack, pack.stdout as archive:
        wanted = ["./usr/share/doc/kiosk", "./usr/lib/kiosk/lib", "./usr/lib/kiosk/assets"]
        subprocess.run(["tar", "-x", *wanted], cwd=unpacked, stdin=archive, check=True)
    doc = unpacked / "usr" / "share" / "doc" / "kiosk"
    bom = json.loads((doc / "sbom.cdx.json").read_text("utf-8"))
    assert (bom["bomFormat"], bom["specVersion"]) == ("CycloneDX", "1.6")
    version = subprocess.run(
        ["dpkg-deb", "--field", DEB, "Version"], capture_output=True, text=True, check=True
    ).stdout.strip()
    assert bom["metadata"]["component"]["version"] == version
    ours = (unpacked / "usr/lib/kiosk/lib/kiosk/__init__.py").read_text("utf-8")
    assert f'__version__ = "{version}"' in ours
    listed = {entry["name"]: entry for entry in bom["components"]}
    for line in re.findall(r"^([\w.-]+==[\w.]+)", LOCK.read_text("utf-8"), re.MULTILINE):
        name, _, pinned = line.partition("==")
        entry = listed[name.lower().replace("_", "-")]
        assert (entry["version"], entry["purl"]) == (pinned, f"pkg:pypi/{entry['name']}@{pinned}")
        assert entry["licenses"][0].get("expression"), f"{name}: no licence by SPDX's names"
    inside = {part["name"] for part in listed["pillow"]["components"]}
    assert {"libtiff", "OpenJPEG", "FreeType"} <= inside, "what a wheel has built in"
    icu = {part["name"] for part in listed["pyside6-essentials"]["components"]}
    assert "libicudata.so.73" in icu
    every_part_has_a_text(bom, unpacked)
    every_hash_is_of_a_file_in_the_package(bom, unpacked / "usr" / "lib" / "kiosk" / "lib")


def every_part_has_a_text(bom: dict, unpacked: Path) -> None:
    """In the package, or in the package that each Debian has installed (base-files)."""
    fonts = unpacked / "usr" / "lib" / "kiosk" / "assets" / "fonts"
    families = {file.name.partition("-")[0] for file in fonts.glob("*.ttf")}
    assert {file.stem.removeprefix("OFL-") for file in fonts.glob("OFL-*.txt")} == families
    packages = [entry for entry in bom["components"] if entry["type"] == "library"]
    parts = [part for entry in packages for part in entry.get("components", ())]
    assert len(packages) > 15
    assert len(parts) > 40
    copyright_file = (unpacked / "usr/share/doc/kiosk/copyright").read_text("utf-8")
    common = Path("/usr/share/common-licenses")
    for entry in (*packages, *parts):
        told = entry["properties"]
        places = [one["value"] for one in told if one["name"] == "kiosk:licence-text"]
        assert places, f"{entry['name']}: no text"
        for place in places:
            if not place.startswith(str(common)):
                text = (unpacked / place.lstrip("/")).read_bytes()
                # The shortest whole one, fdlibm's, has 250; none names another instead.
                assert len(text) > 240, place
                assert b"#include ./" not in text, place
                assert f"  {os.path.dirname(place)}/\n" in copyright_file
            else:
                assert f"  {place}\n" in copyright_file
                if common.is_dir():
                    assert Path(place).is_file(), place
    for name in ("pyside6-essentials", "shiboken6"):
        (qt,) = (entry for entry in packages if entry["name"] == name)
        places = [one["value"] for one in qt["properties"]]
        assert {f"{common}/{licence}" for licence in ("LGPL-3", "GPL-2", "GPL-3")} <= set(places)


def every_hash_is_of_a_file_in_the_package(bom: dict, library: Path) -> None:
    files = {file.name: file for file in library.rglob("*.so*") if file.is_file()}
    found = 0
    for entry in bom["components"]:
        for part in entry.get("components", ()):
            if part["type"] == "file" and part["name"] in files:
                (hashed,) = part["hashes"]
                whole = files[part["name"]].read_bytes()
                assert hashed["content"] == hashlib.sha256(whole).hexdigest(), part["name"]
                found += 1
    assert found > 15


@pytest.mark.parametrize(
    ("metadata", "parts", "bare"),
    [
        ("License-Expression: MIT", [], ["one 1.0"]),
        ("License-Expression: Apache-2.0", [], []),
        ("License-Expression: LGPL-3.0-only OR MIT", [], []),
        ("License-Expression: Apache-2.0 AND MIT", [], ["one 1.0"]),
        ("License-Expression: Apache-2.0", [{"expression": "MIT OR Apache-2.0"}], []),
        ("License-Expression: Apache-2.0", [{"license": {"id": "ISC"}}], ["inside 2"]),
        ("License-Expression: Apache-2.0", [{"license": {"name": "own"}}], ["inside 2"]),
        ("License-Expression: Apache-2.0", None, ["inside 2"]),
    ],
)
def test_a_part_whose_licence_has_no_text_ends_the_build(tmp_path, metadata, parts, bare):
    info = tmp_path / "lib" / "one-1.0.dist-info"
    (info / "sboms").mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.4\nName: one\nVersion: 1.0\n{metadata}\n")
    if parts != []:
        inside = {"type": "library", "name": "inside", "version": "2", "licenses": parts or []}
        (info / "sboms" / "a.json").write_text(json.dumps({"components": [inside]}))
    (tmp_path / "lock.txt").write_text("one==1.0 \\\n    --hash=sha256:0\n")
    call = [sys.executable, str(PACKAGING / "sbom.py"), "lock.txt", "lib", "out", "1"]
    (tmp_path / "out").mkdir()
    done = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == (1 if bare else 0), done.stderr
    assert all(name in done.stderr for name in bare)


def advise(name: str, **of: object) -> dict:
    affected = {"package": {"name": name, "ecosystem": "PyPI"}, **of}
    return {"id": f"T-{name}", "aliases": ["CVE-2026-1"], "affected": [affected]}


def events(*pairs: tuple[str, str]) -> list[dict]:
    return [{"type": "ECOSYSTEM", "events": [{kind: version} for kind, version in pairs]}]


def compare(tmp_path: Path, told: object, lock: str = "pillow==13.0.0 \\\n    --hash=sha256:0\n"):
    (tmp_path / "lock.txt").write_text(lock)
    file = tmp_path / "told.json"
    file.write_text(told if isinstance(told, str) else json.dumps(told))
    call = [sys.executable, str(PACKAGING / "advisories.py"), str(tmp_path / "lock.txt"), str(file)]
    return subprocess.run(call, capture_output=True, text=True, timeout=60, check=False)


FIXED = events(("introduced", "0"), ("fixed", "13.0.1"))
TWICE = events(("introduced", "1"), ("fixed", "2"), ("introduced", "12.5"), ("fixed", "13.1"))
PIP_AUDIT = {
    "dependencies": [
        {
            "name": "Pillow",
            "version": "13.0.0",
            "vulns": [{"id": "PYSEC-1", "fix_versions": ["13.0.1"], "aliases": ["CVE-2"]}],
        },
        {"name": "six", "version": "1.17.0", "vulns": []},
    ],
    "fixes": [],
}


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (advise("Pillow", ranges=FIXED), "T-Pillow CVE-2026-1; mended in 13.0.1"),
        ([advise("pillow", ranges=TWICE)], "mended in 2, 13.1"),
        ({"vulns": [advise("PILLOW", versions=["12.9", "13.0"])]}, "no version mends it yet"),
        (advise("pillow", ranges=events(("introduced", "0"), ("last_affected", "13.0.0"))), "T-"),
        (advise("pillow", ranges=events(("introduced", "0"), ("fixed", "what"))), "T-"),
        (PIP_AUDIT, "PYSEC-1 CVE-2; mended in 13.0.1"),
    ],
)
def test_a_locked_package_with_a_known_fault_is_named(tmp_path, told, words):
    done = compare(tmp_path, told)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("pillow 13.0.0: ")
    assert words in done.stdout


@pytest.mark.parametrize(
    "told",
    [
        advise("pillow", ranges=events(("introduced", "0"), ("fixed", "13.0.0"))),
        advise("pillow", ranges=events(("introduced", "0"), ("last_affected", "12.9.9"))),
        advise("pillow", ranges=events(("introduced", "13.0.1"))),
        advise("pillow", versions=["13.0.0rc1", "12.0.0"]),
        advise("pillow-heif", ranges=FIXED),
        {**advise("pillow", ranges=FIXED), "withdrawn": "2026-01-01T00:00:00Z"},
        {**advise("x"), "affected": [{"package": {"name": "pillow", "ecosystem": "npm"}}]},
    ],
)
def test_what_does_not_concern_the_lock_is_passed_over(tmp_path, told):
    done = compare(tmp_path, told)
    assert (done.returncode, done.stdout) == (0, "1 packages, 1 advisories, 0 faults\n"), done


@pytest.mark.parametrize(
    "told", ["", "{", "[1]", '{"x": 1}', '"words"', '{"vulns": [{"id": "x"}]}']
)
def test_a_file_without_advisories_is_no_good_answer(tmp_path, told):
    done = compare(tmp_path, told)
    assert (done.returncode, done.stdout) == (2, "")
    assert "not read" in done.stderr


def test_the_lock_of_the_wall_is_read_whole(tmp_path):
    done = compare(tmp_path, advise("nothing", versions=[]), LOCK.read_text("utf-8"))
    pinned = len(re.findall(r"^[\w.-]+==", LOCK.read_text("utf-8"), re.MULTILINE))
    assert done.stdout == f"{pinned} packages, 1 advisories, 0 faults\n"

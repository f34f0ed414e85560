"""What holds for the whole house: sizes of rooms, pinned packages, translations, the wheel."""

import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sysconfig.get_path("scripts"))


def tracked() -> list[Path]:
    done = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip("this is not a git checkout")
    return [ROOT / name for name in done.stdout.splitlines() if (ROOT / name).is_file()]


def test_qmldir_names_every_file():
    folder = ROOT / "kiosk" / "ui" / "KioskUi"
    named = {line.split()[-1] for line in (folder / "qmldir").read_text("utf-8").splitlines()[1:]}
    assert named == {
        str(path.relative_to(folder)) for path in folder.rglob("*.qml") if path.name != "Main.qml"
    }


def test_pyside_survives_20_000_void_calls():
    """6.12.0 lost a reference to None with each of them and aborted on Python 3.11 after about 5,000."""
    code = "from PySide6.QtCore import QTimer\nt = QTimer()\nfor _ in range(20000): t.stop()\nprint('alive')"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "alive")


@pytest.mark.parametrize(
    "name", ["requirements-wall.txt", "requirements.txt", "requirements-dev.txt"]
)
def test_every_package_is_pinned_with_hashes(name):
    text = (ROOT / "packaging" / name).read_text("utf-8")
    packages = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert len(packages) > 5
    for package in packages:
        assert re.match(r"[a-z0-9._-]+==", package), package
        assert "--hash=sha256:" in package, package
    assert "://" not in text
    assert "--find-links" not in text


def test_the_wall_is_locked_to_the_same_packages_without_the_curator_s():
    def packages(name):
        text = (ROOT / "packaging" / name).read_text("utf-8")
        return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", text, re.MULTILINE))

    wall, whole = packages("requirements-wall.txt"), packages("requirements.txt")
    assert whole.keys() - wall.keys() == {"openpyxl", "et-xmlfile"}
    assert wall.items() <= whole.items() <= packages("requirements-dev.txt").items()


def test_no_machine_s_paths_and_no_registry_in_any_file():
    # Written in two parts, so that this file does not find itself.
    forbidden = [
        "/ro" + "ot/",
        "/wo" + "rk/",
        "/ho" + "me/",
        "pypi." + "org",
        "pythonhosted." + "org",
        "registry." + "npmjs",
    ]
    for path in tracked():
        if path.suffix in (".py", ".qml", ".md", ".sh", ".toml", ".txt", ".yaml", ".ts", ""):
            text = path.read_text("utf-8", errors="ignore")
            assert [word for word in forbidden if word in text] == [], path


def test_translations_are_complete_and_compiled(tmp_path):
    i18n = ROOT / "kiosk" / "ui" / "i18n"
    source = i18n / "kiosk_es.ts"
    assert "unfinished" not in source.read_text("utf-8")
    fresh = tmp_path / "kiosk_es.ts"
    fresh.write_bytes(source.read_bytes())
    files = [
        *sorted((ROOT / "kiosk" / "bridge").glob("*.py")),
        *sorted((ROOT / "kiosk" / "ui" / "KioskUi").rglob("*.qml")),
    ]
    subprocess.run(
        [BIN / "pyside6-lupdate", "-locations", "none", *files, "-ts", fresh],
        check=True,
        capture_output=True,
    )
    assert "unfinished" not in fresh.read_text("utf-8"), (
        "run packaging/translations.sh and translate what is new"
    )
    compiled = tmp_path / "kiosk_es.qm"
    subprocess.run(
        [BIN / "pyside6-lrelease", "-silent", source, "-qm", compiled],
        check=True,
        capture_output=True,
    )
    assert compiled.read_bytes() == (i18n / "kiosk_es.qm").read_bytes(), (
        "run packaging/translations.sh"
    )


def test_the_wheel_starts(tmp_path):
    """From an empty folder, with nothing of the checkout in reach."""
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--quiet",
        "-w",
        str(tmp_path),
        str(ROOT),
    ]
    subprocess.run(
        build,
        check=True,
        capture_output=True,
        timeout=120,
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )
    wheel = next(tmp_path.glob("kiosk-*.whl"))
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "kiosk/ui/KioskUi/qmldir",
        "kiosk/ui/KioskUi/Theme.qml",
        "kiosk/ui/KioskUi/screens/LoopScreen.qml",
        "kiosk/ui/i18n/kiosk_es.qm",
    ):
        assert needed in names
    target = tmp_path / "installed"
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--no-deps",
        "--no-index",
        "--quiet",
        "--target",
        str(target),
        str(wheel),
    ]
    subprocess.run(install, check=True, capture_output=True, timeout=120)
    share = target / "share" / "kiosk"
    assert (share / "gallery" / "kiosk.yaml").is_file()
    assert (share / "assets" / "fonts" / "SourceSerif4-Regular.ttf").is_file()
    call = [
        "shots",
        str(share / "gallery"),
        "--out",
        "out",
        "--size",
        "640x360",
        "--language",
        "en",
        "--at",
        "2025-01-01 10:00",
    ]
    code = (
        "import sys, kiosk.paths as places, pathlib\n"
        f"places._INSTALLED = pathlib.Path({str(share)!r})\n"
        "from kiosk.cli.main import main\n"
        f"sys.exit(main({call!r}))\n"
    )
    started = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(target), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert started.returncode == 0, started.stderr
    assert str(ROOT) not in started.stderr
    assert (tmp_path / "out" / "manifest.json").is_file()

"""The studio's Debian package: the menu entry, the icon, and what of Qt the wall does not have."""

import configparser
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(
    shutil.which("dpkg-deb") is None or shutil.which("strip") is None,
    reason="needs dpkg-deb and strip (Debian: dpkg-dev)",
)


def test_the_package_holds_the_entry_the_icon_and_the_widgets(tmp_path: Path):
    subprocess.run(
        ["sh", str(ROOT / "packaging/studio/deb.sh"), str(tmp_path)],
        check=True,
        env={**os.environ, "KIOSK_DEB_COMPRESSION": "-Znone"},
        capture_output=True,
        timeout=120,
    )
    (package,) = tmp_path.glob("kiosk-studio_*.deb")
    subprocess.run(["dpkg-deb", "--extract", str(package), str(tmp_path / "root")], check=True)
    files = {
        path.relative_to(tmp_path / "root").as_posix(): path
        for path in (tmp_path / "root").rglob("*")
        if path.is_file()
    }
    assert set(files) == {
        "usr/lib/kiosk/lib/PySide6/QtWidgets.abi3.so",
        "usr/lib/kiosk/lib/PySide6/Qt/lib/libQt6Widgets.so.6",
        "usr/share/applications/kiosk-studio.desktop",
        "usr/share/icons/hicolor/scalable/apps/kiosk-studio.svg",
        "usr/share/doc/kiosk-studio/STUDIO.md",
    }
    entry = configparser.RawConfigParser()
    entry.read(files["usr/share/applications/kiosk-studio.desktop"], encoding="utf-8")
    assert entry["Desktop Entry"]["exec"] == "kiosk studio %f"
    icon = entry["Desktop Entry"]["icon"]
    assert f"usr/share/icons/hicolor/scalable/apps/{icon}.svg" in files
    fields = ["Package", "Depends", "Version"]
    told = subprocess.run(
        ["dpkg-deb", "--field", str(package), *fields], capture_output=True, text=True, check=True
    ).stdout
    found = dict(line.split(": ", 1) for line in told.splitlines())
    assert found["Package"] == "kiosk-studio"
    assert found["Depends"] == f"kiosk (= {found['Version']})"


def test_the_wall_has_all_other_modules_that_the_studio_imports(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    import importlib

    walls = set(importlib.import_module("prune").MODULES)
    asked = set()
    for file in (ROOT / "kiosk" / "studio").rglob("*.py"):
        for line in file.read_text("utf-8").splitlines():
            if line.strip().startswith("from PySide6."):
                asked.add(line.split("PySide6.")[1].split()[0])
    assert "QtWidgets" in asked
    assert asked <= walls | {"QtWidgets"}

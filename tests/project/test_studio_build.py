"""The built studio holds what it needs; the long form builds it: packaging/nightly.sh studio."""

import importlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / "packaging" / "studio"


@pytest.fixture
def collected(monkeypatch):
    monkeypatch.syspath_prepend(str(PLACE))
    yield importlib.import_module("collected")
    sys.modules.pop("collected", None)


def test_every_module_is_collected_with_those_that_are_started_by_name(collected):
    modules = set(collected.modules(ROOT))
    assert len(modules) > 400
    started = set()
    for file in (ROOT / "kiosk").rglob("*.py"):
        started |= set(re.findall(r'"(kiosk(?:\.[a-z_]+)+)"', file.read_text("utf-8")))
    programs = {name for name in started if (ROOT / f"{name.replace('.', '/')}.py").is_file()}
    assert "kiosk.studio.preview.program" in programs
    assert "kiosk.studio.comparison.program" in programs
    assert "kiosk.pictures.decoder_worker" in modules
    assert programs <= modules


def test_every_file_that_the_wheel_has_is_collected_where_it_is_looked_for(collected):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    places = {(source.relative_to(ROOT), place) for source, place in collected.data(ROOT)}
    assert all(source.parent == place for source, place in places)
    found = {source for source, _ in places}
    wanted = [f"kiosk/{one}" for one in project["package-data"]["kiosk"]]
    wanted += [one for globs in project["data-files"].values() for one in globs]
    for pattern in wanted:
        files = {path.relative_to(ROOT) for path in ROOT.glob(pattern) if path.is_file()}
        assert files, pattern
        assert files <= found, pattern
    assert not any(source.suffix in (".py", ".pyc") for source in found)


def test_the_spec_names_what_is_there():
    text = (PLACE / "kiosk-studio.spec").read_text("utf-8")
    compile(text, "kiosk-studio.spec", "exec")
    assert (PLACE / "kiosk_studio.py").is_file()
    assert "kiosk_studio.py" in text
    assert "BUNDLE(" in text
    assert "from collected import" in text


def built(*words: str) -> subprocess.CompletedProcess[str]:
    """The built program's own code, run by this Python."""
    call = [sys.executable, str(PLACE / "kiosk_studio.py"), *words]
    return subprocess.run(
        call, capture_output=True, text=True, env={"PYTHONPATH": str(ROOT)}, timeout=60
    )


def test_the_built_program_starts_the_modules_that_the_studio_starts():
    listed = built("-P", "-m", "kiosk", "--version")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert listed.stdout.strip()
    refused = built("-P", "-m", "http.server")
    assert refused.returncode == 2
    assert "http.server is no module of the kiosk" in refused.stderr

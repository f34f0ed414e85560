"""Every command over every shared folder: none ends with a traceback, none shows what is told.

The short form runs what needs no process of its own; ``KIOSK_FAULTS=all`` runs all commands.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app.safe_mode import SafeModeContent
from kiosk.cli.main import main
from kiosk.content.cache.startup_cache import StartupCache
from kiosk.content.load import load

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT.parent / "shared" / "cases"
AT = "2026-12-01 10:00"
FOLDERS = sorted(path for kind in ("foreign", "curator") for path in (CASES / kind).glob("*/"))
HOSTILE = (
    *("deep", "links", "million-words", "packed-xmp", "playlist", "postscript"),
    *("rule-of-every-minute", "underscores", "voice", "year-9999"),
)
pytestmark = pytest.mark.skipif(not FOLDERS, reason="the shared cases are not beside this checkout")
long = pytest.mark.skipif(
    os.environ.get("KIOSK_FAULTS") != "all", reason="long: run with KIOSK_FAULTS=all"
)


def test_safe_mode_and_the_agenda_show_what_the_reading_shows(tmp_path, qapp, capsys):
    for number, folder in enumerate(FOLDERS):
        place = tmp_path / str(number)
        place.mkdir()
        usual = load(folder).snapshot
        store = StartupCache(folder, place)
        store.save(store.load())
        content = SafeModeContent(folder, StartupCache(folder, place))
        content.close()
        safe = content.snapshot
        for kind in ("works", "events", "resources", "pages"):
            shown = {one.key for one in getattr(usual, kind)}
            assert {one.key for one in getattr(safe, kind)} <= shown, folder
        assert len(safe.works) == len(usual.works), folder
        assert main(["agenda", str(folder), "--at", AT, "--format", "json"]) in (0, 1), folder
        listed = json.loads(capsys.readouterr().out)["entries"]
        assert {one["file"] for one in listed} <= {event.file for event in usual.events}, folder


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Iterator[Path]:
    top = tmp_path_factory.mktemp("hostile")
    subprocess.run([sys.executable, str(CASES / "hostile/make.py"), str(top)], check=True)
    yield top
    # Deeper than Python removes by recursion.
    subprocess.run(["rm", "-rf", str(top)], check=True)


@long
@pytest.mark.parametrize("name", [*(str(one.relative_to(CASES)) for one in FOLDERS), *HOSTILE])
def test_each_command_ends_without_a_traceback(name, hostile, tmp_path):
    folder = CASES / name if "/" in name else hostile / name
    calls = {
        "shots": ["--out", str(tmp_path / "shots"), "--size", "1280x720", "--at", AT],
        "labels": ["--out", str(tmp_path / "labels.pdf")],
        "proof": ["--out", str(tmp_path / "proof.pdf")],
        "agenda": ["--at", AT],
        "check": ["--no-look"],
    }
    for command, more in calls.items():
        done = subprocess.run(
            [sys.executable, "-m", "kiosk", command, str(folder), *more],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CACHE_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        assert done.returncode in (0, 1, 2), (command, done.stderr)
        assert "Traceback" not in done.stderr, command
        # Nothing but a reason where a folder holds nothing for a command.
        assert done.returncode != 2 or "holds no work" in done.stderr, (command, done.stderr)

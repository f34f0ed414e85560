"""The poster is shown whatever the folder and the cache hold: another process reads them."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk.app.poster_content import read_poster_content
from kiosk.domain import Exhibition
from kiosk.settings import read_settings
from tests.app.test_ends import END_SECONDS, environment

ROOT = Path(__file__).resolve().parents[2]
YAML = (
    "title: {}\nplace: Lobby\ntimezone: America/Los_Angeles\nhelp_line:\n  name: Help\n  phone: 1\n"
)


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_says_what_the_folder_says(write_folder):
    folder = write_folder({"kiosk.yaml": YAML.format("Harvest")})
    found = read_poster_content(read_settings(folder=folder))
    assert (str(found.title), str(found.place)) == ("Harvest", "Lobby")
    assert (str(found.help_line.name), found.help_line.phone) == ("Help", "1")
    assert found.timezone == "America/Los_Angeles"


def stand_in(monkeypatch, tmp_path, code: str) -> Exhibition:
    """What the poster says when this program reads for it."""
    program = tmp_path / "python"
    program.write_text(f"#!{sys.executable}\n{code}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    return read_poster_content(read_settings(folder=tmp_path), timeout=1.0)


@pytest.mark.parametrize(
    "code",
    [
        "import os; os.abort()",
        "import time; time.sleep(60)",
        "print('x' * 10)",
        "print('[' * 100_000)",
        "print('[1, 2]')",
        "import sys; sys.exit(1)",
    ],
)
def test_an_end_or_an_answer_of_any_kind_leaves_an_empty_exhibition(monkeypatch, tmp_path, code):
    began = time.monotonic()
    assert stand_in(monkeypatch, tmp_path, code) == Exhibition()
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("given", "title", "zone"),
    [
        ({"title": "a" * 100_000}, "a" * 300, "UTC"),
        ({"title": "a\nb\u202e\x07c", "timezone": "../../etc/passwd"}, "a b c", "UTC"),
        ({"title": 7, "hours": 3, "closed_days": ["x"], "timezone": "\0"}, "7", "UTC"),
        ({"title": None, "hours": [[1, "08:00", "17:00"]]}, "", "UTC"),
    ],
)
def test_only_short_plain_lines_come_back(monkeypatch, tmp_path, given, title, zone):
    found = stand_in(monkeypatch, tmp_path, f"print({json.dumps(given)!r})")
    assert (str(found.title), found.timezone) == (title, zone)


@pytest.mark.skipif(sys.platform != "linux", reason="needs named pipes")
def test_the_real_poster_is_painted_over_a_folder_that_nobody_can_read(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    os.mkfifo(folder / "kiosk.yaml")
    process = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "poster", str(folder), "--windowed", "640x360"],
        cwd=ROOT,
        env=environment(tmp_path),
        stderr=subprocess.PIPE,
    )
    end = time.monotonic() + 30
    try:
        while not (tmp_path / "run" / "status.json").exists():
            assert time.monotonic() < end
            time.sleep(0.05)
    finally:
        began = time.monotonic()
        process.terminate()
        said = process.communicate(timeout=20)[1]
    assert time.monotonic() - began < END_SECONDS
    assert process.returncode == 0
    assert b"Traceback" not in said

"""The whole program in a window, from the outside."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def start(*arguments: str, cache: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(ROOT)}
    strict = ["-W", "error", "-W", "ignore::ResourceWarning"]
    return subprocess.Popen(
        [sys.executable, *strict, "-m", "kiosk", *arguments],
        cwd=ROOT,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def end(program: subprocess.Popen[str]) -> tuple[int, str]:
    program.send_signal(signal.SIGTERM)
    # It ends at once, not when its next timer happens to run.
    _, errors = program.communicate(timeout=10)
    return program.returncode, errors


@pytest.mark.parametrize("call", [["demo"], ["run", "gallery", "--language", "es"], ["demo", "--windowed", "1280x720"]])
def test_it_starts_stays_and_ends_when_asked(tmp_path, call):
    program = start(*call, cache=tmp_path)
    time.sleep(4)
    assert program.poll() is None
    code, errors = end(program)
    assert code == 0
    assert "Traceback" not in errors
    assert "qml" not in errors.casefold()
    assert "weekday-mismatch" in errors, "the content's problems stand in the log"


def test_a_folder_that_is_missing_is_told_and_picked_up_when_it_comes(tmp_path):
    folder = tmp_path / "late"
    program = start("run", str(folder), cache=tmp_path / "cache")
    time.sleep(2)
    assert program.poll() is None, "a visitor sees a dignified screen, not a desktop"
    code, errors = end(program)
    assert code == 2
    assert "does not exist" in errors

    program = start("run", str(folder), cache=tmp_path / "cache")
    time.sleep(2)
    (folder / "works").mkdir(parents=True)
    (folder / "kiosk.yaml").write_text("title: Late\n")
    (folder / "works" / "poem.md").write_text("---\ntitle: Poem\nmedium: poetry\n---\nOne line\n")
    time.sleep(6)
    code, _ = end(program)
    assert code == 0

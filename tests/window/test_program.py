"""The whole program in a window, from the outside."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

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


@pytest.mark.parametrize(
    "call", [["demo"], ["run", "gallery", "--language", "es"], ["demo", "--windowed", "1280x720"]]
)
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


def until(met, seconds: float) -> float:
    """Seconds until it is so."""
    start_time = time.monotonic()
    while not met():
        assert time.monotonic() - start_time < seconds, "it did not come about"
        time.sleep(0.1)
    return time.monotonic() - start_time


def test_a_withdrawn_work_is_gone_everywhere_within_ten_seconds(tmp_path):
    """An artist asks; the curator writes one line. Nothing that was made of the work may be left on the machine."""
    works = tmp_path / "gallery" / "works"
    works.mkdir(parents=True)
    (tmp_path / "gallery" / "kiosk.yaml").write_text("title: Two\n")
    for name, colour in (("a", "#603030"), ("b", "#304060")):
        Image.new("RGB", (1200, 900), colour).save(works / f"{name}.jpg")
        (works / f"{name}.md").write_text(f"---\ntitle: {name}\n---\n")
    made = tmp_path / "cache" / "kiosk" / "pictures"

    def derivatives() -> int:
        return len(list(made.rglob("*.jpg")))

    program = start(
        "run", str(tmp_path / "gallery"), "--windowed", "1280x720", cache=tmp_path / "cache"
    )
    try:
        until(lambda: derivatives() == 2, 20)
        (works / "b.md").write_text("---\ntitle: b\nwithdrawn: true\n---\n")
        assert until(lambda: derivatives() == 1, 15) < 10
        until(lambda: b"works/b.jpg" not in _kept(tmp_path), 5)
    finally:
        code, errors = end(program)
    assert code == 0, errors


def _kept(tmp_path: Path) -> bytes:
    return b"".join(
        path.read_bytes() for path in (tmp_path / "cache" / "kiosk" / "folders").glob("*.head")
    )


def test_the_second_start_reads_nothing_and_misses_nothing(tmp_path):
    """What is kept of the last start is shown at once; what changed in between is seen all the same."""
    folder = tmp_path / "gallery"
    (folder / "works").mkdir(parents=True)
    (folder / "kiosk.yaml").write_text("title: Two\n")
    for name in ("a", "b"):
        Image.new("RGB", (1200, 900), "#603030").save(folder / "works" / f"{name}.jpg")
    for number in range(2):
        program = start("run", str(folder), "--windowed", "1280x720", cache=tmp_path / "cache")
        time.sleep(5)
        code, errors = end(program)
        assert code == 0, errors
        assert "missing-label" in errors, f"start {number + 1} tells the problems"
    (folder / "works" / "c.md").write_text("---\ntitle: C\nno_such_key: 1\n---\n")
    program = start("run", str(folder), "--windowed", "1280x720", cache=tmp_path / "cache")
    time.sleep(5)
    _, errors = end(program)
    assert "no_such_key" in errors

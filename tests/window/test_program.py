"""The whole program in a window, judged by its status file, its log and the display."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageGrab

from tests.faults.running_kiosk import LONG, copy_gallery, word_for

ROOT = Path(__file__).resolve().parents[2]
WORKS = sum(1 for path in (ROOT / "gallery" / "works").glob("*.md") if ".es" not in path.name)


# How the program ends by itself is looked at here, on a busy machine too; the guard that kills one
# after 1.5 s has its tests in tests/app/test_ends.py.
START = (
    "import sys; from kiosk.supervisor import end_guard; end_guard.END_SECONDS = 30.0;"
    "from kiosk.cli.main import main; sys.exit(main())"
)
# Processor time from the signal to the end.
END_CPU_SECONDS = 2.0


class Program:
    """One start of the program, with folders of its own."""

    def __init__(self, place: Path, *arguments: str) -> None:
        place.mkdir(parents=True, exist_ok=True)
        self._runtime, self._log = place / "run", place / "log"
        shutil.rmtree(self._runtime, ignore_errors=True)
        self.code: int | None = None
        environment = {
            **os.environ,
            "XDG_CACHE_HOME": str(place / "cache"),
            "KIOSK_RUNTIME": str(self._runtime),
            "KIOSK_HOURS": "ignore",
            "PYTHONPATH": str(ROOT),
        }
        strict = ["-W", "error", "-W", "ignore::ResourceWarning"]
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                [sys.executable, *strict, "-P", "-c", START, *arguments],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
            )

    @property
    def log(self) -> str:
        return self._log.read_text("utf-8")

    def status(self) -> dict[str, object]:
        """What the program reports; empty before its first report."""
        try:
            return dict(json.loads((self._runtime / "status.json").read_text("utf-8")))
        except OSError:
            return {}

    def until(self, met: Callable[[], bool], seconds: float = 40) -> float:
        """Return how many seconds it took; the program must not end before."""
        began = time.monotonic()
        while not met():
            assert self._process.poll() is None, self.log
            assert time.monotonic() - began < seconds, f"{self.status()}\n{self.log}"
            time.sleep(0.05)
        return time.monotonic() - began

    def until_works(self, count: int) -> None:
        """Wait until the folder is read and that many works are shown."""
        self.until(lambda: bool(self.status().get("read") and self.status()["works"] == count))

    def until_seen(self, *words: str) -> None:
        """Wait until the display shows one of these; see ``word_for``."""
        self.until(lambda: word_for(ImageGrab.grab(xdisplay="").convert("RGB")) in words)

    def end(self) -> int:
        """Ask the program to end, which it does at once; return its exit code."""
        if self.code is None:
            before = processor_seconds(self._process.pid)
            self._process.send_signal(signal.SIGTERM)
            used = before
            end = time.monotonic() + 30
            while self._process.poll() is None:
                assert time.monotonic() < end, self.log
                used = max(used, processor_seconds(self._process.pid))
                time.sleep(0.02)
            self.code = self._process.wait()
            assert used - before < END_CPU_SECONDS
        return self.code


def processor_seconds(pid: int) -> float:
    """What a process has used so far; 0 when it has ended."""
    try:
        words = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """Start programs, one after the other, that have one cache: this test's own or ``place``'s."""
    started: list[Program] = []

    def begin(*arguments: str, place: Path | None = None) -> Program:
        started.append(Program(place or tmp_path / "program", *arguments))
        return started[-1]

    yield begin
    for program in started:
        program.end()


@pytest.mark.parametrize(
    "call",
    [
        ["demo"],
        ["run", "gallery", "--language", "es", "--at", "2026-01-13 13:10"],
        ["demo", "--windowed", "1280x720"],
    ],
)
def test_the_program_shows_the_exhibition_and_ends_when_asked(start, call):
    program = start(*call)
    program.until_works(WORKS)
    program.until_seen("content")
    size = "1280x720" if "--windowed" in call else "1920x1080"
    program.until(lambda: str(program.status()["screen"]).endswith(size))
    program.until(lambda: "weekday-mismatch" in program.log)
    assert program.end() == 0
    assert "Traceback" not in program.log
    assert "qml" not in program.log.casefold()


def test_a_missing_folder_is_reported_and_a_screen_without_errors_is_shown(start, tmp_path):
    program = start("run", str(tmp_path / "late"))
    program.until_seen("words")
    assert "does not exist" in program.log
    assert program.status()["works"] == 0
    assert program.end() == 2


def test_a_folder_that_comes_late_is_shown(start, tmp_path):
    folder = tmp_path / "late"
    program = start("run", str(folder))
    program.until(lambda: bool(program.status().get("last_frame")))
    (folder / "works").mkdir(parents=True)
    (folder / "kiosk.yaml").write_text("title: Late\n")
    (folder / "works" / "poem.md").write_text("---\ntitle: Poem\nmedium: poetry\n---\nOne line\n")
    program.until_works(1)
    assert program.end() == 0


def test_folders_and_settings_that_go_while_it_runs(start, tmp_path):
    """A renamed ``works/`` takes its works along at once; a deleted kiosk.yaml changes nothing."""
    folder = copy_gallery(tmp_path / "gallery", 1)
    program = start("run", str(folder), "--windowed", "1280x720")
    program.until_works(1)
    program.until_seen("content")
    (folder / "kiosk.yaml").unlink()
    program.until(lambda: "is missing" in str(program.status().get("unread")))
    assert program.status()["works"] == 1
    (folder / "events").mkdir()
    (folder / "kiosk.yaml").write_text("title: Back\n")
    program.until(lambda: not program.status().get("unread"))
    (folder / "works").rename(folder / "_works")
    assert program.until(lambda: program.status()["works"] == 0) < 10
    program.until_seen("words", "poster")
    assert program.end() == 0


def test_a_withdrawn_work_is_gone_everywhere_within_ten_seconds(start, tmp_path):
    """Nothing that was made of the work may be left on the machine."""
    works = tmp_path / "gallery" / "works"
    works.mkdir(parents=True)
    (tmp_path / "gallery" / "kiosk.yaml").write_text("title: Two\n")
    for name, colour in (("a", "#603030"), ("b", "#304060")):
        Image.new("RGB", (1200, 900), colour).save(works / f"{name}.jpg")
        (works / f"{name}.md").write_text(f"---\ntitle: {name}\n---\n")
    cache = tmp_path / "program" / "cache"

    def derivatives() -> int:
        return len(list((cache / "kiosk" / "pictures").rglob("*.jpg")))

    def names_the_work() -> bool:
        files = [path for path in cache.rglob("*") if path.is_file()]
        return any(b"works/b.jpg" in path.read_bytes() for path in files)

    program = start("run", str(tmp_path / "gallery"), "--windowed", "1280x720")
    program.until(lambda: derivatives() == 2)
    program.until(names_the_work)
    (works / "b.md").write_text("---\ntitle: b\nwithdrawn: true\n---\n")
    assert program.until(lambda: derivatives() == 1, 15) < 10
    program.until(lambda: not startup_cache_names(cache, b"works/b.jpg"), 5)
    program.until_works(1)
    assert program.end() == 0


def startup_cache_names(cache: Path, work: bytes) -> bool:
    """True while the cached first works, which the next start shows unread, hold that work."""
    snapshots = list((cache / "kiosk" / "folders").glob("*.head"))
    assert snapshots, sorted(cache.rglob("*"))
    return any(work in path.read_bytes() for path in snapshots)


def test_the_second_start_reports_the_same_problems_and_misses_no_change(start, tmp_path):
    """The second start shows what the first has cached, then what has changed in between."""
    folder = tmp_path / "gallery"
    (folder / "works").mkdir(parents=True)
    (folder / "kiosk.yaml").write_text("title: Two\n")
    for name in ("a", "b"):
        Image.new("RGB", (1200, 900), "#603030").save(folder / "works" / f"{name}.jpg")
    for _ in range(2):
        program = start("run", str(folder), "--windowed", "1280x720")
        program.until_works(2)
        program.until(lambda program=program: "missing-label" in program.log)
        assert program.end() == 0, program.log
    assert list((tmp_path / "program" / "cache" / "kiosk" / "folders").glob("*.head"))
    (folder / "works" / "c.md").write_text("---\ntitle: C\nno_such_key: 1\n---\n")
    program = start("run", str(folder), "--windowed", "1280x720")
    program.until(lambda: "no_such_key" in program.log)
    # A label without a picture and a text is no work.
    program.until_works(2)


@pytest.fixture(scope="session")
def warm_programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folders of programs of this process that find what an earlier one has cached."""
    return tmp_path_factory.mktemp("programs")


# The suite stops it once at each of five moments; KIOSK_FAULTS=all does so four times.
@pytest.mark.parametrize("number", range(20 if LONG else 5))
def test_a_stop_in_the_loop_ends_with_exit_code_0(start, warm_programs, number):
    """A QObject that outlives the application can end a stop with a segmentation fault."""
    program = start("demo", "--windowed", "640x360", place=warm_programs)
    program.until(lambda: "weekday-mismatch" in program.log)
    program.until(lambda: bool(program.status().get("last_frame")))
    # At another moment of the loop each time.
    time.sleep(0.5 + number % 5 * 0.3)
    assert program.end() == 0, program.log
    assert "Fatal Python error" not in program.log
    assert "CRITICAL" not in program.log

"""Small folders that cost much: each is checked in seconds, and its good work is on the screen.

The program runs as a command. ``make.py`` of the shared cases writes ten folders; those of this
file are of the same kinds, so that a checkout alone is tested too.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.status.activity import Activity, take_record
from tests.app.test_ends import END_SECONDS, environment

ROOT = Path(__file__).resolve().parents[2]
MAKE = ROOT.parent / "shared" / "cases" / "hostile" / "make.py"
SHARED = [
    "million-words",
    "year-9999",
    "rule-of-every-minute",
    "underscores",
    "deep",
    "packed-xmp",
    "postscript",
    "voice",
    "playlist",
    "links",
]
CHECK_SECONDS = 10
POEM = "---\ntitle: {}\nartist: A\nmedium: poetry\ncredit: C\n---\n{}\n"
GOOD = POEM.format("Good", "one line\n    two")
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:u\r\nDTSTART:20261120T000000Z\r\n"
    "SUMMARY:Open house\r\n{}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, makes pipes")


def png_of(pixels: int) -> bytes:
    """A PNG of so many pixels on each side, all black, in some kilobytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return len(data).to_bytes(4) + body + zlib.crc32(body).to_bytes(4)

    head = pixels.to_bytes(4) * 2 + b"\x08\x02\0\0\0"
    packed = zlib.compress(bytes(1_000_000), 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


def write_deep(works: Path) -> None:
    place = works
    for _ in range(60):
        place = place / "d"
    place.mkdir(parents=True)
    (place / "x.md").write_text(POEM.format("Deep", "x"), "utf-8")


def text(name: str, words: str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(words, "utf-8", newline="")

    return write


def raw(name: str, data: bytes) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / name).write_bytes(data)

    return write


# The file that is told, and what writes it.
KINDS: dict[str, tuple[str, Callable[[Path], None]]] = {
    "long text": ("works/02.md", text("works/02.md", POEM.format("L", "lorem ipsum " * 200_000))),
    "long word": ("works/03.md", text("works/03.md", POEM.format("W", "x" * 100_000))),
    "late year": ("events/a.md", text("events/a.md", "---\ntitle: A\nwhen: May 5, 9998\n---\nx\n")),
    "early year": ("events/b.md", text("events/b.md", "---\ntitle: B\nstarts: 0002-01-01\n---\n")),
    "endless rule": ("events/c.ics", text("events/c.ics", CALENDAR.format("RRULE:FREQ=SECONDLY"))),
    "yaml bomb": (
        "works/04.md",
        text("works/04.md", f"---\ntitle: {'[' * 5000}\nartist: A\nmedium: poetry\n---\nx\n"),
    ),
    "huge number": (
        "works/05.md",
        text("works/05.md", f"---\ntitle: N\nmedium: poetry\norder: {'9' * 6000}\n---\nx\n"),
    ),
    "deep folder": ("works/d", lambda folder: write_deep(folder / "works")),
    "postscript": ("works/06.png", raw("works/06.png", b"%!PS-Adobe-3.0\n{ } loop\n")),
    "huge picture": ("works/07.png", raw("works/07.png", png_of(60_000))),
    "playlist": (
        "works/08.md",
        text("works/08.md", POEM.format("P", "x").replace("credit", "audio: 08.mp3\ncredit")),
    ),
    "pipe": ("works/09.md", lambda folder: os.mkfifo(folder / "works/09.md")),
}


@pytest.fixture(name="folder", scope="module")
def folder_of_all_kinds(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "works").mkdir()
    (folder / "kiosk.yaml").write_text("title: T\ntimezone: America/Los_Angeles\n", "utf-8")
    (folder / "works/01-good.md").write_text(GOOD, "utf-8")
    (folder / "works/08.mp3").write_text("#EXTM3U\nhttp://127.0.0.1:9/x.mp3\n", "utf-8")
    for _, write in KINDS.values():
        write(folder)
    return folder


@pytest.fixture(name="shared", scope="module")
def shared_folders() -> Iterator[Path]:
    if not MAKE.is_file():
        pytest.skip("the shared cases are not beside this checkout")
    # Not one of pytest's folders: it removes those by recursion, which a thousand levels end.
    top = tempfile.mkdtemp(prefix="kiosk-hostile-")
    subprocess.run([sys.executable, str(MAKE), top], check=True)
    yield Path(top)
    subprocess.run(["rm", "-rf", top], check=True)


def checked(folder: Path, place: Path) -> list[dict[str, object]]:
    """The problems that ``kiosk check`` tells, within its time and without a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "check", str(folder), "--no-look", "--format", "json"],
        cwd=ROOT,
        env=environment(place),
        capture_output=True,
        text=True,
        timeout=CHECK_SECONDS,
        check=False,
    )
    assert "Traceback" not in done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)["problems"]
    return found


def seen_and_ended(folder: Path, place: Path) -> tuple[str, ...]:
    """What the program shows; it then ends within two seconds of SIGTERM."""
    program = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "run", str(folder), "--windowed", "640x360"],
        cwd=ROOT,
        env=environment(place),
        stderr=subprocess.DEVNULL,
    )
    status, end = place / "run" / "status.json", time.monotonic() + 60
    try:
        while not status.exists():
            assert program.poll() is None, "the program has ended"
            assert time.monotonic() < end, "nothing is on the screen"
            time.sleep(0.05)
        _, doing = take_record(place / "run")
        shown = doing[Activity.SHOWN]
    finally:
        began = time.monotonic()
        program.terminate()
        program.wait(20)
    assert time.monotonic() - began < END_SECONDS
    return shown


def test_one_bad_item_of_each_kind_costs_that_item(folder, tmp_path):
    problems = checked(folder, tmp_path)
    told = {str(problem["path"]) for problem in problems}
    for kind, (path, _) in KINDS.items():
        assert any(one == path or one.startswith(f"{path}/") for one in told), (kind, problems)
    assert "works/01-good.md" not in told


def test_the_good_work_is_on_the_screen_among_all_kinds(folder, tmp_path):
    assert "works/01-good.md" in seen_and_ended(folder, tmp_path)


@pytest.mark.parametrize("name", SHARED)
def test_each_shared_folder_is_checked(shared, tmp_path, name):
    problems = checked(shared / name, tmp_path)
    assert problems, "nothing is told"
    assert not [one for one in problems if one["path"] == "works/01-good.md"]


@pytest.mark.parametrize("name", ["million-words", "rule-of-every-minute", "deep", "packed-xmp"])
def test_each_shared_folder_shows_its_good_work(shared, tmp_path, name):
    assert "works/01-good.md" in seen_and_ended(shared / name, tmp_path)

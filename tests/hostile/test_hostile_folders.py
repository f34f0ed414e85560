"""Small folders that cost much: each is checked in seconds, and its good work is on the screen.

The program runs as a command, and in a window of its own where it is touched. ``make.py`` of the
shared cases writes ten folders; those of this file are of the same kinds, so that a checkout alone
is tested too.
"""

import json
import os
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.status.activity import FILE
from tests.app.test_ends import END_SECONDS, environment
from tests.faults.running_kiosk import long, needs_x
from tests.hostile.driven import Driven

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
# CPU time, which a busy machine does not lengthen. A start with one poem takes 1 s until its first
# frame.
START_CPU_SECONDS, ANSWER_SECONDS = 4.0, 0.1
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


def write_all_kinds(folder: Path) -> Path:
    (folder / "works").mkdir(parents=True)
    (folder / "kiosk.yaml").write_text("title: T\ntimezone: America/Los_Angeles\n", "utf-8")
    (folder / "works/01-good.md").write_text(GOOD, "utf-8")
    (folder / "works/08.mp3").write_text("#EXTM3U\nhttp://127.0.0.1:9/x.mp3\n", "utf-8")
    for _, write in KINDS.values():
        write(folder)
    return folder


@contextmanager
def made() -> Iterator[Path]:
    """The shared folders, below a folder that goes afterwards."""
    if not MAKE.is_file():
        pytest.skip("the shared cases are not beside this checkout")
    # Not one of pytest's folders: it removes those by recursion, which a thousand levels end.
    top = tempfile.mkdtemp(prefix="kiosk-hostile-")
    try:
        subprocess.run([sys.executable, str(MAKE), top], check=True)
        yield Path(top)
    finally:
        subprocess.run(["rm", "-rf", top], check=True)


@pytest.fixture(name="shared", scope="module")
def shared_folders() -> Iterator[Path]:
    with made() as top:
        yield top


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


def merged(folders: Iterable[Path], into: Path) -> Path:
    """One folder with what all of them hold; each work, event and resource under a name of its own.

    What a label names beside itself keeps its name.
    """
    for folder in folders:
        for kind in ("works", "events", "resources"):
            (into / kind).mkdir(parents=True, exist_ok=True)
            for path in sorted((folder / kind).glob("*")):
                if path.name == "01-good.md":
                    continue
                named = path.suffix == ".mp3"
                name = path.name if named else f"02-{folder.name.replace(' ', '-')}-{path.name}"
                # A thousand folders are moved, not copied: their path is too long for a copy.
                path.rename(into / kind / name)
    (into / "works/01-good.md").write_text(GOOD, "utf-8")
    settings = "title: T\ntimezone: America/Los_Angeles\ncodes:\n  allow: [ca.gov]\n"
    (into / "kiosk.yaml").write_text(settings, "utf-8")
    return into


def assert_withstood(folder: Path, place: Path, touches: int) -> None:
    """The good work is shown at the usual start, each touch is answered, and the end is obeyed."""
    with Driven(folder, place) as program:
        cpu_seconds = program.until_shown()
        assert cpu_seconds < START_CPU_SECONDS
        assert b"works/01-good.md" in (place / "run" / FILE).read_bytes()
        answers = program.touch(touches)
        program.until(lambda: bool(program.status().get("read")))
        slow = [one for one in answers if one.cpu_seconds > ANSWER_SECONDS]
        assert not slow, slow
        assert program.stalls() == []
        assert program.imports() == ""
        assert program.end() < END_SECONDS
    assert "Traceback" not in program.log.read_text("utf-8")


def test_one_bad_item_of_each_kind_costs_that_item(tmp_path):
    problems = checked(write_all_kinds(tmp_path / "folder"), tmp_path)
    told = {str(problem["path"]) for problem in problems}
    for kind, (path, _) in KINDS.items():
        assert any(one == path or one.startswith(f"{path}/") for one in told), (kind, problems)
    assert "works/01-good.md" not in told


@pytest.mark.parametrize("name", SHARED)
def test_each_shared_folder_is_checked(shared, tmp_path, name):
    problems = checked(shared / name, tmp_path)
    assert problems, "nothing is told"
    assert not [one for one in problems if one["path"] == "works/01-good.md"]


@needs_x
def test_the_screen_withstands_all_of_them_together(tmp_path):
    """Each of them by itself is watched by ``KIOSK_FAULTS=all``."""
    own = write_all_kinds(tmp_path / "own")
    with made() as top:
        every = merged([top / name for name in SHARED] + [own], top / "merged")
        assert_withstood(every, tmp_path / "place", touches=30)


@needs_x
@long
@pytest.mark.parametrize("name", SHARED)
def test_the_screen_withstands_each_shared_folder(tmp_path, name):
    with made() as top:
        assert_withstood(top / name, tmp_path / "place", touches=60)


@needs_x
@long
@pytest.mark.parametrize("kind", KINDS)
def test_the_screen_withstands_each_kind(tmp_path, kind):
    (tmp_path / "folder" / "works").mkdir(parents=True)
    KINDS[kind][1](tmp_path / "folder")
    assert_withstood(merged([tmp_path / "folder"], tmp_path / "made"), tmp_path / "place", 60)

"""The first picture hangs before the program is loaded, and nothing of it changes afterwards."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from tests.bench.whole_programs import Screen

ROOT = Path(__file__).resolve().parents[2]
WIDE, TALL = 640, 360
LABEL = "---\ntitle: {}\nmedium: painting\nalt: A field of colour\n---\n"
RED, GREEN = (220, 30, 40), (20, 200, 60)
SECONDS = 20
Box = tuple[int, int, int, int]

pytestmark = [
    pytest.mark.programs,
    pytest.mark.skipif(not shutil.which("Xvfb"), reason="Xvfb is needed"),
]


@pytest.fixture
def folder(write_folder):
    made = write_folder({"kiosk.yaml": "title: T\n"})
    for name, colour in (("a", RED), ("b", GREEN)):
        (made / "works").mkdir(exist_ok=True)
        Image.new("RGB", (900, 600), colour).save(made / "works" / f"{name}.png")
        (made / "works" / f"{name}.md").write_text(LABEL.format(name), "utf-8")
    # A folder that has just changed may change again with the same time.
    time.sleep(1.1)
    return made


@contextmanager
def program(folder: Path, place: Path, screen: Screen) -> Iterator[subprocess.Popen[bytes]]:
    """The real program in a window at the screen's corner."""
    environment = {
        **os.environ,
        "DISPLAY": screen.name,
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "xcb",
        "QT_QUICK_BACKEND": "software",
        "XDG_CACHE_HOME": str(place),
        "KIOSK_RUNTIME": str(place / "run"),
        "KIOSK_STATE": str(place / "state"),
    }
    command = [sys.executable, "-P", "-m", "kiosk", "run", str(folder)]
    process = subprocess.Popen(
        [*command, "--windowed", f"{WIDE}x{TALL}"], env=environment, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        process.wait(10)


def pixels(screen: Screen) -> Image.Image:
    """What is in the window's place now."""
    return Image.frombytes(
        "RGB",
        (WIDE, TALL),
        screen.lines(WIDE, TALL),
        "raw",
        "BGRX",
    )


def place_of(picture: Image.Image, colour: tuple[int, int, int]) -> Box | None:
    """The rectangle that a work's one colour fills."""
    near = [
        band.point(lambda value, wanted=wanted: 255 * (abs(value - wanted) < 12))
        for band, wanted in zip(picture.split(), colour, strict=True)
    ]
    return ImageChops.multiply(ImageChops.multiply(near[0], near[1]), near[2]).getbbox()


def frames(screen: Screen, seconds: float) -> list[Image.Image]:
    """The different pictures of the window, looked at every 5 ms."""
    seen: list[Image.Image] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        now = pixels(screen)
        if not seen or now.tobytes() != seen[-1].tobytes():
            seen.append(now)
        time.sleep(0.005)
    return seen


def first_start(folder: Path, place: Path) -> None:
    """Fill the caches: a start that ends when the opening has been written."""
    screen = Screen()
    try:
        with program(folder, place, screen):
            until = time.monotonic() + SECONDS
            while not list(place.glob("kiosk/folders/*.opening")):
                assert time.monotonic() < until, "no opening was recorded"
                time.sleep(0.05)
    finally:
        screen.close()


def watch_start(folder: Path, place: Path) -> list[Image.Image]:
    """What a start shows, from the first frame until its interface has been there for a while."""
    shutil.rmtree(place / "run", ignore_errors=True)
    screen = Screen()
    seen: list[Image.Image] = []
    try:
        with program(folder, place, screen):
            until = time.monotonic() + SECONDS
            while not (place / "run" / "status.json").exists():
                assert time.monotonic() < until
                seen += frames(screen, 0.1)
            seen += frames(screen, 0.7)
    finally:
        screen.close()
    return [one for one in seen if one.getbbox()]


def test_the_first_picture_hangs_early_stays_as_it_is_and_is_not_shown_once_withdrawn(
    folder, tmp_path
):
    place = tmp_path / "cache"
    place.mkdir()
    first_start(folder, place)
    seen = watch_start(folder, place)
    first, last = seen[0], seen[-1]
    hung = place_of(last, RED)
    assert hung is not None
    assert place_of(first, RED) == hung, "the first frame holds the picture, at its place"
    # With its edge and the wall around it, above the words and the bar.
    around = (0, 0, hung[2] + 4, hung[3] + 4)
    for number, one in enumerate(seen):
        changed = ImageChops.difference(one.crop(around), last.crop(around)).getbbox()
        assert changed is None, f"frame {number} differs in {changed}"
    bar = (0, TALL - 20, WIDE, TALL)
    assert len(first.crop(bar).getcolors()) == 1, "the words come when they are there"
    assert len(last.crop(bar).getcolors()) > 1

    (folder / "works" / "a.md").write_text(LABEL.format("a\nwithdrawn: yes"), "utf-8")
    seen = watch_start(folder, place)
    assert not any(place_of(one, RED) for one in seen)
    assert place_of(seen[-1], GREEN)

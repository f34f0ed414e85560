"""Months in hours: the loop turned as fast as it can be, with visits, touches at random and changes of content in between.

    QT_QPA_PLATFORM=offscreen python tests/soak/soak.py --slides 50000 --out out/soak      CI's long form, about a quarter of an hour
    QT_QPA_PLATFORM=offscreen python tests/soak/soak.py --slides 1000000 --out out/soak    by hand, over a night

Writes ``report.json`` and ``memory.svg``; ends with 1 when memory grows by more than ``--limit`` MB for each 10,000 slides over
the second half, or when turns bring no frames. Time is the program's own clock, moved by hand: a slide takes 20 s of it.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtGui import QGuiApplication

from kiosk.bridge.stage import Stage, load_typefaces
from kiosk.content import load
from kiosk.pictures.workshop import Workshop
from kiosk.runtime.machine import resident_bytes
from kiosk.session import moves

WORKS = 12
SAMPLES = 200
VISIT_EVERY, CHANGE_EVERY = 25, 500
SECONDS_A_SLIDE = 20.0


class FastClock:
    """Stands until it is moved."""

    def __init__(self) -> None:
        self.passed = 0.0

    def now(self) -> datetime:
        return datetime(2026, 1, 13, 9, tzinfo=ZoneInfo("America/Los_Angeles")) + timedelta(seconds=self.passed)

    def monotonic(self) -> float:
        return 1000.0 + self.passed


def write_gallery(folder: Path, edition: int) -> None:
    """A small exhibition; with each edition one label and one picture are others."""
    (folder / "works").mkdir(parents=True, exist_ok=True)
    (folder / "kiosk.yaml").write_text("title: Soak\ntimezone: America/Los_Angeles\n")
    for number in range(WORKS):
        path = folder / "works" / f"{number:02}.jpg"
        if not path.exists() or edition % WORKS == number:
            Image.new("RGB", (1500, 1000), (40 + edition * 7 % 180, 60 + number * 9, 90)).save(path)
            path.with_suffix(".md").write_text(f"---\ntitle: Work {number}, edition {edition}\nmedium: painting\n---\nWall text.\n")


def visit(stage: Stage, dice: random.Random) -> None:
    """Somebody comes, touches this and that, and leaves without a word."""
    here = stage.controller.visit
    keys = list(here.guide.works)
    for _ in range(dice.randint(1, 6)):
        deed = dice.choice(("show", "work", "step", "zoom", "panel", "back"))
        if deed == "show":
            here.show(dice.choice(("wall", "board", "about", "help")))
        elif deed == "work" and keys:
            here.openWork(str(dice.choice(keys)))
        elif deed == "step":
            here.stepWork(dice.choice((-1, 1)))
        elif deed == "zoom":
            here.zoomBy(1.0)
        elif deed == "panel":
            here.togglePanel()
        else:
            here.back()
        turn(20)


def turn(milliseconds: int) -> None:
    """What the program's own loop does in a turn: events, and the deletions that were put off, which only a running loop does by itself."""
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, milliseconds)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def slope(points: list[tuple[int, float]]) -> float:
    """Least squares: megabytes for each 10,000 slides."""
    count = len(points)
    middle = sum(x for x, _ in points) / count
    level = sum(y for _, y in points) / count
    below = sum((x - middle) ** 2 for x, _ in points)
    return 10_000 * sum((x - middle) * (y - level) for x, y in points) / below if below else 0.0


def draw(path: Path, points: list[tuple[int, float]], words: str) -> None:
    """Memory over slides, from zero, as SVG."""
    wide, tall, edge = 900, 300, 40
    most, last = max(y for _, y in points) * 1.1, points[-1][0]
    line = " ".join(f"{edge + wide * x / last:.1f},{edge + tall - tall * y / most:.1f}" for x, y in points)
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide + 2 * edge} {tall + 2 * edge}"'
        ' font-family="sans-serif" font-size="13">'
        f'<rect width="100%" height="100%" fill="#ffffff"/><text x="{edge}" y="24" fill="#1c1a17">{words}</text>'
        f'<path d="M{edge} {edge}v{tall}h{wide}" stroke="#8a8378" fill="none"/>'
        f'<polyline points="{line}" fill="none" stroke="#1f5f5b" stroke-width="2"/>'
        f'<text x="{edge}" y="{edge + tall + 20}" fill="#5c564d">0</text>'
        f'<text x="{edge + wide}" y="{edge + tall + 20}" text-anchor="end" fill="#5c564d">{last:,} slides</text></svg>\n',
        encoding="utf-8",
    )


def soak(slides: int, place: Path, seed: int = 1) -> dict[str, object]:
    """Turn so many slides; the report."""
    app = QGuiApplication.instance() or QGuiApplication([sys.argv[0]])
    load_typefaces()
    # As the program does: a decoder in this process would leave its own traces in the memory that is measured.
    workshop = Workshop()
    dice, clock = random.Random(seed), FastClock()
    write_gallery(place / "gallery", 0)
    stage = Stage(app, load(place / "gallery").snapshot, clock, place / "cache", animated=False, maker=workshop)
    frames = [0]
    stage.window.frameSwapped.connect(lambda: frames.__setitem__(0, frames[0] + 1))
    stage.window.resize(1280, 720)
    stage.window.show()
    stage.controller.tempo.start()
    points: list[tuple[int, float]] = []
    visits = changes = 0
    began = time.monotonic()
    for slide in range(1, slides + 1):
        clock.passed += SECONDS_A_SLIDE
        stage.controller.visit.move(moves.step_loop, 1, 1)
        stage.controller.tempo.look()
        turn(20)
        if slide % VISIT_EVERY == 0:
            visits += 1
            visit(stage, dice)
            stage.controller.visit.goHome()
        if slide % CHANGE_EVERY == 0:
            changes += 1
            write_gallery(place / "gallery", changes)
            stage.take(load(place / "gallery").snapshot)
        if slide % max(1, slides // SAMPLES) == 0:
            # What is waiting to be collected is not growth.
            stage._garbage._look()
            points.append((slide, resident_bytes() / 2**20))
    stage.window.hide()
    workshop.close()
    stage.close()
    settled = points[len(points) // 2 :]
    return {
        "slides": slides, "visits": visits, "changes": changes, "frames": frames[0], "days": round(clock.passed / 86_400, 1),
        "seconds": round(time.monotonic() - began, 1), "mb_first": round(points[0][1], 1), "mb_last": round(points[-1][1], 1),
        "mb_per_10000": round(slope(settled), 2), "points": points,
    }  # fmt: skip


def main() -> int:
    """Soak, write the report, say what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--slides", type=int, default=50_000)
    parser.add_argument("--out", type=Path, default=Path("out/soak"))
    parser.add_argument("--limit", type=float, default=1.0, help="MB for each 10,000 slides")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        report = soak(arguments.slides, Path(place))
    points = report["points"]
    assert isinstance(points, list)
    assert all(before < after for (before, _), (after, _) in pairwise(points))
    words = f"Memory over {report['slides']:,} slides, {report['mb_last']} MB at the end, {report['mb_per_10000']:+} MB per 10,000 slides"
    draw(arguments.out / "memory.svg", points, words)
    (arguments.out / "report.json").write_text(json.dumps(report) + "\n")
    print(f"{words}; {report['frames']:,} frames, {report['visits']} visits, {report['changes']} changes of content; {report['days']} days")
    good = float(str(report["mb_per_10000"])) <= arguments.limit and int(str(report["frames"])) >= arguments.slides * 0.5
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

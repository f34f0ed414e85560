"""What the soak weighs, and what it makes of it."""

from __future__ import annotations

import ctypes
import gc
import math
import os
import sys
import threading
from array import array
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

Point = tuple[int, float]
# Own numbers. A wall that turns every 17 s for ten hours makes 10,000 slides in five days: 1 MB for
# each is 77 MB in a year.
MEMORY_LIMIT = 1.0
# One object of Python's kept for each slide would be 10,000.
BLOCKS_LIMIT = 1_000.0
# Slides between two visits of staff, and before the first. They come early: what loading their
# screen takes once (4 MB) is no growth over slides, and later visits must not take it again.
STAFF_EVERY, STAFF_FIRST = 1_000, 100


class Samples:
    """Points in one buffer each: a list of them would be growth of its own, eleven of Python's
    blocks at each weighing, which was half of what the soak measured.
    """

    def __init__(self) -> None:
        self._slides, self._values = array("q"), array("d")

    def add(self, slide: int, value: float) -> None:
        self._slides.append(slide)
        self._values.append(value)

    @property
    def points(self) -> list[Point]:
        return list(zip(self._slides, self._values, strict=True))


class Measures:
    """Samples of this process, by slides."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._memory, self._blocks = Samples(), Samples()
        self._open, self._threads, self._files = Samples(), Samples(), Samples()

    def weigh(self, slide: int) -> None:
        """What the garbage holds, and what the allocator keeps for later, is no growth: both are
        let go before.
        """
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._blocks.add(slide, sys.getallocatedblocks())
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
        self._memory.add(slide, own_bytes() / 2**20)
        self._open.add(slide, len(os.listdir("/proc/self/fd")))
        self._threads.add(slide, threading.active_count())
        self._files.add(slide, sum(1 for path in self._cache.rglob("*") if path.is_file()))

    def report(self) -> dict[str, object]:
        """Slopes over the second half, each with how far it may be off (two standard errors)."""
        weighed = self._memory.points
        memory, memory_off = slope(_settled(weighed))
        blocks, blocks_off = slope(_settled(self._blocks.points))
        return {
            "mb_first": round(weighed[0][1], 1),
            "mb_last": round(weighed[-1][1], 1),
            "mb_per_10000": round(memory, 3),
            "mb_off": round(memory_off, 3),
            "blocks_per_10000": round(blocks),
            "blocks_off": round(blocks_off),
            "open_files": _ends(self._open.points),
            "threads": _ends(self._threads.points),
            "cached_files": _ends(self._files.points),
            "points": weighed,
            "blocks": self._blocks.points,
        }


def own_bytes() -> int:
    """Memory that is this process's own and nobody's file, in bytes."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) * 1024
    raise RuntimeError("this kernel does not tell RssAnon")


def _settled(points: Sequence[Point]) -> Sequence[Point]:
    return points[len(points) // 2 :]


def _ends(points: Sequence[Point]) -> list[int]:
    """The most in the third quarter, and in the last one."""
    quarter = max(1, len(points) // 4)
    return [
        int(max(value for _, value in part))
        for part in (points[-2 * quarter : -quarter], points[-quarter:])
    ]


def slope(points: Sequence[Point]) -> tuple[float, float]:
    """Least squares, for each 10,000 slides; and two standard errors of it."""
    count = len(points)
    middle = sum(x for x, _ in points) / count
    level = sum(y for _, y in points) / count
    below = sum((x - middle) ** 2 for x, _ in points)
    if count < 3 or not below:
        return 0.0, math.inf
    rise = sum((x - middle) * (y - level) for x, y in points) / below
    left = sum((y - level - rise * (x - middle)) ** 2 for x, y in points)
    return 10_000 * rise, 20_000 * math.sqrt(left / (count - 2) / below)


def faults(
    report: dict[str, object],
    memory_limit: float = MEMORY_LIMIT,
    blocks_limit: float = BLOCKS_LIMIT,
) -> list[str]:
    """What is not as it should be after months. A slope that is not known well enough is a fault as
    well.
    """

    def number(name: str) -> float:
        return float(str(report[name]))

    found = []
    for name, off, limit, unit in (
        ("mb_per_10000", "mb_off", memory_limit, "MB"),
        ("blocks_per_10000", "blocks_off", blocks_limit, "of Python's blocks"),
    ):
        if number(name) > limit:
            found.append(
                f"{number(name):+g} {unit} for each 10,000 slides, and no more than {limit:g} may "
                "be"
            )
        elif number(off) > limit:
            found.append(
                f"{number(name):+g} {unit} for each 10,000 slides, give or take {number(off):g}: "
                "too few slides to tell"
            )
    if number("code") != 0:
        found.append(f"the program ended with {report['code']}")
    if number("missing_frames"):
        found.append(f"{report['missing_frames']} turns brought no frame")
    if number("staff") != staff_visits(int(number("slides"))):
        found.append("staff did not get to their panel each time")
    for name in ("open_files", "threads", "cached_files"):
        first, last = report[name]  # type: ignore[misc]
        if last > first * 1.25 + 2:
            found.append(f"{name}: {first} in the third quarter, {last} in the last")
    return found + [str(line) for line in report["log"]]  # type: ignore[attr-defined]


def staff_visits(slides: int) -> int:
    """How often staff come in so many slides."""
    return (slides + STAFF_EVERY - STAFF_FIRST) // STAFF_EVERY


def draw(path: Path, points: Sequence[Point], words: str) -> None:
    """Memory over slides, from zero, as SVG."""
    wide, tall, edge = 900, 300, 40
    most, last = max(y for _, y in points) * 1.1, points[-1][0]
    line = " ".join(
        f"{edge + wide * x / last:.1f},{edge + tall - tall * y / most:.1f}" for x, y in points
    )
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

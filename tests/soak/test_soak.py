"""The soak's short form, what its measures say, and that they would say it of a leak."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.soak.measures import faults, slope

ROOT = Path(__file__).resolve().parents[2]
SLIDES = 1200
# So few slides still hold some of the start's own growth (measured: 71 MB and 6,400 blocks, of
# caches of set titles and pictures, which have a bound). A leaked picture of this window would be
# 9,000 MB for each 10,000 slides, the items of one screen some 1,000; and anything of Python's with
# three objects 30,000 blocks.
MEGABYTES, BLOCKS = 300.0, 30_000.0


def test_twelve_hundred_slides_of_the_whole_program(tmp_path):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    limits = ["--limit", str(MEGABYTES), "--blocks", str(BLOCKS)]
    call = [
        sys.executable,
        str(ROOT / "tests" / "soak" / "soak.py"),
        "--slides",
        str(SLIDES),
        "--out",
        str(tmp_path),
        *limits,
    ]
    done = subprocess.run(
        call, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["missing_frames"] == 0
    assert report["frames"] >= SLIDES
    assert (report["slides"], report["visits"], report["changes"], report["staff"]) == (
        SLIDES,
        SLIDES // 25,
        2,
        2,
    )
    assert report["nights"] >= 1
    assert report["counted"] >= 5, "what visitors opened was counted and written"
    assert (tmp_path / "memory.svg").read_text().startswith("<svg")


def report_of(megabytes: float, noise: float = 0.2, **other: object) -> dict[str, object]:
    """What a soak of 50,000 slides would report, with so much growth for each 10,000 of them."""
    dice = random.Random(1)
    points = [
        (slide, 110 + megabytes * slide / 10_000 + dice.gauss(0, noise))
        for slide in range(25_000, 50_000, 250)
    ]
    rise, off = slope(points)
    good = {
        "code": 0,
        "slides": 50_000,
        "missing_frames": 0,
        "staff": 50,
        "blocks_per_10000": 0,
        "blocks_off": 10,
        "log": [],
        "open_files": [28, 28],
        "threads": [9, 9],
        "cached_files": [100, 104],
        "mb_per_10000": rise,
        "mb_off": off,
    }
    return {**good, **other}


def test_nothing_is_wrong_with_a_level_line():
    assert faults(report_of(0.0)) == []
    assert faults(report_of(-3.0)) == []


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (report_of(2.0), "MB for each 10,000 slides"),
        (report_of(0.0, noise=17.0), "too few slides to tell"),
        (report_of(0.0, blocks_per_10000=10_000), "Python's blocks"),
        (report_of(0.0, missing_frames=3), "3 turns brought no frame"),
        (
            report_of(0.0, open_files=[28, 40]),
            "open_files: 28 in the third quarter, 40 in the last",
        ),
        (report_of(0.0, threads=[9, 20]), "threads"),
        (report_of(0.0, cached_files=[100, 900]), "cached_files"),
        (report_of(0.0, staff=49), "staff"),
        (report_of(0.0, code=1), "ended with 1"),
        (report_of(0.0, log=["WARNING qt.qml: x"]), "WARNING qt.qml: x"),
    ],
)
def test_each_failure_is_reported(report, words):
    found = faults(report)
    assert len(found) == 1
    assert words in found[0]

"""Measures what docs/peers.md and docs/measured.md say, in one run of one commit, and writes both.

    python tests/bench/documents.py [--place FOLDER] [--out docs]

Takes some seven minutes on two processors that do nothing else. What this run does not measure
stands in neither document: ``tests/bench/pictures.py`` has longer forms, and measures of its own.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.bench import peers, pictures
from tests.bench.galleries import make_gallery

COMMAND = "python tests/bench/documents.py"
# All but two: tests/soak/soak.py weighs the memory over many slides, and tests/bench/live.py and
# checking.py have bounds of their own.
NAMES = [name for name in pictures.MEASURES if name not in ("endurance", "folder")]


def main() -> int:
    """From the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--place", type=Path, help="where galleries are made, and kept")
    parser.add_argument("--out", type=Path, default=pictures.ROOT / "docs")
    given = parser.parse_args()
    began, load = time.monotonic(), os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="kiosk-documents-") as temporary:
        place = given.place or Path(temporary)
        # Where the measures below have it too.
        folder = make_gallery(place / "g24-6000", 24, (6000, 4000))
        programs = Path(temporary) / "programs"
        programs.mkdir()
        run = peers.measure(folder, programs, rounds=7, settle=4.0, loaded=True)
        print(peers.as_markdown(run, command=COMMAND), flush=True)
        print(f"{time.monotonic() - began:.0f} s", flush=True)
        bench = pictures.Bench(place, pictures.BRIEF)
        rows = pictures.run(bench, NAMES)
    told = pictures.conditions(load)
    given.out.mkdir(parents=True, exist_ok=True)
    peers.write(run, given.out / "peers", COMMAND)
    pictures.write(given.out / "measured", rows, bench.numbers, COMMAND, told)
    print(f"{told} {time.monotonic() - began:.0f} s in all.")
    return 1 if bench.broken else 0


if __name__ == "__main__":
    sys.exit(main())

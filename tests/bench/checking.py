"""How long ``kiosk check`` takes for a large folder: cold, with nothing kept of it, and warm, when
nothing has changed since.

    python tests/bench/checking.py [--works 10000] [--place FOLDER] [--json]

Ends with 1 when a bound is missed.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.bench.galleries import make_gallery

ROOT = Path(__file__).resolve().parents[2]
# Seconds.
COLD, WARM = 20.0, 2.0


def measure(folder: Path, cache: Path) -> dict[str, float]:
    """Seconds of the first check and of the next, as somebody who calls it waits for them."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(ROOT)}
    found = {}
    for name in ("cold", "warm"):
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "kiosk", "check", str(folder)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        found[name] = time.perf_counter() - start
        if done.returncode not in (0, 1) or done.stderr:
            sys.exit(f"kiosk check ended with {done.returncode}:\n{done.stderr}")
    return found


def main() -> int:
    """From the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--works", type=int, default=10_000)
    parser.add_argument(
        "--place", type=Path, default=Path(tempfile.gettempdir()) / "kiosk-bench-live"
    )
    parser.add_argument("--json", action="store_true", help="print the numbers as JSON")
    given = parser.parse_args()
    folder = make_gallery(given.place, given.works, (640, 480))
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-check-") as cache:
        found = measure(folder, Path(cache))
    for name, bound in (("cold", COLD), ("warm", WARM)):
        print(
            f"kiosk check of {given.works} works, {name}: {found[name]:.2f} s (at most {bound:g} s)"
        )
    if given.json:
        print(json.dumps(found))
    return 0 if found["cold"] < COLD and found["warm"] < WARM else 1


if __name__ == "__main__":
    sys.exit(main())

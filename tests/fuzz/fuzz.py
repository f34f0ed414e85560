"""Spoiled files without end: never a crash, never a hang, always a problem or a result.

    python tests/fuzz/fuzz.py --cases 100000 [--seed 1] [--only when]

The cases run in a process of their own: one that ends with it, or takes longer than a case may, is
told like one that raises, and the next process goes on behind it. What fails is printed with its
seed and number, from which alone it is made again. `tests/fuzz/test_fuzz.py` runs the short form.
"""

import argparse
import io
import json
import os
import queue
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.fuzz.spoiled import GALLERY, LONGEST_SECONDS, PROOFS, SHARES, TARGETS

# A process that is stopped from outside: the alarm inside it is not heard while a library written
# in C goes on.
GRACE_SECONDS = 3


class TookTooLongError(BaseException):
    """One case took longer than a case may. No handler of exceptions in what is tested may take it
    for one of its own.
    """


def work(first: int, cases: int, seed: int, only: str) -> None:
    """Run cases in this process; each is told as a line of JSON before it begins, and once more
    when it fails.
    """

    def too_long(number: int, frame: object) -> None:
        raise TookTooLongError(f"longer than {LONGEST_SECONDS} s")

    signal.signal(signal.SIGALRM, too_long)
    told = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    drawn = random.Random(seed)
    for number in range(cases):
        name = only or drawn.choices(list(SHARES), weights=list(SHARES.values()))[0]
        if number < first:
            continue
        print(json.dumps({"case": number, "name": name}), file=told, flush=True)
        with tempfile.TemporaryDirectory(prefix="kiosk-fuzz-", ignore_cleanup_errors=True) as place:
            signal.setitimer(signal.ITIMER_REAL, LONGEST_SECONDS)
            try:
                (TARGETS | PROOFS)[name](random.Random(f"{seed} {number} {name}"), Path(place))
            except (Exception, TookTooLongError):  # noqa: BLE001 - whatever it is, it is what was looked for
                print(json.dumps({"failed": traceback.format_exc()}), file=told, flush=True)
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)


def run(cases: int, seed: int, only: str = "") -> list[str]:
    """What failed, one text a case."""
    failures: list[str] = []
    first = 0
    with tempfile.TemporaryDirectory(prefix="kiosk-fuzz-cache-") as cache:
        while first < cases:
            first = _one_process(first, cases, seed, only, cache, failures)
    return failures


def _one_process(
    first: int, cases: int, seed: int, only: str, cache: str, failures: list[str]
) -> int:
    """Run cases from ``first`` on in one process, for as long as it lives; gives the case to go on
    with.
    """
    call = [
        sys.executable,
        __file__,
        "--work",
        str(first),
        "--cases",
        str(cases),
        "--seed",
        str(seed),
        "--only",
        only,
    ]
    around = {**os.environ, "XDG_CACHE_HOME": cache, "PYTHONPATH": str(GALLERY.parent)}
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    case, name = first, only
    with subprocess.Popen(
        call,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env=around,
    ) as worker:
        assert worker.stdout is not None
        # Popen's own end of the pipe cannot be waited for with a bound; a thread that reads it can.
        reader = threading.Thread(target=_hand_on, args=(worker.stdout, lines), daemon=True)
        reader.start()
        while True:
            try:
                line = lines.get(timeout=LONGEST_SECONDS + GRACE_SECONDS + (0 if name else 30))
            except queue.Empty:
                worker.kill()
                failures.append(
                    f"{name}, seed {seed}, case {case}: longer than {LONGEST_SECONDS} s, and deaf "
                    "to its alarm"
                )
                return case + 1
            if not line:
                break
            told = json.loads(line)
            if "failed" in told:
                failures.append(f"{name}, seed {seed}, case {case}:\n{told['failed']}")
            else:
                case, name = told["case"], told["name"]
    if worker.returncode == 0:
        return cases
    failures.append(f"{name}, seed {seed}, case {case}: the process ended with {worker.returncode}")
    return case + 1


def _hand_on(source: io.TextIOBase, lines: "queue.SimpleQueue[str]") -> None:
    for line in source:
        lines.put(line)
    lines.put("")


def main() -> int:
    """From the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=["", *TARGETS, *PROOFS], default="")
    parser.add_argument("--work", type=int, default=-1, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.work >= 0:
        work(given.work, given.cases, given.seed, given.only)
        return 0
    start = time.monotonic()
    failures = run(given.cases, given.seed, given.only)
    print("\n".join(failures[:20]))
    print(f"{given.cases} cases in {time.monotonic() - start:.0f} s, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

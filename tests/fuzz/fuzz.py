"""Hostile files without end: no crash, no hang, no lie, always a problem or a result.

    python tests/fuzz/fuzz.py --cases 100000 [--seed 1] [--only when] [--first 0]
    python tests/fuzz/program.py --cases 100000     the same, through the whole program

``spoiled.py`` damages good files, ``generated.py`` and ``known_keys.py`` make
files of which the right reading is known.
The cases run in a process of their own: one that ends with it, or takes more CPU time than a case
may, is told like one that raises, and the next process goes on behind it. What fails is printed
with its seed and number, from which alone it is made again. `tests/fuzz/test_fuzz.py` runs the
short form.
"""

import argparse
import io
import json
import os
import queue
import random
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.fuzz import generated, known_keys, spoiled
from tests.fuzz.spoiled import GALLERY, LONGEST_SECONDS, PROOFS

TARGETS = {**spoiled.TARGETS, **generated.TARGETS, **known_keys.TARGETS}
SHARES = {**spoiled.SHARES, **generated.SHARES, **known_keys.SHARES}
# Seconds of CPU time that a case may take, and how often a process is waited for that the machine
# gives no time to.
CASE_SECONDS = 2.0
MOST_WAITS = 30

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

    # By CPU time: on a busy machine a case takes longer, but it does not cost more.
    signal.signal(signal.SIGPROF, too_long)
    told = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    drawn = random.Random(seed)
    for number in range(cases):
        name = only or drawn.choices(list(SHARES), weights=list(SHARES.values()))[0]
        if number < first:
            continue
        print(json.dumps({"case": number, "name": name}), file=told, flush=True)
        with tempfile.TemporaryDirectory(
            prefix="kiosk-fuzz-", dir=_fast_folder(), ignore_cleanup_errors=True
        ) as place:
            began = time.process_time()
            signal.setitimer(signal.ITIMER_PROF, LONGEST_SECONDS)
            try:
                (TARGETS | PROOFS)[name](random.Random(f"{seed} {number} {name}"), Path(place))
                spent = time.process_time() - began
                assert spent < CASE_SECONDS, f"{spent:.1f} s of CPU time"
            except (Exception, TookTooLongError):  # noqa: BLE001 - whatever it is, it is what was looked for
                print(json.dumps({"failed": traceback.format_exc()}), file=told, flush=True)
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)


def _fast_folder() -> str | None:
    """A folder in memory, where the system has one."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def run(cases: int, seed: int, only: str = "", first: int = 0) -> list[str]:
    """What failed of the cases from ``first`` on, one text a case."""
    failures: list[str] = []
    with tempfile.TemporaryDirectory(prefix="kiosk-fuzz-cache-", dir=_fast_folder()) as cache:
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
        waits = 0
        while True:
            try:
                line = lines.get(timeout=LONGEST_SECONDS + GRACE_SECONDS + (0 if name else 30))
                waits = 0
            except queue.Empty:
                waits += 1
                if waits < MOST_WAITS and _is_starved(worker.pid):
                    continue
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


def _is_starved(pid: int) -> bool:
    """True for a process that would run, if the machine had time for it: its alarm is to come."""
    try:
        return ") R " in Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
    except OSError:
        return False


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
    parser.add_argument("--first", type=int, default=0, help="go on with this case")
    parser.add_argument("--only", choices=["", *TARGETS, *PROOFS], default="")
    parser.add_argument("--work", type=int, default=-1, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.work >= 0:
        work(given.work, given.cases, given.seed, given.only)
        return 0
    start = time.monotonic()
    failures = run(given.cases, given.seed, given.only, given.first)
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    print("\n".join(failures[:20]))
    print(
        f"{given.cases - given.first} cases in {time.monotonic() - start:.0f} s,"
        f" {spent.ru_utime + spent.ru_stime:.0f} s of CPU time, {len(failures)} failed"
    )
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

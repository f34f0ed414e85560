"""The whole program over hostile items by the thousand: read, checked, opened, touched.

    python tests/fuzz/program.py --cases 20000 [--seed 1] [--first-batch 0] [--batch 1000]

Each batch of ``items.py`` replaces the one before in the folder of a running program, which reads
and checks it; what it has read is what each case knows to be right. Then a sample is opened item by
item, with sizes of text changed, and the screen is touched. Every fourth batch has a hostile
kiosk.yaml. The costliest ten turns of the event loop are printed with what was asked before each.

Ends with 1, and tells why: a case was read wrong or in silence, the program ended or failed on an
item, a turn cost more than 50 ms of CPU time, a touch was answered late, or SIGTERM was not obeyed
within two seconds. A batch is made again alone by its seed and number.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.fuzz import generated, items
from tests.fuzz.cases import Case, Reading
from tests.hostile.driven import Answer, Driven, Turn

ANSWER_SECONDS, END_SECONDS = 0.1, 2.0
# How long the program has to read and check one batch on a busy machine.
BATCH_SECONDS = 300.0
# Items that are opened of a batch, touches of every fifth one.
OPENED, TOUCHES = 24, 12
TURNS = 10


@dataclass
class Outcome:
    """What happened in one start of the program."""

    failures: list[str] = field(default_factory=list)
    cases: Counter[str] = field(default_factory=Counter)
    opened: int = 0
    answers: list[Answer] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    cpu_seconds: float = 0.0


class Batches:
    """The folder's batches, one after the other."""

    def __init__(self, folder: Path, seed: int, size: int) -> None:
        self._folder, self._seed, self._size = folder, seed, size
        self._written: list[Path] = []
        # The cases with a second stage, and where they lie.
        self._staged: list[tuple[Case, list[Path]]] = []

    def write(self, number: int) -> tuple[list[Case], str]:
        """Put a batch in place of the one before; gives its cases and a work's title in it."""
        chance = random.Random(f"{self._seed} {number}")
        first = number * self._size
        cases = [items.make(chance, first + at) for at in range(self._size)]
        kept = {path for _, paths in self._staged for path in paths}
        for path in self._written:
            if path not in kept:
                _remove(path)
        staged, self._staged, self._written = self._staged, [], []
        for case, paths in staged:
            assert case.after is not None
            case.after.write(self._folder)
            self._written += [*paths, *case.after.write(self._folder)]
        for case in cases:
            paths = case.write(self._folder)
            self._written += paths
            if case.after is not None:
                self._staged.append((case, paths))
        settings = generated.KIOSK
        if number % 4 == 3:
            settings = generated.settings_text(chance)
            # An exhibition that is over shows no work, and other hours show other events.
            settings = "\n".join(one for one in settings.splitlines() if not one.startswith("open"))
        # Surrogates of a damaged text cannot be written.
        (self._folder / "kiosk.yaml").write_bytes(settings.encode("utf-8", "replace"))
        title = f"Batch {number}"
        # The last: with it, all of them are there.
        marker = self._folder / "works" / "00-batch.md"
        marker.write_text(generated.POEM.format(title, ""), "utf-8")
        later = [case.after for case, _ in staged if case.after is not None]
        return [*cases, *later], title


def _remove(path: Path) -> None:
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()


def failures_of(cases: list[Case], reading: Reading, *, is_usual: bool) -> list[str]:
    """What was read wrong. With unusual settings, nothing but what holds under any is looked at."""
    found = [f"the program failed on {one.path}" for one in reading.problems if one.rule == FAULT]
    if "Good" not in reading.titles:
        found.append("the good work is gone")
    for case in cases:
        try:
            assert not case.never & reading.titles, f"shown: {case.never & reading.titles}"
            if is_usual:
                case.verify(reading)
        except Exception:  # noqa: BLE001 - whatever it is, it is what was looked for
            found.append(f"{case.kind} {list(case.files)}:\n{traceback.format_exc(limit=-2)}")
    with_settings = reading.snapshot.exhibition
    try:
        generated.assert_usable(with_settings)
    except AssertionError:
        found.append(f"settings that cannot be used: {with_settings}")
    return found


FAULT = "not-read"


def run(batches: range, seed: int, size: int) -> Outcome:
    """Drive one start of the program through the batches."""
    outcome = Outcome()
    with tempfile.TemporaryDirectory(
        prefix="kiosk-fuzz-program-", ignore_cleanup_errors=True
    ) as top:
        folder = Path(top) / "folder"
        generated.Folder().write(folder)
        for kind in ("events", "resources", "pages"):
            (folder / kind).mkdir(exist_ok=True)
        made = Batches(folder, seed, size)
        with Driven(folder, Path(top) / "place", seed=seed) as program:
            program.until_shown()
            for number in batches:
                try:
                    _one_batch(program, made, number, outcome)
                except AssertionError as error:
                    outcome.failures.append(f"batch {number}: {str(error)[-3_000:]}")
                    break
            outcome.answers, outcome.turns = program.answers(), program.turns()
            outcome.failures += [f"a stall: {one}" for one in program.stalls()]
            outcome.failures += [
                f"a late answer: {one}"
                for one in outcome.answers
                if one.cpu_seconds > ANSWER_SECONDS
            ]
            outcome.failures += [f"imported while touched: {program.imports()}"] * bool(
                program.imports()
            )
            log = program.log.read_text("utf-8", "replace")
            if "Traceback" in log:
                outcome.failures.append(log[log.index("Traceback") :][:3_000])
            if program.is_running():
                outcome.cpu_seconds = program.cpu_seconds
                if (seconds := program.end()) >= END_SECONDS:
                    outcome.failures.append(f"SIGTERM took {seconds:.1f} s")
    return outcome


def _one_batch(program: Driven, made: Batches, number: int, outcome: Outcome) -> None:
    cases, title = made.write(number)
    reading = Reading(*program.until_read(title, BATCH_SECONDS))
    found = failures_of(cases, reading, is_usual=number % 4 != 3)
    outcome.failures += [f"batch {number}: {one}" for one in found]
    outcome.cases.update(case.kind for case in cases)
    outcome.opened += program.open_some(OPENED, number)
    if number % 5 == 0:
        program.touch(len(program.answers()) + TOUCHES)
        program.rest()


def main() -> int:
    """From the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, default=1_000)
    parser.add_argument("--first-batch", type=int, default=0)
    given = parser.parse_args()
    start = time.monotonic()
    last = given.first_batch + -(-given.cases // given.batch)
    outcome = run(range(given.first_batch, last), given.seed, given.batch)
    print("\n".join(failure[:3_000] for failure in outcome.failures[:20]))
    print(f"The costliest {TURNS} turns:")
    print("\n".join(str(turn) for turn in outcome.turns[:TURNS]))
    print(", ".join(f"{kind}: {count}" for kind, count in sorted(outcome.cases.items())))
    own = resource.getrusage(resource.RUSAGE_SELF)
    slowest = max((one.cpu_seconds for one in outcome.answers), default=0.0)
    print(
        f"{outcome.cases.total()} cases in {time.monotonic() - start:.0f} s (CPU time: program"
        f" {outcome.cpu_seconds:.0f} s, this test {own.ru_utime + own.ru_stime:.0f} s),"
        f" {outcome.opened} opened, {len(outcome.answers)} touches, the slowest answer"
        f" {1000 * slowest:.0f} ms of CPU time, {len(outcome.failures)} failed"
    )
    return 1 if outcome.failures else 0


if __name__ == "__main__":
    sys.exit(main())

"""The whole program over a folder that changes all the while, touched, under the stall detector.

    python tests/fuzz/program.py --cases 1000 [--seed 1] [--batch 25]

Each case writes one hostile file of ``spoiled.py``'s and ``generated.py``'s kinds, or takes one
away. The program reads each batch, shows it, and is touched. Ends with 1, and tells why, when it
ends, a turn of its event loop costs more than 50 ms of CPU time, a touch is answered late, the good
work is gone, or SIGTERM is not obeyed within two seconds.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.fuzz import generated, spoiled
from tests.hostile.driven import Driven
from tests.qr.hostile_addresses import REFUSED

ANSWER_SECONDS, END_SECONDS = 0.1, 2.0
# Files in the folder at once; the oldest go.
MOST_FILES = 120
# How long the program has for one batch.
BATCH_SECONDS = 60.0


def label(chance: random.Random) -> tuple[str, bytes]:
    """A damaged label, event, resource or page of the sample."""
    folder, text = chance.choice(spoiled.SOURCES)
    return f"{folder}/f{chance.randrange(60)}.md", spoiled.spoil(chance, text).encode(
        "utf-8", "replace"
    )


def text(chance: random.Random) -> tuple[str, bytes]:
    """A poem or an essay of hostile markup; now and then a very long one."""
    body = " ".join(chance.choices(generated.MARKUP, k=40))
    body *= chance.choice((1, 1, 1, 10, 2_000))
    kind = chance.choice(("poetry", "essay"))
    words = generated.POEM.replace("poetry", kind).format(f"Text {chance.randrange(9)}", "")
    whole = (words + body[:1_900_000]).encode("utf-8", "replace")
    return f"works/t{chance.randrange(60)}.md", whole


def calendar(chance: random.Random) -> tuple[str, bytes]:
    """A damaged calendar."""
    pieces = (*spoiled.CALENDAR_PIECES, *spoiled.PIECES)
    raw = spoiled.spoil(chance, spoiled.CALENDAR, pieces).encode("utf-8", "replace")
    return f"events/c{chance.randrange(5)}.ics", raw


def picture(chance: random.Random) -> tuple[str, bytes]:
    """A damaged picture."""
    ending, raw = chance.choice(spoiled.PICTURES)
    return f"works/p{chance.randrange(60)}{ending}", spoiled.spoil_bytes(chance, raw)


def settings(chance: random.Random) -> tuple[str, bytes]:
    """A kiosk.yaml of right and wrong values."""
    keys = chance.sample(list(generated.SETTINGS), 4)
    lines = [f"{key}: {chance.choice(generated.SETTINGS[key])}" for key in keys]
    # An exhibition that is over shows no work.
    found = "\n".join(line for line in (*lines, "") if not line.startswith("open"))
    return "kiosk.yaml", found.encode("utf-8", "replace")


def link(chance: random.Random) -> tuple[str, bytes]:
    """A resource with a hostile address."""
    url = str(chance.choice(REFUSED)[0]).replace('"', "")
    words = f'---\ntitle: Link\nlink: "{url}"\n---\nx\n'
    return f"resources/l{chance.randrange(20)}.md", words.encode("utf-8", "replace")


MAKERS: tuple[Callable[[random.Random], tuple[str, bytes]], ...] = (
    *(label, label, label, text, text),
    *(calendar, picture, picture, settings, link),
)


def change(chance: random.Random, folder: Path, written: list[Path]) -> None:
    """One case: a file that is written, or the oldest one that goes."""
    name, content = chance.choice(MAKERS)(chance)
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    if name != "kiosk.yaml":
        written.append(path)
    while len(written) > MOST_FILES:
        with suppress(OSError):
            written.pop(0).unlink()


def run(cases: int, seed: int, batch: int) -> tuple[list[str], dict[str, float]]:
    """What failed, and the figures."""
    chance, written = random.Random(seed), list[Path]()
    failures: list[str] = []
    with tempfile.TemporaryDirectory(prefix="kiosk-fuzz-program-") as top:
        folder = Path(top) / "folder"
        generated.Folder().write(folder)
        with Driven(folder, Path(top) / "place", seed=seed) as program:
            program.until_shown()
            program.touch(1)
            for _ in range(0, cases, batch):
                before = program.status().get("content")
                for _ in range(batch):
                    change(chance, folder, written)
                try:
                    program.until(_has_read(program, before), BATCH_SECONDS)
                except AssertionError as error:
                    failures.append(str(error))
                    break
            answers, stalls = program.answers(), program.stalls()
            for turn in program.turns()[:10]:
                print(turn)
            failures += [f"imported while touched: {one}" for one in program.imports().split()]
            slow = [one for one in answers if one.cpu_seconds > ANSWER_SECONDS]
            failures += [f"a late answer: {one}" for one in slow]
            failures += [f"a stall: {one}" for one in stalls]
            if not program.status().get("works"):
                failures.append("no work is shown")
            log = program.log.read_text("utf-8", "replace")
            if program.is_running() and (seconds := program.end()) >= END_SECONDS:
                failures.append(f"SIGTERM took {seconds:.1f} s")
    figures = {
        "touches": len(answers),
        "slowest answer, ms of CPU time": 1000 * max(one.cpu_seconds for one in answers),
        "stalls": len(stalls),
        "failed items in the log": log.count("Traceback"),
    }
    return failures, figures


def _has_read(program: Driven, before: object) -> Callable[[], bool]:
    return lambda: program.status().get("content") != before


def main() -> int:
    """From the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cases", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, default=25)
    given = parser.parse_args()
    start = time.monotonic()
    failures, figures = run(given.cases, given.seed, given.batch)
    print("\n".join(failure[:3_000] for failure in failures[:20]))
    print(", ".join(f"{name}: {number:.0f}" for name, number in figures.items()))
    print(f"{given.cases} cases in {time.monotonic() - start:.0f} s, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

"""How fast and how frugal pictures are, in one run.

    python tests/bench/pictures.py [--short] [--out FILE] [--only NAME ...]

djpeg is left out and named where it is not installed; whole programs beside this one are in
``tests/bench/peers.py``. ``tests/bench/documents.py`` writes docs/measured.md by both. With
``--out`` writes OUT.json, OUT.md and a picture of the growth, of all measures or of those that are
named and of nothing else; with ``--short`` it takes a few minutes, and fails only on what must hold
on any machine.
"""

import argparse
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from kiosk.domain.bounds import FOLDER_FILES
from tests.bench import rest
from tests.bench.galleries import make_gallery
from tests.bench.growth import draw_growth
from tests.bench.peers import commit_of
from tests.bench.whole_programs import first_artwork

ROOT = Path(__file__).resolve().parents[2]
DRIVER = Path(__file__).with_name("driver.py")
COMMAND = [sys.executable, "-P", "-m", "kiosk", "run"]
Rows = list[tuple[str, str, str]]


@dataclass(frozen=True, kw_only=True)
class Amounts:
    """How often each thing is done, and with how many works and new pictures."""

    is_short: bool = False
    decodings: int = 9
    works: int = 10_000
    touches: int = 120
    crossfades: int = 12
    throws: int = 6
    rest_settle: float = 25.0
    rest_seconds: float = 60.0
    growth: tuple[int, ...] = (10, 24, 100, 1000, 10_000)
    starts: int = 5
    slides: int = 50_000
    new_pictures: int = 500


FULL = Amounts()
# For docs/measured.md, in some minutes: the same works and pictures, done less often.
BRIEF = Amounts(
    decodings=5,
    touches=40,
    crossfades=5,
    throws=3,
    rest_settle=14.0,
    rest_seconds=24.0,
    growth=(24, 1000, 10_000),
    starts=2,
    new_pictures=200,
)
SHORT = Amounts(
    is_short=True,
    decodings=3,
    works=300,
    rest_settle=12.0,
    rest_seconds=10.0,
    growth=(10, 24, 100),
    starts=2,
    slides=6000,
    new_pictures=40,
)


class Bench:
    """Folders and caches of one run. Every measurement returns rows of (what, measured, goal) and
    keeps its numbers.
    """

    def __init__(self, place: Path, amounts: Amounts) -> None:
        self.place, self.amounts, self.short = place, amounts, amounts.is_short
        self.numbers: dict[str, object] = {}
        self.broken: list[str] = []
        self._environment = {
            "XDG_CACHE_HOME": str(place / "cache"),
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": str(ROOT),
            "PYTHONPYCACHEPREFIX": str(place / "compiled"),
        }

    def gallery(self, works: int, size: tuple[int, int] = (900, 600)) -> Path:
        """A folder of so many works."""
        return make_gallery(self.place / f"g{works}-{size[0]}", works, size)

    def drive(
        self,
        folder: Path,
        what: str,
        *,
        amount: float = 20,
        size: str = "1920x1080",
        cache: Path | None = None,
    ) -> dict[str, object]:
        """Let the real program do one thing, in a window of an Xvfb of its own."""
        command = [
            "xvfb-run",
            "-a",
            "-s",
            f"-screen 0 {size}x24",
            sys.executable,
            str(DRIVER),
            str(folder),
            what,
        ]
        done = subprocess.run(
            [*command, "--seconds", str(amount), "--size", size],
            env={
                **os.environ,
                **self._environment,
                **({"XDG_CACHE_HOME": str(cache)} if cache else {}),
            },
            capture_output=True,
            text=True,
            timeout=3600,
            check=False,
        )
        if done.returncode:
            sys.exit(f"{what} ended with {done.returncode}:\n{done.stderr}")
        report: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
        return report

    def script(self, name: str) -> dict[str, object]:
        """The numbers of a benchmark of its own, whose bounds have to hold on any machine."""
        command = [
            sys.executable,
            str(DRIVER.with_name(name)),
            "--json",
            "--place",
            str(self.place / "folder"),
        ]
        environment = {**os.environ, **self._environment, "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=3600, check=False
        )
        if done.returncode not in (0, 1) or not done.stdout:
            sys.exit(f"{name} ended with {done.returncode}:\n{done.stderr}")
        self.hold(
            f"{name}: {done.stderr.strip() or done.stdout.strip()}", holds=done.returncode == 0
        )
        report: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
        return report

    def start(self, command: list[str], rounds: int, settle: float = 0.0) -> tuple[float, float]:
        """Median seconds to the first artwork and median MB."""
        found = [first_artwork(command, self._environment, settle) for _ in range(rounds)]
        return statistics.median(taken for taken, _ in found), statistics.median(
            memory for _, memory in found
        )

    def hold(self, name: str, *, holds: bool) -> None:
        """What must hold on any machine."""
        if not holds:
            self.broken.append(name)


def share(values: list[float], at: float) -> float:
    """The value that so many of them do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * at))]


def decoding(bench: Bench) -> Rows:
    """A display-size derivative against a bare scaled decode of the same file by libjpeg-turbo's
    own program and the resampling by Pillow: processor time, the least of several.
    """
    from PIL import Image

    from kiosk.pictures.derive import decode, derive
    from kiosk.pictures.naming import fit
    from kiosk.pictures.open_picture import load_all_decoders

    djpeg = shutil.which("djpeg")
    if not djpeg:
        return [("djpeg is not installed", "left out", "")]
    master = next(iter(sorted((bench.gallery(24, (6000, 4000)) / "works").glob("*1-*.jpg"))))
    box = (1240, 840)
    wide, tall = fit(6000, 4000, *box)
    out = bench.place / "derived"

    def used() -> float:
        own, children = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime

    def best(action: Callable[[], object]) -> float:
        taken = []
        for _ in range(bench.amounts.decodings):
            start = used()
            action()
            taken.append(used() - start)
        return min(taken)

    load_all_decoders()

    decoded, written = best(lambda: decode(master, box)), best(lambda: derive(master, box, out))
    # The smallest of libjpeg's reductions by powers of two, the fast ones, that is not smaller than
    # what is wanted.
    scale = next(step for step in (8, 4, 2, 1) if 6000 // step >= wide and 4000 // step >= tall)
    bare = best(
        lambda: subprocess.run(
            [djpeg, "-scale", f"1/{scale}", "-outfile", os.devnull, str(master)], check=True
        )
    )
    whole = Image.effect_noise((6000 // scale, 4000 // scale), 60).convert("RGB")
    lanczos = Image.Resampling.LANCZOS
    resampled = best(lambda: whole.resize((wide, tall), lanczos, reducing_gap=3.0))
    bench.numbers["decoding"] = {
        "decoded": decoded,
        "written": written,
        "djpeg": bare,
        "resampled": resampled,
        "scale": f"1/{scale}",
    }
    alone = f"djpeg -scale 1/{scale} ({bare * 1000:.0f} ms)"
    both = f"that and the resampling ({(bare + resampled) * 1000:.0f} ms)"
    rows: Rows = []
    for what, taken, goal in (
        (f"A 24-MP JPEG decoded at {wide} x {tall}", decoded, "<= 1.2 x"),
        ("The same with its digest and average colour taken, and written", written, ""),
    ):
        rows.append((f"{what}, against {alone}", f"{taken / bare:.2f} x", ""))
        rows.append((f"{what}, against {both}", f"{taken / (bare + resampled):.2f} x", goal))
    return rows


def at_hand(bench: Bench) -> Rows:
    """Touch to work, crossfade, rest, the thrown wall, and the closer look."""
    count = bench.amounts.works
    many = bench.gallery(count)
    few = bench.gallery(24, (2400, 1600) if bench.short else (6000, 4000))
    rows: Rows = []
    touch = _times(bench.drive(many, "touch", amount=bench.amounts.touches))
    rows.append(
        (
            f"Touch to the next work at {count:,} works, 99 of 100",
            f"{share(touch, 0.99):.0f} ms",
            "<= 50 ms",
        )
    )
    fade = _times(bench.drive(few, "fade", amount=bench.amounts.crossfades))
    rows.append(
        (
            "Crossfade at 1080p without a graphics card, frame to frame, 99 of 100",
            f"{share(fade, 0.99):.0f} ms",
            "<= 20 ms",
        )
    )
    still = at_rest(bench)
    rows += [
        (f"Frames of a work that stands still for {still.seconds:.0f} s", f"{still.frames}", "0"),
        ("Wake-ups of all processes meanwhile, a second", f"{still.wakes:.2f}", "<= 2"),
        ("Of one processor, all processes meanwhile", f"{still.share:.2%}", "<= 0.2 %"),
    ]
    wall = _times(bench.drive(many, "wall", amount=bench.amounts.throws))
    gaps = f"{statistics.median(wall):.0f}, {share(wall, 0.99):.0f} ms"
    rows.append(("The thrown wall, frame to frame: median, 99 of 100", gaps, "17, 34 ms"))
    bench.numbers |= {"touch": touch, "fade": fade, "rest": still.threads, "wall": wall}
    bench.hold("no frame is drawn while nothing changes", holds=still.frames == 0)
    # Twice the goals, and the median at the goal itself: a machine that does nothing else keeps to
    # that, and one change for the worse does not.
    bench.hold(
        "99 of 100 touches are answered within 100 ms, half of them within 50 ms",
        holds=share(touch, 0.99) < 100 and statistics.median(touch) < 50,
    )
    bench.hold(
        "99 of 100 frames of a crossfade come within 40 ms, half of them within 20 ms",
        holds=share(fade, 0.99) < 40 and statistics.median(fade) < 20,
    )
    bench.hold("a still work takes less than 1% of a processor", holds=still.share < 0.01)
    bench.hold(
        "99 of 100 frames of the thrown wall come within 68 ms, half of them within 34 ms",
        holds=share(wall, 0.99) < 68 and statistics.median(wall) < 34,
    )
    if not bench.short:
        fresh = bench.place / "zoom"
        shutil.rmtree(fresh, ignore_errors=True)
        zoom = bench.drive(large_gallery(bench), "zoom", cache=fresh)
        times = _times(zoom)
        rows.append(
            ("100 MP, touch to its own pixels once it is cut", f"{max(times):.0f} ms", "<= 150 ms")
        )
        rows.append(
            ("100 MP, memory for that", f"{float(str(zoom['extra_mb'])):.0f} MB", "<= 64 MB")
        )
        rows.append(("100 MP, cutting it once", f"{float(str(zoom['cutting_seconds'])):.1f} s", ""))
        bench.numbers["zoom"] = zoom
        bench.hold("a closer look is sharp within 300 ms", holds=max(times) < 300)
        bench.hold("a closer look takes at most 64 MB", holds=float(str(zoom["extra_mb"])) <= 64)
    return rows


def large_gallery(bench: Bench) -> Path:
    """A folder of one picture of 100 megapixels."""
    return make_gallery(bench.place / "large", 1, (11_600, 8700))


def at_rest(bench: Bench) -> rest.Rest:
    """The supervised program with one work, which has come to rest."""
    place = bench.place / "rest"
    folder = make_gallery(place / "gallery", 1, (1500, 1000))
    amounts = bench.amounts
    return rest.measure(
        folder, place, settle=amounts.rest_settle, seconds=amounts.rest_seconds, launch=False
    )


def uhd(bench: Bench) -> Rows:
    """Crossfade, touch, thrown wall and zoom at 3840 x 2160, drawn without a graphics card."""
    folder = bench.gallery(24, (2400, 1600) if bench.short else (6000, 4000))
    amounts = bench.amounts
    rows: Rows = []
    for what, name, shown, amount in (
        ("fade", "Crossfade at 3840 x 2160, frame to frame", folder, amounts.crossfades),
        ("wall", "The thrown wall at 3840 x 2160, frame to frame", folder, amounts.throws),
        ("touch", "Touch to the next work at 3840 x 2160", folder, amounts.touches),
        ("zoom", "Touch to its own pixels at 3840 x 2160", large_gallery(bench), 1),
    ):
        if what == "zoom" and bench.short:
            continue
        report = bench.drive(shown, what, size="3840x2160", amount=amount)
        times = _times(report)
        row = f"{statistics.median(times):.0f}, {share(times, 0.99):.0f} ms"
        rows.append((f"{name}: median, 99 of 100", row, "" if what == "zoom" else "<= 33 ms"))
        if "work" in report:
            work = [float(value) for value in report["work"]]  # type: ignore[attr-defined]
            row = f"{statistics.median(work):.1f}, {share(work, 0.99):.1f} ms"
            rows.append(("Of it, processor time of the thread that draws", row, ""))
        bench.numbers[f"uhd {what}"] = report
    return rows


def new_pictures(bench: Bench) -> Rows:
    """Pictures that were never shown are made ready while the loop turns: their rate against what
    libjpeg-turbo's own program does on all processors, and the frames meanwhile.
    """
    from PIL import Image

    djpeg = shutil.which("djpeg")
    if not djpeg:
        return [("djpeg is not installed", "left out", "")]
    count = bench.amounts.new_pictures
    folder = bench.gallery(count, (6000, 4000))
    masters = sorted((folder / "works").glob("*.jpg"))[:6]
    before = _children_seconds()
    for master in masters:
        subprocess.run([djpeg, "-scale", "1/4", "-outfile", os.devnull, str(master)], check=True)
    bare = (_children_seconds() - before) / len(masters)
    whole = Image.effect_noise((1500, 1000), 60).convert("RGB")
    before = time.process_time()
    for _ in masters:
        whole.resize((1240, 827), Image.Resampling.LANCZOS, reducing_gap=3.0)
    both = bare + (time.process_time() - before) / len(masters)
    cache = bench.place / f"new-{count}"
    shutil.rmtree(cache, ignore_errors=True)
    report = bench.drive(folder, "new", amount=count, cache=cache)
    seconds, times = float(str(report["seconds"])), _times(report)
    used = float(str(report["decoder_seconds"]))
    processors = os.cpu_count() or 1
    bench.numbers["new"] = {**report, "djpeg": bare, "with_resampling": both}
    bench.hold("every new picture is made", holds=int(str(report["made"])) == count)
    name = f"{count:,} new pictures of 24 MP made ready at 1240 x 840"
    rows: Rows = [(f"{name}, while the loop turns", f"{seconds:.1f} s", "")]
    for what, taken, goal in (
        ("djpeg -scale 1/4", bare, ""),
        ("that and resampling", both, "<= 1 x"),
    ):
        allowed = count * taken / (processors * 0.7)
        rows += [
            (
                f"Of {processors} processors x 0.7 x the rate of {what}",
                f"{seconds / allowed:.2f} x",
                goal,
            ),
            (f"The decoders' processor time against {what}", f"{used / (count * taken):.2f} x", ""),
        ]
    late = sum(gap > 34 for gap in times)
    frames = "Frames of the loop's crossfades meanwhile, and those later than 34 ms"
    return [*rows, (frames, f"{len(times)}, {late}", "0 late")]


def _children_seconds() -> float:
    """The processor time of the processes that this one has waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def growth(bench: Bench) -> Rows:
    """Warm start, memory and touch with the number of works."""
    counts = bench.amounts.growth
    found = {}
    for count in counts:
        folder = bench.gallery(count)
        bench.start([*COMMAND, str(folder)], 1, 6.0 + count / 800)  # fills the cache
        taken, memory = bench.start(
            [*COMMAND, str(folder)], bench.amounts.starts, 4.0 + count / 2000
        )
        touched = bench.numbers.get("touch") if count == bench.amounts.works else None
        if not isinstance(touched, list):
            touched = _times(bench.drive(folder, "touch", amount=bench.amounts.touches // 2))
        touch = share(touched, 0.99)
        found[count] = {"start_seconds": taken, "mb": memory, "touch_ms": touch}
    bench.numbers["growth"] = found
    least, most = found[24], found[counts[-1]]
    later = most["start_seconds"] - least["start_seconds"]
    bench.hold("a start is not later with many works", holds=later < 0.6)
    bench.hold("memory is alike with many works", holds=most["mb"] < 1.5 * least["mb"])
    return [
        (f"Warm start at {counts[-1]:,} works more than at 24", f"{later:+.2f} s", "<= 0.3 s"),
        (
            f"Memory at {counts[-1]:,} works against 24",
            f"{most['mb'] / least['mb']:.2f} x",
            "<= 1.2",
        ),
    ]


def endurance(bench: Bench) -> Rows:
    """Memory over many changes of the loop."""
    # Over fewer, a single step of the allocator looks like a slope.
    count = bench.amounts.slides
    report = bench.drive(bench.gallery(24, (2400, 1600)), "slides", amount=count)
    found = [(int(number), float(mb)) for number, mb in report["memory"]]  # type: ignore[attr-defined]
    found = (
        found[len(found) // 2 :] if bench.short else found[10:]
    )  # what is made once is made at the beginning
    slope = (
        statistics.linear_regression([number for number, _ in found], [mb for _, mb in found]).slope
        * 10_000
    )
    noise = statistics.pstdev(mb for _, mb in found)
    bench.numbers["slides"] = report["memory"]
    bench.hold("memory does not grow with the slides", holds=slope < (40.0 if bench.short else 1.0))
    return [
        (
            f"Memory over {count:,} slides, for each 10,000 of them",
            f"{slope:+.2f} MB (noise {noise:.2f} MB)",
            "0",
        )
    ]


def folder(bench: Bench) -> Rows:
    """A change and a withdrawal in a folder of ten thousand works, and its check."""
    live, checked = bench.script("live.py"), bench.script("checking.py")
    bench.numbers["folder"] = {"live": live, "check": checked}
    told: dict[str, float] = live["with events"]  # type: ignore[assignment]
    quiet: dict[str, float] = live["without events"]  # type: ignore[assignment]
    return [
        (
            "10,000 works, a change on the screen, with the 0.4 s to come to rest",
            f"{told['change_seconds']:.2f} s",
            "<= 1.4 s",
        ),
        ("10,000 works, processor's time for that", f"{told['change_work']:.2f} s", "<= 0.5 s"),
        (
            "10,000 works, a withdrawn one gone from screen, cache and memory",
            f"{told['gone_seconds']:.1f} s",
            "<= 10 s",
        ),
        ("The same where no event tells of it", f"{quiet['gone_seconds']:.1f} s", "<= 10 s"),
        ("10,000 works, kiosk check, nothing kept", f"{checked['cold']:.1f} s", "<= 20 s"),
        ("10,000 works, kiosk check, nothing changed", f"{checked['warm']:.2f} s", "<= 2 s"),
    ]


def _times(report: dict[str, object]) -> list[float]:
    return [float(value) for value in report["milliseconds"]]  # type: ignore[attr-defined]


def write(
    out: Path, rows: dict[str, Rows], numbers: dict[str, object], command: str, conditions: str
) -> None:
    """The numbers, the table and the picture of this run, and of no other."""
    told = {"conditions": conditions, "rows": rows, "numbers": numbers}
    out.with_suffix(".json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    lines = [
        f"| {what} | {measured} | {goal} |"
        for name in MEASURES
        for what, measured, goal in rows.get(name, [])
    ]
    head = (
        f"# Measured\n\nBy `{command}`. {conditions}\n\n"
        "| what | measured | goal |\n| --- | --- | --- |\n"
    )
    picture = ""
    found = numbers.get("growth")
    if isinstance(found, dict):
        note = f"More than {FOLDER_FILES.amount} are beyond the bound of a folder."
        draw_growth(out.with_name("growth.svg"), found, note)
        many = f"{min(found):,} works to {max(found):,}"
        picture = f"\n![Start, memory and touch from {many}](growth.svg)\n"
    if out.with_name("peers.svg").exists():
        picture += (
            "\n[Beside other programs](peers.md):\n\n![Seconds to the first picture](peers.svg)\n"
        )
    out.with_suffix(".md").write_text(head + "\n".join(lines) + "\n" + picture, encoding="utf-8")


def conditions(load_before: float) -> str:
    """The commit, the machine and its load, as one line."""
    return (
        f"Commit {commit_of(ROOT)}, on {os.cpu_count()} processors, {platform.system()}"
        f" {platform.machine()}, without a graphics card. Load of the machine: {load_before:.1f}"
        f" before, {os.getloadavg()[0]:.1f} after."
    )


def run(bench: Bench, names: Sequence[str]) -> dict[str, Rows]:
    """Measure what is named, in the order of MEASURES, and print each row."""
    # What is started again finds its own byte code, as an installed program does.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    bench.place.mkdir(parents=True, exist_ok=True)
    rows: dict[str, Rows] = {}
    for name in MEASURES:
        if name in names:
            print(f"measuring {name} ...", flush=True)
            rows[name] = MEASURES[name](bench)
            for what, measured, goal in rows[name]:
                print(f"  {what:72} {measured:>22}   {goal}", flush=True)
    for name in bench.broken:
        print(f"does not hold: {name}", file=sys.stderr)
    return rows


MEASURES: dict[str, Callable[[Bench], Rows]] = {
    "decoding": decoding,
    "at_hand": at_hand,
    "uhd": uhd,
    "new_pictures": new_pictures,
    "growth": growth,
    "endurance": endurance,
    "folder": folder,
}


def main() -> int:
    """Measure, print, and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--only", nargs="*", choices=sorted(MEASURES), default=sorted(MEASURES))
    parser.add_argument(
        "--place", type=Path, help="where galleries and caches are made, and kept for the next run"
    )
    given = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as temporary:
        bench = Bench(given.place or Path(temporary), SHORT if given.short else FULL)
        rows = run(bench, given.only)
    if given.out:
        command = "python tests/bench/pictures.py"
        write(given.out, rows, bench.numbers, command, conditions(load))
    return 1 if bench.broken else 0


if __name__ == "__main__":
    sys.exit(main())

"""How fast and how frugal pictures are, in one run.

    python tests/bench/pictures.py [--short] [--out docs/measured] [--only NAME ...]

djpeg is left out and named where it is not installed; whole programs beside this one are in
``tests/bench/peers.py``. Writes OUT.json, OUT.md and a picture of the growth, keeping what was
measured before of those that are not named; with ``--short`` it takes a few minutes, writes
nothing, and fails only on what must hold on any machine.
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
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from kiosk.app.health_monitor import REQUEST_SECONDS
from tests.bench.galleries import make_gallery
from tests.bench.growth import draw_growth
from tests.bench.whole_programs import first_artwork

ROOT = Path(__file__).resolve().parents[2]
DRIVER = Path(__file__).with_name("driver.py")
COMMAND = [sys.executable, "-P", "-m", "kiosk", "run"]
Rows = list[tuple[str, str, str]]


class Bench:
    """Folders and caches of one run. Every measurement returns rows of (what, measured, goal) and
    keeps its numbers.
    """

    def __init__(self, place: Path, *, short: bool) -> None:
        self.place, self.short = place, short
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
        self, folder: Path, what: str, *, amount: float = 20, size: str = "1920x1080"
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
            env={**os.environ, **self._environment},
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
        for _ in range(3 if bench.short else 9):
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
    floor = bare + resampled
    against = (
        f"against djpeg -scale 1/{scale} ({bare * 1000:.0f} ms)"
        f" and the resampling ({resampled * 1000:.0f} ms)"
    )
    return [
        (
            f"A 24-MP JPEG decoded at {wide} x {tall}, {against}",
            f"{decoded / floor:.2f} x",
            "<= 1.2",
        ),
        (
            "The same with its digest and average colour taken, and written",
            f"{written / floor:.2f} x",
            "",
        ),
    ]


def at_hand(bench: Bench) -> Rows:
    """Touch to work, crossfade, rest, the thrown wall, and the closer look."""
    count = 300 if bench.short else 10_000
    many = bench.gallery(count)
    few = bench.gallery(24, (2400, 1600) if bench.short else (6000, 4000))
    rows: Rows = []
    touch = _times(bench.drive(many, "touch"))
    rows.append(
        (
            f"Touch to the next work at {count:,} works, 99 of 100",
            f"{share(touch, 0.99):.0f} ms",
            "<= 50 ms",
        )
    )
    fade = _times(bench.drive(few, "fade"))
    rows.append(
        (
            "Crossfade at 1080p without a graphics card, frame to frame, 99 of 100",
            f"{share(fade, 0.99):.0f} ms",
            "<= 20 ms",
        )
    )
    seconds = 10 if bench.short else 60
    rest = bench.drive(few, "rest", amount=seconds)
    # Now and then one is asked for, to see that the screen still answers.
    asked = int(seconds // REQUEST_SECONDS)
    rows.append(
        (f"Frames while a work stands still for {seconds} s", f"{rest['frames']}", f"<= {asked}")
    )
    rows.append(
        ("Of one processor while a work stands still", f"{float(str(rest['cpu'])):.2%}", "<= 0.5 %")
    )
    wall = _times(bench.drive(many, "wall"))
    gaps = f"{statistics.median(wall):.0f}, {share(wall, 0.99):.0f} ms"
    rows.append(("The thrown wall, frame to frame: median, 99 of 100", gaps, "17, 34 ms"))
    bench.numbers |= {"touch": touch, "fade": fade, "rest": rest, "wall": wall}
    bench.hold(
        "no frame is drawn while nothing changes, but those that are asked for",
        holds=int(str(rest["frames"])) <= asked,
    )
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
    bench.hold(
        "a still work takes less than 1% of a processor", holds=float(str(rest["cpu"])) < 0.01
    )
    bench.hold(
        "99 of 100 frames of the thrown wall come within 68 ms, half of them within 34 ms",
        holds=share(wall, 0.99) < 68 and statistics.median(wall) < 34,
    )
    if not bench.short:
        zoom = bench.drive(make_gallery(bench.place / "large", 2, (11_600, 8700)), "zoom")
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


def uhd(bench: Bench) -> Rows:
    """Crossfade, touch and thrown wall at 3840 x 2160, drawn without a graphics card."""
    folder = bench.gallery(24, (2400, 1600) if bench.short else (6000, 4000))
    rows: Rows = []
    for what, name in (
        ("fade", "Crossfade at 3840 x 2160, frame to frame"),
        ("wall", "The thrown wall at 3840 x 2160, frame to frame"),
        ("touch", "Touch to the next work at 3840 x 2160"),
    ):
        report = bench.drive(folder, what, size="3840x2160")
        times = _times(report)
        row = f"{statistics.median(times):.0f}, {share(times, 0.99):.0f} ms"
        rows.append((f"{name}: median, 99 of 100", row, "<= 33 ms"))
        if "work" in report:
            work = [float(value) for value in report["work"]]  # type: ignore[attr-defined]
            row = f"{statistics.median(work):.1f}, {share(work, 0.99):.1f} ms"
            rows.append(("Of it, processor time of the thread that draws", row, ""))
        bench.numbers[f"uhd {what}"] = report
    return rows


def growth(bench: Bench) -> Rows:
    """Warm start, memory and touch with the number of works."""
    counts = (10, 24, 100) if bench.short else (10, 24, 100, 1000, 10_000)
    found = {}
    for count in counts:
        folder = bench.gallery(count)
        bench.start([*COMMAND, str(folder)], 1, 6.0 + count / 500)  # fills the cache
        taken, memory = bench.start(
            [*COMMAND, str(folder)], 2 if bench.short else 5, 4.0 + count / 2000
        )
        touch = share(_times(bench.drive(folder, "touch")), 0.99)
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
            "<= 1.3",
        ),
    ]


def endurance(bench: Bench) -> Rows:
    """Memory over many changes of the loop."""
    # Over fewer, a single step of the allocator looks like a slope.
    count = 6000 if bench.short else 50_000
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


def write(out: Path, rows: dict[str, Rows], numbers: dict[str, object]) -> None:
    """The numbers, the table and the picture, beside those of other days."""
    kept = (
        json.loads(out.with_suffix(".json").read_text(encoding="utf-8"))
        if out.with_suffix(".json").exists()
        else {}
    )
    machine = (
        f"{os.cpu_count()} processors, {platform.system()} {platform.machine()}, no graphics card"
    )
    every = {
        "rows": kept.get("rows", {}) | rows,
        "numbers": kept.get("numbers", {}) | numbers,
        "machine": machine,
    }
    out.with_suffix(".json").write_text(json.dumps(every, indent=1) + "\n", encoding="utf-8")
    lines = [
        f"| {what} | {measured} | {goal} |"
        for name in MEASURES
        for what, measured, goal in every["rows"].get(name, [])
    ]
    head = (
        f"# Measured\n\nBy `python tests/bench/pictures.py`, on {machine}.\n\n"
        "| what | measured | goal |\n| --- | --- | --- |\n"
    )
    picture = ""
    if "growth" in every["numbers"]:
        found = {int(works): values for works, values in every["numbers"]["growth"].items()}
        draw_growth(out.with_name("growth.svg"), found)
        picture = "\n![Start, memory and touch from ten works to ten thousand](growth.svg)\n"
    if out.with_name("peers.svg").exists():
        picture += (
            "\n[Beside other programs](peers.md), by `python tests/bench/peers.py`:\n"
            "\n![Seconds to the first picture](peers.svg)\n"
        )
    out.with_suffix(".md").write_text(head + "\n".join(lines) + "\n" + picture, encoding="utf-8")


MEASURES: dict[str, Callable[[Bench], Rows]] = {
    "decoding": decoding,
    "at_hand": at_hand,
    "uhd": uhd,
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
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "measured")
    parser.add_argument("--only", nargs="*", choices=sorted(MEASURES), default=sorted(MEASURES))
    parser.add_argument(
        "--place", type=Path, help="where galleries and caches are made, and kept for the next run"
    )
    given = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    os.environ.pop(
        "PYTHONDONTWRITEBYTECODE", None
    )  # what is started again finds its own byte code, as an installed program does
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as temporary:
        bench = Bench(given.place or Path(temporary), short=given.short)
        bench.place.mkdir(parents=True, exist_ok=True)
        rows: dict[str, Rows] = {}
        for name in MEASURES:
            if name in given.only:
                print(f"measuring {name} ...", flush=True)
                rows[name] = MEASURES[name](bench)
                for what, measured, goal in rows[name]:
                    print(f"  {what:72} {measured:>22}   {goal}", flush=True)
    for name in bench.broken:
        print(f"does not hold: {name}", file=sys.stderr)
    if not given.short:
        write(given.out, rows, bench.numbers)
    return 1 if bench.broken else 0


if __name__ == "__main__":
    sys.exit(main())

"""The first picture and the memory of whole programs side by side, in one run.

    python tests/bench/peers.py [--rounds 7] [--loaded] [--ahead] [--against CHECKOUT]
        [--works 24] [--out docs/peers] [--only NAME ...]

Each program shows a folder of pictures of 24 megapixels, full screen, on an X server of its own
with 1920 x 1080 pixels (Xvfb). The time runs from the start of its process to the first picture on
the screen. The programs take turns in each round. Beside them stands the floor, an empty Qt Quick
window. Programs that are not here are left out, with the reason: feh, vimiv (VIMIV may name its
command), imv, swayimg, Chromium.

The memory is that of all processes of a program, REST_SECONDS after its first picture.

``--loaded`` measures a second time while each processor computes something else. ``--ahead``
measures ahead of all other programs of a machine that others use too (SCHED_FIFO, as root).
``--against`` names another checkout of this project, to be measured in the same run. Writes
OUT.json, OUT.md and OUT.svg where ``--out`` is given.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.bench.galleries import make_gallery
from tests.bench.whole_programs import first_artwork

ROOT = Path(__file__).resolve().parents[2]
FLOOR, KIOSK, OTHER = "an empty Qt Quick window", "kiosk", "kiosk, the other checkout"
FEH, VIMIV, IMV, SWAYIMG, CHROMIUM = "feh", "vimiv", "imv", "swayimg", "chromium"
AHEAD = ("chrt", "-f", "10")
# After so long each program has come to rest.
REST_SECONDS = 11.0
# Those that leave something behind for their next start.
KEEPING = (KIOSK, OTHER, VIMIV, CHROMIUM)
# Its background is the colour by which the measurement knows a picture.
EMPTY_WINDOW = """
import sys
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
app = QGuiApplication(sys.argv)
engine = QQmlApplicationEngine()
page = "Window { width: 1920; height: 1080; visible: true; color: '#ff00ff'; Text { text: 'x' } }"
engine.loadData(b"import QtQuick\\n" + page.encode())
app.exec()
"""


@dataclass(frozen=True)
class Peer:
    """A program: its command line, and what of the environment it needs."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Measured:
    """Of several rounds: the median seconds, the least and the most; MB of all processes."""

    name: str
    seconds: float
    least: float
    most: float
    mb: float
    # The same on a machine that computes something else; 0 where that was not measured.
    loaded: float = 0.0
    loaded_least: float = 0.0
    loaded_most: float = 0.0


@dataclass(frozen=True)
class Run:
    """One run: what was measured, what was left out and why, and on which machine."""

    measured: tuple[Measured, ...]
    left_out: tuple[tuple[str, str], ...]
    machine: str
    commit: str
    load_before: float
    load_after: float
    rounds: int
    works: int
    ahead: bool


def kiosk_of(name: str, checkout: Path, folder: Path, place: Path) -> Peer:
    """The program of a checkout, with caches of its own."""
    own = place / name.replace(" ", "-").replace(",", "")
    (own / "cache").mkdir(parents=True, exist_ok=True)
    environment = {
        "PYTHONPATH": str(checkout),
        "XDG_CACHE_HOME": str(own / "cache"),
        "KIOSK_STATE": str(own / "state"),
        "KIOSK_RUNTIME": str(own / "run"),
        "PYTHONPYCACHEPREFIX": str(own / "compiled"),
    }
    return Peer(name, (sys.executable, "-P", "-m", "kiosk", "run", str(folder)), environment)


def known_peers(
    folder: Path, place: Path, against: Path | None
) -> Iterator[Peer | tuple[str, str]]:
    """Every program, or its name and why it is left out."""
    works = folder / "works"
    first = str(min(works.glob("*.jpg")))
    software = {"QT_QUICK_BACKEND": "software"}
    yield Peer(FLOOR, (sys.executable, "-c", EMPTY_WINDOW), software)
    yield kiosk_of(KIOSK, ROOT, folder, place)
    if against is not None:
        yield kiosk_of(OTHER, against, folder, place)
    page = place / "page.html"
    page.write_text(
        "<body style='margin:0;background:#111'><img "
        f"style='width:100vw;height:100vh;object-fit:contain' src='{first}'>",
        encoding="utf-8",
    )
    calls = {
        FEH: ("-F", "-Z", str(works)),
        VIMIV: ("--temp-basedir", "--fullscreen", first),
        IMV: ("-f", first),
        SWAYIMG: ("-f", first),
        CHROMIUM: (
            *("--kiosk", "--no-sandbox", "--no-first-run"),
            *(f"--user-data-dir={place / 'chromium'}", str(page)),
        ),
    }
    for name, arguments in calls.items():
        # Debian's imv has a command for each of X11 and Wayland.
        found = os.environ.get(name.upper()) or shutil.which(name) or shutil.which(f"{name}-x11")
        if found is None:
            yield name, "not installed"
        elif name == SWAYIMG:
            yield name, "needs Wayland, and this is measured under X11"
        else:
            yield Peer(name, (found, *arguments))


@contextmanager
def busy() -> Iterator[None]:
    """As many programs that compute as there are processors."""
    call = [sys.executable, "-c", "while True: sum(range(1000))"]
    programs = [subprocess.Popen(call) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for program in programs:
            program.kill()
            program.wait()


def measure(
    folder: Path,
    place: Path,
    *,
    rounds: int,
    settle: float,
    chosen: Sequence[str] = (),
    memory: bool = True,
    loaded: bool = False,
    ahead: bool = False,
    against: Path | None = None,
) -> Run:
    """Measure all programs, or those that are ``chosen``, in turns.

    ``settle`` is the time in seconds after which a program has left in its cache what it leaves
    there. Without ``memory`` the MB are 0.
    """
    load_before = os.getloadavg()[0]
    all_peers = tuple(known_peers(folder, place, against))
    left_out = [one for one in all_peers if isinstance(one, tuple)]
    peers = [one for one in all_peers if isinstance(one, Peer)]
    turns = _Turns([one for one in peers if not chosen or one.name in chosen], settle, ahead=ahead)
    left_out += turns.fill_caches(rest=memory)
    still = turns.take(rounds, measures_memory=memory)
    slow: dict[str, list[tuple[float, float]]] = {}
    if loaded:
        with busy():
            slow = turns.take(rounds)
    return Run(
        measured=tuple(
            _measured(name, starts, slow.get(name, [])) for name, starts in still.items()
        ),
        left_out=tuple(left_out),
        machine=f"{os.cpu_count()} processors, {platform.system()} {platform.machine()}",
        commit=commit_of(ROOT) + (f", against {commit_of(against)}" if against else ""),
        load_before=load_before,
        load_after=os.getloadavg()[0],
        rounds=rounds,
        works=sum(1 for _ in (folder / "works").glob("*.jpg")),
        ahead=ahead,
    )


class _Turns:
    """Programs that take turns; ``settle`` as in ``measure``."""

    def __init__(self, peers: list[Peer], settle: float, *, ahead: bool) -> None:
        self._peers, self._settle, self._prefix = peers, settle, AHEAD if ahead else ()

    def fill_caches(self, *, rest: bool) -> list[tuple[str, str]]:
        """Start each twice, the second time with what the first one left; those that fail go.

        The second one comes to ``rest`` too where it keeps something; it writes nothing that the
        first one has not.
        """
        failed = []
        for peer in list(self._peers):
            try:
                waits = (self._settle, self._settle * rest) if peer.name in KEEPING else (0.0,)
                for wait in waits:
                    self._start(peer, wait)
            except RuntimeError as error:
                self._peers.remove(peer)
                failed.append((peer.name, str(error)))
        return failed

    def take(
        self, rounds: int, *, measures_memory: bool = False
    ) -> dict[str, list[tuple[float, float]]]:
        """Seconds and MB of each start, by program; MB of the first one only."""
        found: dict[str, list[tuple[float, float]]] = {peer.name: [] for peer in self._peers}
        for number in range(rounds):
            wait = REST_SECONDS if measures_memory and number == 0 else 0.0
            for peer in self._peers:
                found[peer.name].append(self._start(peer, wait))
        return found

    def _start(self, peer: Peer, wait: float) -> tuple[float, float]:
        environment = {"QT_QPA_PLATFORM": "xcb", **peer.environment}
        return first_artwork(list(peer.command), environment, wait, self._prefix)


def _measured(
    name: str, starts: list[tuple[float, float]], slow: list[tuple[float, float]]
) -> Measured:
    seconds, beside = [one for one, _ in starts], [one for one, _ in slow] or [0.0]
    return Measured(
        name=name,
        seconds=statistics.median(seconds),
        least=min(seconds),
        most=max(seconds),
        mb=starts[0][1],
        loaded=statistics.median(beside),
        loaded_least=min(beside),
        loaded_most=max(beside),
    )


def commit_of(checkout: Path) -> str:
    """The commit of a checkout, with a sign where files differ from it."""
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--exclude", "*"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or "no git checkout"


def as_markdown(run: Run, picture: str = "", command: str = "python tests/bench/peers.py") -> str:
    """The table, with what was left out below it."""
    floor = next((one.seconds for one in run.measured if one.name == FLOOR), 0.0)
    slow_floor = next((one.loaded for one in run.measured if one.name == FLOOR), 0.0)
    has_loaded = any(one.loaded for one in run.measured)
    ahead = ", each ahead of all other programs (SCHED_FIFO)" if run.ahead else ""
    lines = [
        "# Beside other programs",
        "",
        f"By `{command}`. Commit {run.commit}, on {run.machine}; {run.works}"
        f" pictures of 24 megapixels, medians of {run.rounds}{ahead}. Load of the machine:"
        f" {run.load_before:.1f} before,"
        f" {run.load_after:.1f} after. Memory is that of all processes, {REST_SECONDS:.0f} s after"
        " the first picture.",
        "",
        "| program | first picture | least, most | of the empty window | "
        + ("while all processors compute | least, most | of the window | " if has_loaded else "")
        + "memory |",
        "| --- " * (8 if has_loaded else 5) + "|",
    ]
    for one in run.measured:
        share = f"{one.seconds / floor:.2f} x" if floor else ""
        cells = [one.name, f"{one.seconds:.2f} s", f"{one.least:.2f}, {one.most:.2f} s", share]
        if has_loaded:
            beside = f"{one.loaded / slow_floor:.2f} x" if slow_floor else ""
            spread = f"{one.loaded_least:.2f}, {one.loaded_most:.2f} s"
            cells += [f"{one.loaded:.2f} s", spread, beside]
        lines.append(f"| {' | '.join([*cells, f'{one.mb:.0f} MB'])} |")
    lines += ["", *(f"{name} is left out: {why}." for name, why in run.left_out)]
    return "\n".join([*lines, *(["", picture] if picture else [])]).rstrip() + "\n"


def as_svg(run: Run) -> str:
    """The first pictures as bars."""
    most = max(max(one.seconds, one.loaded) for one in run.measured)
    row, left, wide = 34, 190, 420
    height = row * len(run.measured) + 50
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left + wide + 70} {height}"'
        ' font-family="sans-serif" font-size="12">',
        f'<rect width="{left + wide + 70}" height="{height}" fill="#ffffff"/>',
        '<text x="10" y="22" font-size="13" fill="#1c1a17">Seconds to the first picture; the thin'
        " bar while all processors compute</text>",
    ]
    for number, one in enumerate(run.measured):
        y = 40 + number * row
        parts.append(f'<text x="10" y="{y + 13}" fill="#1c1a17">{one.name}</text>')
        for seconds, top, high, colour in (
            (one.seconds, y, 14, "#1f5f5b"),
            (one.loaded, y + 16, 5, "#8a8378"),
        ):
            if seconds:
                bar = wide * seconds / most
                shape = f'x="{left}" y="{top}" width="{bar:.1f}" height="{high}"'
                parts.append(f'<rect {shape} fill="{colour}"/>')
        at = left + wide * max(one.seconds, one.loaded) / most + 6
        parts.append(f'<text x="{at:.1f}" y="{y + 13}" fill="#1c1a17">{one.seconds:.2f}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def write(run: Run, out: Path, command: str = "python tests/bench/peers.py") -> None:
    """Write OUT.json, OUT.md and OUT.svg."""
    picture = out.with_suffix(".svg")
    picture.write_text(as_svg(run), encoding="utf-8")
    words = as_markdown(run, f"![Seconds to the first picture]({picture.name})", command)
    out.with_suffix(".md").write_text(words, encoding="utf-8")
    told = json.dumps(asdict(run), indent=1)
    out.with_suffix(".json").write_text(f"{told}\n", encoding="utf-8")


def main() -> int:
    """From the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--works", type=int, default=24)
    parser.add_argument("--loaded", action="store_true")
    parser.add_argument("--ahead", action="store_true")
    parser.add_argument("--against", type=Path, metavar="CHECKOUT")
    parser.add_argument("--only", nargs="*", default=(), metavar="NAME")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    if not shutil.which("Xvfb"):
        sys.exit("Xvfb is needed")
    with tempfile.TemporaryDirectory(prefix="peers-") as place:
        folder = make_gallery(Path(place) / "gallery", given.works, (6000, 4000))
        run = measure(
            folder,
            Path(place),
            rounds=given.rounds,
            settle=6.0,
            chosen=given.only,
            loaded=given.loaded,
            ahead=given.ahead,
            against=given.against.absolute() if given.against else None,
        )
    print(as_markdown(run))
    if given.out:
        write(run, given.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())

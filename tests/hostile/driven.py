"""The whole program over a folder, touched, with the cost of each answer: for tests.

    with Driven(folder, place) as program: ...

It runs in a window of its own on an X server of its own. Touches begin when the test allows it: a
target on the screen by chance, again and again. The answer is the next frame after the touch.
"""

from __future__ import annotations

import json
import os
import pickle
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtQuick import QQuickItem

    from kiosk.content.load import LoadResult
    from kiosk.domain import Problem, Snapshot
    from kiosk.window.app_window import AppWindow

ROOT = Path(__file__).resolve().parents[2]
SIZE = "640x360"
_EVERY_MS, _HOLD_MS, _OPEN_EVERY_MS = 120, 30, 10


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a touch cost until the next frame: seconds, and CPU time of the GUI thread in seconds.

    A busy machine makes the first longer, not the second.
    """

    target: str
    seconds: float
    cpu_seconds: float


@dataclass(frozen=True, kw_only=True)
class Turn:
    """A costly turn of the GUI thread: seconds of CPU time, the calls, and what was asked last."""

    seconds: float
    where: str
    cause: str

    def __str__(self) -> str:
        return f"{1000 * self.seconds:.0f} ms after {self.cause}\n{self.where}"


class Driven:
    """One start of the program; every process that it starts is gone afterwards."""

    def __init__(self, folder: Path, place: Path, *, seed: int = 1) -> None:
        self._folder, self._place, self._seed = folder, place, seed
        self._touches, self._turns = place / "touches", place / "turns"
        self._go, self.log = place / "go", place / "log"
        self._reading, self._to_open = place / "reading", place / "to-open"
        self._opened = place / "opened"
        self.status_file = place / "run" / "status.json"

    def __enter__(self) -> Driven:
        from tests.faults.running_kiosk import start_x

        self._place.mkdir(parents=True, exist_ok=True)
        self._x, display = start_x("800x600")
        around = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_QUICK_BACKEND": "software",
            "PYTHONPATH": str(ROOT),
            "XDG_CACHE_HOME": str(self._place / "cache"),
            "KIOSK_RUNTIME": str(self._place / "run"),
            "KIOSK_STATE": str(self._place / "state"),
            "KIOSK_HOURS": "ignore",
        }
        self.began = time.monotonic()
        with self.log.open("w") as log:
            self._program = subprocess.Popen(
                [sys.executable, __file__, str(self._place), str(self._seed), str(self._folder)],
                cwd=ROOT,
                env=around,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        return self

    def __exit__(self, *_: object) -> None:
        if self._program.poll() is None:
            os.killpg(self._program.pid, signal.SIGKILL)
        self._program.wait()
        self._x.terminate()
        self._x.wait()

    def is_running(self) -> bool:
        """True until it ends."""
        return self._program.poll() is None

    def until(self, met: Callable[[], bool], seconds: float = 60) -> None:
        """Wait; the program must not end before, nor the time."""
        end = time.monotonic() + seconds
        while not met():
            assert self.is_running(), self.log.read_text()[-3_000:]
            assert time.monotonic() < end, f"not in time\n{self.log.read_text()[-3_000:]}"
            time.sleep(0.05)

    def until_shown(self) -> float:
        """Wait for the first frame; gives the CPU time of the program by then, in seconds."""
        self.until(self.status_file.exists)
        return self.cpu_seconds

    @property
    def cpu_seconds(self) -> float:
        """The CPU time of the program until now, its decoders not included."""
        fields = Path(f"/proc/{self._program.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def status(self) -> dict[str, object]:
        """What the program reports."""
        try:
            return dict(json.loads(self.status_file.read_text("utf-8")))
        except (OSError, ValueError):
            return {}

    def touch(self, count: int, seconds: float = 120) -> list[Answer]:
        """Let it be touched until so many touches are answered; gives all of them."""
        self._go.touch()
        self.until(lambda: len(self.answers()) >= count, seconds)
        return self.answers()

    def answers(self) -> list[Answer]:
        """The touches that were answered until now."""
        if not self._touches.exists():
            return []
        lines = self._touches.read_text("utf-8").splitlines(keepends=True)
        return [Answer(**json.loads(line)) for line in lines if line.endswith("\n")]

    def turns(self) -> list[Turn]:
        """The costly turns of the GUI thread, the costliest first (tests/stall_detector.py)."""
        if not self._turns.exists():
            return []
        lines = self._turns.read_text("utf-8").splitlines(keepends=True)
        turns = [Turn(**json.loads(line)) for line in lines if line.endswith("\n")]
        return sorted(turns, key=lambda turn: -turn.seconds)

    def stalls(self) -> list[Turn]:
        """The turns above the limit."""
        from tests.stall_detector import LIMIT_SECONDS

        return [turn for turn in self.turns() if turn.seconds > LIMIT_SECONDS]

    def until_read(self, title: str, seconds: float = 120) -> tuple[Snapshot, tuple[Problem, ...]]:
        """Wait until a work of this title is read and checked; gives what was read, and told."""
        found: list[tuple[Snapshot, tuple[Problem, ...]]] = []

        def is_read() -> bool:
            with suppress(OSError):
                snapshot, problems = pickle.loads(self._reading.read_bytes())
                if any(str(work.title) == title for work in snapshot.works):
                    found.append((snapshot, problems))
            return bool(found)

        self.until(is_read, seconds)
        return found[0]

    def open_some(self, count: int, seed: int, seconds: float = 120) -> int:
        """Have so many items opened one after the other; gives how many there were."""
        self._opened.unlink(missing_ok=True)
        asked = self._to_open.with_suffix(".new")
        asked.write_text(json.dumps([count, seed]), "utf-8")
        asked.rename(self._to_open)
        self.until(self._opened.exists, seconds)
        return int(self._opened.read_text("utf-8"))

    def rest(self) -> None:
        """No more touches, until ``touch`` is called."""
        self._go.unlink(missing_ok=True)

    def imports(self) -> str:
        """What the GUI thread imported since the touches began; each costs it milliseconds."""
        report = self._place / "imports"
        return report.read_text("utf-8") if report.exists() else ""

    def end(self) -> float:
        """Seconds from SIGTERM to the end."""
        began = time.monotonic()
        self._program.terminate()
        self._program.wait(20)
        return time.monotonic() - began


def _targets(item: QQuickItem) -> list[QQuickItem]:
    """The touch targets below an item that can be touched now."""
    from kiosk.qt.item_info import is_target

    if not item.isVisible() or not item.isEnabled():
        return []
    found = [target for child in item.childItems() for target in _targets(child)]
    return [item, *found] if is_target(item) else found


class _Toucher:
    """Touches one target after the other, each when the one before is answered."""

    def __init__(self, app_window: AppWindow, place: Path, seed: int) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._controller = app_window.controller
        self._window, self._chance = app_window.window, random.Random(seed)
        self._go, self._report = place / "go", place / "touches"
        self._target, self._began, self._cpu_began = "", 0.0, 0.0
        # What was asked of the program last.
        self.cause = ""
        self._released = False
        self._window.frameSwapped.connect(self._on_frame, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self._window, interval=_EVERY_MS)
        self._timer.timeout.connect(self._touch)
        self._timer.start()

    def _touch(self) -> None:
        from PySide6.QtCore import QEvent, QPointF, Qt, QTimer

        if self._target or not self._go.exists():
            return
        found = _targets(self._window.contentItem())
        if not found:
            return
        target = self._chance.choice(found)
        centre = target.mapToScene(QPointF(target.width() / 2, target.height() / 2))
        self._target = str(target.property("name")) or "?"
        self.cause = (
            f"a touch on {self._target!r} on {self._controller.session.state.location.screen}"
        )
        button, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        self._post(QEvent.Type.MouseButtonPress, centre, button)
        QTimer.singleShot(
            _HOLD_MS,
            self._window,
            lambda: self._post(QEvent.Type.MouseButtonRelease, centre, none, answered=True),
        )

    def _post(
        self, kind: QEvent.Type, place: QPointF, held: Qt.MouseButton, *, answered: bool = False
    ) -> None:
        """Post an event, so that it has a turn of the event loop of its own.

        QTest's clicks process events themselves, and the detector sees all of these as one turn.
        """
        from PySide6.QtCore import QCoreApplication, QMetaObject, QPointF, Qt
        from PySide6.QtGui import QMouseEvent

        window = self._window
        event = QMouseEvent(
            kind,
            place,
            QPointF(window.mapToGlobal(place)),
            Qt.MouseButton.LeftButton,
            held,
            Qt.KeyboardModifier.NoModifier,
        )
        if answered:
            self._began, self._cpu_began = time.monotonic(), time.thread_time()
        QCoreApplication.postEvent(window, event)
        if answered:
            # Behind the touch: one that changes nothing is answered by a frame too.
            QMetaObject.invokeMethod(window, "update", Qt.ConnectionType.QueuedConnection)
            self._released = True

    def _on_frame(self) -> None:
        if not self._released:
            return
        self._released = False
        answer = {
            "target": self._target,
            "seconds": time.monotonic() - self._began,
            "cpu_seconds": time.thread_time() - self._cpu_began,
        }
        self._target = ""
        with self._report.open("a", encoding="utf-8") as report:
            report.write(json.dumps(answer) + "\n")


class _Opener:
    """Opens items by chance, each once the one before is complete; every third one enlarged."""

    def __init__(self, app_window: AppWindow, place: Path) -> None:
        from PySide6.QtCore import QTimer

        self._app_window, self._session = app_window, app_window.controller.session
        self._asked, self._opened = place / "to-open", place / "opened"
        self._left: list[tuple[str, str]] = []
        self._count = 0
        # What was asked of the program last.
        self.cause = ""
        self._timer = QTimer(app_window.window, interval=_OPEN_EVERY_MS)
        self._timer.timeout.connect(self._go_on)
        self._timer.start()

    def _go_on(self) -> None:
        if not self._left:
            self._begin()
            return
        is_settled = self._app_window.is_settled
        # Looking for what is busy is the test's work.
        self._app_window.stall_detector.mark()  # type: ignore[attr-defined]
        if not is_settled:
            return
        kind, key = self._left.pop()
        self.cause = f"{kind} {key}"
        match kind:
            case "work":
                self._session.openWork(key)
            case "event":
                self._session.openEvent(key)
            case "resource":
                self._session.openResource(key)
            case "size":
                self._session.setTextScale(float(key))
            case _:
                self._session.show(key)
        if not self._left:
            # Renamed once it is whole: another process waits for it.
            whole = self._opened.with_suffix(".new")
            whole.write_text(str(self._count), "utf-8")
            whole.rename(self._opened)

    def _begin(self) -> None:
        try:
            count, seed = json.loads(self._asked.read_text("utf-8"))
            self._asked.unlink()
        except (OSError, ValueError):
            return
        chance, catalogue = random.Random(seed), self._session.catalogue
        found = [
            *(("work", key) for key in catalogue.works_of_medium("")),
            *(("event", key) for key in catalogue.events),
            *(("resource", key) for key in catalogue.resources),
        ]
        chosen = chance.sample(found, min(count, len(found)))
        self._count = len(chosen)
        # Taken from its end.
        self._left = [("screen", "loop"), ("size", "1.0")]
        for number, one in enumerate(chosen):
            self._left.append(one)
            if number % 3 == 0:
                self._left += [("size", "1.0"), ("size", "1.5")]
        self._left += [("screen", name) for name in ("wall", "about", "board", "resources")]


def save_readings(place: Path) -> None:
    """Have each reading of the folder saved, with what the check told, in the reader's thread."""
    import kiosk.check

    original = kiosk.check.check

    def check(result: LoadResult, **named: object) -> tuple[Problem, ...]:
        problems = original(result, **named)  # type: ignore[arg-type]
        saved = pickle.dumps((result.snapshot, problems), protocol=5)
        new = place / "reading.new"
        new.write_bytes(saved)
        new.rename(place / "reading")
        return problems

    kiosk.check.check = check  # type: ignore[assignment]


def watch_imports(report: Path) -> None:
    """Append to ``report`` what the GUI thread imports once touches have begun."""
    gui, go = threading.get_ident(), report.with_name("go")

    def tell(event: str, arguments: tuple[object, ...]) -> None:
        if event == "import" and threading.get_ident() == gui and go.exists():
            with report.open("a", encoding="utf-8") as out:
                out.write(f"{arguments[0]}\n")

    sys.addaudithook(tell)


def main(place: Path, seed: int, folder: str) -> int:
    """Run the program with the touches and the stall detector in it."""
    sys.path.insert(0, str(ROOT))
    from tests.stall_detector import watch_program
    from tests.window_hook import on_window

    def begin(app_window: AppWindow) -> None:
        toucher = _Toucher(app_window, place, seed)
        opener = _Opener(app_window, place)
        app_window.driven_by = (toucher, opener)  # type: ignore[attr-defined]

        def cause() -> str:
            shown = app_window.controller
            open_now = shown._shown_file or shown.session.state.location.screen
            coming = ", and content comes" if shown.is_selecting else ""
            asked = opener.cause if not (place / "go").exists() else toucher.cause
            return f"{asked or 'the start'}; shown: {open_now}{coming}"

        watch_program(place / "turns", cause)(app_window)

    on_window(begin)
    watch_imports(place / "imports")
    save_readings(place)
    from kiosk.cli.main import main as kiosk

    sys.argv = ["kiosk", "run", folder, "--windowed", SIZE]
    return kiosk()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))

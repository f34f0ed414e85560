"""Touches the real window in every way there is, by chance but by a seed, and watches that nothing
breaks.

    xvfb-run -a python tests/monkey.py [FOLDER] [--steps 100000] [--seed 1] [--size 1280x720]

Fingers (one, two, ten, resting palms), mouse, wheel, keys, and a clock that runs and jumps. Any
exception or warning of Qt ends it; so does a session that is not over in time, or leaves a trace.
Prints one line of JSON; exit code 1 when memory grew.
"""

import argparse
import gc
import json
import os
import random
import statistics
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QPoint,
    QPointF,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication, QPointingDevice, QWheelEvent
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.content.load import load
from kiosk.qt.item_info import Role, has_role
from kiosk.session import DisplaySettings
from kiosk.window.app_window import AppWindow, load_typefaces

ROOT = Path(__file__).resolve().parents[1]
START = datetime(2026, 1, 13, 13, 10, tzinfo=ZoneInfo("America/Los_Angeles"))
KEYS = (
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Return,
    Qt.Key.Key_Space,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Plus,
    Qt.Key.Key_Minus,
    Qt.Key.Key_Home,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_F11,
    Qt.Key.Key_A,
    Qt.Key.Key_Menu,
)
# A visitor who has gone is forgotten within this many seconds, whatever was open: the longest
# reading time and both steps.
FORGOTTEN = 900.0
# MB for each 10,000 steps that are noise.
NOISE = 2.0


class WildClock:
    """Runs and jumps as it is told; its steady side never goes back."""

    def __init__(self) -> None:
        self.passed, self.jumped = 0.0, 0.0

    def now(self) -> datetime:
        return START + timedelta(seconds=self.passed + self.jumped)

    def monotonic(self) -> float:
        return 1000.0 + self.passed


class Monkey:
    """Acts on an AppWindow whose clock is a ``WildClock``.

    ``acts`` counts what was done, ``seen`` the screens that were reached.
    """

    def __init__(self, app_window: AppWindow, clock: WildClock, seed: int) -> None:
        self.app_window, self.clock, self.chance = app_window, clock, random.Random(seed)
        self._device: QPointingDevice = QTest.createTouchDevice()
        self.acts: Counter[str] = Counter()
        self.seen: Counter[str] = Counter()
        self._ways: tuple[tuple[Callable[[], None], int], ...] = (
            (self.tap, 46),
            (self.poke, 12),
            (self.flick, 10),
            (self.pinch, 7),
            (self.palm, 4),
            (self.hands, 3),
            (self.rap, 3),
            (self.press_key, 10),
            (self.roll, 3),
            (self.linger, 5),
            (self.jump, 1),
        )

    def run(
        self, steps: int, every: int = 150, told: Callable[[int], None] = lambda _step: None
    ) -> None:
        """Do ``steps`` acts; after every ``every`` the visitor leaves, and the session must end."""
        ways, weights = zip(*self._ways, strict=True)
        for step in range(1, steps + 1):
            way = self.chance.choices(ways, weights)[0]
            way()
            self.acts[way.__name__] += 1
            self.settle()
            state = self.app_window.controller.session.state
            self.seen[state.location.screen.value] += 1
            if step % every == 0:
                self.leave()
            told(step)

    def settle(self) -> None:
        """Let the program act on it."""
        for _ in range(2):
            QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, 0)
        # What time itself has taken down, outside of any event, would wait for ever: in the program
        # time comes as an event.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def leave(self) -> None:
        """Nobody touches; the loop must come back, with nothing of the session left. Raises
        AssertionError.
        """
        session = self.app_window.controller.session
        # Somebody has set the clock right again: most days of the year there would be no works to
        # touch.
        self.clock.jumped = 0.0
        waited = 0.0
        while waited < FORGOTTEN and not (session.state.on_loop and self._forgotten()):
            self.clock.passed += 5.0
            waited += 5.0
            self.app_window.controller.slideshow_timer.check_deadlines()
            self.settle()
        assert session.state.on_loop, f"{session.state.location} is still open after {waited} s"
        assert self._forgotten(), f"something of a session is left: {session.state}"

    def _forgotten(self) -> bool:
        state = self.app_window.controller.session.state
        first = self.app_window.controller.snapshot.exhibition.languages[0]
        plain = state.display == DisplaySettings() and state.language == first
        return plain and not (
            state.history
            or state.display_panel_open
            or state.zoom
            or state.idle_prompt
            or state.loop.paused
        )

    # What it does

    def tap(self) -> None:
        """Something that can be touched, in its middle."""
        found = list(targets(self.app_window.window.contentItem()))
        if found:
            item = self.chance.choice(found)
            at = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
            self._press_and_release([at])

    def poke(self) -> None:
        """Anywhere, with a finger or the mouse."""
        if self.chance.random() < 0.5:
            QTest.mouseClick(
                self.app_window.window,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
                self._somewhere(),
            )
        else:
            self._press_and_release([self._somewhere()])

    def flick(self) -> None:
        """One finger from here to there."""
        self._draw([(self._somewhere(), self._somewhere())], self.chance.randint(2, 6))

    def pinch(self) -> None:
        """Two fingers, each from here to there."""
        self._draw(
            [(self._somewhere(), self._somewhere()) for _ in range(2)], self.chance.randint(2, 6)
        )

    def hands(self) -> None:
        """Ten fingers at once."""
        self._press_and_release([self._somewhere() for _ in range(10)])

    def palm(self) -> None:
        """One place stays pressed while another is touched."""
        window = self.app_window.window
        rest, other = self._somewhere(), self._somewhere()
        QTest.touchEvent(window, self._device).press(1, rest, window).commit()
        QTest.touchEvent(window, self._device).stationary(1).press(2, other, window).commit()
        QTest.touchEvent(window, self._device).stationary(1).release(2, other, window).commit()
        self.settle()
        QTest.touchEvent(window, self._device).release(1, rest, window).commit()

    def rap(self) -> None:
        """The same place many times, faster than anything can answer."""
        at = self._somewhere()
        for _ in range(self.chance.randint(3, 12)):
            self._press_and_release([at])

    def press_key(self) -> None:
        """One key."""
        QTest.keyClick(self.app_window.window, self.chance.choice(KEYS))

    def roll(self) -> None:
        """The wheel."""
        at = QPointF(self._somewhere())
        turned = QPoint(0, self.chance.choice((-240, -120, 120, 240)))
        window = self.app_window.window
        where = QPointF(window.mapToGlobal(at.toPoint()))
        none, begun = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
        QGuiApplication.sendEvent(
            window,
            QWheelEvent(at, where, QPoint(), turned, Qt.MouseButton.NoButton, none, begun, False),
        )

    def linger(self) -> None:
        """Time goes by."""
        self.clock.passed += self.chance.choice((0.2, 2.0, 11.0, 45.0, 130.0))
        self.app_window.controller.slideshow_timer.check_deadlines()

    def jump(self) -> None:
        """The clock is set again."""
        self.clock.jumped += (
            self.chance.choice((-400, -30, -1, 1, 30, 400)) * 86_400.0 * self.chance.random()
        )
        self.app_window.controller.slideshow_timer.check_deadlines()

    def _somewhere(self) -> QPoint:
        window = self.app_window.window
        return QPoint(self.chance.randrange(window.width()), self.chance.randrange(window.height()))

    def _press_and_release(self, places: list[QPoint]) -> None:
        window = self.app_window.window
        for act in ("press", "release"):
            event = QTest.touchEvent(window, self._device)
            for number, at in enumerate(places):
                getattr(event, act)(number, at, window)
            event.commit()

    def _draw(self, ways: list[tuple[QPoint, QPoint]], moves: int) -> None:
        window = self.app_window.window
        for step in range(moves + 2):
            event = QTest.touchEvent(window, self._device)
            for number, (start, end) in enumerate(ways):
                at = start + (end - start) * min(1.0, step / moves)
                getattr(event, "press" if step == 0 else "move" if step <= moves else "release")(
                    number, at, window
                )
            event.commit()
            QCoreApplication.processEvents()


def targets(item: QQuickItem) -> Iterator[QQuickItem]:
    """Everything that can be touched."""
    if item.isVisible() and item.isEnabled():
        if has_role(item, Role.Target):
            yield item
        for child in item.childItems():
            yield from targets(child)


def memory() -> float:
    """What this process holds for itself, in MB; 0 where the system does not tell.

    Not its share of what several use: that grows and shrinks as other programs with the same
    libraries end and begin.
    """
    try:
        lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next(
        (int(line.split()[1]) / 1024 for line in lines if line.startswith("Anonymous:")), 0.0
    )


def slope(samples: list[tuple[int, float]]) -> float:
    """MB for each 10,000 steps, the first third left out: caches fill then."""
    later = samples[len(samples) // 3 :]
    return (
        statistics.linear_regression([step for step, _ in later], [mb for _, mb in later]).slope
        * 10_000
    )


def main() -> int:
    """From the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "gallery")
    parser.add_argument("--steps", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", default="1280x720")
    given = parser.parse_args()
    faults: list[str] = []

    def tell(kind: QtMsgType, _context: object, message: str) -> None:
        faults.append(message)
        # It ends the program at once: there is no display, for one.
        if kind is QtMsgType.QtFatalMsg:
            print(message, file=sys.stderr, flush=True)

    # What is raised where Qt calls Python comes here, and not to what called Qt.
    sys.excepthook = lambda kind, error, trace: faults.append(
        "".join(traceback.format_exception(kind, error, trace))
    )
    qInstallMessageHandler(tell)
    app = QGuiApplication([sys.argv[0]])
    load_typefaces()
    clock = WildClock()
    samples: list[tuple[int, float]] = []
    with tempfile.TemporaryDirectory(prefix="kiosk-monkey-") as cache:
        app_window = AppWindow(app, load(given.folder).snapshot, clock, Path(cache), animated=False)
        app_window.window.resize(*map(int, given.size.split("x")))
        app_window.window.show()
        QTest.qWaitForWindowExposed(app_window.window)
        app_window.controller.slideshow_timer.start()
        monkey = Monkey(app_window, clock, given.seed)

        def told(step: int) -> None:
            if faults:
                raise RuntimeError(f"step {step} of seed {given.seed}: {faults[0]}")
            if step % max(1, given.steps // 60) == 0:
                # The program does this every half hour, at a quiet moment; here as much happens in
                # half an hour as there in a month.
                gc.collect()
                samples.append((step, memory()))
                print(f"{step} {samples[-1][1]:.0f} MB", file=sys.stderr, flush=True)

        try:
            monkey.run(given.steps, told=told)
        except (AssertionError, RuntimeError):
            # The hook above would keep it to itself.
            faults.append(traceback.format_exc())
        app_window.close()
    qInstallMessageHandler(None)
    if faults:
        print("\n".join(faults), file=sys.stderr)
        return 1
    grown = slope(samples) if len(samples) > 5 else 0.0
    told_of = {"steps": given.steps, "seed": given.seed, "mb_each_10000": round(grown, 2)}
    print(json.dumps({**told_of, "seen": monkey.seen, "acts": monkey.acts}))
    return 1 if given.steps >= 20_000 and grown > NOISE else 0


if __name__ == "__main__":
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    sys.exit(main())

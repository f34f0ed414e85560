"""Months in hours: the whole program, its loop turned as fast as frames come, with visitors, staff,
nights and changes of content.

    python tests/soak/soak.py --slides 50000 --out out/soak      half an hour
    python tests/soak/soak.py --slides 1000000 --out out/soak    some nights

What runs is the whole ``kiosk.app.application.Application``: content reloader, health monitor,
night mode, usage statistics, staff gesture and decoder pool. Only the clock is moved by hand: a
turn of the loop takes the time that its words ask for, and outside the opening hours the screen is
dark. A few turns in each thousand are faded as on the wall; the others are cuts.

Writes ``report.json`` and ``memory.svg``, also when it is ended before its time (SIGTERM). Ends
with 1 when something is not as it should be after months: ``faults`` says what that is.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from kiosk.app import application as program
from kiosk.app.night_mode import NightMode
from kiosk.domain import Snapshot
from kiosk.schedule import Clock
from kiosk.settings import Settings, read_settings
from kiosk.staff import pin as pins
from kiosk.window.app_window import AppWindow
from tests.soak.curator import CLOSES, FastClock, write_gallery
from tests.soak.measures import (
    BLOCKS_LIMIT,
    MEMORY_LIMIT,
    STAFF_EVERY,
    STAFF_FIRST,
    Measures,
    draw,
    faults,
)

SAMPLES = 200
VISIT_EVERY, CHANGE_EVERY, FADE_EVERY = 25, 500, 250
# Milliseconds: a frame that has not come by then does not come; and a crossfade with some room.
FRAME_MS, FADE_MS = 5_000, 1_300
PIN = "271828"


class Heard(logging.Handler):
    """Counts what went wrong, and keeps the first few lines of it. The content's own problems are
    none of that.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name != "kiosk" and len(self.lines) < 20:
            self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


class Hand(QObject):
    """Does one deed after the other in the running program: each as soon as the last one's frame is
    on the screen.
    """

    def __init__(
        self,
        app_window: AppWindow,
        clock: FastClock,
        slides: int,
        folder: Path,
        hours: NightMode,
        seed: int,
    ) -> None:
        super().__init__()
        self.app_window, self.clock, self._slides, self.folder, self.hours = (
            app_window,
            clock,
            slides,
            folder,
            hours,
        )
        self.dice = random.Random(seed)
        self.measures = Measures(folder.parent / "cache")
        self.visits = self.changes = self.nights = self.fades = self.staff = 0
        self.frames = self.missing = self.turned = 0
        self._deeds = self._all()
        # Falls due when no frame comes, or when it is to be waited for something else.
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self._late)
        self._waits = False
        app_window.window.frameSwapped.connect(self._on_frame)
        self._next()

    def _on_frame(self) -> None:
        self.frames += 1
        if self._waits:
            self._waits = False
            # Not from within the frame: the program's own loop has its turn in between.
            QTimer.singleShot(0, self._next)

    def _late(self) -> None:
        self.missing += self._waits
        self._waits = False
        self._next()

    def _next(self) -> None:
        """One more deed; it tells how many milliseconds to wait, 0 for its frame."""
        try:
            pause = next(self._deeds, None)
        except RuntimeError as error:
            logging.getLogger("soak").error("%s, at slide %d", error, self.turned)
            pause = None
        if pause is None:
            QGuiApplication.exit(0)
            return
        self._waits = pause == 0
        self._patience.start(pause or FRAME_MS)

    def _all(self) -> Iterator[int]:
        for slide in range(1, self._slides + 1):
            self.turned = slide
            if slide % FADE_EVERY == 0:
                self.fades += 1
                self.app_window.main.setProperty("animated", True)
                self._turn()
                yield FADE_MS
                self.app_window.main.setProperty("animated", False)
            else:
                self._turn()
                yield 0
            if slide % VISIT_EVERY == 0:
                self.visits += 1
                yield from self._session()
            if slide % CHANGE_EVERY == 0:
                yield from self._change()
            if slide % STAFF_EVERY == STAFF_FIRST:
                yield from self._visit_staff_panel()
            if self.clock.now().hour >= CLOSES:
                yield from self._night()
            if slide % max(10, self._slides // SAMPLES) == 0:
                # What is waiting to be collected is not growth, and it has to be the same picture
                # that is weighed.
                self.app_window.controller.session.goHome()
                yield 60
                self.measures.weigh(slide)

    def _turn(self) -> None:
        """The loop's next turn, when its time has come."""
        before = self.app_window.controller.session.state.loop
        for _ in range(200):
            self.clock.passed += 5.0
            self.app_window.controller.slideshow_timer.check_deadlines()
            if self.app_window.controller.session.state.loop != before:
                return
        raise RuntimeError("the loop stands still")

    def _session(self) -> Iterator[int]:
        """Do a few things that a visitor may do, then leave without touching Home."""
        here = self.app_window.controller.session
        for _ in range(self.dice.randint(1, 6)):
            self.dice.choice(self._visitor_acts())()
            yield 20
        # As on the wall: first they are asked, then forgotten.
        for _ in range(400):
            if here.state.on_loop and not here.state.idle_prompt:
                break
            self.clock.passed += 30.0
            self.app_window.controller.slideshow_timer.check_deadlines()
        yield 20
        here.goHome()
        yield 20

    def _visitor_acts(self) -> list[Callable[[], object]]:
        """Everything a visitor may do now; opening a work is three times as likely as the rest."""
        here, dice = self.app_window.controller.session, self.dice
        works = [key for key, _ in here.catalogue.works]
        events = list(here.catalogue.events)
        acts: list[Callable[[], object]] = [
            lambda: here.show(dice.choice(("wall", "board", "about", "help"))),
            lambda: here.stepWork(dice.choice((-1, 1))),
            lambda: here.zoomBy(1.0),
            here.toggleDisplayPanel,
            lambda: here.setLanguage(dice.choice(("en", "es"))),
            lambda: here.setTextScale(dice.choice((1.0, 1.25, 1.5))),
            lambda: here.setReach(dice.choice((True, False))),
            here.back,
        ]
        acts += [lambda: here.openWork(dice.choice(works))] * 3 if works else []
        acts += [lambda: here.openEvent(dice.choice(events))] if events else []
        return acts

    def _change(self) -> Iterator[int]:
        """The curator changes a label and a picture; the watcher sees it."""
        self.changes += 1
        work = write_gallery(self.folder, self.changes)
        for _ in range(100):
            yield 100
            if any(
                one.title.get("en") == work for one in self.app_window.controller.snapshot.works
            ):
                return
        raise RuntimeError(f"the change to '{work}' was not seen")

    def _visit_staff_panel(self) -> Iterator[int]:
        staff = self.app_window.controller.staff
        staff.request_pin()
        yield 20
        for digit in PIN:
            staff.pressDigit(digit)
        staff.submitPin()
        yield 50
        self.staff += staff.view == "panel"
        for place in ("test", "panel"):
            staff.show(place)
            yield 20
        staff.close()
        yield 20

    def _night(self) -> Iterator[int]:
        """The screen goes dark, and is lit again in the morning."""
        self.nights += 1
        self.hours.update()
        if self.hours.screen_on:
            raise RuntimeError("lit outside the hours")
        yield 30
        self.clock.to_morning()
        self.hours.update()
        if not self.hours.screen_on:
            raise RuntimeError("dark within the hours")
        yield 30


def soak(slides: int, place: Path, seed: int = 1) -> dict[str, object]:
    """Turn so many slides; the report."""
    clock, heard = FastClock(), Heard()
    hands: list[Hand] = []
    folder = place / "gallery"
    write_gallery(folder, 0)
    os.environ.update(
        KIOSK_MODE="full",
        KIOSK_RUNTIME=str(place / "run"),
        STATE_DIRECTORY=str(place / "state"),
        XDG_CACHE_HOME=str(place / "cache"),
        KIOSK_MEMORY_MB="100000",
    )
    os.environ.pop("KIOSK_HOURS", None)
    (place / "state").mkdir(mode=0o700)
    pins.store_pin(PIN, place / "state")

    class Soaked(program.Application):
        """The program with a clock that is moved by hand."""

        def make_clock(self, snapshot: Snapshot) -> Clock:
            return clock

        def show_window(self) -> None:
            super().show_window()
            self.window.main.setProperty("animated", False)
            QTimer.singleShot(500, self.start_hand)

        def start_hand(self) -> None:
            assert self.night_mode is not None
            hands.append(Hand(self.window, clock, slides, folder, self.night_mode, seed))

    logging.getLogger().addHandler(heard)
    began = time.monotonic()
    with patch.object(Settings, "follows_opening_hours", True):
        code = Soaked(read_settings(folder=folder, window_size=(640, 360))).run()
    hand = hands[0]
    return {
        "code": code,
        "slides": hand.turned,
        "frames": hand.frames,
        "missing_frames": hand.missing,
        "fades": hand.fades,
        "visits": hand.visits,
        "changes": hand.changes,
        "staff": hand.staff,
        "nights": hand.nights,
        "days": round(clock.passed / 86_400, 1),
        "seconds": round(time.monotonic() - began, 1),
        "counted": sum(1 for _ in (place / "state" / "counts.csv").open()) - 1,
        "log": heard.lines,
        **hand.measures.report(),
    }


def main() -> int:
    """Soak, write the report, say what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--slides", type=int, default=50_000)
    parser.add_argument("--out", type=Path, default=Path("out/soak"))
    parser.add_argument(
        "--limit", type=float, default=MEMORY_LIMIT, help="MB for each 10,000 slides"
    )
    parser.add_argument(
        "--blocks",
        type=float,
        default=BLOCKS_LIMIT,
        help="of Python's blocks of memory for each 10,000 slides",
    )
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        report = soak(arguments.slides, Path(place))
    wrong = report["faults"] = faults(report, arguments.limit, arguments.blocks)
    words = (
        f"Memory over {report['slides']:,} slides, {report['mb_last']} MB at the end, "
        f"{report['mb_per_10000']:+} ± {report['mb_off']} MB per 10,000 slides"
    )
    draw(arguments.out / "memory.svg", report["points"], words)
    (arguments.out / "report.json").write_text(json.dumps(report) + "\n")
    print(
        words,
        *(
            f"{name}: {value}"
            for name, value in report.items()
            if not isinstance(value, list) or len(value) == 2
        ),
        sep="\n",
    )
    print(*wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main())

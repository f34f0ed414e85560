"""Whether the screen lives: told by its own frames and by timers of the GUI thread, to the keeper and to staff."""

from __future__ import annotations

import logging
import os
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QImage, QWindow

from kiosk.app.machine import resident_bytes, total_bytes
from kiosk.app.window_placement import described
from kiosk.domain import Problem, Severity
from kiosk.exit_codes import EXIT_RESTART
from kiosk.qt.images import write_png
from kiosk.session import transitions
from kiosk.settings import Settings
from kiosk.status import status as states
from kiosk.supervisor.notify import Notifier
from kiosk.window.app_window import AppWindow

log = logging.getLogger(__name__)

PERIOD_MS = 2_000
# Nothing is drawn while nothing changes; so a frame is asked for now and then, to see that one can still be drawn.
ASK_SECONDS = 20.0
FRAME_SECONDS = 15.0
# A share of the machine's memory, and an upper bound: a start with ten thousand works takes about 400 MB.
MEMORY_SHARE = 0.4
MEMORY_BOUND = 1_200 * 2**20
# Own numbers. What a start has taken by then is what this exhibition needs; a fresh start mends only what has grown beyond.
SETTLED_SECONDS = 600.0
GROWTH = 1.5
SAFE_SECONDS = 3_600.0


class HealthMonitor(QObject):
    """Feeds the watchdog, writes the state, and asks for a fresh start at a quiet moment when memory has grown.

    ``edition`` tells which content is shown. Nothing is told before the first frame has come to the screen.
    """

    def __init__(
        self, app: QGuiApplication, stage: AppWindow, settings: Settings, edition: Callable[[], str]
    ) -> None:
        super().__init__()
        self._app, self._stage, self._edition = app, stage, edition
        self._notifier = Notifier()
        self._place = states.status_folder(settings)
        self._problems: Counter[Severity] | None = None
        self._ready = self._fresh = self._settled = False
        self._frames = 0
        self._began = self._framed = self._asked = self._written = time.monotonic()
        self._last_frame = 0.0
        self.lit = True
        self._bound = _memory_limit(settings)
        self._state = states.ProgramStatus(
            version=app.applicationVersion(),
            pid=os.getpid(),
            mode=settings.mode,
            folder=str(settings.folder.absolute()),
            started=time.time(),
            asked_screen=settings.instance,
            restarts=settings.restarts,
        )
        # With the basic render loop this comes on the GUI thread, after the frame has been handed over.
        stage.window.frameSwapped.connect(self._on_frame)
        self._timer = QTimer(self, interval=PERIOD_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """The content's problems after a reading; called in the reader's thread."""
        self._problems = Counter(problem.severity for problem in problems)

    def _on_frame(self) -> None:
        self._frames += 1
        self._framed, self._last_frame = time.monotonic(), time.time()
        if not self._ready:
            self._ready = True
            log.info("the first frame is on the screen")
            self._notifier.send("READY=1", "WATCHDOG=1")
            self._write()

    def _look(self) -> None:
        now = time.monotonic()
        if not self._ready and self._stage.window.isExposed():
            return  # the keeper's patience with a start is the measure
        if self._draws() and now - self._framed > ASK_SECONDS:
            if self._asked < self._framed:
                self._asked = now
                self._stage.window.update()
            elif now - self._asked > FRAME_SECONDS:
                log.error("no frame for %.0f s, although one was asked for", now - self._framed)
                return  # not fed: whoever watches starts the screen again
        else:
            self._asked = 0.0
        self._notifier.send("WATCHDOG=1")
        if now - self._written >= states.PERIOD_SECONDS:
            self._write()
        self._mind_memory(now)

    def _draws(self) -> bool:
        """False while no frame can be expected: the screen sleeps, or there is none."""
        return self.lit and self._stage.window.isExposed() and bool(described(self._stage.window))

    def _mind_memory(self, now: float) -> None:
        if now - self._began < SETTLED_SECONDS:
            return
        used = resident_bytes()
        if not self._settled:
            self._settled = True
            if used * GROWTH > self._bound:
                log.warning(
                    "%.0f MB in use soon after the start: a fresh start only above %.0f MB",
                    used / 2**20,
                    used * GROWTH / 2**20,
                )
                self._bound = int(used * GROWTH)
        due = used > self._bound or (
            self._state.mode == "safe" and now - self._began > SAFE_SECONDS
        )
        if due and not self._fresh and self._quiet():
            self._fresh = True
            log.warning(
                "a fresh start at a quiet moment: %.0f MB in use, %s mode",
                used / 2**20,
                self._state.mode,
            )
            self._app.exit(EXIT_RESTART)

    def _quiet(self) -> bool:
        session = self._stage.controller.session
        if self._stage.controller.staff.place:
            return False
        return (
            session.state.on_loop
            and not session.state.idle_prompt
            and not transitions.session_in_progress(session.state, session.catalogue)
        )

    def state(self) -> states.ProgramStatus:
        """How the program is now."""
        snapshot = self._stage.controller.snapshot
        problems = self._problems
        return replace(
            self._state,
            content=self._edition()[:12],
            works=len(snapshot.works),
            read=problems is not None,
            errors=problems[Severity.ERROR] if problems else 0,
            warnings=problems[Severity.WARNING] if problems else 0,
            written=time.time(),
            last_frame=self._last_frame,
            frames=self._frames,
            memory=resident_bytes(),
            clock=self._stage.controller.clock_distrust or "good",
            screen=described(self._stage.window),
            lit=self.lit,
            failed_pictures=sum(
                self._stage.controller.imageLoader.is_broken(work.key) for work in snapshot.works
            ),
        )

    def _write(self) -> None:
        self._written = time.monotonic()
        try:
            states.write_status(self.state(), self._place)
        except OSError as error:
            # Tried again: a disk is not full for ever.
            log.warning("the state cannot be written: %s", error)

    def screenshot(self) -> None:
        """Write what is on the glass beside the state; asked for by ``kiosk screenshot``."""
        unfinished = self._place / ".screen.png"
        if write_png(self._glass(), unfinished):
            unfinished.replace(self._place / "screen.png")
            log.info("a picture of the screen was taken, as asked for")
        else:
            log.warning("a picture of the screen could not be taken")

    def close(self) -> None:
        """Nothing is told any more."""
        self._timer.stop()
        self._stage.window.frameSwapped.disconnect(self._on_frame)
        self._notifier.close()
        if not self._fresh:
            states.delete_status(self._place)

    def _glass(self) -> QImage:
        """An X server tells what is on the screen; elsewhere nobody may look, and the scene is painted once more."""
        window = self._stage.window
        screen = window.screen()
        if (
            QGuiApplication.platformName() == "xcb"
            and window.visibility() == QWindow.Visibility.FullScreen
            and screen is not None
        ):
            return screen.grabWindow(0).toImage()
        return window.grabWindow()


def _memory_limit(settings: Settings) -> int:
    """Bytes of resident memory above which the program restarts itself."""
    if settings.memory_limit_bytes is not None:
        return settings.memory_limit_bytes
    return int(min(MEMORY_BOUND, total_bytes() * MEMORY_SHARE)) or MEMORY_BOUND

"""Reports that the screen is alive, by its own frames and by timers of the GUI thread.

The reports go to the supervisor (sd_notify) and to staff (the status file).
"""

from __future__ import annotations

import logging
import os
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage, QTransform, QWindow

from kiosk.app.exhibition_dates import exhibition_dates
from kiosk.app.folder_state import FolderState
from kiosk.app.glass_watch import GlassWatch, glass_reader, without_mark
from kiosk.app.machine import resident_bytes, total_bytes
from kiosk.app.window_placement import PresentScreen
from kiosk.domain import Problem, Severity
from kiosk.exit_codes import EXIT_RESTART, EXIT_UNSEEN
from kiosk.qt.images import write_png
from kiosk.schedule.clock import is_known
from kiosk.session import transitions
from kiosk.settings import Settings
from kiosk.status.activity import Activity, note
from kiosk.status.folders import status_folder
from kiosk.status.program_status import (
    PERIOD_SECONDS,
    ProgramStatus,
    delete_status,
    require_own_folder,
    write_status,
)
from kiosk.status.release_state import ReleaseState
from kiosk.status.restart_reasons import RestartReason, restarts_from_text
from kiosk.supervisor.notify import Notifier
from kiosk.version import version
from kiosk.window.app_window import AppWindow

log = logging.getLogger(__name__)

# Often enough that the supervisor hears of each of its watchdog's times several times.
PERIOD_MS = 4_000
CHECKS_PER_WATCHDOG = 4
# Qt draws nothing while nothing changes. After so long a frame is asked for, to see that one can
# still be drawn; without one, the screen counts as frozen after FRAME_SECONDS more. At rest the
# mark of ``GlassWatch``, read from the screen, does as well, for REST_SECONDS.
REQUEST_SECONDS = 20.0
FRAME_SECONDS = 12.0
REST_SECONDS = 1_800.0
# The memory limit: a share of the machine's memory, and an upper bound in bytes. A start with ten
# thousand works takes about 400 MB.
MEMORY_SHARE = 0.4
MEMORY_BOUND = 1_200 * 2**20
# The project's own numbers. The exhibition needs what the program uses once it has settled; a
# restart mends only what has grown beyond that.
SETTLED_SECONDS = 600.0
GROWTH = 1.5
# After a restart because of a stuck picture, the next one for that reason comes no earlier.
UNSEEN_PAUSE_SECONDS = 600.0
# Safe mode ends with a restart after this time: the cause of the crashes may have been mended.
SAFE_MODE_SECONDS = 3_600.0


class HealthMonitor(QObject):
    """Feeds the watchdog, writes the status, and requests a restart when memory has grown.

    A restart waits for a quiet moment. Nothing is reported before the first frame is on the
    screen. ``revision`` returns the fingerprint of the content that is shown, ``set_aside`` the
    files that were set aside, ``folder_state`` what is known of the content folder.

    Without a screen the program is ready once it waits for one: no frame will come, and the
    service manager's start must not wait for somebody with a cable.
    """

    # With each look at how the program is.
    heartbeat = Signal()
    # To be emitted in any thread: the program starts again, below a supervisor.
    restart_wanted = Signal()
    _content_read = Signal()

    def __init__(
        self,
        app: QGuiApplication,
        window: AppWindow,
        settings: Settings,
        revision: Callable[[], str],
        set_aside: Callable[[], tuple[str, ...]] = tuple,
        folder_state: Callable[[], FolderState] = FolderState,
    ) -> None:
        super().__init__()
        self._app, self._app_window, self._revision = app, window, revision
        self._notifier = Notifier(settings.notify_address)
        self._folder = status_folder(settings)
        self._problems: Counter[Severity] | None = None
        self._ready = self._told_ready = self._restart_requested = self._settled = False
        self._screen = PresentScreen(window.window, settings)
        self._frames = 0
        self._began = self._framed_at = self._written_at = time.monotonic()
        # When a visitor or the loop last changed what is to be shown.
        self._requested_at = self._changed_at = 0.0
        self.screen_on = True
        self._memory_limit = _memory_limit(settings)
        self._set_aside, self._folder_state = set_aside, folder_state
        # What is known of the releases, where the folder is a store of them.
        self.release_state: Callable[[], ReleaseState] = ReleaseState
        # Told with each look whether nobody uses the screen.
        self.tell_quiet: Callable[[bool], object] = bool
        self._fixed_status = ProgramStatus(
            pid=os.getpid(),
            mode=settings.mode,
            folder=str((settings.release_store or settings.folder).absolute()),
            started=time.time(),
            asked_screen=settings.instance,
            restarts=settings.restarts,
            restart_reasons=restarts_from_text(settings.restart_reasons),
            wanted_screen=self._screen.wanted,
        )
        reader = glass_reader(settings)
        self._glass = None if reader is None else GlassWatch(window, reader)
        # With the basic render loop this comes on the GUI thread, after the frame was submitted.
        window.window.frameSwapped.connect(self._on_frame)
        window.controller.session.changed.connect(self._on_changed)
        self._content_read.connect(self._on_content_read)
        self.restart_wanted.connect(self._restart)
        self._timer = QTimer(self, interval=period_ms(settings.watchdog_seconds))
        self._timer.timeout.connect(self._check)
        self._timer.start()

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """Take the content's problems after a reading. Called in the reloader's thread."""
        self._problems = Counter(problem.severity for problem in problems)
        self._content_read.emit()

    def _on_frame(self) -> None:
        self._frames += 1
        self._framed_at = time.monotonic()
        if not self._ready:
            self._ready = True
            log.info("The first frame is on the screen")
            self._tell_ready()

    def _on_changed(self) -> None:
        self._changed_at = time.monotonic()

    def _tell_ready(self) -> None:
        self._told_ready = True
        self._notifier.send("READY=1", "WATCHDOG=1")
        self._write_status()

    def _restart(self) -> None:
        self._restart_requested = True
        self._app.exit(EXIT_RESTART)

    def _on_content_read(self) -> None:
        """Tell staff at once what was read: they wait for it after a change."""
        if self._told_ready:
            self._write_status()

    def _check(self) -> None:
        now = time.monotonic()
        self.heartbeat.emit()
        if not self._screen.description():
            if not self._told_ready:
                log.info("Ready, and waiting for a screen")
                self._tell_ready()
        elif not self._ready and self._app_window.window.isExposed():
            return  # The supervisor's timeout for a start applies.
        if self._is_frozen(now):
            log.error("No frame for %.0f s, although one was requested", now - self._framed_at)
            return  # Not fed, the supervisor restarts the screen.
        self._notifier.send("WATCHDOG=1")
        self.tell_quiet(self.is_quiet())
        self._check_glass(now)
        # What was filled in advance has been laid out since, behind what is shown.
        note(Activity.LAYING_OUT)
        if now - self._written_at >= PERIOD_SECONDS:
            self._write_status()
        self._check_memory(now)

    def _is_frozen(self, now: float) -> bool:
        """True when a requested frame has not come. Requests one after a time without frames."""
        if not self._expects_frames() or now - self._seen_at(now) <= REQUEST_SECONDS:
            self._requested_at = 0.0
            return False
        if self._requested_at < self._framed_at:
            self._requested_at = now
            self._app_window.window.update()
            if self._glass is not None:
                self._glass.change()
            return False
        return now - self._requested_at > FRAME_SECONDS

    def _seen_at(self, now: float) -> float:
        """When the screen was last known to show what it should, in monotonic seconds.

        After a change only a frame tells that.
        """
        is_at_rest = self._changed_at <= self._framed_at and now - self._framed_at <= REST_SECONDS
        if self._glass is None or not is_at_rest:
            return self._framed_at
        return max(self._framed_at, self._glass.seen_at)

    def _expects_frames(self) -> bool:
        """False while the screen is off or there is none: no frames come then."""
        window = self._app_window.window
        return self.screen_on and window.isExposed() and bool(self._screen.description())

    def _check_glass(self, now: float) -> None:
        """Tell a picture that does not come to the screen, and ask for a restart because of it."""
        if self._glass is None:
            return
        was_stuck = self._glass.is_stuck
        self._glass.check(now, expects_frames=self._expects_frames())
        if self._glass.is_stuck != was_stuck:
            self._write_status()
        earlier = self._fixed_status.restart_reasons.get(RestartReason.UNSEEN, 0)
        # What a restart has not mended, the next one will not mend at once.
        may_restart = not earlier or now - self._began >= UNSEEN_PAUSE_SECONDS
        if self._glass.is_stuck and self._glass.was_seen and may_restart:
            log.error("Restarting, because the picture does not come to the screen")
            self._restart_requested = True
            self._app.exit(EXIT_UNSEEN)

    def _check_memory(self, now: float) -> None:
        if now - self._began < SETTLED_SECONDS:
            return
        used, mode = resident_bytes(), self._fixed_status.mode
        if not self._settled:
            self._settled = True
            if used * GROWTH > self._memory_limit:
                log.warning(
                    "%.0f MB of memory shortly after the start; the limit is raised to %.0f MB",
                    used / 2**20,
                    used * GROWTH / 2**20,
                )
                self._memory_limit = int(used * GROWTH)
        is_due = used > self._memory_limit or (
            mode == "safe" and now - self._began > SAFE_MODE_SECONDS
        )
        if is_due and not self._restart_requested and self.is_quiet():
            self._restart_requested = True
            log.warning("Restarting at a quiet moment: %.0f MB in use, %s mode", used / 2**20, mode)
            self._app.exit(EXIT_RESTART)

    def is_quiet(self) -> bool:
        """True while no visitor uses the screen, and no staff."""
        session = self._app_window.controller.session
        if self._app_window.controller.staff.view:
            return False
        return (
            session.state.on_loop
            and not session.state.idle_prompt
            and not transitions.session_in_progress(session.state, session.catalogue)
        )

    @property
    def started(self) -> float:
        """When the program was started, in seconds since 1970."""
        return self._fixed_status.started

    def status(self) -> ProgramStatus:
        """The program's status now."""
        controller = self._app_window.controller
        snapshot, problems, folder = controller.snapshot, self._problems, self._folder_state()
        release = self.release_state()
        clock = controller.clock
        known, now = is_known(clock), time.monotonic()
        screen = self._screen.description()
        return replace(
            self._fixed_status,
            # Not known before it is asked for: a checkout runs git.
            version=version(),
            content=self._revision()[:12],
            release=release.shown,
            release_wanted=release.wanted,
            release_problem=release.problem,
            release_problem_since=release.since,
            works=len(snapshot.works),
            read=problems is not None,
            errors=problems[Severity.ERROR] if problems else 0,
            warnings=problems[Severity.WARNING] if problems else 0,
            advice=problems[Severity.INFO] if problems else 0,
            available=folder.available,
            last_read=folder.last_read,
            written=time.time(),
            last_frame=time.time() - now + self._seen_at(now) if self._frames else 0.0,
            frames=self._frames,
            memory=resident_bytes(),
            clock=controller.clock_distrust or "good",
            clock_known=known,
            screen=screen,
            screen_missing=not screen,
            other_screens="" if screen else self._screen.others(),
            screen_on=self.screen_on,
            picture_watched=self._glass is not None,
            picture_stuck=self._glass is not None and self._glass.is_stuck,
            set_aside=self._set_aside(),
            unread=folder.unread,
            failed_pictures=sum(
                controller.imageLoader.is_broken(work.key) for work in snapshot.works
            ),
            **exhibition_dates(snapshot.exhibition, clock.now() if known else None),
        )

    def _write_status(self) -> None:
        self._written_at = time.monotonic()
        try:
            write_status(self.status(), self._folder)
        except OSError as error:
            # Tried again after PERIOD_SECONDS: the disk may only be full for a while.
            log.warning("The status cannot be written: %s", error)

    def screenshot(self) -> None:
        """Write a picture of the screen beside the status, for ``kiosk screenshot``."""
        if not self._screen.description():
            log.warning("No screenshot can be taken: there is no screen")
            return
        unfinished = self._folder / ".screen.png"
        try:
            require_own_folder(self._folder)
            unfinished.unlink(missing_ok=True)
        except OSError as error:
            log.warning("The screenshot cannot be written: %s", error)
            return
        if write_png(self._grab_screen(), unfinished):
            unfinished.replace(self._folder / "screen.png")
            log.info("Screenshot taken")
        else:
            log.warning("The screenshot could not be written")

    def picture(self) -> QImage:
        """What is on the screen, upright."""
        return self._grab_screen()

    def close(self) -> None:
        """Report nothing more. Before a restart the status stays for the next start."""
        self._timer.stop()
        self._content_read.disconnect(self._on_content_read)
        self._app_window.window.frameSwapped.disconnect(self._on_frame)
        self._app_window.controller.session.changed.disconnect(self._on_changed)
        if self._glass is not None:
            self._glass.close()
        self._notifier.close()
        if not self._restart_requested:
            delete_status(self._folder)

    def _grab_screen(self) -> QImage:
        """What is on the screen, where the platform tells; else the scene, painted once more.

        Upright, however the scene is turned.
        """
        picture, turn = self._grab_window(), self._app_window.turn
        if self._glass is not None:
            picture = without_mark(picture)
        return picture.transformed(QTransform().rotate(-turn)) if turn else picture

    def _grab_window(self) -> QImage:
        window = self._app_window.window
        screen = window.screen()
        if (
            QGuiApplication.platformName() == "xcb"
            and window.visibility() == QWindow.Visibility.FullScreen
            and screen is not None
        ):
            return screen.grabWindow(0).toImage()
        return window.grabWindow()


def period_ms(watchdog_seconds: float) -> int:
    """Milliseconds between two messages to the supervisor, by its watchdog's seconds."""
    return int(min(PERIOD_MS, 1000 * watchdog_seconds / CHECKS_PER_WATCHDOG))


def _memory_limit(settings: Settings) -> int:
    """Bytes of resident memory above which the program requests a restart."""
    if settings.memory_limit_bytes is not None:
        return settings.memory_limit_bytes
    return int(min(MEMORY_BOUND, total_bytes() * MEMORY_SHARE)) or MEMORY_BOUND

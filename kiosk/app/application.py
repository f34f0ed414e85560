"""The composition root: puts the program's parts together in named phases.

Phases: create the QGuiApplication and show the first work (``early_start``), load the content,
build the interface, start the services, show the window, follow the opening hours, run, shut
down. A signal to end is obeyed after the present phase.
"""

from __future__ import annotations

import gc
import logging
import shutil
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from kiosk.app.content_reloader import ContentReloader
from kiosk.app.display_power import DisplayPower, display_commands
from kiosk.app.early_start import EarlyStart, opening_file, prepare
from kiosk.app.folder_state import FolderState
from kiosk.app.frame_keepalive import create_frame_keepalive
from kiosk.app.headphone_jack import HeadphoneJack
from kiosk.app.health_monitor import HealthMonitor
from kiosk.app.late_modules import LateModules
from kiosk.app.machine import (
    content_cache_folder,
    picture_cache_folder,
    safe_mode_cache_folder,
)
from kiosk.app.night_mode import NightMode
from kiosk.app.notice_watch import NoticeWatch
from kiosk.app.opening_recorder import OpeningRecorder
from kiosk.app.safe_mode import SafeModeContent, first_content
from kiosk.app.shutdown import Shutdown
from kiosk.app.staff_gesture import StaffGesture
from kiosk.app.starting_emergency import StartingEmergency
from kiosk.app.usage_stats import UsageStats, stats_file
from kiosk.app.window_placement import hide_pointer
from kiosk.content.cache.startup_cache import StartupCache
from kiosk.content.content import Content, Source
from kiosk.domain import Problem, Severity, Snapshot
from kiosk.exit_codes import EXIT_FAILED, EXIT_OK, EXIT_RESTART, EXIT_STOPPED, EXIT_USAGE
from kiosk.paths import state_folder
from kiosk.pictures.decoder_pool import DecoderPool
from kiosk.publishing.store_folder import is_store
from kiosk.qt.program_end import end_beside_threads
from kiosk.schedule import Clock, OffsetClock, SystemClock
from kiosk.session import transitions
from kiosk.settings import Settings
from kiosk.staff.notice_choices import NoticeChoices
from kiosk.staff.pin import PinLock
from kiosk.status.set_aside import SetAsideList
from kiosk.status.unread_parts import UnreadPart
from kiosk.window.app_window import AppWindow, load_typefaces

if TYPE_CHECKING:
    from kiosk.app.release_follower import ReleaseFollower

log = logging.getLogger("kiosk")

# How long after the start the store of releases is first looked at.
FIRST_LOOK_MS = 1_000
_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING}


class Application:
    """The program that shows a folder. Each phase is one method; ``run`` calls them in order.

    A service registers its closing function with ``shutdown`` when it has started. ``start`` are
    the first steps, where they have been taken.
    """

    start: EarlyStart
    window: AppWindow
    clock: Clock
    emergency: StartingEmergency
    health_monitor: HealthMonitor
    staff_gesture: StaffGesture
    notice_watch: NoticeWatch
    # None while safe mode shows the last good content and reads no folder.
    reloader: ContentReloader | None
    # None where the display does not follow the opening hours.
    night_mode: NightMode | None

    def __init__(self, settings: Settings, start: EarlyStart | None = None) -> None:
        self.settings = settings
        self._early_start = start
        self.shutdown = Shutdown()
        self.reloader = None
        self._told_store = False
        self._safe_mode = settings.mode == "safe"
        # What the program fell over again and again, by the supervisor's word.
        self._set_aside = SetAsideList(settings.folder, settings)
        # Either one is set by load_content: the folder's cache, or safe mode's content.
        self._cache: StartupCache | None = None
        self._safe_mode_content: SafeModeContent | None = None

    def run(self) -> int:
        """Show the folder until the program is ended; returns the exit code."""
        if self._early_start is None and not prepare(self.settings):
            return EXIT_USAGE
        code = EXIT_FAILED
        try:
            code = self._show_folder()
        except Exception:
            # Not raised: its traceback would keep the window alive beyond the QGuiApplication.
            log.critical("Uncaught exception", exc_info=True)
        finally:
            self.shutdown.close_all()
            is_usable = self.reloader is None or self.reloader.is_usable
            code = code or (EXIT_OK if is_usable else EXIT_USAGE)
            end_beside_threads(code)
            self._release()
        return code

    def _show_folder(self) -> int:
        """Call the phases in order and run the event loop; returns its exit code."""
        self.create_application()
        self._prepare_window()
        phases: tuple[Callable[[], None], ...] = (
            self.show_window,
            self.start_frame_keepalive,
            self.start_slideshow,
            self.follow_opening_hours,
            self.start_usage_stats,
            self.follow_headphones,
            self.report_to_fleet,
            self.load_late_modules,
            self.record_opening,
            self.take_screenshots_on_request,
        )
        for phase in phases:
            if self.start.signals.end_requested:
                return EXIT_OK
            phase()
        return self.app.exec()

    def _prepare_window(self) -> None:
        """The phases that need the content.

        The content goes with this call: it would be in memory beside every later reading.
        """
        if self.start.signals.end_requested:
            return
        content = self.load_content()
        if not self.start.signals.end_requested:
            self.build_window(content.snapshot)
            self.start_services(content)

    def load_content(self) -> Content:
        """The content to show first: last good in safe mode, else from the cache or the folder.

        Safe mode reads the folder too where it has no last good content with works. It follows
        the folder then as the full program does, and only its renderer and its picture cache are
        safe mode's: a screen that may crash again is better than an empty one.

        A missing folder is reported on stderr; a screen is shown all the same, because the folder
        may only be late.
        """
        if self._safe_mode:
            safe = SafeModeContent(self.settings.folder, self._startup_cache())
            if safe.snapshot.works:
                self._safe_mode_content = safe
                self.shutdown.register("safe mode content", safe.close)
                return Content(safe.snapshot, Source.LAST_GOOD)
            safe.stop()
            log.warning("Safe mode has no last good works to show, so it reads the folder")
        content, self._cache = first_content(self._startup_cache, wait=self.emergency.wait_for)
        if not content.is_usable:
            problem = content.problems[0]
            words = (
                f"no release of {self.settings.release_store} has been taken yet; it is waited for"
                if self.settings.release_store
                else f"{problem.message}; {problem.hint}"
            )
            print(f"kiosk: {words}", file=sys.stderr)
        return content

    @property
    def app(self) -> QGuiApplication:
        """The QGuiApplication."""
        return self.start.app

    def create_application(self) -> None:
        """Create the QGuiApplication and the empty window, where they are not there yet."""
        self.start, self._early_start = self._early_start or EarlyStart(self.settings), None
        self.shutdown.register("signal handler", self.start.signals.close)
        self.shutdown.register("empty window", self.start.close)
        self.emergency = StartingEmergency(self.start, self.settings)
        self.shutdown.register("starting emergency", self.emergency.close)

    def build_window(self, snapshot: Snapshot) -> None:
        """Fill the window."""
        load_typefaces()
        pool = DecoderPool((self.settings.folder, *self.settings.further_folders))
        cache_folder = picture_cache_folder()
        if self._safe_mode:
            cache_folder = safe_mode_cache_folder(self.settings)
            self.shutdown.register(
                "safe mode cache", lambda: shutil.rmtree(cache_folder, ignore_errors=True)
            )
        self.clock = self.make_clock(snapshot)
        self.window = AppWindow(
            self.app,
            snapshot,
            self.clock,
            cache_folder,
            renderer=pool,
            background=True,
            turn=self.settings.turn,
            keys=self.settings.keys,
            window=self.start.window,
        )
        # ``_release`` collects the garbage.
        self.shutdown.register("window", lambda: self.window.close(collect=False))
        # Closed before the window, whose image loader waits for its threads, and these wait for
        # the pool.
        self.shutdown.register("decoder pool", pool.close)
        if self.settings.language:
            session = self.window.controller.session
            session.apply(transitions.set_language, self.settings.language)
        self.window.window.sceneGraphError.connect(self._on_graphics_lost)

    def make_clock(self, snapshot: Snapshot) -> Clock:
        """The exhibition's clock; an offset one where a start time was given."""
        zone, start = ZoneInfo(snapshot.exhibition.timezone), self.settings.start_time
        if start is None:
            return SystemClock(zone)
        return OffsetClock(start if start.tzinfo else start.replace(tzinfo=zone))

    def start_services(self, content: Content) -> None:
        """Start the health monitor, the staff gesture and the content reloader."""
        # Asked for by the health monitor before it is made.
        self.reloader = None
        self.health_monitor = HealthMonitor(
            self.app,
            self.window,
            self.settings,
            self._revision,
            self._set_aside_files,
            self._folder_state,
        )
        self.shutdown.register("health monitor", self.health_monitor.close)
        # A machine at rest wakes once for both.
        self.window.collect_garbage_with(self.health_monitor.heartbeat)
        self.staff_gesture = StaffGesture(
            self.window,
            PinLock(state_folder(self.settings)),
            self.health_monitor.status,
            self.reload_content,
            lambda: self.app.exit(EXIT_STOPPED),
        )
        self.shutdown.register("staff gesture", self.staff_gesture.close)
        self.watch_notices()
        follower = self.follow_releases()
        if self._cache is not None:
            self.reloader = reloader = ContentReloader(
                content,
                self.window.set_content,
                self._set_problems,
                self._cache,
                # Its thread has a clock of its own.
                self.make_clock(content.snapshot),
                partial(self._flip, follower) if follower else self._note_store,
            )
            self.notice_watch.rely_on(lambda: reloader.is_told_everything)
            reloader.tell_changes(self.notice_watch.look_now)
            if follower:
                follower.on_ready = reloader.hurry
            self.reloader.answers_again.connect(
                self.window.controller.imageLoader.retry_unreachable
            )
            self.shutdown.register("content reloader", self.reloader.close)

    def follow_releases(self) -> ReleaseFollower | None:
        """Follow the store, where the folder is one; another release is shown at a quiet moment.

        Safe mode reads no folder, and hides what the change of release changes: it waits for
        nothing.
        """
        if self.settings.release_store is None:
            return None
        from kiosk.app.release_follower import ReleaseFollower

        follower = ReleaseFollower(self.settings)
        self.health_monitor.release_state = lambda: follower.state
        if self._cache is None:
            follower.set_quiet(True)
            follower.on_ready = follower.flip_if_due
        else:
            self.health_monitor.tell_quiet = follower.set_quiet
        self.shutdown.register("release follower", follower.close)
        # After the first picture: proving files costs the processor.
        QTimer.singleShot(FIRST_LOOK_MS, self.window.window, follower.start)
        return follower

    def report_to_fleet(self) -> None:
        """Report to whoever looks after many screens, where the folder is a store of releases."""
        if self.settings.release_store is None or not self.settings.send_reports:
            return
        from kiosk.app.fleet_reporter import FleetReporter

        controller = self.window.controller
        reporter = FleetReporter(
            self.settings,
            self.health_monitor,
            lambda: controller.shown_file,
            lambda: controller.slideshow_timer.seconds_since_touch,
            stats_file(self.settings),
        )
        self.shutdown.register("fleet reporter", reporter.close)

    def _note_store(self) -> None:
        """Start again where a store has come to a folder that held nothing. In another thread."""
        if is_store(self.settings.folder) and not self._told_store:
            self._told_store = True
            log.info("The folder is a store of releases now")
            if self.settings.supervised:
                self.health_monitor.restart_wanted.emit()

    def _flip(self, follower: ReleaseFollower) -> None:
        """Show a release that waits, where it may be shown. Called in the reloader's thread."""
        if follower.flip_if_due():
            self.notice_watch.look_now()

    def watch_notices(self) -> None:
        """Read the folder's notices, in safe mode too: they are for those who stand there now."""
        controller = self.window.controller
        controller.notices.enable_choices(NoticeChoices(state_folder(self.settings)))
        self.notice_watch = NoticeWatch(lambda: controller.snapshot, controller.set_notices)
        self.shutdown.register("notice watch", self.notice_watch.close)
        self.emergency.hand_over(controller.notices)

    def show_window(self) -> None:
        """Put the window on its screen, where the opening has not done so."""
        self.start.place_window()
        hide_pointer(self.app, self.settings)

    def start_frame_keepalive(self) -> None:
        """Keep frames coming where the compositor needs that."""
        keepalive = create_frame_keepalive(self.window.window, self.start.renderer)
        if keepalive is not None:
            self.shutdown.register("frame keepalive", keepalive.close_window)

    def start_slideshow(self) -> None:
        """Start the slideshow, and in safe mode hide what changes."""
        if self._safe_mode_content is not None:
            self._safe_mode_content.start(self.window.set_content)
        self.window.controller.slideshow_timer.start()

    def follow_opening_hours(self) -> None:
        """Switch the screen by the opening hours, below the supervisor."""
        self.night_mode = None
        if self.settings.follows_opening_hours:
            self.night_mode = NightMode(
                self.window,
                self.clock,
                DisplayPower(display_commands(self.settings)),
                self.health_monitor,
                ignore_hours=self.settings.ignore_opening_hours,
            )
            self.shutdown.register("night mode", self.night_mode.close)
        self.staff_gesture.move_to_front()

    def start_usage_stats(self) -> None:
        """Count what is opened, where the service has a folder for that."""
        file = stats_file(self.settings)
        if file is not None:
            stats = UsageStats(self.window, self.clock, file)
            self.shutdown.register("usage stats", stats.close)

    def follow_headphones(self) -> None:
        """Speak from the start where headphones are in, and follow the machine's own jacks."""
        jack = HeadphoneJack(self.window.controller.keypad, self.settings)
        self.shutdown.register("headphone jack", jack.close)

    def load_late_modules(self) -> None:
        """Load what the first work did not need, once it is on the screen."""
        self.late_modules = LateModules(self.window.window)
        self.shutdown.register("late modules", self.late_modules.close)

    def record_opening(self) -> None:
        """Record what the loop begins with, for the next start; safe mode shows less than that."""
        if self._cache is not None and not self._safe_mode and not self.settings.turn:
            recorder = OpeningRecorder(
                self.window, self._cache, self.settings, opening_file(self.settings)
            )
            self.shutdown.register("opening recorder", recorder.close)

    def take_screenshots_on_request(self) -> None:
        """Take a screenshot on SIGUSR1, and stop that first at the end."""
        self.start.signals.on_screenshot_request(self.health_monitor.screenshot)
        self.shutdown.register("signals", self.start.signals.ignore)

    def reload_content(self) -> None:
        """Read the folder again, as staff ask for.

        In safe mode the program restarts: staff have mended something and want to see the full
        program again. What was set aside is tried again too.
        """
        self._set_aside.clear()
        if self.reloader is not None:
            self.reloader.reload()
        else:
            log.info("Restarting, to read the folder")
            self.app.exit(EXIT_RESTART)

    def _startup_cache(self) -> StartupCache:
        return StartupCache(
            self.settings.folder,
            content_cache_folder(),
            self._today(),
            self.settings.further_folders,
            self._set_aside,
        )

    def _today(self) -> Callable[[], date]:
        """The day by which one of several exhibitions is chosen: today, or the clock's day."""
        start = self.settings.start_time
        if start is None:
            return date.today
        began = time.monotonic()
        return lambda: (start + timedelta(seconds=time.monotonic() - began)).date()

    def _revision(self) -> str:
        return self.reloader.revision if self.reloader is not None else "last good"

    def _set_aside_files(self) -> tuple[str, ...]:
        return tuple(one.item for one in self._set_aside.items)

    def _folder_state(self) -> FolderState:
        """What is known of the folder, and the parts of it that are not being read."""
        if self.reloader is not None:
            return self.reloader.folder_state
        why = "safe mode reads no file; an item whose files have changed is not shown"
        works = len(self.window.controller.snapshot.works)
        began = self.health_monitor.started
        part = UnreadPart(part=str(self.settings.folder), why=why, retained=works, since=began)
        # Safe mode reads nothing; before the reloader is there, nothing is known yet.
        return FolderState(available=self._safe_mode_content is None, unread=(part,))

    def _set_problems(self, problems: tuple[Problem, ...]) -> None:
        """Pass the content's problems on. Called in the reloader's thread."""
        log_problems(problems)
        self.health_monitor.set_problems(problems)
        self.staff_gesture.set_problems(problems)

    def _on_graphics_lost(self, _error: object, message: str) -> None:
        """End the program, to be restarted: nothing else happens once the signal is connected."""
        log.critical("The graphics card was lost: %s", message)
        self.app.exit(EXIT_FAILED)

    def _release(self) -> None:
        """Destroy every QObject while the QGuiApplication exists, and the application last.

        Objects that are collected when the interpreter ends, after the application has gone,
        crash the program.
        """
        start: EarlyStart | None = self.__dict__.get("start")
        app = start.app if start is not None else None
        del start
        self.__dict__.clear()
        gc.collect()
        if app is not None:
            app.shutdown()


def log_problems(problems: tuple[Problem, ...]) -> None:
    """Log the content's problems; visitors never see them."""
    for problem in problems:
        log.log(
            _LEVELS.get(problem.severity, logging.DEBUG),
            "%s:%s: %s [%s]",
            problem.path or ".",
            problem.line,
            problem.message,
            problem.rule,
        )

"""Runs the screen as a child process and restarts it after a crash or a freeze.

See docs/decisions/0005-supervisor-as-parent-process.md.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import TYPE_CHECKING

from kiosk.exit_codes import EXIT_FAILED, EXIT_OK, EXIT_RESTART, EXIT_STOPPED, EXIT_UNSEEN
from kiosk.settings import INSTANCE, MODE, RESTART_REASONS, RESTARTS, Settings
from kiosk.status.activity import take_record
from kiosk.status.folders import service_folder, status_folder
from kiosk.status.log_format import log_format
from kiosk.status.restart_reasons import RestartReason, restarts_as_text
from kiosk.supervisor.display_probe import DisplayProbe
from kiosk.supervisor.notify import (
    DISPLAY_LOST,
    DISPLAY_UNRESPONSIVE,
    STOPPED_BY_STAFF,
    SUPERVISOR_PID,
    Listener,
    Notifier,
)
from kiosk.supervisor.processes import kill_tree
from kiosk.supervisor.restart_counts import RestartCounts
from kiosk.supervisor.restart_policy import POSTER_SECONDS, RestartState, RunMode, after_crash
from kiosk.supervisor.restart_state_file import (
    delete_restart_state,
    load_restart_state,
    save_restart_state,
)
from kiosk.supervisor.waiting import Waiting

if TYPE_CHECKING:
    from kiosk.supervisor.suspicion import Suspicion

log = logging.getLogger("kiosk.supervisor")

# How often the supervisor itself feeds the service manager's watchdog while a child starts.
KEEPALIVE_SECONDS = 5.0
EXTEND_TIMEOUT = "EXTEND_TIMEOUT_USEC=60000000"
# How long a child has to end after SIGTERM before it is killed: with the time of one poll, the
# whole of it ends within two seconds.
STOP_SECONDS = 1.4
# After a crash, the display server has this long for an answer. cage 0.1.4 ends when its last
# screen is unplugged or switched off, and then waits for this process to end, with its socket
# open and nobody listening.
PROBE_AFTER_CRASH_SECONDS = 3.0
# When a wait takes so much longer than it should, the machine slept, or all of its programs were
# stopped.
SLEPT_SECONDS = 2.0
# The display server and the deadlines are looked at this often in the watchdog's time.
LOOKS_PER_WATCHDOG = 4
# Before a start below a display server that has gone, so that the log and processor stay quiet.
DISPLAY_LOST_PAUSE_SECONDS = 1.0
# SIGTERM ends a child that has not come to its handler yet, SIGKILL one that does not hear.
_ENDED_BY_US = (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM))


class Reason(Enum):
    """Why a child ended."""

    EXITED = auto()
    FROZEN = auto()
    # The poster has been shown for a while; the full program is tried again.
    RETRY = auto()


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended: its exit code (negative for a signal), why, and how long it ran."""

    code: int
    reason: Reason
    ran_seconds: float
    cause: str


class Supervisor:
    """Starts ``command(mode)`` again and again until it exits with EXIT_OK or EXIT_STOPPED.

    SIGTERM and SIGINT end the child and then the supervisor. The child finds its mode, the
    number of restarts and its instance in the environment (KIOSK_MODE, KIOSK_RESTARTS,
    KIOSK_SCREEN).
    """

    def __init__(self, command: Callable[[RunMode], Sequence[str]], settings: Settings) -> None:
        self._command = command
        self._watchdog_seconds = settings.watchdog_seconds
        self._start_seconds = settings.start_seconds
        self._well_seconds = settings.well_seconds
        self._end_requested = self._ready = self._display_unresponsive = False
        self._restarts = 0
        self._last_sent = time.monotonic()
        self._manager = Notifier(settings.notify_address)
        self._listener = Listener(settings)
        self._waiting = Waiting()
        self._display = DisplayProbe(settings)
        self._instance = settings.instance
        self._folder = status_folder(settings)
        self._settings = settings
        self._counts, self._service_folder = RestartCounts(self._folder), service_folder(settings)
        # Whether the display server had gone when the child ended last.
        self._lost = self._hung_up = False

    @cached_property
    def _suspicion(self) -> Suspicion:
        """Imported after a fall: the screen is started before."""
        from kiosk.supervisor.suspicion import Suspicion

        return Suspicion(self._settings)

    def run(self) -> int:
        """Supervise until the end; returns the exit code."""
        # xinit sends SIGHUP when its X server has gone.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._request_end)
        if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
            signal.signal(signal.SIGHUP, self._hang_up)
        self._waiting.hear_signals()
        state = load_restart_state(self._folder)
        self._manager.send(f"{SUPERVISOR_PID}={os.getpid()}")
        try:
            while True:
                self._pause(state.pause)
                if self._end_requested:
                    return EXIT_OK
                ended = self._run_child(state)
                exited = ended.reason is Reason.EXITED
                if exited and ended.code == EXIT_STOPPED:
                    log.info("Staff ended the program after %.0f s", ended.ran_seconds)
                    delete_restart_state(self._folder)
                    self._manager.send(STOPPED_BY_STAFF)
                    return EXIT_STOPPED
                if self._hung_up and self._display.is_gone():
                    # Not by a person: the service starts the display server again.
                    self._tell_display_lost()
                    return EXIT_FAILED
                if self._end_requested or (exited and ended.code == EXIT_OK):
                    if ended.code < 0 and -ended.code not in _ENDED_BY_US:
                        log.error("The screen crashed while it was ended (%s)", ended.cause)
                    delete_restart_state(self._folder)
                    return EXIT_OK
                self._restarts += 1
                state = self._next_state(state, ended)
                if not self._lost:
                    self._counts.add(_reason_of(ended))
                save_restart_state(state, self._folder)
        finally:
            self._manager.send("STOPPING=1")
            self._manager.close()
            self._listener.close()
            self._waiting.close()
            self._display.close()

    def _next_state(self, state: RestartState, ended: Ended) -> RestartState:
        """The state to start next. Waits a little where the display server is gone."""
        self._lost = False
        if ended.code in (EXIT_RESTART, EXIT_UNSEEN):
            log.info("Restart requested by the screen after %.0f s", ended.ran_seconds)
            return RestartState()
        if ended.reason is Reason.RETRY:
            log.info("Trying the full program again")
            return RestartState()
        self._lost = self._display_is_lost()
        if self._lost:
            log.error("The display server is gone, and the screen with it")
            self._tell_display_lost()
            self._pause(DISPLAY_LOST_PAUSE_SECONDS)
            return state
        following = after_crash(state, ended.ran_seconds, self._well_seconds)
        if ended.ran_seconds >= self._well_seconds:
            self._suspicion.on_well_run()
        frozen = ended.reason is Reason.FROZEN
        if self._suspicion.on_fall(self._folder, ended.code, frozen=frozen):
            # One item goes before all content does: the same mode is tried without it.
            following = RestartState(state.mode, 0, following.total_crashes)
        elif following.mode is not state.mode:
            self._suspicion.on_next_mode()
        log.error(
            "The screen ended after %.1f s (%s); restarting in %s mode",
            ended.ran_seconds,
            ended.cause,
            following.mode.value,
        )
        if following.mode is not state.mode:
            log.error("%s mode after %d crashes", following.mode.value, following.total_crashes)
        return following

    def _tell_display_lost(self) -> None:
        """Tell the notify proxy, which counts it when the server has ended."""
        self._manager.send(DISPLAY_LOST)

    def _display_is_lost(self) -> bool:
        if self._display_unresponsive or self._display.is_gone():
            return True
        silent = self._display.is_silent(PROBE_AFTER_CRASH_SECONDS, lambda: self._end_requested)
        self._set_display_unresponsive(silent)
        return self._display_unresponsive

    def _run_child(self, state: RestartState) -> Ended:
        """Run one child to its end."""
        began = time.monotonic()
        # A record that an earlier child left says nothing about this one.
        take_record(self._folder)
        try:
            child = subprocess.Popen(self._command(state.mode), env=self._environment(state.mode))
        except OSError as error:
            return Ended(EXIT_FAILED, Reason.EXITED, 0.0, f"could not be started: {error}")
        reason = self._watch(child, state, began)
        cause = "frozen" if reason is Reason.FROZEN else _cause(child.returncode)
        return Ended(child.returncode, reason, time.monotonic() - began, cause)

    def _environment(self, mode: RunMode) -> dict[str, str]:
        if self._lost and not self._display.is_gone():
            # Below a notify proxy this process does not see it come back, and the proxy counts it.
            self._counts.add(RestartReason.DISPLAY_SERVER)
        counts = self._counts.with_service(self._service_folder)
        environment = {
            **os.environ,
            MODE: mode.value,
            RESTARTS: str(self._restarts),
            RESTART_REASONS: restarts_as_text(counts),
        }
        if self._instance:
            # The child's status folder is that of its instance.
            environment[INSTANCE] = self._instance
        for name in ("WATCHDOG_USEC", "WATCHDOG_PID"):
            environment.pop(name, None)
        if self._listener.address:
            environment["NOTIFY_SOCKET"] = self._listener.address
        return environment

    def _watch(self, child: subprocess.Popen[bytes], state: RestartState, began: float) -> Reason:
        """Forward the child's messages until it ends, freezes, or its poster has had its time."""
        now = began
        deadline = began + self._start_seconds
        # A poster that has crashed too often is left to the service manager's own timeout.
        starting = not state.exhausted
        self._waiting.set_child(child)
        while child.poll() is None:
            if self._end_requested:
                _stop(child)
                continue
            pause = self._seconds_to_wait(now, state.mode, began, deadline, starting=starting)
            lines = self._receive(pause)
            before, now = now, time.monotonic()
            if now - before > pause + SLEPT_SECONDS:
                # The child was stopped with everything else and could not send anything.
                deadline += now - before
                self._display.postpone(now)
            self._set_display_unresponsive(not self._display.answers(now))
            if "READY=1" in lines or "WATCHDOG=1" in lines:
                deadline = now + self._watchdog_seconds
                starting = False
            if lines:
                self._forward_to_manager(lines, state.mode)
            elif starting and now - self._last_sent >= KEEPALIVE_SECONDS:
                self._forward_to_manager(["WATCHDOG=1"], state.mode)
            if self._listener.address and now > deadline:
                _kill(child)
                return Reason.FROZEN
            if state.mode is RunMode.POSTER and now - began > POSTER_SECONDS:
                _stop(child)
                return Reason.RETRY
        return Reason.EXITED

    def _seconds_to_wait(
        self, now: float, mode: RunMode, began: float, deadline: float, *, starting: bool
    ) -> float:
        """How long nothing is to be done, if no message comes and the child goes on."""
        until = min(now + self._watchdog_seconds / LOOKS_PER_WATCHDOG, deadline)
        if starting:
            until = min(until, self._last_sent + KEEPALIVE_SECONDS)
        if mode is RunMode.POSTER:
            until = min(until, began + POSTER_SECONDS)
        # A little later than the moment, which then has come.
        return max(0.0, until - now) + 0.01

    def _receive(self, seconds: float) -> list[str]:
        has_message = self._waiting.wait(seconds, self._listener.source)
        return self._listener.receive(0.01) if has_message else []

    def _forward_to_manager(self, lines: list[str], mode: RunMode) -> None:
        """Pass a child's messages on, unless the display server is unresponsive.

        The service manager's watchdog is fed by the screen's frames, and by this process only
        while a child may still be starting.
        """
        forwarded = [
            line
            for line in lines
            if line in ("READY=1", "WATCHDOG=1") or line.startswith("STATUS=")
        ]
        self._ready = self._ready or "READY=1" in forwarded
        if forwarded and not self._display_unresponsive:
            self._last_sent = time.monotonic()
            # A screen that is not plugged in yet keeps the service in its start for as long.
            extend = [] if self._ready else [EXTEND_TIMEOUT]
            status = f"STATUS={mode.value}, {self._restarts} restarts"
            self._manager.send(*forwarded, *extend, status)

    def _set_display_unresponsive(self, unresponsive: bool) -> None:
        """Report an unresponsive display server to the notify proxy, which can end it."""
        if unresponsive and not self._display_unresponsive:
            log.critical("The display server does not answer")
            self._manager.send(DISPLAY_UNRESPONSIVE)
        self._display_unresponsive = unresponsive

    def _pause(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self._end_requested and time.monotonic() < until:
            time.sleep(0.1)

    def _request_end(self, *_: object) -> None:
        self._end_requested = True
        self._waiting.end()

    def _hang_up(self, *_: object) -> None:
        self._hung_up = True
        self._request_end()


def _stop(child: subprocess.Popen[bytes]) -> None:
    """Ask the child to end, and kill it when it does not."""
    child.terminate()
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        log.error("The screen did not end within %.1f s of SIGTERM; killing it", STOP_SECONDS)
        _kill(child)


def _kill(child: subprocess.Popen[bytes]) -> None:
    kill_tree(child.pid)
    child.wait()


def _reason_of(ended: Ended) -> RestartReason:
    """Why the child is started again, where the display server is well."""
    if ended.code == EXIT_RESTART:
        return RestartReason.REQUESTED
    if ended.code == EXIT_UNSEEN:
        return RestartReason.UNSEEN
    if ended.reason is Reason.RETRY:
        return RestartReason.RETRY
    return RestartReason.FROZEN if ended.reason is Reason.FROZEN else RestartReason.CRASH


def _cause(code: int) -> str:
    if code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"
    return f"exit code {code}"


def supervise(arguments: Sequence[str], settings: Settings) -> int:
    """Run ``kiosk run ARGUMENTS``, or ``kiosk poster ARGUMENTS``, under a supervisor."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format=log_format(settings.instance))
    settings.log_unreadable(log)

    def command(mode: RunMode) -> list[str]:
        name = "poster" if mode is RunMode.POSTER else "run"
        # With -P nothing is imported from the working directory.
        return [sys.executable, "-P", "-m", "kiosk", name, *arguments]

    return Supervisor(command, settings).run()

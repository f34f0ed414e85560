"""Runs the screen as a child and never leaves the glass empty: what falls or freezes is started again."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from kiosk.status import status as states
from kiosk.supervisor.display_probe import DisplayProbe
from kiosk.supervisor.notify import Listener, Notifier
from kiosk.supervisor.restart_policy import POSTER_SECONDS, Mode, RestartState, after_crash

log = logging.getLogger("kiosk.keep")

# The child says "I am well" several times within this time; a start on a slow machine with a cold disk may take longer.
WATCHDOG_SECONDS = float(os.environ.get("KIOSK_WATCHDOG_SECONDS", "20"))
START_SECONDS = float(os.environ.get("KIOSK_START_SECONDS", "45"))
# While a start may still take its time, the keeper itself says so to the service manager, whose patience is another one.
PATIENT_SECONDS = 5.0
EXTEND = "EXTEND_TIMEOUT_USEC=60000000"
ENDING_SECONDS = 3.0
# A server whose screen has just fallen is asked at once, and has less time for an answer: cage 0.1.4 ends when its last screen is unplugged
# or switched off, and then waits for this process to end, with its door open and nobody behind it.
FALLEN_SECONDS = 3.0
# The keeper looks five times a second. When it has not for so long, the machine slept, or all of its programs were stopped.
SLEPT_SECONDS = 2.0
# What a child returns that asks for a fresh start of itself (sysexits.h: EX_TEMPFAIL); it is not a fall.
EXIT_RESTART = 75
# What a child returns that staff have ended, and what the keeper then returns itself: nobody is to start it again by themselves.
EXIT_STOPPED = 76
# What the keeper tells the service's first process (``relay``) beside systemd's own words; sd_notify(3) leaves names in X_ to programs.
KEEPER, LEFT_WORD, DEAF_WORD = "X_KIOSK_KEEPER", "X_KIOSK_LEFT=1", "X_KIOSK_DEAF=1"


class Supervisor:
    """Starts ``call(mode)`` over and over until it ends with 0 or LEFT, or somebody ends the keeper.

    The child is told its mode in KIOSK_MODE and the number of its restarts in KIOSK_RESTARTS.
    """

    def __init__(self, call: Callable[[Mode], Sequence[str]]) -> None:
        self._call = call
        self._ended = self._ready = self._deaf = False
        self._restarts = 0
        self._spoke = time.monotonic()
        self._manager = Notifier()
        self._listener = Listener()
        self._display = DisplayProbe(WATCHDOG_SECONDS)
        self._place = states.place()

    def run(self) -> int:
        """Keep it up; returns the exit code."""
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._end)
        rung = states.recall(self._place)
        self._manager.tell(f"{KEEPER}={os.getpid()}")
        try:
            while not self._ended:
                self._pause(rung.pause)
                if self._ended:
                    break
                began = time.monotonic()
                code, why = self._stand(rung)
                stood = time.monotonic() - began
                if code == EXIT_STOPPED and not why:
                    log.info("staff ended the program after %.0f s", stood)
                    states.forget(self._place)
                    self._manager.tell(LEFT_WORD)
                    return EXIT_STOPPED
                if self._ended or (code == 0 and not why):
                    states.forget(self._place)
                    break
                self._restarts += 1
                if code == EXIT_RESTART:
                    log.info("a fresh start: the screen asked for one after %.0f s", stood)
                    rung = RestartState()
                elif why == "retry":
                    log.info("trying the full program again")
                    rung = RestartState()
                elif self._deaf or self._display.is_gone() or self._is_silent():
                    log.error("the display server is gone, and the screen with it")
                    self._pause(1.0)
                else:
                    before, rung = rung.mode, after_crash(rung, stood)
                    what = why or _cause(code)
                    log.error(
                        "the screen ended after %.1f s (%s); starting it again in %s mode",
                        stood,
                        what,
                        rung.mode.value,
                    )
                    if rung.mode is not before:
                        log.error(
                            "it fell %d times in a row: %s mode",
                            rung.total_crashes,
                            rung.mode.value,
                        )
                states.remember(rung, self._place)
        finally:
            self._manager.tell("STOPPING=1")
            self._manager.close()
            self._listener.close()
            self._display.close()
        return 0

    def _stand(self, rung: RestartState) -> tuple[int, str]:
        """Run one child to its end; its exit code, and why it was ended from here ("" when it was not)."""
        mode = rung.mode
        environment = {
            **os.environ,
            "KIOSK_MODE": mode.value,
            "KIOSK_RESTARTS": str(self._restarts),
        }
        environment.pop("WATCHDOG_USEC", None)
        environment.pop("WATCHDOG_PID", None)
        if self._listener.address:
            environment["NOTIFY_SOCKET"] = self._listener.address
        try:
            child = subprocess.Popen(self._call(mode), env=environment)
        except OSError as error:
            return 1, f"it could not be started: {error}"
        now = began = time.monotonic()
        deadline = began + START_SECONDS
        starting = not rung.exhausted
        while (code := child.poll()) is None:
            if self._ended:
                self._stop(child)
                continue
            lines = self._listener.hear(0.2) if self._listener.address else self._nap(0.2)
            before, now = now, time.monotonic()
            if now - before > SLEPT_SECONDS:
                # Stopped with everything else, the child could not tell anything either.
                deadline += now - before
                self._display.forget(now)
            self._look_at_display(now)
            if "READY=1" in lines or "WATCHDOG=1" in lines:
                deadline = now + WATCHDOG_SECONDS
                starting = False
            if lines:
                self._forward(lines, mode)
            elif starting and now - self._spoke >= PATIENT_SECONDS:
                self._forward(["WATCHDOG=1"], mode)
            if self._listener.address and now > deadline:
                self._stop(child, at_once=True)
                return child.returncode, "it was frozen"
            if mode is Mode.POSTER and now - began > POSTER_SECONDS:
                self._stop(child)
                return child.returncode, "retry"
        return code, ""

    def _forward(self, lines: list[str], mode: Mode) -> None:
        """To the service manager; its own watchdog is fed by the screen's frames, and by this process only while a start may take."""
        told = [
            line
            for line in lines
            if line in ("READY=1", "WATCHDOG=1") or line.startswith("STATUS=")
        ]
        self._ready = self._ready or "READY=1" in told
        if told and not self._deaf:
            self._spoke = time.monotonic()
            # A screen that is not plugged in yet keeps the service starting, for as long as it takes.
            more = [] if self._ready else [EXTEND]
            self._manager.tell(*told, *more, f"STATUS={mode.value}, {self._restarts} restarts")

    def _look_at_display(self, now: float) -> None:
        """What stands still below everything else is for the service's first process to end; nothing here can mend it."""
        self._tell_deaf(not self._display.answers(now))

    def _is_silent(self) -> bool:
        silent = self._display.is_silent(FALLEN_SECONDS)
        self._tell_deaf(silent)
        return silent

    def _tell_deaf(self, deaf: bool) -> None:
        if deaf and not self._deaf:
            log.critical("the display server does not answer")
            self._manager.tell(DEAF_WORD)
        self._deaf = deaf

    def _pause(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self._ended and time.monotonic() < until:
            self._nap(0.1)

    @staticmethod
    def _nap(seconds: float) -> list[str]:
        time.sleep(seconds)
        return []

    def _end(self, *_: object) -> None:
        self._ended = True

    @staticmethod
    def _stop(child: subprocess.Popen[bytes], *, at_once: bool = False) -> None:
        """End it; what is frozen does not hear a request."""
        if not at_once:
            child.terminate()
            try:
                child.wait(ENDING_SECONDS)
                return
            except subprocess.TimeoutExpired:
                log.error("the screen did not end when asked")
        child.kill()
        child.wait()


def _cause(code: int) -> str:
    if code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"
    return f"exit code {code}"


def supervise(arguments: Sequence[str]) -> int:
    """Keep ``kiosk run ARGUMENTS`` on the screen, or what can still be shown of it."""
    logging.basicConfig(
        stream=sys.stderr, level=logging.INFO, format="%(levelname)s %(name)s: %(message)s"
    )

    def call(mode: Mode) -> list[str]:
        name = "poster" if mode is Mode.POSTER else "run"
        # As it was started itself: with -P nothing is imported from the folder that one stands in.
        safely = ["-P"] if sys.flags.safe_path else []
        return [sys.executable, *safely, "-m", "kiosk", name, *arguments]

    return Supervisor(call).run()

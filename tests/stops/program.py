"""The real program, which says with one sign on a file descriptor that it is in a state.

``python program.py STATE DESCRIPTOR run FOLDER ...``: what follows is kiosk's own command line.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.app.application import Application
    from kiosk.content.scan.folder_scan import FolderScan

LOOK_MS = 20
# By then other screens than the loop, and the voice, have been prepared.
REST_SECONDS = 20.0
# A thread that is not waited for ends within so many seconds after that: while the application is
# destroyed, or Python ends.
LATE_SECONDS = 0.4
Condition = Callable[["Application"], bool]


def _shows_frames(program: Application) -> bool:
    return program.health_monitor.status().frames > 0 and program.window.is_settled


def _loop(program: Application) -> bool:
    """In the middle of a crossfade."""
    from kiosk.session import transitions

    if _shows_frames(program):
        program.window.controller.session.apply(transitions.turn_loop, 1)
        return True
    return False


def _open_work(program: Application) -> bool:
    """Open the slide's work once; true when it is there."""
    session = program.window.controller.session
    if not _shows_frames(program):
        return False
    if session.screen != "work":
        session.openSlide()
        return False
    return True


def _zoom(program: Application) -> bool:
    session = program.window.controller.session
    if not _open_work(program):
        return False
    if session.zoom < 2:
        session.zoomBy(2)
        return False
    return True


def _speech(program: Application) -> bool:
    read_aloud = program.window.controller.readAloud
    if not _open_work(program):
        return False
    if not read_aloud.active:
        read_aloud.start()
        return False
    return True


def _staff(program: Application) -> bool:
    from kiosk.viewmodels.staff.staff_panel import StaffView

    staff = program.window.controller.staff
    if not _shows_frames(program):
        return False
    if not staff.view:
        staff._open(StaffView.PANEL)
        return False
    return True


def _night(program: Application) -> bool:
    return program.night_mode is not None and not program.night_mode.screen_on


def _reading(program: Application) -> bool:
    """The folder is read once more, after the first reading has ended."""
    reloader = program.reloader
    if reloader is None or not _shows_frames(program):
        return False
    if getattr(program, "was_asked", False):
        return bool(reloader._busy_since)
    if program.health_monitor.status().read and not reloader._busy_since:
        program.was_asked = True  # type: ignore[attr-defined]
        reloader.reload()
    return False


def _decoding(program: Application) -> bool:
    return program.window.controller.imageLoader.busy


def _long_check(program: Application) -> bool:
    """The check of what was read computes for longer than anybody waits for its thread."""
    import kiosk.check

    def compute(_result: object, **_: object) -> tuple[()]:
        program.was_asked = True  # type: ignore[attr-defined]
        while True:
            sum(range(1000))

    return _while_reading(program, kiosk.check, "check", compute)


def _hanging_share(program: Application) -> bool:
    """A scan waits for a share for longer than anybody waits for its thread."""
    import time

    from kiosk.content.cache.startup_cache import StartupCache

    def wait(_cache: object) -> list[FolderScan]:
        program.was_asked = True  # type: ignore[attr-defined]
        time.sleep(60)
        return []

    return _while_reading(program, StartupCache, "scan", wait)


def _slow_share(program: Application) -> bool:
    """A scan ends a little after everybody has ceased to wait for its thread."""
    import random
    import time

    from kiosk.app.content_reloader import JOIN_SECONDS
    from kiosk.content.cache.startup_cache import StartupCache

    closing = program.reloader._closing if program.reloader is not None else None

    def wait(_cache: object) -> list[FolderScan]:
        assert closing is not None
        program.was_asked = True  # type: ignore[attr-defined]
        closing.wait()
        time.sleep(JOIN_SECONDS + random.random() * LATE_SECONDS)
        return []

    return _while_reading(program, StartupCache, "scan", wait)


def _while_reading(
    program: Application, owner: object, name: str, stuck: Callable[..., object]
) -> bool:
    """Read the folder again with ``stuck`` in place of a function; true once that runs."""
    reloader = program.reloader
    if getattr(program, "was_asked", False):
        return True
    if (
        reloader is not None
        and program.health_monitor.status().read
        and not getattr(program, "is_replaced", False)
    ):
        program.is_replaced = True  # type: ignore[attr-defined]
        setattr(owner, name, stuck)
        reloader.reload()
    return False


def _rest(program: Application) -> bool:
    """Everything that a start leaves for later has been done: other screens, the voice."""
    import time

    return _shows_frames(program) and time.time() - program.health_monitor.started > REST_SECONDS


STATES: dict[str, Condition] = {
    "loop": _loop,
    "rest": _rest,
    "zoom": _zoom,
    "speech": _speech,
    "staff panel": _staff,
    "night": _night,
    "reading content": _reading,
    "a long check": _long_check,
    "a hanging share": _hanging_share,
    "a slow share": _slow_share,
    "decoding pictures": _decoding,
    "safe mode": _shows_frames,
}


def _tell_in(state: str, descriptor: int) -> None:
    """Write one sign to the descriptor when the program is in the state."""
    from kiosk.app.application import Application

    condition, original = STATES[state], Application.take_screenshots_on_request

    def start(program: Application) -> None:
        from PySide6.QtCore import QTimer

        original(program)
        # Not the program's: nothing of the test's is left at its end but a timer that has fired.
        timer = QTimer(program.window.window, interval=LOOK_MS)

        def look() -> None:
            if condition(program):
                timer.stop()
                timer.timeout.disconnect(look)
                timer.deleteLater()
                os.write(descriptor, b"!")

        timer.timeout.connect(look)
        timer.start()

    Application.take_screenshots_on_request = start  # type: ignore[method-assign]


def _tell_at_the_poster(descriptor: int) -> None:
    """Write the sign once the poster has written its status."""
    from kiosk.app.poster import PosterMonitor

    original = PosterMonitor._write_status

    def write(monitor: PosterMonitor) -> None:
        original(monitor)
        if monitor._poster.paint_count:
            PosterMonitor._write_status = original  # type: ignore[method-assign]
            os.write(descriptor, b"!")

    PosterMonitor._write_status = write  # type: ignore[method-assign]


def _run() -> int:
    from kiosk.supervisor import end_guard

    # How the program ends by itself is looked at here, on a busy machine too.
    end_guard.END_SECONDS = 30.0
    state, descriptor = sys.argv.pop(1), int(sys.argv.pop(1))
    if state in STATES:
        _tell_in(state, descriptor)
    elif state.startswith("poster"):
        _tell_at_the_poster(descriptor)
    from kiosk.cli.main import main

    return main()


if __name__ == "__main__":
    sys.exit(_run())

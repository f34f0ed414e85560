"""Writes this screen's report, with a small picture of the glass, for whoever looks after many.

A thread of its own writes: the folder may lie on a share that hangs.
"""

from __future__ import annotations

import logging
import queue
import shutil
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QObject, Qt
from PySide6.QtGui import QImage, QImageWriter

from kiosk.fleet.report import (
    COUNTS_FILE,
    PERIOD_SECONDS,
    PICTURE_FILE,
    STATUS_FILE,
    Report,
    report_bytes,
)
from kiosk.publishing.files import write_whole
from kiosk.publishing.store_folder import REPORTS, SHOWN, local_folder, screen_name
from kiosk.status.attention import is_well, reasons_to_look

if TYPE_CHECKING:
    from kiosk.app.health_monitor import HealthMonitor
    from kiosk.settings import Settings
    from kiosk.status.program_status import ProgramStatus

log = logging.getLogger(__name__)

# Pixels, and seconds between two pictures of one release.
PICTURE_WIDTH = 360
PICTURE_SECONDS = 300.0
_MOST_REASONS, _MOST_LETTERS = 20, 500
# A request to end is obeyed within two seconds, all closing together.
JOIN_SECONDS = 0.3


class FleetReporter(QObject):
    """Reports once a minute and at a change of release; each heartbeat asks whether it is time.

    ``shown_file`` gives the file of the slide, ``touch_age`` the seconds since the last touch.
    No picture is taken while somebody uses the screen.
    """

    def __init__(
        self,
        settings: Settings,
        health_monitor: HealthMonitor,
        shown_file: Callable[[], str],
        touch_age: Callable[[], float],
        counts: Path | None,
    ) -> None:
        super().__init__()
        assert settings.release_store is not None
        self._screen = screen_name(settings)
        root = settings.reports or settings.release_store.absolute() / REPORTS
        self._folder, self._counts = root / self._screen, counts
        self._local = local_folder(settings, settings.release_store)
        self._with_picture = settings.report_picture
        self._health_monitor = health_monitor
        self._shown_file, self._touch_age = shown_file, touch_age
        self._release, self._reported_at, self._picture_at = "", 0.0, 0.0
        self._waiting: queue.Queue[tuple[Report, bytes] | None] = queue.Queue(maxsize=1)
        self._thread = threading.Thread(target=self._write_all, name="fleet-reporter", daemon=True)
        self._thread.start()
        health_monitor.heartbeat.connect(self._report_if_due)

    def close(self) -> None:
        """Report nothing more. A thread that waits for a hanging share is left behind."""
        self._health_monitor.heartbeat.disconnect(self._report_if_due)
        with suppress(queue.Empty):
            self._waiting.get_nowait()
        with suppress(queue.Full):
            self._waiting.put_nowait(None)
        self._thread.join(JOIN_SECONDS)

    def _report_if_due(self) -> None:
        now = time.monotonic()
        status = self._health_monitor.status()
        changed = status.release != self._release
        if self._waiting.full() or not (changed or now - self._reported_at >= PERIOD_SECONDS):
            return
        is_quiet = self._health_monitor.is_quiet()
        picture = b""
        if changed:
            # The picture of a new release is taken a minute later: it is still being read.
            self._picture_at = now + PERIOD_SECONDS
        may_look = self._with_picture and is_quiet and not status.screen_missing
        if may_look and now >= self._picture_at:
            picture = _png(self._health_monitor.picture())
            self._picture_at = now + PICTURE_SECONDS
        self._release, self._reported_at = status.release, now
        on_screen = self._shown_file() if is_quiet else "in use"
        with suppress(queue.Full):
            self._waiting.put_nowait((self._report(status, on_screen), picture))

    def _report(self, status: ProgramStatus, on_screen: str) -> Report:
        reasons = [one[:_MOST_LETTERS] for one in reasons_to_look(status)]
        return Report(
            screen=self._screen,
            written=time.time(),
            release=status.release,
            release_wanted=status.release_wanted,
            release_problem=status.release_problem[:_MOST_LETTERS],
            mode=status.mode,
            is_well=is_well(status),
            problems=tuple(reasons[:_MOST_REASONS]),
            on_screen=on_screen[:_MOST_LETTERS],
            works=status.works,
            errors=status.errors,
            warnings=status.warnings,
            version=status.version,
            uptime=max(0.0, time.time() - status.started),
            restarts=status.restarts,
            touch_age=self._touch_age(),
            clock=status.clock,
        )

    def _write_all(self) -> None:
        failed = False
        while (found := self._waiting.get()) is not None:
            try:
                self._write(*found)
                failed = False
            except OSError as error:
                if not failed:
                    log.warning("The report cannot be written: %s", error)
                failed = True

    def _write(self, report: Report, picture: bytes) -> None:
        from dataclasses import replace

        if not self._folder.is_dir():
            self._folder.mkdir(parents=True, exist_ok=True)
            with suppress(OSError):
                # The engine that carries it is another user, and the service's umask shuts it out.
                self._folder.chmod(0o755)
        since, free = 0.0, 0
        with suppress(OSError):
            since = (self._local / SHOWN).lstat().st_mtime
            free = shutil.disk_usage(self._local).free
        if picture:
            write_whole(self._folder / PICTURE_FILE, picture)
        if self._counts is not None and self._counts.exists():
            write_whole(self._folder / COUNTS_FILE, self._counts.read_bytes())
        report = replace(report, release_since=since, free_bytes=free)
        write_whole(self._folder / STATUS_FILE, report_bytes(report))


def _png(image: QImage) -> bytes:
    """The picture at the report's width; b"" where it cannot be made."""
    if image.isNull():
        return b""
    small = image.scaledToWidth(PICTURE_WIDTH, Qt.TransformationMode.SmoothTransformation)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    written = QImageWriter(buffer, b"png").write(small.convertToFormat(QImage.Format.Format_RGB888))
    return bytes(buffer.data().data()) if written else b""

"""Records what the loop begins with, for the next start (``kiosk.content.cache.opening``)."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Q_RETURN_ARG, QMetaObject, QObject, QRectF, Qt, QTimer, QUrl, Slot

from kiosk.content.cache.opening import (
    FolderFiles,
    Opening,
    drawing_token,
    save_opening,
    stamp_of,
)
from kiosk.content.cache.startup_cache import StartupCache
from kiosk.domain import Snapshot, Work
from kiosk.schedule import open_spans
from kiosk.session import DisplaySettings, SessionState
from kiosk.settings import Settings
from kiosk.window.app_window import AppWindow

# After the first slide has come to the front, and again until the folder has been read.
LOOK_MS = 1_500
# So long an opening holds. The project's own number.
DAYS = 30
# A request to end is obeyed within two seconds, all closing together.
JOIN_SECONDS = 0.2


class OpeningRecorder(QObject):
    """Writes ``file`` each time that the loop's first slide is at rest and differs from the last.

    That is a slide as a new start shows it: a picture, nobody there, no notice, nothing broken.
    """

    def __init__(
        self, window: AppWindow, cache: StartupCache, settings: Settings, file: Path
    ) -> None:
        super().__init__(window.window)
        self._app_window, self._cache, self._settings = window, cache, settings
        self._file = file
        self._saved: Opening | None = None
        self._thread: threading.Thread | None = None
        self._timer = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._timer.timeout.connect(self._record_if_first)
        window.controller.loop.frontChanged.connect(self._on_turned)
        self._timer.start()

    @Slot()
    def _on_turned(self) -> None:
        if self._is_first(self._app_window.controller.session.state):
            self._timer.start()

    def _is_first(self, state: SessionState) -> bool:
        return (
            state.on_loop
            and state.loop.slide == 0
            and state.loop.page == 0
            and not state.loop.on_standby
            and not state.display_panel_open
            and state.display == DisplaySettings()
        )

    @Slot()
    def _record_if_first(self) -> None:
        controller = self._app_window.controller
        if not self._is_first(controller.session.state):
            return
        saved = self._cache.saved
        if saved is None or not self._app_window.is_settled:
            self._timer.start()
            return
        opening = self._opening(*saved)
        if opening is None or self._saved == opening:
            return
        self._saved = opening
        self._thread = threading.Thread(
            target=save_opening, args=(self._file, opening), name="opening", daemon=True
        )
        self._thread.start()

    def _opening(self, snapshot: Snapshot, files: FolderFiles | None) -> Opening | None:
        """The slide that is in front, where a new start of ``snapshot`` shows the same."""
        controller = self._app_window.controller
        session, shown = controller.session, controller.snapshot
        work = controller.loop.front_work.key
        languages = session.catalogue.languages
        if (
            files is None
            or work not in files.works
            or session.catalogue.playlist[0].work != work
            or session.state.language != (self._settings.language or languages[0])
            or controller.failures.reasons
            or controller.imageLoader.broken
            or shown.exhibition != snapshot.exhibition
            or _find(shown, work) != (record := _find(snapshot, work))
            or record is None
        ):
            return None
        scene = self._scene()
        if scene is None or scene["work"] != work:
            return None
        today = controller.clock.now().astimezone(ZoneInfo(shown.exhibition.timezone)).date()
        window = self._app_window.window
        try:
            picture = stamp_of(Path(QUrl(scene["pictureSource"]).toLocalFile()))
        except OSError:
            return None
        names = (record.file, record.picture.file) if record.picture else (record.file,)
        return Opening(
            program=drawing_token(),
            window=(window.width(), window.height()),
            language=self._settings.language,
            work=work,
            items=names,
            files=replace(files, works={work: files.works[work]}),
            picture=picture,
            timezone=shown.exhibition.timezone,
            since=_midnight(shown, today).timestamp(),
            until=_next_selection(snapshot, today).timestamp(),
            hours=tuple(
                (begin.timestamp(), end.timestamp())
                for begin, end in open_spans(shown.exhibition, today, DAYS)
            ),
            scene=scene,
        )

    def _scene(self) -> Mapping[str, Any] | None:
        """What Main.qml tells of it, rectangles as mappings; None where that is no such slide."""
        told = QMetaObject.invokeMethod(
            self._app_window.main,
            "openingScene",
            Qt.ConnectionType.DirectConnection,
            Q_RETURN_ARG("QVariant"),
        )
        found = told.toVariant() if hasattr(told, "toVariant") else told
        if not isinstance(found, dict):
            return None
        return {
            name: _lengths(value) if isinstance(value, QRectF) else value
            for name, value in found.items()
        }

    def close(self) -> None:
        """Wait a little for what is being written."""
        self._timer.stop()
        if self._thread is not None:
            self._thread.join(JOIN_SECONDS)


def _find(snapshot: Snapshot, key: str) -> Work | None:
    return next((work for work in snapshot.works if work.key == key), None)


def _lengths(rectangle: QRectF) -> dict[str, float]:
    return {
        "x": rectangle.x(),
        "y": rectangle.y(),
        "width": rectangle.width(),
        "height": rectangle.height(),
    }


def _next_selection(snapshot: Snapshot, today: date) -> datetime:
    """The beginning of the day on which another work may be the first one, or after DAYS."""
    day = timedelta(days=1)
    days = [today + DAYS * day]
    if snapshot.exhibition.closes is not None:
        days.append(snapshot.exhibition.closes + day)
    for work in snapshot.works:
        if work.shown_from is not None:
            days.append(work.shown_from)
        if work.shown_until is not None:
            days.append(work.shown_until + day)
    following = min(one for one in days if one > today)
    return _midnight(snapshot, following)


def _midnight(snapshot: Snapshot, day: date) -> datetime:
    """The beginning of a day at the exhibition."""
    return datetime.combine(day, time(), ZoneInfo(snapshot.exhibition.timezone))

"""The screen on the wall as it would look: the wall's window, at any size and moment.

Runs in the preview's own process, offscreen.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QMouseEvent, QWheelEvent

from kiosk.app.freed_memory import give_back_freed
from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.load import LoadResult, load
from kiosk.domain import bounds
from kiosk.paths import below_cache
from kiosk.pictures.decoder_pool import DecoderPool
from kiosk.session import transitions
from kiosk.studio.preview.drafts import DraftItems
from kiosk.window.app_window import AppWindow

# Milliseconds after a frame in which a further one may come: both are sent as one.
FRAME_PAUSE_MS = 25
# A picture that is loading, or a text that is being set, is asked for again after so long.
SETTLING_MS = 40
# Milliseconds after which a screen that rests gives back the memory that reading and drawing freed.
FREEING_MS = 2000
_BUTTON = Qt.MouseButton.LeftButton
_NO_KEYS = Qt.KeyboardModifier.NoModifier


class PreviewClock:
    """Stands at one moment, which the studio chooses. Nothing turns, and nobody is asked to go."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """The chosen moment."""
        return self.moment

    def monotonic(self) -> float:
        """Always the same: no time passes."""
        return 0.0


class PreviewScreen(QObject):
    """One folder in the wall's window. ``send`` is called with each frame and what it shows."""

    def __init__(
        self,
        app: QGuiApplication,
        folder: Path,
        send: Callable[[dict[str, Any], QImage], None],
    ) -> None:
        super().__init__()
        self._app, self._folder, self._send = app, folder, send
        self._cache = ReadCache()
        self._fit = (960, 540)
        self._wish: tuple[str, str] = ("", "")
        self._sent: QImage | None = None
        self._moment = ""
        self._pressed_button = Qt.MouseButton.NoButton
        self._drafts = DraftItems(folder)
        result = self._load()
        self._snapshot = result.snapshot
        self._clock = PreviewClock(self._moment_in(result))
        self._decoders = DecoderPool(result.snapshot.roots)
        self._window = AppWindow(
            app,
            result.snapshot,
            self._clock,
            below_cache("pictures"),
            animated=False,
            renderer=self._decoders,
        )
        self._timer = QTimer(self, singleShot=True, interval=FRAME_PAUSE_MS)
        self._timer.timeout.connect(self._grab)
        self._window.window.afterRendering.connect(
            self._on_frame, Qt.ConnectionType.QueuedConnection
        )
        self._freeing = QTimer(self, singleShot=True, interval=FREEING_MS)
        self._freeing.timeout.connect(give_back_freed)
        self._grabbing = False
        # Several changes that wait for the same reading are one.
        self._reading = QTimer(self, singleShot=True, interval=0)
        self._reading.timeout.connect(self._read)

        self._draft_timer = QTimer(self, singleShot=True, interval=0)
        self._draft_timer.timeout.connect(self._show_drafts)

    def _load(self) -> LoadResult:
        today = None
        if self._moment:
            today = datetime.fromisoformat(self._moment).date()
        return load(self._folder, self._cache, today=today, last_good=False)

    def _moment_in(self, result: LoadResult) -> datetime:
        """The chosen wall-clock time at the exhibition; now where none was chosen."""
        zone = ZoneInfo(result.snapshot.exhibition.timezone)
        if not self._moment:
            return datetime.now(zone)
        return datetime.fromisoformat(self._moment).replace(tzinfo=zone)

    # Commands, by their names

    def obey(self, command: dict[str, Any]) -> None:
        """Do what the studio says; a command that is not known is none of this version's."""
        details = dict(command)
        act = _COMMANDS.get(details.pop("do", ""))
        if act is not None:
            act(self, **details)
            self._request()

    def read(self) -> None:
        """Read the folder: it has changed."""
        self._drafts.clear()
        self._drafts.discard_copies()
        self._reading.start()

    def draft(self, name: str, text: str) -> None:
        """Show a file with a text that is not saved yet."""
        self._drafts.set(name, text)
        self._draft_timer.start()

    def at(self, moment: str) -> None:
        """Show a moment: wall-clock time at the exhibition, in ISO 8601."""
        self._moment = moment
        self._reading.start()

    def size(self, width: int, height: int) -> None:
        """Show a screen of this size in pixels."""
        self._window.window.resize(width, height)

    def fit(self, width: int, height: int) -> None:
        """Send frames that fit into this size in pixels."""
        self._fit = (max(width, 16), max(height, 16))
        self._sent = None

    def language(self, language: str) -> None:
        """Show a language of the exhibition."""
        self._session.apply(transitions.set_language, language)

    def display(self, text_scale: float, contrast: bool) -> None:
        """Show another text size, and high contrast."""
        self._session.setTextScale(float(text_scale))
        self._session.setContrast(contrast)

    def start(self) -> None:
        """Show the window: everything that it begins with has been said."""
        self._window.window.show()

    @property
    def _session(self) -> Any:
        return self._window.controller.session

    def _read(self) -> None:
        result = self._load()
        self._clock.moment = self._moment_in(result)
        self._snapshot = result.snapshot
        self._show_drafts()

    def _show_drafts(self) -> None:
        """Show what was read, with what is being typed in it."""
        snapshot = self._drafts.spliced(self._snapshot)
        self._window.set_content(snapshot)
        self._window.controller.set_notices(
            tuple(one for one in snapshot.notices if not one.prepared)
        )
        self.show(*self._wish)
        self._request()

    def show(self, kind: str, key: str) -> None:
        """Open an item where it can be opened; it is opened later where it is not there yet."""
        self._wish = (kind, key)
        session, catalogue = self._session, self._session.catalogue
        at = session.state.location
        match kind:
            case "work" if key in dict(catalogue.works) and at.work != key:
                session.apply(transitions.go_home)
                session.apply(transitions.open_work, key)
                session.apply(transitions.reveal_work)
            case "event" if key in catalogue.events and at.event != key:
                session.apply(transitions.go_home)
                session.apply(transitions.open_event, key)
            case "resource" if key in catalogue.resources and at.resource != key:
                session.apply(transitions.go_home)
                session.apply(transitions.open_resource, key)
            case "screen":
                self._wish = ("", "")
                session.apply(transitions.go_home)
                if key != "loop":
                    session.show(key)

    def mouse(self, type: str, x: float, y: float) -> None:
        """Press, move or release the mouse at a pixel of the window."""
        at = QPointF(x, y)
        types = {
            "press": QEvent.Type.MouseButtonPress,
            "release": QEvent.Type.MouseButtonRelease,
            "move": QEvent.Type.MouseMove,
        }
        # A visitor goes where they like: the item of the form is not opened again by itself.
        self._wish = ("", "")
        if type != "move":
            self._pressed_button = _BUTTON if type == "press" else Qt.MouseButton.NoButton
        button = Qt.MouseButton.NoButton if type == "move" else _BUTTON
        self._post(QMouseEvent(types[type], at, at, button, self._pressed_button, _NO_KEYS))

    def wheel(self, x: float, y: float, by: int) -> None:
        """Turn the wheel by eighths of a degree."""
        at = QPointF(x, y)
        no_button, no_phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
        self._post(
            QWheelEvent(at, at, QPoint(), QPoint(0, by), no_button, _NO_KEYS, no_phase, False)
        )

    def key(self, key: int, text: str, keys: int) -> None:
        """Press and release a key of Qt's numbers, with the modifiers ``keys``."""
        self._wish = ("", "")
        modifiers = Qt.KeyboardModifier(keys)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            self._post(QKeyEvent(kind, key, modifiers, text))

    def _post(self, event: QEvent) -> None:
        QCoreApplication.sendEvent(self._window.window, event)

    # Frames

    def _on_frame(self) -> None:
        if not self._grabbing:
            self._request()

    def _request(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _grab(self) -> None:
        self._grabbing = True
        image = self._window.window.grabWindow()
        # What the picture itself caused is behind it.
        QTimer.singleShot(0, self._rest)
        scaled = image.scaled(
            *self._fit,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        ).convertToFormat(QImage.Format.Format_RGB32)
        if scaled != self._sent:
            self._sent = scaled
            self._send(self._head(scaled), scaled)
        if not self._window.is_settled:
            QTimer.singleShot(SETTLING_MS, self._request)
        self._freeing.start()

    def _rest(self) -> None:
        self._grabbing = False

    def _head(self, image: QImage) -> dict[str, Any]:
        state = self._session.state
        location = state.location
        catalogue = self._session.catalogue
        return {
            "type": "frame",
            "width": image.width(),
            "height": image.height(),
            "screen": str(location.screen),
            "item": location.work or location.event or location.resource,
            "language": state.language,
            "languages": list(catalogue.languages)[: bounds.LANGUAGES.limit],
            "window": [self._window.window.width(), self._window.window.height()],
            "settled": self._window.is_settled,
        }

    def close(self) -> None:
        """End the window and what decodes for it."""
        self._timer.stop()
        self._freeing.stop()
        self._reading.stop()
        self._draft_timer.stop()
        self._drafts.close()
        self._decoders.close()
        self._window.close()


_COMMANDS: dict[str, Callable[..., None]] = {
    "read": PreviewScreen.read,
    "draft": PreviewScreen.draft,
    "at": PreviewScreen.at,
    "size": PreviewScreen.size,
    "fit": PreviewScreen.fit,
    "language": PreviewScreen.language,
    "display": PreviewScreen.display,
    "show": PreviewScreen.show,
    "mouse": PreviewScreen.mouse,
    "wheel": PreviewScreen.wheel,
    "key": PreviewScreen.key,
    "start": PreviewScreen.start,
}

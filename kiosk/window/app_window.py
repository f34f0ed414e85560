"""The window: application, typefaces, translations, engine and controller put together, for the wall and for shots."""

import logging
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTranslator, QUrl, Signal
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from kiosk import i18n
from kiosk.domain import Snapshot
from kiosk.input.resting_touch_filter import RestingTouchFilter
from kiosk.paths import fonts_folder
from kiosk.pictures.cache import DerivativeCache, Renderer
from kiosk.qt.gc_scheduler import GcScheduler
from kiosk.qt.item_info import is_target, target_info
from kiosk.schedule import Clock
from kiosk.typesetting import typesetter  # noqa: F401

# Imported for their QML types, which KioskUi uses.
from kiosk.viewmodels import qr_code_item  # noqa: F401
from kiosk.viewmodels.gallery import picture_source, tile_model  # noqa: F401
from kiosk.window.controller import Controller

log = logging.getLogger(__name__)

UI = Path(__file__).resolve().parent.parent / "ui"
_ACTIVITY_EVENTS = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.KeyPress,
    QEvent.Type.Wheel,
)


def load_typefaces() -> None:
    """Make the shipped typefaces known to Qt; the labels' one is the default."""
    for path in sorted(fonts_folder().glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            log.error("typeface %s cannot be read", path.name)
    QGuiApplication.setFont(QFont("Atkinson Hyperlegible Next"))


class ActivityFilter(QObject):
    """Notices that somebody is there: any touch, key or wheel on the window."""

    activity = Signal()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTIVITY_EVENTS:
            self.activity.emit()
        return False


def _in_this_process() -> Renderer:
    from kiosk.pictures import derive

    return derive


class AppWindow:
    """One window with its engine. Raises RuntimeError when the interface cannot be loaded.

    Without ``animated`` every change is a cut. Pictures are decoded by ``maker``: in this process, unless a workshop is given.
    """

    def __init__(
        self,
        app: QGuiApplication,
        snapshot: Snapshot,
        clock: Clock,
        cache: Path,
        *,
        animated: bool = True,
        maker: Renderer | None = None,
    ) -> None:
        self._app = app
        self._translators: dict[str, QTranslator] = {}
        self._translator: QTranslator | None = None
        self._garbage = GcScheduler()
        self.engine = QQmlApplicationEngine()
        self.controller = Controller(
            snapshot,
            clock,
            DerivativeCache(cache, maker or _in_this_process()),
            self._install_language,
        )
        self.engine.addImportPath(str(UI))
        self.engine.setInitialProperties({"controller": self.controller, "animated": animated})
        self.engine.load(QUrl.fromLocalFile(str(UI / "KioskUi" / "Main.qml")))
        roots = self.engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            self.close()
            raise RuntimeError("the interface could not be loaded")
        self.window: QQuickWindow = roots[0]
        # Asked after all others, who are told of every finger.
        self._fingers = RestingTouchFilter(self.window)
        self._attention = ActivityFilter(self.window)
        self._attention.activity.connect(self.controller.session.user_activity)
        self.window.installEventFilter(self._attention)
        self.window.activeFocusItemChanged.connect(self._tell_focus)
        self._garbage.start(lambda: self.controller.session.state.on_loop)

    def set_content(self, snapshot: Snapshot) -> None:
        """Go on with new content."""
        self.controller.set_content(snapshot)
        self._garbage.on_content_changed()

    def _tell_focus(self) -> None:
        """Have the name of the control spoken that the keys have come to, where everything is read aloud."""
        item = self.window.activeFocusItem()
        if item is not None and is_target(item):
            control = target_info(item)
            chosen = i18n.tr("%1, selected") if control.selected else "%1"
            self.controller.readAloud.announce_focus(chosen.replace("%1", control.name))

    def _install_language(self, language: str) -> None:
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
            self._translator = None
        translator = self._translators.get(language)
        if translator is None:
            # Kept: one for each time that somebody changes the language would fill the memory in months.
            translator = self._translators[language] = QTranslator()
            file = UI / "i18n" / f"kiosk_{language.split('-')[0]}.qm"
            if file.exists():
                translator.load(str(file))
        if not translator.isEmpty():
            self._app.installTranslator(translator)
            self._translator = translator
        self.engine.setUiLanguage(language)
        self.engine.retranslate()

    def close(self) -> None:
        """Take the window down: the engine goes before what it shows, and workers end before the program."""
        self.controller.readAloud.close()
        self.controller.imageLoader.close()
        self.engine.deleteLater()
        self._app.sendPostedEvents(self.engine, QEvent.Type.DeferredDelete)
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
        self._garbage.close()

"""The window: typefaces, translations, QML engine and controller, for the screen and offscreen."""

import logging
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QLoggingCategory,
    QObject,
    QTranslator,
    QUrl,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QKeyEvent
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickItem

from kiosk import i18n
from kiosk.domain import Snapshot
from kiosk.domain.design import SANS, SERIF, WIDE_SANS
from kiosk.input.assistive_keys import AssistiveKeys
from kiosk.input.resting_touch_filter import RestingTouchFilter
from kiosk.keypad import EZ_ACCESS, KeyMap
from kiosk.paths import fonts_folder
from kiosk.pictures.cache import DerivativeCache, Renderer
from kiosk.qt import paged_list_model  # noqa: F401
from kiosk.qt.focus import focused_item
from kiosk.qt.gc_scheduler import GcScheduler
from kiosk.qt.item_info import Role, is_loading, is_target, target_info, visible_items
from kiosk.schedule import Clock
from kiosk.typesetting import (  # noqa: F401
    poster_setter,
    sentences,
    text_ruler,
    title_lines,
    typesetter,
)
from kiosk.typesetting.box_typeface import add_box_typeface

# Imported for their QML types, which KioskUi uses.
from kiosk.viewmodels import design, qr_code_item  # noqa: F401
from kiosk.viewmodels.board import chip_list, programme_list  # noqa: F401
from kiosk.viewmodels.gallery import picture_source, tile_model  # noqa: F401
from kiosk.viewmodels.session import prompt_area  # noqa: F401
from kiosk.window.controller import Controller
from kiosk.window.kiosk_window import KioskWindow

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
    """Register the shipped typefaces and the boxes with Qt, and set the default typeface."""
    for path in sorted(fonts_folder().glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            log.error("typeface %s cannot be read", path.name)
    # Told for each typeface, size and script that do not go together, thousands of times; what no
    # typeface has is told by the check.
    QLoggingCategory.setFilterRules("qt.text.font.db.info=false")
    add_box_typeface()
    QGuiApplication.setFont(QFont(SANS))
    for family in (SERIF, WIDE_SANS):
        # A sign that one lacks, such as the word joiner in a time, comes from the other before the
        # machine's own typefaces, whose lines may be higher.
        QFont.insertSubstitution(family, SANS)


class ActivityFilter(QObject):
    """Emits ``activity`` for any touch, key or wheel event of the window.

    A key that is held is one: a key that is stuck keeps no session alive.
    """

    activity = Signal()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTIVITY_EVENTS and not (
            isinstance(event, QKeyEvent) and event.isAutoRepeat()
        ):
            self.activity.emit()
        return False


def _in_process_renderer() -> Renderer:
    from kiosk.pictures import derive

    return derive


class AppWindow:
    """One window with its engine. Raises RuntimeError when the interface cannot be loaded.

    Without ``animated`` there are no transitions. ``renderer`` decodes the pictures; without one
    they are decoded in this process. ``turn`` degrees clockwise, 0, 90, 180 or 270, is the
    ``scene`` turned in the window. ``keys`` are those of a keypad. In the
    ``background``, new content is shown a little later than it is set. ``window`` is one that was
    made before, maybe with an opening.
    """

    def __init__(
        self,
        app: QGuiApplication,
        snapshot: Snapshot,
        clock: Clock,
        cache: Path,
        *,
        animated: bool = True,
        renderer: Renderer | None = None,
        background: bool = False,
        turn: int = 0,
        keys: KeyMap = EZ_ACCESS,
        window: KioskWindow | None = None,
    ) -> None:
        self._app = app
        self._translators: dict[str, QTranslator] = {}
        self._translator: QTranslator | None = None
        self._gc_scheduler = GcScheduler()
        self._start = window or KioskWindow()
        self.window = self._start.window
        self.engine = QQmlApplicationEngine()
        self.engine.setIncubationController(self.window.incubationController())
        self.controller = Controller(
            snapshot,
            clock,
            DerivativeCache(cache, renderer or _in_process_renderer()),
            self._install_language,
            background=background,
        )
        self.engine.addImportPath(str(UI))
        self.engine.addImageProvider("wall", self._start.walls)
        opening = self._start.opening
        self.engine.setInitialProperties(
            {
                "parent": self.window.contentItem(),
                "controller": self.controller,
                "animated": animated,
                "turn": turn,
                **({"opening": opening} if opening is not None else {}),
            }
        )
        self.engine.load(QUrl.fromLocalFile(str(UI / "KioskUi" / "Main.qml")))
        roots = self.engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickItem):
            self.close()
            raise RuntimeError("the interface could not be loaded")
        self.main: QQuickItem = roots[0]
        # The engine deletes it before the window. Until then it is found as the window's child.
        self.main.setParent(self.window)
        self.turn = turn
        scene = self.main.property("turnedScene")
        assert isinstance(scene, QQuickItem)
        self.scene: QQuickItem = scene
        # Installed first and so called last: the filters before it see every touch point.
        self._resting_touch_filter = RestingTouchFilter(self.window, self.main)
        self._assistive_keys = AssistiveKeys(self.window, keys, self.controller.keypad.pause)
        self.controller.keypad.attach(self.window, self._assistive_keys)
        self.controller.scanner.attach(self.scene, self._assistive_keys)
        self._activity_filter = ActivityFilter(self.window)
        self._activity_filter.activity.connect(self.controller.session.user_activity)
        self.window.installEventFilter(self._activity_filter)
        self.window.frameSwapped.connect(self.controller.note_frame)
        self.window.activeFocusItemChanged.connect(self._announce_focus)
        self._gc_scheduler.start(lambda: self.controller.session.state.on_loop)

    def collect_garbage_with(self, heartbeat: SignalInstance) -> None:
        """Collect with each of these signals, and by no timer any more."""
        self._gc_scheduler.follow(heartbeat)

    def set_content(self, snapshot: Snapshot) -> None:
        """Show new content."""
        self.controller.set_content(snapshot)

    @property
    def is_settled(self) -> bool:
        """False while content is selected, a picture is loaded, a text is set or a list is filled.

        Only what is visible counts.
        """
        if self.controller.is_selecting or self.controller.imageLoader.busy:
            return False
        loaders = visible_items(self.window.contentItem(), Role.Loader)
        return not any(is_loading(item) for item in loaders)

    def _announce_focus(self) -> None:
        """Speak the name of the control that has the focus, if everything is read aloud."""
        item = focused_item(self.window)
        if item is not None and is_target(item):
            control = target_info(item)
            template = i18n.tr("%1, selected") if control.selected else "%1"
            self.controller.readAloud.announce_focus(template.replace("%1", control.name))

    def _install_language(self, language: str) -> None:
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
            self._translator = None
        translator = self._translators.get(language)
        if translator is None:
            # Kept: a new one at each change of language would fill the memory in months.
            translator = self._translators[language] = QTranslator()
            file = UI / "i18n" / f"kiosk_{language.split('-')[0]}.qm"
            if file.exists():
                translator.load(str(file))
        if not translator.isEmpty():
            self._app.installTranslator(translator)
            self._translator = translator
        self.engine.setUiLanguage(language)
        self.engine.retranslate()

    def close(self, *, collect: bool = True) -> None:
        """Close the window. The engine is deleted before the objects that it shows.

        The caller may ``collect`` the garbage itself, which takes long with much content.
        """
        self.controller.close()
        self.engine.deleteLater()
        self._app.sendPostedEvents(self.engine, QEvent.Type.DeferredDelete)
        self._start.close()
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
        self._gc_scheduler.close(collect=collect)

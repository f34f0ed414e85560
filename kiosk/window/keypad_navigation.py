"""What the keys of an assistive keypad do on each screen, and "try the keys"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk import i18n
from kiosk.input.assistive_keys import BOUNCE_SECONDS, AssistiveKeys
from kiosk.keypad import KeypadAction
from kiosk.qt.focus import focused_item
from kiosk.qt.item_info import Role, is_target, visible_items
from kiosk.qt.qml import Property, QmlUncreatable
from kiosk.session import transitions
from kiosk.speech.read_aloud import ReadAloud
from kiosk.viewmodels.info.notices import NoticesViewModel
from kiosk.viewmodels.session.session import SessionViewModel
from kiosk.viewmodels.staff.staff_panel import StaffViewModel
from kiosk.window.switch_scanner import SwitchScanner

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_JACK = (KeypadAction.JACK_IN, KeypadAction.JACK_OUT)


@QmlElement
@QmlUncreatable("the controller owns it")
class KeypadNavigation(QObject):
    """Moves the focus, activates, turns pages and speaks as the keys ask.

    ``paged`` asks the screen that is open for its next page (1) or the one before (-1). While the
    keys are tried, ``heading`` and ``words`` say what the last key does, and no key but Help and
    the jack does anything.
    """

    changed = Signal()
    paged = Signal(int)
    # Something was put into a jack, or pulled out.
    plugged_changed = Signal(bool)

    def __init__(
        self,
        session: SessionViewModel,
        read_aloud: ReadAloud,
        staff: StaffViewModel,
        notices: NoticesViewModel,
        scanner: SwitchScanner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._read_aloud = session, read_aloud
        self._staff, self._notices = staff, notices
        # The words of the notice that a listener has heard.
        self._announced: list[str] = []
        self._dark = False
        session.changed.connect(self._on_session_changed)
        self._window: QQuickWindow | None = None
        self._keys: AssistiveKeys | None = None
        # Something was put into the jack and has not been pulled out.
        self._plugged = False
        self._trying = self._used = False
        self._heading = self._words = ""
        self._actions: Mapping[KeypadAction, Callable[[], None]] = {
            KeypadAction.UP: lambda: self._send(Qt.Key.Key_Backtab),
            KeypadAction.DOWN: lambda: self._send(Qt.Key.Key_Tab),
            KeypadAction.SELECT: self._select,
            KeypadAction.BACK: self._back,
            KeypadAction.NEXT: lambda: self.paged.emit(1),
            KeypadAction.REWIND: lambda: self._read_aloud.step_sentence(-1),
            KeypadAction.FORWARD: lambda: self._read_aloud.step_sentence(1),
            KeypadAction.LOUDER: lambda: self._read_aloud.changeVolume(1),
            KeypadAction.SOFTER: lambda: self._read_aloud.changeVolume(-1),
            KeypadAction.SWITCH_MOVE: scanner.move,
            KeypadAction.SWITCH_SELECT: scanner.select,
        }

    def attach(self, window: QQuickWindow, keys: AssistiveKeys) -> None:
        """Follow the keys of ``window``."""
        self._window, self._keys = window, keys
        keys.pressed.connect(self.on_pressed)

    def control(self, name: str) -> QQuickItem | None:
        """The control that is seen and whose ``objectName`` is ``name``; None without one."""
        if self._window is None:
            return None
        seen = visible_items(self._window.contentItem(), Role.Target)
        return next((item for item in seen if item.objectName() == name), None)

    def pause(self) -> float:
        """Seconds within which a second press of the same key is ignored."""
        return max(BOUNCE_SECONDS, self._session.state.display.key_pause)

    # What is shown while the keys are tried

    @Property(bool, notify=changed)
    def used(self) -> bool:
        """True once a key or a switch was pressed in this session; the panel has its timing."""
        return self._used

    @Property(str, notify=changed)
    def heading(self) -> str:
        """The key that was pressed; empty while the keys are not tried."""
        return self._heading

    @Property(str, notify=changed)
    def words(self) -> str:
        """What the key does."""
        return self._words

    # The keys

    @Slot(object)
    def on_pressed(self, action: KeypadAction) -> None:
        """Do what a key is for, or say it while the keys are tried."""
        if not self._used:
            self._used = True
            self.changed.emit()
        if action in _JACK:
            self._on_jack(plugged=action is KeypadAction.JACK_IN)
        elif self._notices.emergency:
            self._on_emergency(action)
        elif self._session.state.idle_prompt:
            self._answer_prompt(action)
        elif action is KeypadAction.HELP:
            self._toggle_trying()
        elif self._trying:
            self._show(*key_words(action))
        else:
            self._resume_speech()
            self._actions.get(action, lambda: None)()

    def _on_jack(self, *, plugged: bool) -> None:
        self._end_trying()
        self._plugged = plugged
        self.plugged_changed.emit(plugged)
        if self._session.state.idle_prompt:
            self._session.keepGoing()
        self._session.apply(transitions.plug_headphones, plugged)
        if plugged:
            self._greet()
        else:
            self._read_aloud.reset()

    def _greet(self) -> None:
        if self._notices.emergency:
            self._read_aloud.start()
            return
        self._announced = self._band_lines()
        self._read_aloud.greet(
            *self._announced,
            i18n.tr("Speech is on."),
            i18n.tr(
                "Down goes through the controls, Select chooses one. Help lets you try the keys."
            ),
        )

    def announce_band(self) -> None:
        """Say a notice that came to who listens; an emergency is read as a whole."""
        if self._session.state.display.auto_read_aloud and not self._notices.emergency:
            lines = self._band_lines()
            if lines and lines != self._announced:
                self._read_aloud.greet(*lines)
            self._announced = lines

    def _band_lines(self) -> list[str]:
        notices = self._notices
        words = (notices.bandHeadline, notices.bandText) if notices.band else ()
        return [line for line in words if line]

    @Slot()
    def _on_session_changed(self) -> None:
        dark = self._session.state.display.dark
        if dark != self._dark:
            self._dark = dark
            if dark:
                self._read_aloud.greet(
                    i18n.tr("The screen is dark now. A touch on it lights it and goes home.")
                )

    def _resume_speech(self) -> None:
        """Speak again to somebody who comes back to headphones that stayed in the jack."""
        if self._plugged and not self._session.state.headphones:
            self._session.apply(transitions.plug_headphones, True)

    def _on_emergency(self, action: KeypadAction) -> None:
        """Nothing can be chosen; the notice can be heard again, and sentence by sentence."""
        self._end_trying()
        if action in (KeypadAction.REWIND, KeypadAction.FORWARD):
            self._actions[action]()
        else:
            self._read_aloud.start()

    def _answer_prompt(self, action: KeypadAction) -> None:
        """ "Still here?": Up, Down and Select use its two buttons; any other key means yes."""
        if action in (KeypadAction.UP, KeypadAction.DOWN, KeypadAction.SELECT):
            self._actions[action]()
        else:
            self._session.keepGoing()

    def _select(self) -> None:
        item = focused_item(self._window) if self._window is not None else None
        if item is not None and is_target(item):
            self._send(Qt.Key.Key_Return)
        elif self._session.state.display.auto_read_aloud:
            self._read_aloud.say(i18n.tr("Nothing is chosen yet. Press Down."))

    def _back(self) -> None:
        if self._staff.view:
            self._staff.close()
        else:
            self._session.back()

    def _send(self, key: Qt.Key) -> None:
        if self._keys is not None:
            self._keys.send(key)

    # Trying the keys

    def _toggle_trying(self) -> None:
        if self._trying:
            self._end_trying()
            self._read_aloud.say(i18n.tr("The keys work again."))
        else:
            self._trying = True
            self._show(
                i18n.tr("Try the keys"),
                i18n.tr("Each key says what it does. Press Help again to use them."),
            )

    def _show(self, heading: str, words: str) -> None:
        self._heading, self._words = heading, words
        self.changed.emit()
        self._read_aloud.say(f"{heading}. {words}")

    def _end_trying(self) -> None:
        if self._trying:
            self._trying = False
            self._heading = self._words = ""
            self.changed.emit()

    @Slot()
    def on_session_expired(self) -> None:
        """The next visitor finds no key that only talks."""
        self._end_trying()
        self._used = False
        self.changed.emit()


def key_words(action: KeypadAction) -> tuple[str, str]:
    """The name of a key, and what it does, in the visitor's language."""
    words: dict[KeypadAction, tuple[str, str]] = {
        KeypadAction.HELP: (i18n.tr("Help"), ""),
        KeypadAction.UP: (i18n.tr("Up"), i18n.tr("To the control before.")),
        KeypadAction.DOWN: (i18n.tr("Down"), i18n.tr("To the next control.")),
        KeypadAction.SELECT: (
            i18n.tr("Select"),
            i18n.tr("Uses the control that was named last."),
        ),
        KeypadAction.BACK: (i18n.tr("Back"), i18n.tr("One step back.")),
        KeypadAction.NEXT: (i18n.tr("Next"), i18n.tr("To the next page or the next work.")),
        KeypadAction.REWIND: (i18n.tr("Rewind"), i18n.tr("Says the sentence before.")),
        KeypadAction.FORWARD: (i18n.tr("Forward"), i18n.tr("Says the next sentence.")),
        KeypadAction.LOUDER: (i18n.tr("Louder"), i18n.tr("Speech becomes louder.")),
        KeypadAction.SOFTER: (i18n.tr("Softer"), i18n.tr("Speech becomes softer.")),
        KeypadAction.SWITCH_MOVE: (
            i18n.tr("First switch"),
            i18n.tr("Moves to the next group or control."),
        ),
        KeypadAction.SWITCH_SELECT: (
            i18n.tr("Second switch"),
            i18n.tr("Chooses what is framed."),
        ),
    }
    return words[action]

"""Keys of assistive keypads, jacks and switches, taken before Qt Quick sees them."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtQuick import QQuickWindow

from kiosk.keypad import KEY_CODES, XKB_OFFSET, KeyMap, KeypadAction

_KINDS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
# Qt's keys of other platforms, and of events that were not made by a keyboard.
_BY_QT_KEY = {
    **{Qt.Key(Qt.Key.Key_F1.value + number - 1): f"f{number}" for number in range(1, 25)},
    Qt.Key.Key_Space: "space",
    Qt.Key.Key_Return: "enter",
    Qt.Key.Key_Tab: "tab",
    Qt.Key.Key_VolumeUp: "volumeup",
    Qt.Key.Key_VolumeDown: "volumedown",
}
# Seconds within which a second press of the same key is taken for a bounce: of the first press, or
# of the release. The project's own number; contacts bounce for some 5 ms, a good deal longer when
# they are worn, and no hand presses a key twenty times a second.
BOUNCE_SECONDS = 0.05
# Seconds after which an X server's time begins anew: it counts milliseconds in 32 bits.
_ANEW_SECONDS = 2**32 / 1000
SWITCHES = (KeypadAction.SWITCH_MOVE, KeypadAction.SWITCH_SELECT)
# Platforms on which a key's native number is the kernel's, and ``XKB_OFFSET``.
_KERNEL_PLATFORMS = ("xcb", "wayland", "wayland-egl", "eglfs", "linuxfb")


class AssistiveKeys(QObject):
    """Emits ``pressed`` with the KeypadAction of a bound key, and keeps the key from all else.

    The repetition of a key that is held is ignored, and so is a second press of the same key
    within ``pause`` seconds, or of either switch, and one within BOUNCE_SECONDS of the key's
    release. ``monotonic`` is the clock for that.
    """

    pressed = Signal(object)

    def __init__(
        self,
        window: QQuickWindow,
        keys: KeyMap,
        pause: Callable[[], float],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._window = window
        # True while this filter sends a key of its own.
        self._sending = False
        self._keys, self._pause, self._monotonic = keys, pause, monotonic
        self._last: tuple[KeypadAction, float] | None = None
        self._released: tuple[KeypadAction, float] | None = None
        if keys:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._sending or event.type() not in _KINDS or not isinstance(event, QKeyEvent):
            return False
        action = self._keys.get(kernel_code(event))
        if action is None:
            return False
        event.accept()
        if event.isAutoRepeat():
            return True
        if event.type() is QEvent.Type.KeyPress and not self._bounces(action, event):
            self._on_press(action)
        elif event.type() is QEvent.Type.KeyRelease:
            self._released = (action, self._moment(event))
        return True

    def _moment(self, event: QKeyEvent) -> float:
        """When the key was pressed or released, in seconds: by its keyboard where that tells."""
        return event.timestamp() / 1000 or self._monotonic()

    def _bounces(self, action: KeypadAction, event: QKeyEvent) -> bool:
        """True for a press that comes with the key's release.

        An X server repeats a held key by a release and a press of the same time. Where Qt has read
        the first and not yet the second, it takes them for the hand's.
        """
        if self._released is None or self._released[0] is not action:
            return False
        passed = (self._moment(event) - self._released[1]) % _ANEW_SECONDS
        return passed < BOUNCE_SECONDS

    def send(self, key: Qt.Key) -> None:
        """Press and release ``key`` in the window, for what has the focus."""
        self._sending = True
        try:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
                QCoreApplication.sendEvent(self._window, event)
        finally:
            self._sending = False

    def _on_press(self, action: KeypadAction) -> None:
        now = self._monotonic()
        # A hand that trembles may hit both switches.
        switch = action in SWITCHES
        if self._last is not None:
            last, pressed = self._last
            same = last in SWITCHES if switch else last is action
            if same and now - pressed < self._pause():
                return
        self._last = (action, now)
        self.pressed.emit(action)


def kernel_code(event: QKeyEvent) -> int:
    """The kernel's number of a key; 0 where it is not known."""
    native = event.nativeScanCode()
    if native > XKB_OFFSET and QGuiApplication.platformName() in _KERNEL_PLATFORMS:
        return native - XKB_OFFSET
    try:
        name = _BY_QT_KEY.get(Qt.Key(event.key()))
    except ValueError:
        return 0
    return KEY_CODES[name] if name else 0

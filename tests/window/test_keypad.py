"""Assistive keypads: real key codes through the X server, each key's deed, the jack, and "try the
keys".
"""

import ctypes
import stat
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

from kiosk.keypad import EZ_ACCESS, XKB_OFFSET, KeypadAction
from kiosk.qt.item_info import is_target
from tests.faults.running_kiosk import long
from tests.window.conftest import MakeVisitor, Visitor

CODES = {action: code for code, action in EZ_ACCESS.items()}
K = KeypadAction


def wait_until(condition: Callable[[], bool]) -> None:
    """Handle events until the condition holds; a busy machine takes its time."""
    until = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < until, "it never comes"
        QTest.qWait(5)


class KeyEvents(QObject):
    """Sees each key event of a window before the program does."""

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__(window)
        self.repeats = self.releases = 0
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            self.repeats += event.type() is QEvent.Type.KeyPress and event.isAutoRepeat()
            self.releases += event.type() is QEvent.Type.KeyRelease and not event.isAutoRepeat()
        return False


class XKeyboard:
    """Presses keys of the X server by their numbers, as a keyboard that is plugged in does."""

    def __init__(self, display: str) -> None:
        self._x, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))

    def press(self, code: int) -> None:
        self.set_down(code, True)
        QTest.qWait(5)
        self.set_down(code, False)

    def set_down(self, code: int, down: bool) -> None:
        """Press a key and hold it, or release it."""
        self._test.XTestFakeKeyEvent(
            self._display, ctypes.c_uint(code + XKB_OFFSET), int(down), ctypes.c_ulong(0)
        )
        self._x.XSync(self._display, 0)

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)


@pytest.fixture
def keyboard(display):
    try:
        made = XKeyboard(display)
    except OSError:
        pytest.skip("needs libXtst (apt: libxtst6)")
    yield made
    made.close()


class Keypad:
    """One visitor's window, and the keypad before it."""

    def __init__(self, visitor: Visitor, keyboard: XKeyboard) -> None:
        self.visitor, self.keyboard = visitor, keyboard
        self.session, self.window = visitor.session, visitor.app_window.window
        self.keypad = visitor.app_window.controller.keypad

    def press(self, *actions: KeypadAction, settle: bool = True) -> None:
        for action in actions:
            seen: list[object] = []
            link = self.visitor.app_window._assistive_keys.pressed.connect(seen.append)
            self.keyboard.press(CODES[action])
            wait_until(lambda seen=seen: bool(seen))
            assert seen == [action], f"{action} came as {seen}"
            self.visitor.app_window._assistive_keys.pressed.disconnect(link)
            # Longer than a bounce.
            QTest.qWait(55)
        if settle:
            self.visitor.settle()

    @property
    def focused(self) -> str:
        item = self.window.activeFocusItem()
        return str(item.property("name")) if item is not None and is_target(item) else ""

    def go(self, name: str) -> None:
        """Down to a control, and Select."""
        for _ in range(60):
            self.press(K.DOWN, settle=False)
            if self.focused == name:
                self.press(K.SELECT)
                return
        raise AssertionError(f"Down does not lead to {name}")


@pytest.fixture
def keypad(make_visitor: MakeVisitor, keyboard):
    visitor = make_visitor()
    visitor.app_window.window.requestActivate()
    assert QTest.qWaitForWindowActive(visitor.app_window.window)
    return Keypad(visitor, keyboard)


@pytest.fixture
def spoken(tmp_path, monkeypatch):
    """A voice that logs what it says, each text at once."""
    log, voice = tmp_path / "spoken", tmp_path / "voice"
    log.write_text("")
    voice.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$KIOSK_VOICE_VOLUME|$(cat)\" >>{log}\n")
    voice.chmod(voice.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("KIOSK_VOICE", str(voice))

    class Spoken:
        def said(self) -> list[str]:
            return [line.partition("|")[2] for line in log.read_text().splitlines()]

        def wait_for(self, words: str) -> None:
            wait_until(lambda: any(words in line for line in self.said()))

        def volumes(self) -> list[str]:
            return [line.partition("|")[0] for line in log.read_text().splitlines()]

        def forget(self) -> None:
            log.write_text("")

    return Spoken()


def test_each_key_arrives_by_its_number_whatever_xkb_makes_of_it(keypad: Keypad):
    """XKB calls F20 a muted microphone and F21 to F23 touchpad keys."""
    keypad.press(*(action for action in CODES if action is not K.BACK))


@long
def test_up_and_down_go_through_the_controls_and_select_uses_one(keypad: Keypad):
    keypad.press(K.DOWN)
    first = keypad.focused
    keypad.press(K.DOWN)
    assert keypad.focused != first
    keypad.press(K.UP)
    assert keypad.focused == first != ""
    keypad.go("Artworks")
    assert keypad.session.screen == "wall"
    keypad.press(K.NEXT)
    assert keypad.session.page == 1
    keypad.press(K.BACK)
    assert keypad.session.screen == "loop"


@long
def test_next_turns_pages_and_works(keypad: Keypad):
    keypad.session.openWork("works/01-what-the-morning-kept")
    keypad.visitor.settle()
    number = keypad.session.workNumber
    keypad.press(K.NEXT)
    assert keypad.session.workNumber == number + 1
    keypad.session.goHome()
    keypad.visitor.settle()
    slide = keypad.session.slide
    keypad.press(K.NEXT)
    assert keypad.session.slide == slide + 1


def test_a_key_that_is_held_counts_once_and_a_bounce_not_at_all(keypad: Keypad):
    counted: list[object] = []
    keys = keypad.visitor.app_window._assistive_keys
    keys.pressed.connect(counted.append)
    events = KeyEvents(keypad.window)
    keypad.keyboard.set_down(CODES[K.DOWN], True)
    # The X server's own, after 660 ms.
    wait_until(lambda: events.repeats >= 3)
    keypad.keyboard.set_down(CODES[K.DOWN], False)
    wait_until(lambda: events.releases > 0)
    assert counted == [K.DOWN]
    keypad.window.removeEventFilter(events)
    keypad.press(K.SELECT)
    counted.clear()
    now = [10.0]
    keys._monotonic = lambda: now[0]
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F19, Qt.KeyboardModifier.NoModifier)
    for moment in (10.0, 10.04, 10.1):
        now[0] = moment
        QCoreApplication.sendEvent(keypad.window, event)
    assert counted == [K.DOWN, K.DOWN]


# Each is an event: down or up, when the keyboard had it and when it comes here, in milliseconds.
HELD = {
    "a switch that chatters when it is released": [
        ("down", 1000, 1000), ("up", 1900, 1900), ("down", 1904, 1904), ("up", 1911, 1911),
    ],
    "repeats that Qt takes for presses, since it has read the release alone": [
        ("down", 1000, 1000), ("up", 1660, 1700), ("down", 1660, 1900), ("up", 1700, 1990),
        ("down", 1700, 2300), ("up", 1740, 2310),
    ],
    "the clock of an X server that begins anew": [
        ("down", 2**32 - 900, 1000), ("up", 2**32 - 10, 1890), ("down", 3, 1903),
    ],
}  # fmt: skip


@pytest.mark.parametrize("events", HELD.values(), ids=HELD)
def test_a_key_that_bounces_when_it_is_let_go_counts_once(make_visitor, events):
    visitor = make_visitor()
    keys, now = visitor.app_window._assistive_keys, [0.0]
    counted: list[object] = []
    keys.pressed.connect(counted.append)
    keys._monotonic = lambda: now[0]
    no_modifier = Qt.KeyboardModifier.NoModifier

    def send(kind: str, at_keyboard: int, here: int) -> None:
        now[0] = here / 1000
        type_ = QEvent.Type.KeyPress if kind == "down" else QEvent.Type.KeyRelease
        event = QKeyEvent(type_, Qt.Key.Key_F19, no_modifier)
        event.setTimestamp(at_keyboard)
        QCoreApplication.sendEvent(visitor.app_window.window, event)

    for one in events:
        send(*one)
    assert counted == [K.DOWN]
    # The next one is meant.
    send("up", 3000, 3000)
    send("down", 3200, 3200)
    assert counted == [K.DOWN, K.DOWN]


@long
def test_enter_that_is_held_activates_once(keypad: Keypad):
    keypad.session.show("board")
    keypad.visitor.settle()
    for _ in range(60):
        keypad.press(K.DOWN)
        if keypad.focused.startswith("Display"):
            break
    event = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "", True
    )
    QCoreApplication.sendEvent(keypad.window, event)
    assert not keypad.session.displayPanelOpen
    QTest.keyClick(keypad.window, Qt.Key.Key_Return)
    assert keypad.session.displayPanelOpen


def test_the_jack_starts_the_speech_and_stops_it(spoken, keypad: Keypad):
    keypad.press(K.JACK_IN)
    assert keypad.session.autoReadAloud
    spoken.wait_for("Speech is on.")
    spoken.wait_for("Help lets you try the keys.")
    spoken.forget()
    keypad.go("About")
    spoken.wait_for("About")
    spoken.wait_for("Sacramento")
    keypad.press(K.LOUDER)
    assert keypad.visitor.app_window.controller.readAloud.volume == 4
    keypad.press(K.JACK_OUT)
    assert not keypad.session.autoReadAloud
    assert not keypad.visitor.app_window.controller.readAloud.active
    assert keypad.visitor.app_window.controller.readAloud.volume == 3
    assert keypad.session.screen == "about", "what is open stays for whoever looks"
    spoken.forget()
    keypad.press(K.DOWN)
    assert spoken.said() == []


def test_who_listens_is_not_left_in_silence_at_home_but_after_still_here(spoken, keypad: Keypad):
    keypad.press(K.JACK_IN)
    keypad.session.setTextScale(1.5)
    keypad.go("Home")
    assert (keypad.session.autoReadAloud, keypad.session.textScale) == (True, 1.0)
    keypad.press(K.DOWN)
    keypad.session.show("help")
    keypad.visitor.wait(1000)
    assert keypad.session.idlePrompt
    keypad.visitor.wait(21)
    assert not keypad.session.autoReadAloud
    assert not keypad.session.state.headphones
    spoken.forget()
    keypad.press(K.DOWN)
    assert keypad.session.autoReadAloud, "the headphones are still in, and somebody is there"
    spoken.wait_for(keypad.focused)
    keypad.press(K.JACK_OUT)
    keypad.press(K.DOWN)
    assert not keypad.session.autoReadAloud


def test_help_lets_the_keys_be_tried_until_it_is_pressed_again(spoken, keypad: Keypad):
    keypad.session.show("about")
    keypad.visitor.settle()
    keypad.press(K.HELP)
    spoken.wait_for("Each key says what it does.")
    before = keypad.session.state
    for action, words in (
        (K.UP, "To the control before."),
        (K.DOWN, "To the next control."),
        (K.SELECT, "Uses the control that was named last."),
        (K.BACK, "One step back."),
        (K.NEXT, "To the next page or the next work."),
        (K.REWIND, "Says the sentence before."),
        (K.FORWARD, "Says the next sentence."),
    ):
        keypad.press(action)
        spoken.wait_for(words)
        assert words in keypad.visitor.texts(), "what is said is seen too"
    assert keypad.session.state == before
    assert keypad.focused == ""
    keypad.press(K.HELP)
    spoken.wait_for("The keys work again.")
    assert "Says the next sentence." not in keypad.visitor.texts()
    keypad.press(K.BACK)
    assert keypad.session.screen == "loop"


@long
def test_the_next_visitor_finds_keys_that_work(keypad: Keypad):
    keypad.press(K.HELP)
    keypad.visitor.wait(91)
    assert keypad.keypad.heading == ""
    keypad.go("About")
    assert keypad.session.screen == "about"


def test_rewind_and_forward_go_by_sentences_and_on_from_where_it_stopped(spoken, keypad: Keypad):
    keypad.session.openWork("works/01-what-the-morning-kept")
    keypad.visitor.settle()
    read_aloud = keypad.visitor.app_window.controller.readAloud
    script = [sentence.text for sentence in read_aloud._build_script().sentences]
    said: list[str] = []
    read_aloud._engine.say = lambda text, _language: said.append(text)
    keypad.press(K.FORWARD, K.FORWARD, K.FORWARD, K.REWIND)
    assert said == [script[0], script[1], script[2], script[1]]
    read_aloud.stop()
    keypad.press(K.FORWARD)
    assert said[-1] == script[2]
    read_aloud.stop()
    keypad.press(K.REWIND)
    assert said[-1] == script[2], "what was cut off is said once more"
    keypad.press(K.REWIND, K.REWIND, K.REWIND, K.REWIND)
    assert said[-1] == script[0]


@long
def test_still_here_is_answered_by_the_keys(keypad: Keypad):
    for action, screen in ((K.SELECT, "about"), (K.NEXT, "about"), (K.HELP, "about")):
        keypad.session.show("about")
        keypad.visitor.wait(1000)
        assert keypad.session.idlePrompt
        keypad.press(action)
        assert (keypad.session.idlePrompt, keypad.session.screen) == (False, screen)
    keypad.visitor.wait(1000)
    keypad.press(K.DOWN)
    assert keypad.session.idlePrompt
    while keypad.focused != "Start over":
        keypad.press(K.DOWN)
    keypad.press(K.SELECT)
    assert (keypad.session.idlePrompt, keypad.session.screen) == (False, "loop")

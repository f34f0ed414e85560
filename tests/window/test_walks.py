"""The walk by the keys of a keypad alone, and by two switches alone, to every screen and home.

The suite makes a short walk; KIOSK_FAULTS=all makes the whole one.
"""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest

from kiosk.input.scan_tree import MOST_PRESSES
from kiosk.keypad import EZ_ACCESS, KEY_CODES, read_keys
from kiosk.qt.item_info import is_target
from kiosk.staff.pin import PinLock, store_pin
from kiosk.status.program_status import ProgramStatus
from tests.faults.running_kiosk import long
from tests.window.conftest import MakeVisitor, Visitor
from tests.window.test_notices import CLOSED, FIRE

K = Qt.Key
# Both: EZ Access, and two switches on keys that nothing else uses.
KEYS = read_keys("switch-move=F13 switch-select=F14")
QT_KEYS = {
    action: K(K.Key_F1.value + int(name[1:]) - 1)
    for name, code in KEY_CODES.items()
    if name[0] == "f" and name[1:].isdigit() and (action := KEYS.get(code)) is not None
}
PIN = "271828"


class Walker:
    """Somebody who has keys and no glass."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.session = visitor, visitor.session
        self.window, self.controller = visitor.app_window.window, visitor.app_window.controller
        self._now = 0.0
        visitor.app_window._assistive_keys._monotonic = lambda: self._now

    def press(self, action: str) -> None:
        self._now += 3.0
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, QT_KEYS[action], Qt.KeyboardModifier.NoModifier)
            QCoreApplication.sendEvent(self.window, event)

    def target(self, name: str):
        targets = self.visitor.targets()
        match = (
            [targets[name]]
            if name in targets
            else [item for key, item in targets.items() if name in key]
        )
        assert match, f"{name} is not there: {sorted(targets)}"
        return match[0]

    def use(self, name: str) -> None:
        raise NotImplementedError

    def back(self) -> None:
        raise NotImplementedError


class ByKeypad(Walker):
    """Down until it is framed, then Select."""

    def use(self, name: str) -> None:
        item = self.target(name)
        for _ in range(60):
            self.press("down")
            focused = self.window.activeFocusItem()
            if focused is item or (
                focused and is_target(focused) and focused.property("name") == item.property("name")
            ):
                self.press("select")
                self.visitor.settle()
                return
        raise AssertionError(f"Down does not lead to {name}")

    def back(self) -> None:
        self.press("back")
        self.visitor.settle()


class BySwitches(Walker):
    """Move until the frames hold it, then select, until it is used."""

    def use(self, name: str) -> None:
        item = self.target(name)
        scene = self.visitor.app_window.scene
        scanner = self.controller.scanner
        box = item.mapRectToItem(scene, QRectF(0, 0, item.width(), item.height()))
        self.press("switch-move")
        for count in range(2, MOST_PRESSES + 1):
            framed = box in scanner.boxes
            last = framed and len(scanner.boxes) == 1
            self.press("switch-select" if framed else "switch-move")
            if last and not scanner.boxes:
                self.visitor.settle()
                return
            assert count < MOST_PRESSES or not scanner.boxes, f"{name} takes more presses"
        raise AssertionError(f"{name} is not reached")

    def back(self) -> None:
        self.use("Back")


WALKERS = {"keypad": ByKeypad, "switches": BySwitches}


@pytest.fixture(params=WALKERS)
def walker(request, make_visitor: MakeVisitor):
    visitor = make_visitor(keys=KEYS)
    visitor.app_window.window.requestActivate()
    assert QTest.qWaitForWindowActive(visitor.app_window.window)
    return WALKERS[request.param](visitor)


def test_the_keys_are_those_of_a_keypad():
    assert {action for action in EZ_ACCESS.values() if action not in ("louder", "softer")} <= set(
        QT_KEYS
    )


def test_to_a_work_the_help_line_and_home(walker: Walker):
    walker.use("Artworks")
    walker.use("What the Morning Kept")
    assert walker.session.screen == "work"
    walker.use("Need help?")
    assert walker.session.screen == "help"
    walker.use("Home")
    assert walker.session.screen == "loop"
    assert walker.session.state.history == ()


@long
def test_to_every_screen_and_home(walker: Walker):
    session = walker.session
    for name, screen in (
        ("Artworks", "wall"),
        ("Events", "board"),
        ("Resources", "resources"),
        ("About", "about"),
        ("Need help?", "help"),
    ):
        walker.use(name)
        assert session.screen == screen
    walker.use("Home")
    assert session.screen == "loop"


@long
def test_a_picture_is_enlarged_and_a_poem_is_read_to_its_end(walker: Walker):
    session = walker.session
    walker.use("Artworks")
    walker.use("What the Morning Kept")
    closer = next(key for key in walker.visitor.targets() if key.startswith("Look closer"))
    walker.use(closer)
    assert session.zoom > 0
    walker.back()
    assert session.zoom == 0
    walker.back()
    assert session.screen == "wall"
    walker.use("Home")
    session.openWork(
        next(
            work.key
            for work in walker.controller.snapshot.works
            if work.title.get("en") == "The Key Hook"
        )
    )
    walker.visitor.settle()
    walker.use("Next page")
    assert session.page == 1


@long
def test_a_work_behind_its_note_an_event_and_the_month(walker: Walker):
    session = walker.session
    session.openWork("works/14-high-water")
    walker.visitor.settle()
    walker.use("View")
    assert not session.behindContentNote
    walker.use("Events")
    titles = [event.title.get("en") for event in walker.controller.snapshot.events]
    entry = next(key for key in walker.visitor.targets() if any(title in key for title in titles))
    walker.use(entry)
    assert session.eventChosen
    walker.back()
    walker.use("Month")
    assert session.month
    walker.use("Home")
    assert session.screen == "loop"


@long
def test_the_display_panel_and_speech(walker: Walker):
    session = walker.session
    engine = walker.controller.readAloud._engine
    engine.has_voice_for, engine.say = lambda _language: True, lambda _text, _language: None
    walker.controller.readAloud.changed.emit()
    walker.use("Display: text size")
    walker.use("Text size 150%")
    assert session.textScale == 1.5
    walker.use("Read aloud")
    assert session.autoReadAloud
    walker.use("Speech and keys")
    walker.use("Slower")
    assert session.speechRate == -1
    walker.use("Dark screen, speech only")
    assert session.dark
    walker.use("About")
    assert session.screen == "about"
    walker.use("Display: text size")
    walker.use("Speech and keys")
    walker.use("Dark screen, speech only")
    assert not session.dark
    walker.use("Home")
    assert (session.screen, session.textScale, session.autoReadAloud) == ("loop", 1.0, False)


def test_an_emergency_is_heard_again_by_any_key(make_visitor: MakeVisitor, monkeypatch):
    walker = Walker(make_visitor(keys=KEYS))
    engine, said = walker.controller.readAloud._engine, list[str]()
    monkeypatch.setattr(engine, "has_voice_for", lambda _language: True)
    monkeypatch.setattr(engine, "say", lambda text, _language: said.append(text))
    walker.press("jack-in")
    walker.controller.set_notices((FIRE,))
    walker.visitor.settle()
    before = walker.session.state.location
    for key in ("select", "next", "help", "switch-move", "switch-select", "back"):
        said.clear()
        walker.press(key)
        walker.press("forward")
        assert FIRE.headline.get("en") in said, (key, said)
    assert walker.session.state.location == before
    assert walker.controller.scanner.boxes == []
    walker.controller.set_notices((CLOSED,))
    walker.visitor.settle()
    assert CLOSED.headline.get("en") in said, "a notice that comes is said to who listens"


@long
def test_staff_type_their_pin(walker: Walker, tmp_path):
    """The corner opens the pad; a touch is needed for that alone."""
    store_pin(PIN, tmp_path / "state")
    staff = walker.controller.staff
    staff.enable(PinLock(tmp_path / "state"), ProgramStatus)
    staff.request_pin()
    walker.visitor.settle()
    for digit in PIN:
        walker.use(digit)
    walker.use("Open")
    assert staff.view == "panel"
    walker.use("Close")
    assert staff.view == ""

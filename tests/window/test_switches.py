"""Two switches: groups, frames, timing, and what they cannot do by accident."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.input.scan_targets import presses_to_targets
from kiosk.input.scan_tree import MOST_PRESSES
from kiosk.keypad import read_keys
from kiosk.qt.item_info import is_target
from tests.faults.running_kiosk import long
from tests.window.conftest import MakeVisitor, Visitor

MOVE, SELECT = Qt.Key.Key_Space, Qt.Key.Key_Return
KEYS = read_keys("switch-move=space switch-select=enter")


class Switches:
    """A visitor who has two switches and nothing else, and sees where the frames are."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.session = visitor, visitor.session
        self.window = visitor.app_window.window
        self.scanner = visitor.app_window.controller.scanner
        self._now = 0.0
        visitor.app_window._assistive_keys._monotonic = lambda: self._now

    def press(self, key: Qt.Key, *, after: float = 3.0, repeat: bool = False) -> None:
        self._now += after
        none = Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(self.window, QKeyEvent(kind, key, none, "", repeat))

    def is_framed(self, item: QQuickItem) -> bool:
        scene = self.visitor.app_window.scene
        box = item.mapRectToItem(scene, QRectF(0, 0, item.width(), item.height()))
        return any(box == frame for frame in self.scanner.boxes)

    def use(self, name: str) -> int:
        """Use a control as somebody does who sees the frames; the presses that it took."""
        item = self.visitor.targets()[name]
        self.press(MOVE)
        count = 1
        for _ in range(20):
            framed = self.is_framed(item)
            last = framed and len(self.scanner.boxes) == 1
            self.press(SELECT if framed else MOVE)
            count += 1
            if last and not self.scanner.boxes:
                self.visitor.settle()
                return count
        raise AssertionError(f"{name} is not reached")


@pytest.fixture
def switches(make_visitor: MakeVisitor):
    visitor = make_visitor(keys=KEYS)
    visitor.app_window.window.requestActivate()
    assert QTest.qWaitForWindowActive(visitor.app_window.window)
    return Switches(visitor)


def test_two_switches_use_any_control_within_eight_presses(switches: Switches):
    session = switches.session
    for name, screen in (("Artworks", "wall"), ("What the Morning Kept", "work"), ("Home", "loop")):
        promised = dict(presses_to_targets(switches.window.contentItem()))
        full = next(key for key in switches.visitor.targets() if name in key)
        taken = switches.use(full)
        assert taken == promised[full] <= MOST_PRESSES
        assert session.screen == screen
        assert switches.scanner.boxes == [], "the next move begins with the first group"


def test_the_frames_follow_what_a_layout_moves(switches: Switches):
    visitor, scene = switches.visitor, switches.visitor.app_window.scene
    # At once, before the bar has its middle place.
    switches.session.show("about")
    for _ in range(2):
        switches.press(MOVE)
    for size in ((1920, 1080), (1600, 900), (1080, 1920)):
        switches.window.resize(*size)
        visitor.settle()
        boxes = switches.scanner.boxes
        assert boxes
        controls = [
            item.mapRectToItem(scene, QRectF(0, 0, item.width(), item.height()))
            for item in visitor.targets().values()
        ]
        assert all(box in controls for box in boxes), size


def test_repeats_and_second_presses_do_nothing_and_the_panel_sets_the_time(switches: Switches):
    switches.press(MOVE)
    before = switches.scanner.boxes
    for _ in range(5):
        switches.press(MOVE, repeat=True)
    assert switches.scanner.boxes == before != []
    switches.scanner.rest()
    switches.use("Display: text size, contrast, motion")
    assert switches.session.displayPanelOpen
    switches.use("Speech and keys")
    switches.use("A second press of a key counts after 1 s")
    assert switches.session.keyPause == 1.0
    switches.scanner.rest()
    switches.press(MOVE)
    first = switches.scanner.boxes
    switches.press(MOVE, after=0.9)
    switches.press(SELECT, after=0.05)
    assert switches.scanner.boxes == first, "neither switch counts within the second"
    switches.press(MOVE, after=0.2)
    assert switches.scanner.boxes != first
    switches.session.goHome()
    assert switches.session.keyPause == 0.0


@long
def test_a_groups_end_leads_back_to_the_group(switches: Switches):
    switches.session.show("wall")
    switches.visitor.settle()
    switches.press(MOVE)
    group = switches.scanner.boxes
    assert len(group) > 1
    switches.press(SELECT)
    for _ in range(len(group)):
        if switches.scanner.boxes == group:
            break
        switches.press(MOVE)
    assert switches.scanner.boxes == group


@long
def test_frames_go_with_the_screen_the_visitor_and_the_session(switches: Switches):
    switches.press(MOVE)
    assert switches.scanner.boxes
    switches.session.show("help")
    switches.visitor.settle()
    assert switches.scanner.boxes == []
    switches.press(MOVE)
    switches.visitor.wait(1000)
    assert switches.session.idlePrompt
    switches.press(MOVE)
    assert not switches.session.idlePrompt, "either switch says that somebody is here"
    switches.session.goHome()
    switches.press(MOVE)
    switches.visitor.wait(91)
    assert switches.scanner.boxes == []


def test_frames_are_named_to_who_listens(switches: Switches, monkeypatch):
    said: list[str] = []
    read_aloud = switches.visitor.app_window.controller.readAloud
    monkeypatch.setattr(read_aloud._engine, "has_voice_for", lambda _language: True)
    monkeypatch.setattr(read_aloud._engine, "say", lambda text, _language: said.append(text))
    switches.session.show("wall")
    switches.session.setAutoReadAloud(True)
    switches.visitor.settle()
    switches.press(MOVE)
    names = [name for name, _ in presses_to_targets(switches.window.contentItem())]
    assert said[-1].startswith(f"Group: from {names[0]} to ")
    while len(switches.scanner.boxes) > 1:
        switches.press(SELECT)
    assert said[-1] == f"{names[0]}, selected"
    assert is_target(switches.window.activeFocusItem())

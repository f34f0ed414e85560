"""The staff panel: how it opens, what it does, and that visitors do not open it by accident."""

import logging
from itertools import combinations, product
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.app import staff_gesture
from kiosk.app.application import Application
from kiosk.app.display_power import DisplayPower
from kiosk.app.night_mode import NightMode
from kiosk.app.staff_gesture import BOTTOM_CORNER, StaffGesture
from kiosk.domain import Problem, Severity
from kiosk.exit_codes import EXIT_RESTART
from kiosk.offscreen.manifest import read_window
from kiosk.settings import read_settings
from kiosk.staff import pin as pins
from kiosk.status.program_status import ProgramStatus
from tests.window.conftest import MakeVisitor, Visitor

PIN = "271828"
CORNER = QPoint(20, 20)
PROBLEMS = [
    Problem(
        path="works/a.md",
        line=number,
        severity=severity,
        rule="r",
        message=f"message {number}",
        hint="what to write instead of it",
    )
    for number, severity in enumerate([Severity.INFO, Severity.WARNING, Severity.ERROR] * 5)
]


class Requests:
    def __init__(self) -> None:
        self.reloads = self.ends = 0

    def reload(self) -> None:
        self.reloads += 1

    def end(self) -> None:
        self.ends += 1


@pytest.fixture
def make_staff(make_visitor: MakeVisitor, tmp_path, monkeypatch):
    """A visitor, the staff view model and its requests; holding the corner takes 60 ms."""
    monkeypatch.setattr(staff_gesture, "HOLD_MS", 60)
    monkeypatch.setattr(pins, "_P", 1)
    gestures = []

    def make(*, pin: str = PIN, version: str = "0.2.0", **options):
        visitor = make_visitor(**options)
        if pin:
            pins.store_pin(pin, tmp_path / "state")
        requests = Requests()
        lock = pins.PinLock(tmp_path / "state", visitor.clock.monotonic)
        state = ProgramStatus(
            version=version,
            works=3,
            content="3f9a0c11d2e4",
            memory=300 * 2**20,
            screen="HDMI-A-1 1920x1080",
            clock="good",
        )
        gestures.append(
            StaffGesture(visitor.app_window, lock, lambda: state, requests.reload, requests.end)
        )
        return visitor, visitor.app_window.controller.staff, requests

    make.gestures = gestures  # type: ignore[attr-defined]
    yield make
    for gesture in gestures:
        gesture.close()


def hold(visitor: Visitor, at: QPoint = CORNER, milliseconds: int = 150) -> None:
    window = visitor.app_window.window
    QTest.mousePress(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.qWait(milliseconds)
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    visitor.settle()


def open_pin_pad(visitor: Visitor) -> None:
    """Hold the corner until the PIN pad opens.

    X may move its pointer when a window appears below it, which ends a hold.
    """
    for _ in range(3):
        hold(visitor)
        if visitor.app_window.controller.staff.view == "pin":
            return
    raise AssertionError("holding the corner did not open the PIN pad")


def tap(visitor: Visitor, at: QPoint) -> None:
    QTest.mouseClick(
        visitor.app_window.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at
    )


def enter(visitor: Visitor, pin: str = PIN) -> None:
    for digit in pin:
        visitor.touch(digit)
    visitor.touch("Open")


def advance(visitor: Visitor, staff, seconds: float) -> None:
    visitor.clock.passed += seconds
    staff.check_timeouts()
    visitor.settle()


def enter_panel(visitor: Visitor, staff) -> None:
    if not staff.view:
        open_pin_pad(visitor)
    for digit in PIN:
        staff.pressDigit(digit)
    staff.submitPin()
    visitor.settle()
    assert staff.view == "panel"


def test_corner_and_pin_open_the_panel_and_close_leads_home(make_staff):
    visitor, staff, _ = make_staff()
    staff.set_problems(PROBLEMS)
    visitor.session.show("about")
    visitor.settle()
    open_pin_pad(visitor)
    assert visitor.session.screen == "loop", "what a visitor had open is not left behind the pad"
    assert set(visitor.targets()) == {*"0123456789", "Close"}, "nothing below can be touched"
    enter(visitor)
    assert staff.view == "panel"
    for _ in range(100):
        if "message 0" not in visitor.texts():
            break
        QTest.qWait(20)
    assert "message 0" not in visitor.texts(), "advice is on a later page"
    texts = visitor.texts()
    assert {
        "0.2.0",
        "3 works, edition 3f9a0c11d2e4",
        "300 MB",
        "Errors: 5, warnings: 5, advice: 5",
    } <= set(texts)
    assert texts.index("message 2") < texts.index("message 5"), "errors come first"
    visitor.touch("Close")
    assert staff.view == ""
    assert visitor.session.screen == "loop"
    visitor.touch("About")
    assert visitor.session.screen == "about", "visitors have their screen back"


def test_the_panel_shows_the_version_of_the_build(make_staff):
    """As a package writes it, whole and beside its name."""
    version = "0.3.1~git20261127.abc1234+deb12"
    visitor, staff, _ = make_staff(version=version)
    enter_panel(visitor, staff)
    texts = visitor.texts()
    assert texts[texts.index("Version") + 1] == version


def test_a_finger_opens_the_pin_pad_and_a_palm_does_not(make_staff):
    visitor, staff, _ = make_staff()
    device, window = QTest.createTouchDevice(), visitor.app_window.window
    QTest.touchEvent(window, device).press(1, CORNER, window).commit()
    QTest.qWait(150)
    QTest.touchEvent(window, device).release(1, CORNER, window).commit()
    visitor.settle()
    assert staff.view == "pin"
    assert visitor.session.screen == "loop", "letting go touches nothing below"
    staff.close()
    # At once: a palm that comes in two turns of a busy machine is first a finger that waits.
    QTest.touchEvent(window, device).press(1, CORNER, window).press(
        2, QPoint(500, 400), window
    ).commit()
    QTest.qWait(150)
    QTest.touchEvent(window, device).release(1, CORNER, window).release(
        2, QPoint(500, 400), window
    ).commit()
    assert staff.view == ""


def test_without_a_pin_the_corner_does_nothing(make_staff, caplog):
    visitor, staff, _ = make_staff(pin="")
    with caplog.at_level(logging.DEBUG):
        hold(visitor)
    assert staff.view == ""
    assert caplog.records == []


def test_taps_and_other_places_do_not_open_the_pin_pad(make_staff):
    visitor, staff, _ = make_staff()
    for at in (QPoint(800, 400), QPoint(60, 860), QPoint(1580, 20), QPoint(60, 60)):
        hold(visitor, at)
        assert staff.view == "", at
    hold(visitor, milliseconds=5)
    QTest.qWait(100)
    assert staff.view == "", "a tap is not a hold"
    window = visitor.app_window.window
    QTest.mousePress(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, CORNER)
    QTest.mouseMove(window, CORNER + QPoint(20, 10))
    QTest.qWait(100)
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, CORNER)
    assert staff.view == "", "a finger that moves is not still"


def test_the_lower_corner_of_a_tall_screen_opens_it_in_reach_mode(make_staff):
    visitor, staff, _ = make_staff(size=(810, 1440))
    for at in (QPoint(20, 1420), QPoint(790, 1420), QPoint(20, 700), QPoint(20, 1400)):
        hold(visitor, at)
        assert staff.view == ("pin" if at == QPoint(20, 1420) else ""), at
        if staff.view:
            assert all(
                target["box"][1] >= 720
                for target in read_window(visitor.app_window.window)["targets"]
            )
            enter_panel(visitor, staff)
            visitor.touch("Close")
            assert not visitor.session.reach, "the next visitor has their screen as ever"
    window, at, device = visitor.app_window.window, QPoint(36, 1420), QTest.createTouchDevice()
    for finger in (False, True):
        visitor.session.setReach(True)
        visitor.settle()
        if finger:
            QTest.touchEvent(window, device).press(1, at, window).commit()
            QTest.qWait(150)
            QTest.touchEvent(window, device).release(1, at, window).commit()
        else:
            hold(visitor, at)
        assert (staff.view, visitor.session.language) == ("pin", "en"), (
            "letting go touches nothing that the bar has there"
        )
        staff.close()
        visitor.settle()
    visitor.touch("Español")
    assert visitor.session.language == "es", "a touch is a touch again"


def test_at_night_only_the_corner_lights_the_screen(make_staff, write_folder):
    hours = (
        "title: T\ntimezone: America/Los_Angeles\nopen:\n  hours:\n"
        "    Monday-Friday: 8:00 AM-5:00 PM\n"
    )
    visitor, staff, _ = make_staff(
        folder=write_folder(
            {"kiosk.yaml": hours, "works/p.md": "---\ntitle: P\nmedium: poetry\n---\nx\n"}
        )
    )
    switched = []
    power = DisplayPower({})
    power.switch = switched.append
    night = NightMode(visitor.app_window, visitor.clock, power, SimpleNamespace(screen_on=True))
    make_staff.gestures[-1].move_to_front()
    try:
        visitor.clock.passed = 8 * 3600
        switched.clear()
        night.update()
        hold(visitor, QPoint(800, 400))
        assert (staff.view, night.screen_on) == ("", False)
        assert True not in switched
        open_pin_pad(visitor)
        assert (night.screen_on, switched[-1]) == (True, True)
        assert visitor.app_window.window.grabWindow().pixelColor(800, 450).lightness() > 0
        enter(visitor)
        assert staff.view == "panel"
        advance(visitor, staff, 61)
        assert (staff.view, night.screen_on, switched[-1]) == ("", False, False)
        assert visitor.app_window.window.grabWindow().pixelColor(800, 450).lightness() == 0
    finally:
        night.close()


def test_no_control_lies_in_the_corners(make_staff, arabic_gallery):
    """Except for controls that fill the screen. In Arabic the layout is mirrored."""
    visitor, _, _ = make_staff(folder=arabic_gallery, size=(810, 1440))
    for language in ("en", "ar"):
        visitor.session.setLanguage(language)
        for screen, reach in product(
            ("loop", "wall", "board", "resources", "about", "help"), (False, True)
        ):
            visitor.session.show(screen)
            visitor.session.setReach(reach)
            visitor.settle()
            for name, target in (
                (target["name"], target["box"])
                for target in read_window(visitor.app_window.window)["targets"]
            ):
                whole = target[2] > 700
                assert whole or max(target[0], target[1]) >= 44, (
                    language,
                    screen,
                    reach,
                    name,
                    target,
                )
                below = 1440 - target[1] - target[3]
                # A visitor's reach mode brings the bar down for as long as they are there.
                assert reach or whole or target[0] >= 44 or below >= BOTTOM_CORNER * 0.75, (
                    language,
                    screen,
                    name,
                    target,
                )


def test_wrong_pins_are_delayed_and_the_pad_times_out(make_staff):
    visitor, staff, _ = make_staff()
    open_pin_pad(visitor)
    for _ in range(3):
        enter(visitor, "000001")
        assert staff.view == "pin"
    assert any("30 s" in text for text in visitor.texts())
    assert "1" not in visitor.targets()
    advance(visitor, staff, 20)
    assert staff.view == ""
    open_pin_pad(visitor)
    assert any("10 s" in text for text in visitor.texts()), "closing the pad is not a way round"
    advance(visitor, staff, 10)
    enter(visitor)
    assert staff.view == "panel"


def test_the_pin_pad_tells_no_digit_while_everything_is_read_aloud(
    make_staff, tmp_path, monkeypatch
):
    """How many digits were typed is spoken, and which other key has the focus; no digit is."""
    log, voice = tmp_path / "spoken", tmp_path / "voice"
    log.touch()
    voice.write_text(f"#!/bin/sh\ncat >>{log}\necho >>{log}\n")
    voice.chmod(0o755)
    monkeypatch.setenv("KIOSK_VOICE", str(voice))
    visitor, staff, _ = make_staff()
    window = visitor.app_window.window
    window.requestActivate()
    assert QTest.qWaitForWindowActive(window)
    visitor.session.setAutoReadAloud(True)
    visitor.settle()
    for _ in range(200):
        if log.read_text():
            break
        QTest.qWait(20)
    assert log.read_text(), "the loop is read"
    open_pin_pad(visitor)
    QTest.qWait(200)
    log.write_text("")
    for digit in PIN[:-1]:
        visitor.touch(digit)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_1, Qt.Key.Key_Tab, Qt.Key.Key_Backspace):
        QTest.keyClick(window, key)
        visitor.settle()
    for name in ("1", "7", "Close"):
        visitor.targets()[name].forceActiveFocus()
        visitor.settle()
        # Each name cuts off the one before.
        QTest.qWait(300)
    # Longer than the delay after which a slide is read by itself.
    QTest.qWait(1000)
    assert staff.view == "pin"
    spoken = log.read_text()
    assert "Digits typed: " in spoken
    assert "Digit key" in spoken
    assert "Close" in spoken
    names = {line.strip() for line in spoken.splitlines()}
    assert names.isdisjoint(set("0123456789"))
    counts = {line.removeprefix("Digits typed: ") for line in names if "typed" in line}
    assert all(int(count) <= len(PIN) for count in counts)
    log.write_text("")
    staff.close()
    visitor.settle()
    visitor.session.setAutoReadAloud(True)
    visitor.settle()
    for _ in range(200):
        if log.read_text():
            break
        QTest.qWait(20)
    assert log.read_text(), "afterwards it goes on"


def test_every_part_of_the_panel_times_out(make_staff):
    visitor, staff, _ = make_staff()
    enter_panel(visitor, staff)
    for place in ("panel", "leaving", "test"):
        staff.show(place)
        advance(visitor, staff, 59)
        assert staff.view == place
        staff.on_user_activity()
        advance(visitor, staff, 59)
        assert staff.view == place
        advance(visitor, staff, 2)
        assert (staff.view, visitor.session.screen) == ("", "loop")
        enter_panel(visitor, staff)
    staff.close()
    staff.show("panel")
    assert staff.view == "", "only the PIN leads in"


def test_touches_are_ignored_while_the_screen_is_cleaned(make_staff):
    visitor, staff, _ = make_staff()
    enter_panel(visitor, staff)
    visitor.touch("Clean it")
    assert "60" in visitor.texts()
    advance(visitor, staff, 20)
    assert "40" in visitor.texts()
    for at in (QPoint(800, 850), QPoint(800, 400), CORNER, QPoint(1500, 40)):
        tap(visitor, at)
    QTest.keyClick(visitor.app_window.window, Qt.Key.Key_Escape)
    visitor.settle()
    assert (staff.view, visitor.session.screen) == ("cleaning", "loop")
    advance(visitor, staff, 40)
    assert staff.view == ""


def test_touches_step_through_the_screen_test_and_back(make_staff):
    visitor, staff, _ = make_staff()
    enter_panel(visitor, staff)
    visitor.touch("Test the screen")
    seen = []
    for _ in range(8):
        image = visitor.app_window.window.grabWindow()
        seen.append(image.pixelColor(800, 30).name())
        assert image.pixelColor(0, 0) != image.pixelColor(1599, 0) or len(seen) != 7, (
            "steps of grey"
        )
        tap(visitor, QPoint(800, 300))
        visitor.settle()
    assert seen[:6] == ["#ffffff", "#000000", "#ff0000", "#00ff00", "#0000ff", "#808080"]
    assert image.pixelColor(0, 450).name() == image.pixelColor(1599, 450).name() == "#f4efe6", (
        "lines at the very edges"
    )
    assert staff.view == "panel"


def test_a_dimmed_screen_is_bright_again_after_three_hours(make_staff):
    visitor, staff, _ = make_staff()
    bright = visitor.app_window.window.grabWindow().pixelColor(1580, 450).lightness()
    enter_panel(visitor, staff)
    visitor.touch("Brightness 30%")
    assert "Until 4:10\u00a0PM" in visitor.texts()
    visitor.touch("Close")
    assert visitor.app_window.window.grabWindow().pixelColor(1580, 450).lightness() < bright * 0.5
    visitor.touch("About")
    assert visitor.session.screen == "about", "a dimmed screen is touched as ever"
    visitor.session.goHome()
    advance(visitor, staff, 3 * 3600)
    assert staff.dim == 0


def test_reload_and_exit_are_requested_from_the_panel_only(make_staff):
    visitor, staff, requests = make_staff()
    enter_panel(visitor, staff)
    visitor.touch("Read the folder")
    assert (requests.reloads, staff.view) == (1, "")
    staff.endProgram()
    staff.reloadContent()
    assert (requests.reloads, requests.ends) == (1, 0), "nothing is done from outside"
    enter_panel(visitor, staff)
    visitor.touch("End the program")
    visitor.touch("No, go back")
    assert (requests.ends, staff.view) == (0, "panel")
    visitor.touch("End the program")
    visitor.touch("Yes, end it")
    assert requests.ends == 1


@pytest.mark.parametrize(
    ("size", "language", "scale", "reach"),
    [
        ((1600, 900), "es", 1.5, False),
        ((810, 1440), "es", 1.5, False),
        ((810, 1440), "ar", 1.0, False),
        ((810, 1440), "es", 1.5, True),
    ],
)
def test_everything_fits_at_large_text_sizes(
    make_staff, arabic_gallery, size, language, scale, reach
):
    visitor, staff, _ = make_staff(folder=arabic_gallery, size=size)
    staff.set_problems(PROBLEMS)
    visitor.session.setLanguage(language)
    visitor.session.setTextScale(scale)
    visitor.session.setReach(reach)
    open_pin_pad(visitor)
    assert (visitor.session.language, visitor.session.textScale) == (language, scale), (
        "staff read it as the screen was read"
    )
    assert_fits(visitor)
    enter_panel(visitor, staff)
    staff.setDim(0.4)
    for place in ("panel", "leaving", "cleaning"):
        staff.show(place)
        visitor.settle()
        assert_fits(visitor)
        if reach:
            assert all(
                target["box"][1] >= size[1] / 2
                for target in read_window(visitor.app_window.window)["targets"]
            )


def assert_fits(visitor: Visitor) -> None:
    found = read_window(visitor.app_window.window)
    assert [text["text"] for text in found["texts"] if text["truncated"]] == []
    assert [
        target for target in found["targets"] if min(target["box"][2:]) < 44 or not target["inside"]
    ] == []
    for one, other in combinations(found["texts"], 2):
        (x, y, w, h), (a, b, c, d) = one["box"], other["box"]
        assert min(x + w, a + c) - max(x, a) < 3 or min(y + h, b + d) - max(y, b) < 0.35 * min(
            h, d
        ), (one["text"], other["text"])


def test_the_panel_says_when_the_folder_was_not_read(make_staff):
    """Safe mode does not read it."""
    _, staff, _ = make_staff()
    assert staff.summary == "The folder has not been read."
    staff.set_problems([])
    assert staff.summary == "The folder has no problems."


def test_a_reload_in_safe_mode_restarts_the_program():
    done = []
    program = Application(read_settings())
    program.start = SimpleNamespace(app=SimpleNamespace(exit=done.append))
    program.reloader = SimpleNamespace(reload=lambda: done.append("read"))
    program.reload_content()
    program.reloader = None
    program.reload_content()
    assert done == ["read", EXIT_RESTART]

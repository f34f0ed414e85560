"""The opening hours on the screen: black outside them, and shifted now and then against burn-in."""

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.app.display_power import DisplayPower, display_commands
from kiosk.app.display_schedule import SHIFTS, WAKE_SECONDS
from kiosk.app.night_mode import NightMode
from kiosk.app.staff_gesture import INPUT_EVENTS
from kiosk.app.window_placement import WindowPlacement, hide_pointer
from kiosk.schedule import ClockDistrust
from kiosk.settings import read_settings
from tests.window.conftest import MakeVisitor, Visitor

HOURS = (
    "title: T\ntimezone: America/Los_Angeles\nopen:\n  closed: [2026-01-15]\n  hours:\n"
    "    Monday-Friday: 8:00 AM-5:00 PM\n"
)
HOUR = 3600.0


class Target:
    screen_on = True


@pytest.fixture
def wall(make_visitor: MakeVisitor, write_folder, tmp_path):
    """It is Tuesday, 1:10 PM; each switching of the display leaves a word in a file."""
    folder = write_folder(
        {"kiosk.yaml": HOURS, "works/p.md": "---\ntitle: P\nmedium: poetry\n---\nOne line\n"}
    )
    visitor = make_visitor(folder=folder)
    switched = tmp_path / "switched"
    script = tmp_path / "switch"
    script.write_text(f'#!/bin/sh\necho "$1" >>{switched}\n')
    script.chmod(0o755)
    power = DisplayPower({True: f"{script} on", False: f"{script} off"})
    hours = NightMode(visitor.app_window, visitor.clock, power, Target())
    yield visitor, hours, switched
    hours.close()


def black(visitor: Visitor) -> bool:
    visitor.settle()
    image = visitor.app_window.window.grabWindow()
    return all(
        image.pixelColor(x, y).lightness() == 0
        for x in range(0, image.width(), 40)
        for y in range(0, image.height(), 40)
    )


def to(visitor: Visitor, hours, seconds: float) -> None:
    visitor.clock.passed = seconds
    hours.update()


def words(switched: Path, count: int) -> list[str]:
    for _ in range(100):
        said = switched.read_text().split() if switched.exists() else []
        if len(said) >= count:
            return said
        QTest.qWait(20)
    return said


def test_black_at_night_and_on_closed_days_and_on_within_the_hours(wall):
    visitor, hours, switched = wall
    assert not black(visitor)
    to(visitor, hours, 4 * HOUR)
    assert black(visitor)
    assert words(switched, 2) == ["on", "off"]
    to(visitor, hours, 20 * HOUR)
    assert not black(visitor)
    assert words(switched, 3) == ["on", "off", "on"]
    to(visitor, hours, 44 * HOUR)
    assert black(visitor), "a Thursday that is listed as closed"


def test_a_machine_that_does_not_know_the_time_leaves_the_screen_on(wall):
    """A dead battery sets the clock to some evening long ago.

    A screen that is off for a day is worse than one that is on for a night.
    """
    visitor, hours, switched = wall
    visitor.clock.distrust, visitor.clock.is_known = (
        (lambda: ClockDistrust.BEFORE_BUILD),
        lambda: False,
    )
    to(visitor, hours, 4 * HOUR)
    assert not black(visitor)
    visitor.clock.is_known = lambda: True
    hours.update()
    assert black(visitor)
    words(switched, 2)


@pytest.mark.parametrize(
    ("platform", "there", "off"),
    [
        ("xcb", "xset", "xset dpms force off"),
        ("wayland", "wlopm", "wlopm --off '*'"),
        ("wayland", "swaymsg", ""),
        ("wayland", "wlr-randr", ""),
        ("xcb", "wlopm", ""),
    ],
)
def test_the_operators_commands_come_before_those_of_the_platform(
    monkeypatch, caplog, platform, there, off
):
    for name in ("KIOSK_SCREEN_ON", "KIOSK_SCREEN_OFF"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("kiosk.app.display_power.QGuiApplication.platformName", lambda: platform)
    monkeypatch.setattr(
        "kiosk.app.display_power.shutil.which", lambda name: name if name == there else None
    )
    own = display_commands(read_settings())
    assert off in own.get(False, "")
    assert off.replace("off", "on") in own.get(True, "")
    assert bool(own) is bool(off)
    monkeypatch.setenv("KIOSK_SCREEN_OFF", "ddcutil setvcp d6 5")
    assert display_commands(read_settings()) == own, "one alone would leave it dark for ever"
    assert "neither is used" in caplog.text
    monkeypatch.setenv("KIOSK_SCREEN_ON", "ddcutil setvcp d6 1")
    assert display_commands(read_settings()) == {
        True: "ddcutil setvcp d6 1",
        False: "ddcutil setvcp d6 5",
    }


@pytest.mark.parametrize(
    ("said", "succeeded"),
    [
        ("DPMS is Enabled\n  Monitor is Off", True),
        ("DPMS is Enabled\n  Monitor is On", False),
        ("Server does not have the DPMS Extension", False),
    ],
)
def test_the_monitors_state_tells_whether_x11_switched_it_off(
    monkeypatch, tmp_path, said, succeeded
):
    """xset returns 0 in each case."""
    (tmp_path / "xset").write_text(f"#!/bin/sh\n[ $1 = q ] && printf '{said}\\n'\nexit 0\n")
    (tmp_path / "xset").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    power = switched_off(monkeypatch)
    assert power.succeeded is succeeded
    power.close()


@pytest.mark.skipif(shutil.which("xset") is None, reason="needs xset (apt: x11-xserver-utils)")
def test_an_x_server_without_power_management_has_not_succeeded(qapp, monkeypatch):
    """Xvfb has none, and xset returns 0 there."""
    if qapp.platformName() != "xcb":
        pytest.skip("needs an X server")
    power = switched_off(monkeypatch)
    assert not power.succeeded
    power.close()


def switched_off(monkeypatch) -> DisplayPower:
    """By what X11 has, after as many tries as it takes."""
    for name in ("KIOSK_SCREEN_ON", "KIOSK_SCREEN_OFF"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("kiosk.app.display_power.QGuiApplication.platformName", lambda: "xcb")
    power = DisplayPower(display_commands(read_settings()))
    power.switch(False)
    for _ in range(500):
        QTest.qWait(20)
        if power.succeeded or power._retry.isActive():
            break
    return power


def test_at_night_input_does_nothing(wall):
    visitor, hours, switched = wall
    to(visitor, hours, 4 * HOUR)
    assert words(switched, 2) == ["on", "off"]
    visitor._touch(visitor, QPoint(800, 850))
    visitor._touch(visitor, QPoint(800, 400))
    QTest.mouseDClick(
        visitor.app_window.window,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(800, 850),
    )
    assert black(visitor)
    assert visitor.session.screen == "loop"
    assert "on" not in words(switched, 3)[1:]
    assert [
        kind.name
        for kind in INPUT_EVENTS
        if not hours._schedule.eventFilter(visitor.app_window.window, QEvent(kind))
    ] == []


def test_a_touch_within_the_hours_tries_again_to_switch_the_display(
    make_visitor: MakeVisitor, write_folder, tmp_path
):
    visitor = make_visitor(
        folder=write_folder(
            {"kiosk.yaml": HOURS, "works/p.md": "---\ntitle: P\nmedium: poetry\n---\nx\n"}
        )
    )
    tries = tmp_path / "tries"
    script = tmp_path / "switch"
    script.write_text(f"#!/bin/sh\necho x >>{tries}\nexit 1\n")
    script.chmod(0o755)
    power = DisplayPower({True: str(script), False: str(script)})
    hours = NightMode(visitor.app_window, visitor.clock, power, Target())
    assert len(words(tries, 3)) == 3
    to(visitor, hours, 4 * HOUR)
    assert black(visitor), "the last chance: a black frame"
    assert len(words(tries, 6)) == 6
    to(visitor, hours, 20 * HOUR)
    assert len(words(tries, 9)) == 9
    visitor._touch(visitor, QPoint(800, 400))
    assert len(words(tries, 12)) == 12
    power._retry.setInterval(30)
    visitor._touch(visitor, QPoint(800, 400))
    assert len(words(tries, 18)) >= 18, "and later again by itself"
    hours.close()


def test_a_start_within_the_hours_switches_the_display_on_and_one_at_night_does_not(wall, tmp_path):
    """The program may have been killed while the display was off."""
    visitor, hours, switched = wall
    assert words(switched, 1) == ["on"]
    to(visitor, hours, 4 * HOUR)
    assert words(switched, 2) == ["on", "off"]
    script = tmp_path / "switch"
    again = NightMode(
        visitor.app_window,
        visitor.clock,
        DisplayPower({True: f"{script} on", False: f"{script} off"}),
        Target(),
    )
    assert words(switched, 3) == ["on", "off", "off"]
    again.close()


def test_the_first_touch_in_a_while_switches_a_sleeping_monitor_on(wall):
    visitor, hours, switched = wall
    assert words(switched, 1) == ["on"]
    for seconds, expected in (
        (0, 2),
        (WAKE_SECONDS - 1, 2),
        (WAKE_SECONDS, 2),
        (2 * WAKE_SECONDS, 3),
    ):
        for _ in range(100):
            QTest.qWait(20)
            if hours._schedule._power.succeeded:
                break
        visitor.clock.passed = seconds
        visitor._touch(visitor, QPoint(800, 400))
        assert words(switched, expected) == ["on"] * expected
    QTest.qWait(100)
    assert words(switched, 3) == ["on"] * 3


def test_only_a_whole_screen_below_the_supervisor_follows_the_hours(monkeypatch):
    monkeypatch.delenv("KIOSK_MODE", raising=False)
    assert not read_settings().follows_opening_hours
    monkeypatch.setenv("KIOSK_MODE", "full")
    assert read_settings().follows_opening_hours
    assert not read_settings(window_size=(1280, 720)).follows_opening_hours


def test_a_screen_that_ignores_the_hours_shifts_all_the_same(
    make_visitor: MakeVisitor, write_folder
):
    """Being always on, it would burn in."""
    work = "---\ntitle: P\nmedium: poetry\n---\nOne line\n"
    visitor = make_visitor(folder=write_folder({"kiosk.yaml": HOURS, "works/p.md": work}))
    hours = NightMode(
        visitor.app_window, visitor.clock, DisplayPower({}), Target(), ignore_hours=True
    )
    to(visitor, hours, 4 * HOUR)
    assert not black(visitor)
    scene = visitor.app_window.scene
    before = (scene.x(), scene.y())
    hours.shift()
    assert (scene.x(), scene.y()) != before
    hours.close()


def test_the_scene_shifts_by_three_pixels_and_not_under_a_finger(wall):
    visitor, hours, _ = wall
    scene = visitor.app_window.scene
    places = []
    for _ in SHIFTS:
        hours.shift()
        places.append((scene.x(), scene.y()))
    assert sorted(places) == sorted(SHIFTS)
    visitor.session.goHome()
    visitor.session.toggleDisplayPanel()
    before = (scene.x(), scene.y())
    hours.shift()
    assert (scene.x(), scene.y()) == before


@pytest.mark.parametrize("supervised", [True, False])
def test_the_window_cannot_be_closed_below_the_supervisor(
    make_visitor: MakeVisitor, qapp, monkeypatch, supervised
):
    if supervised:
        monkeypatch.setenv("KIOSK_MODE", "full")
    visitor = make_visitor()
    glass = WindowPlacement(qapp, visitor.app_window.window, read_settings())
    hide_pointer(qapp, read_settings())
    try:
        QTest.keyClick(visitor.app_window.window, Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier)
        QTest.keyClick(visitor.app_window.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
        assert visitor.app_window.window.isVisible()
        assert qapp.overrideCursor().shape() == Qt.CursorShape.BlankCursor
        assert visitor.app_window.window.close() is not supervised
        assert visitor.app_window.window.isVisible() is supervised
    finally:
        qapp.restoreOverrideCursor()
        visitor.app_window.window.removeEventFilter(glass)

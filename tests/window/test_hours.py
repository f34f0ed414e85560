"""The screen's night, seen on the glass: dark outside the hours, lit within them, and never bright at one place for long."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.runtime.door import INPUT
from kiosk.runtime.glass import Glass
from kiosk.runtime.hours import SHIFTS, Hours, Power, commands

HOURS = "title: T\ntimezone: America/Los_Angeles\nopen:\n  closed: [2026-01-15]\n  hours:\n    Monday-Friday: 8:00 AM-5:00 PM\n"
HOUR = 3600.0


class Told:
    lit = True


@pytest.fixture
def wall(make_visitor, write_folder, tmp_path):
    """It is Tuesday, 1:10 PM; each switching of the display leaves a word in a file."""
    folder = write_folder({"kiosk.yaml": HOURS, "works/p.md": "---\ntitle: P\nmedium: poetry\n---\nOne line\n"})
    visitor = make_visitor(folder=folder)
    switched = tmp_path / "switched"
    script = tmp_path / "switch"
    script.write_text(f'#!/bin/sh\necho "$1" >>{switched}\n')
    script.chmod(0o755)
    power = Power({True: f"{script} on", False: f"{script} off"})
    hours = Hours(visitor.stage, visitor.clock, power, Told())
    yield visitor, hours, switched
    hours.close()


def black(visitor) -> bool:
    visitor.settle()
    image = visitor.stage.window.grabWindow()
    return all(image.pixelColor(x, y).lightness() == 0 for x in range(0, image.width(), 40) for y in range(0, image.height(), 40))


def to(visitor, hours, seconds: float) -> None:
    visitor.clock.passed = seconds
    hours.look()


def words(switched: Path, count: int) -> list[str]:
    for _ in range(100):
        said = switched.read_text().split() if switched.exists() else []
        if len(said) >= count:
            return said
        QTest.qWait(20)
    return said


def test_dark_at_night_and_on_closed_days_and_lit_within_the_hours(wall):
    visitor, hours, switched = wall
    assert not black(visitor)
    to(visitor, hours, 4 * HOUR)
    assert black(visitor)
    assert words(switched, 1) == ["off"]
    to(visitor, hours, 20 * HOUR)
    assert not black(visitor)
    assert words(switched, 2) == ["off", "on"]
    to(visitor, hours, 44 * HOUR)
    assert black(visitor), "a Thursday that is listed as closed"


@pytest.mark.parametrize(
    ("platform", "there", "off"),
    [("xcb", "xset", "xset dpms force off"), ("wayland", "wlopm", "wlopm --off *"), ("wayland", "wlr-randr", ""), ("xcb", "wlopm", "")],
)
def test_what_the_machine_has_switches_the_display_unless_the_operator_says_how(monkeypatch, platform, there, off):
    for name in ("KIOSK_SCREEN_ON", "KIOSK_SCREEN_OFF"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("kiosk.runtime.hours.QGuiApplication.platformName", lambda: platform)
    monkeypatch.setattr("kiosk.runtime.hours.shutil.which", lambda name: name if name == there else None)
    assert commands()[False] == off
    assert commands()[True] == off.replace("off", "on")
    monkeypatch.setenv("KIOSK_SCREEN_OFF", "ddcutil setvcp d6 5")
    assert commands()[False] == "ddcutil setvcp d6 5"


def test_at_night_a_touch_does_nothing(wall):
    visitor, hours, switched = wall
    to(visitor, hours, 4 * HOUR)
    words(switched, 1)
    visitor._touch(visitor, QPoint(800, 850))
    visitor._touch(visitor, QPoint(800, 400))
    assert black(visitor)
    assert visitor.visit.screen == "loop"
    assert "on" not in words(switched, 2)
    assert [kind.name for kind in INPUT if not hours.eventFilter(visitor.stage.window, QEvent(kind))] == []


def test_a_display_that_does_not_answer_is_asked_again_by_a_touch_within_the_hours(make_visitor, write_folder, tmp_path):
    visitor = make_visitor(folder=write_folder({"kiosk.yaml": HOURS, "works/p.md": "---\ntitle: P\nmedium: poetry\n---\nx\n"}))
    tries = tmp_path / "tries"
    script = tmp_path / "switch"
    script.write_text(f"#!/bin/sh\necho x >>{tries}\nexit 1\n")
    script.chmod(0o755)
    hours = Hours(visitor.stage, visitor.clock, Power({True: str(script), False: str(script)}), Told())
    to(visitor, hours, 4 * HOUR)
    assert black(visitor), "the last chance: a black frame"
    assert len(words(tries, 3)) == 3
    to(visitor, hours, 20 * HOUR)
    assert len(words(tries, 6)) == 6
    visitor._touch(visitor, QPoint(800, 400))
    assert len(words(tries, 9)) == 9
    hours.close()


def test_the_picture_moves_by_three_pixels_and_not_under_a_finger(wall):
    visitor, hours, _ = wall
    scene = visitor.stage.window.contentItem()
    places = []
    for _ in SHIFTS:
        hours.shift()
        places.append((scene.x(), scene.y()))
    assert sorted(places) == sorted(SHIFTS)
    visitor.visit.goHome()
    visitor.visit.togglePanel()
    before = (scene.x(), scene.y())
    hours.shift()
    assert (scene.x(), scene.y()) == before


@pytest.mark.parametrize("kept", [True, False])
def test_nobody_closes_the_window_on_the_wall(make_visitor, qapp, monkeypatch, kept):
    if kept:
        monkeypatch.setenv("KIOSK_MODE", "full")
    visitor = make_visitor()
    glass = Glass(qapp, visitor.stage.window, "", None)
    try:
        QTest.keyClick(visitor.stage.window, Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier)
        QTest.keyClick(visitor.stage.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
        assert visitor.stage.window.isVisible()
        assert qapp.overrideCursor().shape() == Qt.CursorShape.BlankCursor
        assert visitor.stage.window.close() is not kept
        assert visitor.stage.window.isVisible() is kept
    finally:
        qapp.restoreOverrideCursor()
        visitor.stage.window.removeEventFilter(glass)

"""The window and its screen, where there is none."""

import logging
from types import SimpleNamespace

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest

from kiosk.app import window_placement
from kiosk.app.frame_keepalive import FrameKeepalive, create_frame_keepalive
from kiosk.app.window_placement import PresentScreen, WindowPlacement, screen_description
from kiosk.settings import read_settings
from kiosk.status.log_format import log_format
from tests.window.conftest import MakeVisitor


def test_no_window_is_put_on_waylands_placeholder_for_a_screen(
    make_visitor: MakeVisitor, qapp, monkeypatch, caplog
):
    """A compositor ends a program that makes a window without a size."""
    placeholder = SimpleNamespace(name=lambda: "", geometry=QRect)
    monkeypatch.setattr(window_placement, "find_screen", lambda _app, _name: placeholder)
    window = make_visitor().app_window.window
    before = window.geometry()
    caplog.set_level("INFO")
    WindowPlacement(qapp, window, read_settings())
    try:
        assert window.geometry() == before
        assert window.visibility() != window.Visibility.FullScreen
        assert "There is no screen; waiting for one" in caplog.text
        assert (
            screen_description(
                SimpleNamespace(screen=lambda: placeholder, width=lambda: 1920, height=lambda: 1080)
            )
            == ""
        )
        assert screen_description(window).endswith(f" {window.width()}x{window.height()}")
    finally:
        qapp.restoreOverrideCursor()


def test_the_keepalive_is_painted_with_each_frame_and_takes_no_input(
    make_visitor: MakeVisitor,
):
    """What it is for is looked at under cage (tests/faults/test_outputs.py)."""
    visitor = make_visitor()
    window = visitor.app_window.window
    assert create_frame_keepalive(window, "software") is None, "only Wayland's compositors need it"
    keepalive = FrameKeepalive(window)
    window.update()
    QTest.qWait(300)
    assert keepalive.paint_count > 0
    assert (keepalive.parent(), keepalive.width(), keepalive.height()) == (window, 1, 1)
    assert keepalive.flags() & Qt.WindowType.WindowTransparentForInput
    window.hide()
    assert not keepalive.isVisible(), "its surface goes with the window's"
    window.show()
    window.update()
    QTest.qWait(300)
    assert keepalive.isVisible()
    keepalive.close_window()
    window.update()
    QTest.qWait(100)


def test_a_screen_that_was_named_is_waited_for_and_no_other_is_taken(
    make_visitor: MakeVisitor, qapp, monkeypatch, caplog
):
    window = make_visitor().app_window.window
    caplog.set_level("INFO")
    settings = read_settings(screen="HDMI-9")
    present = PresentScreen(window, settings)
    placement = WindowPlacement(qapp, window, settings)
    try:
        assert not window.isVisible()
        names = ", ".join(screen.name() for screen in qapp.screens() if screen.name())
        assert f"There is no screen 'HDMI-9'; waiting for it. There are: {names}" in caplog.text
        assert (present.description(), present.wanted) == ("", "HDMI-9")
        screen = qapp.primaryScreen()
        monkeypatch.setattr(window_placement, "find_screen", lambda _app, _name: screen)
        placement._place()
        assert window.isVisible()
    finally:
        qapp.restoreOverrideCursor()


def test_each_line_of_the_log_of_one_of_several_screens_carries_its_name():
    record = logging.makeLogRecord({"levelname": "INFO", "name": "kiosk", "msg": "50 % done"})
    assert logging.Formatter(log_format()).format(record) == "INFO kiosk: 50 % done"
    named = logging.Formatter(log_format("HDMI-%s\n")).format(record)
    assert named == r"INFO [HDMI-%s\u000a] kiosk: 50 % done"

"""The window and its screen, where there is none."""

from types import SimpleNamespace

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest

from kiosk.app.frame_keepalive import FrameKeepalive, keep_frames_coming
from kiosk.app.window_placement import WindowPlacement, described
from tests.window.conftest import MakeVisitor


def test_no_window_is_put_on_waylands_stand_in_for_a_screen(
    make_visitor: MakeVisitor, qapp, monkeypatch, caplog
):
    """It has neither a name nor a size; a compositor ends a program that makes a window without a size."""
    stand_in = SimpleNamespace(name=lambda: "", geometry=QRect)
    monkeypatch.setattr(WindowPlacement, "_find", lambda _self: stand_in)
    window = make_visitor().stage.window
    before = window.geometry()
    caplog.set_level("INFO")
    WindowPlacement(qapp, window, "", None)
    try:
        assert window.geometry() == before
        assert window.visibility() != window.Visibility.FullScreen
        assert "there is no screen; waiting for one" in caplog.text
        assert (
            described(
                SimpleNamespace(screen=lambda: stand_in, width=lambda: 1920, height=lambda: 1080)
            )
            == ""
        )
        assert described(window).endswith(f" {window.width()}x{window.height()}")
    finally:
        qapp.restoreOverrideCursor()


def test_the_pixel_that_keeps_frames_coming_is_painted_with_each_and_touched_by_nobody(
    make_visitor: MakeVisitor,
):
    """What it is for is looked at under cage (tests/faults/test_outputs.py)."""
    visitor = make_visitor()
    window = visitor.stage.window
    assert keep_frames_coming(window, "software") is None, "only Wayland's compositors need it"
    pulse = FrameKeepalive(window)
    window.update()
    QTest.qWait(300)
    assert pulse.beats > 0
    assert (pulse.parent(), pulse.width(), pulse.height()) == (window, 1, 1)
    assert pulse.flags() & Qt.WindowType.WindowTransparentForInput
    pulse.end()
    window.update()
    QTest.qWait(100)

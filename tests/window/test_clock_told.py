"""A clock that may be wrong: visitors see dates only, and staff are told why, once."""

import logging

from PySide6.QtTest import QTest

from kiosk.app.health_monitor import HealthMonitor
from kiosk.schedule import ClockDistrust
from kiosk.settings import read_settings
from kiosk.status import program_status as states
from tests.window.conftest import MakeVisitor


def test_staff_are_told_why_the_board_shows_dates_only(
    make_visitor: MakeVisitor, qapp, monkeypatch, tmp_path, caplog
):
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path))
    visitor = make_visitor()
    visitor.session.show("board")
    visitor.settle()
    assert any("Happening now" in text for text in visitor.texts())
    with caplog.at_level(logging.WARNING):
        monkeypatch.setattr(visitor.clock, "distrust", lambda: ClockDistrust.JUMPED, raising=False)
        monkeypatch.setattr(visitor.clock, "is_known", lambda: True, raising=False)
        visitor.wait(31)
        visitor.wait(31)
    assert not any("Happening now" in text or text == "Today" for text in visitor.texts())
    assert [record.getMessage() for record in caplog.records] == [
        f"{ClockDistrust.JUMPED}; the board shows dates only"
    ]
    vitals = HealthMonitor(
        qapp, visitor.app_window, read_settings(folder=tmp_path), lambda: "revision"
    )
    try:
        for _ in range(50):
            visitor.app_window.window.update()
            QTest.qWait(20)
            if states.read_status(tmp_path) is not None:
                break
        told = states.read_status(tmp_path)
        assert told is not None
        assert told.clock == ClockDistrust.JUMPED
        assert ClockDistrust.JUMPED in states.as_text(told)
    finally:
        vitals.close()
    monkeypatch.setattr(visitor.clock, "distrust", lambda: ClockDistrust.NONE)
    visitor.wait(31)
    assert any("Happening now" in text for text in visitor.texts())

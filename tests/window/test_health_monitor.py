"""The health monitor restarts the program for its memory, at a quiet moment and not repeatedly."""

import logging
import threading
import time
from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtTest import QTest

from kiosk.app import health_monitor as module
from kiosk.app.health_monitor import GROWTH, SETTLED_SECONDS, HealthMonitor
from kiosk.domain import Problem, Severity
from kiosk.exit_codes import EXIT_RESTART
from kiosk.settings import read_settings
from kiosk.status import program_status as states
from tests.window.conftest import MakeVisitor

MB = 2**20
# For what comes in some milliseconds where nothing else computes.
WAIT_MS = 60_000


@pytest.fixture
def watched(make_visitor: MakeVisitor, monkeypatch, tmp_path):
    """A visitor, with memory (MB) and time set by the test, and the application's exit codes."""
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path / "run"))
    monkeypatch.setenv("KIOSK_MEMORY_MB", "400")
    now = SimpleNamespace(used=200, seconds=0.0, ended=[])
    monkeypatch.setattr(module, "resident_bytes", lambda: now.used * MB)
    visitor = make_visitor()
    app = SimpleNamespace(applicationVersion=lambda: "1", exit=now.ended.append)
    monitor = HealthMonitor(
        app, visitor.app_window, read_settings(folder=tmp_path), lambda: "revision"
    )
    began = monitor._began

    def look(seconds: float, used: int) -> list[int]:
        now.used = used
        monitor._check_memory(began + seconds)
        return now.ended

    yield visitor, look
    monitor.close()


def test_memory_that_grows_asks_for_a_fresh_start_once(watched):
    _, look = watched
    assert look(SETTLED_SECONDS + 1, 200) == []
    assert look(SETTLED_SECONDS + 2, 399) == []
    assert look(SETTLED_SECONDS + 4, 401) == [EXIT_RESTART]
    assert look(SETTLED_SECONDS + 6, 401) == [EXIT_RESTART]


def test_while_somebody_is_there_it_waits(watched):
    visitor, look = watched
    look(SETTLED_SECONDS + 1, 200)
    visitor.session.show("wall")
    visitor.settle()
    assert look(SETTLED_SECONDS + 2, 2000) == []
    visitor.session.goHome()
    visitor.settle()
    assert look(SETTLED_SECONDS + 1000, 2000) == [EXIT_RESTART]


def test_memory_that_an_exhibition_needs_from_the_start_causes_no_restart(watched, caplog):
    """With a bound below that, a screen would start over and over, and be black in between."""
    _, look = watched
    with caplog.at_level(logging.WARNING):
        assert look(10.0, 500) == []
        assert look(SETTLED_SECONDS - 1, 500) == [], "not before it has settled"
        assert look(SETTLED_SECONDS + 1, 500) == []
    assert "the limit is raised to 750 MB" in caplog.text
    assert look(86_400.0, int(500 * GROWTH)) == []
    assert look(86_402.0, int(500 * GROWTH) + 1) == [EXIT_RESTART]


def test_a_state_that_could_not_be_written_is_tried_again(
    make_visitor: MakeVisitor, qapp, monkeypatch, tmp_path, caplog
):
    blocked = tmp_path / "run"
    blocked.write_text("a file where the folder should be")
    monkeypatch.setenv("KIOSK_RUNTIME", str(blocked))
    visitor = make_visitor()
    monitor = HealthMonitor(
        qapp, visitor.app_window, read_settings(folder=tmp_path), lambda: "revision"
    )
    try:
        monitor._write_status()
        assert "cannot be written" in caplog.text
        blocked.unlink()
        monitor._write_status()
        assert states.read_status(blocked) is not None
        QTest.qWait(1)
    finally:
        monitor.close()


def test_the_status_says_at_once_what_was_read(
    make_visitor: MakeVisitor, qapp, qtbot, monkeypatch, tmp_path
):
    """From the reloader's thread, and not only with the next of the periodic reports."""
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path))
    visitor = make_visitor()
    settings = read_settings(folder=tmp_path)
    monitor = HealthMonitor(qapp, visitor.app_window, settings, lambda: "revision")
    warning = Problem(
        path="a.md", severity=Severity.WARNING, rule="r", message="wrong", hint="write it right"
    )
    try:
        visitor.app_window.window.update()
        qtbot.waitUntil(lambda: states.read_status(tmp_path) is not None, timeout=WAIT_MS)
        thread = threading.Thread(target=monitor.set_problems, args=((warning,),))
        thread.start()
        thread.join()
        # No report that comes in any case is taken for it.
        monitor._timer.stop()

        def told() -> bool:
            status = states.read_status(tmp_path)
            return status is not None and status.read and status.warnings == 1

        qtbot.waitUntil(told, timeout=WAIT_MS)
    finally:
        monitor.close()


def test_a_window_that_draws_no_frame_although_asked_counts_as_frozen(
    make_visitor: MakeVisitor, qapp, qtbot, monkeypatch, tmp_path
):
    """The supervisor is no longer told that it lives, and starts it again within a minute."""
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path / "run"))
    visitor = make_visitor()
    settings = replace(read_settings(folder=tmp_path), notify_address="@kiosk-test-unheard")
    monitor = HealthMonitor(qapp, visitor.app_window, settings, lambda: "revision")
    visitor.rest()
    # It looks only where the test lets it.
    monitor._timer.stop()
    sent: list[str] = []
    monkeypatch.setattr(monitor._notifier, "send", lambda *lines: sent.extend(lines))
    monitor._ready, now = True, monitor._framed_at
    monkeypatch.setattr(time, "monotonic", lambda: now)
    now += module.REQUEST_SECONDS + 1
    # No event is handled between the two looks, so what is asked for is not drawn.
    monitor._check()
    assert sent == ["WATCHDOG=1"], "a frame was asked for, and has its time"
    now += module.FRAME_SECONDS + 1
    sent.clear()
    monitor._check()
    assert sent == []
    assert module.REQUEST_SECONDS + module.FRAME_SECONDS + settings.watchdog_seconds < 60
    # The frame comes after all.
    frames = monitor._frames
    qtbot.waitUntil(lambda: monitor._frames > frames, timeout=WAIT_MS)
    monitor._check()
    assert sent == ["WATCHDOG=1"]
    monkeypatch.undo()
    monitor.close()


def test_a_screen_that_still_shows_its_mark_needs_no_frame_until_something_changes(
    make_visitor: MakeVisitor, qapp, monkeypatch, tmp_path
):
    """At rest the mark is proof enough; after a touch, or after a long rest, only a frame is."""
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path / "run"))
    visitor = make_visitor()
    settings = replace(read_settings(folder=tmp_path), notify_address="@kiosk-test-unheard")
    monitor = HealthMonitor(qapp, visitor.app_window, settings, lambda: "revision")
    visitor.rest()
    glass = SimpleNamespace(
        seen_at=0.0, is_stuck=False, changes=0, check=lambda *_, **__: None, close=lambda: None
    )
    glass.change = lambda: setattr(glass, "changes", glass.changes + 1)
    monkeypatch.setattr(monitor, "_glass", glass)
    monitor._ready, began = True, monitor._framed_at
    now = began
    monkeypatch.setattr(time, "monotonic", lambda: now)
    for _ in range(20):
        now += module.REQUEST_SECONDS + 1
        glass.seen_at = now - 1
        monitor._check()
    assert glass.changes == 0
    visitor.app_window.controller.session.changed.emit()
    monitor._check()
    assert glass.changes == 1, "what has changed has to come with a frame"
    now += module.FRAME_SECONDS + 1
    glass.seen_at = now
    assert monitor._is_frozen(now)
    monitor._changed_at, monitor._requested_at = 0.0, 0.0
    now = glass.seen_at = began + module.REST_SECONDS + 1
    assert not monitor._is_frozen(now)
    assert glass.changes == 2, "and now and then one is asked for at rest"
    monkeypatch.undo()
    monitor.close()

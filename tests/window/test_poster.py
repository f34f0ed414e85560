"""The still poster: it moves a little, is black at night, feeds the watchdog only while it can be painted, and nobody closes it."""

from zoneinfo import ZoneInfo

import pytest
from PySide6.QtTest import QTest

from kiosk.app import poster as posters
from kiosk.app.display_schedule import SHIFTS
from kiosk.app.window_placement import WindowPlacement
from kiosk.domain import Exhibition, Localized
from kiosk.schedule import SystemClock
from kiosk.settings import read_settings
from kiosk.supervisor.notify import Listener
from kiosk.window.app_window import load_typefaces


@pytest.fixture
def window(qapp):
    load_typefaces()
    poster = posters._Poster(Exhibition(title=Localized.of([("en", "Mended")])))
    poster.resize(640, 360)
    poster.show()
    assert QTest.qWaitForWindowExposed(poster)
    yield poster
    poster.destroy()


def pixels(window) -> bytes:
    # Its bits go with the picture.
    image = window.picture()
    return bytes(image.constBits())


def test_it_moves_a_little_and_comes_back(window):
    seen = []
    for _ in range(2 * len(SHIFTS)):
        seen.append(pixels(window))
        window.shift()
    assert len(set(seen)) == len(SHIFTS)
    assert seen[: len(SHIFTS)] == seen[len(SHIFTS) :]


def test_it_is_black_at_night(window):
    assert any(pixels(window)[::4])
    window.show_lit(False)
    image = window.picture()
    assert all(
        image.pixelColor(x, y).lightness() == 0 for x in range(0, 640, 8) for y in range(0, 360, 8)
    )
    window.show_lit(True)
    assert any(pixels(window)[::4])


def test_it_feeds_the_watchdog_only_while_it_can_be_painted(window, monkeypatch, tmp_path):
    manager = Listener()
    monkeypatch.setenv("NOTIFY_SOCKET", manager.address)
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path))
    beat = posters._Beat(window, SystemClock(ZoneInfo("UTC")), read_settings(folder=tmp_path))
    try:
        beat._look()
        assert (manager.receive(1), manager.receive(1)) == (["READY=1"], ["WATCHDOG=1"])
        painted = window.painted
        window.painted_at -= posters._PAINT_SECONDS + 1
        beat._look()
        assert manager.receive(1) == ["WATCHDOG=1"]
        for _ in range(100):
            QTest.qWait(20)
            if window.painted > painted:
                break
        assert window.painted > painted, "it was asked for"
        window.painted_at -= posters._PATIENCE_SECONDS + 1
        beat._look()
        assert manager.receive(0.2) == []
    finally:
        beat.close()
        manager.close()


def test_nobody_closes_it_on_the_wall(window, qapp, monkeypatch):
    monkeypatch.setenv("KIOSK_MODE", "poster")
    glass = WindowPlacement(qapp, window, "", None)
    try:
        assert not window.close()
        assert window.isVisible()
    finally:
        qapp.restoreOverrideCursor()
        window.removeEventFilter(glass)

"""The poster moves against burn-in, is black at night, feeds the watchdog, and stays open."""

from zoneinfo import ZoneInfo

import pytest
from PySide6.QtGui import QFont, QRawFont
from PySide6.QtTest import QTest

from kiosk.app import poster as posters
from kiosk.app.display_schedule import SHIFTS
from kiosk.app.window_placement import WindowPlacement
from kiosk.domain import Exhibition, Localized
from kiosk.domain.design import SERIF
from kiosk.schedule import SystemClock
from kiosk.settings import read_settings
from kiosk.supervisor.notify import Listener

# For what comes in some milliseconds where nothing else computes.
WAIT_MS = 60_000


@pytest.fixture
def window(qapp, qtbot):
    poster = posters.PosterWindow(Exhibition(title=Localized.of([("en", "Mended")])))
    poster.resize(640, 360)
    poster.show()
    assert QTest.qWaitForWindowExposed(poster)
    qtbot.waitUntil(lambda: poster.paint_count > 0, timeout=WAIT_MS)
    yield poster
    poster.destroy()


def pixels(window) -> bytes:
    # Its bits go with the picture.
    image = window.render_image()
    return bytes(image.constBits())


def test_the_poster_shifts_a_little_and_comes_back(window):
    seen = []
    for _ in range(2 * len(SHIFTS)):
        seen.append(pixels(window))
        window.shift()
    assert len(set(seen)) == len(SHIFTS)
    assert seen[: len(SHIFTS)] == seen[len(SHIFTS) :]


def test_the_poster_is_black_at_night(window):
    assert any(pixels(window)[::4])
    window.set_screen_on(False)
    image = window.render_image()
    assert all(
        image.pixelColor(x, y).lightness() == 0 for x in range(0, 640, 8) for y in range(0, 360, 8)
    )
    window.set_screen_on(True)
    assert any(pixels(window)[::4])


def test_the_poster_feeds_the_watchdog_only_while_it_can_be_painted(
    window, qtbot, monkeypatch, tmp_path
):
    manager = Listener(read_settings())
    monkeypatch.setenv("NOTIFY_SOCKET", manager.address)
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path))
    monitor = posters.PosterMonitor(
        window, SystemClock(ZoneInfo("UTC")), read_settings(folder=tmp_path)
    )
    # It looks only where the test lets it: the messages are counted.
    monitor._timer.stop()
    try:
        monitor._check()
        monitor._timer.stop()
        assert (manager.receive(1), manager.receive(1)) == (["READY=1"], ["WATCHDOG=1"])
        painted = window.paint_count
        window.painted_at -= posters.REPAINT_SECONDS + 1
        monitor._check()
        assert manager.receive(1) == ["WATCHDOG=1"]
        # It was asked for.
        qtbot.waitUntil(lambda: window.paint_count > painted, timeout=WAIT_MS)
        window.painted_at -= posters.FROZEN_SECONDS + 1
        monitor._check()
        assert manager.receive(0.2) == []
    finally:
        monitor.close()
        manager.close()


def test_the_poster_cannot_be_closed_below_the_supervisor(window, qapp, monkeypatch):
    monkeypatch.setenv("KIOSK_MODE", "poster")
    glass = WindowPlacement(qapp, window, read_settings())
    try:
        assert not window.close()
        assert window.isVisible()
    finally:
        qapp.restoreOverrideCursor()
        window.removeEventFilter(glass)


@pytest.mark.parametrize(
    "name", ["Nguyễn Thị Hạnh", "Музей искусств", "Μουσείο", "Zoë Łukasz", "Mended"]
)
def test_each_name_is_in_one_typeface(qapp, name):
    for family in (posters.sans_for(name), SERIF):
        face = QRawFont.fromFont(QFont(family))
        assert face.familyName().startswith(family)
        assert [sign for sign in name if not face.supportsCharacter(ord(sign))] == []

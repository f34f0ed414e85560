"""The screen's report and its picture: when they are written, and what is never in them."""

import json
import os
from dataclasses import replace
from types import SimpleNamespace

import pytest
from PIL import Image
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QImage

from kiosk.app import fleet_reporter
from kiosk.app.fleet_reporter import PICTURE_SECONDS, PICTURE_WIDTH, FleetReporter
from kiosk.fleet.report import PERIOD_SECONDS, read_report
from kiosk.settings import read_settings
from kiosk.status.program_status import ProgramStatus

STATUS = ProgramStatus(version="1", pid=1, folder="/srv/store", started=1.8e9, release="first")


class Monitor(QObject):
    """What a health monitor tells, as the test sets it."""

    heartbeat = Signal()

    def __init__(self):
        super().__init__()
        self.told, self.quiet, self.looked = STATUS, True, 0

    def status(self):
        return self.told

    def is_quiet(self):
        return self.quiet

    def picture(self):
        self.looked += 1
        image = QImage(1920, 1080, QImage.Format.Format_RGB32)
        image.fill(QColor("teal"))
        return image


class Clock:
    """The module's time, which the test moves."""

    def __init__(self):
        self.now = 1000.0

    def monotonic(self):
        return self.now

    def time(self):
        return 1.8e9 + self.now


@pytest.fixture
def screen(tmp_path, monkeypatch, qapp):
    """A reporter by its settings, the monitor it asks, the clock, and its folder."""
    clock, monitor, made = Clock(), Monitor(), []
    monkeypatch.setattr(fleet_reporter, "time", clock)

    def report(**variables):
        environment = {
            "KIOSK_NAME": "lobby-1",
            "KIOSK_STATE": str(tmp_path / "state"),
            "KIOSK_REPORTS": str(tmp_path / "reports"),
            **variables,
        }
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        settings = settings_of_a_store(tmp_path)
        counts = tmp_path / "counts.csv"
        made.append(FleetReporter(settings, monitor, lambda: "works/a.jpg", lambda: 5.0, counts))
        return made[-1]

    folder = tmp_path / "reports" / "lobby-1"
    yield SimpleNamespace(report=report, monitor=monitor, clock=clock, folder=folder)
    for one in made:
        one.close()


def settings_of_a_store(tmp_path):
    return replace(read_settings(), release_store=tmp_path / "store", folder=tmp_path / "shown")


def beat(screen, qtbot):
    """One heartbeat; the report that is written then, once it is there."""
    written = screen.clock.time()
    screen.monitor.heartbeat.emit()
    file = screen.folder / "status.json"

    def is_there():
        return file.exists() and json.loads(file.read_bytes())["written"] == written

    qtbot.waitUntil(is_there, timeout=20_000)
    return read_report(file.read_bytes())


def test_a_picture_follows_a_release_after_a_minute_and_then_every_few_minutes(screen, qtbot):
    screen.report()
    picture = screen.folder / "screen.png"
    report = beat(screen, qtbot)
    assert (report.release, report.on_screen, report.touch_age) == ("first", "works/a.jpg", 5.0)
    assert not picture.exists(), "a new release is still being read"
    screen.clock.now += PERIOD_SECONDS
    beat(screen, qtbot)
    with Image.open(picture) as found:
        assert found.size == (PICTURE_WIDTH, 203)
        assert found.convert("RGB").getpixel((10, 10)) == (0, 128, 128)
    for _ in range(int(PICTURE_SECONDS // PERIOD_SECONDS) - 1):
        screen.clock.now += PERIOD_SECONDS
        beat(screen, qtbot)
    assert screen.monitor.looked == 1
    screen.clock.now += PERIOD_SECONDS
    beat(screen, qtbot)
    assert screen.monitor.looked == 2


def test_nobody_who_uses_the_screen_is_in_a_picture(screen, qtbot):
    screen.report()
    beat(screen, qtbot)
    screen.monitor.quiet = False
    screen.clock.now += 10 * PICTURE_SECONDS
    assert beat(screen, qtbot).on_screen == "in use"
    assert screen.monitor.looked == 0
    screen.monitor.quiet = True
    screen.clock.now += PERIOD_SECONDS
    beat(screen, qtbot)
    assert screen.monitor.looked == 1


def test_no_picture_is_taken_where_that_is_off(screen, qtbot):
    screen.report(KIOSK_REPORT_PICTURE="off")
    for _ in range(4):
        screen.clock.now += PICTURE_SECONDS
        beat(screen, qtbot)
    assert screen.monitor.looked == 0
    assert [one.name for one in screen.folder.iterdir()] == ["status.json"]


def test_the_engines_user_can_read_a_report_of_a_service_with_a_narrow_umask(screen, qtbot):
    before = os.umask(0o027)
    try:
        screen.report()
        beat(screen, qtbot)
    finally:
        os.umask(before)
    assert screen.folder.stat().st_mode & 0o777 == 0o755
    assert (screen.folder / "status.json").stat().st_mode & 0o777 == 0o644

"""Real windows of the sample exhibition, with a clock that only the test moves.

Every process that runs these tests has an X server of its own, so that two of them neither share
the focus nor cover each other's windows. KIOSK_TEST_DISPLAY=keep uses the display that is there.
"""

import atexit
import functools
import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QPointingDevice
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.content.load import load
from kiosk.domain import Snapshot
from kiosk.keypad import EZ_ACCESS, KeyMap
from kiosk.offscreen.screenshots import settle
from kiosk.pictures.cache import DerivativeCache
from kiosk.qt.item_info import Role, has_role, is_target, target_info, text_info
from kiosk.studio.app import set_up
from kiosk.studio.views.main_window import MainWindow
from kiosk.window.app_window import AppWindow
from tests.window.curator import SIZE, Curator

ROOT = Path(__file__).resolve().parents[2]
# Passes of 20 ms without a frame after which a window rests.
QUIET_PASSES = 8
# Windows after whose end the garbage is collected.
WINDOWS_A_COLLECTION = 5
START = datetime(2026, 1, 13, 13, 10, tzinfo=ZoneInfo("America/Los_Angeles"))
# Windows that were closed and still wait for that.
_ended: list[AppWindow] = []


class HandClock:
    """Moves only when told to."""

    def __init__(self) -> None:
        self.passed = 0.0

    def now(self) -> datetime:
        return START + timedelta(seconds=self.passed)

    def monotonic(self) -> float:
        return 1000.0 + self.passed


class Visitor:
    """Finds things as a visitor does, by their names, and touches them in the middle."""

    def __init__(
        self, app_window: AppWindow, clock: HandClock, touch: Callable[["Visitor", QPoint], None]
    ) -> None:
        self.app_window, self.clock, self._touch = app_window, clock, touch
        self.session = app_window.controller.session

    def settle(self) -> None:
        settle(self.app_window)
        # Lists lay themselves out with the next frame.
        drawn: list[bool] = []
        window = self.app_window.window
        link = window.afterAnimating.connect(lambda: drawn.append(True))
        window.requestUpdate()
        for _ in range(50):
            QTest.qWait(2)
            if drawn:
                break
        window.disconnect(link)
        settle(self.app_window)

    def rest(self) -> None:
        """Wait until nothing moves: no frame is drawn in a row of passes of the event loop.

        Counted in passes and not in time: an animation draws in each, however busy the machine is.
        """
        frames: list[bool] = []
        window = self.app_window.window
        link = window.afterAnimating.connect(lambda: frames.append(True))
        quiet = 0
        for _ in range(500):
            QTest.qWait(20)
            quiet = 0 if frames or self.app_window.controller.imageLoader.busy else quiet + 1
            frames.clear()
            if quiet == QUIET_PASSES:
                break
        window.disconnect(link)
        assert quiet == QUIET_PASSES, "something moves for ten seconds"

    def targets(self) -> dict[str, QQuickItem]:
        found: dict[str, QQuickItem] = {}

        def walk(item: QQuickItem) -> None:
            if not item.isVisible() or not item.isEnabled():
                return
            if is_target(item):
                found[target_info(item).name] = item
            for child in item.childItems():
                walk(child)

        walk(self.app_window.window.contentItem())
        return found

    def texts(self) -> list[str]:
        found: list[str] = []

        def walk(item: QQuickItem) -> None:
            if not item.isVisible() or item.opacity() < 0.02:
                return
            if has_role(item, Role.Text) and item.property("text"):
                found.append(text_info(item).text)
            for child in item.childItems():
                walk(child)

        walk(self.app_window.window.contentItem())
        return found

    def touch(self, name: str) -> None:
        targets = self.targets()
        match = [item for key, item in targets.items() if key == name] or [
            item for key, item in targets.items() if name in key
        ]
        assert match, f"nothing to touch is called {name!r}; there are {sorted(targets)}"
        item = match[0]
        centre = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
        self._touch(self, centre.toPoint())
        self.settle()

    def touch_at(self, x: float, y: float) -> None:
        self._touch(self, QPoint(round(x), round(y)))
        self.settle()

    def wait(self, seconds: float) -> None:
        """Let time pass and the deadlines be looked at."""
        self.clock.passed += seconds
        self.app_window.controller.slideshow_timer.check_deadlines()
        self.settle()


MakeVisitor = Callable[..., Visitor]


def by_mouse(visitor: Visitor, at: QPoint) -> None:
    QTest.mouseClick(
        visitor.app_window.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at
    )


_devices: list[QPointingDevice] = []


def by_finger(visitor: Visitor, at: QPoint) -> None:
    if not _devices:
        _devices.append(QTest.createTouchDevice())
    window = visitor.app_window.window
    QTest.touchEvent(window, _devices[0]).press(1, at, window).commit()
    QTest.touchEvent(window, _devices[0]).release(1, at, window).commit()


@pytest.fixture(scope="session", autouse=True)
def display() -> Iterator[str]:
    """Start an X server for this process; yield the name of its display."""
    if os.environ.get("KIOSK_TEST_DISPLAY") == "keep" or shutil.which("Xvfb") is None:
        yield os.environ.get("DISPLAY", "")
        return
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1080x24", "-noreset"]
    server = subprocess.Popen(
        [*command, "-nolisten", "tcp"], pass_fds=[write], stderr=subprocess.DEVNULL
    )
    os.close(write)
    with os.fdopen(read) as pipe, pytest.MonkeyPatch.context() as patch:
        name = f":{pipe.readline().strip()}"
        patch.setenv("DISPLAY", name)
        patch.delenv("WAYLAND_DISPLAY", raising=False)
        patch.setenv("QT_QPA_PLATFORM", "xcb")
        patch.setenv("QT_QUICK_BACKEND", "software")
        # Not earlier: Qt ends a process whose X server has gone.
        atexit.register(server.kill)
        yield name


@pytest.fixture(scope="session")
def qapp_args(display: str) -> list[str]:
    """Make pytest-qt's application after the X server has started."""
    assert display, "these tests need Xvfb (apt: xvfb) or a display"
    return [sys.argv[0]]


@pytest.fixture(scope="session")
def warm_caches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the picture caches that all tests share, those of other processes too."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    return folder / "caches"


@functools.cache
def content_of(folder: Path) -> Snapshot:
    """The content of a sample gallery, which never changes; it is read once in each process."""
    return load(folder).snapshot


@pytest.fixture
def make_visitor(
    qapp: QGuiApplication,
    tmp_path: Path,
    arabic_gallery: Path,
    warm_caches: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[..., Visitor]]:
    """Open windows; ``cold`` gives one an empty picture cache of its own.

    The two sample galleries never change, so each has one picture cache for all tests, those of
    other processes too: a test that takes works away deletes no picture of it. A folder that a
    test writes has a cache of its own.
    """
    app_windows: list[AppWindow] = []
    shared = {ROOT / "gallery": warm_caches / "sample", arabic_gallery: warm_caches / "arabic"}
    prune = DerivativeCache.prune

    def prune_own(cache: DerivativeCache, root: Path, keep: Iterable[Path]) -> None:
        if cache.folder.parent not in shared.values():
            prune(cache, root, keep)

    monkeypatch.setattr(DerivativeCache, "prune", prune_own)

    def make(
        touch: Callable[[Visitor, QPoint], None] = by_mouse,
        *,
        folder: Path = ROOT / "gallery",
        size: tuple[int, int] = (1600, 900),
        animated: bool = False,
        cold: bool = False,
        background: bool = False,
        turn: int = 0,
        keys: KeyMap = EZ_ACCESS,
    ) -> Visitor:
        clock = HandClock()
        own = tmp_path / "cache"
        cache = own if cold else shared.get(folder, own)
        app_window = AppWindow(
            qapp,
            content_of(folder) if folder in shared else load(folder).snapshot,
            clock,
            cache,
            animated=animated,
            background=background,
            turn=turn,
            keys=keys,
        )
        app_windows.append(app_window)
        app_window.window.resize(*size)
        app_window.window.show()
        assert QTest.qWaitForWindowExposed(app_window.window)
        app_window.controller.slideshow_timer.start()
        visitor = Visitor(app_window, clock, touch)
        visitor.settle()
        return visitor

    yield make
    for app_window in app_windows:
        app_window.close(collect=False)
    # A full collection looks at the modules of all tests too: one for some windows is enough.
    _ended.extend(app_windows)
    if len(_ended) >= WINDOWS_A_COLLECTION:
        _ended.clear()
        gc.collect()
        gc.enable()


@pytest.fixture
def ways() -> dict[str, Callable[[Visitor, QPoint], None]]:
    """The ways to touch the screen."""
    return {"mouse": by_mouse, "finger": by_finger}


@pytest.fixture
def curator(qapp, qtbot, tmp_path: Path) -> Iterator[Curator]:
    """The studio's window, without any exhibition."""
    set_up(qapp, "en")
    window = MainWindow(tmp_path / "state")
    window.resize(*SIZE)
    window.show()
    assert QTest.qWaitForWindowExposed(window)
    window.activateWindow()
    yield Curator(window, qtbot.waitUntil)
    window.close()
    window.end()
    window.deleteLater()

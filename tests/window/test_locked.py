"""No input leaves the exhibition: no other window, program or page, no pointer, no clipboard."""

import ctypes
from ctypes.util import find_library

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest

from kiosk.app.window_placement import WindowPlacement, hide_pointer
from kiosk.settings import read_settings
from tests.window.conftest import MakeVisitor, Visitor

K, M = Qt.Key, Qt.KeyboardModifier
SCHEMES = ("http", "https", "mailto", "tel", "sms", "file", "ftp")
# What desktops, browsers and viewers answer to.
CHORDS = [
    *(
        (key, M.ControlModifier)
        for key in (
            K.Key_P, K.Key_O, K.Key_W, K.Key_N, K.Key_T,
            K.Key_S, K.Key_Q, K.Key_F, K.Key_L, K.Key_R,
        )
    ),
    *(
        (key, M.ControlModifier)
        for key in (
            K.Key_C, K.Key_V, K.Key_X, K.Key_A, K.Key_Escape,
            K.Key_Plus, K.Key_Minus, K.Key_0,
        )
    ),
    *(
        (key, M.ControlModifier | M.ShiftModifier)
        for key in (
            K.Key_I, K.Key_J, K.Key_N, K.Key_T, K.Key_Escape,
        )
    ),
    *(
        (key, M.AltModifier)
        for key in (
            K.Key_Tab, K.Key_F1, K.Key_F2, K.Key_F4, K.Key_Space,
            K.Key_D, K.Key_Home,
        )
    ),
    *(
        (key, M.MetaModifier)
        for key in (
            K.Key_D, K.Key_E, K.Key_L, K.Key_R, K.Key_Tab,
            K.Key_Print,
        )
    ),
    *(
        (key, M.ControlModifier | M.AltModifier)
        for key in (
            K.Key_Delete, K.Key_Backspace, K.Key_T, K.Key_L, K.Key_F1,
            K.Key_F2, K.Key_F7,
        )
    ),
    *((Qt.Key(K.Key_F1.value + number), M.NoModifier) for number in range(12)),
    *(
        (key, M.NoModifier)
        for key in (
            K.Key_Print, K.Key_SysReq, K.Key_Pause, K.Key_Menu, K.Key_Meta,
            K.Key_Super_L, K.Key_Help,
        )
    ),
]  # fmt: skip
# Of the keys with a picture on them, which have no character.
PICTURED = (
    K.Key_HomePage, K.Key_OpenUrl, K.Key_Search, K.Key_Explorer, K.Key_Calculator,
    K.Key_LaunchMail, K.Key_LaunchMedia, K.Key_Launch0, K.Key_WWW, K.Key_Sleep,
    K.Key_PowerOff, K.Key_Standby, K.Key_WakeUp, K.Key_ScreenSaver, K.Key_Close,
    K.Key_Copy, K.Key_Open, K.Key_Save, K.Key_TaskPane, K.Key_LogOff,
    K.Key_VolumeUp, K.Key_VolumeMute, K.Key_MediaPlay, K.Key_BrightnessAdjust,
)  # fmt: skip
OTHER_BUTTONS = (
    Qt.MouseButton.RightButton,
    Qt.MouseButton.MiddleButton,
    Qt.MouseButton.BackButton,
    Qt.MouseButton.ForwardButton,
)
SCREENS = ("loop", "wall", "board", "about", "help", "work", "event")


class Outside(QObject):
    """Receives the URLs that the desktop would be asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.asked.append(url.toString())


@pytest.fixture
def wall(make_visitor: MakeVisitor, qapp, monkeypatch):
    """The program as installed: full screen, without a pointer.

    Afterwards there may be no window but its own, and no URL was passed to the desktop.
    """
    monkeypatch.setenv("KIOSK_MODE", "full")
    visitor, outside = make_visitor(), Outside()
    glass = WindowPlacement(qapp, visitor.app_window.window, read_settings())
    hide_pointer(qapp, read_settings())
    assert QTest.qWaitForWindowActive(visitor.app_window.window)
    for scheme in SCHEMES:
        QDesktopServices.setUrlHandler(scheme, outside, "open")
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("as it was")
    visitor.settle()
    try:
        yield visitor
        visitor.settle()
        window = visitor.app_window.window
        assert QGuiApplication.topLevelWindows() == [window]
        assert (window.isVisible(), window.geometry()) == (True, window.screen().geometry())
        assert window.visibility() == window.Visibility.FullScreen
        assert outside.asked == []
        assert clipboard.text() == "as it was", "nothing was copied"
    finally:
        qapp.restoreOverrideCursor()
        visitor.app_window.window.removeEventFilter(glass)
        for scheme in SCHEMES:
            QDesktopServices.unsetUrlHandler(scheme)


def to(visitor: Visitor, screen: str) -> None:
    visitor.session.goHome()
    if screen == "work":
        visitor.session.openWork("works/01-what-the-morning-kept")
    elif screen == "event":
        visitor.session.openEvent("events/2026-01-13-tcvap")
    elif screen != "loop":
        visitor.session.show(screen)
    visitor.settle()


def places(visitor: Visitor) -> list[QPoint]:
    """The centre of each control and of a code, and a grid over the rest of the screen."""
    window = visitor.app_window.window
    grid = [
        QPoint(x, y)
        for x in range(40, window.width(), window.width() // 6)
        for y in range(40, window.height(), window.height() // 5)
    ]
    middles = [
        item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
        for item in visitor.targets().values()
    ]
    return [*(at for at in middles if window.geometry().contains(at)), *grid]


def test_a_url_passed_to_the_desktop_is_noticed(wall):
    """The tests below can fail: the handler receives what the desktop is asked to open."""
    outside = Outside()
    QDesktopServices.setUrlHandler("kiosk", outside, "open")
    QDesktopServices.openUrl(QUrl("kiosk:x"))
    QDesktopServices.unsetUrlHandler("kiosk")
    assert outside.asked == ["kiosk:x"]


def test_other_mouse_buttons_do_nothing(wall):
    for screen in SCREENS:
        to(wall, screen)
        window = wall.app_window.window
        state = wall.session.state
        for at in places(wall):
            for button in OTHER_BUTTONS:
                QTest.mouseClick(window, button, M.NoModifier, at)
                QTest.mouseDClick(window, button, M.ControlModifier, at)
            asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, window.mapToGlobal(at))
            QGuiApplication.sendEvent(window, asked)
        wall.settle()
        assert wall.session.state.location == state.location
        assert wall.app_window.controller.staff.view == ""


def test_shortcuts_of_desktops_and_browsers_do_nothing(wall):
    for screen in SCREENS:
        to(wall, screen)
        location = wall.session.state.location
        for key, with_keys in CHORDS:
            QTest.keyClick(wall.app_window.window, key, with_keys)
            assert wall.session.state.location == location, (key, with_keys)
        for key in PICTURED:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QGuiApplication.sendEvent(
                    wall.app_window.window, QKeyEvent(kind, key, M.NoModifier)
                )
            assert wall.session.state.location == location, key
        wall.settle()


def test_nothing_can_be_dragged_in_or_out(wall):
    for screen in SCREENS:
        to(wall, screen)
        window, location = wall.app_window.window, wall.session.state.location
        data = QMimeData()
        data.setUrls([QUrl("https://example.org/"), QUrl("file:///etc/passwd")])
        data.setText("https://example.org/")
        for at in places(wall)[:12]:
            for act in (
                Qt.DropAction.CopyAction,
                Qt.DropAction.MoveAction,
                Qt.DropAction.LinkAction,
            ):
                enters = QDragEnterEvent(at, act, data, Qt.MouseButton.LeftButton, M.NoModifier)
                QGuiApplication.sendEvent(window, enters)
                drops = QDropEvent(
                    QPointF(at),
                    act,
                    data,
                    Qt.MouseButton.LeftButton,
                    M.NoModifier,
                    QEvent.Type.Drop,
                )
                drops.ignore()
                QGuiApplication.sendEvent(window, drops)
                assert not drops.isAccepted()
        wall.settle()
        assert wall.session.state.location == location


def test_wheel_with_modifiers_zooms_no_further_than_visitors_can(wall):
    size = wall.session.textScale
    at, far, none = QPointF(800, 400), QPoint(0, 120), Qt.MouseButton.NoButton
    for with_keys in (M.ControlModifier, M.AltModifier, M.MetaModifier, M.ShiftModifier):
        turned = QWheelEvent(at, at, far, far, none, with_keys, Qt.ScrollPhase.NoScrollPhase, False)
        QGuiApplication.sendEvent(wall.app_window.window, turned)
    wall.settle()
    assert (wall.session.screen, wall.session.textScale) == ("loop", size)


class _Pointer(ctypes.Structure):
    """XFixesCursorImage; its pixels are ARGB, one long each."""

    _fields_ = (
        ("x", ctypes.c_short),
        ("y", ctypes.c_short),
        ("width", ctypes.c_ushort),
        ("height", ctypes.c_ushort),
        ("xhot", ctypes.c_ushort),
        ("yhot", ctypes.c_ushort),
        ("serial", ctypes.c_ulong),
        ("pixels", ctypes.POINTER(ctypes.c_ulong)),
        ("atom", ctypes.c_ulong),
        ("name", ctypes.c_char_p),
    )


def pointer_is_seen() -> bool:
    """True when the pointer that the X server draws has a pixel that is not transparent."""
    x, fixes = ctypes.CDLL(find_library("X11")), ctypes.CDLL(find_library("Xfixes"))
    x.XOpenDisplay.restype = ctypes.c_void_p
    fixes.XFixesGetCursorImage.restype = ctypes.POINTER(_Pointer)
    display = ctypes.c_void_p(x.XOpenDisplay(None))
    try:
        image = fixes.XFixesGetCursorImage(display).contents
        return any(
            image.pixels[number] >> 24 & 0xFF for number in range(image.width * image.height)
        )
    finally:
        x.XCloseDisplay(display)


@pytest.mark.skipif(
    not (find_library("X11") and find_library("Xfixes")), reason="needs libXfixes (apt: libxfixes3)"
)
def test_the_pointer_is_invisible(wall, qapp):
    if QGuiApplication.platformName() != "xcb":
        pytest.skip("the pointer is asked of an X server")
    for screen in SCREENS:
        to(wall, screen)
        for at in (QPoint(200, 200), QPoint(800, 850), QPoint(799, 400)):
            QCursor.setPos(wall.app_window.window.mapToGlobal(at))
            QTest.qWait(30)
            assert not pointer_is_seen(), (screen, at)
    qapp.restoreOverrideCursor()
    QTest.qWait(30)
    assert pointer_is_seen(), "without the glass there is one"

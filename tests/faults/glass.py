"""Does things to the glass of an X server that its programs do not learn of."""

from __future__ import annotations

import ctypes
import threading

from PIL import Image

_OVERRIDE_REDIRECT = 1 << 9
_Z_PIXMAP, _MANUAL = 2, 1


class _Attributes(ctypes.Structure):
    _fields_ = (
        ("background_pixmap", ctypes.c_ulong),
        ("background_pixel", ctypes.c_ulong),
        ("border_pixmap", ctypes.c_ulong),
        ("border_pixel", ctypes.c_ulong),
        ("bit_gravity", ctypes.c_int),
        ("win_gravity", ctypes.c_int),
        ("backing_store", ctypes.c_int),
        ("backing_planes", ctypes.c_ulong),
        ("backing_pixel", ctypes.c_ulong),
        ("save_under", ctypes.c_int),
        ("event_mask", ctypes.c_long),
        ("do_not_propagate_mask", ctypes.c_long),
        ("override_redirect", ctypes.c_int),
        ("colormap", ctypes.c_ulong),
        ("cursor", ctypes.c_ulong),
    )


class Glass:
    """A program of its own on ``display``; all that it did ends with ``close``."""

    def __init__(self, display: str) -> None:
        self._x = ctypes.CDLL("libX11.so.6")
        for name in ("XOpenDisplay", "XDefaultRootWindow", "XCreateWindow", "XCreatePixmap"):
            getattr(self._x, name).restype = ctypes.c_void_p
        for name in ("XCreateGC", "XCreateImage"):
            getattr(self._x, name).restype = ctypes.c_void_p
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))
        self._ended = threading.Event()
        self._raising: threading.Thread | None = None

    def cover(self, picture: Image.Image, *, stays_in_front: bool = False) -> None:
        """Lay a window with ``picture`` over everything: the glass shows it from now on.

        One that ``stays_in_front`` is raised again whenever another one was.
        """
        x, display = self._x, self._display
        width, height = picture.size
        pixmap = ctypes.c_ulong(x.XCreatePixmap(display, self._root, width, height, 24))
        context = ctypes.c_void_p(x.XCreateGC(display, pixmap, ctypes.c_ulong(0), None))
        data = picture.convert("RGBA").tobytes("raw", "BGRA")
        image = ctypes.c_void_p(
            x.XCreateImage(display, None, 24, _Z_PIXMAP, 0, data, width, height, 32, 0)
        )
        x.XPutImage(display, pixmap, context, image, 0, 0, 0, 0, width, height)
        attributes = _Attributes(background_pixmap=pixmap.value, override_redirect=1)
        window = ctypes.c_ulong(
            x.XCreateWindow(
                display, self._root, 0, 0, width, height, 0, 0, 0, None,
                ctypes.c_ulong(_OVERRIDE_REDIRECT | 1), ctypes.byref(attributes),
            )
        )  # fmt: skip
        x.XMapRaised(display, window)
        x.XSync(display, 0)
        if stays_in_front:

            def keep_raising() -> None:
                while not self._ended.wait(0.1):
                    x.XRaiseWindow(display, window)
                    x.XSync(display, 0)

            self._raising = threading.Thread(target=keep_raising)
            self._raising.start()

    def take_from_glass(self) -> None:
        """Have the largest window painted beside the screen instead of on it (XComposite)."""
        composite = ctypes.CDLL("libXcomposite.so.1")
        window = max(self._windows(), key=self._area)
        composite.XCompositeRedirectWindow(self._display, ctypes.c_ulong(window), _MANUAL)
        self._x.XSync(self._display, 0)

    def _windows(self) -> list[int]:
        root, parent, found, count = (
            ctypes.c_ulong(),
            ctypes.c_ulong(),
            ctypes.POINTER(ctypes.c_ulong)(),
            ctypes.c_uint(),
        )
        out = (ctypes.byref(value) for value in (root, parent, found, count))
        self._x.XQueryTree(self._display, self._root, *out)
        return [found[number] for number in range(count.value)]

    def _area(self, window: int) -> int:
        root, x, y = ctypes.c_ulong(), ctypes.c_int(), ctypes.c_int()
        width, height, border, depth = (ctypes.c_uint() for _ in range(4))
        out = (ctypes.byref(value) for value in (root, x, y, width, height, border, depth))
        self._x.XGetGeometry(self._display, ctypes.c_ulong(window), *out)
        return width.value * height.value

    def close(self) -> None:
        if self._ended.is_set():
            return
        self._ended.set()
        if self._raising is not None:
            self._raising.join()
        self._x.XCloseDisplay(self._display)

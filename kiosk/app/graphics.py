"""Which of Qt's renderers draws: the graphics card's, or Qt's own where OpenGL would only be emulated."""

import logging
import os
import sys
from pathlib import Path

from PySide6.QtGui import QOffscreenSurface, QOpenGLContext
from PySide6.QtQuick import QQuickWindow

log = logging.getLogger(__name__)

# Drivers that emulate a graphics card on the processor: Mesa's three, Google's, Microsoft's.
EMULATIONS = ("llvmpipe", "softpipe", "swrast", "swiftshader", "basic render")
_GL_RENDERER = 0x1F01
_RENDER_NODES = Path("/dev/dri")


def prepare() -> None:
    """Before the application is made. Pixels are the screen's own: no scaling of any desktop.

    A graphics card is driven from the GUI thread. With a thread of its own, the renderer waits for Python's lock to have a
    code painted while Python waits for the renderer to grab or close the window: seen to hang in ``tests/window/test_graphics.py``.
    """
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")
    os.environ.setdefault("QSG_RENDER_LOOP", "basic")


def choose() -> str:
    """Choose the renderer, once the application is made and before its first window; returns "software" or "opengl".

    For the same crossfade, emulated OpenGL takes ten times the work of Qt's software renderer
    (``tests/bench/pictures.py``). What the operator has set in QT_QUICK_BACKEND is left alone.
    """
    if "QT_QUICK_BACKEND" in os.environ:
        log.info("drawing as asked for: %s", os.environ["QT_QUICK_BACKEND"])
        return os.environ["QT_QUICK_BACKEND"]
    name = driver() if _may_have_card() else ""
    if name and not any(emulation in name.casefold() for emulation in EMULATIONS):
        return "opengl"
    log.info("drawing without a graphics card (%s)", name or "there is none")
    QQuickWindow.setSceneGraphBackend("software")
    return "software"


def driver() -> str:
    """What OpenGL calls the card; "" when no context can be made."""
    surface = QOffscreenSurface()
    surface.create()
    context = QOpenGLContext()
    if not surface.isValid() or not context.create() or not context.makeCurrent(surface):
        return ""
    try:
        return str(context.functions().glGetString(_GL_RENDERER) or "")
    finally:
        context.doneCurrent()


def _may_have_card() -> bool:
    return sys.platform != "linux" or any(_RENDER_NODES.glob("renderD*"))

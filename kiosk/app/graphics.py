"""Chooses the renderer: the graphics card's, or Qt's own where OpenGL would only be emulated.

See docs/decisions/0007-software-renderer-choice.md.
"""

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


def prepare_environment(*, safe_mode: bool = False) -> None:
    """Set Qt's variables, before the QGuiApplication exists.

    Pixels are the screen's own, without a desktop's scaling. A graphics card is driven from the
    GUI thread: with a thread of its own, the renderer waits for Python's lock to paint a QR code
    while Python waits for the renderer to grab or close the window
    (``tests/window/test_graphics.py``).
    """
    if safe_mode:
        os.environ["QT_QUICK_BACKEND"] = "software"
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")
    os.environ.setdefault("QSG_RENDER_LOOP", "basic")


def choose_renderer() -> str:
    """Choose the renderer after the QGuiApplication and before its first window.

    Returns "software" or "opengl". For the same crossfade, emulated OpenGL takes ten times the
    work of Qt's software renderer (``tests/bench/pictures.py``). QT_QUICK_BACKEND, where the
    operator has set it, is left alone and returned.
    """
    if "QT_QUICK_BACKEND" in os.environ:
        log.info("Renderer as set in QT_QUICK_BACKEND: %s", os.environ["QT_QUICK_BACKEND"])
        return os.environ["QT_QUICK_BACKEND"]
    name = driver_name() if _may_have_card() else ""
    if name and not any(emulation in name.casefold() for emulation in EMULATIONS):
        return "opengl"
    log.info("Software renderer, without a graphics card (%s)", name or "there is none")
    QQuickWindow.setSceneGraphBackend("software")
    return "software"


def driver_name() -> str:
    """What OpenGL calls the graphics card; "" where no context can be made."""
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

"""What this machine has: a display, a graphics card, a place for the cache."""

import os
import sys
import tempfile
from pathlib import Path

import platformdirs


def has_display() -> bool:
    """True when a window can be opened, on whatever platform was asked for."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def prepare_graphics() -> None:
    """Choose, before Qt starts, how to draw; what the operator has set already is left alone.

    Where there is no graphics card OpenGL is only emulated, at ten times the work of Qt's own software
    renderer for the same crossfade (measured). Pixels are the screen's own: no scaling of any desktop.
    """
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")
    if sys.platform == "linux" and not any(Path("/dev/dri").glob("renderD*")):
        os.environ.setdefault("QT_QUICK_BACKEND", "software")


def cache_folder() -> Path:
    """Where derivatives are kept; a temporary place when the user's own cache cannot be written."""
    return _below_cache("pictures")


def store_folder() -> Path:
    """Where what was read of a folder is kept for the next start."""
    return _below_cache("folders")


def _below_cache(name: str) -> Path:
    wanted = Path(platformdirs.user_cache_dir("kiosk", appauthor=False)) / name
    try:
        wanted.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=wanted):
            return wanted
    except OSError:
        return Path(tempfile.mkdtemp(prefix=f"kiosk-{name}-"))

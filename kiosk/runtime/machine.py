"""What this machine has: a display, a place for the cache."""

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

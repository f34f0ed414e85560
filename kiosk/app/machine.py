"""What this machine has: a display, a place for the cache, and memory."""

import os
import shutil
import sys
from pathlib import Path

from kiosk.paths import below_cache, scratch
from kiosk.settings import Settings
from kiosk.status.status import status_folder


def has_display() -> bool:
    """True when a window can be opened, on whatever platform was asked for."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def cache_folder() -> Path:
    """Where derivatives are kept; a temporary place when the user's own cache cannot be written."""
    return below_cache("pictures")


def store_folder() -> Path:
    """Where what was read of a folder is kept for the next start."""
    return below_cache("folders")


def safe_folder(settings: Settings) -> Path:
    """Where safe mode keeps derivatives: empty at each start, because what was kept of pictures may be what fails.

    It is always the same one, for each screen of a machine, so that a program that is killed there leaves nothing behind.
    """
    folder = below_cache("safe") / status_folder(settings).name
    shutil.rmtree(folder, ignore_errors=True)
    return scratch("kiosk-safe-") if folder.exists() else folder


def resident_bytes() -> int:
    """What of this process is in memory; 0 where it is not told."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf(
            "SC_PAGE_SIZE"
        )
    except (OSError, ValueError, IndexError):
        return 0


def total_bytes() -> int:
    """The machine's memory; 0 where it is not told."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 0

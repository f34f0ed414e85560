"""The machine that the program runs on: its display, cache folders and memory."""

import os
import shutil
import sys
from pathlib import Path

from kiosk.paths import below_cache, scratch
from kiosk.settings import Settings
from kiosk.status.folders import status_folder


def has_display(settings: Settings) -> bool:
    """True when a window can be opened, on whatever platform was asked for."""
    return sys.platform != "linux" or settings.has_display


def picture_cache_folder() -> Path:
    """The folder of derivatives; a temporary one where the user's cache cannot be written."""
    return below_cache("pictures")


def content_cache_folder() -> Path:
    """The folder of what is saved of content folders for the next start."""
    return below_cache("folders")


def safe_mode_cache_folder(settings: Settings) -> Path:
    """The folder of safe mode's derivatives, emptied at each start.

    A cached picture may be what crashes the program. The folder is always the same for a screen,
    so that a program that is killed leaves nothing behind.
    """
    folder = below_cache("safe") / status_folder(settings).name
    shutil.rmtree(folder, ignore_errors=True)
    return scratch("kiosk-safe-") if folder.exists() else folder


def resident_bytes() -> int:
    """This process' resident memory in bytes; 0 where it is not known."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def total_bytes() -> int:
    """The machine's memory in bytes; 0 where it is not known."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 0

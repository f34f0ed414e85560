"""The folders of what a running program tells of itself. Loaded before the first picture."""

import os
import re
import tempfile
from pathlib import Path

from kiosk.paths import SHARED_MEMORY
from kiosk.settings import Settings

# In the state folder: the items over which the screen fell three times.
SET_ASIDE_FILE = "set-aside.json"


def status_folder(settings: Settings, screen: str = "") -> Path:
    """The folder of the status file: the service's runtime folder, else the user's.

    Each instance that was given a screen has a folder of its own below it; ``screen`` names
    another instance than this process' own.
    """
    base, name = service_folder(settings), screen or settings.instance
    return base / re.sub(r"[^\w.-]|^\.+", "_", name) if name else base


def service_folder(settings: Settings) -> Path:
    """The folder of the whole service, in which each instance has its own."""
    if settings.runtime_directory is not None:
        return settings.runtime_directory
    service = Path("/run/kiosk")
    if service.is_dir():
        return service
    if settings.user_runtime_directory is not None:
        return settings.user_runtime_directory / "kiosk"
    try:
        temporary = Path(tempfile.gettempdir())
    except OSError:
        # The disk is full.
        temporary = Path(SHARED_MEMORY)
    return temporary / f"kiosk-{os.getuid() if hasattr(os, 'getuid') else 'user'}"

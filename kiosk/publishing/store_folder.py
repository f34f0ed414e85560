"""What tells a store from an exhibition's folder. A start asks it before its first picture."""

import os
import re
import zlib
from dataclasses import replace
from pathlib import Path

from kiosk.paths import state_folder
from kiosk.settings import Settings

OBJECTS, RELEASES, CURRENT, REPORTS = "objects", "releases", "current", "reports"
# In a screen's own folder: a link to the release that is shown.
SHOWN = "shown"


def is_store(folder: Path) -> bool:
    """True for a store of releases: it has releases and no ``kiosk.yaml`` of its own."""
    return os.path.isdir(folder / RELEASES) and not os.path.exists(folder / "kiosk.yaml")


def screen_name(settings: Settings) -> str:
    """The name of this screen among others: KIOSK_NAME, else the machine's with the screen's."""
    name = settings.name
    if not name:
        from socket import gethostname

        parts = (gethostname().partition(".")[0], settings.instance)
        name = "-".join(part for part in parts if part)
    # Safe as a folder's name.
    return re.sub(r"[^\w.-]|^[.-]+", "_", name)[:63] or "screen"


def local_folder(settings: Settings, release_store: Path) -> Path:
    """Where this screen keeps what it has taken of a store, below its state folder."""
    screen = screen_name(settings)
    digest = zlib.crc32(os.fsencode(release_store.absolute()))
    return state_folder(settings) / RELEASES / f"{screen}-{digest:08x}"


def follows_store(settings: Settings) -> bool:
    """True when the folder has been followed as a store before, or only signed releases count.

    The folder itself, which may lie on a share that hangs, is not asked.
    """
    return settings.trust is not None or os.path.islink(
        local_folder(settings, settings.folder) / SHOWN
    )


def as_store(settings: Settings) -> Settings:
    """The settings for a store in place of a folder: what is read is a screen's own copy of it."""
    shown = local_folder(settings, settings.folder) / SHOWN
    return replace(settings, release_store=settings.folder, folder=shown)

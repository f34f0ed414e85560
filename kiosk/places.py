"""Where the program's own files lie: beside the package in a checkout, else where a wheel puts data files; and its cache."""

import os
import sysconfig
import tempfile
from pathlib import Path

import platformdirs

_CHECKOUT = Path(__file__).resolve().parent.parent
_INSTALLED = Path(sysconfig.get_path("data")) / "share" / "kiosk"


def _find(name: str) -> Path:
    beside = _CHECKOUT / name
    return beside if beside.is_dir() else _INSTALLED / name


def fonts_folder() -> Path:
    """The folder of the shipped typefaces (TTF)."""
    return _find("assets") / "fonts"


def sample_gallery() -> Path:
    """The sample exhibition's folder."""
    return _find("gallery")


def state_folder() -> Path:
    """What must outlast a restart, and is no content: KIOSK_STATE, else the service's own folder, else the user's. It may not exist yet."""
    for name in ("KIOSK_STATE", "STATE_DIRECTORY"):
        if os.environ.get(name):
            return Path(os.environ[name].split(":")[0])
    service = Path("/var/lib/kiosk")
    if service.is_dir() and os.access(service, os.W_OK):
        return service
    return Path(platformdirs.user_state_dir("kiosk", appauthor=False))


def below_cache(name: str) -> Path:
    """A folder in the user's cache; a temporary one when the cache cannot be written."""
    wanted = Path(platformdirs.user_cache_dir("kiosk", appauthor=False)) / name
    try:
        wanted.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=wanted):
            return wanted
    except OSError:
        return Path(tempfile.mkdtemp(prefix=f"kiosk-{name}-"))

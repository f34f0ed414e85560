"""Where the program's own files lie: beside the package in a checkout, else where a wheel puts data files; and its cache."""

import errno
import os
import shutil
import sysconfig
import tempfile
from contextlib import suppress
from pathlib import Path

import platformdirs

# Linux's place for files in memory.
MEMORY = "/dev/shm"
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
        return scratch(f"kiosk-{name}-")


def scratch(prefix: str, *wanted: str) -> Path:
    """A new folder for what need not last: in one of ``wanted``, else on the disk, and in memory where that is full.

    What processes that were killed have left of the same kind goes. Raises OSError where there is no room anywhere.
    """
    for place in (*wanted, "", MEMORY):
        with suppress(OSError):
            base = Path(place or tempfile.gettempdir())
            for left in base.glob(f"{prefix}*-*"):
                if _is_orphan(left.name.removeprefix(prefix).partition("-")[0]):
                    shutil.rmtree(left, ignore_errors=True)
            return Path(tempfile.mkdtemp(prefix=f"{prefix}{os.getpid()}-", dir=base))
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), prefix)


def _is_orphan(pid: str) -> bool:
    if not pid.isdigit() or os.name != "posix":
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False

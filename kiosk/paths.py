"""The program's own folders: shipped files, cache, state and temporary files.

Shipped files are beside the package in a checkout, else where a wheel installs data files.
"""

import errno
import os
import shlex
import sys
from contextlib import suppress
from pathlib import Path

import platformdirs

from kiosk.settings import Settings

# What the service reads its settings from (systemd's EnvironmentFile=).
SERVICE_SETTINGS = Path("/etc/default/kiosk")
# Linux's file system in memory.
SHARED_MEMORY = "/dev/shm"
_CHECKOUT = Path(__file__).resolve().parent.parent


def _installed() -> Path:
    import sysconfig

    return Path(sysconfig.get_path("data")) / "share" / "kiosk"


def _find(name: str) -> Path:
    in_checkout = _CHECKOUT / name
    return in_checkout if in_checkout.is_dir() else _installed() / name


def fonts_folder() -> Path:
    """The folder of the shipped typefaces (TTF)."""
    return _find("assets") / "fonts"


def studio_icon() -> Path:
    """The icon of the curator's window (SVG)."""
    return _find("assets") / "icons" / "kiosk-studio.svg"


def sample_gallery() -> Path:
    """The sample exhibition's folder."""
    return _find("gallery")


def state_folder(settings: Settings) -> Path:
    """The folder of what outlasts a restart and is no content, such as the PIN.

    KIOSK_STATE, else the service's own folder, else the user's. It may not exist yet.
    """
    if settings.state_directory is not None:
        return settings.state_directory
    service = Path("/var/lib/kiosk")
    if service.is_dir() and os.access(service, os.W_OK):
        return service
    return Path(platformdirs.user_state_dir("kiosk", appauthor=False))


def below_cache(name: str) -> Path:
    """A folder in the user's cache; a temporary one where the cache cannot be written."""
    folder = Path(platformdirs.user_cache_dir("kiosk", appauthor=False)) / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial = folder / f".{os.getpid()}.trial"
        trial.touch()
        trial.unlink()
        return folder
    except OSError:
        return scratch(f"kiosk-{name}-")


def scratch(prefix: str, *preferred: str) -> Path:
    """A new temporary folder: in one of ``preferred``, else on the disk, else in memory.

    Removes the folders of the same prefix that killed processes have left. Raises OSError where
    no place has room.
    """
    # These take 4 ms, and a start whose cache can be written needs neither.
    import shutil
    import tempfile

    for place in (*preferred, "", SHARED_MEMORY):
        with suppress(OSError):
            base = Path(place or tempfile.gettempdir())
            for folder in base.glob(f"{prefix}*-*"):
                pid = folder.name.removeprefix(prefix).partition("-")[0]
                if _is_orphan(pid) and folder.lstat().st_uid == os.geteuid():
                    shutil.rmtree(folder, ignore_errors=True)
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


def command() -> str:
    """The program's command as a person types it in a terminal of this machine, with its path.

    A checkout has it in ``.venv``, which no shell looks into.
    """
    import shutil

    name = "kiosk.exe" if sys.platform == "win32" else "kiosk"
    own = Path(sys.executable).with_name(name)
    if not own.is_file():
        return "kiosk"
    found = shutil.which("kiosk")
    return "kiosk" if found and Path(found).resolve() == own.resolve() else quoted(own)


def quoted(path: Path) -> str:
    """A path as a word of a command line."""
    text = str(path)
    if sys.platform == "win32":
        return f'"{text}"' if " " in text else text
    return shlex.quote(text)

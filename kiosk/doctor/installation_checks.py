"""Checks of the program's own files and of the exhibition's folder."""

from __future__ import annotations

import fnmatch
import importlib.util
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from kiosk import paths, sandbox
from kiosk.doctor.machine import Finding, Grade, Machine
from kiosk.domain.script_typefaces import RECOMMENDED
from kiosk.publishing.store_folder import is_store
from kiosk.sandbox import Confinement
from kiosk.settings import Settings

_INSTALL_AGAIN = "install the package kiosk again"
_SERVICE_USER = "the service runs as the user kiosk"


def check_program() -> Iterator[Finding]:
    """The Python packages and the typefaces that the program needs."""
    missing = [
        name
        for name in ("PySide6", "PIL", "segno", "babel", "yaml")
        if importlib.util.find_spec(name) is None
    ]
    if missing:
        what = f"Python packages are missing: {', '.join(missing)}"
        yield Finding(Grade.MISSING, what, _INSTALL_AGAIN)
    fonts = len(list(paths.fonts_folder().glob("*.ttf")))
    if fonts:
        yield Finding(Grade.GOOD, f"the program's {fonts} typefaces are installed")
    else:
        yield Finding(Grade.MISSING, "the program's typefaces are missing", _INSTALL_AGAIN)


def check_scripts(machine: Machine) -> Iterator[Finding]:
    """Typefaces for the scripts that the package recommends some for."""
    fonts = machine.root / "usr" / "share" / "fonts"
    names = {path.name for path in fonts.rglob("*")} if fonts.is_dir() else set()
    has = {
        script.name: any(fnmatch.filter(names, pattern) for pattern in script.files)
        for script in RECOMMENDED
    }
    if there := [name for name, found in has.items() if found]:
        yield Finding(Grade.GOOD, f"there are typefaces for {', '.join(there)}")
    for script in RECOMMENDED:
        if not has[script.name]:
            yield Finding(
                Grade.GOOD,
                f"there is no typeface for {script.name}; texts without it need none",
                f"apt install {script.package}, where texts have it",
            )


def check_decoders(confinement: Confinement | None = None) -> Iterator[Finding]:
    """Whether the system takes the rights of the processes that decode pictures."""
    files, calls = confinement or sandbox.available()
    if files and calls:
        what = "pictures are decoded without rights: no file, no network, no program"
        yield Finding(Grade.GOOD, f"{what} (Landlock, seccomp)")
        return
    lacking = " and ".join(
        name for name, has in (("Landlock", files), ("seccomp", calls)) if not has
    )
    what = f"pictures are decoded with bounds of time and memory, but the system has no {lacking}"
    if sys.platform == "linux":
        yield Finding(Grade.UNWISE, what, "run Debian's own kernel, of Debian 12 or newer")
    else:
        yield Finding(Grade.GOOD, what)


def check_trust(settings: Settings) -> Iterator[Finding]:
    """What verifies signed releases, where only such are shown."""
    if settings.trust is None:
        return
    if shutil.which("ssh-keygen") is None:
        what = "KIOSK_TRUST is set, and ssh-keygen is missing: no release can be shown"
        yield Finding(Grade.MISSING, what, "apt install openssh-client")
    elif not settings.trust.is_file():
        what = f"KIOSK_TRUST names {settings.trust}, which is not there: no release can be shown"
        yield Finding(Grade.MISSING, what, "write the file: docs/fleet/README.md")
    else:
        yield Finding(Grade.GOOD, f"only releases that {settings.trust} trusts are shown")


def check_folder(folder: Path | None, machine: Machine) -> Iterator[Finding]:
    """The exhibition's folder, KIOSK_FOLDER where ``folder`` is None, and its permissions."""
    setting = machine.service_setting("KIOSK_FOLDER")
    if folder is None and setting:
        folder = Path(setting)
    if folder is None:
        yield Finding(
            Grade.MISSING, "no folder is set", "write KIOSK_FOLDER=... in /etc/default/kiosk"
        )
    elif not folder.is_dir():
        yield Finding(
            Grade.MISSING,
            f"the folder {folder} does not exist",
            "make it, or set another one in /etc/default/kiosk",
        )
    else:
        what = "store of releases" if is_store(folder) else "folder"
        yield Finding(Grade.GOOD, f"the {what} {folder} exists")
        if sys.platform == "linux":
            yield from _check_permissions(folder)


def _check_permissions(folder: Path) -> Iterator[Finding]:
    closed = [path for path in (folder, *folder.parents) if not path.stat().st_mode & 0o001]
    if closed:
        yield Finding(
            Grade.UNWISE,
            f"other users may not enter {closed[-1]}, and {_SERVICE_USER}",
            f"chmod o+x {closed[-1]}, or give the user kiosk's group the right",
        )
    unreadable = [
        path
        for path in (folder, *sorted(folder.rglob("[!.]*")))
        if not _is_readable_for_others(path)
    ]
    if unreadable:
        others = f" and {len(unreadable) - 1} others" if len(unreadable) > 1 else ""
        yield Finding(
            Grade.UNWISE,
            f"other users may not read {unreadable[0]}{others}, and {_SERVICE_USER}",
            f"chmod -R o+rX {folder}, or give the user kiosk's group the right",
        )


def _is_readable_for_others(path: Path) -> bool:
    """True where other users may read the file, or enter and list the folder."""
    needed = 0o005 if path.is_dir() else 0o004
    try:
        return path.stat().st_mode & needed == needed
    except OSError:
        # A link that leads nowhere, or a file that has just been removed: not a permission.
        return True

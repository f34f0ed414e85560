"""Who may not read what, and the command that allows it."""

import errno
import os
import stat
from pathlib import Path

from kiosk.content.problems import MEND_PERMISSIONS, cause_of
from kiosk.domain import Message
from kiosk.path_safety import RefusedFileError
from kiosk.paths import quoted

_EVERYBODY = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH


def refusal(path: Path, error: OSError) -> Message:
    """Why a file or folder cannot be read: which user may not, and whose it is; else the error."""
    if isinstance(error, RefusedFileError):
        return Message("{words}", words=error.strerror)
    closed = _closed(path, error)
    if closed is None:
        return cause_of(error)
    at, mode, owner, _ = closed
    if at == path:
        return Message(
            "the user {user} may not read it; it belongs to {owner} and has mode {mode:o}",
            user=_user_name(os.geteuid()),
            owner=owner,
            mode=mode,
        )
    return Message(
        "the user {user} may not enter the folder {folder}; it belongs to {owner} and has mode"
        " {mode:o}",
        user=_user_name(os.geteuid()),
        folder=at,
        owner=owner,
        mode=mode,
    )


def is_closed(path: str, found: os.stat_result) -> bool:
    """True for a file that this user may not read; ``found`` is what the system says of it.

    The system is asked only where the mode's bits do not allow it: that is one call more.
    """
    if found.st_mode & _EVERYBODY == _EVERYBODY or os.name != "posix":
        return False
    bit = {"u": stat.S_IRUSR, "g": stat.S_IRGRP, "o": stat.S_IROTH}[_class_of(found)]
    return not found.st_mode & bit and not _may(path, os.R_OK)


def step_to_allow(path: Path, error: OSError) -> Message:
    """What to do about it: the command that allows reading, where the rights are the reason."""
    closed = _closed(path, error)
    if closed is None:
        return MEND_PERMISSIONS
    return Message(
        "on the screen's machine, as root or the owner, type {command}; or {step}",
        command=f"chmod {closed[3]} {quoted(closed[0])}",
        step=MEND_PERMISSIONS,
    )


def _closed(path: Path, error: OSError) -> tuple[Path, int, str, str] | None:
    """The first folder on the way, or the file, that is closed to this user: path, mode, owner.

    The last part is the right that is missing, as chmod takes it. None where rights are not the
    reason, or the system has no such rights.
    """
    if os.name != "posix" or error.errno not in (errno.EACCES, errno.EPERM):
        return None
    for one in (*reversed(path.parents), path):
        try:
            found = one.stat()
        except OSError:
            return None
        is_folder = stat.S_ISDIR(found.st_mode)
        if one != path:
            needed, word = os.X_OK, "x"
        elif is_folder:
            needed, word = os.R_OK | os.X_OK, "rx"
        else:
            needed, word = os.R_OK, "r"
        if not _may(one, needed):
            right = f"{_class_of(found)}+{word}"
            return one, stat.S_IMODE(found.st_mode), _user_name(found.st_uid), right
    return None


def _may(path: str | Path, needed: int) -> bool:
    effective = os.access in os.supports_effective_ids
    return os.access(path, needed, effective_ids=effective)


def _class_of(found: os.stat_result) -> str:
    if found.st_uid == os.geteuid():
        return "u"
    return "g" if found.st_gid in (os.getegid(), *os.getgroups()) else "o"


def _user_name(number: int) -> str:
    try:
        import pwd

        return pwd.getpwuid(number).pw_name
    except (ImportError, KeyError):
        return str(number)

"""The staff PIN: stored as a salted hash, with a delay that grows after wrong attempts.

Several screens of a machine share one folder, and with it the attempts.
"""

from __future__ import annotations

import errno
import hashlib
import hmac
import math
import os
import re
import secrets
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has none.
    fcntl = None  # type: ignore[assignment]

# Chosen for this program: a million possible PINs, and 60 attempts an hour against them, so that
# half of them take about a year without a pause. Staff never wait longer than a minute for it.
MIN_DIGITS, MAX_DIGITS = 6, 12
FREE_ATTEMPTS = 3
FIRST_DELAY_SECONDS = 30.0
MAX_DELAY_SECONDS = 60.0
# scrypt with 16 MiB, from OWASP's Password Storage Cheat Sheet. A small machine can spare that
# memory, and needs about a fifth of a second.
_N, _R, _P = 2**14, 8, 5
_HASH_FILE, _ATTEMPTS_FILE = "pin", "pin-tries"
# Each of them holds one short line.
_MOST_BYTES = 4096
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)


def rejection_reason(pin: str) -> str:
    """Return why a PIN is not accepted, in words for the person who sets it; "" if it is."""
    if not (pin.isascii() and pin.isdigit() and MIN_DIGITS <= len(pin) <= MAX_DIGITS):
        return f"a PIN has {MIN_DIGITS} to {MAX_DIGITS} digits and nothing else"
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    return "this PIN is too easy to guess" if steps in ({0}, {1}, {-1}) else ""


def hash_pin(pin: str, salt: bytes) -> str:
    """Return the line that is stored: method, cost parameters, salt and hash."""
    return f"scrypt${_N}${_R}${_P}${salt.hex()}${_hash(pin, salt, _N, _R, _P).hex()}"


def verify_pin(pin: str, stored: str) -> bool:
    """Return True when ``stored`` is the hash of this PIN; False also when it cannot be parsed."""
    try:
        method, *costs, salt, expected = stored.strip().split("$")
        n, r, p = (int(cost) for cost in costs)
        actual = _hash(pin, bytes.fromhex(salt), n, r, p)
        return method == "scrypt" and hmac.compare_digest(actual, bytes.fromhex(expected))
    except (ValueError, MemoryError):
        return False


def is_hash(text: str) -> bool:
    """Return True for a line as ``hash_pin`` returns it, whatever its cost parameters."""
    return bool(re.fullmatch(r"scrypt\$\d{1,7}(\$\d{1,2}){2}(\$[0-9a-f]{32,128}){2}\n?", text))


def _hash(pin: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(
        pin.encode(), salt=salt, n=n, r=r, p=p, maxmem=2 * 128 * n * r + 2**20, dklen=32
    )


def retry_delay(failures: int) -> float:
    """Return the seconds to wait after that many wrong attempts in a row.

    The first three cost nothing. The next one costs 30 s, and each one after it a minute.
    """
    if failures < FREE_ATTEMPTS:
        return 0.0
    return min(MAX_DELAY_SECONDS, FIRST_DELAY_SECONDS * 2.0 ** min(failures - FREE_ATTEMPTS, 16))


@dataclass(frozen=True, slots=True)
class _Attempts:
    """Wrong attempts in a row on this machine, and when the last one was made.

    ``at`` is in seconds of the monotonic clock, which all processes share until the machine is
    started again; ``boot`` names that time. NaN where the moment is not known.
    """

    failures: int = 0
    at: float = math.nan
    boot: str = ""


class PinLock:
    """Checks PINs against the one that is stored in ``folder``; locked for all while none is.

    Wrong attempts are counted in a file beside it, for all screens of the machine together. A
    restarted program reads the count and starts the delay again, so that a restart gains nothing,
    but it never waits longer than MAX_DELAY_SECONDS after the last attempt. The delay is measured
    with a monotonic clock, because the wall clock can be set. After a new start of the machine the
    last attempt's moment is not known, and counts as now.
    """

    def __init__(self, folder: Path, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._folder = folder
        self._monotonic = monotonic
        self._boot = _boot_id()
        self._stored = self._read_hash()
        # What this process knows by itself, where the disk is full.
        self._known = _Attempts()
        self._refresh()
        rest = MAX_DELAY_SECONDS - retry_delay(self._known.failures)
        self._known = replace(self._known, at=min(monotonic(), self._known.at + rest))

    def is_set(self) -> bool:
        """Return True when a PIN is stored and readable. A new PIN starts without failures."""
        stored = self._read_hash()
        if stored != self._stored:
            self._stored, self._known = stored, _Attempts()
            self._refresh()
        return bool(stored)

    def seconds_until_retry(self) -> float:
        """Return the seconds until the next attempt is allowed; 0 when it is allowed now."""
        self._refresh()
        return self._seconds_left()

    def try_pin(self, pin: str) -> bool:
        """Return True when the PIN is right; always False while an attempt is not allowed."""
        if not self.is_set():
            return False
        with _locked(self._folder):
            self._refresh()
            if self._seconds_left() > 0:
                return False
            # Counted before the check: ending the program during it does not save the attempt.
            self._count(self._known.failures + 1)
        if not verify_pin(pin, self._stored):
            return False
        with _locked(self._folder):
            self._count(0)
        return True

    def _seconds_left(self) -> float:
        delay = retry_delay(self._known.failures)
        return max(0.0, self._known.at + delay - self._monotonic()) if delay else 0.0

    def _count(self, failures: int) -> None:
        self._known = _Attempts(failures, self._monotonic(), self._boot)
        # On a full disk the count goes on in memory.
        with suppress(OSError):
            write_for_owner(self._folder, _ATTEMPTS_FILE, _as_text(self._known))

    def _refresh(self) -> None:
        """Take over what another screen, or this one before a restart, has counted."""
        written = _parse_attempts(self._read(_ATTEMPTS_FILE))
        now = self._monotonic()
        if written is None:
            return
        if written.boot != self._boot or not 0 <= written.at <= now:
            # From before the machine's last start, or damaged. The delay begins once, now.
            if written.failures <= self._known.failures:
                return
            written = replace(written, at=now, boot=self._boot)
        elif self._known.failures and written.at < self._known.at:
            return
        self._known = written

    def _read_hash(self) -> str:
        return self._read(_HASH_FILE)

    def _read(self, name: str) -> str:
        """A file's text; "" where there is none."""
        try:
            flags = os.O_RDONLY | _NO_FOLLOW | getattr(os, "O_NONBLOCK", 0)
            with open(os.open(self._folder / name, flags), "rb") as opened:
                return opened.read(_MOST_BYTES).decode("ascii").strip()
        except (OSError, ValueError):
            return ""


def _boot_id() -> str:
    """A name for the time since the machine's last start; "" where the system has none."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return ""


def _as_text(attempts: _Attempts) -> str:
    return f"{attempts.failures} {attempts.at!r} {attempts.boot}".rstrip() + "\n"


def _parse_attempts(text: str) -> _Attempts | None:
    """What ``_as_text`` wrote, or a count alone, as earlier versions wrote it; else None."""
    failures, _, rest = text.partition(" ")
    at, _, boot = rest.partition(" ")
    try:
        return _Attempts(min(1000, max(0, int(failures))), float(at or "nan"), boot)
    except ValueError:
        return None


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Let no other screen count at the same time. Without a lock the count goes on."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except OSError:
        yield
        return
    try:
        if fcntl is not None:
            with suppress(OSError):
                fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def store_pin(pin: str, folder: Path) -> Path:
    """Store the PIN's hash in ``folder``, readable by the folder's owner only.

    Returns the file. Raises OSError, also where others than the folder's owner could exchange what
    is in it.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # The hash first: a disk that is full changes nothing.
    write_for_owner(folder, _HASH_FILE, hash_pin(pin, secrets.token_bytes(16)) + "\n")
    _remove(folder, _ATTEMPTS_FILE)
    return folder / _HASH_FILE


def remove_pin(folder: Path) -> bool:
    """Remove the PIN, which closes the staff panel; False when there was none. Raises OSError."""
    if not folder.exists():
        return False
    _remove(folder, _ATTEMPTS_FILE)
    return _remove(folder, _HASH_FILE)


@contextmanager
def _opened(folder: Path) -> Iterator[int | None]:
    """The folder's descriptor, below which names are opened; None where the system has none.

    Raises OSError for a link, and for a folder that others than its owner could exchange or write.
    """
    if os.open not in os.supports_dir_fd or not hasattr(os, "fchown"):
        yield None
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | _NO_FOLLOW)
    try:
        found = os.fstat(descriptor)
        user = os.geteuid()
        # Root sets the PIN for the service's user, who owns the folder.
        if found.st_uid != user and user != 0:
            raise PermissionError(errno.EPERM, "the folder is another user's", str(folder))
        if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise PermissionError(
                errno.EPERM, "others than its owner can write the folder", str(folder)
            )
        _check_above(folder, found.st_uid)
        yield descriptor
    finally:
        os.close(descriptor)


def _check_above(folder: Path, owner: int) -> None:
    """Raises OSError where another user could put another folder in this one's place."""
    for above in folder.absolute().parents:
        found = above.stat()
        foreign = found.st_uid not in (0, owner, os.geteuid())
        if foreign or (found.st_mode & stat.S_IWOTH and not found.st_mode & stat.S_ISVTX):
            raise PermissionError(
                errno.EPERM, "another user could exchange the folders in it", str(above)
            )
        if owner == 0 and found.st_uid != 0:
            raise PermissionError(errno.EPERM, "it is not root's", str(above))


def write_for_owner(folder: Path, name: str, text: str) -> None:
    """Write a file as a whole or not at all, for the folder's owner alone. Raises OSError.

    Owner and mode are set on the open file: whoever may write the folder can put something else
    under its name at any moment.
    """
    with _opened(folder) as below:
        unfinished = f".{name}.{secrets.token_hex(8)}"
        path, target = (
            (unfinished, name) if below is not None else (folder / unfinished, folder / name)
        )
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | getattr(os, "O_CLOEXEC", 0)
        try:
            with open(os.open(path, flags, 0o600, dir_fd=below), "w", encoding="utf-8") as out:
                if below is not None:
                    owner = os.fstat(below)
                    if os.geteuid() == 0:
                        os.fchown(out.fileno(), owner.st_uid, owner.st_gid)
                    os.fchmod(out.fileno(), 0o600)
                out.write(text)
                out.flush()
                os.fsync(out.fileno())
            os.replace(path, target, src_dir_fd=below, dst_dir_fd=below)
        except OSError:
            with suppress(OSError):
                os.unlink(path, dir_fd=below)
            raise


def _remove(folder: Path, name: str) -> bool:
    """Remove a file; False when there was none. Raises OSError."""
    with _opened(folder) as below:
        try:
            os.unlink(name if below is not None else folder / name, dir_fd=below)
        except FileNotFoundError:
            return False
    return True

"""The staff PIN: stored as a salted hash, with a delay that grows after wrong attempts."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

# Chosen for this program: a million possible PINs, and about four attempts an hour against them.
MIN_DIGITS, MAX_DIGITS = 6, 12
FREE_ATTEMPTS = 3
FIRST_DELAY_SECONDS = 30.0
MAX_DELAY_SECONDS = 900.0
# scrypt with 16 MiB, from OWASP's Password Storage Cheat Sheet. A small machine can spare that
# memory, and needs about a fifth of a second.
_N, _R, _P = 2**14, 8, 5
_HASH_FILE, _ATTEMPTS_FILE = "pin", "pin-tries"


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


def _hash(pin: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(
        pin.encode(), salt=salt, n=n, r=r, p=p, maxmem=2 * 128 * n * r + 2**20, dklen=32
    )


def retry_delay(failures: int) -> float:
    """Return the seconds to wait after that many wrong attempts in a row.

    The first three cost nothing. Then the delay starts at 30 s and doubles up to 15 minutes.
    """
    if failures < FREE_ATTEMPTS:
        return 0.0
    return min(MAX_DELAY_SECONDS, FIRST_DELAY_SECONDS * 2.0 ** min(failures - FREE_ATTEMPTS, 16))


class PinLock:
    """Checks PINs against the one that is stored in ``folder``; locked for all while none is.

    Wrong attempts are counted in a file beside it. A restarted program reads the count and starts
    the delay again, so that a restart gains nothing. The delay is measured with a monotonic clock,
    because the wall clock can be set.
    """

    def __init__(self, folder: Path, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._hash_file, self._attempts_file = folder / _HASH_FILE, folder / _ATTEMPTS_FILE
        self._monotonic = monotonic
        self._stored = self._read_hash()
        self._failures = self._read_failures()
        self._last_attempt = monotonic()

    def is_set(self) -> bool:
        """Return True when a PIN is stored and readable. A new PIN starts without failures."""
        stored = self._read_hash()
        if stored != self._stored:
            self._stored, self._failures = stored, self._read_failures()
        return bool(stored)

    def seconds_until_retry(self) -> float:
        """Return the seconds until the next attempt is allowed; 0 when it is allowed now."""
        return max(0.0, self._last_attempt + retry_delay(self._failures) - self._monotonic())

    def try_pin(self, pin: str) -> bool:
        """Return True when the PIN is right; always False while an attempt is not allowed."""
        if not self.is_set() or self.seconds_until_retry() > 0:
            return False
        # Counted before the check: ending the program during it does not save the attempt.
        self._failures = max(self._failures, self._read_failures()) + 1
        self._last_attempt = self._monotonic()
        self._write_failures()
        if not verify_pin(pin, self._stored):
            return False
        self._failures = 0
        self._write_failures()
        return True

    def _read_hash(self) -> str:
        try:
            return self._hash_file.read_text("ascii").strip()
        except (OSError, ValueError):
            return ""

    def _read_failures(self) -> int:
        try:
            return min(1000, max(0, int(self._attempts_file.read_text("ascii"))))
        except (OSError, ValueError):
            return 0

    def _write_failures(self) -> None:
        """On a full disk the count goes on in memory."""
        with suppress(OSError):
            _write(self._attempts_file, str(self._failures))


def store_pin(pin: str, folder: Path) -> Path:
    """Store the PIN's hash in ``folder``, readable by the folder's owner only.

    Returns the file. Raises OSError.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / _HASH_FILE
    (folder / _ATTEMPTS_FILE).unlink(missing_ok=True)
    _write(file, hash_pin(pin, secrets.token_bytes(16)) + "\n")
    return file


def remove_pin(folder: Path) -> bool:
    """Remove the PIN, which closes the staff panel; False when there was none. Raises OSError."""
    (folder / _ATTEMPTS_FILE).unlink(missing_ok=True)
    try:
        (folder / _HASH_FILE).unlink()
    except FileNotFoundError:
        return False
    return True


def _write(file: Path, text: str) -> None:
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        unfinished.unlink(missing_ok=True)
        with open(
            os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii"
        ) as out:
            out.write(text)
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            # Root sets the PIN for the service's user, who owns the folder.
            owner = file.parent.stat()
            os.chown(unfinished, owner.st_uid, owner.st_gid)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)

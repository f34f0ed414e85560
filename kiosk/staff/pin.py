"""The staff's PIN: kept as a salted hash only, and slower to try the more often it was wrong. Standard library only."""

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

# Own numbers: a million possibilities, and at most four tries an hour against them.
LEAST, MOST = 6, 12
FREE_TRIES = 3
FIRST_PAUSE = 30.0
LONGEST_PAUSE = 900.0
# OWASP's password storage cheat sheet: scrypt with 16 MiB, which a small machine has to spare; about a fifth of a second.
_N, _R, _P = 2**14, 8, 5
_FILE, _TRIES = "pin", "pin-tries"


def pin_fault(pin: str) -> str:
    """Why this is no good PIN, in words for whoever sets it; "" when it is one."""
    if not (pin.isascii() and pin.isdigit() and LEAST <= len(pin) <= MOST):
        return f"a PIN has {LEAST} to {MOST} digits and nothing else"
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    return "this is one of the first that anybody would try" if steps in ({0}, {1}, {-1}) else ""


def hash_pin(pin: str, salt: bytes) -> str:
    """What is kept of a PIN: the method, its costs, the salt and the hash, in one line."""
    return f"scrypt${_N}${_R}${_P}${salt.hex()}${_hash(pin, salt, _N, _R, _P).hex()}"


def verify_pin(pin: str, sealed: str) -> bool:
    """True when the PIN is the sealed one. What cannot be read fits nothing."""
    try:
        method, *costs, salt, kept = sealed.strip().split("$")
        n, r, p = (int(cost) for cost in costs)
        found = _hash(pin, bytes.fromhex(salt), n, r, p)
        return method == "scrypt" and hmac.compare_digest(found, bytes.fromhex(kept))
    except (ValueError, MemoryError):
        return False


def _hash(pin: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(
        pin.encode(), salt=salt, n=n, r=r, p=p, maxmem=2 * 128 * n * r + 2**20, dklen=32
    )


def pause(wrong: int) -> float:
    """Seconds to wait after so many wrong tries in a row: none, then 30, twice as many each time, at most a quarter of an hour."""
    if wrong < FREE_TRIES:
        return 0.0
    return min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(wrong - FREE_TRIES, 16))


class PinLock:
    """Tries a PIN against the one that was set in ``folder``. Off while none is set.

    Wrong tries are counted in a file beside it. A program that starts finds them and waits anew: nothing is won by
    starting it again, and no clock that could be set is believed.
    """

    def __init__(self, folder: Path, steady: Callable[[], float] = time.monotonic) -> None:
        self._file, self._tries, self._steady = folder / _FILE, folder / _TRIES, steady
        self._sealed = self._read()
        self._wrong = self._counted()
        self._last = steady()

    def is_set(self) -> bool:
        """True when there is a PIN that this program may read. A new one starts without the old one's wrong tries."""
        now = self._read()
        if now != self._sealed:
            self._sealed, self._wrong = now, self._counted()
        return bool(now)

    def wait(self) -> float:
        """Seconds until the next try; 0 when one may be made now."""
        return max(0.0, self._last + pause(self._wrong) - self._steady())

    def opens(self, pin: str) -> bool:
        """Try it. Never true while there is something to wait for."""
        if not self.is_set() or self.wait() > 0:
            return False
        # Counted first: who ends the program in the middle has tried as well.
        self._wrong = max(self._wrong, self._counted()) + 1
        self._last = self._steady()
        self._count()
        if not verify_pin(pin, self._sealed):
            return False
        self._wrong = 0
        self._count()
        return True

    def _read(self) -> str:
        try:
            return self._file.read_text("ascii").strip()
        except (OSError, ValueError):
            return ""

    def _counted(self) -> int:
        try:
            return min(1000, max(0, int(self._tries.read_text("ascii"))))
        except (OSError, ValueError):
            return 0

    def _count(self) -> None:
        """On a full disk the program's own memory goes on counting."""
        with suppress(OSError):
            _write(self._tries, str(self._wrong))


def keep(pin: str, folder: Path) -> Path:
    """Keep a PIN's hash in ``folder``, for the folder's owner alone; returns the file. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / _FILE
    (folder / _TRIES).unlink(missing_ok=True)
    _write(file, hash_pin(pin, secrets.token_bytes(16)) + "\n")
    return file


def forget(folder: Path) -> bool:
    """Take the PIN away, and with it the panel; False when there was none. Raises OSError."""
    (folder / _TRIES).unlink(missing_ok=True)
    try:
        (folder / _FILE).unlink()
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
            # Set by root for the service's user, to whom the folder belongs.
            owner = file.parent.stat()
            os.chown(unfinished, owner.st_uid, owner.st_gid)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)

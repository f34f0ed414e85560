"""What staff decided about notices: which they put up, and which they took down.

The decisions outlive a restart. They are kept for each state folder, so each screen has its own.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from kiosk.domain import Notice

FILE = "notices.json"
# Far more than a folder holds; a file that is longer was not written by this program.
_MOST_BYTES, _MOST_ENTRIES = 64 * 1024, 200


def fingerprint(notice: Notice) -> str:
    """Differs when a notice was written again, also with the same words."""
    return hashlib.blake2b(repr(notice).encode("utf-8", "replace"), digest_size=16).hexdigest()


class NoticeChoices:
    """``put_up`` are the names of prepared notices that stand because staff put them up.

    ``taken_down`` are fingerprints of notices that staff took down: one that is written again
    stands again. A file that is missing or damaged counts as empty.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        found = self._read()
        self.put_up = frozenset(found.get("put_up", ()))
        self.taken_down = frozenset(found.get("taken_down", ()))

    def set_put_up(self, names: Iterable[str]) -> bool:
        """Remember these names; False when they cannot be written, so that a restart forgets."""
        self.put_up = frozenset(names)
        return self._write()

    def set_taken_down(self, fingerprints: Iterable[str]) -> bool:
        """Remember these fingerprints; False when they cannot be written."""
        self.taken_down = frozenset(fingerprints)
        return self._write()

    def _read(self) -> dict[str, list[str]]:
        try:
            with self._file.open("rb") as file:
                raw = file.read(_MOST_BYTES + 1)
            found = json.loads(raw) if len(raw) <= _MOST_BYTES else {}
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {
            key: [str(one) for one in values[:_MOST_ENTRIES]]
            for key, values in found.items()
            if isinstance(values, list)
        }

    def _write(self) -> bool:
        values = {
            "put_up": sorted(self.put_up)[:_MOST_ENTRIES],
            "taken_down": sorted(self.taken_down)[:_MOST_ENTRIES],
        }
        new = self._file.with_name(f"{self._file.name}.new")
        try:
            new.write_text(json.dumps(values), "utf-8")
            os.replace(new, self._file)
        except OSError:
            with suppress(OSError):
                new.unlink()
            return False
        return True

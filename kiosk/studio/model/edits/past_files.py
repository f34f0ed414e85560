"""The edit that brings back files as a release, or another past state, has them."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain import Message
from kiosk.domain.bounds import PICTURE_BYTES
from kiosk.path_safety import open_below
from kiosk.studio.model.edits.staging import Staging
from kiosk.studio.model.storage.stored_bytes import parts_of


@dataclass(frozen=True, kw_only=True, slots=True)
class PastFile:
    """A file as it was: where its bytes lie, below ``root``, and what they are.

    ``size`` is in bytes, ``modified_ms`` in milliseconds since 1970.
    """

    root: Path
    path: str
    sha256: str
    size: int
    modified_ms: int

    def parts(self) -> Iterator[bytes]:
        """Its bytes. Raises OSError also where they are no longer the ones that were meant."""
        digest = hashlib.sha256()
        for part in parts_of(open_below(self.root, self.path, PICTURE_BYTES.limit)):
            digest.update(part)
            yield part
        if digest.hexdigest() != self.sha256:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(self.root / self.path))


@dataclass(frozen=True, kw_only=True, slots=True)
class TakeFiles:
    """Write files as they were, by their names, and take others out; undo brings all back."""

    files: Mapping[str, PastFile]
    gone: tuple[str, ...]
    label: Message

    def plan(self, staging: Staging) -> None:
        """All of it, or nothing."""
        for name in self.gone:
            staging.remove(name)
        for name, past in self.files.items():
            staging.put_bytes(name, _parts_of(past))


def _parts_of(past: PastFile) -> Callable[[], Iterator[bytes]]:
    return past.parts

"""``current``: which releases of a store count now. It is written last, and signed as a whole.

It names each release with the whole hash of its manifest, which names the hash of each file: one
signature proves everything below it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.domain import Message
from kiosk.domain.bounds import CURRENT_BYTES, CURRENT_RELEASES
from kiosk.publishing.manifest import (
    FORMAT,
    ReleaseError,
    is_release_name,
    moment_text,
    read_moment,
)

_SIGNATURE = b"-----BEGIN SSH SIGNATURE-----"
_HASH = re.compile(r"[0-9a-f]{64}")
# Seconds since 1970 begin the numbers of a new store: one that is made anew goes on above them.
_LAST_SEQUENCE = 2**53


@dataclass(frozen=True, slots=True)
class CurrentRelease:
    """A release by name and its manifest's SHA-256.

    ``stage_number`` is that of the last stage that was opened, and ``opened`` when that was.
    """

    name: str
    sha256: str
    stage_number: int = 0
    opened: datetime | None = None


@dataclass(frozen=True, slots=True)
class Current:
    """The releases that count, the newest first. ``sequence`` grows with each writing."""

    sequence: int
    made: datetime
    releases: tuple[CurrentRelease, ...]


def current_bytes(current: Current) -> bytes:
    """The text that is signed."""
    record = {
        "format": FORMAT,
        "sequence": current.sequence,
        "made": moment_text(current.made),
        "releases": [
            {
                "name": one.name,
                "sha256": one.sha256,
                "stage": one.stage_number,
                "opened": moment_text(one.opened),
            }
            for one in current.releases
        ],
    }
    return (json.dumps(record, indent=1) + "\n").encode("ascii")


def split_signature(data: bytes) -> tuple[bytes, bytes]:
    """The text and the signature behind it; b"" where there is none."""
    text, mark, rest = data.partition(_SIGNATURE)
    return text, mark + rest


def read_current(text: bytes) -> Current:
    """What a text without its signature says. Raises ReleaseError."""
    if not CURRENT_BYTES.allows(len(text)):
        raise ReleaseError(Message("is larger than {amount}", amount=CURRENT_BYTES.amount))
    try:
        found = json.loads(text)
        if found["format"] != FORMAT:
            raise ReleaseError(Message("was made by a newer version of this program"))
        made, sequence = read_moment(found["made"]), found["sequence"]
        if made is None or type(sequence) is not int or not 0 < sequence < _LAST_SEQUENCE:
            raise ValueError("no moment, or no number")
        if not CURRENT_RELEASES.allows(len(found["releases"])):
            raise ReleaseError(Message("names more than {amount}", amount=CURRENT_RELEASES.amount))
        return Current(sequence, made, tuple(_release(one) for one in found["releases"]))
    except (ValueError, TypeError, KeyError, RecursionError, AttributeError) as error:
        raise ReleaseError(Message("is damaged, or not carried whole")) from error


def _release(one: Any) -> CurrentRelease:
    name, digest, stage_number = one["name"], one["sha256"], one["stage"]
    if not is_release_name(name) or not _HASH.fullmatch(digest):
        raise ValueError("no release")
    if type(stage_number) is not int or stage_number < 0:
        raise ValueError("no stage")
    return CurrentRelease(name, digest, stage_number, read_moment(one["opened"]))

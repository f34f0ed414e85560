"""Why the screen was started again, counted by reason. Standard library only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from enum import StrEnum


class RestartReason(StrEnum):
    """Why something was started again; the value is the label of the metric."""

    CRASH = "crash"
    # No sign of life: the supervisor ended the program.
    FROZEN = "frozen"
    # Frames were drawn, but the screen showed another picture.
    UNSEEN = "unseen"
    # The program asked for it, because of its memory, or staff did in safe mode.
    REQUESTED = "requested"
    # The poster has been shown for a while, and the full program is tried again.
    RETRY = "retry"
    # The display server (cage, the X server) ended, and everything below it.
    DISPLAY_SERVER = "display_server"
    DISPLAY_SERVER_FROZEN = "display_server_frozen"
    # The supervisor ended, though nobody had asked it to.
    SUPERVISOR = "supervisor"


_ONE = re.compile(r"([a-z_]+)=([0-9]{1,15})")


def restarts_as_text(counts: Mapping[str, int]) -> str:
    """The counts as a variable of the environment holds them, as in ``crash=2 frozen=1``."""
    return " ".join(f"{reason}={number}" for reason, number in counts.items())


def restarts_from_text(text: str) -> dict[str, int]:
    """The counts of ``restarts_as_text``; words that are none of them are passed over."""
    known = {reason.value for reason in RestartReason}
    found: Counter[str] = Counter()
    for word in text.split():
        match = _ONE.fullmatch(word)
        if match and match[1] in known:
            found[match[1]] += int(match[2])
    return dict(found)

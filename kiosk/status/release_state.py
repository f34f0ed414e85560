"""What is known of the releases of a store, for the status. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleaseState:
    """``shown`` is the release on the screen, "" before the first and for a plain folder.

    ``wanted`` is another one that should be there and is not yet, and ``problem`` says why, in
    words; both are "" while all is well. ``since`` is when the problem began, in seconds since
    1970.
    """

    shown: str = ""
    wanted: str = ""
    problem: str = ""
    since: float = 0.0

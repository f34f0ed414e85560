"""One ordered shutdown: what was started last is closed first."""

from __future__ import annotations

import logging
from collections.abc import Callable

log = logging.getLogger(__name__)


class Shutdown:
    """A register of closing functions, called in the reverse order of registration.

    Each service registers its function when it has started. A function that raises is logged and
    does not keep the others from being called.
    """

    def __init__(self) -> None:
        self._closers: list[tuple[str, Callable[[], object]]] = []

    def register(self, name: str, close: Callable[[], object]) -> None:
        """Call ``close`` at the end; ``name`` is for the log."""
        self._closers.append((name, close))

    def close_all(self) -> None:
        """Close everything that is registered, once."""
        while self._closers:
            name, close = self._closers.pop()
            try:
                close()
            except Exception:
                log.exception("Closing the %s failed", name)

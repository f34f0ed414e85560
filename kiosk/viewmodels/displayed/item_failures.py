"""One item that cannot be worded or laid out costs no other."""

import logging
from collections.abc import Callable
from typing import TypeVar

log = logging.getLogger(__name__)

Value = TypeVar("Value")


class ItemFailures:
    """The items that failed, by key. They are logged once and left out of what is displayed.

    ``on_new`` is called for each; it must not display anything before the current call has ended.
    """

    def __init__(self, on_new: Callable[[], object] = lambda: None) -> None:
        self._on_new = on_new
        self._keys: dict[str, str] = {}

    @property
    def reasons(self) -> dict[str, str]:
        """Why each item failed, by its key."""
        return self._keys

    def __contains__(self, key: str) -> bool:
        return key in self._keys

    def guard(self, key: str, act: Callable[[], Value], otherwise: Value) -> Value:
        """The result of ``act`` for an item, or ``otherwise`` if it fails."""
        try:
            return act()
        except Exception as error:
            if key not in self._keys:
                self._keys[key] = f"{type(error).__name__}: {error}"
                log.exception("%s cannot be shown", key)
                self._on_new()
            return otherwise

"""Ends a reading or a check between two of its steps, when nobody waits for it any more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Element = TypeVar("Element")


class EndedError(BaseException):
    """The work was ended. No Exception: those of an item or a rule are contained."""


_ended: ContextVar[Callable[[], bool]] = ContextVar("ended", default=lambda: False)


@contextmanager
def ending_when(ended: Callable[[], bool]) -> Iterator[None]:
    """Raise EndedError within the block, at the next step after ``ended`` is true."""
    token = _ended.set(ended)
    try:
        yield
    finally:
        _ended.reset(token)


def step() -> None:
    """Raises EndedError when the work is to end."""
    if _ended.get()():
        raise EndedError


def each_step(elements: Iterable[Element]) -> Iterator[Element]:
    """The elements, with a step before each."""
    for element in elements:
        step()
        yield element

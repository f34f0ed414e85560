"""Ends a check between two rules or two events, when nobody waits for it any more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Element = TypeVar("Element")


class CheckEndedError(BaseException):
    """The check was ended. No Exception: a rule that fails is contained, and this is no failure."""


_ended: ContextVar[Callable[[], bool]] = ContextVar("ended", default=lambda: False)


@contextmanager
def ending_when(ended: Callable[[], bool]) -> Iterator[None]:
    """Raise CheckEndedError within the block, at the next step after ``ended`` is true."""
    token = _ended.set(ended)
    try:
        yield
    finally:
        _ended.reset(token)


def step() -> None:
    """Raises CheckEndedError when the check is to end."""
    if _ended.get()():
        raise CheckEndedError


def each_step(elements: Iterable[Element]) -> Iterator[Element]:
    """The elements, with a step before each."""
    for element in elements:
        step()
        yield element

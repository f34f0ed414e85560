"""Nothing but the report on the terminal: no log lines, no warnings of libraries."""

import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_STDERR = 2


@contextmanager
def only_the_report() -> Iterator[None]:
    """Keep off standard error what the log, Python's warnings and libraries in C write meanwhile.

    ``sys.stderr`` still leads to the terminal, for a progress bar. An exception that leaves is
    printed as usual.
    """
    handler = logging.NullHandler()
    root = logging.getLogger()
    # With a handler of any kind, logging does not print by itself.
    root.addHandler(handler)
    try:
        with warnings.catch_warnings(), _descriptor_to_nowhere():
            warnings.simplefilter("ignore")
            yield
    finally:
        root.removeHandler(handler)


@contextmanager
def _descriptor_to_nowhere() -> Iterator[None]:
    """Decoders and Qt write to the descriptor itself, as do the processes that are started."""
    sys.stderr.flush()
    try:
        kept = os.dup(_STDERR)
    except OSError:
        # There is no standard error at all.
        yield
        return
    terminal, python_stream = None, sys.stderr
    with suppress(OSError, ValueError):
        if sys.stderr.fileno() == _STDERR:
            terminal = os.fdopen(os.dup(kept), "w", encoding="utf-8", errors="replace")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _STDERR)
    os.close(nowhere)
    if terminal is not None:
        sys.stderr = terminal
    try:
        yield
    finally:
        sys.stderr = python_stream
        os.dup2(kept, _STDERR)
        os.close(kept)
        if terminal is not None:
            terminal.close()

"""Ends a process at once with everything below it: decoders, players, switches of the display."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path


def descendants(pid: int) -> list[int]:
    """The processes below ``pid``, nearest first; empty where the system has no /proc."""
    below: dict[int, list[int]] = {}
    with suppress(OSError):
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                with suppress(OSError, ValueError, IndexError):
                    # The name in brackets may hold anything; the parent is the second word behind.
                    words = (folder / "stat").read_text("ascii", "replace").rpartition(")")[2]
                    below.setdefault(int(words.split()[1]), []).append(int(folder.name))
    found, queue = [], [pid]
    while queue:
        children = below.get(queue.pop(0), [])
        found += children
        queue += children
    return found


def kill_tree(pid: int, spared: int = 0) -> None:
    """Kill a process and all processes below it, but for ``spared``. Those that are gone count."""
    # Listed first: the children of a process that has ended are no longer below it.
    for one in (pid, *descendants(pid)):
        if one != spared:
            with suppress(OSError):
                os.kill(one, signal.SIGKILL)

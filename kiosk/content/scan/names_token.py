"""When a folder's names changed last. Standard library only: a start asks for it first of all."""

import os
from pathlib import Path

# The times, in nanoseconds since 1970, at which a folder's names and its attributes changed last.
# On Windows the second is the time at which it was made.
NamesToken = tuple[int, int]


def names_token(path: str | Path) -> NamesToken | None:
    """None for a folder that does not exist or cannot be read."""
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_ctime_ns

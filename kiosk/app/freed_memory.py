"""Keeps the memory that the C library holds near what the program uses."""

from collections.abc import Callable

# glibc's numbers of these settings, from its malloc.h.
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8
# Bytes. A decoded picture or a wall is larger and goes back to the system at once. By itself glibc
# raises this with each of them, up to 32 MB, and keeps what they leave.
_LARGE_BYTES = 256 * 1024

Call = Callable[..., int]


def share_one_arena() -> None:
    """Have all threads share one arena, and large blocks go back to the system when they are freed.

    glibc gives each thread an arena of its own, of which none uses what another one has freed. The
    threads here wait for Python's lock anyway. Does nothing with another C library.
    """
    set_option = _function("mallopt")
    if set_option is not None:
        for option, value in (
            (_M_ARENA_MAX, 1),
            (_M_MMAP_THRESHOLD, _LARGE_BYTES),
            (_M_TRIM_THRESHOLD, _LARGE_BYTES),
        ):
            set_option(option, value)


def give_back_freed() -> None:
    """Give it back where the C library keeps it, as glibc does; some milliseconds, in any thread.

    A start and a reading free tens of megabytes between others that stay, and glibc by itself gives
    back only what lies above all of them.
    """
    trim = _function("malloc_trim")
    if trim is not None:
        trim(0)


def _function(name: str) -> Call | None:
    """A function of the C library; None with another library than glibc, or on Windows."""
    try:
        import ctypes

        found: Call = getattr(ctypes.CDLL(None), name)
    except (ImportError, OSError, AttributeError, TypeError):
        return None
    return found

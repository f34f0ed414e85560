"""Gives memory that the program has freed back to the system."""

from collections.abc import Callable


def give_back_freed() -> None:
    """Give it back where the C library keeps it, as glibc does; some milliseconds, in any thread.

    A start and a reading free tens of megabytes between others that stay, and glibc by itself gives
    back only what lies above all of them.
    """
    try:
        import ctypes

        trim: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (ImportError, OSError, AttributeError, TypeError):
        # Another C library, or Windows.
        return
    trim(0)

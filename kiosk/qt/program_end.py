"""The end of a program some of whose threads have not ended."""

import logging
import os
import sys
import threading
from contextlib import suppress

log = logging.getLogger(__name__)


def end_beside_threads(code: int) -> None:
    """End the process with this exit code at once if a thread still runs; else return.

    To be called when everything is closed. A thread that waits for a share that hangs, or that a
    busy machine keeps waiting, is not waited for. Such a thread holds Qt objects by the method that
    it runs: it uses them while the application is destroyed, and destroys them itself when it ends
    later. Python ends a thread by unwinding it, through Qt's destructors too. Each of these crashes
    the program, so nothing is destroyed then: the kernel takes it all.
    """
    left = threads_left()
    if not left:
        return
    log.info("Ended without waiting for: %s", ", ".join(left))
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        # Nobody may be reading any more, and a windowed Python has neither.
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


def threads_left() -> list[str]:
    """The names of the threads that the program has started and that run.

    Threads of Qt, which Python has only heard of, are not among them: Qt ends them.
    """
    return [
        thread.name
        for thread in threading.enumerate()
        if type(thread) is threading.Thread and thread.is_alive()
    ]

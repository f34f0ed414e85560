"""A call that may never return, as one to a network share that hangs."""

import threading
from collections.abc import Callable
from typing import TypeVar

# A network share that hangs answers late or never. The screen does not wait longer for it.
TIMEOUT_SECONDS = 8.0
Answer = TypeVar("Answer")


def call_with_timeout(
    call: Callable[[], Answer], timeout: float = TIMEOUT_SECONDS
) -> Answer | None:
    """What ``call`` returns or raises in a thread of its own; None after ``timeout`` seconds."""
    returned: list[Answer] = []
    raised: list[Exception] = []

    def run() -> None:
        try:
            returned.append(call())
        except Exception as error:  # noqa: BLE001 - raised again in the thread that waits
            raised.append(error)

    thread = threading.Thread(target=run, name="call-with-timeout", daemon=True)
    thread.start()
    thread.join(timeout)
    if raised:
        raise raised[0]
    return returned[0] if returned else None

"""Recomputes what is shown only when something that it is made from has changed."""


class InputTracker:
    """Remembers the inputs of the last computation.

    Inputs are compared with ``==``; large ones should compare by identity.
    """

    def __init__(self) -> None:
        self._inputs: tuple[object, ...] | None = None

    def changed(self, *inputs: object) -> bool:
        """Return True, and remember ``inputs``, when they differ from those of the last call."""
        if inputs == self._inputs:
            return False
        self._inputs = inputs
        return True

"""Why an edit is not made."""

from kiosk.domain import Message


class EditRefusedError(Exception):
    """An edit that would not do what was asked; ``message`` says why and ``hint`` what to do."""

    def __init__(self, message: Message, hint: Message) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint

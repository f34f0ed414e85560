"""Why an edit is not made."""

from kiosk.domain import Message


class EditRefusedError(Exception):
    """An edit that would not do what was asked; ``message`` says why and ``hint`` what to do."""

    def __init__(self, message: Message, hint: Message) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class EncodingRefusedError(EditRefusedError):
    """A letter that the encoding of the file ``name`` does not have; UTF-8 has it."""

    def __init__(self, name: str, message: Message, hint: Message) -> None:
        super().__init__(message, hint)
        self.name = name

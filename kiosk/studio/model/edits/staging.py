"""What an edit is given to plan its changes in, and what every edit is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kiosk.domain import Message
from kiosk.studio.model.documents.document import Document
from kiosk.studio.model.documents.merge import Clash
from kiosk.studio.model.documents.refusal import EditRefusedError
from kiosk.studio.model.storage.folder_files import is_safe_name

SETTINGS = "kiosk.yaml"
CHOOSE_ANOTHER = Message("choose another name")


class Staging(Protocol):
    """The folder as it will be; what an edit changes here is written when all of it is planned."""

    def read(self, name: str) -> Document:
        """A text file; an empty document for none."""

    def seen(self, name: str) -> Document | None:
        """A text file as the curator last saw it; None when it was never read."""

    def bytes_of(self, name: str) -> bytes:
        """The bytes of any file. Raises OSError."""

    def kept_parts(self, digest: str) -> Iterator[bytes]:
        """A content that the journal keeps. Raises OSError."""

    def exists(self, name: str) -> bool:
        """True for any file of that name."""

    def names_of_item(self, key: str) -> Sequence[str]:
        """All files of an item, by its path without suffix: "works/01-a"."""

    def put(self, document: Document) -> None:
        """Write a text file."""

    def put_bytes(self, name: str, parts: Callable[[], Iterator[bytes]]) -> None:
        """Write a new file, or another content over one."""

    def remove(self, name: str) -> None:
        """Take a file out of the folder; its content stays with the journal."""

    def move(self, name: str, new_name: str) -> None:
        """Give a file another name."""

    def clash(self, name: str, clash: Clash) -> None:
        """Somebody else changed the same field: leave it theirs, and ask."""


class Edit(Protocol):
    """One act. ``label`` names it in the list of what can be undone."""

    @property
    def label(self) -> Message:
        """What is done, as a sentence without a full stop."""

    def plan(self, staging: Staging) -> None:
        """Make the changes in ``staging``. Raises EditRefusedError, and OSError of a source."""


@dataclass(frozen=True, kw_only=True)
class Several:
    """Edits that are done, and undone, as one."""

    edits: tuple[Edit, ...]
    label: Message = field(default=Message("Change several files"))

    def plan(self, staging: Staging) -> None:
        """All of them, or none."""
        for edit in self.edits:
            edit.plan(staging)


def must_be_free(staging: Staging, name: str) -> None:
    """Raise EditRefusedError for a name that is taken or leads out of the folder."""
    if not is_safe_name(name):
        raise EditRefusedError(Message("this name leads out of the folder"), CHOOSE_ANOTHER)
    if staging.exists(name):
        raise EditRefusedError(Message("there is a file {file} already", file=name), CHOOSE_ANOTHER)

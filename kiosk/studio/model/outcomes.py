"""What came of an act: values for the window, never exceptions."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.content.front_matter.yaml_source import Value
from kiosk.content.problems import cause_of
from kiosk.domain import Message
from kiosk.studio.model.documents.key_splices import KeyPath
from kiosk.studio.model.documents.refusal import EditRefusedError
from kiosk.studio.model.edits.staging import Edit

_CAUSES = {
    errno.ENOSPC: Message("the disk is full"),
    errno.EDQUOT: Message("your share of the disk is full"),
    errno.EFBIG: Message("the disk takes no larger file"),
    errno.EROFS: Message("the disk is read-only"),
    errno.EACCES: Message("you may not write there"),
    errno.EPERM: Message("you may not write there"),
    errno.ENOTDIR: Message("the folder is gone"),
    errno.ENOENT: Message("the folder is gone"),
    errno.EEXIST: Message("there is a file of that name already"),
    errno.EBUSY: Message("somebody else has just changed it"),
}
KEPT = Message("what you did is kept, and is written as soon as that is possible")
NOTHING_DONE = Message("nothing was changed; try again when that is mended")


@dataclass(frozen=True, kw_only=True, slots=True)
class Failure:
    """Why something was not done, and what happens next.

    ``is_kept`` is True when it is in the journal and will be written later. ``remedy`` is an edit
    that does it after all, for the curator to agree to.
    """

    message: Message
    hint: Message = NOTHING_DONE
    is_kept: bool = False
    remedy: Edit | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Conflict:
    """A field that two people changed; theirs stands in the file until the curator answers.

    ``number`` identifies it; ``base`` is the value before both changes.
    """

    number: int
    name: str
    path: KeyPath
    base: Value | None
    ours: Value | None
    theirs: Value | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Deleted:
    """A file that was deleted here and is not there: its content's digest, and when (since 1970).

    ``BringBack(name=..., digest=...)`` writes it again.
    """

    name: str
    digest: str
    at: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What an act changed: names of files, fields to be asked about, and a failure."""

    names: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    failure: Failure | None = None

    @property
    def is_done(self) -> bool:
        """True when all of it stands in the folder."""
        return self.failure is None and not self.conflicts


@dataclass(frozen=True, kw_only=True, slots=True)
class OutsideChanges:
    """What other programs changed since the last look; ``changed`` names the fields of each file.

    For a file that was never read, or is no text, the fields are not known and none are named.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: Mapping[str, tuple[KeyPath, ...]] = field(default_factory=dict)
    failure: Failure | None = None

    def __bool__(self) -> bool:
        """True when anything changed."""
        return bool(self.added or self.removed or self.changed)


def failure_of(error: OSError | EditRefusedError, *, is_kept: bool = False) -> Failure:
    """The failure that an error is."""
    if isinstance(error, EditRefusedError):
        return Failure(message=error.message, hint=error.hint)
    cause = _CAUSES.get(error.errno or 0) or cause_of(error)
    message = (
        Message("it cannot be written: {cause}", cause=cause)
        if not error.filename
        else Message("{file} cannot be written: {cause}", file=error.filename, cause=cause)
    )
    return Failure(message=message, hint=KEPT if is_kept else NOTHING_DONE, is_kept=is_kept)

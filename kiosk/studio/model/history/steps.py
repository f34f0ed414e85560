"""Undo, redo and going back: changes as they have to be for files that others changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kiosk.domain import Message
from kiosk.studio.model.documents.merge import Clash
from kiosk.studio.model.history.current_files import CurrentFiles
from kiosk.studio.model.history.journal import Change, Journal
from kiosk.studio.model.history.journaled_writer import JournaledWriter
from kiosk.studio.model.outcomes import Failure
from kiosk.studio.model.storage.folder_files import FileChangedError

# Of files that stay as they are, so many are named.
_MOST_NAMED = 5


@dataclass(kw_only=True, slots=True)
class PlannedStep:
    """Changes that can be made now, fields to be asked about, and files that stay as they are."""

    changes: list[Change] = field(default_factory=list)
    clashes: list[tuple[str, Clash]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def plan_step(
    changes: Sequence[Change],
    current: CurrentFiles,
    writer: JournaledWriter,
    journal: Journal,
    *,
    leaves: bool = False,
) -> PlannedStep:
    """Plan changes for the files as they are now; one that others changed is merged.

    Where that cannot be, the file stays with ``leaves``, else FileChangedError is raised. Raises
    OSError.
    """
    planner = _StepPlanner(current, writer, journal)
    for change in changes:
        try:
            planner.plan(change)
        except FileChangedError:
            if not leaves:
                raise
            planner.step.left.append(change.name)
    return planner.step


class _StepPlanner:
    def __init__(self, current: CurrentFiles, writer: JournaledWriter, journal: Journal) -> None:
        self._current, self._writer, self._journal = current, writer, journal
        self.step = PlannedStep()
        # What names hold by then: a change may follow one of the same file, or its rename.
        self._contents: dict[str, str | None] = {}

    def plan(self, change: Change) -> None:
        """Add a change as it has to be for the file as it will stand then."""
        contents, name = self._contents, change.moved_from or change.name
        current = contents[name] if name in contents else self._current.digest(name)
        contents[change.name] = current if change.moved_from else change.after
        if change.moved_from:
            contents[change.moved_from] = None
        elif current == change.after:
            return
        elif current != change.before:
            self._merge(change, current)
            return
        self.step.changes.append(change)

    def _merge(self, change: Change, current: str | None) -> None:
        theirs = self._current.kept_or_current(change.name, current) if current else None
        plan = self._writer.merged(change, theirs)
        if plan is None:
            self._contents[change.name] = current
            raise FileChangedError(change.name)
        document, found = plan
        self.step.clashes += [(change.name, clash) for clash in found]
        after = self._journal.contents.add(document.raw)
        if theirs is not None:
            self._journal.contents.add(theirs)
        self._contents[change.name] = after
        if after != current:
            self.step.changes.append(replace(change, before=current, after=after))


def left_as_they_are(names: Sequence[str]) -> Failure:
    """What is told of files that others changed, and that stay."""
    return Failure(
        message=Message(
            "somebody else changed {files} since", files=", ".join(names[:_MOST_NAMED])
        ),
        hint=Message("what they wrote stays; all else is as it was then"),
    )

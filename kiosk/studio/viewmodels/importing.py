"""Events and labels from a pasted text, a page, a calendar or a table, before they are made."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain import Message
from kiosk.studio.model.edits.files import CreateFile
from kiosk.studio.model.edits.staging import Edit, Several
from kiosk.studio.viewmodels.problems import sentence
from kiosk.studio.wording import said


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """A file that could be made, with its text and what is doubtful in it, in words."""

    name: str
    text: str
    doubts: str = ""
    is_new: bool = True


@dataclass(frozen=True, kw_only=True)
class Proposals:
    """What a source could become; ``told`` says why that is nothing, or what was left out."""

    files: tuple[Proposed, ...] = ()
    told: str = ""


def proposals_of_text(text: str, folder: Path) -> Proposals:
    """What a page's text could become, as somebody copied it."""
    with tempfile.TemporaryDirectory(prefix="kiosk-paste-") as place:
        source = Path(place) / "pasted.txt"
        source.write_text(text, encoding="utf-8", errors="replace")
        return proposals_of(source, folder)


def proposals_of(source: Path, folder: Path) -> Proposals:
    """What a file could become: a table, a saved page, a calendar, or a text."""
    # Late: what reads calendars and pages holds 13 MB, and most days import nothing.
    from kiosk.authoring.drafts import FileState, state_of
    from kiosk.authoring.dry_run import dry_run
    from kiosk.authoring.import_source import UnreadableSourceError, propose

    try:
        found = propose(source, "", folder)
    except UnreadableSourceError as error:
        return Proposals(told=sentence(error.args[0] if error.args else str(error)))
    except OSError as error:
        return Proposals(told=error.strerror or str(error))
    tried = dry_run(found.drafts, folder)
    doubts: dict[str, list[str]] = {}
    for name, message in tried.problems:
        doubts.setdefault(name, []).append(sentence(message))
    files = tuple(
        Proposed(
            name=one.path,
            text=one.text,
            doubts="\n".join(doubts.get(one.path, ())),
            is_new=state_of(folder, one)[0] is FileState.NEW,
        )
        for one in found.drafts
    )
    told = [f"{place}: {said(message)}" for place, message in found.notes]
    if not files:
        told.append(said(Message("Nothing in it could become an event or a label.")))
    return Proposals(files=files, told="\n".join(told))


def making(files: Sequence[Proposed]) -> Edit:
    """The edit that makes these files, as one step of undo."""
    return Several(
        edits=tuple(CreateFile(name=one.name, text=one.text) for one in files),
        label=Message("Make {count} files from an import", count=len(files)),
    )

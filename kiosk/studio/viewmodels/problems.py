"""Problems as the studio shows them: beside a field, or in one list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from kiosk.domain import Message, Severity
from kiosk.studio.model.edits.staging import Edit
from kiosk.studio.model.guidance.checking import FieldProblem
from kiosk.studio.model.outcomes import Conflict
from kiosk.studio.wording import said


class ProblemGroup(IntEnum):
    """What a problem asks for, in the order of the list.

    An ``ACT`` is wanted before the exhibition hangs; ``ADVICE`` may be followed. What is ``PAST``
    is about an item whose days are over: no visitor sees it any more.
    """

    ACT = 0
    ADVICE = 1
    PAST = 2


@dataclass(frozen=True, kw_only=True)
class ShownProblem:
    """One problem in the studio's language.

    ``name`` is its file and ``key`` the field that it concerns, "" for none; ``group`` says what
    it asks for. ``remedy`` is what the button says that mends it, "" where no remedy is certain;
    ``edit`` is what it then does, or ``conflict`` what it answers.
    """

    name: str
    key: str
    severity: Severity
    message: str
    hint: str
    line: int = 1
    group: ProblemGroup = ProblemGroup.ACT
    remedy: str = ""
    edit: Edit | None = None
    conflict: Conflict | None = None


_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
SEVERITIES = {
    Severity.ERROR: Message("must be mended"),
    Severity.WARNING: Message("should be looked at"),
    Severity.INFO: Message("advice"),
}


GROUPS = {
    ProblemGroup.ACT: Message("To be done"),
    ProblemGroup.ADVICE: Message("Advice"),
    ProblemGroup.PAST: Message("About what is over"),
}


def by_severity(problems: Sequence[ShownProblem]) -> list[ShownProblem]:
    """By their groups, the most severe ones first, each kind in the order of files and lines."""
    return sorted(problems, key=lambda one: (one.group, _ORDER[one.severity]))


def shown_problem(found: FieldProblem, key: str, *, is_past: bool = False) -> ShownProblem:
    """A problem of the check at a field; ``is_past`` for one of an item that is over."""
    group = ProblemGroup.ADVICE if found.problem.severity is Severity.INFO else ProblemGroup.ACT
    return ShownProblem(
        name=found.name,
        key=key,
        severity=found.problem.severity,
        message=sentence(found.problem.message),
        hint=sentence(found.problem.hint),
        line=found.problem.line,
        group=ProblemGroup.PAST if is_past else group,
        remedy=said(Message("Do it for me")) if found.remedy else "",
        edit=found.remedy,
    )


def shown_conflict(conflict: Conflict) -> ShownProblem:
    """A field that somebody else has changed too: theirs stands there, ours can be written."""
    return ShownProblem(
        name=conflict.name,
        key=".".join(map(str, conflict.path)),
        severity=Severity.WARNING,
        message=said(
            Message(
                "Somebody else has changed this field: it says '{theirs}'",
                theirs=_in_words(conflict.theirs),
            )
        ),
        hint=said(Message("You wrote '{ours}'", ours=_in_words(conflict.ours))),
        remedy=said(Message("Write mine")),
        conflict=conflict,
    )


def _in_words(value: object) -> str:
    words = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    return " ".join(words.split())[:200]


def sentence(text: str) -> str:
    """A message of the check as a sentence of its own: it begins with a capital letter."""
    words = said(text)
    return words[:1].upper() + words[1:]

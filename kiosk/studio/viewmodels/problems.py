"""Problems as the studio shows them: beside a field, or in one list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.domain import Message, Problem, Severity
from kiosk.studio.wording import said


@dataclass(frozen=True, kw_only=True)
class ShownProblem:
    """One problem in the studio's language.

    ``name`` is its file and ``key`` the field that it concerns, "" for none. ``remedy`` is what
    the button says that mends it, "" where no remedy is certain; ``problem`` is the check's own.
    """

    name: str
    key: str
    severity: Severity
    message: str
    hint: str
    remedy: str
    problem: Problem


_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
SEVERITIES = {
    Severity.ERROR: Message("must be mended"),
    Severity.WARNING: Message("should be looked at"),
    Severity.INFO: Message("advice"),
}


def by_severity(problems: Sequence[ShownProblem]) -> list[ShownProblem]:
    """The most severe ones first, each kind in the order of files and lines."""
    return sorted(problems, key=lambda one: _ORDER[one.severity])


def sentence(text: str) -> str:
    """A message of the check as a sentence of its own: it begins with a capital letter."""
    words = said(text)
    return words[:1].upper() + words[1:]

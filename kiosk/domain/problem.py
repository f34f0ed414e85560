"""A problem in a curator's file: what, where, and how to correct it."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error hides content, a warning may mislead visitors, info is advice."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One problem in the content folder. Visitors never see it.

    ``path`` is relative to the folder, with forward slashes ("" for the folder itself).
    ``line`` and ``column`` count from 1. ``rule`` is a stable kebab-case name. ``message`` and
    ``hint`` are English; a ``Message`` can be put into other languages.
    """

    path: str
    line: int = 1
    column: int = 1
    severity: Severity
    rule: str
    message: str
    hint: str = ""

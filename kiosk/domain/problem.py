"""What is wrong with a curator's file, where, and what to write instead."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters: an error hides something, a warning may mislead, info is advice."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One finding in the content folder. Never shown to a visitor.

    ``path`` is relative to the folder, with forward slashes ("" for the folder itself).
    ``line`` and ``column`` count from 1. ``rule`` is a stable kebab-case name.
    """

    path: str
    line: int = 1
    column: int = 1
    severity: Severity
    rule: str
    message: str
    hint: str = ""

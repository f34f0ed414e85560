"""Collects the problems of a file, so that reading goes on after the first one."""

from dataclasses import dataclass, field

from kiosk.domain import Message, Problem, Severity
from kiosk.domain.bounds import Bound

# Messages quote what was typed, which may be a whole text.
_MAX_MESSAGE_LETTERS = 600


def _quotable(message: str) -> str:
    if isinstance(message, Message):
        return message.shortened(_MAX_MESSAGE_LETTERS)
    if len(message) <= _MAX_MESSAGE_LETTERS:
        return message
    half = _MAX_MESSAGE_LETTERS // 2
    return f"{message[:half]} ... {message[-half:]}"


@dataclass(kw_only=True)
class Report:
    """Problems of the file at ``path`` (relative to the folder, with forward slashes)."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def error(
        self, rule: str, message: str, hint: str = "", *, line: int = 1, column: int = 1
    ) -> None:
        """Something cannot be shown."""
        self._add(Severity.ERROR, rule, message, hint, line, column)

    def warn(
        self, rule: str, message: str, hint: str = "", *, line: int = 1, column: int = 1
    ) -> None:
        """Something is shown, perhaps not as it was meant."""
        self._add(Severity.WARNING, rule, message, hint, line, column)

    def info(
        self, rule: str, message: str, hint: str = "", *, line: int = 1, column: int = 1
    ) -> None:
        """Advice."""
        self._add(Severity.INFO, rule, message, hint, line, column)

    def beyond(
        self,
        bound: Bound,
        what: str,
        hint: str = "make it shorter",
        *,
        rule: str = "beyond-bound",
        line: int = 1,
        column: int = 1,
    ) -> None:
        """Something is larger than its bound; ``what`` begins the sentence and names its size."""
        message = f"{what}, and {bound.limit_in_words} are read; {bound.beyond}"
        self.error(rule, message, hint, line=line, column=column)

    def _add(
        self, severity: Severity, rule: str, message: str, hint: str, line: int, column: int
    ) -> None:
        self.problems.append(
            Problem(
                path=self.path,
                line=line,
                column=column,
                severity=severity,
                rule=rule,
                message=_quotable(message),
                hint=_quotable(hint),
            )
        )

"""Collects the problems of a file, so that reading goes on after the first one."""

import errno
from dataclasses import dataclass, field

from kiosk.domain import Message, Problem, Severity
from kiosk.domain.bounds import Bound

# Messages quote what was typed, which may be a whole text.
_MAX_MESSAGE_LETTERS = 600
_SHORTER = Message("make it shorter")
_CAUSES = {
    errno.EACCES: Message("this user has no permission to read it"),
    errno.EPERM: Message("this user has no permission to read it"),
    errno.ENOENT: Message("it is gone"),
    errno.EIO: Message("the disk or the network drive failed"),
    errno.ESTALE: Message("the network drive was away for a time"),
    errno.ETIMEDOUT: Message("the network drive does not answer"),
    errno.ELOOP: Message("it is a link that leads in a circle"),
}
# Steps that several messages name.
MEND_PERMISSIONS = Message(
    "copy the file here again from your own computer; or allow everybody to read it (Windows:"
    " right-click it, Properties, Security; Mac: select it, File, Get Info, Sharing & Permissions)"
)
PLUG_IN = Message(
    "plug its disk or stick in again, or connect the network drive; ask your IT staff if it stays"
    " away"
)
SEND_TO_MAINTAINER = Message(
    "put it away for now (a name that begins with _ is not read), and send it to the person who"
    " maintains the kiosk"
)
EXPORT_CALENDAR = Message(
    "export it again as iCalendar (.ics): in Outlook File, Save Calendar; in Google Calendar"
    " Settings, Import & export; in Apple's Calendar File, Export"
)


def cause_of(error: OSError) -> Message:
    """Why a file or folder cannot be read; in the system's words where these are rare."""
    known = _CAUSES.get(error.errno or 0)
    return known or Message("{words}", words=error.strerror or error)


@dataclass(kw_only=True)
class Report:
    """Problems of the file at ``path`` (relative to the folder, with forward slashes).

    What a line has several times is told once, at its first place: it is mended in one go.
    """

    path: str
    problems: list[Problem] = field(default_factory=list)
    _told: set[tuple[int, str, Message]] = field(default_factory=set, init=False, repr=False)

    def error(
        self, rule: str, message: Message, hint: Message, *, line: int = 1, column: int = 1
    ) -> None:
        """Something cannot be shown."""
        self._add(Severity.ERROR, rule, message, hint, line, column)

    def warn(
        self, rule: str, message: Message, hint: Message, *, line: int = 1, column: int = 1
    ) -> None:
        """Something is shown, perhaps not as it was meant."""
        self._add(Severity.WARNING, rule, message, hint, line, column)

    def info(
        self, rule: str, message: Message, hint: Message, *, line: int = 1, column: int = 1
    ) -> None:
        """Advice."""
        self._add(Severity.INFO, rule, message, hint, line, column)

    def beyond(
        self,
        bound: Bound,
        what: Message,
        hint: Message = _SHORTER,
        *,
        rule: str = "beyond-bound",
        line: int = 1,
        column: int = 1,
    ) -> None:
        """Something is larger than its bound; ``what`` begins the sentence and names its size."""
        message = Message(
            "{what}, and {limit_in_words} are read; {beyond}",
            what=what,
            limit_in_words=bound.limit_in_words,
            beyond=bound.beyond,
        )
        self.error(rule, message, hint, line=line, column=column)

    def _add(
        self, severity: Severity, rule: str, message: Message, hint: Message, line: int, column: int
    ) -> None:
        shown = message.shortened(_MAX_MESSAGE_LETTERS)
        if (line, rule, shown) in self._told:
            return
        self._told.add((line, rule, shown))
        self.problems.append(
            Problem(
                path=self.path,
                line=line,
                column=column,
                severity=severity,
                rule=rule,
                message=shown,
                hint=hint.shortened(_MAX_MESSAGE_LETTERS),
            )
        )

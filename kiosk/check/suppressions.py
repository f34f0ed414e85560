"""Rules that a folder silences, by name and with a reason, under ``check: silence:``."""

from collections.abc import Iterable, Iterator

from kiosk.check.make_problem import make_problem
from kiosk.check.rule_pages import nearest, rules
from kiosk.content.load import LoadResult
from kiosk.domain import Message, Problem


def split(result: LoadResult, problems: Iterable[Problem]) -> tuple[list[Problem], list[Problem]]:
    """(problems that are shown, problems that are suppressed)."""
    names = {name for name, reason in result.suppressions.items() if reason and _allowed(name)}
    shown: list[Problem] = []
    suppressed: list[Problem] = []
    for problem in problems:
        (suppressed if problem.rule in names else shown).append(problem)
    return shown, suppressed


def suppression_problems(result: LoadResult) -> Iterator[Problem]:
    """Suppressions without effect: of an unknown rule or an error, or without a reason."""
    for name, reason in result.suppressions.items():
        if not _allowed(name):
            yield _problem(result, "silence-unknown", name, *_why_not_allowed(name))
        elif not reason:
            message = Message(
                "'{name}' is silenced without a reason, so the rule stays in force", name=name
            )
            yield _problem(
                result,
                "silence-without-reason",
                name,
                message,
                Message("write {name}: and your reason", name=name),
            )


def _allowed(name: str) -> bool:
    info = rules().get(name)
    return info is not None and info.can_be_silenced


def _why_not_allowed(name: str) -> tuple[Message, Message]:
    """(message, hint)."""
    if name in rules():
        message = Message("'{name}' is an error, which cannot be silenced", name=name)
        return message, Message("remove this line")
    near = nearest(name)
    return Message("'{name}' is not the name of a rule", name=name), (
        Message("write {near}: if that is meant", near=near)
        if near
        else Message("use the name in square brackets at the end of a message")
    )


def _problem(result: LoadResult, rule: str, name: str, message: Message, hint: Message) -> Problem:
    return make_problem(result, rule, "kiosk.yaml", f"check.silence.{name}", message, hint)

"""Rules that a folder silences, by name and with a reason, in ``kiosk.yaml``."""

from collections.abc import Iterable

from kiosk.check.make_problem import make_problem
from kiosk.check.registry import nearest, rules
from kiosk.content.load import LoadResult
from kiosk.domain import Problem, Severity


def split(result: LoadResult, problems: Iterable[Problem]) -> tuple[list[Problem], list[Problem]]:
    """(problems that are told, problems that are silenced); what is wrong with the silences themselves is told."""
    told: list[Problem] = []
    silent: set[str] = set()
    for name, reason in result.suppressions.items():
        info = rules().get(name)
        if info is None or not info.can_be_silenced:
            near = nearest(name) if info is None else ""
            what = (
                "is not a rule"
                if info is None
                else "hides something from visitors and cannot be silenced"
            )
            hint = (
                f"did you mean '{near}'?"
                if near
                else "take the name from the square brackets at the end of a message"
            )
            told.append(_problem(result, name, "silence-unknown", f"'{name}' {what}", hint))
        elif not reason:
            told.append(
                _problem(
                    result,
                    name,
                    "silence-without-reason",
                    f"'{name}' is silenced without a reason",
                    f"write {name}: why",
                )
            )
        else:
            silent.add(name)
    hushed: list[Problem] = []
    for problem in problems:
        (hushed if problem.rule in silent else told).append(problem)
    return told, hushed


def _problem(result: LoadResult, name: str, rule: str, message: str, hint: str) -> Problem:
    return make_problem(
        result, "kiosk.yaml", f"check.silence.{name}", Severity.WARNING, rule, message, hint
    )

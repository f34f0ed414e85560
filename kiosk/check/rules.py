"""All rules, and the order in which their findings are told."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from kiosk.check import (
    calendars,
    contacts,
    dates,
    file_names,
    labels,
    languages,
    line_breaks,
    links,
    misplaced_files,
    pictures,
    recordings,
    screen_height,
)
from kiosk.check.suppressions import split
from kiosk.content.load import LoadResult
from kiosk.domain import Problem

Rule = Callable[[LoadResult], Iterator[Problem]]
RuleOfSize = Callable[[LoadResult, Sequence[tuple[int, int]]], Iterator[Problem]]
RuleOfTime = Callable[[LoadResult, date], Iterator[Problem]]

# Of a screen on a wall, both ways up, in pixels.
USUAL_SIZES = ((1920, 1080), (1080, 1920))

RULES: tuple[Rule, ...] = (
    links.placeholders,
    links.schemes,
    links.hosts,
    links.lengths,
    links.tracking,
    links.emails,
    links.shared,
    labels.missing_fields,
    labels.alt_texts,
    labels.wall_texts,
    labels.long_sentences,
    languages.translations,
    languages.not_listed,
    languages.interface,
    labels.same_titles,
    line_breaks.unbroken,
    pictures.places,
    pictures.names,
    pictures.turned,
    contacts.contacts,
    file_names.names,
    dates.shows,
    dates.deadlines,
    misplaced_files.misplaced_files,
    screen_height.heights,
    recordings.recordings,
)
RULES_OF_SIZE: tuple[RuleOfSize, ...] = (pictures.small_pictures,)
RULES_OF_TIME: tuple[RuleOfTime, ...] = (dates.over, dates.help_line, calendars.ages)


@dataclass(frozen=True, kw_only=True, slots=True)
class Findings:
    """What is told, by file and line, and what the folder silences."""

    shown: tuple[Problem, ...]
    suppressed: tuple[Problem, ...] = ()

    def below(self, place: str) -> "Findings":
        """The same, of an exhibition that lies in a sub-folder."""

        def moved(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
            # What is wrong in a further folder is called by its whole path, which stays as it is.
            return tuple(
                replace(problem, path=(PurePosixPath(place) / problem.path).as_posix())
                for problem in problems
            )

        return Findings(shown=moved(self.shown), suppressed=moved(self.suppressed))


def examine(
    result: LoadResult,
    *,
    today: date | None = None,
    more: Iterable[Problem] = (),
    sizes: Sequence[tuple[int, int]] = USUAL_SIZES,
) -> Findings:
    """All findings in a folder that is shown on screens of ``sizes`` (pixels); ``more`` are those of whoever has looked at the screen.

    With ``today`` also what only time makes wrong.
    """
    if not result.usable:
        return Findings(shown=result.problems)
    problems = [*result.problems, *more]
    for rule in RULES:
        problems += rule(result)
    for sized in RULES_OF_SIZE:
        problems += sized(result, sizes)
    if today is not None:
        for timely in RULES_OF_TIME:
            problems += timely(result, today)
    told, silenced = split(result, problems)
    return Findings(shown=_ordered(told), suppressed=_ordered(silenced))


def check(result: LoadResult, *, today: date | None = None) -> tuple[Problem, ...]:
    """What ``examine`` tells."""
    return examine(result, today=today).shown


def _ordered(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda p: (p.path, p.line, p.column, p.rule, p.message)))

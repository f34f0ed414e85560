"""All rules, and the order in which their findings are told."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from kiosk.check import breaks, calendars, contacts, dates, languages, links, names, pictures, screen, sounds, strays, texts
from kiosk.check.silence import split
from kiosk.content import LoadResult
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
    texts.missing_fields,
    texts.alt_texts,
    texts.wall_texts,
    texts.long_sentences,
    languages.translations,
    languages.not_listed,
    languages.interface,
    texts.same_titles,
    breaks.unbroken,
    pictures.places,
    pictures.names,
    pictures.turned,
    contacts.contacts,
    names.names,
    dates.shows,
    dates.deadlines,
    strays.strays,
    screen.heights,
    sounds.recordings,
)
RULES_OF_SIZE: tuple[RuleOfSize, ...] = (pictures.small_pictures,)
RULES_OF_TIME: tuple[RuleOfTime, ...] = (dates.over, dates.help_line, calendars.ages)


@dataclass(frozen=True, kw_only=True, slots=True)
class Findings:
    """What is told, by file and line, and what the folder silences."""

    told: tuple[Problem, ...]
    silenced: tuple[Problem, ...] = ()

    def below(self, place: str) -> "Findings":
        """The same, of an exhibition that lies in a sub-folder."""

        def moved(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
            # What is wrong in a further folder is called by its whole path, which stays as it is.
            return tuple(replace(problem, path=(PurePosixPath(place) / problem.path).as_posix()) for problem in problems)

        return Findings(told=moved(self.told), silenced=moved(self.silenced))


def examine(
    result: LoadResult, *, today: date | None = None, more: Iterable[Problem] = (), sizes: Sequence[tuple[int, int]] = USUAL_SIZES
) -> Findings:
    """All findings in a folder that is shown on screens of ``sizes`` (pixels); ``more`` are those of whoever has looked at the screen.

    With ``today`` also what only time makes wrong.
    """
    if not result.usable:
        return Findings(told=result.problems)
    problems = [*result.problems, *more]
    for rule in RULES:
        problems += rule(result)
    for sized in RULES_OF_SIZE:
        problems += sized(result, sizes)
    if today is not None:
        for timely in RULES_OF_TIME:
            problems += timely(result, today)
    told, silenced = split(result, problems)
    return Findings(told=_ordered(told), silenced=_ordered(silenced))


def check(result: LoadResult, *, today: date | None = None) -> tuple[Problem, ...]:
    """What ``examine`` tells."""
    return examine(result, today=today).told


def _ordered(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda p: (p.path, p.line, p.column, p.rule, p.message)))

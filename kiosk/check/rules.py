"""All rules, and the order of their findings."""

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
from kiosk.check.suppressions import split, suppression_problems
from kiosk.content.load import LoadResult
from kiosk.domain import Problem

Rule = Callable[[LoadResult], Iterator[Problem]]
SizedRule = Callable[[LoadResult, Sequence[tuple[int, int]]], Iterator[Problem]]
DatedRule = Callable[[LoadResult, date], Iterator[Problem]]

# A 1080p screen on a wall in both orientations, in pixels.
USUAL_SIZES = ((1920, 1080), (1080, 1920))

RULES: tuple[Rule, ...] = (
    links.placeholders,
    links.refused,
    links.shorteners,
    links.allow_list,
    links.code_sizes,
    links.tracking_parameters,
    links.email_addresses,
    links.shared_links,
    labels.missing_fields,
    labels.alt_texts,
    labels.wall_texts,
    labels.long_sentences,
    languages.missing_translations,
    languages.unlisted_languages,
    languages.interface_languages,
    labels.duplicate_titles,
    line_breaks.missing_word_breaks,
    pictures.private_metadata,
    pictures.person_names,
    pictures.orientation_mismatches,
    contacts.personal_contacts,
    file_names.portable_names,
    dates.show_dates,
    dates.registration_deadlines,
    misplaced_files.misplaced_files,
    screen_height.screen_height,
    recordings.recordings,
)
SIZED_RULES: tuple[SizedRule, ...] = (pictures.small_pictures,)
DATED_RULES: tuple[DatedRule, ...] = (dates.past_dates, dates.help_line, calendars.stale_calendars)


@dataclass(frozen=True, kw_only=True, slots=True)
class Findings:
    """Problems in the order of files and lines; kiosk.yaml silences those in ``suppressed``."""

    shown: tuple[Problem, ...]
    suppressed: tuple[Problem, ...] = ()

    def below(self, folder: str) -> "Findings":
        """The same findings with paths relative to the folder above ``folder``."""

        def moved(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
            # The path of a further folder is absolute, and joining leaves it as it is.
            return tuple(
                replace(problem, path=(PurePosixPath(folder) / problem.path).as_posix())
                for problem in problems
            )

        return Findings(shown=moved(self.shown), suppressed=moved(self.suppressed))


def examine(
    result: LoadResult,
    *,
    today: date | None = None,
    layout_problems: Iterable[Problem] = (),
    sizes: Sequence[tuple[int, int]] = USUAL_SIZES,
) -> Findings:
    """Apply all rules to a folder that is shown on screens of ``sizes`` (pixels).

    ``layout_problems`` are those that the screen itself showed. Rules about past dates apply with
    ``today`` only.
    """
    if not result.usable:
        return Findings(shown=result.problems)
    problems = [*result.problems, *layout_problems]
    for rule in RULES:
        problems += rule(result)
    for sized_rule in SIZED_RULES:
        problems += sized_rule(result, sizes)
    if today is not None:
        for dated_rule in DATED_RULES:
            problems += dated_rule(result, today)
    shown, suppressed = split(result, problems)
    shown += suppression_problems(result)
    return Findings(shown=_ordered(shown), suppressed=_ordered(suppressed))


def check(result: LoadResult, *, today: date | None = None) -> tuple[Problem, ...]:
    """The problems of ``examine`` that are not suppressed."""
    return examine(result, today=today).shown


def _ordered(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda p: (p.path, p.line, p.column, p.rule, p.message)))

"""All rules, and the order of their findings."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import PurePosixPath

from kiosk.check import (
    calendars,
    contacts,
    dates,
    far_years,
    file_names,
    labels,
    languages,
    line_breaks,
    links,
    list_lengths,
    loop_events,
    loop_seconds,
    misplaced_files,
    mixed_languages,
    notices,
    pictures,
    recordings,
    screen_height,
    suspicious_texts,
    template_texts,
    wide_verse,
)
from kiosk.check.make_problem import problem_of_file
from kiosk.check.suppressions import split, suppression_problems
from kiosk.content.interruption import step
from kiosk.content.load import LoadResult
from kiosk.content.problems import SEND_TO_MAINTAINER
from kiosk.domain import Message, Problem

log = logging.getLogger(__name__)

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
    labels.posters,
    labels.alt_texts,
    labels.wall_texts,
    labels.long_sentences,
    languages.missing_translations,
    languages.unlisted_languages,
    languages.unlisted_notice_languages,
    languages.interface_languages,
    labels.duplicate_titles,
    line_breaks.missing_word_breaks,
    pictures.private_metadata,
    pictures.person_names,
    pictures.orientation_mismatches,
    contacts.personal_contacts,
    file_names.portable_names,
    mixed_languages.mixed_languages,
    dates.show_dates,
    dates.registration_deadlines,
    misplaced_files.misplaced_files,
    screen_height.screen_height,
    recordings.recordings,
    list_lengths.resource_entries,
    list_lengths.gallery_media,
    template_texts.template_texts,
    suspicious_texts.suspicious_texts,
    calendars.unused_words,
    loop_seconds.short_seconds,
    notices.untranslated_notices,
    notices.long_notices,
)
SIZED_RULES: tuple[SizedRule, ...] = (pictures.small_pictures, wide_verse.wide_verse)
DATED_RULES: tuple[DatedRule, ...] = (
    dates.past_dates,
    dates.events_beyond_end,
    far_years.far_years,
    dates.help_line,
    calendars.stale_calendars,
    calendars.crowded_series,
    list_lengths.board_entries,
    loop_events.seldom_codes,
    notices.past_notices,
)


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
        problems += _contained(rule, result)
    for sized_rule in SIZED_RULES:
        problems += _contained(partial(_sized, sized_rule, sizes), result)
    if today is not None:
        for dated_rule in DATED_RULES:
            problems += _contained(partial(_dated, dated_rule, today), result)
    shown, suppressed = split(result, problems)
    shown += suppression_problems(result)
    return Findings(shown=_ordered(shown), suppressed=_ordered(suppressed))


def _sized(rule: SizedRule, sizes: Sequence[tuple[int, int]], one: LoadResult) -> Iterator[Problem]:
    return rule(one, sizes)


def _dated(rule: DatedRule, today: date, one: LoadResult) -> Iterator[Problem]:
    return rule(one, today)


def _contained(rule: Rule, result: LoadResult) -> list[Problem]:
    """The findings of a rule; where it fails, those about each item on which it does not fail."""
    step()
    try:
        return list(rule(result))
    except Exception as error:  # noqa: BLE001 - the item is told, and a command shows no traceback
        log.warning("a rule of the check fails and is applied item by item: %r", error)
    found: list[Problem] = []
    for file, one in _one_by_one(result):
        try:
            found += [problem for problem in rule(one) if problem not in found]
        except Exception as error:  # noqa: BLE001 - one item must not keep the others from the check
            reason = Message(
                "the check failed on this file, which is a fault of the program ({error})",
                error=repr(error)[:200],
            )
            found.append(problem_of_file("not-checked", file, reason, SEND_TO_MAINTAINER))
    return found


def _one_by_one(result: LoadResult) -> Iterator[tuple[str, LoadResult]]:
    """(file, the folder with that item alone), and the exhibition without any item."""
    bare = replace(result.snapshot, works=(), events=(), resources=(), pages=(), notices=())
    nothing = replace(result, calendars=(), scans=())
    yield "kiosk.yaml", replace(nothing, snapshot=bare)
    content = result.snapshot
    for work in content.works:
        yield work.file, replace(nothing, snapshot=replace(bare, works=(work,)))
    for event in content.events:
        yield event.file, replace(nothing, snapshot=replace(bare, events=(event,)))
    for resource in content.resources:
        yield resource.file, replace(nothing, snapshot=replace(bare, resources=(resource,)))
    for page in content.pages:
        yield page.file, replace(nothing, snapshot=replace(bare, pages=(page,)))
    for notice in content.notices:
        yield notice.file, replace(nothing, snapshot=replace(bare, notices=(notice,)))
    for calendar in result.calendars:
        yield calendar.file, replace(nothing, snapshot=bare, calendars=(calendar,))
    for scan in result.scans:
        yield "", replace(nothing, snapshot=bare, scans=(scan,))


def check(result: LoadResult, *, today: date | None = None) -> tuple[Problem, ...]:
    """The problems of ``examine`` that are not suppressed."""
    return examine(result, today=today).shown


def _ordered(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda p: (p.path, p.line, p.column, p.rule, p.message)))

"""All rules, and the order in which their findings are told."""

from collections.abc import Callable, Iterator
from datetime import date

from kiosk.check import calendars, links, texts
from kiosk.content import LoadResult
from kiosk.domain import Problem, Severity

# ACCESS 21: a help line that nobody has looked up for this long may be wrong.
STALE_DAYS = 90

Rule = Callable[[LoadResult], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    links.placeholders,
    links.schemes,
    links.hosts,
    links.lengths,
    links.tracking,
    links.shared,
    texts.missing_fields,
    texts.alt_texts,
    texts.wall_texts,
    texts.long_sentences,
    texts.translations,
    texts.same_titles,
    texts.small_pictures,
    texts.places_in_pictures,
)


def check(result: LoadResult, *, today: date | None = None) -> tuple[Problem, ...]:
    """All problems of a folder, by file and line. With ``today`` also what only time makes wrong."""
    if not result.usable:
        return result.problems
    problems = list(result.problems)
    for rule in RULES:
        problems += rule(result)
    if today is not None:
        problems += _help_line(result, today)
        problems += calendars.ages(result, today)
    return tuple(sorted(problems, key=lambda p: (p.path, p.line, p.column, p.rule, p.message)))


def _help_line(result: LoadResult, today: date) -> Iterator[Problem]:
    help_line = result.snapshot.exhibition.help_line
    if not help_line.phone:
        yield Problem(
            path="kiosk.yaml",
            severity=Severity.WARNING,
            rule="help-line-missing",
            message="there is no help line, which every screen should show",
            hint="write help_line: with name:, phone: and verified_on:",
        )
        return
    line, column = result.marks.get(("kiosk.yaml", "help_line.verified_on"), (1, 1))
    if help_line.verified_on is None or (today - help_line.verified_on).days > STALE_DAYS:
        when = f"on {help_line.verified_on}" if help_line.verified_on else "never"
        yield Problem(
            path="kiosk.yaml",
            line=line,
            column=column,
            severity=Severity.WARNING,
            rule="help-line-stale",
            message=f"the help line was last verified {when}",
            hint="call the numbers, then write today's date as verified_on:",
        )

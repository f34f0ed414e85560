"""Several exhibitions in one folder: overlapping dates, missing dates, and unused folders."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from kiosk.check.make_problem import problem_of_file
from kiosk.check.misplaced_files import FOLDERS, holds_content, nearest_folder
from kiosk.content.exhibition_selection import DateRange, date_range_of
from kiosk.content.load import LoadResult
from kiosk.content.scan.folder_scan import scan
from kiosk.domain import Message, Problem
from kiosk.domain.bounds import EXHIBITION_FOLDERS


def problems_between(folder: Path, results: Sequence[tuple[Path, LoadResult]]) -> Iterator[Problem]:
    """Problems of the exhibitions in ``folder`` with each other; paths are relative to it.

    ``results`` holds each exhibition's folder; one that is ``folder`` itself has no such problems.
    """
    if [exhibition for exhibition, _ in results] == [folder]:
        return
    if not EXHIBITION_FOLDERS.allows(len(results)):
        message = Message(
            "the folder holds more than {amount}, and those behind this one are not read",
            amount=EXHIBITION_FOLDERS.amount,
        )
        yield problem_of_file(
            "beyond-bound", results[-1][0].name, message, Message("move old ones out")
        )
    ranges = sorted(
        (found for exhibition, _ in results if (found := date_range_of(exhibition)).readable),
        key=lambda one: (one.first, one.last),
    )
    # An exhibition without dates is shown when no other is open; a second one never is.
    for first, second in pairwise([one for one in ranges if not one.has_dates]):
        message = Message(
            "neither this exhibition nor '{name}' has dates, so only one of them is ever shown",
            name=first.folder.name,
        )
        yield _overlap(
            second, message, Message("write open: with from: and until: in its kiosk.yaml")
        )
    for earlier, later in pairwise([one for one in ranges if one.has_dates]):
        if later.first <= earlier.last:
            message = Message(
                "this exhibition overlaps with '{name}'; on the days of both, the one that "
                "opened last is shown",
                name=earlier.folder.name,
            )
            yield _overlap(later, message, Message("correct from: or until: in one of them"))
    yield from _folders_of_none(folder, {exhibition.name for exhibition, _ in results})


def without_succeeded_endings(
    folder: Path, results: Sequence[tuple[Path, LoadResult]], problems: Sequence[Problem]
) -> tuple[Problem, ...]:
    """``problems`` without the ends of exhibitions that another one in the folder follows."""
    if len(results) < 2:
        return tuple(problems)
    last = max((date_range_of(exhibition) for exhibition, _ in results), key=lambda one: one.last)
    of_the_last = f"{last.folder.relative_to(folder).as_posix()}/"
    return tuple(
        problem
        for problem in problems
        if problem.rule != "exhibition-over" or problem.path.startswith(of_the_last)
    )


def _overlap(dates: DateRange, message: Message, hint: Message) -> Problem:
    return problem_of_file("season-overlap", f"{dates.folder.name}/kiosk.yaml", message, hint)


def _folders_of_none(folder: Path, exhibitions: set[str]) -> Iterator[Problem]:
    """Folders with content that belong to none of the exhibitions."""
    seen = scan(folder)
    for name in seen.folders.get("", ()):
        if name in exhibitions or name in seen.skipped or not holds_content(seen, name):
            continue
        if name in FOLDERS or nearest_folder(name):
            hint = Message("move it into the folder of the exhibition to which it belongs")
        else:
            hint = Message("write a kiosk.yaml in it, or put _ before its name")
        message = Message("the folder '{name}' belongs to no exhibition and is not read", name=name)
        yield problem_of_file("stray", name, message, hint)

"""Several exhibitions in one folder: days on which two of them are open, exhibitions without days, and what belongs to none."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from kiosk.check.misplaced_files import FOLDERS, is_content, nearest_folder, problem
from kiosk.content.exhibition_selection import DateRange, date_range_of
from kiosk.content.load import LoadResult
from kiosk.content.scan.folder_scan import scan
from kiosk.domain import Problem, Severity


def season(folder: Path, results: Sequence[tuple[Path, LoadResult]]) -> Iterator[Problem]:
    """What is wrong with them as a whole; paths are relative to ``folder``. Nothing when it is one exhibition itself."""
    if [one for one, _ in results] == [folder]:
        return
    runs = sorted(
        (run for one, _ in results if (run := date_range_of(one)).readable),
        key=lambda run: (run.first, run.last),
    )
    # One without any days may hang whenever no other is open; a second one would never be seen.
    for first, second in pairwise([run for run in runs if not run.has_dates]):
        message = (
            f"neither it nor '{first.folder.name}' has days, so that only one of them is ever shown"
        )
        yield _overlap(second, message, "write open: with from: and until: in its kiosk.yaml")
    for earlier, later in pairwise([run for run in runs if run.has_dates]):
        if later.first <= earlier.last:
            message = f"it is open on some of the days of '{earlier.folder.name}'; the one that opened last is shown"
            yield _overlap(later, message, "correct from: or until: of one of them")
    yield from _strays(folder, {one.name for one, _ in results})


def only_the_last_is_over(
    folder: Path, results: Sequence[tuple[Path, LoadResult]], problems: Sequence[Problem]
) -> tuple[Problem, ...]:
    """``problems`` less what is no problem: that one exhibition is over, when another one follows it."""
    if len(results) < 2:
        return tuple(problems)
    last = max((date_range_of(one) for one, _ in results), key=lambda run: run.last)
    kept = f"{last.folder.relative_to(folder).as_posix()}/"
    return tuple(
        one for one in problems if one.rule != "exhibition-over" or one.path.startswith(kept)
    )


def _overlap(run: DateRange, message: str, hint: str) -> Problem:
    path = f"{run.folder.name}/kiosk.yaml"
    return Problem(
        path=path, severity=Severity.WARNING, rule="season-overlap", message=message, hint=hint
    )


def _strays(folder: Path, exhibitions: set[str]) -> Iterator[Problem]:
    seen = scan(folder)
    for name in seen.folders.get("", ()):
        holds = any(
            is_content(file)
            for place, files in seen.files.items()
            if f"{place}/".startswith(f"{name}/")
            for file, *_ in files
        )
        if name in exhibitions or name in seen.skipped or not holds:
            continue
        if name in FOLDERS or nearest_folder(name):
            hint = "move it into the folder of the exhibition to which it belongs"
        else:
            hint = "write a kiosk.yaml into it, or put _ before its name"
        yield problem(
            name, f"the folder '{name}' is in none of the exhibitions and is not read", hint
        )

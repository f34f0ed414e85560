"""Why somebody should look at a screen or its content. Standard library only.

``kiosk status`` prints these reasons and tells by its exit status whether there is any.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kiosk.status.durations import duration_text

if TYPE_CHECKING:
    from kiosk.status.program_status import ProgramStatus

# Of a longer list, the first so many are named.
_MOST_NAMES = 3
# A release takes its time to arrive; after these seconds somebody should look.
RELEASE_SECONDS = 300.0


def reasons_to_look(status: ProgramStatus) -> list[str]:
    """The reasons in words, the most urgent first; empty while all is well."""
    return [*_of_the_screen(status), *_of_the_folder(status), *_of_the_dates(status)]


def is_well(status: ProgramStatus) -> bool:
    """True where nothing is wrong with the screen and the folder; the dates are another matter."""
    return not any((*_of_the_screen(status), *_of_the_folder(status)))


def _of_the_screen(status: ProgramStatus) -> Iterator[str]:
    if status.screen_missing:
        yield _missing_screen(status)
    if status.picture_stuck:
        yield "the screen shows another picture than the program draws; look what covers it"
    if status.mode != "full":
        yield f"{status.mode} mode: the program crashed again and again; the log tells how"
    if status.set_aside:
        yield f"set aside after crashes: {_names(status.set_aside)}"


def _missing_screen(status: ProgramStatus) -> str:
    if not status.wanted_screen:
        return "no screen; it waits for one"
    others = status.other_screens or "none"
    return f"no screen '{status.wanted_screen}'; it waits for it (there are: {others})"


def _of_the_folder(status: ProgramStatus) -> Iterator[str]:
    # Safe mode reads no folder, and says so by its mode.
    if not status.available and status.mode == "full":
        read = (
            f"what is shown was last read {duration_text(time.time() - status.last_read)} ago"
            if status.last_read
            else "it has not been read since the start"
        )
        yield f"the folder {status.folder} is gone, empty or closed, or does not answer; {read}"
    elif status.unread and status.mode == "full":
        yield f"not read: {_names([one.part for one in status.unread])}"
    if status.release_problem and (
        not status.release or time.time() - status.release_problem_since > RELEASE_SECONDS
    ):
        what = f"the release {status.release_wanted}" if status.release_wanted else "releases:"
        yield f"{what} {status.release_problem}"
    if status.errors:
        yield f"{status.errors} errors in the folder; kiosk check tells them"
    if status.failed_pictures:
        yield f"{status.failed_pictures} pictures cannot be shown"


def _of_the_dates(status: ProgramStatus) -> Iterator[str]:
    if status.clock != "good":
        yield f"clock: {status.clock}" if status.clock_known else f"no time: {status.clock}"
    if status.exhibition_ended:
        yield "the exhibition has ended"
    if status.help_line_outdated:
        yield "the help line was not verified for a long time; call its numbers"


def _names(names: tuple[str, ...] | list[str]) -> str:
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more

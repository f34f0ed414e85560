"""The check tells when codes for registration come too seldom in the loop."""

from datetime import date

import pytest

from kiosk.check.loop_events import seldom_codes
from kiosk.content.load import load

KIOSK = "title: T\ntimezone: America/Los_Angeles\n"
WORK = "---\ntitle: A\nartist: B\n---\n\nA poem.\n"


def found(write_folder, *, events: int, every: int, register: bool = True) -> list[str]:
    line = "register: https://example.org/e{at}\n" if register else ""
    files = {
        f"events/e{at}.md": f"---\ntitle: Talk {at}\nwhen: January {14 + at}, 2026, 1 PM\n"
        f"{line.format(at=at)}---\nx\n"
        for at in range(events)
    } | {f"works/{at}.md": WORK for at in range(8)}
    folder = write_folder({"kiosk.yaml": f"{KIOSK}loop:\n  board_every: {every}\n", **files})
    return [
        f"{problem.message} {problem.hint}"
        for problem in seldom_codes(load(folder), date(2026, 1, 13))
    ]


@pytest.mark.parametrize(("events", "every"), [(0, 4), (4, 4), (8, 4), (11, 2)])
def test_what_ten_minutes_hold_is_no_problem(write_folder, events, every):
    assert found(write_folder, events=events, every=every) == []


def test_more_than_that_is_told_with_the_number_that_is_enough(write_folder):
    (problem,) = found(write_folder, events=12, every=6)
    assert "12 events have a registration" in problem
    wanted = int(problem.rsplit(maxsplit=1)[-1])
    assert 1 <= wanted < 6
    assert found(write_folder, events=12, every=wanted) == []


def test_events_without_a_code_do_not_count(write_folder):
    assert found(write_folder, events=14, every=8, register=False) == []

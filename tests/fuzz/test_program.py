"""The short form of the whole program among hostile items; the long one is a command."""

import random
from pathlib import Path

from kiosk.domain import Snapshot
from tests.faults.running_kiosk import needs_x
from tests.fuzz import items, program
from tests.fuzz.cases import Reading
from tests.long_lists import texts


@needs_x
def test_the_whole_program_withstands_a_folder_of_hostile_items():
    outcome = program.run(range(2), seed=3, size=60)
    assert outcome.failures == []
    assert outcome.opened == 2 * program.OPENED
    assert len(outcome.cases) == len(items.MAKERS)


def test_what_is_read_wrong_or_in_silence_is_told():
    """Every kind that knows its right reading finds fault with an empty one that tells nothing."""
    empty = Reading(Snapshot(root=Path(), works=texts(1, title=lambda _: "Good")), ())
    cases = [maker(random.Random(7), 1) for maker in items.MAKERS]
    told = program.failures_of(cases, empty, is_usual=True)
    silent = {case.kind for case in cases} - {one.split(" [")[0] for one in told}
    assert silent <= {"nesting", "odd names", "workbook"}, silent
    secret = Reading(Snapshot(root=Path(), works=texts(1, title=lambda _: "Secret")), ())
    (nested,) = [case for case in cases if case.kind == "nesting"]
    assert len(program.failures_of([nested], secret, is_usual=False)) == 2

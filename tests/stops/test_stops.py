"""A few stops of the real program; ``stops.py`` does hundreds, in every state."""

import sys
from pathlib import Path

import pytest

from tests.stops.program import STATES as TOLD
from tests.stops.stops import ROOT, STATES, Stop, stop_in, table

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def test_a_stop_in_the_middle_of_things_is_in_order():
    """The thread that checks the folder, and a picture in zoom, are there at the end."""
    found = stop_in(["zoom", "a long check"], 1, "offscreen", ROOT / "gallery", 0)
    assert [stop.fault(busy=True) for stops in found.values() for stop in stops] == ["", ""], table(
        found, busy=True
    )


@pytest.mark.parametrize(
    ("stop", "fault"),
    [
        (Stop(-11, 0.1, 0.1, ""), "exit status -11"),
        (Stop(0, 0.1, 0.1, "Fatal Python error: x\n"), "wrote 'Fatal Python error'"),
        (Stop(0, 0.1, 0.1, "QThread: Destroyed while running"), "wrote 'QThread: Destroyed'"),
        (Stop(0, 2.5, 0.1, ""), "took 2.50 s"),
        (
            Stop(0, 0.0, 0.0, "it never came into its state\n"),
            "wrote 'it never came into its state'",
        ),
        (Stop(0, 0.1, 0.1, "INFO kiosk: good"), ""),
    ],
)
def test_each_fault_of_a_stop_is_told(stop, fault):
    assert stop.fault() == fault
    assert fault in table({"loop": [stop]})


def test_the_last_line_sums_up_all_states():
    good, bad = Stop(0, 0.5, 0.1, ""), Stop(-11, 0.7, 0.1, "")
    assert table({"loop": [good, good], "zoom": [good, bad]}).splitlines()[-1] == (
        "4 stops in 2 states: 1 not good, the longest 0.70 s"
    )


def test_each_state_in_which_the_service_may_be_stopped_is_there():
    asked = {"loop", "zoom", "speech", "staff panel", "night", "reading content", "start-up"}
    assert asked <= set(STATES)


def test_each_state_is_one_that_the_program_tells():
    told = {name for name, state in STATES.items() if state.told and state.command == "run"}
    assert told == set(TOLD)
    assert Path(ROOT / "gallery").is_dir()

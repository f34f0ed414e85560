"""The short form; the long one is a command, see fuzz.py."""

import pytest

from tests.fuzz import fuzz


def test_hostile_files_never_crash_hang_or_deceive_the_reader():
    assert fuzz.run(400, seed=7) == []


@pytest.mark.parametrize("name", fuzz.TARGETS)
def test_each_kind_has_a_share(name):
    assert fuzz.SHARES[name] > 0


def test_a_case_that_ends_the_process_is_told_and_the_next_one_runs():
    failures = fuzz.run(2, seed=1, only="ended")
    assert [failure.split(": ")[1] for failure in failures] == ["the process ended with -11"] * 2


def test_a_case_that_hears_no_alarm_is_reported():
    assert "deaf to its alarm" in fuzz.run(1, seed=1, only="deaf")[0]

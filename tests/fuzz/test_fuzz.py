"""The short form; the long one is a command, see fuzz.py."""

import importlib
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def fuzz() -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(Path(__file__).parent))
        return importlib.import_module("fuzz")


def test_spoiled_files_never_crash_or_hang_the_reader(fuzz):
    assert fuzz.run(400, seed=7) == []


def test_a_case_that_ends_the_process_is_told_and_the_next_one_runs(fuzz):
    failures = fuzz.run(2, seed=1, only="ended")
    assert [failure.split(": ")[1] for failure in failures] == ["the process ended with -11"] * 2


def test_a_case_that_hears_no_alarm_is_told(fuzz):
    assert "deaf to its alarm" in fuzz.run(1, seed=1, only="deaf")[0]

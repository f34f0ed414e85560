"""The short form; the long one is a command, see fuzz.py."""

import importlib.util
from pathlib import Path


def test_spoiled_files_never_crash_or_hang_the_reader():
    found = importlib.util.spec_from_file_location("fuzz", Path(__file__).with_name("fuzz.py"))
    assert found is not None
    assert found.loader is not None
    fuzz = importlib.util.module_from_spec(found)
    found.loader.exec_module(fuzz)
    assert fuzz.run(400, seed=7) == []

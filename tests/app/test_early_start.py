"""The first work's picture is shown early only where its folder answers at once."""

import threading
import time
from pathlib import Path

import pytest

from kiosk.app import early_start
from kiosk.app.early_start import EarlyStart
from kiosk.settings import read_settings


class KnownOpening:
    """An opening that is due; ``seconds`` is what its folder takes to answer."""

    window, language = (800, 600), "en"

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def time_of(self, _start: object) -> float:
        return 0.0

    def is_due(self, _now: float, *, follows_hours: bool) -> bool:
        return True

    def is_unchanged(self, _roots: list[Path]) -> bool:
        threading.Event().wait(self._seconds)
        return True


@pytest.mark.parametrize(("seconds", "shown"), [(0.0, True), (60.0, False)])
def test_a_folder_that_does_not_answer_keeps_no_start_waiting(
    monkeypatch, tmp_path, seconds, shown
):
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path))
    opening = KnownOpening(seconds)
    monkeypatch.setattr(early_start, "read_opening", lambda _file: opening)
    start = EarlyStart.__new__(EarlyStart)
    start._settings = read_settings(folder=tmp_path, window_size=(800, 600), language="en")
    began = time.monotonic()
    assert (start._due_opening() is not None) == shown
    assert time.monotonic() - began < 20

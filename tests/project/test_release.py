"""The program and its change log name the same release."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

from kiosk import BUILT, __version__
from kiosk.schedule import OffsetClock, distrust_of, is_known
from kiosk.schedule.clock import ClockDistrust

CHANGELOG = Path(__file__).resolve().parents[2] / "CHANGELOG.md"


def test_version_and_day_are_those_of_the_newest_release():
    releases = re.findall(
        r"^## \[(\d[\w.]*)\] - (\S+)$", CHANGELOG.read_text("utf-8"), re.MULTILINE
    )
    assert releases[0] == (__version__, date(*BUILT).isoformat())


def test_a_given_time_before_the_release_is_shown_as_given():
    """``kiosk demo`` and ``--at`` show moments of the sample gallery, in January 2026."""
    at = datetime(2026, 1, 13, 13, 10, tzinfo=UTC)
    assert at.date() < date(*BUILT)
    clock = OffsetClock(at)
    assert 0 <= (clock.now() - at).total_seconds() < 60
    assert distrust_of(clock) is ClockDistrust.NONE
    assert is_known(clock)

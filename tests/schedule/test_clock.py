"""The self-checking clock: offline machines may lose their time."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain import Event, Localized, Timed
from kiosk.schedule import (
    ClockDistrust,
    EntryState,
    OffsetClock,
    SystemClock,
    build_agenda,
    distrust_of,
    is_known,
)
from kiosk.schedule.clock import JUMP_ACCEPTED_AFTER_SECONDS

ZONE = ZoneInfo("America/Los_Angeles")
BUILT = (2026, 1, 1)
NOON = datetime(2026, 1, 13, 20, tzinfo=UTC).timestamp()


@pytest.fixture(autouse=True)
def built(monkeypatch):
    """The program was built some days before the tests' moments."""
    monkeypatch.setattr("kiosk.schedule.clock.BUILT", BUILT)


class Machine:
    """A wall clock, a boot clock and a time server, all set by the test."""

    def __init__(self, wall: float) -> None:
        self.wall, self.boot, self.last_synchronised = wall, 50.0, 0.0

    def clock(self) -> SystemClock:
        return SystemClock(
            ZONE, lambda: self.wall, lambda: self.boot, lambda: self.last_synchronised
        )

    def wait(self, seconds: float, jump: float = 0.0) -> None:
        self.wall += seconds + jump
        self.boot += seconds


def test_a_clock_is_trusted_across_small_adjustments_and_suspend():
    machine = Machine(NOON)
    clock = machine.clock()
    for jump in (0.0, 0.5, -2.0, 200.0):
        machine.wait(3600, jump)
        assert distrust_of(clock) is ClockDistrust.NONE
        assert clock.now().timestamp() == machine.wall


def test_a_clock_older_than_the_build_is_not_trusted_until_it_is_set():
    machine = Machine(0.0)
    clock = machine.clock()
    assert distrust_of(clock) is ClockDistrust.BEFORE_BUILD
    machine.wait(60)
    assert clock.now() == datetime(2025, 12, 31, 16, 1, tzinfo=ZONE)
    machine.wall = NOON
    assert distrust_of(clock) is ClockDistrust.NONE
    assert clock.now() == datetime(2026, 1, 13, 12, tzinfo=ZONE)


def test_after_a_jump_time_continues_from_the_last_trusted_time():
    for jump in (-86400.0, 86400.0 * 365, 3600.0):
        machine = Machine(NOON)
        clock = machine.clock()
        assert distrust_of(clock) is ClockDistrust.NONE
        machine.wait(60, jump)
        assert distrust_of(clock) is ClockDistrust.JUMPED
        assert clock.now().timestamp() == NOON + 60
        machine.wait(60, -jump)
        assert distrust_of(clock) is ClockDistrust.NONE


def test_a_jump_made_by_a_time_server_is_trusted_at_once():
    """A machine without a clock battery starts with an old time; the server corrects it in 30 s."""
    machine = Machine(NOON - 15.5 * 3600)
    clock = machine.clock()
    assert clock.now().hour == 20
    machine.wait(30, 15.5 * 3600)
    machine.last_synchronised = machine.wall - 5
    machine.wait(5)
    assert distrust_of(clock) is ClockDistrust.NONE
    assert clock.now().timestamp() == machine.wall


@pytest.mark.parametrize("jump", [86400.0, -86400.0, 3600.0])
def test_a_synchronization_before_the_jump_does_not_confirm_it(jump):
    machine = Machine(NOON)
    machine.last_synchronised = NOON - 40
    clock = machine.clock()
    assert distrust_of(clock) is ClockDistrust.NONE
    machine.wait(60, jump)
    assert distrust_of(clock) is ClockDistrust.JUMPED


@pytest.mark.parametrize("jump", [86400.0, -86400.0, 3600.0])
def test_a_jump_is_trusted_once_the_new_time_has_held(jump):
    machine = Machine(NOON)
    clock = machine.clock()
    assert distrust_of(clock) is ClockDistrust.NONE
    machine.wait(15, jump)
    for _ in range(int(JUMP_ACCEPTED_AFTER_SECONDS // 15)):
        assert distrust_of(clock) is ClockDistrust.JUMPED
        machine.wait(15)
    assert distrust_of(clock) is ClockDistrust.NONE
    assert clock.now().timestamp() == machine.wall


def test_a_clock_that_keeps_jumping_is_never_trusted():
    machine = Machine(NOON)
    clock = machine.clock()
    for number in range(200):
        assert distrust_of(clock) is (ClockDistrust.JUMPED if number % 4 else ClockDistrust.NONE), (
            number
        )
        machine.wait(30, (7200.0, 7200.0, 7200.0, -3 * 7200.0)[number % 4])


def test_time_is_unknown_until_a_time_was_trusted_and_known_from_then_on():
    machine = Machine(100.0)
    clock = machine.clock()
    machine.wait(7200)
    assert not is_known(clock)
    machine.wall = NOON
    assert is_known(clock)
    machine.wall = 100.0
    assert is_known(clock)
    assert clock.now().timestamp() == NOON
    assert is_known(OffsetClock(datetime(1990, 1, 1, tzinfo=UTC)))


def test_an_offset_clock_is_trusted():
    assert distrust_of(OffsetClock(datetime(1990, 1, 1, tzinfo=UTC))) is ClockDistrust.NONE


def test_without_a_trusted_clock_the_board_shows_dates_only():
    when = Timed(
        starts=datetime(2026, 1, 13, 13, tzinfo=ZONE), ends=datetime(2026, 1, 13, 14, tzinfo=ZONE)
    )
    event = Event(
        key="e", file="e", title=Localized.of([("en", "e")]), when=when, timezone=ZONE.key
    )
    for now in (datetime(2026, 1, 13, 13, 10, tzinfo=ZONE), datetime(2026, 1, 12, 9, tzinfo=ZONE)):
        assert [entry.state for entry in build_agenda([event], now, clock_trusted=False)] == [
            EntryState.LATER
        ]

"""A clock that may be wrong: offline machines lose their time."""

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
NOON = datetime(2026, 1, 13, 20, tzinfo=UTC).timestamp()


class Machine:
    """Two clocks that are set by hand, and the time server's last word."""

    def __init__(self, wall: float) -> None:
        self.wall, self.steady, self.server = wall, 50.0, 0.0

    def clock(self) -> SystemClock:
        return SystemClock(ZONE, lambda: self.wall, lambda: self.steady, lambda: self.server)

    def wait(self, seconds: float, jump: float = 0.0) -> None:
        self.wall += seconds + jump
        self.steady += seconds


def test_a_good_clock_is_believed_through_small_steps_and_sleep():
    machine = Machine(NOON)
    clock = machine.clock()
    for jump in (0.0, 0.5, -2.0, 200.0):
        machine.wait(3600, jump)
        assert distrust_of(clock) is ClockDistrust.NONE
        assert clock.now().timestamp() == machine.wall


def test_a_clock_older_than_the_program_is_not_believed_until_it_is_set():
    machine = Machine(0.0)
    clock = machine.clock()
    assert distrust_of(clock) is ClockDistrust.BEFORE_BUILD
    machine.wait(60)
    assert clock.now() == datetime(2025, 12, 31, 16, 1, tzinfo=ZONE)
    machine.wall = NOON
    assert distrust_of(clock) is ClockDistrust.NONE
    assert clock.now() == datetime(2026, 1, 13, 12, tzinfo=ZONE)


def test_a_clock_that_jumps_is_not_believed_and_time_goes_on_as_it_was():
    for jump in (-86400.0, 86400.0 * 365, 3600.0):
        machine = Machine(NOON)
        clock = machine.clock()
        assert distrust_of(clock) is ClockDistrust.NONE
        machine.wait(60, jump)
        assert distrust_of(clock) is ClockDistrust.JUMPED
        assert clock.now().timestamp() == NOON + 60
        machine.wait(60, -jump)
        assert distrust_of(clock) is ClockDistrust.NONE


def test_a_time_server_s_word_is_believed_at_once():
    """A machine without a clock of its own starts at ten with last evening's half past six; half a minute later it is told."""
    machine = Machine(NOON - 15.5 * 3600)
    clock = machine.clock()
    assert clock.now().hour == 20
    machine.wait(30, 15.5 * 3600)
    machine.server = machine.wall - 5
    machine.wait(5)
    assert distrust_of(clock) is ClockDistrust.NONE
    assert clock.now().timestamp() == machine.wall


@pytest.mark.parametrize("jump", [86400.0, -86400.0, 3600.0])
def test_a_server_s_word_from_before_the_jump_says_nothing_of_it(jump):
    machine = Machine(NOON)
    machine.server = NOON - 40
    clock = machine.clock()
    assert distrust_of(clock) is ClockDistrust.NONE
    machine.wait(60, jump)
    assert distrust_of(clock) is ClockDistrust.JUMPED


@pytest.mark.parametrize("jump", [86400.0, -86400.0, 3600.0])
def test_a_jump_that_holds_was_meant(jump):
    machine = Machine(NOON)
    clock = machine.clock()
    assert distrust_of(clock) is ClockDistrust.NONE
    machine.wait(15, jump)
    for _ in range(int(JUMP_ACCEPTED_AFTER_SECONDS // 15)):
        assert distrust_of(clock) is ClockDistrust.JUMPED
        machine.wait(15)
    assert distrust_of(clock) is ClockDistrust.NONE
    assert clock.now().timestamp() == machine.wall


def test_a_clock_that_leaps_about_is_never_believed():
    machine = Machine(NOON)
    clock = machine.clock()
    for number in range(200):
        assert distrust_of(clock) is (ClockDistrust.JUMPED if number % 4 else ClockDistrust.NONE), (
            number
        )
        machine.wait(30, (7200.0, 7200.0, 7200.0, -3 * 7200.0)[number % 4])


def test_a_clock_that_was_never_right_tells_no_hour_and_one_that_was_goes_on_telling_it():
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


def test_a_set_clock_is_believed():
    assert distrust_of(OffsetClock(datetime(1990, 1, 1, tzinfo=UTC))) is ClockDistrust.NONE


def test_without_a_good_clock_the_board_shows_dates_only():
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

"""The staff's PIN: what is kept of it, what fits it, and how trying slows down."""

import io
import os
import stat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.cli.main import main
from kiosk.exit_codes import EXIT_STOPPED
from kiosk.paths import state_folder
from kiosk.settings import read_settings
from kiosk.staff import pin as pins
from kiosk.staff.pin import (
    FREE_TRIES,
    LONGEST_PAUSE,
    PinLock,
    forget,
    hash_pin,
    keep,
    pause,
    pin_fault,
    verify_pin,
)
from kiosk.supervisor.notify import STOPPED_BY_STAFF, Listener
from kiosk.supervisor.supervisor import Supervisor

GOOD = "271828"
digits = st.text("0123456789", min_size=pins.LEAST, max_size=pins.MOST)


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """The cost is a parameter of what is kept; here it is a small one."""
    monkeypatch.setattr(pins, "_N", 2)
    monkeypatch.setattr(pins, "_P", 1)


class Steady:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@settings(max_examples=50)
@given(digits, digits, st.binary(min_size=16, max_size=16))
def test_a_seal_fits_its_pin_and_no_other_and_holds_no_digits_of_it(one, other, salt):
    sealed = hash_pin(one, salt)
    assert verify_pin(one, sealed)
    assert verify_pin(other, sealed) == (one == other)
    assert sealed != hash_pin(one, bytes(16)) or salt == bytes(16)


@given(st.text(max_size=60))
def test_what_is_no_seal_fits_nothing(text):
    assert not verify_pin(GOOD, text)
    assert not verify_pin(GOOD, f"scrypt$2$8$1$00${text}")


def test_what_is_kept_costs_as_much_as_is_advised(monkeypatch):
    monkeypatch.undo()
    sealed = hash_pin(GOOD, bytes(16))
    assert sealed.startswith("scrypt$16384$8$5$")
    assert verify_pin(GOOD, sealed)


@pytest.mark.parametrize(
    "bad", ["", "12345", "1234567890123", "12a456", "١٢٣٤٥٦", "111111", "123456", "987654"]
)
def test_bad_pins_are_named(bad):
    assert pin_fault(bad)
    assert not pin_fault(GOOD)


@given(st.integers(0, 2000))
def test_each_wrong_try_waits_at_least_as_long_as_the_one_before(wrong):
    assert pause(wrong) <= pause(wrong + 1) <= LONGEST_PAUSE
    assert (pause(wrong) == 0) == (wrong < FREE_TRIES)


def test_it_slows_down_and_neither_patience_with_the_pad_nor_a_restart_is_a_way_round(tmp_path):
    steady = Steady()
    keep(GOOD, tmp_path)
    lock = PinLock(tmp_path, steady)
    for _ in range(FREE_TRIES):
        assert lock.wait() == 0
        assert not lock.opens("000001")
    assert lock.wait() == 30
    assert not lock.opens(GOOD), "the right one is not tried either"
    steady.now += 29.5
    again = PinLock(tmp_path, steady)
    assert again.wait() == 30, "a program that starts waits anew"
    steady.now += 30
    assert not again.opens("000001")
    assert again.wait() == 60
    steady.now += 60
    assert again.opens(GOOD)
    assert again.wait() == PinLock(tmp_path, steady).wait() == 0


@settings(max_examples=30)
@given(st.lists(st.floats(0, 2000), min_size=1, max_size=40))
def test_no_rhythm_of_trying_gets_more_tries_than_the_pauses_allow(tmp_path_factory, waits):
    folder, steady = tmp_path_factory.mktemp("state"), Steady()
    keep(GOOD, folder)
    lock, began, tried = PinLock(folder, steady), Steady.now, 0
    for wait in waits:
        steady.now += wait
        tried += lock.wait() == 0
        assert not lock.opens("000001")
    assert sum(pause(number) for number in range(tried)) <= steady.now - began


def test_a_full_disk_does_not_stop_the_counting(tmp_path, monkeypatch):
    keep(GOOD, tmp_path)
    lock = PinLock(tmp_path, Steady())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pins, "_write", full)
    for _ in range(FREE_TRIES):
        lock.opens("000001")
    assert lock.wait() == 30


def test_a_pin_holds_at_once_and_takes_the_old_one_s_wrong_tries_away(tmp_path):
    lock = PinLock(tmp_path, Steady())
    assert not lock.is_set()
    assert not lock.opens(GOOD)
    keep(GOOD, tmp_path)
    for _ in range(FREE_TRIES):
        lock.opens("000001")
    keep("314159", tmp_path)
    assert lock.is_set()
    assert lock.wait() == 0
    assert lock.opens("314159")
    assert forget(tmp_path)
    assert not lock.is_set()


def test_the_command_keeps_a_hash_for_the_owner_alone(tmp_path, monkeypatch, capsys):
    place = tmp_path / "state"
    monkeypatch.setenv("KIOSK_STATE", str(place))
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{GOOD}\n"))
    assert main(["pin"]) == 0
    file = place / "pin"
    assert str(file) in capsys.readouterr().out
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert GOOD not in file.read_text()
    assert [path.name for path in place.iterdir()] == ["pin"]
    monkeypatch.setattr("sys.stdin", io.StringIO("123456\n"))
    assert main(["pin"]) == 2
    assert "nothing was changed" in capsys.readouterr().err
    assert PinLock(place).opens(GOOD)
    assert main(["pin", "--off"]) == 0
    assert not file.exists()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives files away")
def test_what_root_sets_belongs_to_the_service_s_user(tmp_path):
    os.chown(tmp_path, 12345, 12345)
    assert keep(GOOD, tmp_path).stat().st_uid == 12345


def test_what_must_outlast_a_restart_lies_where_the_service_says(tmp_path, monkeypatch):
    monkeypatch.delenv("KIOSK_STATE", raising=False)
    monkeypatch.setenv("STATE_DIRECTORY", f"{tmp_path}:/elsewhere")
    assert state_folder(read_settings()) == tmp_path
    monkeypatch.setenv("KIOSK_STATE", "/own")
    assert str(state_folder(read_settings())) == "/own"


def test_what_staff_have_ended_is_not_started_again(monkeypatch):
    monkeypatch.setattr("kiosk.supervisor.supervisor.signal.signal", lambda *_: None)
    manager = Listener()
    monkeypatch.setenv("NOTIFY_SOCKET", manager.address)
    calls = []

    def call(mode):
        calls.append(mode)
        return ["sh", "-c", f"exit {EXIT_STOPPED}"]

    assert Supervisor(call, read_settings()).run() == EXIT_STOPPED
    assert len(calls) == 1
    heard = [line for _ in range(3) for line in manager.receive(1)]
    manager.close()
    assert heard[-2:] == [STOPPED_BY_STAFF, "STOPPING=1"]

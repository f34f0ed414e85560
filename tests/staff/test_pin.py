"""The staff PIN: its hash, the check, and the delay after wrong attempts."""

import io
import os
import stat
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.cli.main import main
from kiosk.exit_codes import EXIT_STOPPED
from kiosk.paths import state_folder
from kiosk.settings import read_settings
from kiosk.staff import pin as pins
from kiosk.staff.pin import (
    FREE_ATTEMPTS,
    MAX_DELAY_SECONDS,
    PinLock,
    hash_pin,
    rejection_reason,
    remove_pin,
    retry_delay,
    store_pin,
    verify_pin,
)
from kiosk.supervisor.notify import STOPPED_BY_STAFF, Listener
from kiosk.supervisor.supervisor import Supervisor

GOOD = "271828"
digits = st.text("0123456789", min_size=pins.MIN_DIGITS, max_size=pins.MAX_DIGITS)


@pytest.fixture(autouse=True)
def cheap_hash(monkeypatch):
    """The cost parameters are stored with the hash; here they are the smallest ones."""
    monkeypatch.setattr(pins, "_N", 2)
    monkeypatch.setattr(pins, "_P", 1)


class ManualClock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@settings(max_examples=50)
@given(digits, digits, st.binary(min_size=16, max_size=16))
def test_a_hash_verifies_its_own_pin_only_and_depends_on_the_salt(one, other, salt):
    stored = hash_pin(one, salt)
    assert verify_pin(one, stored)
    assert verify_pin(other, stored) == (one == other)
    assert stored != hash_pin(one, bytes(16)) or salt == bytes(16)


@given(st.text(max_size=60))
def test_text_that_is_no_hash_verifies_no_pin(text):
    assert not verify_pin(GOOD, text)
    assert not verify_pin(GOOD, f"scrypt$2$8$1$00${text}")


def test_the_stored_hash_has_the_recommended_cost(monkeypatch):
    monkeypatch.undo()
    stored = hash_pin(GOOD, bytes(16))
    assert stored.startswith("scrypt$16384$8$5$")
    assert verify_pin(GOOD, stored)


@pytest.mark.parametrize(
    "bad", ["", "12345", "1234567890123", "12a456", "١٢٣٤٥٦", "111111", "123456", "987654"]
)
def test_short_long_or_obvious_pins_are_rejected(bad):
    assert rejection_reason(bad)
    assert not rejection_reason(GOOD)


@given(st.integers(0, 2000))
def test_the_delay_never_shrinks_and_has_a_maximum(wrong):
    assert retry_delay(wrong) <= retry_delay(wrong + 1) <= MAX_DELAY_SECONDS
    assert (retry_delay(wrong) == 0) == (wrong < FREE_ATTEMPTS)


def test_a_restart_does_not_shorten_the_delay(tmp_path):
    clock = ManualClock()
    store_pin(GOOD, tmp_path)
    lock = PinLock(tmp_path, clock)
    for _ in range(FREE_ATTEMPTS):
        assert lock.seconds_until_retry() == 0
        assert not lock.try_pin("000001")
    assert lock.seconds_until_retry() == 30
    assert not lock.try_pin(GOOD), "the right PIN has to wait as well"
    clock.now += 29.5
    again = PinLock(tmp_path, clock)
    assert again.seconds_until_retry() == 30, "a restarted program starts the delay again"
    clock.now += 30
    assert not again.try_pin("000001")
    assert again.seconds_until_retry() == 60
    clock.now += 60
    assert again.try_pin(GOOD)
    assert again.seconds_until_retry() == PinLock(tmp_path, clock).seconds_until_retry() == 0


@settings(max_examples=30)
@given(st.lists(st.floats(0, 2000), min_size=1, max_size=40))
def test_no_timing_of_attempts_gets_round_the_delays(tmp_path_factory, waits):
    folder, clock = tmp_path_factory.mktemp("state"), ManualClock()
    store_pin(GOOD, folder)
    lock, began, tried = PinLock(folder, clock), ManualClock.now, 0
    for wait in waits:
        clock.now += wait
        tried += lock.seconds_until_retry() == 0
        assert not lock.try_pin("000001")
    assert sum(retry_delay(number) for number in range(tried)) <= clock.now - began


@settings(max_examples=30)
@given(st.lists(st.tuples(st.floats(0, 90), st.integers(0, 2)), max_size=30))
def test_staff_never_wait_longer_than_a_minute_after_the_last_wrong_attempt(
    tmp_path_factory, attempts
):
    """At any of three screens, with a restart of one of them whenever somebody likes."""
    folder, clock = tmp_path_factory.mktemp("state"), ManualClock()
    store_pin(GOOD, folder)
    screens, last, made = [PinLock(folder, clock) for _ in range(3)], clock.now, 0
    for wait, number in attempts:
        clock.now += wait
        if wait > 45:
            screens[number] = PinLock(folder, clock)
        if screens[number].seconds_until_retry() == 0:
            last, made = clock.now, made + 1
        assert not screens[number].try_pin("000001")
        for screen in screens:
            assert screen.seconds_until_retry() <= max(0, last + 60 - clock.now) + 1e-6
    waits = sum(retry_delay(number) for number in range(made))
    assert waits <= clock.now - ManualClock.now, "three screens give no more attempts than one"
    clock.now = last + 60.001
    assert screens[0].try_pin(GOOD)


def test_each_screen_counts_the_attempts_of_the_others(tmp_path):
    clock = ManualClock()
    store_pin(GOOD, tmp_path)
    one, other = PinLock(tmp_path, clock), PinLock(tmp_path, clock)
    for lock in (one, other, one):
        assert not lock.try_pin("000001")
    assert one.seconds_until_retry() == other.seconds_until_retry() == 30
    assert not other.try_pin(GOOD)
    clock.now += 30
    assert other.try_pin(GOOD)
    assert one.seconds_until_retry() == 0, "the right PIN ends the wait on every screen"


@pytest.mark.parametrize(
    "written", ["7", "7 99999999.0 other", "7 1.0 another-boot", "7 nan", "7 -5.0", "7 inf x"]
)
def test_a_count_of_another_start_or_version_begins_its_delay_once(tmp_path, written):
    clock = ManualClock()
    store_pin(GOOD, tmp_path)
    (tmp_path / "pin-tries").write_text(written)
    lock = PinLock(tmp_path, clock)
    assert lock.seconds_until_retry() == 60
    clock.now += 60
    assert lock.seconds_until_retry() == 0
    assert lock.try_pin(GOOD)


@pytest.mark.parametrize("written", ["", "many", "\x00", "-3", "3 x y", "é"])
def test_a_damaged_count_locks_nobody_out(tmp_path, written):
    store_pin(GOOD, tmp_path)
    (tmp_path / "pin-tries").write_text(written)
    assert PinLock(tmp_path, ManualClock()).try_pin(GOOD)


def test_wrong_attempts_are_counted_on_a_full_disk(tmp_path, monkeypatch):
    store_pin(GOOD, tmp_path)
    lock = PinLock(tmp_path, ManualClock())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pins, "write_for_owner", full)
    for _ in range(FREE_ATTEMPTS):
        lock.try_pin("000001")
    assert lock.seconds_until_retry() == 30


def test_a_new_pin_takes_effect_at_once_without_the_old_failures(tmp_path):
    lock = PinLock(tmp_path, ManualClock())
    assert not lock.is_set()
    assert not lock.try_pin(GOOD)
    store_pin(GOOD, tmp_path)
    for _ in range(FREE_ATTEMPTS):
        lock.try_pin("000001")
    store_pin("314159", tmp_path)
    assert lock.is_set()
    assert lock.seconds_until_retry() == 0
    assert lock.try_pin("314159")
    assert remove_pin(tmp_path)
    assert not lock.is_set()


def test_the_command_stores_a_hash_that_only_the_owner_can_read(tmp_path, monkeypatch, capsys):
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
    assert PinLock(place).try_pin(GOOD)
    assert main(["pin", "--off"]) == 0
    assert not file.exists()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives files away")
def test_a_pin_set_by_root_belongs_to_the_service_s_user(tmp_path):
    os.chown(tmp_path, 12345, 12345)
    assert store_pin(GOOD, tmp_path).stat().st_uid == 12345


ROOT_ONLY = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0, reason="only root gives files away"
)


@ROOT_ONLY
def test_the_service_s_user_cannot_become_owner_of_a_root_file(tmp_path):
    """Whoever owns the folder exchanges each name in it while root stores the PIN."""
    treasure = tmp_path / "treasure"
    treasure.write_text("root's")
    place = tmp_path / "state"
    place.mkdir(mode=0o700)
    os.chown(place, 12345, 12345)
    ended = threading.Event()

    def exchange() -> None:
        while not ended.is_set():
            for name in os.listdir(place):
                with suppress(OSError):
                    (place / name).unlink()
                    if len(name) % 2:
                        (place / name).hardlink_to(treasure)
                    else:
                        (place / name).symlink_to(treasure)

    thread = threading.Thread(target=exchange)
    thread.start()
    try:
        for _ in range(200):
            with suppress(OSError):
                store_pin(GOOD, place)
    finally:
        ended.set()
        thread.join()
    found = treasure.stat()
    assert (found.st_uid, treasure.read_text()) == (0, "root's")


# What ``write_for_owner`` asks of the system, in any order and any number.
STEPS = ("open", "fstat", "fchown", "fchmod", "fsync", "replace", "unlink")
# Far more than one storing asks for; the last of them exchange nothing.
MOST_STEPS = 24


def exchange_names(place: Path, treasure: Path, way: str) -> None:
    """What the folder's owner may do to each name in it at any moment."""
    names = [place / name for name in os.listdir(place)]
    for path in names:
        path.unlink()
        if way == "hard link":
            path.hardlink_to(treasure)
        elif way == "link":
            path.symlink_to(treasure)
        elif way == "link beside":
            path.with_name("pin").unlink(missing_ok=True)
            path.with_name("pin").hardlink_to(treasure)
    if way == "whole folder" and not place.is_symlink():
        place.rename(place.with_name("gone"))
        place.symlink_to(treasure.parent)


@pytest.mark.skipif(os.name != "posix", reason="owners are a POSIX matter")
@pytest.mark.parametrize("way", ["hard link", "link", "link beside", "whole folder"])
def test_at_no_step_does_an_exchanged_name_give_away_another_file(tmp_path, monkeypatch, way):
    """The race of one step after the other, without luck: the name is exchanged before each call.

    Also without root: who is given what is written down instead of done.
    """
    given: list[int] = []
    exchanged = 0
    for step in range(MOST_STEPS):
        top = tmp_path / str(step)
        treasure, place = top / "roots" / "treasure", top / "state"
        for folder in (treasure.parent, place):
            folder.mkdir(parents=True, mode=0o700)
        treasure.write_text("root's")
        treasure.chmod(0o640)
        before = treasure.stat()
        done = 0
        with monkeypatch.context() as patch:

            def before_it(call, name, place=place, treasure=treasure, step=step):
                def exchange_first(*args, **more):
                    nonlocal done, exchanged
                    done += 1
                    if done == step + 1:
                        exchange_names(place, treasure, way)
                        exchanged += 1
                    if name == "fchown":
                        given.append(os.fstat(args[0]).st_ino)
                        return None
                    return call(*args, **more)

                return exchange_first

            patch.setattr("kiosk.staff.pin.os.geteuid", lambda: 0)
            patch.setattr("kiosk.staff.pin._check_above", lambda *_: None)
            # Found by their identity: a patched call would be missing there.
            patch.setattr("kiosk.staff.pin.os.supports_dir_fd", Everything())
            real = {name: getattr(os, name) for name in STEPS}
            for name in STEPS:
                patch.setattr(f"kiosk.staff.pin.os.{name}", before_it(real[name], name))
            with suppress(OSError):
                store_pin(GOOD, place)
        assert before.st_ino not in given
        now = treasure.stat()
        assert (now.st_uid, now.st_mode) == (before.st_uid, before.st_mode), step
        assert treasure.read_text() == "root's"
        assert os.listdir(treasure.parent) == ["treasure"]
    assert given
    assert exchanged >= 8


class Everything:
    """A container that holds anything."""

    def __contains__(self, _item: object) -> bool:
        return True


@ROOT_ONLY
def test_no_pin_is_written_where_others_could_put_another_folder(tmp_path):
    """A link, a folder that all may write, and one below a folder of another user."""
    (tmp_path / "real").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o777)
    (tmp_path / "theirs" / "below").mkdir(parents=True)
    os.chown(tmp_path / "theirs", 12345, 12345)
    (tmp_path / "wide" / "below").mkdir(parents=True)
    (tmp_path / "wide").chmod(0o777)
    for name in ("link", "open", "theirs/below", "wide/below"):
        with pytest.raises(OSError, match=r".+"):
            store_pin(GOOD, tmp_path / name)
        assert list((tmp_path / name).iterdir()) == [], name


def test_the_state_folder_is_the_one_that_the_service_names(tmp_path, monkeypatch):
    monkeypatch.delenv("KIOSK_STATE", raising=False)
    monkeypatch.setenv("STATE_DIRECTORY", f"{tmp_path}:/elsewhere")
    assert state_folder(read_settings()) == tmp_path
    monkeypatch.setenv("KIOSK_STATE", "/own")
    assert str(state_folder(read_settings())) == "/own"


def test_the_supervisor_does_not_restart_a_program_that_staff_ended(monkeypatch):
    monkeypatch.setattr("kiosk.supervisor.supervisor.signal.signal", lambda *_: None)
    manager = Listener(read_settings())
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

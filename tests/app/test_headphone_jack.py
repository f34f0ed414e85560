"""Headphones that are in at the start, and a jack's events as the kernel packs them."""

import struct

import pytest
from PySide6.QtCore import QObject, Signal

from kiosk.app import headphone_jack
from kiosk.app.headphone_jack import (
    EVENT,
    HAS_SWITCHES,
    SWITCHES,
    HeadphoneJack,
    changes_in,
    is_inserted,
)
from kiosk.keypad import KeypadAction
from kiosk.settings import read_settings

# As `evtest` showed the jack of a sound card: in, a report, out, a report; and keys of a keyboard.
RECORDED = b"".join(
    EVENT.pack(1_768_338_600, microseconds, kind, code, value)
    for microseconds, kind, code, value in (
        (10, 0x05, 0x02, 1),
        (10, 0x00, 0x00, 0),
        (20, 0x04, 0x04, 458_856),
        (20, 0x01, 185, 1),
        (30, 0x05, 0x04, 1),
        (40, 0x05, 0x02, 0),
        (40, 0x00, 0x00, 0),
    )
)


def test_the_jack_is_found_among_other_events():
    assert list(changes_in(RECORDED)) == [True, False]


@pytest.mark.parametrize("end", range(0, len(RECORDED) + 1, 7))
def test_events_that_are_cut_off_are_passed_over(end):
    assert list(changes_in(RECORDED[:end])) in ([], [True], [True, False])


@pytest.mark.parametrize(
    ("has", "state", "wanted"),
    [(0b100, 0b100, True), (0b100, 0, False), (0b010, 0b110, None), (0, 0, None)],
)
def test_a_jack_is_asked_for_its_state(has, state, wanted):
    answers = {HAS_SWITCHES: has, SWITCHES: state}
    assert is_inserted(3, lambda _, request: answers[request].to_bytes(8, "little")) is wanted


def test_a_device_that_does_not_answer_has_no_jack():
    def ask(_device: int, _request: int) -> bytes:
        raise OSError

    assert is_inserted(3, ask) is None


def test_the_requests_are_the_kernel_s():
    # EVIOCGBIT(EV_SW, 8) and EVIOCGSW(8), as linux/input.h makes them.
    assert (hex(HAS_SWITCHES), hex(SWITCHES)) == ("0x80084525", "0x8008451b")
    assert EVENT.size == struct.calcsize("@llHHi")


class Keypad(QObject):
    plugged_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.pressed: list[KeypadAction] = []

    def on_pressed(self, action: KeypadAction) -> None:
        self.pressed.append(action)
        self.plugged_changed.emit(action is KeypadAction.JACK_IN)


def test_a_restart_knows_of_headphones_and_forgets_those_that_were_pulled(
    qapp, tmp_path, monkeypatch
):
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path))
    monkeypatch.setattr(headphone_jack, "INPUT", tmp_path / "none")
    settings = read_settings(folder=tmp_path)
    first, second, third = Keypad(), Keypad(), Keypad()
    kept = [HeadphoneJack(first, settings)]
    assert first.pressed == []
    first.on_pressed(KeypadAction.JACK_IN)
    kept.append(HeadphoneJack(second, settings))
    assert second.pressed == [KeypadAction.JACK_IN]
    second.on_pressed(KeypadAction.JACK_OUT)
    kept.append(HeadphoneJack(third, settings))
    assert third.pressed == []
    for jack in kept:
        jack.close()

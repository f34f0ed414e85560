"""The keys of keypads and switches as an operator writes them."""

import pytest

from kiosk.keypad import EZ_ACCESS, KEY_CODES, MAX_CODE, KeypadAction, key_code, read_keys
from kiosk.settings import read_settings


def test_the_usual_keys_are_the_kernels_numbers_of_ez_access():
    """input-event-codes.h: KEY_F13 is 183 and KEY_F24 194; Help is F17, and so on."""
    assert (KEY_CODES["f13"], KEY_CODES["f24"]) == (183, 194)
    wanted = ("help", "up", "down", "select", "back", "next", "rewind", "forward")
    assert [EZ_ACCESS[code] for code in range(187, 195)] == list(wanted)
    assert (EZ_ACCESS[185], EZ_ACCESS[186]) == ("jack-in", "jack-out")
    assert read_keys("") == EZ_ACCESS


def test_an_action_moves_to_another_key_and_leaves_its_own():
    keys = read_keys("jack-in=F13, jack-out=186 switch-move=space Switch-Select=KEY_ENTER")
    assert keys[183] is KeypadAction.JACK_IN
    assert 185 not in keys
    assert keys[186] is KeypadAction.JACK_OUT
    assert (keys[57], keys[28]) == ("switch-move", "switch-select")
    assert keys[187] is KeypadAction.HELP


def test_a_keypad_of_arrows_can_be_bound():
    keys = read_keys("up=up down=down select=enter back=left next=right")
    assert {keys[KEY_CODES[name]] for name in ("up", "down", "enter", "left", "right")} == {
        "up", "down", "select", "back", "next",
    }  # fmt: skip
    assert not {188, 189, 190, 191, 192} & set(keys)


def test_actions_may_change_their_keys_with_each_other():
    keys = read_keys("up=F19 down=F18")
    assert (keys[188], keys[189]) == ("down", "up")


def test_keys_can_be_taken_away():
    assert read_keys("off") == {}
    keys = read_keys("rewind=none forward=NONE")
    assert {"rewind", "forward"}.isdisjoint(keys.values())


@pytest.mark.parametrize(
    "written",
    ["helpp=F1", "help", "help=", "help=F99", "help=F1 up=F1", "off help=F1", "help=-1",
     f"help={MAX_CODE + 1}", "help=²", "=F1", "help=F1=F2", "help=99999999999999999999"],
)  # fmt: skip
def test_what_cannot_be_read_is_named_and_the_usual_keys_hold(written):
    with pytest.raises(ValueError, match=r"\S"):
        read_keys(written)
    settings = read_settings({"KIOSK_KEYS": written})
    assert (settings.unreadable, settings.keys) == (("KIOSK_KEYS",), EZ_ACCESS)


def test_names_and_numbers_of_keys():
    assert key_code("f17") == key_code("KEY_F17") == key_code("187") == 187
    assert key_code("5") == 6

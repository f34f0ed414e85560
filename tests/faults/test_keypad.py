"""A keypad under cage: real keys of the compositor's keyboard, through XKB and Wayland."""

import shutil
import time

import pytest

from kiosk.keypad import EZ_ACCESS, KeypadAction
from tests.faults.outputs import SIZE, Outputs, needs_namespace
from tests.faults.running_kiosk import copy_gallery, long

CODES = {action: code for code, action in EZ_ACCESS.items()}
SAID = {
    KeypadAction.UP: "To the control before.",
    KeypadAction.DOWN: "To the next control.",
    KeypadAction.SELECT: "Uses the control that was named last.",
    KeypadAction.BACK: "One step back.",
    KeypadAction.NEXT: "To the next page or the next work.",
    KeypadAction.REWIND: "Says the sentence before.",
    KeypadAction.FORWARD: "Says the next sentence.",
    KeypadAction.LOUDER: "Speech becomes louder.",
    KeypadAction.SOFTER: "Speech becomes softer.",
}


@needs_namespace
@long
@pytest.mark.skipif(
    not all(map(shutil.which, ("Xvfb", "cage", "Xwayland"))),
    reason="needs a compositor (apt: xvfb cage xwayland)",
)
def test_under_cage_each_key_of_a_keypad_does_what_it_is_for(tmp_path):
    """The compositor's keyboard is the X server's, on which its output is a window."""
    said = tmp_path / "said"
    said.touch()
    voice = f"sh -c 'cat >>{said}; echo >>{said}'"
    with Outputs(
        tmp_path / "wall",
        copy_gallery(tmp_path / "gallery"),
        "cage",
        environment={"KIOSK_VOICE": voice},
    ) as running:
        running.resize(SIZE)
        running.comes("X11-1", SIZE)
        # The keyboard follows the pointer.
        running.click(960, 200)

        def press(action: KeypadAction, words: str) -> None:
            before = said.read_text().count(words)
            time.sleep(0.1)
            running.key(CODES[action])
            running.until(lambda: said.read_text().count(words) > before, 10)

        press(KeypadAction.JACK_IN, "Speech is on.")
        press(KeypadAction.HELP, "Each key says what it does.")
        for action, words in SAID.items():
            press(action, words)
        press(KeypadAction.HELP, "The keys work again.")
        said.write_text("")
        running.key(CODES[KeypadAction.DOWN])
        running.until(lambda: said.read_text().strip() != "", 10)

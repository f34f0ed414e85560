"""Rate, pitch and pause of the voice, and the dark screen; all of it is gone with the visit."""

import pytest
from PySide6.QtCore import QPoint, QPointF

from kiosk.keypad import KeypadAction
from kiosk.session import DisplaySettings
from kiosk.speech.speech_engine import SpeechEngine
from tests.faults.running_kiosk import long
from tests.window.conftest import MakeVisitor, Visitor


@pytest.fixture
def said(monkeypatch):
    """What every engine was asked to say, with its rate and pitch; nothing is ever spoken."""
    found: list[tuple[str, int, int]] = []
    monkeypatch.setattr(SpeechEngine, "has_voice_for", lambda _self, _language: True)
    monkeypatch.setattr(
        SpeechEngine,
        "say",
        lambda self, text, _language: found.append((text, self.rate, self.pitch)),
    )
    return found


def is_black(visitor: Visitor) -> bool:
    picture = visitor.app_window.window.grabWindow()
    step = 37
    return all(
        picture.pixelColor(x, y).lightness() == 0
        for x in range(5, picture.width(), step)
        for y in range(5, picture.height(), step)
    )


def test_the_panel_sets_rate_pitch_and_pause_and_the_end_of_the_visit_resets_them(
    said, make_visitor: MakeVisitor
):
    visitor = make_visitor()
    session, read_aloud = visitor.session, visitor.app_window.controller.readAloud
    session.openWork("works/01-what-the-morning-kept")
    session.toggleDisplayPanel()
    visitor.settle()
    assert "Speech and keys" not in visitor.targets(), "nothing to set while nothing is read aloud"
    visitor.touch("Read aloud")
    visitor.touch("Speech and keys")
    for name in ("Faster", "Faster", "Lower voice", "Longer pause"):
        visitor.touch(name)
    assert "Faster" not in visitor.targets(), "the last step"
    display = session.state.display
    assert (display.speech_rate, display.speech_pitch, display.speech_pause) == (2, -1, 1)
    read_aloud.start()
    first = said[-1][0]
    assert said[-1][1:] == (2, -1)
    session.changeSpeechRate(-1)
    assert said[-1] == (first, 1, -1), "the sentence is said once more, slower"
    read_aloud._on_finished()
    assert said[-1][0] == first, "there is a pause"
    assert read_aloud._pause_timer.interval() == 700
    read_aloud._pause_timer.timeout.emit()
    assert said[-1][0] != first
    visitor.wait(1000)
    visitor.wait(21)
    assert session.state.display == DisplaySettings()
    session.setAutoReadAloud(True)
    read_aloud.start()
    assert said[-1][1:] == (0, 0)


def test_a_dark_screen_guides_by_speech_alone_until_a_touch_or_the_plug(
    said, make_visitor: MakeVisitor
):
    visitor = make_visitor()
    session, keypad = visitor.session, visitor.app_window.controller.keypad
    session.setDark(True)
    assert not session.dark, "without speech nobody could use it"
    keypad.on_pressed(KeypadAction.JACK_IN)
    session.show("help")
    session.toggleDisplayPanel()
    visitor.settle()
    visitor.touch("Speech and keys")
    visitor.touch("Dark screen, speech only")
    assert session.dark
    assert not session.displayPanelOpen
    assert said[-1][0].startswith("The screen is dark now.")
    assert is_black(visitor)
    keypad.on_pressed(KeypadAction.DOWN)
    assert said[-1][0] != ""
    visitor.session.goHome()
    visitor.settle()
    assert session.dark, "who listens by headphones stays unseen"
    assert is_black(visitor)
    session.show("about")
    visitor.touch_at(400, 300)
    assert (session.dark, session.screen) == (False, "loop")
    assert not is_black(visitor)
    session.setDark(True)
    session.show("help")
    keypad.on_pressed(KeypadAction.JACK_OUT)
    visitor.settle()
    assert (session.dark, session.screen, session.state.headphones) == (False, "loop", False)


@long
def test_a_dark_screen_takes_touches_away_from_what_it_hides(said, make_visitor: MakeVisitor):
    visitor = make_visitor()
    visitor.session.setAutoReadAloud(True)
    artworks = visitor.targets()["Artworks"]
    visitor.session.setDark(True)
    visitor.settle()
    at = artworks.mapToScene(QPointF(artworks.width() / 2, artworks.height() / 2))
    visitor._touch(visitor, QPoint(round(at.x()), round(at.y())))
    visitor.settle()
    assert (visitor.session.screen, visitor.session.dark) == ("loop", False)

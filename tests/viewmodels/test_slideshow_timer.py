"""The deadlines of a session, with a manual clock: idle time leads back to an untouched loop."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kiosk.schedule import IDLE_PROMPT_SECONDS, idle_timeout_seconds
from kiosk.session import (
    TEXT_SCALES,
    Catalogue,
    DisplaySettings,
    Screen,
    build_playlist,
    transitions,
)
from kiosk.viewmodels.session.session import SessionViewModel
from kiosk.viewmodels.session.slideshow_timer import ReadingLoad, SlideshowTimer

CATALOGUE = Catalogue(
    works=(("a", "photography"), ("b", "poetry"), ("c", "photography"), ("d", "graphic art")),
    with_content_note=frozenset({"d"}),
    written_works=frozenset({"b"}),
    playlist=build_playlist(["a", "b", "c"], board=True, board_every=2),
    events=("e1", "e2"),
    resources=("r1",),
    languages=("en", "es"),
)
POEMS = Catalogue(
    works=(("b", "poetry"),),
    written_works=frozenset({"b"}),
    playlist=build_playlist(["b"], board=False, board_every=2),
)
# Seconds between two checks of the deadlines.
TICK = 1.0


class ManualClock:
    """Moves only when a test moves it."""

    passed = 0.0

    def now(self):
        return datetime(2026, 1, 13, tzinfo=UTC)

    def monotonic(self):
        return self.passed


class Sessions(RuleBasedStateMachine):
    """A visitor may touch anything at any time, or leave."""

    @initialize()
    def start(self):
        self.clock = ManualClock()
        self.session = SessionViewModel(CATALOGUE)
        self.reading = ReadingLoad()
        self.timer = SlideshowTimer(self.clock, self.session, lambda: self.reading)
        self.timer.start()

    def teardown(self):
        self.visitor_leaves()
        self.timer.stop()

    def touch(self, step, *args):
        """As in the window: a touch is activity, and it answers "Still here?" with yes."""
        self.timer.on_user_activity()
        if self.session.idlePrompt:
            self.session.keepGoing()
        else:
            self.session.apply(step, *args)

    def advance(self, seconds):
        self.clock.passed += seconds
        self.timer.check_deadlines()

    def wait_for_prompt(self):
        """Let time pass until "Still here?"; returns the seconds, or None without a session."""
        begun, longest = self.clock.passed, idle_timeout_seconds(self.reading.open_words)
        while not self.session.idlePrompt and self.clock.passed - begun <= longest + TICK:
            if not transitions.session_in_progress(self.session.state, self.session.catalogue):
                return None
            self.advance(TICK)
        assert self.session.idlePrompt, f"no prompt after {longest} s: {self.session.state}"
        return self.clock.passed - begun

    @rule(screen=st.sampled_from(list(Screen)))
    def show(self, screen):
        self.touch(transitions.open_screen, screen)

    @rule(key=st.sampled_from(["a", "b", "c", "d"]))
    def open_work(self, key):
        self.touch(transitions.open_work, key)

    @rule(
        key=st.sampled_from(["e1", "e2"]),
        month=st.sampled_from(["", "2026-01"]),
        kind=st.sampled_from(["", "calendar"]),
    )
    def open_event(self, key, month, kind):
        self.touch(transitions.open_event, key)
        self.touch(transitions.show_month, month)
        self.touch(transitions.choose_code, kind)

    @rule(
        step=st.sampled_from(
            [
                transitions.go_back,
                transitions.reveal_work,
                transitions.toggle_pause,
                transitions.toggle_display_panel,
                transitions.open_slide,
                transitions.go_home,
            ]
        )
    )
    def do(self, step):
        self.touch(step)

    @rule(by=st.sampled_from([-1, 1]), page=st.integers(min_value=0, max_value=9))
    def turn(self, by, page):
        self.touch(transitions.turn_loop, by, 3)
        self.touch(transitions.open_adjacent_work, by)
        self.touch(transitions.go_to_page, page)
        self.touch(transitions.go_to_list_page, page)
        self.touch(transitions.scroll_wall, page)

    @rule(medium=st.sampled_from(["", "photography", "poetry"]))
    def filter_wall(self, medium):
        self.touch(transitions.open_screen, Screen.WALL)
        self.touch(transitions.filter_by_medium, medium)

    @rule(steps=st.integers(min_value=-3, max_value=3))
    def zoom(self, steps):
        self.touch(transitions.zoom_by, steps)

    @rule(
        scale=st.sampled_from(TEXT_SCALES),
        contrast=st.booleans(),
        still=st.booleans(),
        reach=st.booleans(),
        aloud=st.booleans(),
    )
    def comfort(self, scale, contrast, still, reach, aloud):
        self.touch(
            transitions.set_display_settings,
            DisplaySettings(
                text_scale=scale,
                contrast=contrast,
                reduced_motion=still,
                reach=reach,
                auto_read_aloud=aloud,
            ),
        )

    @rule(language=st.sampled_from(["en", "es"]))
    def speak(self, language):
        self.touch(transitions.set_language, language)

    @rule(guide=st.sampled_from([CATALOGUE, POEMS, Catalogue()]))
    def renew(self, guide):
        self.session.set_catalogue(guide)

    @rule(
        words=st.integers(min_value=0, max_value=350), pages=st.integers(min_value=1, max_value=4)
    )
    def read(self, words, pages):
        self.reading = ReadingLoad(words=words // pages, pages=pages, open_words=words)

    @rule(seconds=st.floats(min_value=0, max_value=200))
    def wait(self, seconds):
        self.advance(seconds)

    @rule()
    def visitor_leaves(self):
        """After the idle time and the prompt, the loop is back and nothing is left of the
        session.
        """
        begun = self.clock.passed
        longest = idle_timeout_seconds(self.reading.open_words) + IDLE_PROMPT_SECONDS
        asked = False
        while transitions.session_in_progress(self.session.state, self.session.catalogue):
            asked = asked or self.session.idlePrompt
            assert self.clock.passed - begun <= longest + 2 * TICK, (
                f"after {longest} s there is still {self.session.state}"
            )
            self.advance(TICK)
            assert asked or transitions.session_in_progress(
                self.session.state, self.session.catalogue
            ), "the session ended without a prompt"
        state = self.session.state
        assert state == replace(transitions.initial_state(self.session.catalogue), loop=state.loop)
        assert not state.loop.paused

    @rule(times=st.integers(min_value=10, max_value=12))
    def visitor_stays(self, times):
        """A touch keeps the session, however often it is prompted, and restarts the idle time."""
        place, comfort = self.session.state.location, self.session.state.display
        for time in range(times):
            waited = self.wait_for_prompt()
            if waited is None:
                return
            assert time == 0 or waited >= idle_timeout_seconds(self.reading.open_words)
            asked = self.clock.passed
            while self.clock.passed < asked + IDLE_PROMPT_SECONDS - 2 * TICK:
                self.advance(TICK)
                assert self.session.idlePrompt, "the prompt stays for its whole time"
            self.touch(transitions.keep_going)
            assert not self.session.idlePrompt
            assert (self.session.state.location, self.session.state.display) == (place, comfort)

    @invariant()
    def a_prompt_is_only_shown_during_a_session(self):
        state = self.session.state
        assert not state.idle_prompt or transitions.session_in_progress(
            state, self.session.catalogue
        )


Sessions.TestCase.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)


@pytest.mark.usefixtures("qapp")
class TestSessions(Sessions.TestCase):
    pass


def test_an_open_poem_is_left_open_for_its_reading_time(qapp, tmp_path, write_folder):
    from kiosk.content.load import load
    from kiosk.window.app_window import AppWindow

    poem = "One line of a long poem\n" * 120
    folder = write_folder(
        {"kiosk.yaml": "title: T\n", "works/a.md": f"---\ntitle: Poem\nmedium: poetry\n---\n{poem}"}
    )
    clock = ManualClock()
    app_window = AppWindow(qapp, load(folder).snapshot, clock, tmp_path / "cache", animated=False)
    app_window.controller.slideshow_timer.start()
    session = app_window.controller.session
    session.openWork("works/a")
    clock.passed += 2 * 60 * 720 / 175 - 5
    app_window.controller.slideshow_timer.check_deadlines()
    assert not session.idlePrompt, "twice its reading time has not passed"
    clock.passed += 10
    app_window.controller.slideshow_timer.check_deadlines()
    assert session.idlePrompt
    app_window.close()


def test_a_loop_of_one_slide_waits_for_its_next_turn(qapp):
    """It turns to the same slide, which changes nothing: the timer had fired every 21 ms."""
    clock, session = ManualClock(), SessionViewModel(POEMS)
    timer = SlideshowTimer(clock, session, lambda: ReadingLoad())
    timer.start()
    clock.passed += 1000.0
    timer.check_deadlines()
    assert timer._timer.interval() > 5000
    timer.stop()

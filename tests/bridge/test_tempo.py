"""The deadlines of a visit, with a clock moved by hand: whatever is open, silence leads back to an untouched loop."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kiosk.bridge.tempo import Reading, Tempo
from kiosk.bridge.visit import Visit
from kiosk.schedule import idle_seconds, warning_seconds
from kiosk.session import TEXT_SCALES, Comfort, Guide, Screen, lay_loop, moves

GUIDE = Guide(
    works=(("a", "photography"), ("b", "poetry"), ("c", "photography"), ("d", "graphic art")),
    noted=frozenset({"d"}),
    written=frozenset({"b"}),
    loop=lay_loop(["a", "b", "c"], board=True, board_every=2),
    events=("e1", "e2"),
    resources=("r1",),
    languages=("en", "es"),
)
POEMS = Guide(works=(("b", "poetry"),), written=frozenset({"b"}), loop=lay_loop(["b"], board=False, board_every=2))
# Seconds: the clock is looked at this often.
TICK = 1.0


class HandClock:
    """Moves only when told to."""

    passed = 0.0

    def now(self):
        return datetime(2026, 1, 13, tzinfo=UTC)

    def monotonic(self):
        return self.passed


class Visits(RuleBasedStateMachine):
    """Anyone may touch anything at any time, or leave."""

    @initialize()
    def begin(self):
        self.clock = HandClock()
        self.visit = Visit(GUIDE)
        self.reading = Reading()
        self.tempo = Tempo(self.clock, self.visit, lambda: self.reading)
        self.tempo.start()

    def teardown(self):
        self.everybody_leaves()
        self.tempo.rest()

    def touch(self, step, *args):
        """As in the window: a touch stirs, and while "Still here?" is asked it means yes."""
        self.tempo.stir()
        if self.visit.asking:
            self.visit.keepGoing()
        else:
            self.visit.move(step, *args)

    def pass_time(self, seconds):
        self.clock.passed += seconds
        self.tempo.look()

    def ask(self):
        """Nobody touches until it is asked; False where there is nothing to put back. How long it took."""
        begun, longest = self.clock.passed, idle_seconds(self.reading.open_words)
        while not self.visit.asking and self.clock.passed - begun <= longest + TICK:
            if not moves.touched(self.visit.state, self.visit.guide):
                return None
            self.pass_time(TICK)
        assert self.visit.asking, f"after {longest} s nobody asks: {self.visit.state}"
        return self.clock.passed - begun

    @rule(screen=st.sampled_from(list(Screen)))
    def show(self, screen):
        self.touch(moves.show, screen)

    @rule(key=st.sampled_from(["a", "b", "c", "d"]))
    def open_work(self, key):
        self.touch(moves.open_work, key)

    @rule(key=st.sampled_from(["e1", "e2"]), month=st.sampled_from(["", "2026-01"]), kind=st.sampled_from(["", "calendar"]))
    def open_event(self, key, month, kind):
        self.touch(moves.open_event, key)
        self.touch(moves.show_month, month)
        self.touch(moves.choose_code, kind)

    @rule(name=st.sampled_from(["back", "reveal", "pause", "toggle_panel", "open_slide", "go_home"]))
    def do(self, name):
        self.touch(getattr(moves, name))

    @rule(by=st.sampled_from([-1, 1]), page=st.integers(min_value=0, max_value=9))
    def turn(self, by, page):
        self.touch(moves.step_loop, by, 3)
        self.touch(moves.step_work, by)
        self.touch(moves.turn_page, page)
        self.touch(moves.turn_list, page)
        self.touch(moves.turn_wall, page)

    @rule(medium=st.sampled_from(["", "photography", "poetry"]))
    def filter_wall(self, medium):
        self.touch(moves.show, Screen.WALL)
        self.touch(moves.filter_wall, medium)

    @rule(steps=st.integers(min_value=-3, max_value=3))
    def zoom(self, steps):
        self.touch(moves.zoom_by, steps)

    @rule(scale=st.sampled_from(TEXT_SCALES), contrast=st.booleans(), still=st.booleans(), reach=st.booleans(), aloud=st.booleans())
    def comfort(self, scale, contrast, still, reach, aloud):
        self.touch(moves.set_comfort, Comfort(text_scale=scale, contrast=contrast, still=still, reach=reach, aloud=aloud))

    @rule(language=st.sampled_from(["en", "es"]))
    def speak(self, language):
        self.touch(moves.speak, language)

    @rule(guide=st.sampled_from([GUIDE, POEMS, Guide()]))
    def renew(self, guide):
        self.visit.follow(guide)

    @rule(words=st.integers(min_value=0, max_value=350), pages=st.integers(min_value=1, max_value=4))
    def read(self, words, pages):
        self.reading = Reading(words=words // pages, pages=pages, open_words=words)

    @rule(seconds=st.floats(min_value=0, max_value=200))
    def wait(self, seconds):
        self.pass_time(seconds)

    @rule()
    def everybody_leaves(self):
        """Within the idle time and the warning the loop is back, and nothing of the visit is left."""
        begun = self.clock.passed
        longest = idle_seconds(self.reading.open_words) + warning_seconds
        asked = False
        while moves.touched(self.visit.state, self.visit.guide):
            asked = asked or self.visit.asking
            assert self.clock.passed - begun <= longest + 2 * TICK, f"after {longest} s there is still {self.visit.state}"
            self.pass_time(TICK)
            assert asked or moves.touched(self.visit.state, self.visit.guide), "nobody is sent home unasked"
        state = self.visit.state
        assert state == replace(moves.begin(self.visit.guide), loop=state.loop)
        assert not state.loop.paused

    @rule(times=st.integers(min_value=10, max_value=12))
    def somebody_stays(self, times):
        """One touch goes on, as often as it is asked, with everything as it was; and each time the whole idle time begins anew."""
        place, comfort = self.visit.state.place, self.visit.state.comfort
        for time in range(times):
            waited = self.ask()
            if waited is None:
                return
            assert time == 0 or waited >= idle_seconds(self.reading.open_words)
            asked = self.clock.passed
            while self.clock.passed < asked + warning_seconds - 2 * TICK:
                self.pass_time(TICK)
                assert self.visit.asking, "it waits for an answer as long as it says"
            self.touch(moves.keep_going)
            assert not self.visit.asking
            assert (self.visit.state.place, self.visit.state.comfort) == (place, comfort)

    @invariant()
    def what_is_touched_is_waited_for(self):
        state = self.visit.state
        assert not state.asking or moves.touched(state, self.visit.guide)


Visits.TestCase.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)


@pytest.mark.usefixtures("qapp")
class TestVisits(Visits.TestCase):
    pass


def test_a_poem_that_was_paused_in_the_loop_is_given_its_time(qapp, tmp_path, write_folder):
    from kiosk.bridge.stage import Stage
    from kiosk.content import load

    poem = "One line of a long poem\n" * 120
    folder = write_folder({"kiosk.yaml": "title: T\n", "works/a.md": f"---\ntitle: Poem\nmedium: poetry\n---\n{poem}"})
    clock = HandClock()
    stage = Stage(qapp, load(folder).snapshot, clock, tmp_path / "cache", animated=False)
    stage.controller.tempo.start()
    visit = stage.controller.visit
    visit.pause()
    clock.passed += 2 * 60 * 720 / 175 - 5
    stage.controller.tempo.look()
    assert not visit.asking, "twice the time to read it has not passed"
    clock.passed += 10
    stage.controller.tempo.look()
    assert visit.asking
    stage.close()

"""The visitor's state machine, by example and by rule."""

from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kiosk.session import TEXT_SCALES, Comfort, Guide, Loop, Place, Screen, Slide, SlideKind, State, lay_loop, moves

WORKS = (("a", "photography"), ("b", "poetry"), ("c", "photography"), ("d", "graphic art"))
GUIDE = Guide(
    works=WORKS,
    noted=frozenset({"d"}),
    written=frozenset({"b"}),
    loop=lay_loop(["a", "b", "c"], board=True, board_every=2),
    events=("e1", "e2"),
    resources=("r1",),
    languages=("en", "es"),
)


# What a curator may make of it meanwhile: fewer works, poems only and no board, nothing at all.
OTHERS = (
    Guide(works=WORKS[1:3], written=frozenset({"b"}), loop=lay_loop(["b", "c"], board=True, board_every=2), events=("e2",)),
    Guide(works=WORKS[1:2], written=frozenset({"b"}), loop=lay_loop(["b"], board=False, board_every=2), resources=("r1",)),
    Guide(),
)


def test_the_loop_gives_the_board_its_turn_and_never_is_empty():
    assert [slide.work or slide.kind.value for slide in GUIDE.loop] == ["a", "b", "board", "c"]
    assert [slide.kind for slide in lay_loop([], board=True, board_every=4)] == [SlideKind.POSTER, SlideKind.BOARD]
    assert lay_loop([], board=False, board_every=4) == (Slide(kind=SlideKind.POSTER),)
    assert lay_loop(["a"], board=True, board_every=4)[-1].kind is SlideKind.BOARD


def test_a_touch_on_the_loop_opens_what_stands_there():
    state = moves.begin(GUIDE)
    assert moves.open_slide(state, GUIDE).place.work == "a"
    board = moves.turn_to(state, GUIDE, 2)
    assert moves.open_slide(board, GUIDE).place.screen is Screen.BOARD


def test_next_and_previous_keep_to_the_medium_and_go_round():
    state = moves.filter_wall(moves.show(moves.begin(GUIDE), GUIDE, Screen.WALL), GUIDE, "photography")
    state = moves.open_work(state, GUIDE, "a")
    state = moves.step_work(state, GUIDE, 1)
    assert state.place.work == "c"
    assert moves.step_work(state, GUIDE, 1).place.work == "a"
    back = moves.back(state, GUIDE)
    assert (back.place.screen, back.place.medium) == (Screen.WALL, "photography")


def test_a_content_note_stands_before_the_work_each_time():
    state = moves.open_work(moves.begin(GUIDE), GUIDE, "d")
    assert moves.hidden(state, GUIDE)
    assert moves.zoom_by(state, GUIDE, 1).zoom == 0
    seen = moves.reveal(state, GUIDE)
    assert not moves.hidden(seen, GUIDE)
    again = moves.step_work(moves.step_work(seen, GUIDE, 1), GUIDE, -1)
    assert moves.hidden(again, GUIDE)


def test_the_loop_turns_pages_before_slides():
    state = moves.step_loop(moves.turn_to(moves.begin(GUIDE), GUIDE, 1), GUIDE, 1, 3)
    assert state.loop == Loop(slide=1, page=1)
    assert moves.step_loop(moves.step_loop(state, GUIDE, 1, 3), GUIDE, 1, 3).loop == Loop(slide=2, page=0)


def test_home_leads_to_a_picture_that_was_not_open_else_the_board_else_the_poster():
    def home(state, guide=GUIDE):
        loop = moves.go_home(state, guide).loop
        assert loop.cut, "with the next frame, not by a crossfade"
        return guide.slide(loop)

    opened = moves.open_slide(moves.begin(GUIDE), GUIDE)
    assert opened.place.work == "a"
    assert home(opened).work == "c", "neither the picture that was open nor the poem after it"
    both = moves.step_work(moves.step_work(opened, GUIDE, 1), GUIDE, 1)
    assert both.opened == {"a", "b", "c"}
    assert home(both).kind is SlideKind.BOARD
    poems = OTHERS[1]
    alone = moves.go_home(moves.open_slide(moves.begin(poems), poems), poems)
    assert poems.slide(alone.loop).kind is SlideKind.POSTER, "where nothing else hangs, the poster stands in"
    assert not moves.touched(alone, poems)
    assert poems.slide(moves.step_loop(alone, poems, 1).loop).work == "b"
    assert moves.open_slide(alone, poems).place.screen is Screen.ABOUT


def test_home_in_the_loop_leaves_a_poem_and_keeps_a_picture():
    poem = moves.pause(moves.step_loop(moves.turn_to(moves.begin(GUIDE), GUIDE, 1), GUIDE, 1, 3), GUIDE)
    assert (GUIDE.slide(poem.loop).work, poem.loop.page) == ("b", 1)
    assert GUIDE.slide(moves.go_home(poem, GUIDE).loop).work == "c"
    for number in (0, 2, 3):
        assert moves.go_home(moves.turn_to(moves.begin(GUIDE), GUIDE, number), GUIDE).loop.slide == number


def test_back_leads_to_the_loop_as_it_was_left():
    poem = moves.step_loop(moves.turn_to(moves.begin(GUIDE), GUIDE, 1), GUIDE, 1, 3)
    back = moves.back(moves.open_slide(poem, GUIDE), GUIDE)
    assert back == replace(poem, loop=replace(poem.loop, cut=True))
    assert not moves.touched(back, GUIDE)


def test_what_is_still_moving_turns_nothing_that_was_opened_meanwhile():
    board = moves.show(moves.show(moves.begin(GUIDE), GUIDE, Screen.WALL), GUIDE, Screen.BOARD)
    assert moves.turn_wall(board, GUIDE, 19) == board
    loop = moves.begin(GUIDE)
    assert moves.turn_wall(loop, GUIDE, 19) == moves.turn_page(loop, GUIDE, 3) == moves.turn_list(loop, GUIDE, 3) == loop


def test_new_content_keeps_the_visitor_s_place_where_it_still_exists():
    open_b = moves.open_work(moves.turn_to(moves.begin(GUIDE), GUIDE, 3), GUIDE, "b")
    smaller = Guide(works=WORKS[1:3], loop=lay_loop(["b", "c"], board=True, board_every=2), events=("e2",), languages=("en",))
    kept = moves.renew(open_b, GUIDE, smaller)
    assert kept.place.work == "b"
    assert smaller.loop[kept.loop.slide].work == "c"
    without_b = Guide(works=WORKS[2:3], loop=lay_loop(["c"], board=False, board_every=2), languages=("en",))
    assert moves.renew(open_b, GUIDE, without_b).place.screen is Screen.LOOP
    photographs = moves.filter_wall(moves.show(open_b, GUIDE, Screen.WALL), GUIDE, "photography")
    assert moves.renew(photographs, GUIDE, OTHERS[1]).place.medium == "", "a medium of which nothing hangs any more shows all"


def test_in_reach_mode_a_list_stands_alone_and_back_leads_to_it():
    low = moves.set_comfort(moves.begin(GUIDE), GUIDE, Comfort(reach=True))
    board = moves.show(low, GUIDE, Screen.BOARD)
    assert board.place.event == ""
    opened = moves.open_event(moves.turn_list(board, GUIDE, 1), GUIDE, "e2")
    assert opened.place.event == "e2"
    back = moves.back(opened, GUIDE)
    assert (back.place.screen, back.place.event, back.place.list_page) == (Screen.BOARD, "", 1)
    assert moves.show(opened, GUIDE, Screen.BOARD).place.event == "", "a touch on the bar leads to the list as well"
    resource = moves.open_resource(moves.show(low, GUIDE, Screen.RESOURCES), GUIDE, "r1")
    assert moves.back(resource, GUIDE).place == moves.show(low, GUIDE, Screen.RESOURCES).place
    assert moves.show(moves.begin(GUIDE), GUIDE, Screen.BOARD).place.event == "e1", "elsewhere both share the screen"


def test_other_pages_leave_an_open_text_where_it_was_read():
    wall = moves.turn_wall(moves.show(moves.begin(GUIDE), GUIDE, Screen.WALL), GUIDE, 4)
    reading = moves.turn_page(moves.open_work(wall, GUIDE, "b"), GUIDE, 3)
    larger = moves.set_comfort(reading, GUIDE, Comfort(text_scale=1.5))
    assert larger.place.page == 3, "the screen knows what number that page has now"
    assert moves.back(larger, GUIDE).place.page == 0, "the wall hangs anew"
    assert moves.set_comfort(wall, GUIDE, Comfort(reach=True)).place.page == 0
    assert moves.set_comfort(wall, GUIDE, Comfort(contrast=True)).place.page == 4
    loop = moves.step_loop(moves.turn_to(moves.begin(GUIDE), GUIDE, 1), GUIDE, 1, 3)
    assert moves.set_comfort(loop, GUIDE, Comfort(reach=True)).loop == Loop(slide=1)


class Visits(RuleBasedStateMachine):
    """Anyone may touch anything at any time, and the curator may change everything meanwhile."""

    @initialize()
    def begin(self):
        self.guide = GUIDE
        self.state = moves.begin(GUIDE)

    def move(self, step, *args):
        was = self.state
        self.state = step(was, self.guide, *args)
        work = self.state.place.work
        assert not work or work in self.state.opened, "what is open is known to have been"
        assert self.state.on_loop or was.opened <= self.state.opened, "and stays known for as long as the visit lasts"

    @rule(screen=st.sampled_from(list(Screen)))
    def show(self, screen):
        self.move(moves.show, screen)

    @rule(key=st.sampled_from(["a", "b", "c", "d", "unknown"]))
    def open_work(self, key):
        self.move(moves.open_work, key)

    @rule(key=st.sampled_from(["e1", "e2", "unknown"]))
    def open_event(self, key):
        self.move(moves.open_event, key)

    @rule(by=st.sampled_from([-1, 1]))
    def step(self, by):
        self.move(moves.step_work, by)
        self.move(moves.step_loop, by, 2)

    @rule(name=st.sampled_from(["back", "reveal", "pause", "toggle_panel", "open_slide", "ask", "keep_going", "go_home"]))
    def touch(self, name):
        self.move(getattr(moves, name))

    @rule(page=st.integers(min_value=-2, max_value=9))
    def turn(self, page):
        was = self.state
        self.move(moves.turn_page, page)
        self.move(moves.turn_list, page)
        self.move(moves.turn_wall, page)
        assert not was.on_loop or self.state == was

    @rule(slide=st.integers(min_value=-2, max_value=9))
    def turn_to(self, slide):
        self.move(moves.turn_to, slide)

    @rule(medium=st.sampled_from(["", "photography", "poetry", "unknown"]))
    def filter_wall(self, medium):
        self.move(moves.show, Screen.WALL)
        self.move(moves.filter_wall, medium)

    @rule(month=st.sampled_from(["", "2026-01"]), kind=st.sampled_from(["", "calendar"]))
    def month_and_code(self, month, kind):
        self.move(moves.show_month, month)
        self.move(moves.choose_code, kind)

    @rule(steps=st.integers(min_value=-3, max_value=3))
    def zoom(self, steps):
        self.move(moves.zoom_by, steps)

    @rule(scale=st.sampled_from([*TEXT_SCALES, 7.0]), contrast=st.booleans(), still=st.booleans(), reach=st.booleans(), aloud=st.booleans())
    def comfort(self, scale, contrast, still, reach, aloud):
        self.move(moves.set_comfort, Comfort(text_scale=scale, contrast=contrast, still=still, reach=reach, aloud=aloud))

    @rule(key=st.sampled_from(["r1", "unknown"]))
    def open_resource(self, key):
        self.move(moves.open_resource, key)

    @rule(language=st.sampled_from(["en", "es", "xx"]))
    def speak(self, language):
        self.move(moves.speak, language)

    @rule(guide=st.sampled_from([GUIDE, *OTHERS]))
    def renew(self, guide):
        self.state = moves.renew(self.state, self.guide, guide)
        self.guide = guide

    @invariant()
    def home_is_one_touch_away_and_nothing_of_the_visit_is_left(self):
        home = moves.go_home(self.state, self.guide)
        assert home == State(language=self.guide.languages[0], loop=home.loop)
        assert (home.place, home.loop.page, home.loop.paused) == (Place(), 0, False)
        assert not moves.touched(home, self.guide)
        slide = self.guide.slide(home.loop)
        assert slide.work not in self.state.opened
        assert slide.work not in self.guide.written
        assert moves.go_home(home, self.guide) == home

    @invariant()
    def everything_open_exists(self):
        place = self.state.place
        assert not place.work or place.work in dict(self.guide.works)
        assert not place.event or place.event in self.guide.events
        assert not place.resource or place.resource in self.guide.resources
        assert place.medium in ("", *self.guide.mediums)
        assert self.state.language in self.guide.languages
        assert self.state.comfort.text_scale in TEXT_SCALES
        assert 0 <= self.state.zoom <= moves.ZOOM_STEPS
        assert place.page >= 0
        assert 0 <= self.state.loop.slide < len(self.guide.loop)
        assert len(self.state.trail) <= moves.TRAIL_LENGTH

    @invariant()
    def a_noted_work_is_never_in_the_loop_or_zoomed_unseen(self):
        assert self.guide.slide(self.state.loop).work not in self.guide.noted
        assert not (moves.hidden(self.state, self.guide) and self.state.zoom)

    @invariant()
    def back_always_ends_at_the_loop(self):
        state = self.state
        for _ in range(moves.TRAIL_LENGTH + 4):
            state = moves.back(state, self.guide)
        assert state.on_loop


Visits.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestVisits = Visits.TestCase

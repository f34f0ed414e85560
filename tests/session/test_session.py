"""The visitor's state machine, by example and by rule."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kiosk.session import TEXT_SCALES, Comfort, Guide, Loop, Screen, Slide, SlideKind, lay_loop, moves

WORKS = (("a", "photography"), ("b", "poetry"), ("c", "photography"), ("d", "graphic art"))
GUIDE = Guide(
    works=WORKS,
    noted=frozenset({"d"}),
    loop=lay_loop(["a", "b", "c"], board=True, board_every=2),
    events=("e1", "e2"),
    resources=("r1",),
    languages=("en", "es"),
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


def test_new_content_keeps_the_visitor_s_place_where_it_still_exists():
    open_b = moves.open_work(moves.turn_to(moves.begin(GUIDE), GUIDE, 3), GUIDE, "b")
    smaller = Guide(works=WORKS[1:3], loop=lay_loop(["b", "c"], board=True, board_every=2), events=("e2",), languages=("en",))
    kept = moves.renew(open_b, GUIDE, smaller)
    assert kept.place.work == "b"
    assert smaller.loop[kept.loop.slide].work == "c"
    without_b = Guide(works=WORKS[2:3], loop=lay_loop(["c"], board=False, board_every=2), languages=("en",))
    assert moves.renew(open_b, GUIDE, without_b).place.screen is Screen.LOOP


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


class Visits(RuleBasedStateMachine):
    """Anyone may touch anything at any time."""

    @initialize()
    def begin(self):
        self.state = moves.begin(GUIDE)

    def move(self, step, *args):
        self.state = step(self.state, GUIDE, *args)

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

    @rule(name=st.sampled_from(["back", "reveal", "pause", "toggle_panel", "open_slide", "ask", "keep_going"]))
    def touch(self, name):
        self.move(getattr(moves, name))

    @rule(page=st.integers(min_value=-2, max_value=9))
    def turn(self, page):
        self.move(moves.turn_page, page)
        self.move(moves.turn_list, page)

    @rule(steps=st.integers(min_value=-3, max_value=3))
    def zoom(self, steps):
        self.move(moves.zoom_by, steps)

    @rule(scale=st.sampled_from([*TEXT_SCALES, 7.0]), contrast=st.booleans(), still=st.booleans(), reach=st.booleans())
    def comfort(self, scale, contrast, still, reach):
        self.move(moves.set_comfort, Comfort(text_scale=scale, contrast=contrast, still=still, reach=reach))

    @rule(key=st.sampled_from(["r1", "unknown"]))
    def open_resource(self, key):
        self.move(moves.open_resource, key)

    @rule(language=st.sampled_from(["en", "es", "xx"]))
    def speak(self, language):
        self.move(moves.speak, language)

    @invariant()
    def home_is_one_touch_away_and_nothing_of_the_visit_is_left(self):
        home = moves.go_home(self.state, GUIDE)
        assert home.on_loop
        assert home == moves.turn_to(moves.begin(GUIDE), GUIDE, self.state.loop.slide)
        assert not moves.touched(home, GUIDE)

    @invariant()
    def everything_open_exists(self):
        place = self.state.place
        assert not place.work or place.work in dict(WORKS)
        assert not place.event or place.event in GUIDE.events
        assert not place.resource or place.resource in GUIDE.resources
        assert self.state.language in GUIDE.languages
        assert self.state.comfort.text_scale in TEXT_SCALES
        assert 0 <= self.state.zoom <= moves.ZOOM_STEPS
        assert place.page >= 0
        assert len(self.state.trail) <= moves.TRAIL_LENGTH

    @invariant()
    def a_noted_work_is_never_in_the_loop_or_zoomed_unseen(self):
        assert all(slide.work not in GUIDE.noted for slide in GUIDE.loop)
        assert not (moves.hidden(self.state, GUIDE) and self.state.zoom)

    @invariant()
    def back_always_ends_at_the_loop(self):
        state = self.state
        for _ in range(moves.TRAIL_LENGTH + 4):
            state = moves.back(state, GUIDE)
        assert state.on_loop


Visits.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestVisits = Visits.TestCase

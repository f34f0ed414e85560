"""The visitor's state machine, by example and by rule."""

from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kiosk.session import (
    TEXT_SCALES,
    Catalogue,
    DisplaySettings,
    Loop,
    Place,
    Screen,
    SessionState,
    Slide,
    SlideKind,
    build_playlist,
    transitions,
)

WORKS = (("a", "photography"), ("b", "poetry"), ("c", "photography"), ("d", "graphic art"))
GUIDE = Catalogue(
    works=WORKS,
    with_content_note=frozenset({"d"}),
    written=frozenset({"b"}),
    playlist=build_playlist(["a", "b", "c"], board=True, board_every=2),
    events=("e1", "e2"),
    resources=("r1",),
    languages=("en", "es"),
)


# What a curator may make of it meanwhile: fewer works, poems only and no board, nothing at all.
OTHERS = (
    Catalogue(
        works=WORKS[1:3],
        written=frozenset({"b"}),
        playlist=build_playlist(["b", "c"], board=True, board_every=2),
        events=("e2",),
    ),
    Catalogue(
        works=WORKS[1:2],
        written=frozenset({"b"}),
        playlist=build_playlist(["b"], board=False, board_every=2),
        resources=("r1",),
    ),
    Catalogue(),
)


def test_the_loop_gives_the_board_its_turn_and_never_is_empty():
    assert [slide.work or slide.kind.value for slide in GUIDE.playlist] == ["a", "b", "board", "c"]
    assert [slide.kind for slide in build_playlist([], board=True, board_every=4)] == [
        SlideKind.POSTER,
        SlideKind.BOARD,
    ]
    assert build_playlist([], board=False, board_every=4) == (Slide(kind=SlideKind.POSTER),)
    assert build_playlist(["a"], board=True, board_every=4)[-1].kind is SlideKind.BOARD


def test_a_touch_on_the_loop_opens_what_stands_there():
    state = transitions.initial_state(GUIDE)
    assert transitions.open_slide(state, GUIDE).place.work == "a"
    board = transitions.go_to_slide(state, GUIDE, 2)
    assert transitions.open_slide(board, GUIDE).place.screen is Screen.BOARD


def test_next_and_previous_keep_to_the_medium_and_go_round():
    state = transitions.filter_by_medium(
        transitions.open_screen(transitions.initial_state(GUIDE), GUIDE, Screen.WALL),
        GUIDE,
        "photography",
    )
    state = transitions.open_work(state, GUIDE, "a")
    state = transitions.open_adjacent_work(state, GUIDE, 1)
    assert state.place.work == "c"
    assert transitions.open_adjacent_work(state, GUIDE, 1).place.work == "a"
    back = transitions.go_back(state, GUIDE)
    assert (back.place.screen, back.place.medium) == (Screen.WALL, "photography")


def test_a_content_note_stands_before_the_work_each_time():
    state = transitions.open_work(transitions.initial_state(GUIDE), GUIDE, "d")
    assert transitions.is_behind_content_note(state, GUIDE)
    assert transitions.zoom_by(state, GUIDE, 1).zoom == 0
    seen = transitions.reveal_work(state, GUIDE)
    assert not transitions.is_behind_content_note(seen, GUIDE)
    again = transitions.open_adjacent_work(
        transitions.open_adjacent_work(seen, GUIDE, 1), GUIDE, -1
    )
    assert transitions.is_behind_content_note(again, GUIDE)


def test_the_loop_turns_pages_before_slides():
    state = transitions.turn_loop(
        transitions.go_to_slide(transitions.initial_state(GUIDE), GUIDE, 1), GUIDE, 1, 3
    )
    assert state.loop == Loop(slide=1, page=1)
    assert transitions.turn_loop(
        transitions.turn_loop(state, GUIDE, 1, 3), GUIDE, 1, 3
    ).loop == Loop(slide=2, page=0)


def test_home_leads_to_a_picture_that_was_not_open_else_the_board_else_the_poster():
    def home(state, guide=GUIDE):
        loop = transitions.go_home(state, guide).loop
        assert loop.skip_transition, "with the next frame, not by a crossfade"
        return guide.slide(loop)

    opened = transitions.open_slide(transitions.initial_state(GUIDE), GUIDE)
    assert opened.place.work == "a"
    assert home(opened).work == "c", "neither the picture that was open nor the poem after it"
    both = transitions.open_adjacent_work(
        transitions.open_adjacent_work(opened, GUIDE, 1), GUIDE, 1
    )
    assert both.opened == {"a", "b", "c"}
    assert home(both).kind is SlideKind.BOARD
    poems = OTHERS[1]
    alone = transitions.go_home(
        transitions.open_slide(transitions.initial_state(poems), poems), poems
    )
    assert poems.slide(alone.loop).kind is SlideKind.POSTER, (
        "where nothing else hangs, the poster stands in"
    )
    assert not transitions.session_in_progress(alone, poems)
    assert poems.slide(transitions.turn_loop(alone, poems, 1).loop).work == "b"
    assert transitions.open_slide(alone, poems).place.screen is Screen.ABOUT


def test_home_in_the_loop_leaves_a_poem_and_keeps_a_picture():
    poem = transitions.toggle_pause(
        transitions.turn_loop(
            transitions.go_to_slide(transitions.initial_state(GUIDE), GUIDE, 1), GUIDE, 1, 3
        ),
        GUIDE,
    )
    assert (GUIDE.slide(poem.loop).work, poem.loop.page) == ("b", 1)
    assert GUIDE.slide(transitions.go_home(poem, GUIDE).loop).work == "c"
    for number in (0, 2, 3):
        assert (
            transitions.go_home(
                transitions.go_to_slide(transitions.initial_state(GUIDE), GUIDE, number), GUIDE
            ).loop.slide
            == number
        )


def test_back_leads_to_the_loop_as_it_was_left():
    poem = transitions.turn_loop(
        transitions.go_to_slide(transitions.initial_state(GUIDE), GUIDE, 1), GUIDE, 1, 3
    )
    back = transitions.go_back(transitions.open_slide(poem, GUIDE), GUIDE)
    assert back == replace(poem, loop=replace(poem.loop, skip_transition=True))
    assert not transitions.session_in_progress(back, GUIDE)


def test_what_is_still_moving_turns_nothing_that_was_opened_meanwhile():
    board = transitions.open_screen(
        transitions.open_screen(transitions.initial_state(GUIDE), GUIDE, Screen.WALL),
        GUIDE,
        Screen.BOARD,
    )
    assert transitions.scroll_wall(board, GUIDE, 19) == board
    loop = transitions.initial_state(GUIDE)
    assert (
        transitions.scroll_wall(loop, GUIDE, 19)
        == transitions.go_to_page(loop, GUIDE, 3)
        == transitions.go_to_list_page(loop, GUIDE, 3)
        == loop
    )


def test_new_content_keeps_the_visitor_s_place_where_it_still_exists():
    open_b = transitions.open_work(
        transitions.go_to_slide(transitions.initial_state(GUIDE), GUIDE, 3), GUIDE, "b"
    )
    smaller = Catalogue(
        works=WORKS[1:3],
        playlist=build_playlist(["b", "c"], board=True, board_every=2),
        events=("e2",),
        languages=("en",),
    )
    kept = transitions.with_catalogue(open_b, GUIDE, smaller)
    assert kept.place.work == "b"
    assert smaller.playlist[kept.loop.slide].work == "c"
    without_b = Catalogue(
        works=WORKS[2:3],
        playlist=build_playlist(["c"], board=False, board_every=2),
        languages=("en",),
    )
    assert transitions.with_catalogue(open_b, GUIDE, without_b).place.screen is Screen.LOOP
    photographs = transitions.filter_by_medium(
        transitions.open_screen(open_b, GUIDE, Screen.WALL), GUIDE, "photography"
    )
    assert transitions.with_catalogue(photographs, GUIDE, OTHERS[1]).place.medium == "", (
        "a medium of which nothing hangs any more shows all"
    )


def test_in_reach_mode_a_list_stands_alone_and_back_leads_to_it():
    low = transitions.set_display_settings(
        transitions.initial_state(GUIDE), GUIDE, DisplaySettings(reach=True)
    )
    board = transitions.open_screen(low, GUIDE, Screen.BOARD)
    assert board.place.event == ""
    opened = transitions.open_event(transitions.go_to_list_page(board, GUIDE, 1), GUIDE, "e2")
    assert opened.place.event == "e2"
    back = transitions.go_back(opened, GUIDE)
    assert (back.place.screen, back.place.event, back.place.list_page) == (Screen.BOARD, "", 1)
    assert transitions.open_screen(opened, GUIDE, Screen.BOARD).place.event == "", (
        "a touch on the bar leads to the list as well"
    )
    resource = transitions.open_resource(
        transitions.open_screen(low, GUIDE, Screen.RESOURCES), GUIDE, "r1"
    )
    assert (
        transitions.go_back(resource, GUIDE).place
        == transitions.open_screen(low, GUIDE, Screen.RESOURCES).place
    )
    assert (
        transitions.open_screen(transitions.initial_state(GUIDE), GUIDE, Screen.BOARD).place.event
        == "e1"
    ), "elsewhere both share the screen"


def test_other_pages_leave_an_open_text_where_it_was_read():
    wall = transitions.scroll_wall(
        transitions.open_screen(transitions.initial_state(GUIDE), GUIDE, Screen.WALL), GUIDE, 4
    )
    reading = transitions.go_to_page(transitions.open_work(wall, GUIDE, "b"), GUIDE, 3)
    larger = transitions.set_display_settings(reading, GUIDE, DisplaySettings(text_scale=1.5))
    assert larger.place.page == 3, "the screen knows what number that page has now"
    assert transitions.go_back(larger, GUIDE).place.page == 0, "the wall hangs anew"
    assert (
        transitions.set_display_settings(wall, GUIDE, DisplaySettings(reach=True)).place.page == 0
    )
    assert (
        transitions.set_display_settings(wall, GUIDE, DisplaySettings(contrast=True)).place.page
        == 4
    )
    loop = transitions.turn_loop(
        transitions.go_to_slide(transitions.initial_state(GUIDE), GUIDE, 1), GUIDE, 1, 3
    )
    assert transitions.set_display_settings(loop, GUIDE, DisplaySettings(reach=True)).loop == Loop(
        slide=1
    )


class Visits(RuleBasedStateMachine):
    """Anyone may touch anything at any time, and the curator may change everything meanwhile."""

    @initialize()
    def begin(self):
        self.guide = GUIDE
        self.state = transitions.initial_state(GUIDE)

    def move(self, step, *args):
        was = self.state
        self.state = step(was, self.guide, *args)
        work = self.state.place.work
        assert not work or work in self.state.opened, "what is open is known to have been"
        assert self.state.on_loop or was.opened <= self.state.opened, (
            "and stays known for as long as the visit lasts"
        )

    @rule(screen=st.sampled_from(list(Screen)))
    def show(self, screen):
        self.move(transitions.open_screen, screen)

    @rule(key=st.sampled_from(["a", "b", "c", "d", "unknown"]))
    def open_work(self, key):
        self.move(transitions.open_work, key)

    @rule(key=st.sampled_from(["e1", "e2", "unknown"]))
    def open_event(self, key):
        self.move(transitions.open_event, key)

    @rule(by=st.sampled_from([-1, 1]))
    def step(self, by):
        self.move(transitions.open_adjacent_work, by)
        self.move(transitions.turn_loop, by, 2)

    @rule(
        step=st.sampled_from(
            [
                transitions.go_back,
                transitions.reveal_work,
                transitions.toggle_pause,
                transitions.toggle_panel,
                transitions.open_slide,
                transitions.show_idle_prompt,
                transitions.keep_going,
                transitions.go_home,
            ]
        )
    )
    def touch(self, step):
        self.move(step)

    @rule(page=st.integers(min_value=-2, max_value=9))
    def turn(self, page):
        was = self.state
        self.move(transitions.go_to_page, page)
        self.move(transitions.go_to_list_page, page)
        self.move(transitions.scroll_wall, page)
        assert not was.on_loop or self.state == was

    @rule(slide=st.integers(min_value=-2, max_value=9))
    def turn_to(self, slide):
        self.move(transitions.go_to_slide, slide)

    @rule(medium=st.sampled_from(["", "photography", "poetry", "unknown"]))
    def filter_wall(self, medium):
        self.move(transitions.open_screen, Screen.WALL)
        self.move(transitions.filter_by_medium, medium)

    @rule(month=st.sampled_from(["", "2026-01"]), kind=st.sampled_from(["", "calendar"]))
    def month_and_code(self, month, kind):
        self.move(transitions.show_month, month)
        self.move(transitions.choose_code, kind)

    @rule(steps=st.integers(min_value=-3, max_value=3))
    def zoom(self, steps):
        self.move(transitions.zoom_by, steps)

    @rule(
        scale=st.sampled_from([*TEXT_SCALES, 7.0]),
        contrast=st.booleans(),
        still=st.booleans(),
        reach=st.booleans(),
        aloud=st.booleans(),
    )
    def comfort(self, scale, contrast, still, reach, aloud):
        self.move(
            transitions.set_display_settings,
            DisplaySettings(
                text_scale=scale,
                contrast=contrast,
                reduced_motion=still,
                reach=reach,
                auto_read_aloud=aloud,
            ),
        )

    @rule(key=st.sampled_from(["r1", "unknown"]))
    def open_resource(self, key):
        self.move(transitions.open_resource, key)

    @rule(language=st.sampled_from(["en", "es", "xx"]))
    def speak(self, language):
        self.move(transitions.set_language, language)

    @rule(guide=st.sampled_from([GUIDE, *OTHERS]))
    def renew(self, guide):
        self.state = transitions.with_catalogue(self.state, self.guide, guide)
        self.guide = guide

    @invariant()
    def home_is_one_touch_away_and_nothing_of_the_visit_is_left(self):
        home = transitions.go_home(self.state, self.guide)
        assert home == SessionState(language=self.guide.languages[0], loop=home.loop)
        assert (home.place, home.loop.page, home.loop.paused) == (Place(), 0, False)
        assert not transitions.session_in_progress(home, self.guide)
        slide = self.guide.slide(home.loop)
        assert slide.work not in self.state.opened
        assert slide.work not in self.guide.written
        assert transitions.go_home(home, self.guide) == home

    @invariant()
    def everything_open_exists(self):
        place = self.state.place
        assert not place.work or place.work in dict(self.guide.works)
        assert not place.event or place.event in self.guide.events
        assert not place.resource or place.resource in self.guide.resources
        assert place.medium in ("", *self.guide.media)
        assert self.state.language in self.guide.languages
        assert self.state.display.text_scale in TEXT_SCALES
        assert 0 <= self.state.zoom <= transitions.MAX_ZOOM
        assert place.page >= 0
        assert 0 <= self.state.loop.slide < len(self.guide.playlist)
        assert len(self.state.history) <= transitions.HISTORY_LENGTH

    @invariant()
    def a_noted_work_is_never_in_the_loop_or_zoomed_unseen(self):
        assert self.guide.slide(self.state.loop).work not in self.guide.with_content_note
        assert not (transitions.is_behind_content_note(self.state, self.guide) and self.state.zoom)

    @invariant()
    def back_always_ends_at_the_loop(self):
        state = self.state
        for _ in range(transitions.HISTORY_LENGTH + 4):
            state = transitions.go_back(state, self.guide)
        assert state.on_loop


Visits.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestVisits = Visits.TestCase

"""The session's state machine: examples, and rules that hold after any sequence of touches."""

from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kiosk.session import (
    TEXT_SCALES,
    Catalogue,
    DisplaySettings,
    Location,
    LoopPosition,
    ProgrammeFilter,
    Screen,
    SessionState,
    Slide,
    SlideKind,
    build_playlist,
    transitions,
)

WORKS = (("a", "photography"), ("b", "poetry"), ("c", "photography"), ("d", "graphic art"))
CATALOGUE = Catalogue(
    works=WORKS,
    with_content_note=frozenset({"d"}),
    written_works=frozenset({"b"}),
    picture_counts={"a": 3, "d": 2},
    playlist=build_playlist(["a", "b", "c"], board=True, board_every=2),
    events=("e1", "e2"),
    resources=("r1",),
    languages=("en", "es"),
)


# Other content that may arrive during a session: fewer works, a poem without a board, nothing.
OTHER_CATALOGUES = (
    Catalogue(
        works=WORKS[1:3],
        written_works=frozenset({"b"}),
        playlist=build_playlist(["b", "c"], board=True, board_every=2),
        events=("e2",),
    ),
    Catalogue(
        works=WORKS[1:2],
        written_works=frozenset({"b"}),
        playlist=build_playlist(["b"], board=False, board_every=2),
        resources=("r1",),
    ),
    Catalogue(),
)


def test_the_playlist_includes_the_board_and_is_never_empty():
    assert [slide.work or slide.kind.value for slide in CATALOGUE.playlist] == [
        "a",
        "b",
        "board",
        "c",
    ]
    assert [slide.kind for slide in build_playlist([], board=True, board_every=4)] == [
        SlideKind.POSTER,
        SlideKind.BOARD,
    ]
    assert build_playlist([], board=False, board_every=4) == (Slide(kind=SlideKind.POSTER),)
    assert build_playlist(["a"], board=True, board_every=4)[-1].kind is SlideKind.BOARD


def test_open_slide_opens_what_the_loop_shows():
    state = transitions.initial_state(CATALOGUE)
    assert transitions.open_slide(state, CATALOGUE).location.work == "a"
    board = transitions.go_to_slide(state, CATALOGUE, 2)
    assert transitions.open_slide(board, CATALOGUE).location.screen is Screen.BOARD


def test_next_and_previous_cycle_through_the_chosen_medium():
    state = transitions.filter_by_medium(
        transitions.open_screen(transitions.initial_state(CATALOGUE), CATALOGUE, Screen.WALL),
        CATALOGUE,
        "photography",
    )
    state = transitions.open_work(state, CATALOGUE, "a")
    state = transitions.open_adjacent_work(state, CATALOGUE, 1)
    assert state.location.work == "c"
    assert transitions.open_adjacent_work(state, CATALOGUE, 1).location.work == "a"
    back = transitions.go_back(state, CATALOGUE)
    assert (back.location.screen, back.location.medium) == (Screen.WALL, "photography")


def test_a_content_note_covers_the_work_each_time_it_is_opened():
    state = transitions.open_work(transitions.initial_state(CATALOGUE), CATALOGUE, "d")
    assert transitions.is_behind_content_note(state, CATALOGUE)
    assert transitions.zoom_by(state, CATALOGUE, 1).zoom == 0
    seen = transitions.reveal_work(state, CATALOGUE)
    assert not transitions.is_behind_content_note(seen, CATALOGUE)
    again = transitions.open_adjacent_work(
        transitions.open_adjacent_work(seen, CATALOGUE, 1), CATALOGUE, -1
    )
    assert transitions.is_behind_content_note(again, CATALOGUE)


def test_a_work_behind_a_content_note_is_not_loaded_ahead():
    """Work "c" has "d" next to it, which has a content note."""
    state = transitions.open_work(transitions.initial_state(CATALOGUE), CATALOGUE, "c")
    beside = transitions.adjacent_works(state, CATALOGUE)
    assert beside[0] == "c"
    assert "b" in beside
    assert "d" not in beside
    noted = transitions.open_work(state, CATALOGUE, "d")
    assert "d" not in transitions.adjacent_works(noted, CATALOGUE)


def test_the_loop_turns_the_pages_of_a_slide_before_the_next_slide():
    state = transitions.turn_loop(
        transitions.go_to_slide(transitions.initial_state(CATALOGUE), CATALOGUE, 1), CATALOGUE, 1, 3
    )
    assert state.loop == LoopPosition(slide=1, page=1)
    assert transitions.turn_loop(
        transitions.turn_loop(state, CATALOGUE, 1, 3), CATALOGUE, 1, 3
    ).loop == LoopPosition(slide=2, page=0)


def test_home_shows_an_unopened_picture_else_the_board_else_the_poster():
    def home(state, catalogue=CATALOGUE):
        loop = transitions.go_home(state, catalogue).loop
        assert loop.skip_transition, "no crossfade"
        return catalogue.slide_at(loop)

    opened = transitions.open_slide(transitions.initial_state(CATALOGUE), CATALOGUE)
    assert opened.location.work == "a"
    assert home(opened).work == "c", "neither the opened picture nor the poem after it"
    both = transitions.open_adjacent_work(
        transitions.open_adjacent_work(opened, CATALOGUE, 1), CATALOGUE, 1
    )
    assert both.opened_works == {"a", "b", "c"}
    assert home(both).kind is SlideKind.BOARD
    poems = OTHER_CATALOGUES[1]
    alone = transitions.go_home(
        transitions.open_slide(transitions.initial_state(poems), poems), poems
    )
    assert poems.slide_at(alone.loop).kind is SlideKind.POSTER, (
        "the poster is shown where there is nothing else"
    )
    assert not transitions.session_in_progress(alone, poems)
    assert poems.slide_at(transitions.turn_loop(alone, poems, 1).loop).work == "b"
    assert transitions.open_slide(alone, poems).location.screen is Screen.ABOUT


def test_home_in_the_loop_moves_on_from_a_poem_but_keeps_a_picture():
    poem = transitions.toggle_pause(
        transitions.turn_loop(
            transitions.go_to_slide(transitions.initial_state(CATALOGUE), CATALOGUE, 1),
            CATALOGUE,
            1,
            3,
        ),
        CATALOGUE,
    )
    assert (CATALOGUE.slide_at(poem.loop).work, poem.loop.page) == ("b", 1)
    assert CATALOGUE.slide_at(transitions.go_home(poem, CATALOGUE).loop).work == "c"
    for number in (0, 2, 3):
        assert (
            transitions.go_home(
                transitions.go_to_slide(transitions.initial_state(CATALOGUE), CATALOGUE, number),
                CATALOGUE,
            ).loop.slide
            == number
        )


def test_back_returns_to_the_loop_as_it_was_left():
    poem = transitions.turn_loop(
        transitions.go_to_slide(transitions.initial_state(CATALOGUE), CATALOGUE, 1), CATALOGUE, 1, 3
    )
    back = transitions.go_back(transitions.open_slide(poem, CATALOGUE), CATALOGUE)
    assert back == replace(poem, loop=replace(poem.loop, skip_transition=True))
    assert not transitions.session_in_progress(back, CATALOGUE)


def test_late_scroll_events_are_ignored_on_other_screens():
    board = transitions.open_screen(
        transitions.open_screen(transitions.initial_state(CATALOGUE), CATALOGUE, Screen.WALL),
        CATALOGUE,
        Screen.BOARD,
    )
    assert transitions.scroll_wall(board, CATALOGUE, 19) == board
    loop = transitions.initial_state(CATALOGUE)
    assert (
        transitions.scroll_wall(loop, CATALOGUE, 19)
        == transitions.go_to_page(loop, CATALOGUE, 3)
        == transitions.go_to_list_page(loop, CATALOGUE, 3)
        == loop
    )


def test_new_content_keeps_the_place_and_slide_that_still_exist():
    open_b = transitions.open_work(
        transitions.go_to_slide(transitions.initial_state(CATALOGUE), CATALOGUE, 3), CATALOGUE, "b"
    )
    smaller = Catalogue(
        works=WORKS[1:3],
        playlist=build_playlist(["b", "c"], board=True, board_every=2),
        events=("e2",),
        languages=("en",),
    )
    kept = transitions.with_catalogue(open_b, CATALOGUE, smaller)
    assert kept.location.work == "b"
    assert smaller.playlist[kept.loop.slide].work == "c"
    without_b = Catalogue(
        works=WORKS[2:3],
        playlist=build_playlist(["c"], board=False, board_every=2),
        languages=("en",),
    )
    assert transitions.with_catalogue(open_b, CATALOGUE, without_b).location.screen is Screen.LOOP
    photographs = transitions.filter_by_medium(
        transitions.open_screen(open_b, CATALOGUE, Screen.WALL), CATALOGUE, "photography"
    )
    assert (
        transitions.with_catalogue(photographs, CATALOGUE, OTHER_CATALOGUES[1]).location.medium
        == ""
    ), "a medium without works shows all works"


def test_in_reach_mode_a_list_opens_alone_and_back_returns_to_it():
    low = transitions.set_display_settings(
        transitions.initial_state(CATALOGUE), CATALOGUE, DisplaySettings(reach=True)
    )
    board = transitions.open_screen(low, CATALOGUE, Screen.BOARD)
    assert board.location.event == ""
    opened = transitions.open_event(
        transitions.go_to_list_page(board, CATALOGUE, 1), CATALOGUE, "e2"
    )
    assert opened.location.event == "e2"
    back = transitions.go_back(opened, CATALOGUE)
    assert (back.location.screen, back.location.event, back.location.list_page) == (
        Screen.BOARD,
        "",
        1,
    )
    assert transitions.open_screen(opened, CATALOGUE, Screen.BOARD).location.event == "", (
        "the bottom bar leads to the list as well"
    )
    resource = transitions.open_resource(
        transitions.open_screen(low, CATALOGUE, Screen.RESOURCES), CATALOGUE, "r1"
    )
    assert (
        transitions.go_back(resource, CATALOGUE).location
        == transitions.open_screen(low, CATALOGUE, Screen.RESOURCES).location
    )
    assert (
        transitions.open_screen(
            transitions.initial_state(CATALOGUE), CATALOGUE, Screen.BOARD
        ).location.event
        == ""
    ), "the whole programme is shown, and no event beside it"


def test_new_page_breaks_reset_the_wall_and_history_but_not_an_open_text():
    wall = transitions.scroll_wall(
        transitions.open_screen(transitions.initial_state(CATALOGUE), CATALOGUE, Screen.WALL),
        CATALOGUE,
        4,
    )
    reading = transitions.go_to_page(transitions.open_work(wall, CATALOGUE, "b"), CATALOGUE, 3)
    larger = transitions.set_display_settings(reading, CATALOGUE, DisplaySettings(text_scale=1.5))
    assert larger.location.page == 3, "ReadingText reports the new page number"
    assert transitions.go_back(larger, CATALOGUE).location.page == 0, (
        "the wall starts at its first row"
    )
    assert (
        transitions.set_display_settings(wall, CATALOGUE, DisplaySettings(reach=True)).location.page
        == 0
    )
    assert (
        transitions.set_display_settings(
            wall, CATALOGUE, DisplaySettings(contrast=True)
        ).location.page
        == 4
    )
    loop = transitions.turn_loop(
        transitions.go_to_slide(transitions.initial_state(CATALOGUE), CATALOGUE, 1), CATALOGUE, 1, 3
    )
    assert transitions.set_display_settings(
        loop, CATALOGUE, DisplaySettings(reach=True)
    ).loop == LoopPosition(slide=1)


def test_pictures_of_a_work_are_turned_whole_and_left_with_it():
    opened = transitions.open_work(transitions.initial_state(CATALOGUE), CATALOGUE, "a")
    close = transitions.zoom_by(opened, CATALOGUE, 2)
    second = transitions.show_picture(close, CATALOGUE, 1)
    assert (second.location.picture, second.zoom) == (1, 0)
    assert second.history == opened.history
    for number in (-1, 3):
        assert transitions.show_picture(second, CATALOGUE, number) == second
    assert transitions.open_adjacent_work(second, CATALOGUE, 1).location.picture == 0
    fewer = replace(CATALOGUE, picture_counts={})
    assert transitions.with_catalogue(second, CATALOGUE, fewer).location.picture == 0
    home = transitions.go_home(second, CATALOGUE)
    assert transitions.show_picture(home, CATALOGUE, 1) == home


class SessionMachine(RuleBasedStateMachine):
    """Any touch at any time, while the content may change too."""

    @initialize()
    def start(self):
        self.catalogue = CATALOGUE
        self.state = transitions.initial_state(CATALOGUE)

    def apply(self, step, *args):
        was = self.state
        self.state = step(was, self.catalogue, *args)
        work = self.state.location.work
        assert not work or work in self.state.opened_works, "an open work is recorded"
        assert self.state.on_loop or was.opened_works <= self.state.opened_works, (
            "until the session ends"
        )

    @rule(screen=st.sampled_from(list(Screen)))
    def open_screen(self, screen):
        self.apply(transitions.open_screen, screen)

    @rule(key=st.sampled_from(["a", "b", "c", "d", "unknown"]))
    def open_work(self, key):
        self.apply(transitions.open_work, key)

    @rule(picture=st.integers(min_value=-1, max_value=4))
    def show_picture(self, picture):
        self.apply(transitions.show_picture, picture)
        location = self.state.location
        assert 0 <= location.picture < self.catalogue.picture_counts.get(location.work, 1)

    @rule(key=st.sampled_from(["e1", "e2", "unknown"]))
    def open_event(self, key):
        self.apply(transitions.open_event, key)

    @rule(by=st.sampled_from([-1, 1]))
    def step(self, by):
        self.apply(transitions.open_adjacent_work, by)
        self.apply(transitions.turn_loop, by, 2)

    @rule(
        step=st.sampled_from(
            [
                transitions.go_back,
                transitions.reveal_work,
                transitions.toggle_pause,
                transitions.toggle_display_panel,
                transitions.open_slide,
                transitions.show_idle_prompt,
                transitions.keep_going,
                transitions.go_home,
            ]
        )
    )
    def touch(self, step):
        self.apply(step)

    @rule(page=st.integers(min_value=-2, max_value=9))
    def go_to_page(self, page):
        was = self.state
        self.apply(transitions.go_to_page, page)
        self.apply(transitions.go_to_list_page, page)
        self.apply(transitions.scroll_wall, page)
        assert not was.on_loop or self.state == was

    @rule(slide=st.integers(min_value=-2, max_value=9))
    def go_to_slide(self, slide):
        self.apply(transitions.go_to_slide, slide)

    @rule(medium=st.sampled_from(["", "photography", "poetry", "unknown"]))
    def filter_by_medium(self, medium):
        self.apply(transitions.open_screen, Screen.WALL)
        self.apply(transitions.filter_by_medium, medium)

    @rule(month=st.sampled_from(["", "2026-01"]), kind=st.sampled_from(["", "calendar"]))
    def month_and_code(self, month, kind):
        self.apply(transitions.show_month, month)
        self.apply(transitions.choose_code, kind)

    @rule(slot=st.sampled_from(["", "2026-01-13T13:00"]), choosing=st.booleans())
    def slot_and_filter(self, slot, choosing):
        self.apply(transitions.open_screen, Screen.BOARD)
        self.apply(transitions.show_slot, slot)
        self.apply(transitions.choose_filter, choosing)
        self.apply(transitions.filter_programme, ProgrammeFilter(language="es"))

    @rule(steps=st.integers(min_value=-3, max_value=3))
    def zoom(self, steps):
        self.apply(transitions.zoom_by, steps)

    @rule(
        scale=st.sampled_from([*TEXT_SCALES, 7.0]),
        contrast=st.booleans(),
        reduced_motion=st.booleans(),
        reach=st.booleans(),
        aloud=st.booleans(),
    )
    def set_display_settings(self, scale, contrast, reduced_motion, reach, aloud):
        self.apply(
            transitions.set_display_settings,
            DisplaySettings(
                text_scale=scale,
                contrast=contrast,
                reduced_motion=reduced_motion,
                reach=reach,
                auto_read_aloud=aloud,
            ),
        )

    @rule(key=st.sampled_from(["r1", "unknown"]))
    def open_resource(self, key):
        self.apply(transitions.open_resource, key)

    @rule(language=st.sampled_from(["en", "es", "xx"]))
    def set_language(self, language):
        self.apply(transitions.set_language, language)

    @rule(catalogue=st.sampled_from([CATALOGUE, *OTHER_CATALOGUES]))
    def replace_content(self, catalogue):
        self.state = transitions.with_catalogue(self.state, self.catalogue, catalogue)
        self.catalogue = catalogue

    @invariant()
    def home_leaves_nothing_of_the_session(self):
        home = transitions.go_home(self.state, self.catalogue)
        assert home == SessionState(language=self.catalogue.languages[0], loop=home.loop)
        assert (home.location, home.loop.page, home.loop.paused) == (Location(), 0, False)
        assert not transitions.session_in_progress(home, self.catalogue)
        slide = self.catalogue.slide_at(home.loop)
        assert slide.work not in self.state.opened_works
        assert slide.work not in self.catalogue.written_works
        assert transitions.go_home(home, self.catalogue) == home

    @invariant()
    def everything_open_exists(self):
        location = self.state.location
        assert not location.work or location.work in dict(self.catalogue.works)
        assert not location.event or location.event in self.catalogue.events
        assert not location.resource or location.resource in self.catalogue.resources
        assert location.medium in ("", *self.catalogue.media)
        assert self.state.language in self.catalogue.languages
        assert self.state.display.text_scale in TEXT_SCALES
        assert 0 <= self.state.zoom <= transitions.MAX_ZOOM
        assert location.page >= 0
        assert 0 <= self.state.loop.slide < len(self.catalogue.playlist)
        assert len(self.state.history) <= transitions.HISTORY_LENGTH

    @invariant()
    def a_work_with_a_content_note_is_never_in_the_loop_or_zoomed_while_covered(self):
        assert self.catalogue.slide_at(self.state.loop).work not in self.catalogue.with_content_note
        assert not (
            transitions.is_behind_content_note(self.state, self.catalogue) and self.state.zoom
        )

    @invariant()
    def back_always_ends_at_the_loop(self):
        state = self.state
        for _ in range(transitions.HISTORY_LENGTH + 4):
            state = transitions.go_back(state, self.catalogue)
        assert state.on_loop


SessionMachine.TestCase.settings = settings(stateful_step_count=30)
TestSessionMachine = SessionMachine.TestCase


def told_events(playlist: tuple[Slide, ...]) -> list[str]:
    return [slide.event for slide in playlist if slide.kind is SlideKind.EVENT]


def test_after_each_board_events_are_told_in_turn():
    playlist = build_playlist(
        list("abcdefgh"), board=True, board_every=4, events=["1", "2", "3"], events_each=2
    )
    shown = [slide.work or slide.event or slide.kind.value for slide in playlist]
    one, two = ["a", "b", "c", "d", "board"], ["e", "f", "g", "h", "board"]
    assert shown == [*one, "1", "2", *two, "3", "1"]


@pytest.mark.parametrize("count", [1, 5, 7, 24])
@pytest.mark.parametrize("works", [0, 1, 3, 25])
def test_every_event_of_the_loop_has_its_turn(count: int, works: int):
    events = [str(at) for at in range(count)]
    names = [f"w{at}" for at in range(works)]
    playlist = build_playlist(names, board=True, board_every=4, events=events, events_each=4)
    assert set(told_events(playlist)) == set(events)
    assert {slide.work for slide in playlist if slide.work} == set(names)


def test_a_touch_on_a_told_event_opens_it():
    catalogue = replace(
        CATALOGUE, playlist=build_playlist(["a"], board=True, board_every=1, events=["e2"])
    )
    state = transitions.go_to_slide(transitions.initial_state(catalogue), catalogue, 2)
    assert transitions.open_slide(state, catalogue).location.event == "e2"

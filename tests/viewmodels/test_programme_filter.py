"""By what the programme is filtered: only what makes a difference, in any combination."""

from datetime import datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain import Event, Localized, Timed
from kiosk.schedule import build_agenda
from kiosk.session import ProgrammeFilter
from kiosk.viewmodels.displayed.programme_filter import (
    ONLINE,
    FilterKind,
    filter_choices,
    filtered,
    with_choice,
)

NOW = datetime(2026, 1, 13, 8, 0, tzinfo=ZoneInfo("America/Los_Angeles"))
NONE = ProgrammeFilter()


def event(
    number: int, place: str = "", groups=(), languages=(), online: str = "", **texts
) -> Event:
    starts = NOW.replace(day=14, hour=9 + number % 8)
    return Event(
        key=f"events/{number}",
        file=f"events/{number}.md",
        title=Localized.of([("en", f"Talk {number}")]),
        when=Timed(starts=starts),
        timezone="America/Los_Angeles",
        place=texts.get("localized") or Localized.of([("en", place)]),
        online=Localized.of([("en", online)]),
        groups=tuple(Localized.of([("en", group)]) for group in groups),
        languages=languages,
    )


def entries_of(*events: Event):
    return build_agenda(events, NOW)


def offered(entries, chosen=NONE) -> list[tuple[str, str]]:
    return [(str(one.kind), one.words) for one in filter_choices(entries, chosen, "en")]


def test_only_values_that_make_a_difference_are_offered(qapp):
    entries = entries_of(
        event(1, "Hall", ["families"], ("en",)),
        event(2, "Hall", ["families"], ("en", "es")),
        event(3, "Room 9", ["families"], ("en",)),
    )
    # All are for families and in English.
    assert offered(entries) == [("place", "Hall"), ("place", "Room 9"), ("language", "Spanish")]


def test_one_place_alone_is_no_choice(qapp):
    assert offered(entries_of(event(1, "Hall"), event(2, "Hall"))) == []


def test_rooms_stand_in_the_order_of_their_numbers_and_online_last(qapp):
    entries = entries_of(
        event(1, "Room 112"), event(2, "Room 9"), event(3, online="Webinar"), event(4, "Auditorium")
    )
    assert [words for _, words in offered(entries)] == [
        "Auditorium",
        "Room 9",
        "Room 112",
        "Online",
    ]


def test_spellings_of_a_place_are_one_and_namesakes_are_told_apart(qapp):
    entries = entries_of(
        event(1, "Room 9, North Wing"),
        event(2, "room 9,  north wing."),
        event(3, "Room 9, South Wing"),
        event(4, "Hall"),
    )
    assert [words for _, words in offered(entries)] == [
        "Hall",
        "Room 9, North Wing",
        "Room 9, South Wing",
    ]
    chosen = with_choice(NONE, FilterKind.PLACE, "room 9, north wing")
    assert [one.event.key for one in filtered(entries, chosen)] == ["events/1", "events/2"]


def test_what_is_also_online_is_found_by_both(qapp):
    entries = entries_of(event(1, "Hall", online="Webinar"), event(2, "Hall"), event(3, "Room 9"))
    online = with_choice(NONE, FilterKind.PLACE, ONLINE)
    hall = with_choice(NONE, FilterKind.PLACE, "hall")
    assert len(filtered(entries, online)) == 1
    assert len(filtered(entries, hall)) == 2


def test_a_translated_place_is_one_place(qapp):
    both = Localized.of([("en", "Hall"), ("es", "Salón")])
    entries = entries_of(event(1, "Hall"), event(2, localized=both), event(3, "Room 9"))
    words = [one.words for one in filter_choices(entries, NONE, "es")]
    assert words == ["Room 9", "Salón"]


@pytest.mark.parametrize("kind", FilterKind)
def test_a_second_touch_takes_a_choice_back(kind):
    chosen = with_choice(NONE, kind, "x")
    assert chosen
    assert with_choice(chosen, kind, "x") == NONE


def test_what_was_chosen_stays_to_be_taken_back_when_its_last_event_is_over(qapp):
    entries = entries_of(event(1, "Hall"), event(2, "Room 9"))
    choices = filter_choices(entries, ProgrammeFilter(place="annex"), "en")
    assert [(one.words, one.chosen) for one in choices if one.chosen] == [("Annex", True)]


_PLACES = st.sampled_from(["", "Hall", "Room 9", "Room 112"])
_EVENTS = st.lists(
    st.tuples(
        _PLACES,
        st.lists(st.sampled_from(["families", "teachers"]), max_size=2, unique=True),
        st.lists(st.sampled_from(["en", "es", "ar"]), max_size=2, unique=True),
        st.booleans(),
    ),
    min_size=1,
    max_size=9,
)


@settings(max_examples=40, deadline=None)
@given(_EVENTS)
def test_every_combination_that_can_be_touched_shows_events_and_fewer(described):
    entries = entries_of(
        *(
            event(number, place, groups, tuple(tags), "Webinar" if online else "")
            for number, (place, groups, tags, online) in enumerate(described)
        )
    )
    choices = filter_choices(entries, NONE, "en")
    for one in choices:
        assert 0 < one.count < len(entries)
        chosen = with_choice(NONE, one.kind, one.key)
        fit = filtered(entries, chosen)
        assert len(fit) == one.count
        for other in filter_choices(entries, chosen, "en"):
            both = filtered(entries, with_choice(chosen, other.kind, other.key))
            assert len(both) == (len(entries) if other == one else other.count) or other.chosen
            assert both
    kinds = [one.kind for one in choices]
    for kind, key in product(FilterKind, [""]):
        # Nothing stands for all.
        assert kinds.count(kind) == 0 or all(one.key != key for one in choices)

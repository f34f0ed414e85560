"""A board with more entries than it lists: what somebody wrote by hand stays among them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from kiosk.domain.bounds import BOARD_ENTRIES
from kiosk.schedule import build_agenda
from kiosk.viewmodels.displayed.displayed_content import _listed
from tests import long_lists

MOST = BOARD_ENTRIES.limit


def test_a_full_calendar_leaves_room_for_events_by_hand():
    of_calendar = [
        replace(event, key=f"c{event.key}", file="events/Full.ICS")
        for event in long_lists.events(2 * MOST)
    ]
    last = of_calendar[-1].when
    by_hand = [
        replace(
            event,
            when=replace(last, starts=last.starts + timedelta(days=at), ends=None),
        )
        for at, event in enumerate(long_lists.events(MOST))
    ]
    entries = build_agenda([*of_calendar, *by_hand], long_lists.START)
    listed = _listed(entries)
    assert len(listed) == MOST
    assert [one for one in entries if one in set(listed)] == list(listed)
    own = [one.event for one in listed if one.event.file.endswith(".md")]
    assert own == by_hand[: MOST // 3]
    # Without so many by hand, calendars have the rest.
    few = _listed(build_agenda([*of_calendar, *by_hand[:2]], long_lists.START))
    assert len(few) == MOST
    assert sum(one.event.file.endswith(".md") for one in few) == 2
    assert _listed(build_agenda(by_hand, long_lists.START)) == build_agenda(
        by_hand[:MOST], long_lists.START
    )

"""Which notices stand at a time."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import Localized, Notice, NoticeLevel
from kiosk.domain.bounds import NOTICES
from kiosk.schedule.notices import active_notices, next_notice_change

NOON = datetime(2026, 1, 13, 12, tzinfo=UTC)
moments = st.none() | st.integers(-3, 3).map(lambda hours: NOON + timedelta(hours=hours))


@st.composite
def notices(draw: st.DrawFn) -> tuple[Notice, ...]:
    return tuple(
        Notice(
            key=f"notices/{number}",
            file=f"notices/{number}.md",
            level=draw(st.sampled_from(NoticeLevel)),
            headline=Localized.of([("en", "h")]),
            shown_from=draw(moments),
            shown_until=draw(moments),
            prepared=draw(st.booleans()),
            issued=draw(moments),
        )
        for number in range(draw(st.integers(0, 25)))
    )


@given(given_notices=notices(), now=moments.filter(bool), up=st.sets(st.integers(0, 25)))
def test_a_notice_stands_in_its_window_only(given_notices, now, up):
    put_up = {f"notices/{number}" for number in up}
    active = active_notices(given_notices, now, put_up=put_up)
    for one in given_notices:
        in_time = (one.shown_from or now) <= now and (
            one.shown_until is None or now < one.shown_until
        )
        expected = in_time and (not one.prepared or one.key in put_up)
        assert (one in active) == expected or len(active) == NOTICES.limit
    levels = [list(NoticeLevel).index(one.level) for one in active]
    assert levels == sorted(levels, reverse=True)


@given(given_notices=notices(), now=moments.filter(bool))
def test_nothing_changes_before_the_next_change(given_notices, now):
    following = next_notice_change(given_notices, now)
    just_before = (following or NOON + timedelta(days=9)) - timedelta(microseconds=1)
    assert active_notices(given_notices, now) == active_notices(given_notices, just_before)


def test_what_staff_took_down_does_not_stand():
    one = Notice(
        key="a", file="a.md", level=NoticeLevel.EMERGENCY, headline=Localized.of([("en", "h")])
    )
    assert active_notices([one], NOON) == (one,)
    assert active_notices([one], NOON, taken_down=[one]) == ()

"""The notices' view model: turns, languages, touches, and what staff decide."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import Exhibition, HelpLine, Localized, Notice, NoticeLevel
from kiosk.domain.notice import BAND_LETTERS
from kiosk.staff.notice_choices import NoticeChoices
from kiosk.viewmodels.displayed.notice_words import (
    PAGE_LETTERS,
    SIDE_BY_SIDE_LETTERS,
    emergency_turns,
)
from kiosk.viewmodels.info.notices import NoticesViewModel

NOON = datetime(2026, 1, 13, 12, tzinfo=UTC)
SHOW = Exhibition(languages=("en", "es", "ar"), help_line=HelpLine(emergency="911"))


def notice(key: str = "a", level: NoticeLevel = NoticeLevel.CLOSED, **values: object) -> Notice:
    words = values.pop("headline", [("en", "Closed"), ("es", "Cerrado")])
    text = values.pop("text", [("en", "Back at 8."), ("es", "A las 8.")])
    return Notice(
        key=key,
        file=f"{key}.md",
        level=level,
        headline=Localized.of(words),  # type: ignore[arg-type]
        text=Localized.of(text),  # type: ignore[arg-type]
        **values,  # type: ignore[arg-type]
    )


FIRE = notice(
    "fire",
    NoticeLevel.EMERGENCY,
    headline=[("en", "Leave"), ("es", "Salga"), ("ar", "غادر")],
)


class Clock:
    def __init__(self) -> None:
        self.time = NOON

    def now(self) -> datetime:
        return self.time

    def monotonic(self) -> float:
        return 0.0


@pytest.fixture
def board(qapp, tmp_path):
    clock, staff = Clock(), SimpleNamespace(present=False)
    model = NoticesViewModel(clock, lambda: staff.present)
    model.set_exhibition(SHOW, "en")
    model.enable_choices(NoticeChoices(tmp_path))
    return SimpleNamespace(model=model, clock=clock, staff=staff, folder=tmp_path)


def test_a_band_is_in_the_visitors_language_and_one_more(board):
    board.model.set_notices((notice(),))
    band = board.model
    assert (band.band, band.emergency) == (True, False)
    assert (band.bandHeadline, band.bandText) == ("Closed", "Back at 8.")
    assert band.bandSecond == "Cerrado. A las 8."
    board.model.set_exhibition(SHOW, "es")
    assert (band.bandHeadline, band.bandSecond) == ("Cerrado", "Closed. Back at 8.")


def test_a_short_band_ends_with_a_sentence(board):
    long = "Closed for repairs. Staff are back tomorrow at 8."
    board.model.set_notices((notice(text=[("en", long), ("es", "A las 8. Gracias.")]),))
    assert (board.model.bandText, board.model.bandShort) == (long, "Closed for repairs.")
    assert board.model.bandShortSecond == "Cerrado. A las 8."


@pytest.mark.parametrize("times", ["8:00 AM – 5:00 PM", "9-11", "14.00 - 16.30", "8 a.m. - 5 p.m."])
def test_a_range_of_times_stays_on_one_line(board, times):
    board.model.set_notices((notice(text=[("en", f"Open from {times} again.")]),))
    shown = board.model.bandText
    assert len(shown.split(" ")) == 4
    assert "".join(shown.replace("\u2060", "").split()) == f"Openfrom{times}again.".replace(" ", "")


def test_a_text_without_room_leaves_the_headline(board):
    board.model.set_notices((notice(text=[("en", "x" * (BAND_LETTERS + 1))]),))
    assert (board.model.bandHeadline, board.model.bandText) == ("Closed", "")


def test_an_emergency_takes_turns_in_all_languages_and_keeps_the_first(board):
    board.model.set_notices((FIRE, notice()))
    model = board.model
    assert (model.emergency, model.band) == (True, False)
    seen = []
    for _ in range(4):
        seen.append((model.first.headline, model.second.headline))
        model.take_turn()
    assert [first for first, _ in seen] == ["Leave"] * 4
    assert [second[-5:] for _, second in seen[:3]] == ["Salga", seen[1][1][-5:], "Salga"]
    assert "غادر" in seen[1][1]
    assert model.second.rightToLeft or model.second.headline == "Salga"


def test_its_sign_and_number_are_in_each_language(board):
    board.model.set_notices((FIRE,))
    model = board.model
    assert (model.first.sign, model.first.call) == ("Emergency", "In danger, call\u00a0911")
    assert (model.second.sign, model.second.call) == ("Emergencia", "En peligro, llame al\u00a0911")


def test_a_long_instruction_has_the_screen_for_itself(board):
    long = notice(
        "fire", NoticeLevel.EMERGENCY, text=[("en", "x" * (SIDE_BY_SIDE_LETTERS + 1)), ("es", "y")]
    )
    board.model.set_notices((long,))
    assert not board.model.sideBySide
    board.model.take_turn()
    assert board.model.first.headline == "Cerrado"


@given(st.lists(st.text("ab. \n", max_size=400), max_size=4))
def test_pages_hold_every_word_once_and_in_order(qapp, parts):
    text = " ".join(parts)
    long = notice(
        "fire",
        NoticeLevel.EMERGENCY,
        headline=[("en", "Leave")],
        text=[("en", f"{text} {'x' * 201}")],
    )
    pages = [turn.first.text for turn in emergency_turns([long], SHOW)]
    assert all(len(page) <= PAGE_LETTERS for page in pages)
    assert "".join(pages).replace(" ", "") == "".join(f"{text}{'x' * 201}".split())


def test_it_comes_and_goes_by_the_clock(board):
    hour = timedelta(hours=1)
    board.model.set_notices((notice(shown_from=NOON + hour, shown_until=NOON + 2 * hour),))
    seen = []
    for hours in range(4):
        board.clock.time = NOON + hours * hour
        board.model.check_time()
        seen.append(board.model.band)
    assert seen == [False, True, False, False]


def test_a_touch_takes_away_what_it_may_until_the_visitor_has_left(board):
    board.model.set_notices((FIRE, notice(until_touched=True)))
    board.model.on_user_activity()
    assert [one.key for one in board.model.active] == ["fire"]
    board.model.on_session_expired()
    assert [one.key for one in board.model.active] == ["fire", "a"]


class TestStaff:
    prepared = notice("fire", NoticeLevel.EMERGENCY, prepared=True)

    def test_a_prepared_notice_stands_when_staff_put_it_up(self, board):
        board.model.set_notices((self.prepared,))
        assert not board.model.emergency
        board.model.setUp("fire", True)
        assert not board.model.emergency, "nobody is at the panel"
        board.staff.present = True
        board.model.setUp("fire", True)
        assert board.model.emergency
        assert NoticeChoices(board.folder).put_up == {"fire"}
        board.model.setUp("fire", False)
        assert not board.model.emergency

    def test_a_restart_keeps_it_up(self, board):
        NoticeChoices(board.folder).set_put_up(["fire"])
        board.model.enable_choices(NoticeChoices(board.folder))
        board.model.set_notices((self.prepared,))
        assert board.model.emergency

    def test_it_is_put_up_again_by_hand_once_its_file_was_gone(self, board):
        board.staff.present = True
        board.model.set_notices((self.prepared,))
        board.model.setUp("fire", True)
        board.model.set_notices(())
        board.model.set_notices((self.prepared,))
        assert not board.model.emergency

    def test_what_staff_took_down_stands_again_when_it_is_written_again(self, board):
        board.staff.present = True
        board.model.set_notices((FIRE,))
        board.model.setUp("fire", False)
        assert not board.model.emergency
        rows = board.model.staffRows.rows
        assert [(row["key"], row["up"]) for row in rows] == [("fire", False)]
        again = notice("fire", NoticeLevel.EMERGENCY, issued=NOON)
        board.model.set_notices((again,))
        assert board.model.emergency

    def test_the_most_urgent_is_the_first_of_the_list(self, board):
        board.model.set_notices((notice("a", prepared=True), self.prepared))
        assert [row["key"] for row in board.model.staffRows.rows] == ["fire", "a"]

    def test_the_list_is_empty_without_notices_to_decide_about(self, board):
        board.model.set_notices(())
        assert board.model.staffListEmpty


def test_no_code_leads_where_codes_may_not(board):
    model = board.model
    for link, address in (("https://www.cdss.ca.gov", True), ("javascript:alert(1)", False)):
        model.set_notices((notice("fire", NoticeLevel.EMERGENCY, link=link),))
        assert bool(model.payload) == address

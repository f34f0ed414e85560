"""The programme at a glance: what each row says, and how many are in view."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.content.load import load
from kiosk.qt.keyed_list_model import KeyedListModel
from kiosk.schedule import build_agenda
from kiosk.viewmodels.board.programme_list import ProgrammeList
from kiosk.viewmodels.board.programme_row import PROGRAMME_ROLES, programme_row
from kiosk.viewmodels.qml_enums import ProgrammeForms

ZONE = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 1, 13, 13, 10, tzinfo=ZONE)
KIOSK = "title: T\ntimezone: America/Los_Angeles\nlanguages: [en, es]\n"


def event(when: str, title: str = "A talk", **keys: str) -> str:
    more = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\ntitle: {title}\nwhen: {when}\n{more}---\nx\n"


def rows_of(write_folder, language="en", trusted=True, **events):
    files = {f"events/{name}.md": text for name, text in events.items()}
    snapshot = load(write_folder({"kiosk.yaml": KIOSK, **files})).snapshot
    agenda = build_agenda(snapshot.events, NOW, clock_trusted=trusted, groups_series=True)
    return [programme_row(entry, NOW.date(), language) for entry in agenda]


def test_now_today_and_another_day(qapp, write_folder):
    rows = rows_of(
        write_folder,
        a=event("January 13, 2026, 1 PM - 2 PM"),
        b=event("January 13, 2026, 4 PM"),
        c=event("January 14, 2026, 12 PM", online="Webinar"),
    )
    told = [(row["numeral"], row["weekday"], row["time"], row["timeNote"]) for row in rows]
    plain = [tuple(words.replace("\u00a0", " ") for words in row) for row in told]
    assert plain == [
        ("13", "Today", "Now", "until 2:00 PM"),
        ("13", "Today", "4:00 PM", ""),
        ("14", "Wed", "12:00 PM", ""),
    ]
    assert [row["isNow"] for row in rows] == [True, False, False]
    assert rows[2]["place"] == "Online"


def test_without_a_trusted_clock_no_day_is_today(qapp, write_folder):
    (row,) = rows_of(write_folder, trusted=False, a=event("January 13, 2026, 1 PM - 2 PM"))
    assert (row["weekday"], row["isNow"]) == ("Tue", False)


@pytest.mark.parametrize(
    ("status", "words", "is_off"), [("full", "Full", False), ("cancelled", "Cancelled", True)]
)
def test_a_state_is_told_in_place_of_the_place(qapp, write_folder, status, words, is_off):
    (row,) = rows_of(write_folder, a=event("January 20, 2026, 1 PM", status=status, place="Room 2"))
    assert (row["status"], row["place"], row["isOff"]) == (words, "", is_off)


def test_a_span_that_has_begun_is_listed_today_with_its_end(qapp, write_folder):
    (row,) = rows_of(write_folder, a=event("January 12-16, 2026, 9 AM - noon"))
    assert (row["numeral"], row["weekday"]) == ("13", "Today")
    assert "Jan 16" in str(row["timeNote"])


def test_an_event_at_any_time_has_no_day_and_comes_last(qapp, write_folder):
    rows = rows_of(write_folder, a=event("on demand"), b=event("January 30, 2026, 1 PM"))
    assert [(row["numeral"], row["time"]) for row in rows][-1] == ("", "Any time")


def test_an_untranslated_title_is_marked(qapp, write_folder):
    (row,) = rows_of(write_folder, "es", a=event("January 20, 2026, 1 PM", place="Sala 2"))
    assert row["place"] == "Sala 2 (inglés)"


def test_a_long_place_is_told_in_its_first_words(qapp, write_folder):
    (row,) = rows_of(write_folder, a=event("January 20, 2026, 1 PM", place="Wing " * 40))
    assert len(str(row["place"])) <= 41
    assert str(row["place"]).endswith("…")


def listed(rows, *, size=(1407, 806), scale=1.0, tall=False, page=0) -> ProgrammeList:
    source = KeyedListModel(PROGRAMME_ROLES)
    source.set_rows(rows)
    shown = ProgrammeList()
    shown.source = source
    shown.width, shown.height = size
    shown.unit, shown.textScale, shown.tall, shown.page = 1.0, scale, tall, page
    shown.layOut()
    shown.kept = source  # type: ignore[attr-defined]
    return shown


@pytest.mark.parametrize(
    ("count", "size", "scale", "tall", "least"),
    [
        (12, (1407, 806), 1.0, False, 12),
        (40, (1407, 806), 1.0, False, 12),
        (40, (960, 1180), 1.0, True, 14),
        (40, (1407, 700), 1.5, False, 5),
        (40, (1407, 720), 1.25, False, 6),
        (200, (1407, 806), 1.0, False, 12),
    ],
)
def test_as_many_events_are_in_view_as_promised(
    qapp, write_folder, qtbot, count, size, scale, tall, least
):
    days = [f"{month} {day}" for month in ("January", "February") for day in range(14, 29)]
    events = {
        f"e{number:03}": event(
            f"{days[number % len(days)]}, 2026, {1 + number % 9} PM", "Quiet hour"
        )
        for number in range(count)
    }
    rows = rows_of(write_folder, **events)
    shown = listed(rows, size=size, scale=scale, tall=tall)
    assert len(shown.rows) >= min(count, least)
    seen = [row["key"] for row in shown.rows]
    qtbot.waitUntil(lambda: not shown.busy)
    for page in range(1, shown.pageCount):
        shown.page = page
        qtbot.waitUntil(lambda: not shown.busy)
        seen += [row["key"] for row in shown.rows]
    assert seen == [row["key"] for row in rows]


def test_nothing_is_laid_out_unseen(qapp, write_folder, qtbot):
    rows = rows_of(write_folder, **{f"e{at}": event("January 15, 2026, 1 PM") for at in range(40)})
    shown = listed(rows)
    qtbot.waitUntil(lambda: not shown.busy)
    before = shown.sizes, [row["key"] for row in shown.rows]
    shown.active = False
    shown.textScale = 1.5
    shown.source.set_rows(rows[5:])
    assert not shown.busy
    qtbot.wait(30)
    assert (shown.sizes, [row["key"] for row in shown.rows]) == before
    shown.active = True
    assert shown.busy
    qtbot.waitUntil(lambda: not shown.busy)
    assert shown.sizes != before[0]
    assert shown.rows[0]["key"] == rows[5]["key"]


def test_a_page_of_the_programme_is_counted_without_other_sizes(qapp, write_folder, qtbot):
    """A row follows its sizes: each further slice that told of them set every row again."""
    rows = rows_of(write_folder, **{f"e{at}": event("January 15, 2026, 1 PM") for at in range(40)})
    shown = listed(rows)
    told: list[bool] = []
    shown.sizesChanged.connect(lambda: told.append(True))
    qtbot.waitUntil(lambda: not shown.busy)
    shown.page = 1
    qtbot.waitUntil(lambda: not shown.busy)
    assert shown.shownPage == 1
    assert shown.rows[0]["key"] not in {row["key"] for row in rows[:2]}
    assert not told


def beside(rows, size, scale=1.0, selected="") -> ProgrammeList:
    source = KeyedListModel(PROGRAMME_ROLES)
    source.set_rows(rows)
    shown = ProgrammeList()
    shown.source, shown.beside, shown.page, shown.selected = source, True, -1, selected
    shown.width, shown.height = size
    shown.unit, shown.textScale = 1.0, scale
    shown.layOut()
    shown.kept = source  # type: ignore[attr-defined]
    return shown


LONG = "Housing and Homelessness Programs for Youth: a Training Webinar for County Staff"


@pytest.mark.parametrize(("scale", "least"), [(1.0, 5), (1.25, 4), (1.5, 3)])
@pytest.mark.parametrize("title", ["Quiet hour", LONG])
def test_beside_an_open_event_entries_stay_in_view(qapp, write_folder, scale, least, title):
    events = {
        f"e{at:02}": event(f"January {14 + at}, 2026, 1 PM", f"'{title}'", place="Room 114")
        for at in range(12)
    }
    shown = beside(rows_of(write_folder, **events), (660, 768), scale)
    assert len(shown.rows) >= least
    last = shown.rows[-1]
    assert float(str(last["rowY"])) + float(str(last["rowHeight"])) <= 768


def test_the_list_shows_the_page_of_the_open_event(qapp, write_folder, qtbot):
    events = {f"e{at:03}": event(f"January {14 + at % 15}, 2026, 1 PM") for at in range(120)}
    rows = rows_of(write_folder, **events)
    wanted = str(rows[77]["key"])
    shown = beside(rows, (660, 768), selected=wanted)
    qtbot.waitUntil(lambda: not shown.busy)
    assert wanted in {row["key"] for row in shown.rows}
    page = shown.shownPage
    # A touch on another entry of the page moves nothing.
    shown.selected = str(shown.rows[0]["key"])
    qtbot.waitUntil(lambda: not shown.busy)
    assert shown.shownPage == page


def test_a_short_programme_is_spread_over_its_room(qapp, write_folder):
    events = {f"e{at}": event(f"January {14 + at}, 2026, 1 PM") for at in range(8)}
    shown = listed(rows_of(write_folder, **events))
    heights = [float(str(row["rowHeight"])) for row in shown.rows]
    assert len(heights) == 8
    assert min(heights) > 70
    last = shown.rows[-1]
    assert float(str(last["rowY"])) + float(str(last["rowHeight"])) <= 806.5


def test_a_short_title_stands_for_a_title_that_is_not_translated(qapp, write_folder):
    (row,) = rows_of(
        write_folder, "es", a=event("January 20, 2026, 1 PM", LONG[:40], short="Homes")
    )
    assert row["title"] == "Homes"


def test_few_events_share_the_height(qapp, write_folder):
    rows = rows_of(
        write_folder,
        a=event("January 14, 2026, 1 PM"),
        b=event("January 15, 2026, 1 PM"),
    )
    shown = listed(rows)
    assert shown.form == ProgrammeForms.Value.Few
    heights = [row["rowHeight"] for row in shown.rows]
    assert heights == [pytest.approx(806 / 3)] * 2

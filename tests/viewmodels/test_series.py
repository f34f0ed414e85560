"""A series on the board: one entry with its rule in words, its next dates and its own code."""

from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from PySide6.QtCore import QTranslator

import kiosk
from kiosk.check.rules import examine
from kiosk.content.load import load
from kiosk.i18n.series_words import series_words
from kiosk.i18n.tagged_text import join_paragraphs
from kiosk.schedule import build_agenda
from kiosk.speech.script import event_script
from kiosk.viewmodels.board.event import EventViewState
from kiosk.viewmodels.board.month import MonthViewModel

ZONE = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 12, 1, 9, tzinfo=ZONE)
KIOSK = (
    "title: T\ntimezone: America/Los_Angeles\nlanguages: [en, es, ar]\n"
    "open:\n  from: November 27, 2026\n  until: January 26, 2027\n"
)


@contextmanager
def spoken_in(app, language):
    """The interface's own words in a language."""
    translator = QTranslator()
    if language != "en":
        folder = Path(kiosk.__file__).parent / "ui" / "i18n"
        assert translator.load(str(folder / f"kiosk_{language}.qm"))
        app.installTranslator(translator)
    try:
        yield
    finally:
        app.removeTranslator(translator)


def board(snapshot, now=NOW):
    return build_agenda(
        snapshot.events,
        now,
        last_day=snapshot.exhibition.last_listed_day,
        groups_series=True,
    )


def plain(text):
    """The text with its kinds of spaces alike."""
    return text.replace("\u00a0", " ").replace("\u2060", "")


def event_file(when, title="Class"):
    return f"---\ntitle: {title}\nwhen: {when}\n---\nCome.\n"


@pytest.mark.parametrize(
    ("when", "english", "spanish", "arabic"),
    [
        (
            "Thursdays, 10 AM, until March 26, 2027",
            "Thursdays, 10:00 AM, until March 26, 2027",
            "Los jueves, 10:00 a.m., hasta el 26 de marzo de 2027",
            "أيام الخميس، 10:00 ص، حتى 26 مارس 2027",
        ),
        (
            "Tuesdays and Thursdays, 6 PM, until December 31, 2026",
            "Tuesdays and Thursdays, 6:00 PM, until December 31",
            "Los martes y los jueves, 6:00 p.m., hasta el 31 de diciembre",
            "أيام الثلاثاء وأيام الخميس، 6:00 م، حتى 31 ديسمبر",
        ),
        (
            "every other Thursday, 6 PM, starting December 3, 2026",
            "Thursdays, every other week, 6:00 PM",
            "Los jueves, cada dos semanas, 6:00 p.m.",
            "أيام الخميس، كل أسبوعين، 6:00 م",
        ),
        (
            "every 3 weeks on Friday, 6 PM, starting December 4, 2026",
            "Fridays, every 3 weeks, 6:00 PM",
            "Los viernes, cada 3 semanas, 6:00 p.m.",
            "أيام الجمعة، كل 3 أسابيع، 6:00 م",
        ),
        (
            "first and third Wednesday, 6 PM",
            "First Wednesday and third Wednesday of each month, 6:00 PM",
            "Primer miércoles y tercer miércoles de cada mes, 6:00 p.m.",
            "يوم الأربعاء الأول ويوم الأربعاء الثالث من كل شهر، 6:00 م",
        ),
        (
            "last Friday of the month, 3 PM",
            "Last Friday of each month, 3:00 PM",
            "Último viernes de cada mes, 3:00 p.m.",
            "يوم الجمعة الأخير من كل شهر، 3:00 م",
        ),
        (
            "every weekday, 9 AM, until December 18, 2026",
            "Monday – Friday, 9:00 AM, until December 18",
            "Lunes – viernes, 9:00 a.m., hasta el 18 de diciembre",
            "الاثنين – الجمعة، 9:00 ص، حتى 18 ديسمبر",
        ),
        (
            "Saturdays at 11 AM and 2 PM",
            "Saturdays, 11:00 AM and 2:00 PM",
            "Los sábados, 11:00 a.m. y 2:00 p.m.",
            "أيام السبت، 11:00 ص و2:00 م",
        ),
        (
            "the 15th of each month at 6 PM",
            "Day 15 of each month, 6:00 PM",
            "Día 15 de cada mes, 6:00 p.m.",
            "اليوم 15 من كل شهر، 6:00 م",
        ),
        (
            "daily at noon, until December 24, 2026",
            "Daily, 12:00 PM, until December 24",
            "Todos los días, 12:00 p.m., hasta el 24 de diciembre",
            "يوميًا، 12:00 م، حتى 24 ديسمبر",
        ),
        (
            "every 5 days, 6 PM, starting December 5, 2026",
            "Every 5 days, 6:00 PM",
            "Cada 5 días, 6:00 p.m.",
            "كل 5 أيام، 6:00 م",
        ),
        (
            "every December 5, 6 PM",
            "December 5, every year, 6:00 PM",
            "5 de diciembre, todos los años, 6:00 p.m.",
            "5 ديسمبر، كل سنة، 6:00 م",
        ),
    ],
)
def test_a_rule_is_said_in_every_language(qapp, write_folder, when, english, spanish, arabic):
    snapshot = load(write_folder({"kiosk.yaml": KIOSK, "events/e.md": event_file(when)})).snapshot
    (entry,) = board(snapshot)
    for language, words in (("en", english), ("es", spanish), ("ar", arabic)):
        with spoken_in(qapp, language):
            assert plain(series_words(entry, language)) == words


def test_a_series_is_one_entry_with_its_next_dates(qapp, write_folder):
    line = "Thursdays, 10 - 11 AM, until January 21, 2027, except December 24 and 31"
    snapshot = load(write_folder({"kiosk.yaml": KIOSK, "events/e.md": event_file(line)})).snapshot
    (entry,) = board(snapshot)
    assert entry.key == "events/e"
    state = EventViewState.of(entry, "en")
    assert plain(state.heading) == "Thu, Dec 3 · 10:00 – 11:00 AM"
    assert plain(series_words(entry, "en")) == "Thursdays, 10:00 AM, until January 21, 2027"
    assert "Next: Thu, Dec 3, 10:00 – 11:00 AM PST" in plain(state.facts)
    text = plain(join_paragraphs(state.parts))
    assert "Also on: Thu, Dec 10; Thu, Dec 17; Thu, Jan 7; Thu, Jan 14; Thu, Jan 21" in text
    assert "Not on: Thu, Dec 24; Thu, Dec 31" in text
    # Its key stays when its next time is another.
    (later,) = board(snapshot, datetime(2026, 12, 12, 9, tzinfo=ZONE))
    assert (later.key, later.starts.day) == ("events/e", 17)
    # While it takes place, the next time is the one after it.
    (running,) = board(snapshot, datetime(2026, 12, 3, 10, 30, tzinfo=ZONE))
    state = EventViewState.of(running, "en")
    assert plain(state.heading) == "Happening now, until 11:00 AM"
    assert "Next: Thu, Dec 10, 10:00 – 11:00 AM PST" in plain(state.facts)
    assert "Also on: Thu, Dec 17; Thu, Jan 7" in plain(join_paragraphs(state.parts))
    (last,) = board(snapshot, datetime(2027, 1, 21, 10, 30, tzinfo=ZONE))
    assert plain(EventViewState.of(last, "en").facts) == "Thursdays, 10:00 AM, until January 21"
    # Each occurrence is listed where they are asked for one by one.
    assert len(build_agenda(snapshot.events, NOW)) == 6


def test_the_code_of_a_series_repeats_by_its_rule(qapp, write_folder):
    line = "Thursdays, 6 PM - 7 PM, until January 21, 2027, except December 24"
    snapshot = load(write_folder({"kiosk.yaml": KIOSK, "events/e.md": event_file(line)})).snapshot
    (entry,) = board(snapshot)
    payload = EventViewState.of(entry, "en").codes[-1].payload
    (component,) = Calendar.from_ical(payload).walk("VEVENT")
    assert component["RRULE"]["BYDAY"] == ["TH"]
    assert component["DTSTART"].dt.strftime("%A %H:%M") == "Thursday 18:00"
    (excluded,) = component["EXDATE"].dts
    assert excluded.dt.date() == date(2026, 12, 24)


def calendar(*lines):
    parts = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for part in lines:
        parts += ["BEGIN:VEVENT", "UID:a", *part.split("|"), "END:VEVENT"]
    return "\r\n".join([*parts, "END:VCALENDAR", ""])


def test_a_changed_time_of_a_calendar_is_an_entry_of_its_own(qapp, write_folder):
    zone = ";TZID=America/Los_Angeles:"
    text = calendar(
        f"SUMMARY:Drawing|DTSTART{zone}20261203T180000|DTEND{zone}20261203T193000"
        f"|RRULE:FREQ=WEEKLY;BYDAY=TH|EXDATE{zone}20261224T180000",
        f"SUMMARY:Drawing (late)|RECURRENCE-ID{zone}20261210T180000|DTSTART{zone}20261210T190000"
        f"|DTEND{zone}20261210T203000",
        f"SUMMARY:Drawing|STATUS:CANCELLED|RECURRENCE-ID{zone}20261217T180000"
        f"|DTSTART{zone}20261217T180000|DTEND{zone}20261217T193000",
    )
    root = write_folder({"kiosk.yaml": KIOSK, "events/c.ics": text})
    entries = board(load(root).snapshot)
    assert [(str(one.event.title), one.starts.day, str(one.event.status)) for one in entries] == [
        ("Drawing", 3, "scheduled"),
        ("Drawing (late)", 10, "scheduled"),
        ("Drawing", 17, "cancelled"),
    ]
    assert [when.starts.day for when in entries[0].times] == [3, 31, 7, 14, 21]
    state = EventViewState.of(entries[0], "en")
    assert plain(series_words(entries[0], "en")) == "Thursdays, 6:00 PM"
    text = plain(join_paragraphs(state.parts))
    assert "Not on: Thu, Dec 24" in text
    (component,) = Calendar.from_ical(state.codes[-1].payload).walk("VEVENT")
    assert [one.dt.day for one in component["EXDATE"].dts] == [10, 17, 24]


def test_nothing_is_listed_beyond_the_end_of_the_exhibition(write_folder):
    files = {
        "kiosk.yaml": KIOSK,
        "events/weekly.md": event_file("Thursdays, 6 PM"),
        "events/late.md": event_file("January 30, 2027, 6 PM"),
    }
    result = load(write_folder(files))
    (entry,) = board(result.snapshot)
    assert entry.times[-1].starts.date() == date(2027, 1, 21)
    assert [
        (problem.path, problem.line)
        for problem in examine(result, today=NOW.date()).shown
        if problem.rule == "beyond-exhibition"
    ] == [("events/late.md", 3)]
    files["kiosk.yaml"] += "board:\n  beyond_end: yes\n"
    result = load(write_folder(files))
    weekly, late = board(result.snapshot)
    assert weekly.times[-1].starts.date() == date(2027, 2, 25)
    assert late.starts.date() == date(2027, 1, 30)
    rules = {problem.rule for problem in examine(result, today=NOW.date()).shown}
    assert "beyond-exhibition" not in rules


def test_the_month_marks_each_day_of_a_series(qapp, write_folder):
    root = write_folder(
        {"kiosk.yaml": KIOSK, "events/e.md": event_file("Saturdays, 11 AM and 2 PM")}
    )
    entries = board(load(root).snapshot)
    month = MonthViewModel(qapp)
    month.update(entries, "2026-12", NOW, "en")
    roles = {name.data().decode(): role for role, name in month.days.roleNames().items()}
    rows = [
        {name: month.days.data(month.days.index(at), role) for name, role in roles.items()}
        for at in range(month.days.rowCount())
    ]
    marked = [(row["number"], row["count"]) for row in rows if row["count"]]
    assert marked == [(day, 1) for day in ("5", "12", "19", "26")]
    month.update(entries, "2026-12", NOW, "en", day="2026-12-12")
    assert month.chosen == "2026-12-12"
    assert [row["key"] for row in month.entriesOn(0, 9, 0)] == ["events/e"]


def test_a_short_list_of_times_is_announced_one_by_one(write_folder):
    files = {
        "kiosk.yaml": KIOSK,
        "events/short.md": event_file("December 8 and 9, 2026, 6 PM"),
        "events/long.md": event_file("January 4, 5, 6, 7, 8 and 11, 2027, 6 PM", "Long"),
    }
    entries = board(load(write_folder(files)).snapshot)
    assert [(str(one.event.title), one.first_day.day) for one in entries] == [
        ("Class", 8),
        ("Class", 9),
        ("Long", 4),
    ]
    assert plain(series_words(entries[2], "en")) == ("On several days, 6:00 PM, until January 11")


def said(entry, language):
    """The sentences that a voice reads of an event, each with the language of the voice."""
    state = EventViewState.of(entry, language)
    sentences = event_script(entry.event, state, language, {}).sentences
    found, number = [], 0
    while (sentence := sentences.at(number)) is not None:
        found.append((plain(sentence.text).replace("\u202f", " "), sentence.language))
        number += 1
    return found


SPOKEN = {
    "en": [
        ("Thu, Dec 3. 10:00 – 11:00 AM", "en"),
        ("Class", "en"),
        (
            "Thursdays, 10:00 AM, until January 21, 2027. Next: Thu, Dec 3, 10:00 – 11:00 AM PST",
            "en",
        ),
        ("Also on: Thu, Dec 10; Thu, Dec 17; Thu, Jan 7; Thu, Jan 14; Thu, Jan 21", "en"),
        ("Not on: Thu, Dec 24; Thu, Dec 31", "en"),
        ("Come.", "en"),
    ],
    "es": [
        ("Jue, 3 de dic. 10:00–11:00 a.m.", "es"),
        ("Class", "en"),
        (
            "Los jueves, 10:00 a.m., hasta el 21 de enero de 2027. Próxima fecha: jue, 3 de dic,"
            " 10:00–11:00 a.m. PST",
            "es",
        ),
        (
            "También: jue, 10 de dic; jue, 17 de dic; jue, 7 de ene; jue, 14 de ene;"
            " jue, 21 de ene",
            "es",
        ),
        ("Excepto: jue, 24 de dic; jue, 31 de dic", "es"),
        ("En inglés", "es"),
        ("Come.", "en"),
    ],
}


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_series_is_spoken_in_words(qapp, write_folder, language):
    line = "Thursdays, 10 - 11 AM, until January 21, 2027, except December 24 and 31"
    snapshot = load(write_folder({"kiosk.yaml": KIOSK, "events/e.md": event_file(line)})).snapshot
    (entry,) = board(snapshot)
    with spoken_in(qapp, language):
        assert said(entry, language) == SPOKEN[language]

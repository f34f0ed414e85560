"""What was shown of a calendar is never shown again once its file says that it is not for all.

Each case is a file that took the place of a calendar with the entries a, b and c, and those of them
that may still be shown. Also where the file cannot be read as a calendar.
"""

import pytest

from kiosk.content.cache.last_good import without_changed
from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.load import load
from kiosk.content.safety.calendar_text import search_calendar

YAML = "title: T\ntimezone: UTC\n"
CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n"
ENTRY = "BEGIN:VEVENT\r\nUID:{0}\r\nSUMMARY:{0}\r\nDTSTART:20990113T100000Z\r\n{1}END:VEVENT\r\n"
BEFORE = CALENDAR.format("".join(ENTRY.format(uid, "") for uid in ("a@x.org", "b", "c")))
ALL = {"a@x.org", "b", "c"}
A = {"a@x.org"}


def only_a(*lines: str) -> str:
    return CALENDAR.format(ENTRY.format("a@x.org", "".join(f"{line}\r\n" for line in lines)))


CASES = {
    # An export that went wrong, and says nothing of an entry.
    "empty": ("", ALL),
    "a page of HTML": ("<html><body class='login'>Sign in</body></html>", ALL),
    "broken off before the first entry": ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", ALL),
    "two of three are gone": (only_a("CLASS:PUBLIC"), ALL),
    "a task is private": (
        CALENDAR.format("BEGIN:VTODO\r\nUID:t\r\nCLASS:PRIVATE\r\nEND:VTODO\r\n"),
        ALL,
    ),
    # A mark, in a file that is read.
    **{
        f"two are gone and one is {mark}": (only_a(mark), ALL - A)
        for mark in (
            "CLASS:PRIVATE",
            "CLASS:CONFIDENTIAL",
            "class:private",
            "CLASS;X-A=1:X-STAFF",
            "CLA\r\n SS:PRIVATE",
            "CLASS:PRI\r\n\tVATE",
        )
    },
    # A mark, in an entry that cannot be parsed.
    "the start is broken too": (
        CALENDAR.format("BEGIN:VEVENT\r\nUID:a@x.org\r\nDTSTART:soon\r\nCLASS:PRIVATE\r\n"),
        ALL - A,
    ),
    "one occurrence of it is private": (
        only_a("RRULE:FREQ=DAILY").replace(
            "END:VCALENDAR",
            "BEGIN:VEVENT\r\nUID:a@x.org\r\nRECURRENCE-ID:20990114T100000Z\r\nCLASS:PRIVATE\r\n"
            "END:VEVENT\r\nEND:VCALENDAR",
        ),
        ALL - A,
    ),
    "no calendar around it": (
        "BEGIN:VEVENT\nUID:a@x.org\nCLASS:PRIVATE\nEND:VEVENT\n",
        ALL - A,
    ),
    "carriage returns alone": (only_a("CLASS:PRIVATE").replace("\r\n", "\r"), ALL - A),
    "UTF-16 with its mark": ("\ufeff" + only_a("CLASS:PRIVATE"), ALL - A),
    "zero bytes": ("\0".join(only_a("CLASS:PRIVATE")), ALL - A),
    "a line's end was lost": (
        "BEGIN:VEVENT\nUID:a@x.org\nSUMMARY:Dentist CLASS:PRIVATE\nEND:VEVENT\n",
        ALL - A,
    ),
    "it breaks off within the entry": (only_a()[: BEFORE.index("DTSTART") + 30], ALL - A),
    "its alarm has a UID": (
        only_a("BEGIN:VALARM", "UID:b", "END:VALARM", "CLASS:PRIVATE").replace("DTSTART", "X"),
        ALL - A,
    ),
    "cancelled, and cannot be parsed": (
        CALENDAR.format("BEGIN:VEVENT\nUID:a@x.org\nSTATUS:CANCELLED\nEND:VEVENT\n"),
        ALL - A,
    ),
    "not certain any more": (
        CALENDAR.format("BEGIN:VEVENT\nUID:a@x.org\nSTATUS:TENTATIVE\nEND:VEVENT\n"),
        ALL - A,
    ),
    "somebody's absence": (
        CALENDAR.format("BEGIN:VEVENT\nUID:a@x.org\nX-MICROSOFT-CDO-BUSYSTATUS:OOF\nEND:VEVENT\n"),
        ALL - A,
    ),
    "cancelled by its title": (
        CALENDAR.format("BEGIN:VEVENT\nUID:a@x.org\nSUMMARY:Canceled: Talk\nEND:VEVENT\n"),
        ALL - A,
    ),
    # A mark that belongs to no entry, or a file that cannot be searched.
    "a mark and no entry": ("CLASS:PRIVATE\r\n", set()),
    "a mark in a line of its own kind": ("<p>DTSTART:2099 CLASS:PRIVATE</p>", set()),
    "the entry's begin is lost": (only_a("CLASS:PRIVATE").replace("BEGIN:VEVENT", ""), set()),
    "too large": ("x" * 9_000_000, set()),
}


def shown(snapshot) -> set[str]:
    return {event.key.partition("#")[2] for event in snapshot.events}


@pytest.fixture
def folder(write_folder):
    return write_folder({"kiosk.yaml": YAML, "events/c.ics": BEFORE})


@pytest.mark.parametrize("name", CASES)
def test_only_what_the_file_does_not_mark_is_kept(folder, tmp_path, name):
    text, kept = CASES[name]
    cache = ReadCache()
    assert shown(load(folder, cache).snapshot) == ALL
    content = cache.last_good_content()
    cache.save(tmp_path / "cache")
    encoding = "utf-16-le" if text[:1] == "\ufeff" else "utf-8"
    (folder / "events/c.ics").write_bytes(text.encode(encoding))
    for again in (cache, ReadCache.restore(tmp_path / "cache")):
        for _ in range(2):
            found = load(folder, again, last_good=True)
            # An entry that is read now is shown as it is, also as cancelled.
            assert shown(found.snapshot) - kept == set()
            assert kept - A <= shown(found.snapshot)
    assert "Dentist" not in repr(found)
    assert shown(without_changed(content).snapshot) == set(), "safe mode reads no file"


def test_a_reader_that_fails_shows_nothing_that_is_private(folder, monkeypatch):
    """The library itself fails on the file that makes an entry private."""

    def fail(*_):
        raise RecursionError

    cache = ReadCache()
    load(folder, cache)
    (folder / "events/c.ics").write_text(only_a("CLASS:PRIVATE"), "utf-8")
    monkeypatch.setattr("kiosk.content.events.calendars.EntryReader", fail)
    assert shown(load(folder, cache, last_good=True).snapshot) == {"b", "c"}


def test_an_entry_without_a_uid_is_not_kept_where_one_is_private(write_folder):
    entry = ENTRY.replace("UID:{0}\r\n", "")
    folder = write_folder(
        {"kiosk.yaml": YAML, "events/c.ics": CALENDAR.format(entry.format("a", "") * 3)}
    )
    cache = ReadCache()
    assert len(load(folder, cache).snapshot.events) == 3
    text = CALENDAR.format("\r\n" + entry.format("a", "CLASS:PRIVATE\r\n"))
    (folder / "events/c.ics").write_text(text, "utf-8")
    assert shown(load(folder, cache, last_good=True).snapshot) == set()


def test_a_file_that_cannot_be_opened_keeps_no_entry(folder, monkeypatch):
    cache = ReadCache()
    load(folder, cache)
    (folder / "events/c.ics").write_text("x", "utf-8")
    monkeypatch.setattr("kiosk.content.safety.calendar_text.read_text", lambda *_: None)
    result = load(folder, cache, last_good=True)
    assert shown(result.snapshot) == set()
    assert any("may be private now" in one.message for one in result.problems)


def test_a_long_text_is_searched_in_linear_time():
    """Eight megabytes take a second at most; measured by doubling the text."""
    from time import process_time

    for piece in ("BEGIN:VEVENT\nCLASS;", "CLASS;", " folded\n", "BEGIN:X\n", "\r\n"):
        seconds = []
        for count in (20_000, 40_000):
            text, began = piece * count, process_time()
            search_calendar(text)
            seconds.append(process_time() - began)
        assert seconds[1] < max(4 * seconds[0], 0.2), piece

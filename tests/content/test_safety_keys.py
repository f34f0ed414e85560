"""The decision table of the safety keys, row by row, in each of the four modes."""

import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kiosk.content.cache.last_good import without_changed
from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.cache.startup_snapshot import read_startup_snapshot, save_startup_snapshot
from kiosk.content.load import load
from kiosk.content.safety.decisions import DECISIONS, Decision, LoadMode, SafetyFinding, decide
from kiosk.content.safety.keys import keys_in_unread_text, keys_in_value
from kiosk.domain import Localized, Status
from tests.folders import write_files

DOCUMENT = Path(__file__).parents[2] / "docs" / "SAFETY-KEYS.md"
LABEL = "---\ntitle: Field\nmedium: photography\n---\n"
NOTED = LABEL.replace("medium", "content_note: Blood\nmedium")
DATED = LABEL.replace("medium", "show:\n  until: 2199-01-01\nmedium")
# A line that is no YAML.
COLONS = "year: 2026: two: three"
EVENT = "---\ntitle: Talk\nwhen: January 13, 2026, 1:00 PM\n---\n"
BROKEN_EVENT = EVENT.replace("January", "Januember")
BOOK = "---\ntitle: Book\n---\n"
CALENDAR = "BEGIN:VCALENDAR\n{}END:VCALENDAR\n"
TOUR = "BEGIN:VEVENT\nUID:{0}\nSUMMARY:{0}\nDTSTART:20260113T100000Z\nEND:VEVENT\n"
FIELD, TALK, BOOKS = "works/field.md", "events/talk.md", "resources/book.md"
TOURS = "events/tours.ics"
BEFORE = {
    "kiosk.yaml": "title: T\ntimezone: UTC\nlanguages: [en, es]\n",
    "works/field.jpg": "picture",
    FIELD: LABEL,
    "works/other.jpg": "picture",
    TALK: EVENT,
    TOURS: CALENDAR.format("".join(map(TOUR.format, "abc"))),
    BOOKS: BOOK,
}
TRANSLATION = "works/field.es.md"
REMOVED = "removed"


@dataclass(frozen=True)
class Scenario:
    """A way to bring a finding about: ``files`` change the item ``key`` (REMOVED deletes a file).

    ``start`` are files that differ from ``BEFORE`` when the folder is cached. ``shown`` holds the
    fields of the item that differ from before where the decision is to show it.
    """

    finding: SafetyFinding
    key: str
    files: dict[str, str]
    start: dict[str, str] = field(default_factory=dict)
    shown: dict[str, object] = field(default_factory=dict)


def words(*texts):
    """A text in English, then in Spanish."""
    return Localized.of(zip(("en", "es"), texts, strict=False))


def label(finding, *lines, start=LABEL, **shown):
    """A scenario in which the label of "works/field" gets further lines of keys."""
    text = LABEL.replace("medium", "\n".join((*lines, "medium")))
    return Scenario(finding, "works/field", {FIELD: text}, {FIELD: start}, shown)


SCENARIOS = [
    Scenario(SafetyFinding.UNCHANGED, "works/field", {}),
    Scenario(SafetyFinding.UNCHANGED, "events/talk", {"works/third.jpg": "picture"}),
    Scenario(
        SafetyFinding.READABLE,
        "works/field",
        {FIELD: LABEL.replace("Field", "Meadow")},
        shown={"title": words("Meadow")},
    ),
    Scenario(
        SafetyFinding.READABLE,
        "works/field",
        {TRANSLATION: "---\ntitle: Campo\n---\n"},
        shown={"title": words("Field", "Campo")},
    ),
    Scenario(
        SafetyFinding.READABLE,
        "events/talk",
        {TALK: EVENT.replace("Talk", "Lecture")},
        shown={"title": words("Lecture")},
    ),
    label(SafetyFinding.READABLE, "credit: Lent by X", credit=words("Lent by X")),
    label(SafetyFinding.READABLE, start=DATED, shown_until=None),
    label(SafetyFinding.READABLE, start=NOTED, content_note=words()),
    label(SafetyFinding.WITHDRAWN, "withdrawn: yes"),
    label(SafetyFinding.WITHDRAWN, "removed: yes"),
    label(SafetyFinding.WITHDRAWN, "withdrawn: yes", start=NOTED),
    Scenario(SafetyFinding.WITHDRAWN, "works/field", {TRANSLATION: "---\nwithdrawn: yes\n---\n"}),
    label(SafetyFinding.WITHDRAWN_IN_DOUBT, 'credit: "Lent by X withdrawn: yes"'),
    label(SafetyFinding.WITHDRAWN_IN_DOUBT, "credit: [Lent, 'withdrawn: yes']"),
    label(SafetyFinding.WITHDRAWN_IN_DOUBT, "accession: 1 withdrawn = yes"),
    label(SafetyFinding.WITHDRAWN_IN_DOUBT, "audio:", "  withdrawn: yes"),
    Scenario(SafetyFinding.WITHDRAWN_IN_DOUBT, "works/field", {FIELD: LABEL + "withdrawn: yes\n"}),
    Scenario(
        SafetyFinding.WITHDRAWN_IN_DOUBT, "works/field", {"works/field.fr.md": "withdrawn: yes\n"}
    ),
    Scenario(
        SafetyFinding.WITHDRAWN_IN_DOUBT,
        "works/field",
        {TRANSLATION: "---\ncredit: De X; withdrawn: yes\n---\n"},
    ),
    Scenario(
        SafetyFinding.WITHDRAWN_IN_DOUBT,
        "works/other",
        {"works/Other.md": LABEL + "withdrawn: yes\n"},
    ),
    Scenario(
        SafetyFinding.WITHDRAWN_IN_DOUBT, "works/other", {"works/othre.md": "withdrawn: yes\n"}
    ),
    label(SafetyFinding.NOTE_ADDED, "content_note: Blood", content_note=words("Blood")),
    Scenario(
        SafetyFinding.NOTE_ADDED,
        "works/field",
        {TRANSLATION: "---\ncontent_note: Sangre\n---\n"},
        shown={"content_note": Localized.of([("es", "Sangre")])},
    ),
    label(SafetyFinding.NOTE_LOST, "content_note:", "  Blood: much"),
    label(SafetyFinding.NOTE_LOST, "content_note:", "  a: [b]", start=NOTED),
    label(SafetyFinding.NOTE_LOST, 'alt: "A field, content note: blood"'),
    Scenario(SafetyFinding.NOTE_LOST, "works/field", {FIELD: LABEL + "Content note: Blood\n"}),
    Scenario(
        SafetyFinding.NOTE_LOST,
        "works/field",
        {"works/field.fr.md": "---\ncontent_note: Sang\n---\n"},
    ),
    label(SafetyFinding.DATES_LOST, "show: soon"),
    label(SafetyFinding.DATES_LOST, "show: {from: 2026-13-45}", start=DATED),
    label(SafetyFinding.DATES_LOST, "show: {until: soon}", start=DATED),
    *(
        Scenario(
            SafetyFinding.CANCELLED,
            "events/talk",
            {TALK: EVENT.replace("when", f"status: {word}\nwhen")},
            shown={"status": status},
        )
        for word, status in (
            ("cancelled", Status.CANCELLED),
            ("canceled", Status.CANCELLED),
            ("postponed", Status.POSTPONED),
        )
    ),
    label(SafetyFinding.UNREADABLE, COLONS),
    label(SafetyFinding.UNREADABLE, COLONS, "content_note: Loss", start=NOTED),
    label(SafetyFinding.UNREADABLE, COLONS, "show: {until: 2199-02-01}", start=DATED),
    label(
        SafetyFinding.UNREADABLE, COLONS, "alt: The content note of a withdrawn note", start=NOTED
    ),
    Scenario(SafetyFinding.UNREADABLE, "works/field", {"works/field.jpg": "no picture"}),
    Scenario(SafetyFinding.UNREADABLE, "events/talk", {TALK: BROKEN_EVENT}),
    Scenario(
        SafetyFinding.UNREADABLE,
        "events/talk",
        {TALK: BROKEN_EVENT + "Free cancellation of seats.\n"},
    ),
    Scenario(
        SafetyFinding.UNREADABLE, "events/talk", {TALK: EVENT.replace("when:", "when: [1, 2]\nx:")}
    ),
    Scenario(
        SafetyFinding.UNREADABLE, "events/talk", {TALK: EVENT.replace("Talk", "Talk: on: art")}
    ),
    label(SafetyFinding.UNREADABLE_WITHDRAWN, COLONS, "withdrawn: yes"),
    label(SafetyFinding.UNREADABLE_WITHDRAWN, "credit: X", "  withdrawn: yes"),
    label(SafetyFinding.UNREADABLE_WITHDRAWN, "credit: Lent by X; withdrawn: yes"),
    label(SafetyFinding.UNREADABLE_WITHDRAWN, "credit: Lent: by X, *withdrawn* = yes"),
    Scenario(
        SafetyFinding.UNREADABLE_WITHDRAWN,
        "events/talk",
        {TALK: BROKEN_EVENT.replace("when", "withdrawn: yes\nwhen")},
    ),
    label(SafetyFinding.UNREADABLE_NOTE, COLONS, "content_note: Blood"),
    label(SafetyFinding.UNREADABLE_NOTE, "alt: A field, content note: blood"),
    Scenario(
        SafetyFinding.UNREADABLE_NOTE,
        "works/field",
        {FIELD: NOTED, "works/field.jpg": "no picture"},
    ),
    label(SafetyFinding.UNREADABLE_DATES, COLONS, "show:", "  until: 2026-01-01"),
    Scenario(
        SafetyFinding.UNREADABLE_DATES,
        "works/field",
        {FIELD: DATED, "works/field.jpg": "no picture"},
    ),
    *(
        Scenario(
            SafetyFinding.UNREADABLE_STATUS,
            "events/talk",
            {TALK: text.replace("when", f"status: {word}\nwhen")},
        )
        for text in (BROKEN_EVENT, EVENT.replace("Talk", "Talk: on: art"))
        for word in ("cancelled", "canceled", "postponed", "cancel")
    ),
    Scenario(SafetyFinding.NOT_PLAIN_TEXT, "works/field", {FIELD: "{\\rtf1 Field}"}),
    Scenario(SafetyFinding.CONTENT_REMOVED, "works/field", {"works/field.jpg": REMOVED}),
    Scenario(SafetyFinding.CONTENT_REMOVED, "events/talk", {TALK: "---\ntitle: Talk\n---\n"}),
    Scenario(
        SafetyFinding.CONTENT_REMOVED,
        "events/talk",
        {TALK: "---\ntitle: Talk\nprice: {a: b}\n---\n"},
    ),
    Scenario(SafetyFinding.FILE_GONE, "works/field", {"works/field.jpg": REMOVED, FIELD: REMOVED}),
    Scenario(SafetyFinding.FILE_GONE, "events/talk", {TALK: REMOVED}),
    Scenario(
        SafetyFinding.CALENDAR_CHANGED,
        "events/tours.ics#a",
        {TOURS: BEFORE[TOURS].replace("Y:a", "Y:A")},
        shown={"title": words("A")},
    ),
    Scenario(
        SafetyFinding.CALENDAR_LOST,
        "events/tours.ics#a",
        {TOURS: CALENDAR.format(TOUR.format("c"))},
    ),
    Scenario(SafetyFinding.CALENDAR_LOST, "events/tours.ics#a", {TOURS: "not a calendar"}),
    Scenario(
        SafetyFinding.ENTRY_HIDDEN,
        "events/tours.ics#a",
        {TOURS: CALENDAR.format(TOUR.format("a").replace("SUMMARY", "CLASS:PRIVATE\nSUMMARY"))},
    ),
    Scenario(
        SafetyFinding.ENTRY_HIDDEN,
        "events/tours.ics#a",
        {TOURS: CALENDAR.format("BEGIN:VEVENT\nUID:a\nDTSTART:soon\nSTATUS:CANCELLED\n")},
    ),
    Scenario(
        SafetyFinding.CALENDAR_UNDECIDED,
        "events/tours.ics#a",
        {TOURS: "CLASS:PRIVATE\nnot a calendar"},
    ),
    Scenario(
        SafetyFinding.UNGUARDED_CHANGED,
        "resources/book",
        {BOOKS: BOOK.replace("Book", "Novel")},
        shown={"title": words("Novel")},
    ),
]


class Kiosk:
    """A folder that was read and cached as ``BEFORE`` with ``start``, and is then changed."""

    def __init__(self, place, start):
        self._place = place
        self.root = write_files(place / "gallery", BEFORE | start)
        read_cache = ReadCache()
        result = load(self.root, read_cache)
        self.before = result.snapshot
        self._content = read_cache.last_good_content()
        read_cache.save(place / "items")
        save_startup_snapshot(place / "startup", result.snapshot, result.scans, read_cache.items())

    def change(self, files):
        write_files(self.root, {name: text for name, text in files.items() if text is not REMOVED})
        for name in [name for name, text in files.items() if text is REMOVED]:
            (self.root / name).unlink()

    def shown(self, mode):
        """The snapshot that this mode shows of the folder as it is now."""
        match mode:
            case LoadMode.SAFE_MODE:
                return without_changed(self._content).snapshot
            case LoadMode.STARTUP_CACHE:
                return read_startup_snapshot(self._place / "startup", self.root)
        read_cache = ReadCache.restore(self._place / "items")
        return load(self.root, read_cache, last_good=mode is LoadMode.LAST_GOOD).snapshot


def record_of(snapshot, key):
    records = (
        (*snapshot.works, *snapshot.events, *snapshot.resources, *snapshot.pages)
        if snapshot
        else ()
    )
    return next((record for record in records if record.key == key), None)


@pytest.fixture(scope="module")
def changed_kiosk(tmp_path_factory):
    """The kiosk of a scenario, cached and then changed. Looking at it changes nothing, so all modes
    share one.
    """
    kiosks = {}

    def of(scenario):
        number = SCENARIOS.index(scenario)
        if number not in kiosks:
            kiosks[number] = Kiosk(tmp_path_factory.mktemp("kiosk"), scenario.start)
            kiosks[number].change(scenario.files)
        return kiosks[number]

    return of


def check(kiosk, scenario, mode):
    before, now = (
        record_of(snapshot, scenario.key) for snapshot in (kiosk.before, kiosk.shown(mode))
    )
    assert before is not None
    expected = {
        Decision.HIDE: None,
        Decision.SHOW_AS_BEFORE: before,
        Decision.SHOW: replace(before, **scenario.shown),
    }
    assert now == expected[decide(scenario.finding, mode)]


@pytest.mark.parametrize("mode", LoadMode)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_each_row_holds_in_each_mode(changed_kiosk, scenario, mode):
    check(changed_kiosk(scenario), scenario, mode)


@pytest.mark.parametrize("mode", [LoadMode.NORMAL, LoadMode.LAST_GOOD])
@pytest.mark.parametrize(
    "scenario",
    [
        one
        for one in SCENARIOS
        if one.finding not in (SafetyFinding.UNCHANGED, SafetyFinding.FILE_GONE)
    ],
)
def test_each_cell_decides_where_files_are_read(changed_kiosk, scenario, mode, monkeypatch):
    """Each scenario brings about its own finding: with another decision, the item is another."""
    hides = decide(scenario.finding, mode) is Decision.HIDE
    other = Decision.SHOW_AS_BEFORE if hides else Decision.HIDE
    kiosk = changed_kiosk(scenario)
    monkeypatch.setitem(DECISIONS[scenario.finding], mode, other)
    check(kiosk, scenario, mode)


@pytest.mark.parametrize("mode", LoadMode)
def test_a_folder_that_does_not_answer(mode, tmp_path):
    kiosk = Kiosk(tmp_path, {})
    shutil.move(kiosk.root, tmp_path / "unplugged")
    kiosk.root.mkdir()
    check(kiosk, Scenario(SafetyFinding.FOLDER_UNAVAILABLE, "works/field", {}), mode)


def test_a_resource_with_an_error_is_shown_as_before(tmp_path):
    kiosk = Kiosk(tmp_path, {})
    kiosk.change({BOOKS: BOOK.replace("Book", "Book: two: three")})
    for mode in (LoadMode.LAST_GOOD, LoadMode.SAFE_MODE):
        assert record_of(kiosk.shown(mode), "resources/book") is not None
    assert record_of(kiosk.shown(LoadMode.NORMAL), "resources/book") is None


SAFETY_PHRASES = ("withdrawn", "Withdrawn", "content note", "content notes", "a trigger warning")
PLAIN_WORDS = ("the work", "was", "from sale", "of 1990,", "and", "(see", "12:30", "a")


@given(some.lists(some.sampled_from((*SAFETY_PHRASES, *PLAIN_WORDS)), max_size=8))
def test_ordinary_sentences_ask_for_nothing(found):
    sentence = " ".join(("She writes that", *found, "is not here."))
    assert keys_in_unread_text(f"summary: {sentence}\n{sentence}") == set()
    assert keys_in_value([sentence, {"text": sentence}]) == set()


@given(
    some.sampled_from(["Lent by X; ", "A field, ", "(", "{title: X, ", "It was *"]),
    some.sampled_from([("withdrawn", "withdrawn"), ("Content  Note", "content_note")]),
    some.sampled_from([": yes", " = yes", "*: yes"]),
)
def test_a_key_within_a_line_is_found(start, key, end):
    typed, meant = key
    assert keys_in_unread_text(f"credit: {start}{typed}{end}") == {meant}
    assert keys_in_value(f"{start}{typed}{end}") == {meant}


def test_each_row_has_a_scenario():
    assert {scenario.finding for scenario in SCENARIOS} | {SafetyFinding.FOLDER_UNAVAILABLE} == set(
        SafetyFinding
    )


def test_each_finding_has_a_row_and_each_mode_a_column():
    assert list(DECISIONS) == list(SafetyFinding)
    assert all(list(row) == list(LoadMode) for row in DECISIONS.values())


def test_a_mode_that_reads_no_file_decides_alike_for_each_change_of_a_label():
    """Safe mode and the start-up cache cannot tell these rows from each other."""
    unread = [finding for finding in SafetyFinding if finding not in (SafetyFinding.UNCHANGED,)]
    labels = unread[: unread.index(SafetyFinding.FILE_GONE) + 1]
    for mode in (LoadMode.SAFE_MODE, LoadMode.STARTUP_CACHE):
        assert {decide(finding, mode) for finding in labels} == {Decision.HIDE}


def test_the_document_holds_the_same_table():
    lines = DOCUMENT.read_text("utf-8").splitlines()
    table = [
        tuple(cell.strip() for cell in line.strip("|").split("|"))
        for line in lines
        if line.startswith("|")
    ]
    assert table[0] == ("found", *LoadMode)
    assert table[2:] == [(finding, *row.values()) for finding, row in DECISIONS.items()]


@pytest.mark.parametrize("nothing", ["", "~", "null", "[]"])
def test_a_content_note_that_says_nothing_hides_no_work(write_folder, nothing):
    root = write_folder({FIELD: LABEL.replace("medium", f"content_note: {nothing}\nmedium")})
    write_folder({"works/field.jpg": "picture"})
    assert [work.key for work in load(root).snapshot.works] == ["works/field"]


def test_a_content_note_that_is_no_text_is_reported_once(write_folder):
    text = LABEL.replace("medium", "content_note:\n  Blood: much\nmedium")
    result = load(write_folder({FIELD: text, "works/field.jpg": "picture"}))
    assert [problem.rule for problem in result.problems if problem.path == FIELD] == ["wrong-kind"]

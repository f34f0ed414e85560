"""The decision table of the safety keys, row by row, in each of the four modes."""

import shutil
from pathlib import Path

import pytest

from kiosk.content.cache.last_good import without_changed
from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.cache.startup_snapshot import read_startup_snapshot, save_startup_snapshot
from kiosk.content.load import load
from kiosk.content.safety.decisions import DECISIONS, Decision, LoadMode, SafetyFinding, decide

DOCUMENT = Path(__file__).parents[2] / "docs" / "SAFETY-KEYS.md"
LABEL = "---\ntitle: Field\nmedium: photography\n---\n"
NOTED = LABEL.replace("medium", "content_note: Blood\nmedium")
BROKEN = LABEL.replace("Field", "Field: two: three")
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

# Each finding with ways to bring it about: which item, and files with their new texts.
SCENARIOS: list[tuple[SafetyFinding, str, dict[str, str]]] = [
    (SafetyFinding.UNCHANGED, "works/field", {}),
    (SafetyFinding.UNCHANGED, "events/talk", {"works/third.jpg": "picture"}),
    (SafetyFinding.READABLE, "works/field", {FIELD: LABEL.replace("Field", "Meadow")}),
    (SafetyFinding.READABLE, "works/field", {TRANSLATION: "---\ntitle: Campo\n---\n"}),
    (SafetyFinding.READABLE, "events/talk", {TALK: EVENT.replace("Talk", "Lecture")}),
    (
        SafetyFinding.WITHDRAWN,
        "works/field",
        {FIELD: LABEL.replace("medium", "withdrawn: yes\nmedium")},
    ),
    (SafetyFinding.WITHDRAWN, "works/field", {TRANSLATION: "---\nwithdrawn: yes\n---\n"}),
    (
        SafetyFinding.WITHDRAWN,
        "works/field",
        {FIELD: LABEL.replace("medium", "removed: yes\nmedium")},
    ),
    (SafetyFinding.WITHDRAWN_IN_DOUBT, "works/field", {FIELD: LABEL + "withdrawn: yes\n"}),
    (
        SafetyFinding.WITHDRAWN_IN_DOUBT,
        "works/field",
        {FIELD: LABEL.replace("photography", "photography\n  withdrawn: yes")},
    ),
    (SafetyFinding.WITHDRAWN_IN_DOUBT, "works/field", {"works/field.fr.md": "withdrawn: yes\n"}),
    (
        SafetyFinding.WITHDRAWN_IN_DOUBT,
        "works/other",
        {"works/Other.md": LABEL + "withdrawn: yes\n"},
    ),
    (SafetyFinding.WITHDRAWN_IN_DOUBT, "works/other", {"works/othre.md": "withdrawn: yes\n"}),
    (SafetyFinding.NOTE_ADDED, "works/field", {FIELD: NOTED}),
    (SafetyFinding.NOTE_ADDED, "works/field", {TRANSLATION: "---\ncontent_note: Sangre\n---\n"}),
    (SafetyFinding.NOTE_LOST, "works/field", {FIELD: LABEL + "Content note: Blood\n"}),
    (
        SafetyFinding.NOTE_LOST,
        "works/field",
        {FIELD: LABEL.replace("medium", "content_note:\n  Blood: much\nmedium")},
    ),
    (
        SafetyFinding.NOTE_LOST,
        "works/field",
        {"works/field.fr.md": "---\ncontent_note: Sang\n---\n"},
    ),
    (
        SafetyFinding.DATES_LOST,
        "works/field",
        {FIELD: LABEL.replace("medium", "show: soon\nmedium")},
    ),
    (
        SafetyFinding.CANCELLED,
        "events/talk",
        {TALK: EVENT.replace("when", "status: cancelled\nwhen")},
    ),
    (SafetyFinding.UNREADABLE, "works/field", {FIELD: BROKEN}),
    (SafetyFinding.UNREADABLE, "events/talk", {TALK: BROKEN_EVENT}),
    (
        SafetyFinding.UNREADABLE_WITHDRAWN,
        "works/field",
        {FIELD: BROKEN.replace("medium", "withdrawn: yes\nmedium")},
    ),
    (
        SafetyFinding.UNREADABLE_NOTE,
        "works/field",
        {FIELD: BROKEN.replace("medium", "content_note: Blood\nmedium")},
    ),
    (
        SafetyFinding.UNREADABLE_DATES,
        "works/field",
        {FIELD: BROKEN.replace("medium", "show:\n  until: 2026-01-01\nmedium")},
    ),
    (
        SafetyFinding.UNREADABLE_STATUS,
        "events/talk",
        {TALK: BROKEN_EVENT.replace("when", "status: cancelled\nwhen")},
    ),
    (SafetyFinding.NOT_PLAIN_TEXT, "works/field", {FIELD: "{\\rtf1 Field}"}),
    (SafetyFinding.CONTENT_REMOVED, "works/field", {"works/field.jpg": REMOVED}),
    (SafetyFinding.CONTENT_REMOVED, "events/talk", {TALK: "---\ntitle: Talk\n---\n"}),
    (SafetyFinding.FILE_GONE, "works/field", {"works/field.jpg": REMOVED, FIELD: REMOVED}),
    (SafetyFinding.FILE_GONE, "events/talk", {TALK: REMOVED}),
    (
        SafetyFinding.CALENDAR_CHANGED,
        "events/tours.ics#a",
        {TOURS: BEFORE[TOURS].replace("Y:a", "Y:A")},
    ),
    (SafetyFinding.CALENDAR_LOST, "events/tours.ics#a", {TOURS: CALENDAR.format(TOUR.format("c"))}),
    (SafetyFinding.CALENDAR_LOST, "events/tours.ics#a", {TOURS: "not a calendar"}),
    (SafetyFinding.UNGUARDED_CHANGED, "resources/book", {BOOKS: BOOK.replace("Book", "Novel")}),
]


class Kiosk:
    """A folder that was read and cached as ``BEFORE``, and is then changed."""

    def __init__(self, write_folder, place):
        self._write, self._place = write_folder, place
        self.root = write_folder(BEFORE)
        read_cache = ReadCache()
        result = load(self.root, read_cache)
        self.before = result.snapshot
        self._content = read_cache.last_good_content()
        read_cache.save(place / "items")
        save_startup_snapshot(place / "startup", result.snapshot, result.scans, read_cache.items())

    def change(self, files):
        self._write({name: text for name, text in files.items() if text is not REMOVED})
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


@pytest.fixture
def kiosk(write_folder, tmp_path):
    return Kiosk(write_folder, tmp_path)


def check(kiosk, finding, mode, key):
    before, now = record_of(kiosk.before, key), record_of(kiosk.shown(mode), key)
    assert before is not None
    match decide(finding, mode):
        case Decision.HIDE:
            assert now is None
        case Decision.SHOW_AS_BEFORE:
            assert now == before
        case Decision.SHOW:
            assert now == record_of(load(kiosk.root).snapshot, key) is not None
            assert (now == before) is (finding is SafetyFinding.UNCHANGED)


@pytest.mark.parametrize("mode", LoadMode)
@pytest.mark.parametrize(("finding", "key", "files"), SCENARIOS)
def test_each_row_holds_in_each_mode(kiosk, finding, key, files, mode):
    kiosk.change(files)
    check(kiosk, finding, mode, key)


@pytest.mark.parametrize("mode", LoadMode)
def test_a_folder_that_does_not_answer(kiosk, mode, tmp_path):
    shutil.move(kiosk.root, tmp_path / "unplugged")
    kiosk.root.mkdir()
    check(kiosk, SafetyFinding.FOLDER_UNAVAILABLE, mode, "works/field")


def test_each_row_has_a_scenario():
    assert {finding for finding, *_ in SCENARIOS} | {SafetyFinding.FOLDER_UNAVAILABLE} == set(
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

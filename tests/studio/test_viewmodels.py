"""The studio's view models, by example: what the window shows, and what an act writes."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kiosk.content.front_matter.schema import KINDS
from kiosk.content.load import load
from kiosk.domain import Exhibition, Severity
from kiosk.studio.model.guidance.checklist import is_ready
from kiosk.studio.viewmodels.attaching import attach
from kiosk.studio.viewmodels.beginning import Beginning, BeginningError, copy_sample, make
from kiosk.studio.viewmodels.exhibition import ExhibitionViewModel, OpeningError
from kiosk.studio.viewmodels.fields import FormField
from kiosk.studio.viewmodels.form import FormViewModel
from kiosk.studio.viewmodels.forms import (
    EVENT_FORM,
    EXHIBITION_FORM,
    NOTICE_FORM,
    PAGE_FORM,
    PICTURE_FORM,
    RESOURCE_FORM,
    WRITTEN_FORM,
)
from kiosk.studio.viewmodels.importing import proposals_of_text
from kiosk.studio.viewmodels.moments import MomentRange, own_screens
from kiosk.studio.viewmodels.problems import ProblemGroup
from kiosk.studio.viewmodels.readings import calendar_lines
from kiosk.studio.viewmodels.recent import MOST_RECENT, RecentFolders
from tests.folders import save_picture

FILES = {
    "kiosk.yaml": "title: Shore\nlanguages: [en, es]\n",
    "works/01-a.md": "---\ntitle: One # as she says\nartist: Ana\n---\n\nA line.\n",
    "works/02-b.jpg": "picture",
    "works/03-c.md": "---\ntitle: Three\nwithdrawn: yes\n---\n\nGone.\n",
    "events/a.md": "---\ntitle: Talk\nwhen: January 13, 2027\n---\n",
    "resources/r.md": "---\ntitle: Book\n---\n",
}


def field_of(form: FormViewModel, key: str) -> FormField:
    return next(one for group in form.groups for one in group.fields if one.key == key)


def saved(exhibition: ExhibitionViewModel, qtbot) -> None:
    exhibition.save_now()
    qtbot.waitUntil(lambda: not exhibition.is_busy, timeout=20_000)


def test_every_field_is_a_key_that_is_read():
    for kind, form in (
        ("work", PICTURE_FORM),
        ("work", WRITTEN_FORM),
        ("event", EVENT_FORM),
        ("resource", RESOURCE_FORM),
        ("page", PAGE_FORM),
        ("notice", NOTICE_FORM),
        ("exhibition", EXHIBITION_FORM),
    ):
        for group in form:
            for field in group.fields:
                if field.key == "body":
                    continue
                key = KINDS[kind][field.path[0]]
                for part in field.path[1:]:
                    key = key.below[part]
                assert {value for value, _ in field.choices if value} <= {
                    *(key.choices or (value for value, _ in field.choices))
                }


def test_works_are_listed_as_they_hang_and_then_those_that_do_not(open_exhibition, write_folder):
    exhibition = open_exhibition(write_folder(FILES))
    rows = exhibition.works()
    assert [(row.name, row.title, row.is_shown) for row in rows] == [
        ("works/01-a.md", "One", True),
        ("works/02-b.md", "B", True),
        ("works/03-c.md", "Three", False),
    ]
    assert rows[0].first_lines == "A line."
    assert rows[1].picture == exhibition.folder / "works" / "02-b.jpg"
    assert rows[2].state == "taken down"
    assert [row.title for row in exhibition.events()] == ["Talk"]
    assert [row.title for row in exhibition.texts()] == ["Shore", "Book"]


def test_what_is_typed_is_saved_and_undone_to_the_byte(open_exhibition, write_folder, qtbot):
    folder = write_folder(FILES)
    exhibition = open_exhibition(folder)
    label = folder / "works" / "01-a.md"
    before = label.read_bytes()
    form = exhibition.form("works/01-a.md")
    title, body = field_of(form, "title"), field_of(form, "body")
    drafts: list[tuple[str, str]] = []
    exhibition.drafted.connect(lambda name, text: drafts.append((name, text)))
    form.edit(title, "One more ")
    # A space at the end is typed too, while the file has none.
    assert form.value(title) == "One more "
    assert drafts[-1][0] == "works/01-a.md"
    assert "title: One more # as she says" in drafts[-1][1]
    assert label.read_bytes() == before
    saved(exhibition, qtbot)
    assert b"title: One more # as she says\n" in label.read_bytes()
    assert form.value(title) == "One more "
    form.edit(body, "A line.\n\nAnother.")
    saved(exhibition, qtbot)
    exhibition.undo()
    exhibition.undo()
    assert label.read_bytes() == before
    assert form.value(title) == "One"
    exhibition.redo()
    assert form.value(title) == "One more"


def test_a_field_that_is_emptied_leaves_no_key(open_exhibition, write_folder, qtbot):
    folder = write_folder(FILES)
    exhibition = open_exhibition(folder)
    form = exhibition.form("works/01-a.md")
    form.edit(field_of(form, "artist"), "")
    saved(exhibition, qtbot)
    assert "artist" not in (folder / "works" / "01-a.md").read_text("utf-8")
    assert form.value(field_of(form, "artist")) == ""


def test_a_picture_without_label_gets_one(open_exhibition, write_folder, qtbot):
    folder = write_folder(FILES)
    exhibition = open_exhibition(folder)
    form = exhibition.form("works/02-b.md")
    form.edit(field_of(form, "alt"), "A plain of one colour")
    saved(exhibition, qtbot)
    assert str(load(folder).snapshot.works[1].alt) == "A plain of one colour"


def test_a_translation_holds_what_differs(open_exhibition, write_folder, qtbot):
    folder = write_folder(FILES)
    exhibition = open_exhibition(folder)
    form = exhibition.form("works/01-a.md", "es")
    assert form.file == "works/01-a.es.md"
    assert form.is_translation
    keys = [field.key for group in form.groups for field in group.fields]
    assert "title" in keys
    assert "year" not in keys
    assert form.original(field_of(form, "title")) == "One"
    form.edit(field_of(form, "title"), "Uno")
    saved(exhibition, qtbot)
    assert load(folder).snapshot.works[0].title.get("es") == "Uno"


def test_works_are_hung_in_another_order(open_exhibition, write_folder, qtbot):
    folder = write_folder({**FILES, "works/04-d.md": "---\ntitle: Four\n---\n\nLast.\n"})
    exhibition = open_exhibition(folder)
    exhibition.move_work(2, 0)
    saved(exhibition, qtbot)
    assert [row.title for row in exhibition.works()][:3] == ["Four", "One", "B"]
    exhibition.move_work(0, 2)
    saved(exhibition, qtbot)
    assert [str(work.title) for work in load(folder).snapshot.works] == ["One", "Four", "B"]


def test_files_are_copied_in_where_they_are_dropped(
    open_exhibition, write_folder, qtbot, tmp_path: Path
):
    folder = write_folder(FILES)
    source = save_picture(tmp_path / "IMG 12 (final).JPG")
    content = source.read_bytes()
    exhibition = open_exhibition(folder)
    made = exhibition.copy_in([source], 0, clean=False)
    saved(exhibition, qtbot)
    assert made == "works/img-12-final.md"
    assert source.read_bytes() == content
    assert exhibition.works()[0].name == made


def test_a_work_is_taken_down_and_shown_again(open_exhibition, write_folder, qtbot):
    folder = write_folder(FILES)
    before = (folder / "works" / "01-a.md").read_bytes()
    exhibition = open_exhibition(folder)
    exhibition.withdraw("works/01-a.md")
    assert exhibition.is_withdrawn("works/01-a.md")
    assert [str(work.title) for work in load(folder).snapshot.works] == ["B"]
    exhibition.restore("works/01-a.md")
    assert (folder / "works" / "01-a.md").read_bytes() == before


@pytest.mark.parametrize("place", ["works", "events", "resources", "pages", "notices"])
def test_a_new_file_has_a_form(open_exhibition, write_folder, place):
    exhibition = open_exhibition(write_folder(FILES))
    first, second = exhibition.create(place), exhibition.create(place)
    assert first != second
    form = exhibition.form(first)
    assert form.is_editable
    assert form.value(field_of(form, "title")) == ""


def test_problems_stand_at_their_fields(open_exhibition, write_folder):
    folder = write_folder(
        {**FILES, "works/01-a.md": "---\ntitle: One\nshow:\n  until: Febtember 31\n---\n\nA.\n"}
    )
    exhibition = open_exhibition(folder)
    (found,) = [one for one in exhibition.problems_of("works/01-a.md") if one.key == "show.until"]
    assert found.severity is Severity.ERROR or found.severity is Severity.WARNING
    assert "Febtember 31" in found.message


def test_a_hand_edit_appears(open_exhibition, write_folder, qtbot):
    folder = write_folder(FILES)
    exhibition = open_exhibition(folder)
    form = exhibition.form("works/01-a.md")
    label = folder / "works" / "01-a.md"
    label.write_text(label.read_text("utf-8").replace("One", "First"), "utf-8")
    qtbot.waitUntil(lambda: form.value(field_of(form, "title")) == "First", timeout=10_000)


def test_a_date_is_read_back_while_it_is_typed(open_exhibition, write_folder):
    exhibition = open_exhibition(write_folder(FILES))
    form = exhibition.form("events/a.md")
    form.edit(field_of(form, "when"), "Tuesday, January 12, 2027, 1-2 pm")
    form.edit(field_of(form, "register"), "https://www.cdss.ca.gov/events")
    lines = form.readings["when"]
    assert lines[0].startswith("Read as: Tuesday, January 12, 2027")
    assert "UTC" in lines[0]
    assert form.readings["register"] == ["The code opens www.cdss.ca.gov/events"]
    form.edit(field_of(form, "when"), "Thursday, January 12, 2027, 1-2 pm")
    assert any("Tuesday" in line and "Thursday" in line for line in form.readings["when"])
    form.edit(field_of(form, "when"), "Febtember 31")
    assert "Febtember 31" in form.readings["when"][0]


def test_what_is_over_waits_for_no_act(open_exhibition, write_folder):
    """Its problems stand apart, and are not counted; nor is mere advice."""
    wrong_days = {
        "events/a.md": "---\ntitle: Talk\nwhen: Monday, January 13, 2026\n---\n",
        "events/b.md": "---\ntitle: Walk\nwhen: Monday, January 12, 2038\n---\n",
    }
    exhibition = open_exhibition(write_folder({**FILES, **wrong_days}))
    groups = {one.name: one.group for one in exhibition.problems() if "is a Tuesday" in one.message}
    assert groups == {"events/a.md": ProblemGroup.PAST, "events/b.md": ProblemGroup.ACT}
    acts = [one for one in exhibition.problems() if one.group is ProblemGroup.ACT]
    assert exhibition.counts()["Problems"] == len(acts) < len(exhibition.problems())
    assert all(one.severity is not Severity.INFO for one in acts)


CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:test
BEGIN:VEVENT
UID:1@example
DTSTAMP:20260101T000000Z
DTSTART:20380112T210000Z
DTEND:20380112T220000Z
SUMMARY:Board of the library
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_is_listed_with_what_is_read_of_it(open_exhibition, write_folder):
    folder = write_folder({**FILES, "events/county.ics": CALENDAR})
    exhibition = open_exhibition(folder)
    row = exhibition.events()[-1]
    assert (row.name, row.title, row.has_form) == ("events/county.ics", "county.ics", False)
    assert "1" in row.words
    (line,) = calendar_lines(exhibition.snapshot, row.name, exhibition.now)
    assert line.startswith("Board of the library\nTuesday, January 12, 2038")
    exhibition.delete(row.name)
    assert [path.name for path in (folder / "events").iterdir()] == ["a.md"]
    exhibition.undo()
    assert (folder / "events" / "county.ics").read_text("utf-8") == CALENDAR


def test_a_certain_remedy_is_done_by_one_act(open_exhibition, write_folder, qtbot):
    folder = write_folder(
        {**FILES, "events/a.md": "---\ntitle: Talk\nwhen: Monday, January 12, 2027\n---\n"}
    )
    exhibition = open_exhibition(folder)
    (found,) = [one for one in exhibition.problems_of("events/a.md") if one.remedy]
    assert found.key == "when"
    exhibition.remedy(found)
    saved(exhibition, qtbot)
    assert "when: Tuesday, January 12, 2027" in (folder / "events" / "a.md").read_text("utf-8")
    assert not [one for one in exhibition.problems_of("events/a.md") if one.remedy]


def test_the_checklist_says_what_is_missing(open_exhibition, write_folder, qtbot):
    exhibition = open_exhibition(write_folder(FILES))
    words = {step.name: (step.is_done, str(step.words)) for step in exhibition.steps}
    assert words["title"] == (False, "write where it takes place")
    assert words["works"] == (True, "2 works hang")
    assert not is_ready(exhibition.steps)


def test_a_field_that_two_people_change_is_asked_about(open_exhibition, write_folder, qtbot):
    folder = write_folder(FILES)
    exhibition = open_exhibition(folder)
    form = exhibition.form("works/01-a.md")
    title = field_of(form, "title")
    form.edit(title, "Mine")
    label = folder / "works" / "01-a.md"
    label.write_text(label.read_text("utf-8").replace("One", "Theirs"), "utf-8")
    saved(exhibition, qtbot)
    assert "title: Theirs" in label.read_text("utf-8")
    (asked,) = [one for one in form.problems if one.conflict is not None]
    assert asked.key == "title"
    assert "Theirs" in asked.message
    assert "Mine" in asked.hint
    form.remedy(asked)
    saved(exhibition, qtbot)
    assert "title: Mine" in label.read_text("utf-8")
    assert not [one for one in form.problems if one.conflict is not None]


PASTED = """\
Upcoming events

Community Reading Hour
Thursday, January 14, 2027
2:00 PM - 3:00 PM
Auditorium

Artist Talk
Friday, January 22, 2027
10:00 AM - 11:30 AM
First-floor hallway
"""


def test_pasted_events_are_proposed_chosen_made_and_undone(open_exhibition, write_folder, qtbot):
    folder = write_folder(FILES)
    exhibition = open_exhibition(folder)
    proposals = proposals_of_text(PASTED, folder)
    assert [one.is_new for one in proposals.files] == [True, True]
    assert not [path for path in (folder / "events").iterdir() if path.name != "a.md"]
    assert exhibition.make(proposals.files[:1])
    saved(exhibition, qtbot)
    assert [row.title for row in exhibition.events()] == ["Community Reading Hour", "Talk"]
    again = proposals_of_text(PASTED, folder)
    assert [one.is_new for one in again.files] == [False, True]
    exhibition.undo()
    saved(exhibition, qtbot)
    assert [row.title for row in exhibition.events()] == ["Talk"]


def test_a_text_without_events_is_told(write_folder):
    folder = write_folder(FILES)
    proposals = proposals_of_text("Hello", folder)
    assert not proposals.files
    assert proposals.told


def test_hours_and_lists_are_written_as_lines(open_exhibition, write_folder, qtbot):
    folder = write_folder(FILES)
    exhibition = open_exhibition(folder)
    form = exhibition.form("kiosk.yaml")
    hours = "Monday-Friday: 8:00 AM-5:00 PM\nSaturday: closed"
    form.edit(field_of(form, "open.hours"), hours)
    form.edit(field_of(form, "languages"), "en\nes\nar")
    saved(exhibition, qtbot)
    found = load(folder).snapshot.exhibition
    assert [day.weekday for day in found.hours] == [0, 1, 2, 3, 4]
    assert found.languages == ("en", "es", "ar")
    assert form.value(field_of(form, "open.hours")) == hours


def test_the_help_line_was_called_today(open_exhibition, write_folder, qtbot):
    folder = write_folder({**FILES, "kiosk.yaml": 'title: A\nhelp_line:\n  phone: "911"\n'})
    exhibition = open_exhibition(folder)
    exhibition.help_line_was_called()
    saved(exhibition, qtbot)
    found = load(folder).snapshot.exhibition.help_line
    assert found.verified_on == datetime.now(UTC).date()


def test_an_item_is_deleted_with_its_files_and_comes_back(open_exhibition, write_folder):
    folder = write_folder({**FILES, "works/02-b.es.md": "---\ntitle: B\n---\n"})
    exhibition = open_exhibition(folder)
    exhibition.delete("works/02-b.md")
    assert sorted(path.name for path in (folder / "works").iterdir()) == ["01-a.md", "03-c.md"]
    exhibition.undo()
    assert (folder / "works" / "02-b.jpg").is_file()
    assert (folder / "works" / "02-b.es.md").is_file()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path):
    with pytest.raises(OpeningError) as told:
        ExhibitionViewModel(tmp_path / "none", tmp_path / "journals")
    assert "does not exist" in told.value.message


ANSWERS = Beginning(
    title="Shore: a show",
    place="Hall",
    first=date(2027, 1, 7),
    last=date(2027, 1, 31),
    hours="Monday-Friday: 8:00 AM-5:00 PM, Saturday: 10:00 AM-2:00 PM",
    languages=("en", "es"),
)


def test_five_answers_make_an_exhibition(tmp_path: Path):
    make(tmp_path / "new", ANSWERS, tmp_path / "journals", date(2026, 11, 28))
    result = load(tmp_path / "new")
    exhibition = result.snapshot.exhibition
    assert str(exhibition.title) == "Shore: a show"
    assert (exhibition.opens, exhibition.closes) == (ANSWERS.first, ANSWERS.last)
    assert [day.weekday for day in exhibition.hours] == [0, 1, 2, 3, 4, 5]
    assert exhibition.languages == ("en", "es")
    assert [problem.rule for problem in result.problems] == ["empty-folder"]
    with pytest.raises(BeginningError):
        make(tmp_path / "new", ANSWERS, tmp_path / "journals", date(2026, 11, 28))


def test_the_sample_is_copied(tmp_path: Path):
    copy_sample(tmp_path / "copy")
    assert len(load(tmp_path / "copy").snapshot.works) == 24
    with pytest.raises(BeginningError):
        copy_sample(tmp_path / "copy")


def test_the_slider_goes_from_the_day_before_to_the_day_after():
    exhibition = Exhibition(opens=date(2026, 1, 7), closes=date(2026, 1, 31))
    hours = MomentRange.of(exhibition, date(2026, 11, 28))
    assert hours.moment(0) == datetime(2026, 1, 6)
    assert hours.moment(hours.last_hour) == datetime(2026, 2, 1, 23)
    noon = datetime(2026, 1, 28, 13)
    assert hours.moment(hours.hour(noon)) == noon
    assert hours.hour(datetime(2020, 1, 1)) == 0
    open_ended = MomentRange.of(Exhibition(), date(2026, 11, 28))
    assert open_ended.moment(0) == datetime(2026, 11, 27)


def test_a_flyer_is_copied_beside_its_event_and_named(open_exhibition, write_folder, tmp_path):
    folder = write_folder(FILES)
    exhibition = open_exhibition(folder)
    before = (folder / "events" / "a.md").read_bytes()
    picture = save_picture(tmp_path / "Our Poster.JPG")
    attach(exhibition, "events/a.md", "events/a.md", picture, clean=True)
    (event,) = load(folder).snapshot.events
    assert event.pictures[0].picture.file == "events/a.jpg"
    exhibition.undo()
    assert (folder / "events" / "a.md").read_bytes() == before
    assert not (folder / "events" / "a.jpg").exists()


def test_the_exhibition_s_own_screens_are_offered(write_folder):
    size = "screen:\n  width_pixels: {}\n  height_pixels: {}\n"
    folder = write_folder(
        {
            "kiosk.yaml": "title: A\n" + size.format(1080, 1920),
            "screens/hall.yaml": size.format(3840, 2160),
            "screens/tiny.yaml": size.format(10, 10),
            "screens/other.yaml": "works: [a]\n",
            "screens/broken.yaml": "screen: [\n",
        }
    )
    found = own_screens(folder, load(folder).snapshot.exhibition)
    assert [(one.name, one.size) for one in found] == [("", (1080, 1920)), ("hall", (3840, 2160))]
    assert found[1].words == "hall, 3840 × 2160"


def test_recent_folders_are_remembered_and_a_damaged_list_is_no_fault(tmp_path: Path):
    recent = RecentFolders(tmp_path / "state")
    folders = [tmp_path / f"f{number}" for number in range(MOST_RECENT + 2)]
    for folder in folders:
        folder.mkdir()
        recent.add(folder)
    recent.add(folders[5])
    assert recent.folders()[:2] == [folders[5], folders[-1]]
    assert len(recent.folders()) == MOST_RECENT
    folders[5].rmdir()
    assert folders[5] not in recent.folders()
    (tmp_path / "state" / "recent.json").write_text("{", "utf-8")
    assert recent.folders() == []

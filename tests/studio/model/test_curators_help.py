"""What the studio tells a curator: problems with their remedies, the checklist, dates, changes."""

import os
from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from kiosk.domain import Exhibition as ExhibitionValues
from kiosk.paths import sample_gallery
from kiosk.qr import CodeTarget, Refusal
from kiosk.studio.model import (
    BODY,
    AddFile,
    Delete,
    Exhibition,
    Reorder,
    SetField,
    Withdraw,
    set_body,
)
from kiosk.studio.model.beginning import Answers, begin, copy_exhibition
from kiosk.studio.model.guidance.checking import FolderCheck
from kiosk.studio.model.guidance.checklist import StepName, checklist, is_ready
from kiosk.studio.model.guidance.differences import DifferenceKind, FolderState, differences
from kiosk.studio.model.guidance.event_reading import read_event_keys
from kiosk.studio.model.history.drafts import KEEP_SECONDS, PAUSE_SECONDS
from tests.folders import write_files

TODAY = date(2026, 1, 5)
NOW = datetime(2026, 1, 5, 12, tzinfo=ZoneInfo("America/Los_Angeles"))
SETTINGS = "title: Ours\nplace: Hall\ntimezone: America/Los_Angeles\nopen:\n  from: 2026-01-01\n"


@pytest.fixture(autouse=True, scope="module")
def quick_disk():
    """Nothing here is about a crash: the disk need not be waited for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _descriptor: None)
        yield


def photograph():
    """A JPEG with the place where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (38.0, 34.0, 0.0), 3: "W", 4: (121.0, 29.0, 0.0)})
    out = BytesIO()
    Image.new("RGB", (1500, 1000), "#6a4a5a").save(out, "JPEG", exif=exif)
    return out.getvalue()


LABEL = "---\ntitle: A\nartist: Ana\nmedium: photography\ncredit: Hers\nalt: A long shore\n---\n"
EVENT = "---\ntitle: Talk\nwhen: {when}\nregister: {register}\n---\n"
MENDED = {
    "name-not-portable": {"works/a?.jpg": "picture", "works/a?.md": LABEL},
    "key-spelling": {"works/a.md": "---\nTitle: A\n---\n\nWords of it.\n"},
    "curly-quotes": {"works/a.md": "---\ntitle: “A Shore”\n---\n\nWords of it.\n"},
    "weekday-mismatch": {
        "events/a.md": EVENT.format(
            when="Monday, January 13, 2026, 1:00 PM", register="https://www.cdss.ca.gov"
        )
    },
    "weekday-mismatch es": {
        "events/a.md": EVENT.format(
            when="Lunes, 13 de enero de 2026, 13:00", register="https://www.cdss.ca.gov"
        )
    },
    "link-scheme": {
        "events/a.md": EVENT.format(when="January 13, 2026", register="http://www.cdss.ca.gov/a")
    },
    "link-tracking": {
        "events/a.md": EVENT.format(
            when="January 13, 2026", register="https://www.cdss.ca.gov/a?id=3&utm_source=mail"
        )
    },
    "name-differs": {"works/cafe\u0301.jpg": "picture", "works/café.md": LABEL},
    "picture-ending": {"works/a.png": "picture", "works/a.md": LABEL},
}


@pytest.fixture
def opened(tmp_path):
    """Makes and opens folders, and closes them."""
    found = []

    def opened(files):
        root = write_files(tmp_path / "folder", {"kiosk.yaml": SETTINGS, **files})
        found.append(Exhibition.open(root, tmp_path / "journal"))
        return found[-1]

    yield opened
    for exhibition in found:
        exhibition.close()


@pytest.mark.parametrize("rule", MENDED)
def test_a_remedy_mends_its_problem_and_is_undone(opened, rule):
    exhibition = opened(MENDED[rule])
    rule = rule.partition(" ")[0]
    if rule == "picture-ending":
        jpeg = BytesIO()
        Image.new("RGB", (1500, 1000)).save(jpeg, "JPEG")
        (exhibition.folder / "works/a.png").write_bytes(jpeg.getvalue())
    check = FolderCheck(exhibition.folder)
    before = check.run(TODAY)
    told = [one for one in before.remedies() if one.problem.rule == rule]
    assert told
    assert exhibition.apply(told[0].remedy).is_done
    after = check.run(TODAY)
    assert rule not in {one.rule for one in after.problems}
    assert {one.rule for one in after.problems} <= {one.rule for one in before.problems}
    exhibition.undo()
    assert [one.rule for one in check.run(TODAY).problems] == [p.rule for p in before.problems]


def test_a_picture_loses_its_place_and_no_pixel(opened):
    exhibition = opened({"works/a.md": LABEL})
    picture = exhibition.folder / "works/a.jpg"
    picture.write_bytes(photograph())
    check = FolderCheck(exhibition.folder)
    (told,) = [one for one in check.run(TODAY).remedies() if one.problem.rule == "picture-place"]
    pixels = Image.open(picture).tobytes()
    assert exhibition.apply(told.remedy).is_done
    assert "picture-place" not in {one.rule for one in check.run(TODAY).problems}
    assert Image.open(picture).tobytes() == pixels
    exhibition.undo()
    assert picture.read_bytes() == photograph()


def test_a_picture_is_copied_in_without_its_data(opened, tmp_path):
    exhibition = opened({})
    source = tmp_path / "DSC 1.JPG"
    source.write_bytes(photograph())
    exhibition.apply(AddFile(source=source, place="works", without_metadata=True))
    copy = (exhibition.folder / "works/dsc-1.jpg").read_bytes()
    assert not Image.open(BytesIO(copy)).getexif().get_ifd(0x8825)
    assert source.read_bytes() == photograph()


def test_problems_stand_at_their_fields(opened):
    text = "---\ntitle: A\nseconds: many\n---\n\n<b>Words</b>\n"
    exhibition = opened({"works/a.md": text})
    told = FolderCheck(exhibition.folder).run(TODAY).problems_for("works/a.md")
    keys = {one.problem.rule: one.key for one in told}
    assert keys["number" if "number" in keys else "seconds"] == "seconds"
    assert keys["missing-credit"] == "credit"
    assert keys["html-in-text"] == BODY


def test_a_letter_that_windows_text_lacks_is_written_when_agreed_to(opened):
    exhibition = opened({})
    raw = "---\ntitle: Año\n---\n".encode("cp1252")
    (exhibition.folder / "pages").mkdir()
    (exhibition.folder / "pages/a.md").write_bytes(raw)
    outcome = exhibition.apply(SetField(name="pages/a.md", path=("title",), value="東"))
    assert "has no letter '東'" in outcome.failure.message
    assert (exhibition.folder / "pages/a.md").read_bytes() == raw
    assert exhibition.apply(outcome.failure.remedy).is_done
    assert (exhibition.folder / "pages/a.md").read_bytes() == "---\ntitle: 東\n---\n".encode()
    exhibition.undo()
    assert (exhibition.folder / "pages/a.md").read_bytes() == raw


def test_a_new_exhibition_leads_to_ready(tmp_path):
    answers = Answers(
        title="Light: and Air",
        place="Hall 2",
        first_day=date(2026, 1, 7),
        last_day=date(2026, 1, 31),
        hours={"Monday-Friday": "8:00 AM-5:00 PM", "Saturday": "closed"},
        languages=("en", "es"),
    )
    exhibition = begin(tmp_path / "new", answers, tmp_path / "journal", TODAY)
    settings = exhibition.read("kiosk.yaml")
    assert settings.text("title") == "Light: and Air"
    assert settings.value("languages") == ["en", "es"]
    assert settings.text("open", "from") == "January 7, 2026"
    assert settings.raw.startswith(b"# The exhibition as a whole.")
    check = FolderCheck(exhibition.folder)
    steps = {step.name: step for step in checklist(check.run(TODAY), TODAY)}
    done = {name for name, step in steps.items() if step.is_done}
    assert {StepName.TITLE, StepName.DAYS, StepName.LANGUAGES, StepName.EXAMPLES} <= done
    assert not {StepName.HELP_LINE, StepName.WORKS, StepName.ERRORS} & done
    assert not is_ready(steps.values())
    line = {"name": "Hotline", "phone": "1-888-373-7888", "verified_on": "January 4, 2026"}
    exhibition.apply(SetField(name="kiosk.yaml", path=("help_line",), value=line))
    exhibition.apply(
        AddFile(source=sample_gallery() / "works/02-vessel-rejoined.jpg", place="works")
    )
    steps = {step.name: step for step in checklist(check.run(TODAY), TODAY)}
    assert steps[StepName.WORKS].is_done
    assert steps[StepName.HELP_LINE].is_done
    assert steps[StepName.LABELS].problems[0].name == "works/02-vessel-rejoined.jpg"
    for key, value in (
        ("title", "Vessel"),
        ("medium", "photography"),
        ("credit", "Hers"),
        ("alt", "A bowl with seams of gold"),
    ):
        exhibition.apply(SetField(name="works/02-vessel-rejoined.md", path=(key,), value=value))
    assert is_ready(checklist(check.run(TODAY), TODAY))
    with pytest.raises(FileExistsError):
        begin(tmp_path / "new", answers, tmp_path / "journal", TODAY)
    exhibition.close()


def test_the_sample_is_copied_and_ready_but_for_its_example_links(tmp_path):
    copy_exhibition(sample_gallery(), tmp_path / "copy")
    steps = checklist(FolderCheck(tmp_path / "copy").run(TODAY), TODAY)
    assert [step.name for step in steps if not step.is_done and step.is_needed] == [
        StepName.EXAMPLES
    ]


VALUES = ExhibitionValues(timezone="America/Los_Angeles", opens=date(2026, 1, 7))


def test_an_events_line_is_read_back():
    read = read_event_keys(
        {"when": "Tuesday, January 13, 1-2 pm", "repeats": "every week until February 3, 2026"},
        VALUES,
        NOW,
    )
    assert [f"{entry.starts:%a %b %d %H:%M}" for entry in read.times] == [
        "Tue Jan 13 13:00",
        "Tue Jan 20 13:00",
        "Tue Jan 27 13:00",
    ]
    assert read.zone == "America/Los_Angeles"
    assert read.code is None
    typo = read_event_keys({"when": "Tueday, January 13, 2026, 1-2 pm"}, VALUES, NOW)
    assert typo.event is None
    assert typo.problems[0].rule == "when"
    other = read_event_keys({"when": "January 4, 2026", "timezone": "Asia/Tokyo"}, VALUES, NOW)
    assert other.is_over
    assert other.zone == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("register", "kind", "words"),
    [
        ("https://www.cdss.ca.gov/events", CodeTarget, "www.cdss.ca.gov"),
        ("http://www.cdss.ca.gov/events", Refusal, "it does not begin with https://"),
    ],
)
def test_what_the_code_opens_is_read_back(register, kind, words):
    code = read_event_keys({"when": "on demand", "register": register}, VALUES, NOW).code
    assert isinstance(code, kind)
    assert words in (code.host if isinstance(code, CodeTarget) else code.reason)


def test_what_changed_is_told_in_words(tmp_path):
    copy_exhibition(sample_gallery(), tmp_path / "copy")
    exhibition = Exhibition.open(tmp_path / "copy", tmp_path / "journal")
    check = FolderCheck(exhibition.folder)
    before = FolderState.of(check.run(TODAY).result)
    first, second, *others = [work.key for work in before.result.snapshot.works]
    exhibition.apply(Withdraw(key=first))
    exhibition.apply(Reorder(keys=(*others, second)))
    exhibition.apply(set_body(f"{second}.md", "New words."))
    event = "events/2026-01-11-gala.md"
    exhibition.apply(SetField(name=event, path=("when",), value="January 14, 2026, 3 PM"))
    exhibition.apply(SetField(name="kiosk.yaml", path=("open", "until"), value="February 3, 2026"))
    exhibition.apply(Delete(names=tuple(n for n in exhibition.names("page") if "about" in n)))
    found = differences(before, FolderState.of(check.run(TODAY).result))
    words = [str(one.words) for one in found]
    assert "exhibition: open.until was 'January 31, 2026' and is now 'February 3, 2026'" in words
    assert "work no longer shown: What the Morning Kept" in words
    assert [one.field for one in found if one.file == f"{second}.md"] == [BODY]
    assert any(
        "when was 'January 11, 2026' and is now 'January 14, 2026, 3 PM'" in w for w in words
    )
    assert any(w.startswith("page no longer shown") for w in words)
    kinds = [one.kind for one in found]
    assert kinds.count(DifferenceKind.ORDER) == 1
    assert len(found) == 6
    while exhibition.undoable:
        exhibition.undo()
    assert not differences(before, FolderState.of(check.run(TODAY).result))
    exhibition.close()


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


def test_a_field_is_saved_after_a_pause_as_one_step(tmp_path):
    root = write_files(tmp_path / "folder", {"works/a.md": "---\ntitle: A\n---\n"})
    clock = Clock()
    exhibition = Exhibition.open(root, tmp_path / "journal", clock)
    for text in ("S", "Sh", "Sho", "Shore"):
        clock.now += 0.3
        assert exhibition.type("works/a.md", ("title",), text) is None
        assert not exhibition.tick().names
    clock.now += KEEP_SECONDS
    assert not exhibition.tick().names
    assert exhibition.drafts[0].is_kept
    clock.now += PAUSE_SECONDS
    assert exhibition.tick().names == ("works/a.md",)
    assert not exhibition.drafts
    assert len(exhibition.history) == 1
    exhibition.undo()
    assert exhibition.read("works/a.md").text("title") == "A"
    exhibition.close()


def test_a_field_that_another_person_changes_while_it_is_typed_is_asked_about(tmp_path):
    root = write_files(tmp_path / "folder", {"works/a.md": "---\ntitle: A\n---\n"})
    clock = Clock()
    exhibition = Exhibition.open(root, tmp_path / "journal", clock)
    exhibition.type("works/a.md", ("title",), "Mine")
    (root / "works/a.md").write_text("---\ntitle: Theirs\n---\n")
    exhibition.refresh()
    exhibition.read("works/a.md")
    clock.now += 2
    (conflict,) = exhibition.tick().conflicts
    assert (conflict.base, conflict.ours, conflict.theirs) == ("A", "Mine", "Theirs")
    assert not exhibition.drafts
    assert exhibition.resolve(conflict, conflict.theirs).is_done
    assert (root / "works/a.md").read_text() == "---\ntitle: Theirs\n---\n"
    exhibition.close()

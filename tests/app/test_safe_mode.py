"""Safe mode reads no file, and still takes down a work whose artist changed anything of it."""

import os
import shutil

import pytest

from kiosk.app.safe_mode import SafeModeContent
from kiosk.content.cache.startup_cache import StartupCache

KIOSK = "title: T\ntimezone: UTC\nlanguages: [en, es]\n"
LABEL = "---\ntitle: Field\nmedium: photography\n---\n"
WITHDRAWN = "---\ntitle: Campo\nwithdrawn: yes\n---\n"
EVENT = "---\ntitle: Talk\nwhen: January 13, 2026, 1:00 PM\n---\n"
CALENDAR = (
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Tour\nDTSTART:20260113T100000Z\n"
    "END:VEVENT\nEND:VCALENDAR\n"
)


@pytest.fixture
def folder(qapp, write_folder):
    return write_folder(
        {
            "kiosk.yaml": KIOSK,
            "works/field.jpg": "picture",
            "works/field.md": LABEL,
            "works/field.es.md": "---\ntitle: Campo\n---\n",
            "works/unlabelled.jpg": "picture",
            "events/talk.md": EVENT,
            "events/tours.ics": CALENDAR,
            "pages/about.md": "---\ntitle: About\n---\nText.\n",
        }
    )


@pytest.fixture
def restart_in_safe_mode(folder, tmp_path):
    """Caches the folder as it is; the function that is returned starts safe mode on it."""
    place = tmp_path / "cache"
    place.mkdir()

    def cache(*more):
        store = StartupCache(folder, place, more=more)
        store.save(store.load())

        def start():
            content = SafeModeContent(folder, StartupCache(folder, place, more=more))
            content.close()
            return content.snapshot

        return start

    return cache


def keys(records):
    return [record.key.rpartition("/")[2] for record in records]


def test_unchanged_content_is_shown(restart_in_safe_mode):
    shown = restart_in_safe_mode()()
    assert keys(shown.works) == ["field", "unlabelled"]
    assert keys(shown.events) == ["talk", "tours.ics#1"]


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("works/field.md", WITHDRAWN, ["unlabelled"]),
        ("works/field.es.md", WITHDRAWN, ["unlabelled"]),
        # A language that the exhibition does not have.
        ("works/field.fr.md", WITHDRAWN, ["unlabelled"]),
        # Other capitals.
        ("works/Unlabelled.md", WITHDRAWN, ["field"]),
        # Nearly the picture's name.
        ("works/unlabeled.md", WITHDRAWN, ["field"]),
        # A label that a word processor saved.
        ("works/unlabelled.docx", "PK", ["field"]),
        ("works/unlabelled.es.md", "---\ncontent_note: Sangre\n---\n", ["field"]),
    ],
)
def test_a_new_or_changed_file_of_a_work_takes_the_work_down(
    restart_in_safe_mode, write_folder, name, text, left
):
    start = restart_in_safe_mode()
    write_folder({name: text})
    assert keys(start().works) == left


def test_a_deleted_translation_takes_the_work_down(restart_in_safe_mode, folder):
    start = restart_in_safe_mode()
    (folder / "works/field.es.md").unlink()
    assert keys(start().works) == ["unlabelled"]


def test_a_changed_or_deleted_event_is_taken_down(restart_in_safe_mode, write_folder, folder):
    start = restart_in_safe_mode()
    write_folder({"events/talk.md": EVENT.replace("title", "status: cancelled\ntitle")})
    assert keys(start().events) == ["tours.ics#1"]
    (folder / "events/tours.ics").unlink()
    assert keys(start().events) == []


def test_a_page_that_changed_is_shown_as_before_and_a_calendar_is_not(
    restart_in_safe_mode, write_folder
):
    """An entry may be private by now, or at another time."""
    start = restart_in_safe_mode()
    write_folder(
        {
            "pages/about.md": "---\ntitle: Us\n---\nOther text.\n",
            "events/tours.ics": CALENDAR.replace("Tour", "Another"),
        }
    )
    shown = start()
    assert [str(page.title) for page in shown.pages] == ["About"]
    assert keys(shown.events) == ["talk"]


def test_a_further_folder_that_is_unplugged_keeps_its_works(
    restart_in_safe_mode, write_folder, tmp_path
):
    stick = tmp_path / "stick"
    write_folder({"works/more.jpg": "picture", "works/rest.jpg": "picture"}, stick)
    start = restart_in_safe_mode(stick)
    shutil.move(stick, tmp_path / "unplugged")
    assert keys(start().works) == ["field", "unlabelled", "more", "rest"]
    shutil.move(tmp_path / "unplugged", stick)
    os.utime(stick / "works/more.jpg", ns=(1, 1))
    assert keys(start().works) == ["field", "unlabelled", "rest"]

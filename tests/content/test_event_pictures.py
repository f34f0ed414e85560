"""An event's flyer or picture: named, told, read again when it changes, hidden in safe mode."""

import os
from dataclasses import replace

import pytest

from kiosk.check.labels import alt_texts, missing_fields
from kiosk.check.pictures import private_metadata
from kiosk.check.translation import translated
from kiosk.content.cache.last_good import LastGoodContent, without_changed
from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.cache.startup_snapshot import read_startup_snapshot, save_startup_snapshot
from kiosk.content.load import load
from kiosk.publishing.manifest import read_manifest
from kiosk.viewmodels.gallery.image_loader import pictures_by_work
from tests.folders import save_picture
from tests.pictures import pdfs

SETTINGS = "title: T\ntimezone: UTC\nlanguages: [en, es]\n"
EVENT = (
    "---\ntitle: Open House\nwhen: January 20, 2026, 1 PM\npicture: {}\nalt: A lit doorway\n---\n"
    "Text"
)


@pytest.fixture
def folder(write_folder):
    def make(picture="flyer.pdf", event=EVENT, **more):
        root = write_folder(
            {"kiosk.yaml": SETTINGS, "events/a.md": event.format(picture), "works/w.jpg": "picture"}
            | more
        )
        (root / "events/flyer.pdf").write_bytes(pdfs.flyer())
        save_picture(root / "events" / "Photo 1.JPG", (600, 200))
        return root

    return make


def event_of(result):
    return next(one for one in result.snapshot.events if one.file == "events/a.md")


def told(result, *paths):
    return [(one.path, one.rule) for one in result.problems if not paths or one.path in paths]


@pytest.mark.programs
@pytest.mark.parametrize("name", ["flyer.pdf", "Flyer.PDF", "./flyer.pdf", "..\\events\\flyer.pdf"])
def test_a_flyer_is_shown_with_its_alternative_text(name, folder):
    result = load(folder(name))
    one = event_of(result).picture_in("es")
    assert (one.key, one.is_pdf, str(one.alt)) == ("events/flyer.pdf", True, "A lit doorway")
    assert one.picture.size_bytes == len(pdfs.flyer())
    assert told(result, "events/flyer.pdf", "events/a.md") == []
    assert pictures_by_work(result.snapshot)["events/flyer.pdf"] == one.picture


def test_a_picture_file_is_shown_too(folder):
    result = load(folder("photo 1.jpg"))
    one = event_of(result).picture_in("en")
    assert (one.key, one.is_pdf, one.picture.width) == ("events/Photo 1.JPG", False, 600)
    # The other file is named by nobody.
    assert ("events/flyer.pdf", "passed-over") in told(result)
    assert ("events/Photo 1.JPG", "passed-over") not in told(result)


@pytest.mark.programs
def test_a_translation_may_name_its_own(folder):
    spanish = "---\ntitle: Casa abierta\npicture: Photo 1.JPG\nalt: Una puerta\n---\nTexto"
    event = event_of(load(folder(**{"events/a.es.md": spanish})))
    assert event.picture_in("en").key == "events/flyer.pdf"
    assert event.picture_in("es").key == "events/Photo 1.JPG"
    assert event.picture_in("es").alt.get("es") == "Una puerta"
    assert event.picture_in("en").alt.get("es") == "A lit doorway"


@pytest.mark.parametrize(
    "name", ["gone.pdf", "flyer.docx", "../works/w.jpg", "/etc/passwd", "a.md"]
)
def test_a_name_that_leads_nowhere_is_told_at_its_line(name, folder):
    result = load(folder(name))
    event = event_of(result)
    assert event.pictures == ()
    (problem,) = [one for one in result.problems if one.rule == "event-picture"]
    assert (problem.path, problem.line) == ("events/a.md", 4)


def test_a_text_about_no_picture_is_told(folder):
    event = "---\ntitle: T\nwhen: January 20, 2026, 1 PM\nalt: A door\n---\n{}"
    result = load(folder(event=event))
    assert ("events/a.md", "event-picture") in told(result)


@pytest.mark.programs
@pytest.mark.parametrize("name", ["locked", "cut off", "rubbish"])
def test_what_cannot_be_shown_is_told_in_the_checks_language(name, folder):
    root = folder()
    (root / "events/flyer.pdf").write_bytes(pdfs.REFUSED[name][0])
    result = load(root)
    assert event_of(result).pictures == ()
    (problem,) = [one for one in result.problems if one.path == "events/flyer.pdf"]
    assert problem.rule == "unreadable-picture"
    assert pdfs.REFUSED[name][1] in problem.message
    said = translated(problem.message, "es"), translated(problem.hint, "es")
    assert not set(said) & {problem.message, problem.hint}


@pytest.mark.programs
def test_several_pages_and_missing_typefaces_are_told(folder):
    root = folder()
    (root / "events/flyer.pdf").write_bytes(pdfs.flyer(pages=2, font=b"Garamond"))
    result = load(root)
    assert event_of(result).pictures
    assert {rule for _, rule in told(result, "events/flyer.pdf")} == {
        "several-pages",
        "flyer-typefaces",
    }


def test_the_check_asks_for_alternative_texts(folder):
    event = EVENT.replace("alt: A lit doorway\n", "")
    result = load(folder("Photo 1.JPG", event=event))
    found = [(one.path, one.rule) for one in missing_fields(result)]
    assert ("events/a.md", "missing-alt") in found
    result = load(folder("Photo 1.JPG", event=EVENT.replace("A lit doorway", "Open House")))
    assert [one.rule for one in alt_texts(result)] == ["alt-repeats-title"]


def test_the_place_in_a_photograph_is_told(folder):
    result = load(folder("Photo 1.JPG"))
    event = event_of(result)
    placed = replace(
        event.pictures[0], picture=replace(event.pictures[0].picture, has_location=True)
    )
    snapshot = replace(result.snapshot, events=(replace(event, pictures=(placed,)),))
    found = private_metadata(replace(result, snapshot=snapshot))
    assert ("events/Photo 1.JPG", "picture-place") in [(one.path, one.rule) for one in found]


def test_an_event_is_read_again_exactly_when_what_it_names_changes(folder):
    root, cache = folder("photo.jpg"), ReadCache()
    assert not event_of(load(root, cache)).pictures
    load(root, cache)
    assert cache.read_count == 0
    save_picture(root / "events/photo.jpg", (300, 300))
    assert event_of(load(root, cache)).pictures[0].picture.width == 300
    assert cache.read_count == 1
    save_picture(root / "events/photo.jpg", (400, 200))
    assert event_of(load(root, cache)).pictures[0].picture.width == 400
    save_picture(root / "events/other.jpg", (400, 200))
    load(root, cache)
    assert cache.read_count == 0
    (root / "events/photo.jpg").unlink()
    assert not event_of(load(root, cache)).pictures


@pytest.mark.parametrize("change", ["other", "gone", "none"])
def test_safe_mode_hides_a_picture_that_changed_and_keeps_its_event(change, folder):
    root, cache = folder("Photo 1.JPG"), ReadCache()
    content = LastGoodContent(snapshot=load(root, cache).snapshot, items=cache.items())
    photo = root / "events/Photo 1.JPG"
    if change == "other":
        save_picture(photo, (300, 300))
    elif change == "gone":
        photo.unlink()
    shown = without_changed(content).snapshot.events
    assert [one.key for one in shown] == ["events/a"]
    assert bool(shown[0].pictures) == (change == "none")


def test_a_start_does_not_show_a_picture_that_changed(folder, tmp_path):
    root, cache, saved = folder("Photo 1.JPG"), ReadCache(), tmp_path / "saved"
    result = load(root, cache)
    save_startup_snapshot(saved, result.snapshot, result.scans, cache.items())
    assert event_of(replace(result, snapshot=read_startup_snapshot(saved, root))).pictures
    photo = root / "events/Photo 1.JPG"
    stat = photo.stat()
    os.utime(photo, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1_000_000_000))
    assert read_startup_snapshot(saved, root) is None


def test_a_picture_that_cannot_be_read_spares_the_event(folder):
    root = folder("Photo 1.JPG")
    (root / "events/Photo 1.JPG").write_bytes(b"no picture")
    result = load(root)
    assert event_of(result).pictures == ()
    assert ("events/Photo 1.JPG", "unreadable-picture") in told(result)


@pytest.mark.programs
def test_a_release_carries_the_flyer(folder, tmp_path):
    from kiosk.cli.main import main

    root, store = folder(), tmp_path / "store"
    assert main(["publish", str(root), str(store), "--no-look"]) == 0
    manifests = [read_manifest(path.read_bytes()) for path in store.rglob("*.json")]
    assert any("events/flyer.pdf" in one.by_path for one in manifests)

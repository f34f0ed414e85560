"""The scan decides which recordings are there, so that the screen need not look for them."""

import pytest

from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.load import load
from kiosk.domain import Recording
from tests.sounds import SOUND

KIOSK = "title: Seen\ntimezone: America/Los_Angeles\nlanguages: [en, es]\n"
POEM = "---\ntitle: A\nmedium: poetry\naudio: {}\n---\nx\n"
EVENT = "---\ntitle: Talk\nwhen: January 13, 2026, 1:00 PM - 2:00 PM\naudio: talk.mp3\n---\n"


def test_recordings_beside_their_labels_are_found(write_folder):
    root = write_folder(
        {
            "kiosk.yaml": KIOSK,
            "works/a.md": POEM.format("a.mp3"),
            "works/a.es.md": POEM.format("../sounds/a.es.mp3"),
            "works/a.mp3": SOUND,
            "sounds/a.es.mp3": SOUND,
            "events/e.md": EVENT,
            "events/talk.mp3": SOUND,
        }
    )
    assert load(root).snapshot.recordings == {
        ("works/a.md", "a.mp3"): Recording(root, root / "works/a.mp3"),
        ("works/a.md", "../sounds/a.es.mp3"): Recording(root, root / "sounds/a.es.mp3"),
        ("events/e.md", "talk.mp3"): Recording(root, root / "events/talk.mp3"),
    }


def test_a_recording_that_comes_or_goes_is_noticed_though_its_label_stays(write_folder):
    root = write_folder({"kiosk.yaml": KIOSK, "works/a.md": POEM.format("a.mp3")})
    cache = ReadCache()
    assert load(root, cache).snapshot.recordings == {}
    (root / "works/a.mp3").write_bytes(SOUND.encode())
    assert load(root, cache).snapshot.recordings
    (root / "works/a.mp3").unlink()
    assert load(root, cache).snapshot.recordings == {}


@pytest.mark.parametrize("name", ["../../secret.mp3", "link.mp3", "nothing.mp3"])
def test_a_recording_outside_of_the_folder_is_not_played(write_folder, tmp_path, name):
    (tmp_path / "secret.mp3").write_bytes(SOUND.encode())
    root = write_folder(
        {"kiosk.yaml": KIOSK, "works/a.md": POEM.format(name)}, tmp_path / "gallery"
    )
    (root / "works/link.mp3").symlink_to(tmp_path / "secret.mp3")
    assert load(root).snapshot.recordings == {}


def test_a_recording_in_a_further_folder_is_found(write_folder, tmp_path):
    home = write_folder({"kiosk.yaml": KIOSK})
    stick = write_folder(
        {"works/b.md": POEM.format("b.mp3"), "works/b.mp3": SOUND}, tmp_path / "stick"
    )
    found = load(home, more=[stick]).snapshot.recordings
    assert list(found.values()) == [Recording(stick, stick / "works/b.mp3")]

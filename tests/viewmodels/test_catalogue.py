"""The catalogue that is made of a snapshot: what the loop shows by itself, and what it does not."""

from kiosk.content.load import load
from kiosk.viewmodels.displayed.catalogue_builder import build_catalogue


def test_a_work_with_a_content_note_is_on_the_wall_and_never_in_the_loop(write_folder):
    folder = write_folder(
        {
            "kiosk.yaml": "title: T\ntimezone: America/Los_Angeles\n",
            "works/open.md": "---\ntitle: Open\nmedium: poetry\n---\nOne line\n",
            "works/noted.md": (
                "---\ntitle: Noted\nmedium: poetry\ncontent_note: A death.\n---\nOne line\n"
            ),
            "works/kept-out.md": "---\ntitle: Out\nmedium: poetry\nloop: no\n---\nOne line\n",
        }
    )
    snapshot = load(folder).snapshot
    catalogue = build_catalogue(snapshot, snapshot.works, [], [])
    assert {key for key, _ in catalogue.works} == {"works/open", "works/noted", "works/kept-out"}
    assert catalogue.with_content_note == {"works/noted"}
    assert {slide.work for slide in catalogue.playlist if slide.work} == {"works/open"}

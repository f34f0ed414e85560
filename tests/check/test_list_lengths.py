"""Lists that are longer than the screen shows are told."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.check import list_lengths
from kiosk.check.rules import examine
from kiosk.content.load import load
from kiosk.domain.bounds import GALLERY_MEDIA
from kiosk.viewmodels.gallery import media_rows

FILES = {
    **{f"resources/{name}.md": f"---\ntitle: {name}\n---\nx\n" for name in "abc"},
    **{
        f"events/{day}.md": f"---\ntitle: Tour\nwhen: 2026-06-1{day} 1 pm\n---\nx\n"
        for day in "123"
    },
    # However often it takes place, a series is one entry.
    "events/daily.md": "---\ntitle: Tour\nwhen: every day at 1 pm until 2026-12-31\n---\nx\n",
}


@pytest.mark.parametrize(
    ("bound", "folder"), [("RESOURCE_ENTRIES", "resources"), ("BOARD_ENTRIES", "events")]
)
def test_a_list_beyond_its_bound_is_told(write_folder, monkeypatch, bound, folder):
    result = load(write_folder({"kiosk.yaml": "title: T\ntimezone: UTC\n", **FILES}))

    def told() -> list[tuple[str, str]]:
        shown = examine(result, today=date(2026, 6, 1)).shown
        return [(one.path, one.message) for one in shown if one.rule == "beyond-bound"]

    most = 2 if folder == "resources" else 3
    assert told() == []
    monkeypatch.setattr(list_lengths, bound, replace(getattr(list_lengths, bound), limit=most))
    ((path, message),) = told()
    assert path == folder
    assert f"at most {most} entries are shown" in message


def test_more_media_than_the_wall_offers_are_told(write_folder, monkeypatch):
    works = {
        f"works/{name}.md": f"---\ntitle: {name}\nmedium: paper {name}\n---\nA line\n"
        for name in "abc"
    }
    result = load(write_folder({"kiosk.yaml": "title: T\n", **works}))
    assert list(list_lengths.gallery_media(result)) == []
    limited = replace(GALLERY_MEDIA, limit=2)
    monkeypatch.setattr(list_lengths, "GALLERY_MEDIA", limited)
    monkeypatch.setattr(media_rows, "GALLERY_MEDIA", limited)
    (told,) = list_lengths.gallery_media(result)
    assert told.rule == "beyond-bound"
    assert "3 media, and at most 2 are offered" in told.message
    offered = [row["medium"] for row in media_rows.media_rows(result.snapshot.works, "en")]
    assert offered == ["paper a", "paper b"]

"""New files: their names, and the keys that they begin with."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.studio.model.edits.file_names import free_name
from kiosk.studio.model.edits.files import CreateFile
from kiosk.studio.model.edits.staging import Edit

_NEW = {
    "works": ("new-text.md", "---\ntitle:\nartist:\nmedium: poetry\n---\n"),
    "events": ("new-event.md", "---\ntitle:\nwhen:\n---\n"),
    "resources": ("new-resource.md", "---\ntitle:\nkind:\n---\n"),
    "pages": ("new-page.md", "---\ntitle:\n---\n"),
    # Prepared until it is meant: a notice would be on the screen at once.
    "notices": ("new-notice.md", "---\ntitle:\nlevel: change\nprepared: yes\n---\n"),
}


def new_file(place: str, taken: Sequence[str]) -> tuple[str, Edit]:
    """The name of a new file in a folder, such as "works", and the edit that makes it."""
    wanted, text = _NEW[place]
    used = set(taken)
    name = free_name(lambda one: one in used, place, wanted)
    return name, CreateFile(name=name, text=text)

"""Pictures of the screens that a publication changes, for ``kiosk publish --preview``."""

from __future__ import annotations

from pathlib import Path


def write_preview(folder: Path, before: Path | None, out: Path) -> int:
    """Draw every screen of ``folder`` into ``out``, and leave those that differ from ``before``.

    ``before`` is the release that counts, as a folder; its pictures lie in ``out/before``. None
    leaves all. Returns how many screens differ. Raises OSError.
    """
    from kiosk.content.load import load
    from kiosk.offscreen.changed_screens import changed_screens

    return len(changed_screens(load(folder), load(before) if before else None, out))

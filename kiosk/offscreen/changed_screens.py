"""Pictures of the screens that differ between two states of a folder, before and after."""

from __future__ import annotations

import filecmp
import json
from collections.abc import Mapping, Set
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.content.load import LoadResult
from kiosk.domain import Exhibition
from kiosk.session import DisplaySettings

# Pixels of the screen that is drawn.
SIZE = (1920, 1080)
# Below ``out``: the pictures of the state before, and the list of all.
BEFORE, LIST = "before", "changes.json"


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangedScreen:
    """A screen that differs: the names of its pictures below ``out``, "" where there is none.

    ``screen`` and ``item`` are those of the tour; ``item`` is a key such as "works/03-shore".
    """

    screen: str
    item: str
    language: str
    before: str
    after: str


def changed_screens(
    after: LoadResult,
    before: LoadResult | None,
    out: Path,
    *,
    languages: list[str] | None = None,
    only: Set[str] | None = None,
) -> tuple[ChangedScreen, ...]:
    """Draw both states at one moment, and leave the pictures of screens that differ in ``out``.

    Without ``before`` all are left; with ``only``, screens of these items alone are drawn. Raises
    OSError.
    """
    at = _moment(after.snapshot.exhibition)
    rows = _draw(after, out, languages or [], at, only)
    rows_before: Mapping[str, Any] = {}
    if before is not None:
        # A language that was added since is in one of them alone.
        known = [one for one in languages or () if one in before.snapshot.exhibition.languages]
        rows_before = _draw(before, out / BEFORE, known, at, only)
    found = []
    for name in dict.fromkeys((*rows, *rows_before)):
        row = rows.get(name) or rows_before[name]
        old, new = out / BEFORE / name, out / name
        if name in rows and name in rows_before and filecmp.cmp(old, new, shallow=False):
            old.unlink()
            new.unlink()
            continue
        found.append(
            ChangedScreen(
                screen=str(row.get("screen", "")),
                item=str(row.get("item", "")),
                language=str(row.get("language", "")),
                before=f"{BEFORE}/{name}" if name in rows_before else "",
                after=name if name in rows else "",
            )
        )
    with suppress(OSError):
        (out / BEFORE).rmdir()
    return tuple(found)


def _moment(exhibition: Exhibition) -> datetime:
    """One moment for both, or the clock alone would differ: now, or noon of the first day where
    the works do not hang now."""
    now = datetime.now(ZoneInfo(exhibition.timezone)).replace(second=0, microsecond=0)
    opens, closes, today = exhibition.opens, exhibition.closes, now.date()
    if (opens and today < opens) or (closes and today > closes):
        return datetime.combine(opens or closes or today, time(12), now.tzinfo)
    return now


def _draw(
    result: LoadResult, out: Path, languages: list[str], at: datetime, only: Set[str] | None
) -> Mapping[str, Any]:
    """The rows of the manifest of what was drawn, by the names of the pictures."""
    from kiosk.offscreen.screenshots import take_screenshots

    display = DisplaySettings()
    take_screenshots(
        result, out=out, sizes=[SIZE], languages=languages, display=display, at=at, only=only
    )
    listed = out / "manifest.json"
    rows = {row["file"]: row for row in json.loads(listed.read_bytes())}
    # It lists all pictures, also those that do not differ.
    listed.unlink()
    return rows

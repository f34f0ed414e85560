"""The check before a publication, and what the manifest takes from what was read.

A folder of ten thousand works takes seconds to check. Where only texts of a few items were edited
since the last time, these items are checked, and the others have the findings of that time. A
warning about two items together may be missing then; no error is. Any other change, another day or
another version of the program has everything checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.publishing.selection import item_key

if TYPE_CHECKING:
    from kiosk.check import Findings
    from kiosk.content.load import LoadResult
    from kiosk.content.scan.folder_scan import FolderScan
    from kiosk.domain import Problem

# A file's path, size in bytes and time in nanoseconds since 1970.
Stamp = tuple[str, int, int]
# Items of other kinds concern the whole: kiosk.yaml, and notices with their levels.
_EDITED_KINDS = ("works/", "events/", "resources/", "pages/")
_MOST_EDITED = 50
_KINDS = frozenset(("works", "events", "resources", "pages", "notices"))


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckedFolder:
    """A folder as it was checked: ``problems`` of it, and what is shown of it.

    ``seen`` are the keys of the items that are shown, ``emergencies`` those of notices that fill
    the screen. ``needs_approval`` is True where one of its exhibitions asks for it. ``title`` and
    ``timezone`` are the first exhibition's.
    """

    is_usable: bool
    problems: tuple[Problem, ...]
    stamps: tuple[Stamp, ...] = ()
    seen: frozenset[str] = frozenset()
    emergencies: frozenset[str] = frozenset()
    title: str = ""
    timezone: str = "UTC"
    needs_approval: bool = False


@dataclass(frozen=True, slots=True)
class _Last:
    """The last check of a folder, and under which conditions it was made."""

    day: date
    with_layout: bool
    checked: CheckedFolder


def check_for_release(folder: Path, *, with_layout: bool) -> CheckedFolder:
    """Check a folder, as far as it has changed since the last time."""
    from kiosk.content.cache.pickle_files import name_for, read_pickle, write_pickle
    from kiosk.content.scan.folder_scan import scan
    from kiosk.paths import below_cache

    file = below_cache("publishing") / f"{name_for(folder)}.checked"
    found = scan(folder.absolute())
    stamps = tuple(sorted(stamp for stamps in found.files.values() for stamp in stamps if stamp[2]))
    last = read_pickle(file)
    if isinstance(last, _Last) and last.with_layout == with_layout:
        edited = _edited(last.checked.stamps, stamps)
        if edited is not None and last.day == _today(last.checked.timezone):
            checked = _check_edited(folder, found, last.checked, edited, with_layout=with_layout)
            checked = replace(checked, stamps=stamps)
            write_pickle(file, _Last(last.day, with_layout, checked))
            return checked
    checked = replace(_check_all(folder, with_layout=with_layout), stamps=stamps)
    if checked.is_usable:
        write_pickle(file, _Last(_today(checked.timezone), with_layout, checked))
    return checked


def _today(timezone: str) -> date:
    return datetime.now(ZoneInfo(timezone)).date()


def _edited(before: Sequence[Stamp], now: Sequence[Stamp]) -> frozenset[str] | None:
    """The items of which texts alone were edited; None where anything else has changed."""
    old, new = ({stamp[0]: stamp[1:] for stamp in stamps} for stamps in (before, now))
    if old.keys() != new.keys() or "kiosk.yaml" not in new:
        return None
    paths = [path for path, stamp in new.items() if old[path] != stamp]
    if not all(path.startswith(_EDITED_KINDS) and path.endswith(".md") for path in paths):
        return None
    keys = frozenset(map(item_key, paths))
    return keys if len(keys) <= _MOST_EDITED else None


def _check_all(folder: Path, *, with_layout: bool) -> CheckedFolder:
    from kiosk.check import USUAL_SIZES
    from kiosk.cli.curate import examine_folder

    findings, results = examine_folder(folder, (), USUAL_SIZES, with_layout=with_layout)
    return _of(folder, findings, results)


def _check_edited(
    folder: Path,
    found: FolderScan,
    last: CheckedFolder,
    keys: frozenset[str],
    *,
    with_layout: bool,
) -> CheckedFolder:
    """Check these items alone; the rest is as it was."""
    from kiosk.check import USUAL_SIZES, examine
    from kiosk.cli.curate import layout_problems
    from kiosk.content.load import load
    from kiosk.pictures.naming import ENDINGS

    if not keys:
        return last

    def concerns(path: str) -> bool:
        # Recordings and what else a label may name by itself stay beside it.
        return item_key(path) in keys or not path.endswith((".md", *ENDINGS))

    part = replace(
        found,
        files={
            place: [stamp for stamp in stamps if concerns(stamp[0])]
            for place, stamps in found.files.items()
        },
    )
    result = load(folder, scans=(part,))
    layout = layout_problems(result, USUAL_SIZES) if with_layout and result.usable else []
    findings = examine(
        result, today=_today(last.timezone), layout_problems=layout, sizes=USUAL_SIZES
    )
    checked = _of(folder, findings, [(folder, result)])
    others = (one for one in last.problems if item_key(one.path) not in keys)
    ours = (one for one in checked.problems if item_key(one.path) in keys)
    order = sorted((*others, *ours), key=lambda one: (one.path, one.line, one.column, one.rule))
    return replace(
        last,
        problems=tuple(order),
        seen=frozenset({*(last.seen - keys), *(checked.seen & keys)}),
    )


def _of(
    folder: Path, findings: Findings, results: Sequence[tuple[Path, LoadResult]]
) -> CheckedFolder:
    from kiosk.domain import NoticeLevel

    seen, emergencies = set[str](), set[str]()
    for root, result in results:
        prefix = "" if root == folder else f"{root.relative_to(folder).as_posix()}/"
        content = result.snapshot
        files = (
            *(one.file for one in content.works),
            *(one.file for one in content.events),
            *(one.file for one in content.resources),
            *(one.file for one in content.pages),
            *(one.file for one in content.notices),
        )
        seen |= {prefix + item_key(file) for file in files}
        emergencies |= {
            prefix + item_key(one.file)
            for one in content.notices
            if one.level is NoticeLevel.EMERGENCY
        }
    exhibition = results[0][1].snapshot.exhibition
    return CheckedFolder(
        is_usable=all(result.usable for _, result in results),
        problems=findings.shown,
        seen=frozenset(seen),
        emergencies=frozenset(emergencies),
        title=str(exhibition.title)[:200],
        timezone=exhibition.timezone,
        needs_approval=any(one.snapshot.exhibition.needs_approval for _, one in results),
    )


def withdrawn_items(files: Sequence[str], seen: frozenset[str]) -> tuple[str, ...]:
    """The items of which ``files`` are there, and which are not shown."""
    return tuple(
        sorted({key for path in files if _is_content(path) and (key := item_key(path)) not in seen})
    )


def _is_content(path: str) -> bool:
    """True for a file in a folder of content, also in one of several exhibitions."""
    return bool(_KINDS & set(path.split("/")[:2]))

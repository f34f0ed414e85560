"""Loads the content folders into one snapshot."""

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.exhibition import read_exhibition, read_suppressions
from kiosk.content.exhibition_selection import (
    DateRange,
    current_folder,
    settings_entry,
    settings_name,
)
from kiosk.content.front_matter.document import Document
from kiosk.content.front_matter.source_map import Position, SourceMap, pack
from kiosk.content.item_reader import CalendarFile, ItemReader, Progress
from kiosk.content.labels.recordings import find_recordings
from kiosk.content.logos import find_logos
from kiosk.content.problems import PLUG_IN, SEND_TO_MAINTAINER, Report
from kiosk.content.safety.decisions import Decision, LoadMode, SafetyFinding, decide
from kiosk.content.scan.folder_scan import KINDS, FolderScan, scan
from kiosk.content.work_order import in_order, report_order
from kiosk.domain import Exhibition, Message, Problem, Snapshot
from kiosk.domain.notice import settled
from kiosk.status import activity
from kiosk.status.activity import Activity
from kiosk.status.set_aside import SetAsideItem, SetAsideList
from kiosk.status.unread_parts import UnreadPart

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class LoadResult:
    """The snapshot, and what is wrong in the folders. ``usable`` is False for a path to no folder.

    ``source_map`` says where a key stands: (file, key) -> (line, column), from 1; the key "body"
    is the text below the front matter. ``suppressions`` are the names of check rules that the
    folder switches off, with the reasons. ``scans`` are the folders as they were read. ``unread``
    are the parts that could not be read.
    """

    snapshot: Snapshot
    problems: tuple[Problem, ...] = ()
    usable: bool = True
    source_map: Mapping[tuple[str, str], Position] = field(default_factory=SourceMap)
    suppressions: Mapping[str, str] = field(default_factory=dict)
    calendars: tuple[CalendarFile, ...] = ()
    scans: tuple[FolderScan, ...] = ()
    unread: tuple[UnreadPart, ...] = ()


def scan_folders(
    folder: Path,
    more: Sequence[Path] = (),
    today: date | None = None,
    last_date_range: Callable[[], DateRange | None] = lambda: None,
    set_aside: SetAsideList | None = None,
) -> tuple[FolderScan, ...]:
    """Scan the exhibition's folder, then the further ones.

    In a folder with several exhibitions, that of ``today`` is scanned. ``last_date_range`` gives
    the days of the exhibition that was read last. A kiosk.yaml of ``set_aside`` is not read.
    """
    # The local day: the exhibition, and with it the time zone, is yet to be found.
    today = today or date.today()  # noqa: DTZ011
    root = current_folder(folder.absolute(), today, last_date_range, set_aside)
    return scan(root), *(scan(other.absolute(), further=True) for other in more)


def load(
    folder: Path,
    read_cache: ReadCache | None = None,
    *,
    more: Sequence[Path] = (),
    today: date | None = None,
    scans: Sequence[FolderScan] | None = None,
    last_good: bool = False,
    progress: Progress | None = None,
    set_aside: SetAsideList | None = None,
) -> LoadResult:
    """Load a content folder and the further folders ``more``. Never raises for their content.

    ``scans`` are those of ``scan_folders``; without them the folders are scanned, for ``today``.
    An item whose files have not changed comes from ``read_cache``. With ``last_good``, an item
    that cannot be read is shown as it last was, and so is a folder that does not answer.
    Items of ``set_aside`` are neither read nor shown, but told.
    ``progress`` is called with (items done, items of this kind).
    """
    problems: list[Problem] = []
    read_cache = read_cache if read_cache is not None else ReadCache()
    if scans is None:
        scans = scan_folders(folder, more, today, set_aside=set_aside)
    scans = tuple(scans)
    mode = LoadMode.LAST_GOOD if last_good else LoadMode.NORMAL
    unavailable = _unavailable(scans, read_cache, mode)
    root = scans[0].root
    report = Report(path="", problems=problems)
    if not os.path.isdir(root) and root not in unavailable:
        _report_missing(folder, root, report)
        return LoadResult(
            snapshot=Snapshot(root=folder.absolute()), problems=tuple(problems), usable=False
        )
    entry = settings_entry(set_aside, folder, root) if set_aside else None
    if entry is not None:
        exhibition, yaml = Exhibition(), _set_aside_settings(entry, problems)
    else:
        told = problems if root not in unavailable else []
        exhibition, yaml = _contained_exhibition(folder, root, told)
    # A file that is gone is no decision either: the help line stays until there is another one.
    missing = not os.path.isfile(root / "kiosk.yaml")
    broken = root in unavailable or (not yaml.values and (not missing or read_cache.was_read(root)))
    exhibition = read_cache.exhibition_to_show(exhibition, broken=broken, last_good=last_good)
    read_cache.begin(
        (
            tuple(str(one.root) for one in scans),
            exhibition.languages,
            f"{exhibition.timezone} {exhibition.opens} {exhibition.calendars}",
        )
    )
    reader = ItemReader(
        read_cache, exhibition, problems, mode=mode, progress=progress, set_aside=set_aside
    )
    reader.source_maps["kiosk.yaml"] = pack(
        (".".join(map(str, path)), position) for path, position in yaml.source_map.items()
    )
    _report_folders(scans, unavailable, report)
    works, events, resources, pages, notices = (
        reader.read_all(kind, scans, unavailable) for kind in KINDS
    )
    report_order(yaml, exhibition.order, reader.keys["works"], works)
    read_cache.finish()
    if not (works or events or resources or pages):
        report.error(
            "empty-folder",
            Message("the folder holds no work, event, resource or page"),
            Message("put pictures into works/ and events into events/"),
        )
    snapshot = Snapshot(
        root=root,
        folder=None if root == folder.absolute() else folder.absolute(),
        further=tuple(one.root for one in scans[1:]),
        exhibition=exhibition,
        recordings=find_recordings([one.root for one in scans], (*works, *events), scans),
        works=in_order(works, exhibition.order),
        events=events,
        resources=resources,
        pages=pages,
        notices=settled(notices),
        logos=find_logos(yaml, exhibition.logos, scans[0], problems),
    )
    return LoadResult(
        snapshot=snapshot,
        problems=tuple(problems),
        source_map=SourceMap(reader.source_maps),
        suppressions=read_suppressions(yaml),
        calendars=tuple(reader.calendars),
        scans=scans,
        unread=(
            *_unread_settings(broken=broken, missing=missing, last_good=last_good),
            *reader.unread,
        ),
    )


def _unread_settings(*, broken: bool, missing: bool, last_good: bool) -> tuple[UnreadPart, ...]:
    if not broken:
        return ()
    why = "is missing" if missing else "cannot be read"
    return (UnreadPart(part="kiosk.yaml", why=why, retained=int(last_good)),)


def _set_aside_settings(entry: SetAsideItem, problems: list[Problem]) -> Document:
    """An empty kiosk.yaml in place of one over which the program fell; tells of it."""
    report = Report(path="kiosk.yaml", problems=problems)
    report.error(
        "set-aside",
        Message(
            "{reason}, so it is not read: the screen uses its values as they were last read",
            reason=entry.reason,
        ),
        Message(
            "mend it: it is tried again when it changes, or when staff choose 'Read the "
            "folder' in the staff panel"
        ),
    )
    return Document(report=report)


def _contained_exhibition(
    folder: Path, root: Path, problems: list[Problem]
) -> tuple[Exhibition, Document]:
    """The exhibition; its defaults, and a problem, where the program fails on it."""
    try:
        with activity.during(Activity.READING, settings_name(folder, root)):
            return read_exhibition(root, problems)
    except Exception as error:
        log.exception("kiosk.yaml could not be read; all items are")
        report = Report(path="kiosk.yaml", problems=problems)
        report.error(
            "not-read",
            Message(
                "the program failed on this file, which is a fault of the program ({error})",
                error=repr(error)[:200],
            ),
            SEND_TO_MAINTAINER,
        )
        return Exhibition(), Document(report=report)


def _unavailable(
    scans: Sequence[FolderScan], read_cache: ReadCache, mode: LoadMode
) -> frozenset[Path]:
    """The folders that do not answer and are shown as they last were."""
    if decide(SafetyFinding.FOLDER_UNAVAILABLE, mode) is not Decision.SHOW_AS_BEFORE:
        return frozenset()
    return frozenset(one.root for one in scans if not one.answers and read_cache.was_read(one.root))


def _report_folders(
    scans: Sequence[FolderScan], unavailable: frozenset[Path], report: Report
) -> None:
    for one in scans:
        if one.root in unavailable:
            report.warn(
                "folder-away",
                Message(
                    "the folder {root} does not answer; its content is still shown as it was last "
                    "read",
                    root=one.root,
                ),
                PLUG_IN,
            )
        elif one.further and not os.path.isdir(one.root):
            _report_missing(one.root, one.root, report)
        elif one.further and os.path.exists(one.root / "kiosk.yaml"):
            Report(path=one.qualified_name("kiosk.yaml"), problems=report.problems).info(
                "passed-over",
                Message("only the first folder's kiosk.yaml is read"),
                Message("put the folder first, or put _ before the name"),
            )


def _report_missing(folder: Path, root: Path, report: Report) -> None:
    state = (
        Message("is a file, not a folder") if os.path.exists(root) else Message("does not exist")
    )
    report.error(
        "no-folder",
        Message("the folder {folder} {state}", folder=folder, state=state),
        Message("write the path of the folder that holds kiosk.yaml"),
    )

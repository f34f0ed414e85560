"""The whole folder, read at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.exhibition import read_exhibition, read_suppressions
from kiosk.content.exhibition_selection import DateRange, current_folder
from kiosk.content.front_matter.source_map import Position, SourceMap, pack
from kiosk.content.items import CalendarFile, ItemReader, Progress
from kiosk.content.labels.recordings import find_recordings
from kiosk.content.problems import Report
from kiosk.content.scan.folder_scan import FolderScan, scan
from kiosk.domain import Problem, Snapshot


@dataclass(frozen=True, kw_only=True, slots=True)
class LoadResult:
    """What was read and what is wrong. ``usable`` is False when the path is no folder at all.

    ``marks`` tells where a key stands: (file, key) -> (line, column), from 1; the key "body" is the text
    below the front matter. ``silenced`` holds the names of rules that the folder does not want to hear of, with the reasons.
    ``looks`` are the folders as they were seen, with what lies beside the content.
    """

    snapshot: Snapshot
    problems: tuple[Problem, ...] = ()
    usable: bool = True
    source_map: Mapping[tuple[str, str], Position] = field(default_factory=SourceMap)
    suppressions: Mapping[str, str] = field(default_factory=dict)
    calendars: tuple[CalendarFile, ...] = ()
    scans: tuple[FolderScan, ...] = ()


def scan_folders(
    folder: Path,
    more: Sequence[Path] = (),
    today: date | None = None,
    last_date_range: Callable[[], DateRange | None] = lambda: None,
) -> tuple[FolderScan, ...]:
    """The exhibition's folder and the further ones as they are now; of a folder with several exhibitions, the one of ``today``.

    ``known`` gives the days of the one that was read last.
    """
    root = current_folder(folder.absolute(), today or date.today(), last_date_range)  # noqa: DTZ011 - the exhibition, and its zone, are yet to be found
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
) -> LoadResult:
    """Read a content folder; of a folder with several exhibitions, the one of ``today``. Never raises for what is in it.

    Works, events, resources and pages of the folders ``more`` come after its own. With ``looks``, as ``look_at`` gives them,
    what they saw is read. With ``memory`` only those items are read whose files have changed since it was last given. With
    ``last_good`` an item that cannot be read any more is shown as it was last read, and so is a folder that does not answer.
    ``progress`` is called with (items done, items of this kind) as the reading goes on.
    """
    problems: list[Problem] = []
    read_cache = read_cache if read_cache is not None else ReadCache()
    seen = scans if scans is not None else scan_folders(folder, more, today)
    away = frozenset(
        one.root for one in seen if last_good and not one.answers and read_cache.was_read(one.root)
    )
    root = seen[0].root
    whole = Report(path="", problems=problems)
    if not root.is_dir() and root not in away:
        _missing(folder, root, whole)
        return LoadResult(
            snapshot=Snapshot(root=folder.absolute()), problems=tuple(problems), usable=False
        )
    exhibition, yaml = read_exhibition(root, problems if root not in away else [])
    broken = root in away or (not yaml.values and (root / "kiosk.yaml").is_file())
    exhibition = read_cache.exhibition_to_show(exhibition, broken=broken, last_good=last_good)
    read_cache.begin(
        (
            tuple(str(one.root) for one in seen),
            exhibition.languages,
            f"{exhibition.timezone} {exhibition.opens}",
        )
    )
    reading = ItemReader(
        root, read_cache, exhibition, problems, last_good=last_good, progress=progress
    )
    reading.source_maps["kiosk.yaml"] = pack(
        (".".join(map(str, path)), place) for path, place in yaml.source_map.items()
    )
    for one in seen:
        if one.root in away:
            words = f"the folder {one.root} does not answer; what was last read of it goes on to be shown"
            whole.warn("folder-away", words, "see that it is plugged in or mounted")
        elif one.further and not one.root.is_dir():
            _missing(one.root, one.root, whole)
        elif one.further and (one.root / "kiosk.yaml").exists():
            Report(path=one.qualified_name("kiosk.yaml"), problems=problems).info(
                "passed-over",
                "only the first folder's kiosk.yaml is read",
                "put the folder first, or put _ before the name",
            )
    works, events, resources, pages = (
        reading.read_all(kind, seen, away) for kind in ("works", "events", "resources", "pages")
    )
    read_cache.finish()
    if not (works or events or resources or pages):
        whole.error(
            "empty-folder",
            "the folder holds no work, event, resource or page",
            "put pictures into works/ and events into events/",
        )
    snapshot = Snapshot(
        root=root,
        folder=None if root == folder.absolute() else folder.absolute(),
        further=tuple(one.root for one in seen[1:]),
        exhibition=exhibition,
        recordings=find_recordings([one.root for one in seen], (*works, *events), seen),
        works=works,
        events=events,
        resources=resources,
        pages=pages,
    )
    return LoadResult(
        snapshot=snapshot,
        problems=tuple(problems),
        source_map=SourceMap(reading.source_maps),
        suppressions=read_suppressions(yaml),
        calendars=tuple(reading.calendars),
        scans=tuple(seen),
    )


def _missing(folder: Path, root: Path, report: Report) -> None:
    what = "is a file, not a folder" if root.exists() else "does not exist"
    report.error(
        "no-folder",
        f"the folder {folder} {what}",
        "write the path of the folder that holds kiosk.yaml",
    )

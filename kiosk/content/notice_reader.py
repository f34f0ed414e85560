"""Reads the notices of a folder by themselves: they do not wait for its other content."""

from pathlib import Path

from kiosk.content.cache.read_cache import ReadCache, is_unreadable
from kiosk.content.item_reader import ItemReader
from kiosk.content.safety.decisions import LoadMode
from kiosk.content.scan.folder_scan import FolderScan, scan_place
from kiosk.domain import Exhibition, Notice, Problem, Severity

PLACE = "notices"


def scan_notices(root: Path, *, further: bool = False) -> FolderScan:
    """Scan the notices of a folder; no other place in it is looked at."""
    return scan_place(root, PLACE, further=further)


class NoticesReader:
    """Reads the notices of one folder again and again; those unchanged come from memory.

    Not thread-safe.
    """

    def __init__(self) -> None:
        self._read_cache = ReadCache()
        # From then on this reader itself knows what a file last held.
        self._read_once = set[str]()
        # Whether the last reading met a file that it could not read.
        self.has_unreadable = False

    def read(
        self, found: FolderScan, exhibition: Exhibition, known: tuple[Notice, ...] = ()
    ) -> tuple[Notice, ...]:
        """The notices of a scan, cancelled alerts among them.

        A notice that cannot be read any more is as it last was; one that was never read here is as
        in ``known``, where the whole folder's reading has it from before. Never raises for their
        content. The check tells their problems.
        """
        problems: list[Problem] = []
        self._read_cache.begin(
            (
                (str(found.root),),
                exhibition.languages,
                f"{exhibition.timezone} {exhibition.opens}",
            )
        )
        reader = ItemReader(self._read_cache, exhibition, problems, mode=LoadMode.LAST_GOOD)
        notices: tuple[Notice, ...] = reader.read_all(PLACE, (found,), ())
        self._read_cache.finish()
        self.has_unreadable = is_unreadable(problems)
        failed = {one.path for one in problems if one.severity is Severity.ERROR}
        self._read_once |= {one.file for one in notices}
        before = tuple(
            one
            for one in known_below(found, known)
            if one.file not in self._read_once and _is_unread(found, failed, one)
        )
        return (*notices, *before)


def known_below(found: FolderScan, known: tuple[Notice, ...]) -> tuple[Notice, ...]:
    """Those of ``known`` that lie in the scanned folder."""
    below = found.qualified_name(f"{PLACE}/")
    return tuple(one for one in known if one.file.startswith(below))


def _is_unread(found: FolderScan, failed: set[str], notice: Notice) -> bool:
    name = notice.file.removeprefix(found.qualified_name(""))
    return notice.file in failed or found.holds_unanswered(name)

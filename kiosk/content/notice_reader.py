"""Reads the notices of a folder by themselves: they do not wait for its other content."""

from pathlib import Path

from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.item_reader import ItemReader
from kiosk.content.safety.decisions import LoadMode
from kiosk.content.scan.folder_scan import FolderScan, scan_place
from kiosk.domain import Exhibition, Notice, Problem

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

    def read(self, found: FolderScan, exhibition: Exhibition) -> tuple[Notice, ...]:
        """The notices of a scan, cancelled alerts among them.

        A notice that cannot be read any more is as it last was. Never raises for their content.
        The check tells their problems.
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
        return notices

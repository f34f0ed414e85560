"""The folders that were opened last, remembered in the user's own state folder."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

# How many are offered, and how much of the file is read.
MOST_RECENT = 8
_MOST_BYTES = 65_536


class RecentFolders:
    """Folders, the last one first. A file that is damaged or cannot be written is no fault."""

    def __init__(self, state: Path) -> None:
        self._file = state / "recent.json"

    def folders(self) -> list[Path]:
        """Those that are there now."""
        return [path for path in self._remembered() if path.is_dir()]

    def add(self, folder: Path) -> None:
        """Remember a folder as the last one."""
        known = [folder.absolute(), *self._remembered()]
        self._write(list(dict.fromkeys(known))[:MOST_RECENT])

    def _remembered(self) -> list[Path]:
        try:
            with self._file.open("rb") as file:
                known = json.loads(file.read(_MOST_BYTES))
        except (OSError, ValueError):
            return []
        if not isinstance(known, list):
            return []
        return [Path(one) for one in known if isinstance(one, str)][:MOST_RECENT]

    def _write(self, folders: list[Path]) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._file.parent, prefix=".recent-")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump([str(path) for path in folders], file)
            os.replace(name, self._file)
        except OSError:
            return

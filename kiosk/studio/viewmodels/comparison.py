"""What changed since a publication: compared in a process of its own, which draws both states."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal

from kiosk.domain import Message
from kiosk.publishing.manifest import ReleaseError
from kiosk.publishing.release_store import ReleaseStore
from kiosk.studio.model import PastFile
from kiosk.studio.own_processes import offscreen_process, start_module
from kiosk.studio.wording import language, said

_PROGRAM = "kiosk.studio.comparison.program"
_LIST = "changes.json"
_MOST_LETTERS = 2000


@dataclass(frozen=True, kw_only=True)
class ScreenPair:
    """A screen before and after; None where there is none in that state."""

    words: str
    before: Path | None
    after: Path | None


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What changed, in words and in pictures, which are there until the next comparison."""

    words: tuple[str, ...]
    screens: tuple[ScreenPair, ...]


class Comparer(QObject):
    """Compares a folder with a release of a store.

    ``compared`` is emitted with a ``Comparison``, ``failed`` with why there is none.
    """

    compared = Signal(object)
    failed = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._process: QProcess | None = None
        self._pictures: tempfile.TemporaryDirectory[str] | None = None

    @property
    def is_busy(self) -> bool:
        """True while a comparison is under way."""
        return self._process is not None

    def compare(self, destination: Path, release: str) -> None:
        """Compare the folder as it is with a release."""
        if self.is_busy:
            return
        self._remove_pictures()
        self._pictures = tempfile.TemporaryDirectory(prefix="kiosk-changes-")
        self._process = process = offscreen_process(self, language())
        process.finished.connect(self._on_finished)
        start_module(
            process,
            _PROGRAM,
            str(self._folder),
            str(destination),
            release,
            self._pictures.name,
            language(),
        )

    def close(self) -> None:
        """Give up what is under way, and remove the pictures."""
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(1000)
        self._remove_pictures()

    def _remove_pictures(self) -> None:
        if self._pictures is not None:
            self._pictures.cleanup()
            self._pictures = None

    def _on_finished(self, code: int) -> None:
        process, self._process = self._process, None
        if process is None or self._pictures is None:
            return
        told = bytes(process.readAllStandardError().data()).decode("utf-8", "replace")
        process.deleteLater()
        place = Path(self._pictures.name)
        try:
            found = json.loads((place / _LIST).read_bytes())
        except (OSError, ValueError):
            self.failed.emit(told.strip()[-_MOST_LETTERS:] or str(code))
            return
        self.compared.emit(
            Comparison(
                words=tuple(found["words"]),
                screens=tuple(_pair(place, one) for one in found["screens"]),
            )
        )


def _pair(place: Path, one: dict[str, str]) -> ScreenPair:
    return ScreenPair(
        words=" ".join(filter(None, (said(_screen_name(one["screen"])), one["item"]))),
        before=place / one["before"] if one["before"] else None,
        after=place / one["after"] if one["after"] else None,
    )


def _screen_name(screen: str) -> Message:
    names = {
        "loop": Message("Loop"),
        "wall": Message("Wall of all works"),
        "work": Message("Work"),
        "note": Message("Content note"),
        "picture": Message("Further picture"),
        "zoom": Message("Enlarged"),
        "board": Message("Programme"),
        "resources": Message("Resources"),
        "about": Message("About"),
        "help": Message("Help"),
        "emergency": Message("Emergency"),
        "poster": Message("Poster"),
    }
    return names.get(screen, Message("{screen}", screen=screen))


def files_of_release(destination: Path, name: str) -> dict[str, PastFile]:
    """The files of a release, by their names. Raises ReleaseError and OSError."""
    releases = ReleaseStore(destination)
    manifest = releases.read_manifest(name)
    missing = [one.path for one in manifest.files if not releases.holds_object(one)]
    if missing:
        raise ReleaseError(
            Message("{name} is not whole any more: {path} is gone", name=name, path=missing[0])
        )
    return {
        one.path: PastFile(
            root=destination,
            path=releases.object_name(one.sha256),
            sha256=one.sha256,
            size=one.size,
            modified_ms=one.modified_ms,
        )
        for one in manifest.files
    }

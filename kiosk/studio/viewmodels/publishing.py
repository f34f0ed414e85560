"""Publishing: runs the program's own publisher's commands, and says what came of it.

They check the folder, write a release whole or not at all, and are the same in a terminal.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal

from kiosk.domain import Message
from kiosk.studio.own_processes import offscreen_process, start_module
from kiosk.studio.wording import language, said

# Letters of what a command says that are shown.
_MOST_LETTERS = 8_000


@dataclass(frozen=True, kw_only=True)
class Release:
    """One release of a store, as ``kiosk releases`` lists it."""

    name: str
    made: str
    by: str
    note: str
    state: str

    @property
    def words(self) -> str:
        """The release in one line."""
        parts = (self.made.replace("T", " ").removesuffix("Z"), self.by, self.state, self.note)
        return "  ".join(filter(None, parts))


class Publisher(QObject):
    """Publishes one folder. ``told`` is emitted with what a command said, ``listed`` with the
    releases of the store.
    """

    told = Signal(str)
    listed = Signal(list)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._process: QProcess | None = None
        self._then: Callable[[int, str, str], None] = lambda *_: None

    @property
    def is_busy(self) -> bool:
        """True while a command is under way."""
        return self._process is not None

    def preview(self, destination: Path) -> None:
        """Say what a publication would change."""
        self._run(["publish", str(self._folder), str(destination), "--dry-run"], self._tell)

    def publish(
        self, destination: Path, *, starts: str = "", ends: str = "", note: str = ""
    ) -> None:
        """Check the folder and publish it; ``starts`` and ``ends`` are moments in words."""
        words = ["publish", str(self._folder), str(destination)]
        for option, value in (("--from", starts), ("--until", ends), ("--note", note)):
            if value.strip():
                words.append(f"{option}={value.strip()}")
        self._run(words, lambda code, out, err: self._finish(destination, code, out, err))

    def roll_back(self, destination: Path, name: str) -> None:
        """Let an older release count again."""
        words = ["rollback", str(destination), name]
        self._run(words, lambda code, out, err: self._finish(destination, code, out, err))

    def list_releases(self, destination: Path) -> None:
        """List the releases of a store; one that is not there yet has none."""
        if destination.is_dir():
            self._run(["releases", str(destination), "--format", "json"], self._list)
        else:
            self.listed.emit([])

    def close(self) -> None:
        """Give up what is under way; a release is written whole or not at all."""
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(1000)

    def _run(self, words: Sequence[str], then: Callable[[int, str, str], None]) -> None:
        if self._process is not None:
            return
        self._then = then
        self._process = process = offscreen_process(self, language())
        process.finished.connect(self._on_finished)
        if "--format" not in words:
            self.told.emit(said(Message("The folder is being checked…")))
        start_module(process, "kiosk", *words)

    def _on_finished(self, code: int) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        out, err = (
            bytes(part.data()).decode("utf-8", "replace").strip()[-_MOST_LETTERS:]
            for part in (process.readAllStandardOutput(), process.readAllStandardError())
        )
        process.deleteLater()
        self._then(code, out, err)

    def _tell(self, _code: int, out: str, err: str) -> None:
        self.told.emit("\n\n".join(filter(None, (out, err))))

    def _finish(self, destination: Path, code: int, out: str, err: str) -> None:
        heading = Message("Published.") if code == 0 else Message("Nothing was published.")
        self.told.emit("\n\n".join(filter(None, (said(heading), out, err))))
        self.list_releases(destination)

    def _list(self, code: int, out: str, _err: str) -> None:
        try:
            found = json.loads(out) if out else []
        except ValueError:
            found = []
        keys = ("name", "made", "by", "note", "state")
        self.listed.emit([Release(**{key: str(one.get(key, "")) for key in keys}) for one in found])

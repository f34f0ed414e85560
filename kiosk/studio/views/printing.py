"""The proof as PDF, printed by the program's own command in a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QProcess

from kiosk.domain import Message
from kiosk.studio.own_processes import offscreen_process, start_module
from kiosk.studio.wording import language, said


class ProofPrinter(QObject):
    """Prints one proof at a time; ``tell`` is called with what comes of it."""

    def __init__(self, tell: Callable[[str], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tell = tell
        self._process: QProcess | None = None
        self._out = Path()

    @property
    def is_printing(self) -> bool:
        """True while a proof is under way."""
        return self._process is not None

    def start(self, folder: Path, out: Path) -> None:
        """Print the proof of a folder to a file."""
        self._out = out
        process = offscreen_process(self, language())
        process.finished.connect(self._on_finished)
        self._process = process
        self._tell(said(Message("The proof is being printed to {file} …", file=out)))
        start_module(process, "kiosk", "proof", str(folder), "--out", str(out))

    def _on_finished(self, code: int) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        error = bytes(process.readAllStandardError().data()).decode("utf-8", "replace").strip()
        process.deleteLater()
        if self._out.is_file() and code in (0, 1):
            words = said(Message("The proof is printed: {file}", file=self._out))
            self._tell(f"{words}\n{error}" if error and code else words)
        else:
            last = error.splitlines()[-1] if error else ""
            self._tell(said(Message("The proof could not be printed. {cause}", cause=last)))

    def close(self) -> None:
        """Give up what is under way."""
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(1000)

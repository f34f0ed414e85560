"""The studio's end of the preview: starts the process, sends commands, receives frames."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QElapsedTimer, QObject, QProcess, Signal
from PySide6.QtGui import QImage

from kiosk.studio.own_processes import offscreen_process, start_module
from kiosk.studio.preview.frames import BrokenPacketError, PacketReader, line_of

# A preview that ends by itself is started again so often; then the studio tells of it.
MOST_STARTS = 3
# Milliseconds after which a preview that ends is no sign that it will end again.
STEADY_MS = 20_000
# Milliseconds that a preview has to end by itself before it is killed.
END_MS = 1500


class PreviewLink(QObject):
    """Emits ``frame`` with each picture of the screen and what is on it, and ``ended`` once the
    preview has ended again and again.

    What was said last of each kind is said again to a preview that is started anew.
    """

    frame = Signal(QImage, object)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._reader = PacketReader()
        self._folder: Path | None = None
        self._starts, self._lived = 0, QElapsedTimer()
        self._last_said: dict[str, dict[str, Any]] = {}

    @property
    def is_running(self) -> bool:
        """True while there is a process to speak to."""
        return self._process is not None

    @property
    def process_id(self) -> int:
        """The number of the preview's process; 0 for none."""
        return self._process.processId() if self._process is not None else 0

    def start(self, folder: Path) -> None:
        """Show a folder; the one before is not shown any more."""
        self.close()
        self._folder, self._starts = folder, 0
        for about_the_last in ("at", "show", "language", "start"):
            self._last_said.pop(about_the_last, None)
        self._start()

    def _start(self) -> None:
        self._starts += 1
        self._lived.start()
        process = offscreen_process(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._receive)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._process, self._reader = process, PacketReader()
        start_module(process, "kiosk.studio.preview.program", str(self._folder))
        for command in self._last_said.values():
            process.write(line_of(command))

    def restart(self) -> None:
        """Start the preview once more, after it has ended again and again."""
        if self._folder is not None and self._process is None:
            self._starts = 0
            self._start()

    def say(self, do: str, **details: Any) -> None:
        """Send a command; one that sets something holds for a preview that is started anew."""
        command = {"do": do, **details}
        if do in ("at", "size", "fit", "language", "display", "show", "start"):
            self._last_said.pop(do, None)
            self._last_said[do] = command
        if self._process is not None:
            self._process.write(line_of(command))

    def close(self) -> None:
        """End the preview."""
        process, self._process = self._process, None
        if process is None:
            return
        process.blockSignals(True)
        process.closeWriteChannel()
        if not process.waitForFinished(END_MS):
            process.kill()
            process.waitForFinished(END_MS)
        process.deleteLater()

    def _receive(self) -> None:
        if self._process is None:
            return
        last: tuple[dict[str, Any], bytes] | None = None
        try:
            for packet in self._reader.feed(bytes(self._process.readAllStandardOutput().data())):
                last = packet
        except BrokenPacketError:
            self._process.kill()
            return
        # Of several frames the last one counts.
        if last is not None and (image := _image_of(*last)) is not None:
            self.frame.emit(image, last[0])

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._on_finished()

    def _on_finished(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.deleteLater()
        if self._lived.elapsed() >= STEADY_MS:
            self._starts = 0
        if self._starts < MOST_STARTS and self._folder is not None:
            self._start()
        else:
            self.ended.emit()


def _image_of(head: dict[str, Any], body: bytes) -> QImage | None:
    width, height = head.get("width"), head.get("height")
    if not isinstance(width, int) or not isinstance(height, int) or len(body) != width * height * 4:
        return None
    # Copied: the image would else refer to bytes that are gone.
    return QImage(body, width, height, width * 4, QImage.Format.Format_RGB32).copy()

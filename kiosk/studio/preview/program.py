"""The preview's process: ``python -m kiosk.studio.preview.program FOLDER``.

The studio starts it and writes commands to its standard input; at the input's end it ends.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path
from typing import Any, BinaryIO

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage

from kiosk.exit_codes import EXIT_FAILED, EXIT_OK
from kiosk.qt.program_end import end_beside_threads
from kiosk.studio.preview.frames import MOST_HEAD, packet_of
from kiosk.studio.preview.screen import PreviewScreen
from kiosk.window.app_window import load_typefaces


class Commands(QObject):
    """Emits each command in the thread of this object, and ``ended`` once there are no more."""

    received = Signal(object)
    ended = Signal()

    def __init__(self, source: BinaryIO) -> None:
        super().__init__()
        self._source = source
        self._thread = threading.Thread(target=self._run, name="commands", daemon=True)

    def start(self) -> None:
        """Read, in a thread: a pipe cannot be waited for on every system."""
        self._thread.start()

    def _run(self) -> None:
        while line := self._source.readline(MOST_HEAD):
            try:
                command = json.loads(line)
            except ValueError:
                break
            self.received.emit(command)
        self.ended.emit()


class Preview:
    """The process: its one screen, and the pipe to the studio."""

    def __init__(self, folder: Path, out: BinaryIO) -> None:
        self._app = QGuiApplication([sys.argv[0]])
        load_typefaces()
        self._out = out
        self._screen = PreviewScreen(self._app, folder, self._send)
        self._commands = Commands(sys.stdin.buffer)
        self._commands.received.connect(self._screen.obey, Qt.ConnectionType.QueuedConnection)
        self._commands.ended.connect(self._app.quit, Qt.ConnectionType.QueuedConnection)

    def run(self) -> int:
        """Show until the studio ends it."""
        self._commands.start()
        code = self._app.exec()
        self._screen.close()
        # The one that reads the commands may still be waiting for one.
        end_beside_threads(code)
        return code

    def _send(self, head: dict[str, Any], image: QImage) -> None:
        body = bytes(image.constBits())
        try:
            self._out.write(packet_of(head, body))
            self._out.flush()
        except OSError:
            # The studio has gone.
            os._exit(EXIT_OK)


def main() -> int:
    """Show the folder that is named on the command line."""
    out = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints goes to the log and not between the frames.
    os.dup2(2, 1)
    try:
        return Preview(Path(sys.argv[1]), out).run()
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return EXIT_FAILED


if __name__ == "__main__":
    sys.exit(main())

"""Playing a recording: programs that are given one open file, and nothing else to open."""

import logging
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from kiosk.content.scan.audio_format import open_recording
from kiosk.domain import Recording

log = logging.getLogger(__name__)

# A program's arguments for a volume in percent and the format (``audio_format``). The recording is
# its standard input. The format is named, because a program that guesses would open playlists.
_Arguments = Callable[[int, str], list[str]]


def _mpv(percent: int, form: str) -> list[str]:
    return [
        "--no-config",
        "--no-video",
        "--no-terminal",
        "--no-resume-playback",
        "--load-scripts=no",
        "--ytdl=no",
        "--autoload-files=no",
        "--sub-auto=no",
        "--audio-file-auto=no",
        "--access-references=no",
        "--demuxer=lavf",
        f"--demuxer-lavf-format={form}",
        # The stream itself is opened by mpv; the demuxer has nothing to open.
        "--demuxer-lavf-o=protocol_whitelist=none",
        "--volume-max=100",
        f"--volume={percent}",
        "--",
        "fd://0",
    ]


def _ffplay(percent: int, form: str) -> list[str]:
    # MP4 may have its index at the end, and a pipe cannot go back; there the descriptor is named
    # as a file.
    name, protocol = ("/dev/fd/0", "file") if form == "mp4" else ("pipe:0", "pipe")
    return [
        "-nodisp",
        "-autoexit",
        "-vn",
        "-sn",
        *("-loglevel", "quiet"),
        *("-volume", str(percent)),
        *("-protocol_whitelist", protocol),
        *("-f", form),
        *("-i", name),
    ]


# Both open sound files only (libsndfile): no playlists, no addresses.
_PLAYERS: Mapping[str, _Arguments] = {
    "mpv": _mpv,
    "ffplay": _ffplay,
    "pw-play": lambda percent, _: [f"--volume={percent / 100:.2f}", "/dev/fd/0"],
    "paplay": lambda percent, _: [f"--volume={percent * 65536 // 100}", "/dev/fd/0"],
}


def installed_player() -> str:
    """The name of the first program that is there; "" without any."""
    return next((name for name in _PLAYERS if shutil.which(name)), "")


def player_command(player: str, percent: int, form: str) -> list[str]:
    """The program with its arguments; it plays its standard input."""
    return [player, *_PLAYERS[player](max(0, min(100, percent)), form)]


class Playback(QObject):
    """Plays one recording. The content folder is touched in its own thread only.

    ``ended`` follows when it is over, with True when something was played.
    """

    ended = Signal(bool)

    def __init__(
        self, player: str, percent: int, recording: Recording, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._player, self._percent, self._recording = player, percent, recording
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="recording", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def _run(self) -> None:
        played = False
        try:
            descriptor, form = open_recording(self._recording)
            try:
                played = self._play(descriptor, form)
            finally:
                os.close(descriptor)
        except OSError as error:
            log.warning("%s is not played: %s", self._recording.file, error.strerror or error)
        # The object is gone when the program has ended in the meantime.
        with suppress(RuntimeError):
            self.ended.emit(played)

    def _play(self, descriptor: int, form: str) -> bool:
        with self._lock:
            if self._stopped:
                return False
            process = subprocess.Popen(
                player_command(self._player, self._percent, form),
                stdin=descriptor,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            self._process = process
        process.wait()
        with self._lock:
            self._process = None
        return True

    def stop(self) -> None:
        """End the player with every process that it has started."""
        with self._lock:
            self._stopped = True
            if self._process is None or self._process.returncode is not None:
                return
            if os.name == "posix":
                # Not yet waited for, so that the number is still this process'.
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()

    def close(self) -> None:
        """Stop, and wait up to a second."""
        self.stop()
        self._thread.join(1.0)

"""Text to speech and playback through external programs, started when a visitor listens.

All of them are optional: without a voice for a language, or without a player, the controls for
listening do not appear.
"""

import shutil
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from kiosk.settings import voice_command

MAX_VOLUME = 5
_DEFAULT_VOLUME = 3


def _speech_dispatcher(language: str, volume: int) -> list[str]:
    # Volumes run from -100 to 100. A slower rate is easier to follow in a hallway.
    return [
        "spd-say",
        "--wait",
        "--pipe-mode",
        "-l",
        language,
        "-r",
        "-10",
        "-i",
        str(volume * 40 - 100),
    ]


def _espeak(language: str, volume: int) -> list[str]:
    return ["espeak-ng", "-v", language, "-s", "150", "-a", str(volume * 40), "--stdin"]


_VOICES: Mapping[str, Callable[[str, int], list[str]]] = {
    "spd-say": _speech_dispatcher,
    "espeak-ng": _espeak,
}
# The command that lists a program's languages, and the column of the language in its output.
_LANGUAGE_LISTS: Mapping[str, tuple[list[str], int]] = {
    "spd-say": (["spd-say", "-L"], 1),
    "espeak-ng": (["espeak-ng", "--voices"], 1),
}
_PLAYERS: Mapping[str, Callable[[int], list[str]]] = {
    "mpv": lambda volume: [
        "mpv",
        "--no-video",
        "--no-terminal",
        "--no-config",
        f"--volume={volume * 20}",
        "--",
    ],
    "ffplay": lambda volume: [
        "ffplay",
        "-nodisp",
        "-autoexit",
        "-loglevel",
        "quiet",
        "-volume",
        str(volume * 20),
        "-i",
    ],
    "pw-play": lambda volume: ["pw-play", f"--volume={volume / MAX_VOLUME:.2f}"],
    "paplay": lambda volume: ["paplay", f"--volume={volume * 65536 // MAX_VOLUME}"],
}


def _first_installed(names: Mapping[str, object]) -> str:
    return next((name for name in names if shutil.which(name)), "")


class SpeechEngine(QObject):
    """Speaks one text or plays one recording at a time.

    ``finished`` follows when it is over, ``languages_known`` when the voices have been listed.
    """

    finished = Signal()
    languages_known = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._custom_command = voice_command()
        self._voice = _first_installed(_VOICES)
        self._player = _first_installed(_PLAYERS)
        self._languages: frozenset[str] = frozenset()
        self._process: QProcess | None = None
        self._lister: QProcess | None = None
        self.volume = _DEFAULT_VOLUME

    def query_languages(self) -> None:
        """List the available languages in the background; only the first call has an effect."""
        if self._custom_command or not self._voice or self._lister is not None:
            return
        (program, *arguments), column = _LANGUAGE_LISTS[self._voice]
        self._lister = QProcess(self)
        self._lister.finished.connect(lambda *_: self._parse_languages(column))
        self._lister.start(program, arguments)

    def _parse_languages(self, column: int) -> None:
        assert self._lister is not None
        rows = (
            bytes(self._lister.readAllStandardOutput().data())
            .decode("utf-8", "replace")
            .splitlines()[1:]
        )
        cells = [row.split() for row in rows]
        self._languages = frozenset(
            row[column].split("-")[0].casefold() for row in cells if len(row) > column
        )
        self.languages_known.emit()

    def has_voice_for(self, language: str) -> bool:
        """Return True if there is a voice for a language (a BCP 47 tag)."""
        return bool(self._custom_command) or language.split("-")[0].casefold() in self._languages

    @property
    def can_play(self) -> bool:
        """True if recordings can be played."""
        return bool(self._player)

    def reset(self) -> None:
        """Stop, and return to the default volume."""
        self.stop()
        self.volume = _DEFAULT_VOLUME

    def say(self, text: str, language: str) -> None:
        """Speak ``text``; whatever was playing is cut off."""
        if self._custom_command:
            command = self._custom_command
        elif self._voice:
            command = _VOICES[self._voice](language.split("-")[0], self.volume)
        else:
            return
        self._start(
            command,
            text,
            {"KIOSK_VOICE_LANGUAGE": language, "KIOSK_VOICE_VOLUME": str(self.volume)},
        )

    def play(self, file: str) -> None:
        """Play a recording; ``file`` is an absolute path."""
        if self._player:
            self._start([*_PLAYERS[self._player](self.volume), file], "", {})

    def _start(self, command: list[str], text: str, variables: Mapping[str, str]) -> None:
        self.stop()
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        for name, value in variables.items():
            environment.insert(name, value)
        process.setProcessEnvironment(environment)
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.finished.connect(lambda *_: self._on_process_finished(process))
        process.errorOccurred.connect(
            lambda error: (
                self._on_process_finished(process)
                if error is QProcess.ProcessError.FailedToStart
                else None
            )
        )
        self._process = process
        process.start(command[0], command[1:])
        process.write(text.encode())
        process.closeWriteChannel()

    def stop(self) -> None:
        """Stop at once."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        if self._voice == "spd-say" and not self._custom_command:
            # Its daemon would continue speaking.
            QProcess.startDetached("spd-say", ["--cancel"])

    def _on_process_finished(self, process: QProcess) -> None:
        process.deleteLater()
        if process is self._process:
            self._process = None
            self.finished.emit()

    def close(self) -> None:
        """End all programs; wait up to a second for each."""
        self._process = None
        for process in self.findChildren(QProcess):
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(1000)

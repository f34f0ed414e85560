"""Text to speech and playback through external programs, started when a visitor listens.

All of them are optional: without a voice for a language, or without a player, the controls for
listening do not appear.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Qt, Signal

from kiosk.domain import Recording
from kiosk.settings import speech_dispatcher_address, voice_command
from kiosk.speech.players import Playback, installed_player
from kiosk.speech.speakable import primary_language, safe_tag, speakable
from kiosk.speech.ssip import SsipClient

MAX_VOLUME = 5
_DEFAULT_VOLUME = 3
_ESPEAK = "espeak-ng"
# The column of the language in its list of voices.
_LANGUAGE_COLUMN = 1


# By the step of rate or pitch, from -2 to 2: espeak-ng's words a minute, and its pitch of 0 to 99;
# the same for speech-dispatcher, from -100 to 100. A voice slower than usual is easier to follow
# in a hallway.
_ESPEAK_RATES, _ESPEAK_PITCHES = (90, 120, 150, 200, 260), (10, 30, 50, 70, 90)
_SSIP_RATES, _SSIP_PITCHES = (-60, -35, -10, 20, 50), (-60, -30, 0, 30, 60)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a text is spoken: ``volume`` from 1 to MAX_VOLUME, ``rate`` and ``pitch`` -2 to 2."""

    volume: int = _DEFAULT_VOLUME
    rate: int = 0
    pitch: int = 0


def _espeak(language: str, manner: Manner) -> list[str]:
    # Without -m marks are read as text. The text comes on standard input and is never an option.
    rate, pitch = _ESPEAK_RATES[manner.rate + 2], _ESPEAK_PITCHES[manner.pitch + 2]
    options = ["-v", language, "-s", str(rate), "-p", str(pitch), "-a", str(manner.volume * 40)]
    return [_ESPEAK, *options, "--stdin"]


class SpeechEngine(QObject):
    """Speaks one text or plays one recording at a time.

    ``finished`` follows when it is over, ``refused`` instead of it where the file is no recording,
    ``languages_known`` when the voices have been listed.
    """

    finished = Signal()
    refused = Signal(object)
    languages_known = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._custom_command = voice_command()
        self._player = installed_player()
        self._languages: frozenset[str] = frozenset()
        self._process: QProcess | None = None
        self._playback: Playback | None = None
        self._lister: QProcess | None = None
        self._queried = False
        # None where speech-dispatcher is not installed, or has no voice.
        self._dispatcher: SsipClient | None = None
        address = speech_dispatcher_address()
        if not self._custom_command and address and SsipClient.is_installed(address):
            self._dispatcher = SsipClient(address, self)
            self._dispatcher.languages_known.connect(self._on_dispatcher_languages)
            self._dispatcher.finished.connect(self.finished)
        self.volume = _DEFAULT_VOLUME
        self.rate = self.pitch = 0

    def query_languages(self) -> None:
        """List the available languages in the background; only the first call has an effect."""
        if self._custom_command or self._queried:
            return
        self._queried = True
        if self._dispatcher is not None:
            self._dispatcher.query_languages()
        else:
            self._query_espeak()

    def _on_dispatcher_languages(self, languages: frozenset[str]) -> None:
        if languages:
            self._languages = languages
            self.languages_known.emit()
        elif self._dispatcher is not None:
            self._dispatcher.close()
            self._dispatcher = None
            self._query_espeak()

    def _query_espeak(self) -> None:
        if shutil.which(_ESPEAK) is None:
            return
        self._lister = QProcess(self)
        self._lister.finished.connect(lambda *_: self._parse_languages())
        self._lister.start(_ESPEAK, ["--voices"])

    def _parse_languages(self) -> None:
        assert self._lister is not None
        rows = (
            bytes(self._lister.readAllStandardOutput().data())
            .decode("utf-8", "replace")
            .splitlines()[1:]
        )
        cells = [row.split() for row in rows]
        self._languages = frozenset(
            row[_LANGUAGE_COLUMN].split("-")[0].casefold()
            for row in cells
            if len(row) > _LANGUAGE_COLUMN
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
        """Stop, and return to the default volume; rate and pitch are the visitor's settings."""
        self.stop()
        self.volume = _DEFAULT_VOLUME

    def say(self, text: str, language: str) -> None:
        """Speak ``text``; whatever was playing is cut off."""
        self.stop()
        words, primary = speakable(text), primary_language(language)
        if self._custom_command:
            self._start(
                self._custom_command,
                words,
                {
                    "KIOSK_VOICE_LANGUAGE": safe_tag(language),
                    "KIOSK_VOICE_VOLUME": str(self.volume),
                    "KIOSK_VOICE_RATE": str(self.rate),
                    "KIOSK_VOICE_PITCH": str(self.pitch),
                },
            )
        elif self._dispatcher is not None:
            # Its volumes run from -100 to 100.
            self._dispatcher.say(
                words,
                primary,
                volume=self.volume * 40 - 100,
                rate=_SSIP_RATES[self.rate + 2],
                pitch=_SSIP_PITCHES[self.pitch + 2],
            )
        elif shutil.which(_ESPEAK):
            self._start(_espeak(primary, Manner(self.volume, self.rate, self.pitch)), words, {})

    def play(self, recording: Recording) -> None:
        """Play a recording."""
        self.stop()
        if not self._player:
            return
        playback = Playback(self._player, self.volume * 100 // MAX_VOLUME, recording, self)
        playback.ended.connect(
            lambda played: self._on_playback_ended(playback, recording, played),
            Qt.ConnectionType.QueuedConnection,
        )
        self._playback = playback
        playback.start()

    def _on_playback_ended(self, playback: Playback, recording: Recording, played: bool) -> None:
        playback.deleteLater()
        if playback is not self._playback:
            return
        self._playback = None
        if played:
            self.finished.emit()
        else:
            self.refused.emit(recording)

    def _start(self, command: list[str], text: str, variables: Mapping[str, str]) -> None:
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
        process.write(text.encode("utf-8", "ignore"))
        process.closeWriteChannel()

    def stop(self) -> None:
        """Stop at once."""
        process, self._process = self._process, None
        playback, self._playback = self._playback, None
        if process is not None:
            process.kill()
        if playback is not None:
            playback.stop()
        if self._dispatcher is not None:
            self._dispatcher.stop()

    def _on_process_finished(self, process: QProcess) -> None:
        process.deleteLater()
        if process is self._process:
            self._process = None
            self.finished.emit()

    def close(self) -> None:
        """End all programs; wait up to a second for each."""
        self._process = self._playback = None
        for playback in self.findChildren(Playback):
            playback.blockSignals(True)
            playback.close()
        if self._dispatcher is not None:
            self._dispatcher.close()
        for process in self.findChildren(QProcess):
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(1000)

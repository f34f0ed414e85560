"""Read aloud what is open, and tell QML which part of the text is being spoken."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk import i18n
from kiosk.domain import Recording
from kiosk.qt.qml import Property, QmlUncreatable
from kiosk.session import SPEECH_PAUSES, SessionState
from kiosk.speech.script import Sentence, Sentences, SpeechScript
from kiosk.speech.speech_engine import MAX_VOLUME, SpeechEngine
from kiosk.viewmodels.session.session import SessionViewModel

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

# A playing recording counts as user activity at each tick, and is stopped after the maximum.
_RECORDING_TICK_SECONDS, _MAX_RECORDING_SECONDS = 10, 15 * 60
# Works that a visitor passes faster than this are not read.
_AUTO_START_DELAY_MS = 700
_NO_SENTENCE = Sentence(text="", language="")


@QmlElement
@QmlUncreatable("the controller owns it")
class ReadAloud(QObject):
    """Speaks the current script, sentence by sentence.

    ``build_script`` returns what there is to read now. Navigation stops the reading; going home
    resets the volume.
    """

    changed = Signal()

    def __init__(
        self,
        session: SessionViewModel,
        build_script: Callable[[], SpeechScript],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._build_script = session, build_script
        self._engine = SpeechEngine(self)
        self._engine.finished.connect(self._on_finished)
        self._engine.refused.connect(self._on_refused)
        self._engine.languages_known.connect(self.changed)
        self._script = SpeechScript()
        # Files that turned out to be no recordings, until the next visitor comes.
        self._refused: set[Recording] = set()
        self._sentence_index = -1
        self._recording_seconds = 0
        self._subject = self._subject_of(session.state)
        # Runs while a recording plays; each sentence counts as activity by itself.
        self._recording_timer = QTimer(self, interval=_RECORDING_TICK_SECONDS * 1000)
        self._recording_timer.timeout.connect(self._on_recording_tick)
        # The silence between two sentences.
        self._pause_timer = QTimer(self, singleShot=True)
        self._pause_timer.timeout.connect(self._say_next)
        self._was_available = False
        # The subject that was last started automatically: it does not restart after "Still here?".
        self._auto_started_for: tuple[object, ...] = ()
        # True while staff type their PIN: bystanders must not hear it.
        self._muted = False
        # What was being read when the reading stopped: the subject, and the sentence's number.
        self._stopped_at: tuple[tuple[object, ...], int] | None = None
        # A visitor who has listened in this session also hears "Still here?".
        self._has_listened = False
        self._auto_start_timer = QTimer(self, interval=_AUTO_START_DELAY_MS, singleShot=True)
        self._auto_start_timer.timeout.connect(self._auto_start)

    @staticmethod
    def _subject_of(state: SessionState) -> tuple[object, ...]:
        """Identify what a script is about; a change of it stops the reading."""
        location = state.location
        opened = (
            location.work,
            location.event,
            location.resource,
            location.revealed,
            location.medium,
            location.month,
            location.slot,
            location.filter,
            location.choosing_filter,
        )
        # Slides of the loop are read only with automatic reading.
        read_loop = state.on_loop and state.display.auto_read_aloud
        slide = (state.loop.slide, state.loop.on_standby) if read_loop else None
        return location.screen, opened, slide, state.language, state.idle_prompt

    @Slot()
    def prepare(self) -> None:
        """Query the available voices; QML calls this after the first frame."""
        self._engine.query_languages()

    def set_muted(self, muted: bool) -> None:
        """Say nothing while ``muted``, neither by itself nor asked; what is being said ends."""
        if muted == self._muted:
            return
        self._muted = muted
        self.stop()
        if not muted:
            self.update()

    def update(self) -> None:
        """Follow a change of the session or of the content."""
        state = self._session.state
        self._set_manner(state)
        subject = self._subject_of(state)
        moved = subject != self._subject
        if moved:
            self._subject = subject
            self._stop_playback()
            if state.on_loop and not (state.idle_prompt or state.headphones):
                self._engine.reset()
                self._has_listened = False
                self._refused.clear()
            self.changed.emit()
        available = self._can_read()
        if available != self._was_available:
            self._was_available = available
            self.changed.emit()
        if state.idle_prompt:
            listening = state.display.auto_read_aloud or self._has_listened
            if moved and available and listening:
                self.start()
        else:
            self._update_auto_read(state, available)

    @Slot()
    def on_interrupted(self) -> None:
        """Something covers the screen, or does no more: what was read ends.

        Where speech is on, what is there now is read at once.
        """
        speaks = self.active or self._session.state.display.auto_read_aloud or self._has_listened
        was_read, self._script = self._script, self._build_script()
        if self._script == was_read and not self.active:
            return
        self._stop_playback()
        if speaks and not self._muted:
            self.start()
        self.changed.emit()

    def _update_auto_read(self, state: SessionState, available: bool) -> None:
        if self._muted:
            self._auto_started_for = ()
            self._auto_start_timer.stop()
        elif not state.display.auto_read_aloud and self._auto_started_for:
            self._auto_started_for = ()
            self.stop()
        elif not state.display.auto_read_aloud or not available:
            self._auto_started_for = ()
            self._auto_start_timer.stop()
        elif self._subject != self._auto_started_for:
            self._auto_start_timer.start()

    @Slot()
    def _auto_start(self) -> None:
        self._auto_started_for = self._subject
        if not self.active:
            self.start()

    def _can_read(self) -> bool:
        script = self._build_script()
        if self._recording_of(script) is not None:
            return True
        return bool(script.sentences) and self._engine.has_voice_for(self._session.state.language)

    def _recording_of(self, script: SpeechScript) -> Recording | None:
        """The recording of a script, where it can be played here."""
        playable = self._engine.can_play and script.recording not in self._refused
        return script.recording if playable else None

    # Properties for QML

    @Property(bool, notify=changed)
    def available(self) -> bool:
        """True if there is something to read, and a voice or a recording for it."""
        return self._can_read()

    @Property(bool, notify=changed)
    def autoReadAvailable(self) -> bool:
        """True if the setting "Read aloud" is offered.

        That needs a voice for the visitor's language, or something that can be played here.
        """
        return self._engine.has_voice_for(self._session.state.language) or self._can_read()

    @Property(bool, notify=changed)
    def active(self) -> bool:
        """True while something is read aloud or a recording plays."""
        return self._sentence_index >= 0

    @property
    def sentence(self) -> Sentence:
        """The sentence being spoken; empty if there is none or a recording plays."""
        if self._recording_timer.isActive():
            return _NO_SENTENCE
        return self._script.sentences.at(self._sentence_index) or _NO_SENTENCE

    @Property(int, notify=changed)
    def block(self) -> int:
        """The block of the text that is being spoken; -1 outside of the text."""
        return self.sentence.block

    @Property(int, notify=changed)
    def rangeStart(self) -> int:
        """Where the sentence starts in its block, in UTF-16 code units."""
        return self.sentence.start

    @Property(int, notify=changed)
    def rangeEnd(self) -> int:
        """Where the sentence ends in its block, in UTF-16 code units."""
        return self.sentence.end

    @Property(int, notify=changed)
    def volume(self) -> int:
        """From 1 to ``maxVolume``."""
        return self._engine.volume

    @Property(int, constant=True)
    def maxVolume(self) -> int:
        return MAX_VOLUME

    # Actions

    def announce_focus(self, name: str) -> None:
        """Speak the name of the control that has keyboard focus, with automatic reading only.

        The current sentence is cut off. While muted, a digit is not told from another.
        """
        if self._muted:
            self.say_discreetly(i18n.tr("Digit key") if name.strip().isdecimal() else name)
            return
        language = self._session.state.language
        if (
            self._session.state.display.auto_read_aloud
            and name not in ("", self.sentence.text)
            and self._engine.has_voice_for(language)
        ):
            self.stop()
            self._engine.say(name, language)

    def say_discreetly(self, text: str) -> None:
        """Speak ``text`` while muted, with automatic reading only; it must tell no digit typed."""
        display, language = self._session.state.display, self._session.state.language
        if (
            text
            and self._muted
            and display.auto_read_aloud
            and self._engine.has_voice_for(language)
        ):
            self._engine.stop()
            self._engine.say(text, language)

    def say(self, text: str) -> None:
        """Speak ``text`` at once, whatever is read; nothing while muted or without a voice."""
        language = self._session.state.language
        if text and not self._muted and self._engine.has_voice_for(language):
            self.stop()
            self._engine.say(text, language)

    def greet(self, *lines: str) -> None:
        """Speak ``lines`` in the visitor's language, then what is open; at once."""
        self._auto_start_timer.stop()
        self._auto_started_for = self._subject
        language = self._session.state.language
        if self._muted or not self._engine.has_voice_for(language):
            return
        self._engine.stop()
        self._recording_timer.stop()
        self._has_listened = True
        greeting = tuple(Sentence(text=line, language=language) for line in lines)
        self._script = SpeechScript(sentences=Sentences(greeting, self._build_script().sentences))
        self._sentence_index = -1
        self._say_next()

    def step_sentence(self, by: int) -> None:
        """Speak the sentence before (-1) or the next one (1).

        Where the reading had stopped, it goes on: -1 speaks once more what was cut off.
        """
        if self._muted:
            return
        if self._recording_timer.isActive():
            if by < 0:
                self.start()
            else:
                self.stop()
            return
        if self.active:
            at = self._sentence_index + by
        elif self._stopped_at is not None and self._stopped_at[0] == self._subject:
            at = self._stopped_at[1] + max(0, by)
            self._script = self._build_script()
        else:
            self.start()
            return
        self._engine.stop()
        self._sentence_index = max(0, at) - 1
        self._say_next()

    @Slot()
    def start(self) -> None:
        """Read from the beginning, even while reading; nothing while muted."""
        if self._muted:
            return
        self._engine.stop()
        self._has_listened = True
        self._script = self._build_script()
        self._sentence_index = -1
        recording = self._recording_of(self._script)
        if recording is not None:
            self._sentence_index = 0
            self._recording_seconds = 0
            self._recording_timer.start()
            self._engine.play(recording)
            self.changed.emit()
        else:
            self._say_next()

    def skip_sentence(self) -> None:
        """Cut off the current sentence and speak the next one."""
        self._engine.stop()
        self._say_next()

    @Slot()
    def stop(self) -> None:
        self._stop_playback()
        self.changed.emit()

    @Slot(int)
    def changeVolume(self, by: int) -> None:
        """Change the volume by ``by`` steps; restart the current sentence or the recording."""
        volume = max(1, min(MAX_VOLUME, self._engine.volume + by))
        if volume == self._engine.volume:
            return
        self._engine.volume = volume
        if self._recording_timer.isActive():
            self.start()
        self._say_again()
        self.changed.emit()

    @Slot()
    def _on_finished(self) -> None:
        # After the name of a control there is nothing to continue with.
        if not self.active:
            return
        pause = SPEECH_PAUSES[self._session.state.display.speech_pause]
        if pause and not self._recording_timer.isActive():
            self._pause_timer.start(int(pause * 1000))
        else:
            self._say_next()

    @Slot(object)
    def _on_refused(self, recording: Recording) -> None:
        """Read the text instead of a file that is no recording."""
        self._refused.add(recording)
        self._stop_playback()
        if self._can_read():
            self.start()
        else:
            self.changed.emit()

    def _set_manner(self, state: SessionState) -> None:
        """Speak as the visitor has chosen, at once."""
        rate, pitch = state.display.speech_rate, state.display.speech_pitch
        if (rate, pitch) == (self._engine.rate, self._engine.pitch):
            return
        self._engine.rate, self._engine.pitch = rate, pitch
        self._say_again()

    def _say_again(self) -> None:
        """Speak the current sentence from its beginning, if one is being spoken."""
        if self._sentence_index >= 0 and not self._recording_timer.isActive():
            self._sentence_index -= 1
            self._engine.stop()
            self._say_next()

    @Slot()
    def _say_next(self) -> None:
        """Speak the next sentence, or end.

        A listener counts as active, except in the loop, where reading never ends.
        """
        self._pause_timer.stop()
        state = self._session.state
        if not state.idle_prompt and not state.on_loop:
            self._session.user_activity.emit()
        self._sentence_index += 1
        if self._recording_timer.isActive() or not self.sentence.text:
            self._stop_playback()
        else:
            self._engine.say(self.sentence.text, self.sentence.language)
        self.changed.emit()

    @Slot()
    def _on_recording_tick(self) -> None:
        self._recording_seconds += _RECORDING_TICK_SECONDS
        if self._recording_seconds >= _MAX_RECORDING_SECONDS:
            self.stop()
        else:
            self._session.user_activity.emit()

    def _stop_playback(self) -> None:
        if self.active and not self._recording_timer.isActive():
            self._stopped_at = self._subject, self._sentence_index
        self._auto_start_timer.stop()
        self._pause_timer.stop()
        self._recording_timer.stop()
        self._engine.stop()
        self._sentence_index = -1

    def reset(self) -> None:
        """Stop, and return to the usual volume."""
        self.stop()
        self._engine.reset()
        self._has_listened = False
        self.changed.emit()

    def close(self) -> None:
        """Stop speaking and end the programs."""
        self._stop_playback()
        self._engine.close()

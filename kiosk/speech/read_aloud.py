"""Reads aloud what stands open, and says where in the text it is."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.qt.qml import Property, QmlUncreatable
from kiosk.session import SessionState
from kiosk.speech.script import Sentence, SpeechScript
from kiosk.speech.speech_engine import MAX_VOLUME, SpeechEngine
from kiosk.viewmodels.session.session import SessionViewModel

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

# While a recording plays somebody is listening, as far as the idle time goes; no recording goes on for longer.
_RECORDING_TICK_SECONDS, _MAX_RECORDING_SECONDS = 10, 15 * 60
# Whoever leafs through works fast hears none of those that they pass.
_AUTO_START_DELAY_MS = 700
_NO_SENTENCE = Sentence(text="", language="")


@QmlElement
@QmlUncreatable("the controller owns it")
class ReadAloud(QObject):
    """``script`` answers what there is to be read now. Whatever moves on in the visit ends the reading; home resets the volume."""

    changed = Signal()

    def __init__(
        self,
        session: SessionViewModel,
        script: Callable[[], SpeechScript],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._build_script = session, script
        self._engine = SpeechEngine(self)
        self._engine.finished.connect(self._on_finished)
        self._engine.languages_known.connect(self.changed)
        self._script = SpeechScript()
        self._sentence_index = -1
        self._recording_seconds = 0
        self._subject = self._subject_of(session.state)
        # One tick while a recording plays; sentences tell of themselves.
        self._recording_timer = QTimer(self, interval=_RECORDING_TICK_SECONDS * 1000)
        self._recording_timer.timeout.connect(self._on_recording_tick)
        self._was_available = False
        # What was begun by itself last: after "Still here?" it is not begun again.
        self._auto_started_for: tuple[object, ...] = ()
        # Whoever has listened once in this visit hears the question before it ends, too.
        self._has_listened = False
        self._auto_start_timer = QTimer(self, interval=_AUTO_START_DELAY_MS, singleShot=True)
        self._auto_start_timer.timeout.connect(self._auto_start)

    @staticmethod
    def _subject_of(state: SessionState) -> tuple[object, ...]:
        place = state.place
        opened = (
            place.work,
            place.event,
            place.resource,
            place.revealed,
            place.medium,
            place.month,
        )
        # What passes in the loop is told to those only who have everything read.
        slide = state.loop.slide if state.on_loop and state.display.auto_read_aloud else -1
        return place.screen, opened, slide, state.language, state.idle_prompt

    @Slot()
    def prepare(self) -> None:
        """Find the voices there are; asked once the first picture stands."""
        self._engine.query_languages()

    def update(self) -> None:
        """Something else may stand open, or the same in other words."""
        state = self._session.state
        subject = self._subject_of(state)
        moved = subject != self._subject
        if moved:
            self._subject = subject
            self._stop_playback()
            if state.on_loop and not state.idle_prompt:
                self._engine.reset()
                self._has_listened = False
            self.changed.emit()
        able = self._can_read()
        if able != self._was_available:
            self._was_available = able
            self.changed.emit()
        if state.idle_prompt:
            if moved and able and (state.display.auto_read_aloud or self._has_listened):
                self.start()
        else:
            self._update_auto_read(state, able)

    def _update_auto_read(self, state: SessionState, able: bool) -> None:
        if not state.display.auto_read_aloud and self._auto_started_for:
            self._auto_started_for = ()
            self.stop()
        elif not state.display.auto_read_aloud or not able:
            self._auto_started_for = ()
            self._auto_start_timer.stop()
        elif self._subject != self._auto_started_for:
            self._auto_start_timer.start()

    def _auto_start(self) -> None:
        self._auto_started_for = self._subject
        if not self.reading:
            self.start()

    def _can_read(self) -> bool:
        script = self._build_script()
        if script.recording is not None and self._engine.can_play:
            return True
        return bool(script.sentences) and self._engine.has_voice_for(self._session.state.language)

    # What is seen of it

    @Property(bool, notify=changed)
    def available(self) -> bool:
        """Whether there is something to be read, and a voice or a recording to read it."""
        return self._can_read()

    @Property(bool, notify=changed)
    def autoReadAvailable(self) -> bool:
        """Whether a visitor can choose to have everything read: there is a voice for their language, or something to be played here."""
        return self._engine.has_voice_for(self._session.state.language) or self._can_read()

    @Property(bool, notify=changed)
    def reading(self) -> bool:
        return self._sentence_index >= 0

    @property
    def sentence(self) -> Sentence:
        """What is being said now; empty words while nothing is, or while a recording plays."""
        return (
            self._script.sentences[self._sentence_index]
            if 0 <= self._sentence_index < len(self._script.sentences)
            else _NO_SENTENCE
        )

    @Property(int, notify=changed)
    def block(self) -> int:
        """The block of the text that is being read; -1 outside of the text."""
        return self.sentence.block

    @Property(int, notify=changed)
    def rangeStart(self) -> int:
        return self.sentence.start

    @Property(int, notify=changed)
    def rangeEnd(self) -> int:
        return self.sentence.end

    @Property(int, notify=changed)
    def volume(self) -> int:
        """From 1 to ``loudest``."""
        return self._engine.volume

    @Property(int, constant=True)
    def maxVolume(self) -> int:
        return MAX_VOLUME

    # What a visitor can do

    def announce_focus(self, name: str) -> None:
        """Say what a control is called that the keys have come to, to those who have everything read; what was being read is broken off."""
        language = self._session.state.language
        if (
            self._session.state.display.auto_read_aloud
            and name not in ("", self.sentence.text)
            and self._engine.has_voice_for(language)
        ):
            self.stop()
            self._engine.say(name, language)

    @Slot()
    def start(self) -> None:
        """Read from the beginning, also when it has begun already."""
        self._engine.stop()
        self._has_listened = True
        self._script = self._build_script()
        self._sentence_index = -1
        recording = self._script.recording
        if recording is not None and self._engine.can_play:
            self._sentence_index = len(self._script.sentences)
            self._recording_seconds = 0
            self._recording_timer.start()
            self._engine.play(str(recording))
            self.changed.emit()
        else:
            self._say_next()

    def skip_sentence(self) -> None:
        """Break off the sentence that is being said, and say the next one."""
        self._engine.stop()
        self._say_next()

    @Slot()
    def stop(self) -> None:
        self._stop_playback()
        self.changed.emit()

    @Slot(int)
    def changeVolume(self, by: int) -> None:
        """Louder (1) or softer (-1): the sentence that is being said begins anew, a recording from its beginning."""
        volume = max(1, min(MAX_VOLUME, self._engine.volume + by))
        if volume == self._engine.volume:
            return
        self._engine.volume = volume
        if self._recording_timer.isActive():
            self.start()
        elif self._sentence_index >= 0:
            self._sentence_index -= 1
            self._engine.stop()
            self._say_next()
        self.changed.emit()

    def _on_finished(self) -> None:
        # A control's name is followed by nothing.
        if self.reading:
            self._say_next()

    def _say_next(self) -> None:
        """Say the next sentence, or end. Whoever is being read to is there; not so in the loop, which would never end to be told."""
        state = self._session.state
        if not state.idle_prompt and not state.on_loop:
            self._session.user_activity.emit()
        self._sentence_index += 1
        if self._recording_timer.isActive() or self._sentence_index >= len(self._script.sentences):
            self._stop_playback()
        else:
            self._engine.say(self.sentence.text, self.sentence.language)
        self.changed.emit()

    def _on_recording_tick(self) -> None:
        self._recording_seconds += _RECORDING_TICK_SECONDS
        if self._recording_seconds >= _MAX_RECORDING_SECONDS:
            self.stop()
        else:
            self._session.user_activity.emit()

    def _stop_playback(self) -> None:
        self._auto_start_timer.stop()
        self._recording_timer.stop()
        self._engine.stop()
        self._sentence_index = -1

    def close(self) -> None:
        """Leave nothing speaking behind."""
        self._stop_playback()
        self._engine.close()

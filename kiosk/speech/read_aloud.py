"""Reads aloud what stands open, and says where in the text it is."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.qt.qml import Property, QmlUncreatable
from kiosk.session import SessionState
from kiosk.speech.script import Sentence, SpeechScript
from kiosk.speech.speech_engine import LOUDEST, SpeechEngine
from kiosk.viewmodels.session.session import SessionViewModel

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

# While a recording plays somebody is listening, as far as the idle time goes; no recording goes on for longer.
_LISTENING_SECONDS, _LONGEST_SECONDS = 10, 15 * 60
# Whoever leafs through works fast hears none of those that they pass.
_RESTING_MS = 700
_NOTHING = Sentence(words="", language="")


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
        self._session, self._find = session, script
        self._voice = SpeechEngine(self)
        self._voice.ended.connect(self._on_ended)
        self._voice.known.connect(self.changed)
        self._script = SpeechScript()
        self._at = -1
        self._listened = 0
        self._subject = self._subject_of(session.state)
        # One tick while a recording plays; sentences tell of themselves.
        self._listening = QTimer(self, interval=_LISTENING_SECONDS * 1000)
        self._listening.timeout.connect(self._listen_on)
        self._was_able = False
        # What was begun by itself last: after "Still here?" it is not begun again.
        self._begun: tuple[object, ...] = ()
        # Whoever has listened once in this visit hears the question before it ends, too.
        self._listener = False
        self._resting = QTimer(self, interval=_RESTING_MS, singleShot=True)
        self._resting.timeout.connect(self._begin)

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
        slide = state.loop.slide if state.on_loop and state.display.aloud else -1
        return place.screen, opened, slide, state.language, state.idle_prompt

    @Slot()
    def prepare(self) -> None:
        """Find the voices there are; asked once the first picture stands."""
        self._voice.ask()

    def update(self) -> None:
        """Something else may stand open, or the same in other words."""
        state = self._session.state
        subject = self._subject_of(state)
        moved = subject != self._subject
        if moved:
            self._subject = subject
            self._end()
            if state.on_loop and not state.idle_prompt:
                self._voice.reset()
                self._listener = False
            self.changed.emit()
        able = self._can()
        if able != self._was_able:
            self._was_able = able
            self.changed.emit()
        if state.idle_prompt:
            if moved and able and (state.display.aloud or self._listener):
                self.listen()
        else:
            self._follow_by_itself(state, able)

    def _follow_by_itself(self, state: SessionState, able: bool) -> None:
        if not state.display.aloud and self._begun:
            self._begun = ()
            self.stop()
        elif not state.display.aloud or not able:
            self._begun = ()
            self._resting.stop()
        elif self._subject != self._begun:
            self._resting.start()

    def _begin(self) -> None:
        self._begun = self._subject
        if not self.reading:
            self.listen()

    def _can(self) -> bool:
        script = self._find()
        if script.recording is not None and self._voice.plays:
            return True
        return bool(script.sentences) and self._voice.speaks(self._session.state.language)

    # What is seen of it

    @Property(bool, notify=changed)
    def able(self) -> bool:
        """Whether there is something to be read, and a voice or a recording to read it."""
        return self._can()

    @Property(bool, notify=changed)
    def offered(self) -> bool:
        """Whether a visitor can choose to have everything read: there is a voice for their language, or something to be played here."""
        return self._voice.speaks(self._session.state.language) or self._can()

    @Property(bool, notify=changed)
    def reading(self) -> bool:
        return self._at >= 0

    @property
    def sentence(self) -> Sentence:
        """What is being said now; empty words while nothing is, or while a recording plays."""
        return (
            self._script.sentences[self._at]
            if 0 <= self._at < len(self._script.sentences)
            else _NOTHING
        )

    @Property(int, notify=changed)
    def block(self) -> int:
        """The block of the text that is being read; -1 outside of the text."""
        return self.sentence.block

    @Property(int, notify=changed)
    def begins(self) -> int:
        return self.sentence.start

    @Property(int, notify=changed)
    def ends(self) -> int:
        return self.sentence.end

    @Property(int, notify=changed)
    def volume(self) -> int:
        """From 1 to ``loudest``."""
        return self._voice.volume

    @Property(int, constant=True)
    def loudest(self) -> int:
        return LOUDEST

    # What a visitor can do

    def announce_focus(self, name: str) -> None:
        """Say what a control is called that the keys have come to, to those who have everything read; what was being read is broken off."""
        language = self._session.state.language
        if (
            self._session.state.display.aloud
            and name not in ("", self.sentence.words)
            and self._voice.speaks(language)
        ):
            self.stop()
            self._voice.say(name, language)

    @Slot()
    def listen(self) -> None:
        """Read from the beginning, also when it has begun already."""
        self._voice.stop()
        self._listener = True
        self._script = self._find()
        self._at = -1
        recording = self._script.recording
        if recording is not None and self._voice.plays:
            self._at = len(self._script.sentences)
            self._listened = 0
            self._listening.start()
            self._voice.play(str(recording))
            self.changed.emit()
        else:
            self._go_on()

    def further(self) -> None:
        """Break off the sentence that is being said, and say the next one."""
        self._voice.stop()
        self._go_on()

    @Slot()
    def stop(self) -> None:
        self._end()
        self.changed.emit()

    @Slot(int)
    def louder(self, by: int) -> None:
        """Louder (1) or softer (-1): the sentence that is being said begins anew, a recording from its beginning."""
        volume = max(1, min(LOUDEST, self._voice.volume + by))
        if volume == self._voice.volume:
            return
        self._voice.volume = volume
        if self._listening.isActive():
            self.listen()
        elif self._at >= 0:
            self._at -= 1
            self._voice.stop()
            self._go_on()
        self.changed.emit()

    def _on_ended(self) -> None:
        # A control's name is followed by nothing.
        if self.reading:
            self._go_on()

    def _go_on(self) -> None:
        """Say the next sentence, or end. Whoever is being read to is there; not so in the loop, which would never end to be told."""
        state = self._session.state
        if not state.idle_prompt and not state.on_loop:
            self._session.user_activity.emit()
        self._at += 1
        if self._listening.isActive() or self._at >= len(self._script.sentences):
            self._end()
        else:
            self._voice.say(self.sentence.words, self.sentence.language)
        self.changed.emit()

    def _listen_on(self) -> None:
        self._listened += _LISTENING_SECONDS
        if self._listened >= _LONGEST_SECONDS:
            self.stop()
        else:
            self._session.user_activity.emit()

    def _end(self) -> None:
        self._resting.stop()
        self._listening.stop()
        self._voice.stop()
        self._at = -1

    def close(self) -> None:
        """Leave nothing speaking behind."""
        self._end()
        self._voice.close()

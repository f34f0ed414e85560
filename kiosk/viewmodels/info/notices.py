"""The notices that stand now: the band, the emergency over everything, and the staff's list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk import i18n
from kiosk.domain import Exhibition, Notice, NoticeLevel
from kiosk.qt.keyed_list_model import KeyedListModel, Row
from kiosk.qt.qml import Property, QmlUncreatable
from kiosk.schedule import Clock
from kiosk.schedule.notices import active_notices, by_urgency, next_notice_change
from kiosk.staff.notice_choices import NoticeChoices, fingerprint
from kiosk.text import bidi_wrap
from kiosk.viewmodels.displayed.notice_words import (
    NO_WORDS,
    BandWords,
    EmergencyTurn,
    emergency_turns,
    issued_at,
)
from kiosk.viewmodels.displayed.notice_words_view_model import NoticeWordsViewModel

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

# Seconds for which one language, or one of several notices, is shown before the next.
TURN_SECONDS = 10.0
# The wall clock is read at least this often: it may be set.
_LONGEST_WAIT_SECONDS = 30.0


@QmlElement
@QmlUncreatable("the controller owns the notices")
class NoticesViewModel(QObject):
    """``emergency`` and ``band`` are True while such a notice stands; several take turns.

    ``changed`` follows every change of what is seen. ``active_changed`` follows when a notice
    came or went. ``staff_may_decide`` says whether staff are at the panel.
    """

    changed = Signal()
    active_changed = Signal()
    staffChanged = Signal()

    def __init__(
        self, clock: Clock, staff_may_decide: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock, self._staff_may_decide = clock, staff_may_decide
        self._choices: NoticeChoices | None = None
        self._exhibition, self._language = Exhibition(), "en"
        self._notices: tuple[Notice, ...] = ()
        self._active: tuple[Notice, ...] = ()
        # What a visitor's touch took away until the visitor has left.
        self._touched: tuple[Notice, ...] = ()
        self._turn = 0
        self._turns: tuple[EmergencyTurn, ...] = ()
        self._bands: tuple[Notice, ...] = ()
        self._band = BandWords()
        self._first, self._second = NoticeWordsViewModel(self), NoticeWordsViewModel(self)
        self._staff_rows = KeyedListModel(("heading", "title", "note", "up"), self)
        self._turn_timer = QTimer(self, interval=int(TURN_SECONDS * 1000))
        self._turn_timer.timeout.connect(self.take_turn)
        self._change_timer = QTimer(self, singleShot=True)
        self._change_timer.timeout.connect(self.check_time)

    # For the program

    def enable_choices(self, choices: NoticeChoices) -> None:
        """Let staff put notices up and take them down; ``choices`` remembers that."""
        self._choices = choices
        self.check_time()

    def set_notices(self, notices: tuple[Notice, ...]) -> None:
        """Take the notices of the folder; those whose time it is stand at once."""
        if notices != self._notices:
            self._notices = notices
            self._touched = tuple(one for one in self._touched if one in notices)
            if self._choices is not None:
                self._forget_gone(self._choices)
            self.check_time()

    def set_exhibition(self, exhibition: Exhibition, language: str) -> None:
        """The exhibition's languages and numbers, and the visitor's language."""
        if (exhibition, language) != (self._exhibition, self._language):
            self._exhibition, self._language = exhibition, language
            self._show()

    @property
    def active(self) -> tuple[Notice, ...]:
        """The notices that stand now, the most urgent first."""
        return self._active

    @property
    def emergency_turns(self) -> tuple[EmergencyTurn, ...]:
        """All turns of the emergencies that stand; empty without one."""
        return self._turns

    @Slot()
    def check_time(self) -> None:
        """Show the notices whose time it is, and wait for the next change."""
        now = self._clock.now()
        choices = self._choices
        taken_down = [
            one
            for one in self._notices
            if one in self._touched or (choices and fingerprint(one) in choices.taken_down)
        ]
        active = active_notices(
            self._notices,
            now,
            put_up=choices.put_up if choices else (),
            taken_down=taken_down,
        )
        if active != self._active:
            self._active, self._turn = active, 0
            self._show()
            self.active_changed.emit()
        self._set_staff_rows()
        self._wait(now)

    def _wait(self, now: datetime) -> None:
        if not self._notices:
            self._change_timer.stop()
            return
        following = next_notice_change(self._notices, now)
        seconds = _LONGEST_WAIT_SECONDS
        if following is not None:
            seconds = min(seconds, max(0.0, (following - now).total_seconds()))
        self._change_timer.start(int(seconds * 1000) + 1)

    def _show(self) -> None:
        emergencies = [one for one in self._active if one.level is NoticeLevel.EMERGENCY]
        self._bands = tuple(one for one in self._active if one not in emergencies)
        self._turns = emergency_turns(emergencies, self._exhibition)
        self._show_turn()
        if len(self._turns) > 1 or (not self._turns and len(self._bands) > 1):
            self._turn_timer.start()
        else:
            self._turn_timer.stop()

    def _show_turn(self) -> None:
        turn = self._turns[self._turn % len(self._turns)] if self._turns else None
        self._first.set_words(turn.first if turn else NO_WORDS)
        self._second.set_words(turn.second if turn else NO_WORDS)
        self._band = (
            BandWords.of(
                self._bands[self._turn % len(self._bands)],
                self._language,
                self._exhibition.languages,
            )
            if self._bands
            else BandWords()
        )
        self.changed.emit()

    @Slot()
    def take_turn(self) -> None:
        """Show the next language, or the next of several notices."""
        self._turn += 1
        self._show_turn()

    # Visitors

    @Slot()
    def on_user_activity(self) -> None:
        """Take away what a touch may take away."""
        gone = [one for one in self._active if one.until_touched]
        if gone:
            self._touched = (*self._touched, *gone)
            self.check_time()

    @Slot()
    def on_session_expired(self) -> None:
        """Show again what the last visitor touched away."""
        if self._touched:
            self._touched = ()
            self.check_time()

    # For QML

    @Property(bool, notify=changed)
    def emergency(self) -> bool:
        return bool(self._turns)

    @Property(NoticeWordsViewModel, constant=True)
    def first(self) -> NoticeWordsViewModel:
        return self._first

    @Property(NoticeWordsViewModel, constant=True)
    def second(self) -> NoticeWordsViewModel:
        """The second language; without words where the first one is alone."""
        return self._second

    @Property(bool, notify=changed)
    def sideBySide(self) -> bool:
        return self._current is not None and self._current.second != NO_WORDS

    @Property(str, notify=changed)
    def payload(self) -> str:
        return self._current.payload if self._current else ""

    @Property(str, notify=changed)
    def address(self) -> str:
        return self._current.address if self._current else ""

    @Property(str, notify=changed)
    def issued(self) -> str:
        """The time of the emergency's issue; "" when it is not known, or not of today."""
        if self._current is None:
            return ""
        return issued_at(self._current.notice, self._clock.now(), self._current.first.language)

    @property
    def _current(self) -> EmergencyTurn | None:
        return self._turns[self._turn % len(self._turns)] if self._turns else None

    @Property(bool, notify=changed)
    def band(self) -> bool:
        return bool(self._bands) and not self._turns

    @Property(str, notify=changed)
    def bandHeadline(self) -> str:
        return self._band.headline

    @Property(str, notify=changed)
    def bandText(self) -> str:
        return self._band.text

    @Property(str, notify=changed)
    def bandShort(self) -> str:
        """The text's first sentence."""
        return self._band.short

    @Property(str, notify=changed)
    def bandSecond(self) -> str:
        return self._band.second

    @Property(str, notify=changed)
    def bandShortSecond(self) -> str:
        """The second language's headline and first sentence."""
        return self._band.short_second

    # Staff

    @Property(KeyedListModel, constant=True)
    def staffRows(self) -> KeyedListModel:
        """The notices that staff may put up or take down, with whether each stands."""
        return self._staff_rows

    @Property(bool, notify=staffChanged)
    def staffListEmpty(self) -> bool:
        return not self._staff_rows.rows

    @Slot(str, bool)
    def setUp(self, key: str, up: bool) -> None:
        """Put a prepared notice up, or take a notice down, as staff ask for."""
        notice = next((one for one in self._notices if one.key == key), None)
        if notice is None or self._choices is None or not self._staff_may_decide():
            return
        choices, mark = self._choices, fingerprint(notice)
        if notice.prepared:
            others = choices.put_up - {key}
            choices.set_put_up({*others, key} if up else others)
        if up:
            choices.set_taken_down(choices.taken_down - {mark})
        elif not notice.prepared:
            choices.set_taken_down({*choices.taken_down, mark})
        self.check_time()

    def _forget_gone(self, choices: NoticeChoices) -> None:
        """A notice whose file is gone is not put up when a file of its name comes again."""
        keys = {one.key for one in self._notices if one.prepared}
        if not choices.put_up <= keys:
            choices.set_put_up(choices.put_up & keys)

    def _set_staff_rows(self) -> None:
        if self._choices is None:
            return
        self._staff_rows.set_rows(
            [
                self._staff_row(one)
                for one in by_urgency(self._notices)
                if one.prepared or one in self._active or self._is_taken_down(one)
            ]
        )
        self.staffChanged.emit()

    def _staff_row(self, notice: Notice) -> Row:
        levels = {
            NoticeLevel.CHANGE: i18n.tr("Change"),
            NoticeLevel.CLOSED: i18n.tr("Closed"),
            NoticeLevel.EMERGENCY: i18n.tr("Emergency"),
        }
        up = notice in self._active
        return {
            "key": notice.key,
            "heading": levels[notice.level],
            "title": bidi_wrap(notice.headline.get(self._language)),
            "note": i18n.tr("It stands now. Touch to take it down.")
            if up
            else i18n.tr("Touch to put it up."),
            "up": up,
        }

    def _is_taken_down(self, notice: Notice) -> bool:
        return self._choices is not None and fingerprint(notice) in self._choices.taken_down

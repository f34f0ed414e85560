"""The event board: the agenda, the open event with its codes, and the month."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk import i18n
from kiosk.i18n import formatting
from kiosk.qt.input_tracker import InputTracker
from kiosk.qt.keyed_list_model import KeyedListModel, LazyRows, Row
from kiosk.qt.qml import Property, QmlUncreatable
from kiosk.schedule import AgendaEntry, featured_entry
from kiosk.session import ProgrammeFilter, SessionState
from kiosk.text import bidi_wrap
from kiosk.viewmodels.board.chip_list import CHOICE_ROLES
from kiosk.viewmodels.board.event import USUAL_CODES, EventViewModel, EventViewState
from kiosk.viewmodels.board.event_rows import (
    CODE_ROLES,
    code_rows,
)
from kiosk.viewmodels.board.month import MonthViewModel
from kiosk.viewmodels.board.programme_row import PROGRAMME_ROLES, programme_row
from kiosk.viewmodels.board.tracks import Days, TracksViewModel, sessions_by_day
from kiosk.viewmodels.displayed.displayed_content import DisplayedContent
from kiosk.viewmodels.displayed.programme_filter import FilterKind, filter_choices, filtered

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

# Fewer events are seen at one glance.
LEAST_TO_FILTER = 4


@QmlElement
@QmlUncreatable("the controller owns the board")
class BoardViewModel(QObject):
    """The programme in the visitor's language.

    ``openEvent`` is the first entry while no event is chosen; ``nextEvent`` is the featured one.
    """

    filterChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_event, self._next_event = EventViewModel(self), EventViewModel(self)
        self._joined_event = EventViewModel(self)
        self._programme = KeyedListModel(PROGRAMME_ROLES, self)
        self._codes = KeyedListModel(CODE_ROLES, self)
        self._month = MonthViewModel(self)
        self._tracks = TracksViewModel(self)
        self._days: Days = {}
        self._choices = KeyedListModel(CHOICE_ROLES, self)
        self._track_choices = KeyedListModel(CHOICE_ROLES, self)
        self._filter_words, self._filter_count = "", ""
        # The events that fit what the programme is filtered by.
        self._listed: tuple[AgendaEntry, ...] = ()
        # The events that the loop's two slides tell, the one asked for last at the end.
        self._told = [EventViewModel(self), EventViewModel(self)]
        self._content: DisplayedContent | None = None
        self._language = ""
        self._entries: dict[str, AgendaEntry] = {}
        # The entries that are worded, in this language and at this time.
        self._events: dict[str, EventViewState] = {}
        self._programme_inputs, self._event_inputs = InputTracker(), InputTracker()
        self._month_inputs, self._tracks_inputs = InputTracker(), InputTracker()

    def update(self, content: DisplayedContent, state: SessionState) -> None:
        """Recompute the agenda, the open event and the month, each if its own inputs changed."""
        language, place = state.language, state.location
        self._content, self._language = content, language
        if self._programme_inputs.changed(content, language, place.filter):
            self._listed = filtered(content.entries, place.filter)
            self._days = sessions_by_day(self._listed, content.now.tzinfo)
            self._word_programme(content, language)
            self._word_filter(content, place.filter, language)
            for one in self._told:
                one.set_state(self._event(content, one.key, language))
        chosen = place.event or next(iter(content.catalogue.events), "")
        if self._event_inputs.changed(content, language, chosen, place.code_kind):
            event = self._event(content, chosen, language)
            self._open_event.set_state(event, place.code_kind)
            self._codes.set_rows(code_rows(event))
        if self._tracks_inputs.changed(content, language, place.filter, place.slot):
            self._tracks.update(self._days, place.slot, content.now, language)
            sessions = [one.entry.key for one in self._tracks.sessions]
            joined = [self._event(content, key, language) for key in sessions]
            coded = [one for one in joined if any(code.kind in USUAL_CODES for code in one.codes)]
            self._joined_event.set_state(coded[0] if coded else EventViewState())
        if self._month_inputs.changed(content, language, place.filter, place.month, place.day):
            self._month.update(
                self._listed,
                place.month,
                content.now,
                language,
                day=place.day,
                exhibition=content.snapshot.exhibition,
            )

    def _word_programme(self, content: DisplayedContent, language: str) -> None:
        self._entries, self._events = {}, {}
        for entry in content.entries:
            self._entries.setdefault(entry.key, entry)
        featured = featured_entry(content.entries)
        self._next_event.set_state(self._event(content, featured.key if featured else "", language))

        keys = list(dict.fromkeys(entry.key for entry in self._listed))
        today = content.now.date()

        def programme_entry_row(key: str) -> Row | None:
            entry = self._entries[key]
            return content.failures.guard(
                entry.event.key, lambda: programme_row(entry, today, language), None
            )

        self._programme.set_lazily(LazyRows(keys=keys, make=programme_entry_row))

    def _word_filter(
        self, content: DisplayedContent, chosen: ProgrammeFilter, language: str
    ) -> None:
        """The choices by which the programme can be filtered; none for a few events."""
        offered = len(content.entries) >= LEAST_TO_FILTER or bool(chosen)
        choices = filter_choices(content.entries, chosen, language) if offered else ()
        headings = {
            FilterKind.PLACE: i18n.tr("Place"),
            FilterKind.AUDIENCE: i18n.tr("For whom"),
            FilterKind.LANGUAGE: i18n.tr("Language"),
        }
        rows: list[Row] = [
            {
                "key": f"{one.kind} {one.key}",
                "group": str(one.kind),
                "heading": headings[one.kind],
                "words": bidi_wrap(one.words),
                "isNow": False,
                "chosen": one.chosen,
            }
            for one in choices
        ]
        self._choices.set_rows(rows)
        self._track_choices.set_rows([row for row in rows if row["group"] != FilterKind.PLACE])
        words = [bidi_wrap(one.words) for one in choices if one.chosen]
        self._filter_words = formatting.join_with_dots(*words, language=language)
        self._filter_count = (
            i18n.tr("%1 of %2 events")
            .replace("%1", str(len({entry.key for entry in self._listed})))
            .replace("%2", str(len(self._entries)))
        )
        self.filterChanged.emit()

    def _event(self, content: DisplayedContent, key: str, language: str) -> EventViewState:
        """The words of an entry; empty ones for a key that is none, or cannot be worded."""
        entry = self._entries.get(key)
        if entry is not None and key not in self._events:
            hosts = content.snapshot.exhibition.code_targets
            self._events[key] = content.failures.guard(
                entry.event.key,
                lambda: EventViewState.of(entry, language, hosts),
                EventViewState(),
            )
        return self._events.get(key, EventViewState())

    @Slot(str, result=EventViewModel)
    def told(self, key: str) -> EventViewModel:
        """The event that a slide of the loop tells; it stands until two others are asked for."""
        found = next((one for one in self._told if one.key == key), self._told[0])
        self._told.remove(found)
        self._told.append(found)
        if found.key != key and self._content is not None:
            found.set_state(self._event(self._content, key, self._language))
        return found

    @Property(KeyedListModel, constant=True)
    def choices(self) -> KeyedListModel:
        """By what the programme can be filtered: "audience families" and the like."""
        return self._choices

    @Property(KeyedListModel, constant=True)
    def trackChoices(self) -> KeyedListModel:
        """Those beside a list that is by place already."""
        return self._track_choices

    @Property(bool, notify=filterChanged)
    def hasTrackChoices(self) -> bool:
        return bool(self._track_choices.rows)

    @Property(bool, notify=filterChanged)
    def hasChoices(self) -> bool:
        return bool(self._choices.rows)

    @Property(str, notify=filterChanged)
    def filterWords(self) -> str:
        """What the programme is filtered by; "" where it is not."""
        return self._filter_words

    @Property(str, notify=filterChanged)
    def filterCount(self) -> str:
        """How many events fit, of how many."""
        return self._filter_count

    @Property(TracksViewModel, constant=True)
    def tracks(self) -> TracksViewModel:
        return self._tracks

    @Property(EventViewModel, constant=True)
    def joinedEvent(self) -> EventViewModel:
        """Of the events that the tracks show, the first one with a code."""
        return self._joined_event

    @Property(EventViewModel, constant=True)
    def openEvent(self) -> EventViewModel:
        return self._open_event

    @Property(EventViewModel, constant=True)
    def nextEvent(self) -> EventViewModel:
        return self._next_event

    @Property(KeyedListModel, constant=True)
    def programme(self) -> KeyedListModel:
        """The entries of the agenda as the programme at a glance words them."""
        return self._programme

    @Property(KeyedListModel, constant=True)
    def codes(self) -> KeyedListModel:
        """The codes that the open event offers."""
        return self._codes

    @Property(MonthViewModel, constant=True)
    def month(self) -> MonthViewModel:
        return self._month

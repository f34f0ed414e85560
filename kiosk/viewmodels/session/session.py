"""The visitor's session for QML: holds the state and makes the transitions."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QLocale, QObject, Qt, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.i18n.formatting import decimal_number
from kiosk.qt.qml import Property, QmlUncreatable
from kiosk.qt.turn import turn
from kiosk.schedule import IDLE_PROMPT_SECONDS
from kiosk.session import (
    ALL_MEDIA,
    KEY_PAUSES,
    SPEECH_PAUSES,
    SPEECH_STEPS,
    TEXT_SCALES,
    Catalogue,
    CodeKind,
    DisplaySettings,
    ProgrammeFilter,
    Screen,
    SessionState,
    SlideKind,
    transitions,
)
from kiosk.viewmodels.displayed.programme_filter import FilterKind, with_choice
from kiosk.viewmodels.qml_enums import CodeKinds, Screens, from_qml, to_qml

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("the controller owns the session")
class SessionViewModel(QObject):
    """The session of one visitor after the other.

    ``changed`` follows every change of state or catalogue, after the signals that QML binds to: a
    screen is open before its view model is updated. ``user_activity`` follows every touch and key.
    """

    changed = Signal()
    screenChanged = Signal()
    displayChanged = Signal()
    languageChanged = Signal()
    catalogueChanged = Signal()
    # Also emitted for the catalogue and the display settings, on which what is open depends.
    locationChanged = Signal()
    zoomChanged = Signal()
    loopChanged = Signal()
    displayPanelChanged = Signal()
    idlePromptChanged = Signal()
    user_activity = Signal()

    def __init__(self, catalogue: Catalogue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._state = transitions.initial_state(catalogue)

    @property
    def state(self) -> SessionState:
        """The state of the session."""
        return self._state

    @property
    def catalogue(self) -> Catalogue:
        """Everything that a visitor can open."""
        return self._catalogue

    def apply(self, transition: Callable[..., SessionState], *args: object) -> None:
        """Apply one of ``kiosk.session.transitions``."""
        self._set(transition(self._state, self._catalogue, *args), self._catalogue)

    def set_catalogue(self, catalogue: Catalogue) -> None:
        """Continue with new content; what is open stays open where it still exists."""
        self._set(transitions.with_catalogue(self._state, self._catalogue, catalogue), catalogue)

    def _set(self, state: SessionState, catalogue: Catalogue) -> None:
        before, before_catalogue = self._state, self._catalogue
        new_catalogue = catalogue is not before_catalogue and catalogue != before_catalogue
        self._state, self._catalogue = state, catalogue
        if state == before and not new_catalogue:
            return
        with turn.measured():
            self._tell(before, new_catalogue=new_catalogue)

    def _tell(self, before: SessionState, *, new_catalogue: bool) -> None:
        """Emit the signals of what is not as before."""
        state = self._state
        new_display = state.display != before.display
        for signal, is_new in (
            (self.screenChanged, state.location.screen is not before.location.screen),
            (self.displayChanged, new_display),
            (self.languageChanged, state.language != before.language),
            (self.catalogueChanged, new_catalogue),
            (
                self.locationChanged,
                state.location != before.location or new_catalogue or new_display,
            ),
            (self.zoomChanged, state.zoom != before.zoom),
            (self.loopChanged, state.loop != before.loop),
            (self.displayPanelChanged, state.display_panel_open != before.display_panel_open),
            (self.idlePromptChanged, state.idle_prompt != before.idle_prompt),
        ):
            if is_new:
                signal.emit()
        self.changed.emit()

    # State

    @property
    def screen(self) -> Screen:
        """The screen above the bottom bar."""
        return self._state.location.screen

    @Property(int, notify=screenChanged)
    def currentScreen(self) -> int:
        """``screen`` as one of QML's ``Screens``."""
        return to_qml(self.screen, Screens.Value)

    @Property(str, notify=locationChanged)
    def medium(self) -> str:
        return self._state.location.medium

    @Property(str, constant=True)
    def allMedia(self) -> str:
        """The ``medium`` that stands for all."""
        return ALL_MEDIA

    @Property(int, notify=locationChanged)
    def page(self) -> int:
        return self._state.location.page

    @Property(int, notify=locationChanged)
    def listPage(self) -> int:
        return self._state.location.list_page

    @Property(int, notify=locationChanged)
    def picture(self) -> int:
        """Which of the open work's pictures is shown, from 0."""
        return self._state.location.picture

    @Property(int, notify=locationChanged)
    def pictureCount(self) -> int:
        """How many pictures the open work has, at least 1."""
        return self._catalogue.picture_counts.get(self._state.location.work, 1)

    @Property(str, notify=locationChanged)
    def month(self) -> str:
        return self._state.location.month

    @Property(str, notify=locationChanged)
    def slot(self) -> str:
        """The time that is shown by place; "" while it is not."""
        return self._state.location.slot

    @Property(bool, notify=locationChanged)
    def choosingFilter(self) -> bool:
        """True while the choices are shown by which the programme can be filtered."""
        return self._state.location.choosing_filter

    @Property(bool, notify=locationChanged)
    def filtering(self) -> bool:
        """True while the programme is filtered."""
        return bool(self._state.location.filter)

    @Property(int, notify=locationChanged)
    def codeKind(self) -> int:
        """The chosen kind of code, as one of QML's ``CodeKinds``."""
        return to_qml(CodeKind(self._state.location.code_kind), CodeKinds.Value)

    @Property(bool, notify=locationChanged)
    def behindContentNote(self) -> bool:
        """True while the open work waits behind its content note."""
        return transitions.is_behind_content_note(self._state, self._catalogue)

    @Property(float, notify=zoomChanged)
    def zoom(self) -> float:
        """In doublings: 0 is the whole picture."""
        return self._state.zoom

    @Property(bool, notify=displayPanelChanged)
    def displayPanelOpen(self) -> bool:
        return self._state.display_panel_open

    @Property(bool, notify=idlePromptChanged)
    def idlePrompt(self) -> bool:
        return self._state.idle_prompt

    @Property(bool, notify=loopChanged)
    def paused(self) -> bool:
        return self._state.loop.paused

    @Property(int, notify=loopChanged)
    def slide(self) -> int:
        return self._state.loop.slide

    @Property(bool, notify=loopChanged)
    def skipTransition(self) -> bool:
        """True when the loop jumped to its slide: the slide before may not fade out."""
        return self._state.loop.skip_transition

    @Property(int, notify=catalogueChanged)
    def slideCount(self) -> int:
        return len(self._catalogue.playlist)

    @Property(bool, notify=catalogueChanged)
    def hasWorks(self) -> bool:
        return bool(self._catalogue.works)

    @Property(bool, notify=catalogueChanged)
    def hasEvents(self) -> bool:
        return bool(self._catalogue.events)

    @Property(bool, notify=catalogueChanged)
    def hasResources(self) -> bool:
        return bool(self._catalogue.resources)

    @Property(int, notify=locationChanged)
    def workNumber(self) -> int:
        """The open work's number among those of its medium, from 1; 0 when none is open."""
        return (
            self._catalogue.works_of_medium(self._state.location.medium).get(
                self._state.location.work, -1
            )
            + 1
        )

    @Property(int, notify=locationChanged)
    def workCount(self) -> int:
        return len(self._catalogue.works_of_medium(self._state.location.medium))

    @Property("QVariantList", constant=True)
    def textScales(self) -> list[float]:
        """The text sizes that a visitor can choose, as factors of the default size."""
        return list(TEXT_SCALES)

    @Property(int, constant=True)
    def idlePromptSeconds(self) -> int:
        """The seconds that "Still here?" waits for an answer."""
        return round(IDLE_PROMPT_SECONDS)

    @Property(float, notify=displayChanged)
    def textScale(self) -> float:
        return self._state.display.text_scale

    @Property(bool, notify=displayChanged)
    def contrast(self) -> bool:
        return self._state.display.contrast

    @Property(bool, notify=displayChanged)
    def reducedMotion(self) -> bool:
        return self._state.display.reduced_motion

    @Property(bool, notify=displayChanged)
    def autoReadAloud(self) -> bool:
        """True when everything that is opened is read aloud."""
        return self._state.display.auto_read_aloud

    @Property("QVariantList", notify=languageChanged)
    def keyPauses(self) -> list[list[object]]:
        """The seconds within which a second press can be ignored, each with its number in words."""
        return [[one, decimal_number(one, self._state.language)] for one in KEY_PAUSES]

    @Property(float, notify=displayChanged)
    def keyPause(self) -> float:
        """Seconds within which a second press of a key or switch is ignored."""
        return self._state.display.key_pause

    @Property(int, notify=displayChanged)
    def speechRate(self) -> int:
        """The voice's rate in steps; 0 is the usual one."""
        return self._state.display.speech_rate

    @Property(int, notify=displayChanged)
    def speechPitch(self) -> int:
        """The voice's pitch in steps; 0 is the usual one."""
        return self._state.display.speech_pitch

    @Property(int, constant=True)
    def mostSpeechSteps(self) -> int:
        """The steps of rate and pitch, to either side."""
        return max(SPEECH_STEPS)

    @Property(int, notify=displayChanged)
    def speechPause(self) -> int:
        """The pause between sentences, by its step from 0."""
        return self._state.display.speech_pause

    @Property(int, constant=True)
    def mostSpeechPause(self) -> int:
        """The last step of the pause."""
        return len(SPEECH_PAUSES) - 1

    @Property(bool, notify=displayChanged)
    def dark(self) -> bool:
        """True while nothing is shown and everything is read aloud."""
        return self._state.display.dark

    @Property(bool, notify=displayChanged)
    def reach(self) -> bool:
        """True in reach mode: everything is in the lower half of a tall screen."""
        return self._state.display.reach

    @Property(bool, notify=locationChanged)
    def eventChosen(self) -> bool:
        """True once an event of the board is open."""
        return self._state.location.event != ""

    @Property(bool, notify=locationChanged)
    def listOnly(self) -> bool:
        """True in reach mode while only the list is shown, and none of its entries."""
        return self._state.display.reach and not (
            self._state.location.event or self._state.location.resource
        )

    @Property(str, notify=languageChanged)
    def language(self) -> str:
        return self._state.language

    @Property(bool, notify=languageChanged)
    def mirrored(self) -> bool:
        """True when the language, and with it the layout, runs from right to left."""
        return QLocale(self._state.language).textDirection() is Qt.LayoutDirection.RightToLeft

    # Actions of a visitor

    @Slot()
    def goHome(self) -> None:
        self.apply(transitions.go_home)

    @Slot()
    def keepGoing(self) -> None:
        self.apply(transitions.keep_going)
        self.user_activity.emit()

    def show(self, screen: str) -> None:
        """Open a screen by its value in ``Screen``. Raises ValueError."""
        self.apply(transitions.open_screen, Screen(screen))

    @Slot(int)
    def openScreen(self, screen: int) -> None:
        """Open one of QML's ``Screens``."""
        self.show(from_qml(screen, Screens.Value, Screen))

    @Slot(str)
    def openWork(self, key: str) -> None:
        self.apply(transitions.open_work, key)

    @Slot()
    def openSlide(self) -> None:
        self.apply(transitions.open_slide)

    @Slot(int)
    def stepWork(self, by: int) -> None:
        self.apply(transitions.open_adjacent_work, by)

    @Slot(int)
    def showPicture(self, picture: int) -> None:
        self.apply(transitions.show_picture, picture)

    @Slot()
    def reveal(self) -> None:
        self.apply(transitions.reveal_work)

    @Slot(str)
    def openEvent(self, key: str) -> None:
        self.apply(transitions.open_event, key)

    @Slot(str)
    def showMonth(self, month: str) -> None:
        self.apply(transitions.show_month, month)

    @Slot(str)
    def chooseDay(self, day: str) -> None:
        """Tell the events of a day ("2026-01-13") of the month."""
        self.apply(transitions.choose_day, day)

    @Slot(str)
    def showSlot(self, slot: str) -> None:
        """Show by place what is on at a time ("2026-01-29T10:00"); "" for the list."""
        self.apply(transitions.show_slot, slot)

    @Slot(bool)
    def chooseFilter(self, choosing: bool) -> None:
        """Show by what the programme can be filtered, or the programme again."""
        self.apply(transitions.choose_filter, choosing)

    @Slot(str)
    def filterProgramme(self, choice: str) -> None:
        """Filter by a choice of the board ("audience families"), or no longer by it."""
        kind, _, key = choice.partition(" ")
        chosen = with_choice(self._state.location.filter, FilterKind(kind), key)
        self.apply(transitions.filter_programme, chosen)

    @Slot()
    def showAllEvents(self) -> None:
        """Filter the programme by nothing."""
        self.apply(transitions.filter_programme, ProgrammeFilter())

    @Slot(int)
    def chooseCode(self, kind: int) -> None:
        """Show another kind of code: one of QML's ``CodeKinds``."""
        self.apply(transitions.choose_code, from_qml(kind, CodeKinds.Value, CodeKind))

    @Slot(str)
    def openResource(self, key: str) -> None:
        self.apply(transitions.open_resource, key)

    @Slot(str)
    def filterWall(self, medium: str) -> None:
        self.apply(transitions.filter_by_medium, medium)

    @Slot(int)
    def turnPage(self, page: int) -> None:
        self.apply(transitions.go_to_page, page)

    @Slot(int)
    def turnWall(self, page: int) -> None:
        self.apply(transitions.scroll_wall, page)

    @Slot(int)
    def turnList(self, page: int) -> None:
        self.apply(transitions.go_to_list_page, page)

    @Slot(float)
    def zoomBy(self, steps: float) -> None:
        self.apply(transitions.zoom_by, steps)

    @Slot(float)
    def zoomTo(self, zoom: float) -> None:
        self.apply(transitions.zoom_by, zoom - self._state.zoom)

    @Slot()
    def back(self) -> None:
        self.apply(transitions.go_back)

    @Slot()
    def pause(self) -> None:
        self.apply(transitions.toggle_pause)

    @Slot()
    def toggleDisplayPanel(self) -> None:
        self.apply(transitions.toggle_display_panel)

    @Slot(float)
    def setTextScale(self, scale: float) -> None:
        self.apply(transitions.set_display_settings, replace(self._state.display, text_scale=scale))

    @Slot(bool)
    def setContrast(self, contrast: bool) -> None:
        self.apply(
            transitions.set_display_settings, replace(self._state.display, contrast=contrast)
        )

    @Slot(bool)
    def setReducedMotion(self, reduced_motion: bool) -> None:
        self.apply(
            transitions.set_display_settings,
            replace(self._state.display, reduced_motion=reduced_motion),
        )

    @Slot(bool)
    def setReach(self, reach: bool) -> None:
        self.apply(transitions.set_display_settings, replace(self._state.display, reach=reach))

    @Slot(bool)
    def setAutoReadAloud(self, enabled: bool) -> None:
        self.apply(
            transitions.set_display_settings, replace(self._state.display, auto_read_aloud=enabled)
        )

    @Slot(int)
    def changeSpeechRate(self, by: int) -> None:
        display = self._state.display
        self._set_display(replace(display, speech_rate=display.speech_rate + by))

    @Slot(int)
    def changeSpeechPitch(self, by: int) -> None:
        display = self._state.display
        self._set_display(replace(display, speech_pitch=display.speech_pitch + by))

    @Slot(int)
    def changeSpeechPause(self, by: int) -> None:
        display = self._state.display
        self._set_display(replace(display, speech_pause=display.speech_pause + by))

    @Slot(bool)
    def setDark(self, dark: bool) -> None:
        """Show nothing, and close the display panel."""
        self._set_display(replace(self._state.display, dark=dark))
        if dark and self._state.display_panel_open:
            self.apply(transitions.toggle_display_panel)

    @Slot()
    def lightUp(self) -> None:
        self.apply(transitions.light_up)

    def _set_display(self, display: DisplaySettings) -> None:
        self.apply(transitions.set_display_settings, display)

    @Slot(float)
    def setKeyPause(self, seconds: float) -> None:
        self.apply(
            transitions.set_display_settings, replace(self._state.display, key_pause=seconds)
        )

    @Slot(str)
    def setLanguage(self, language: str) -> None:
        self.apply(transitions.set_language, language)

    def current_slide_kind(self) -> SlideKind:
        """The kind of the loop's current slide."""
        return self._catalogue.slide_at(self._state.loop).kind

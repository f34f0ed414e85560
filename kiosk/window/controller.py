"""The one object that QML is given: it holds the view models and updates them in order."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain import Notice, Snapshot
from kiosk.pictures.cache import DerivativeCache
from kiosk.qt.qml import Property, QmlUncreatable
from kiosk.qt.turn import turn
from kiosk.schedule import Clock
from kiosk.speech import spoken_content
from kiosk.speech.read_aloud import ReadAloud
from kiosk.speech.script import SpeechScript
from kiosk.status.activity import Activity, note, note_further
from kiosk.viewmodels.board.board import BoardViewModel
from kiosk.viewmodels.displayed.content_selector import ContentSelector, Selection
from kiosk.viewmodels.displayed.displayed_content import DisplayedContent, ScreenViewModel
from kiosk.viewmodels.displayed.item_failures import ItemFailures
from kiosk.viewmodels.gallery.gallery import GalleryViewModel
from kiosk.viewmodels.gallery.image_loader import ImageLoader, pictures_by_work
from kiosk.viewmodels.gallery.loop import LoopViewModel
from kiosk.viewmodels.gallery.preload import PreloadModel
from kiosk.viewmodels.gallery.work import WorkViewModel
from kiosk.viewmodels.gallery.work_screen import WorkScreenViewModel
from kiosk.viewmodels.info.exhibition import InfoViewModel
from kiosk.viewmodels.info.notices import NoticesViewModel
from kiosk.viewmodels.info.resources import ResourcesViewModel
from kiosk.viewmodels.poster import PosterViewModel
from kiosk.viewmodels.session.session import SessionViewModel
from kiosk.viewmodels.session.slideshow_timer import ReadingLoad, SlideshowTimer
from kiosk.viewmodels.session.word_counter import WordCounter
from kiosk.viewmodels.staff.staff_panel import StaffView, StaffViewModel
from kiosk.window.keypad_navigation import KeypadNavigation
from kiosk.window.reading_load import reading_load
from kiosk.window.shown_file import shown_file
from kiosk.window.switch_scanner import SwitchScanner

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the program")
class Controller(QObject):
    """``install_language`` is called with a language tag before anything is worded in it.

    In the ``background``, what is on display is selected by a thread, and shown a little later.
    """

    # No visitor is present any more, and nothing of the visit is left.
    sessionExpired = Signal()

    def __init__(
        self,
        snapshot: Snapshot,
        clock: Clock,
        cache: DerivativeCache,
        install_language: Callable[[str], None],
        parent: QObject | None = None,
        *,
        background: bool = False,
    ) -> None:
        super().__init__(parent)
        self._install_language, self._language = install_language, ""
        self._clock = clock
        self._shown_file, self._is_laid_out = "", True
        self._image_loader = ImageLoader(cache, self)
        self._selector = ContentSelector(clock, self, background=background)
        # What failed is left out after the call in which it failed.
        self._select_timer = QTimer(self, singleShot=True, interval=0)
        self._select_timer.timeout.connect(self._select_again)
        self._set_pictures(snapshot)
        # The content that is asked for; it may not be shown yet.
        self._wanted = self._selection(snapshot)
        self._content = self._selector.first(self._wanted)
        self._selector.selected.connect(self._on_selected)
        self._session = SessionViewModel(self._content.catalogue, self)
        self._staff = StaffViewModel(clock, self._session, self)
        self._notices = NoticesViewModel(clock, lambda: self._staff.view is StaffView.PANEL, self)
        self._board = BoardViewModel(self)
        self._info, self._resources = InfoViewModel(self), ResourcesViewModel(self)
        self._poster = PosterViewModel(self._image_loader, self)
        self._loop = LoopViewModel(self._content, self._session, self._image_loader, self)
        self._preload = PreloadModel(self)
        self._work = WorkScreenViewModel(self._image_loader, self)
        self._gallery = GalleryViewModel(self)
        self._screens: tuple[ScreenViewModel, ...] = (
            self._board,
            self._info,
            self._resources,
            self._poster,
            self._loop,
            self._preload,
            self._work,
            self._gallery,
        )
        self._word_counter = WordCounter(self)
        self._slideshow_timer = SlideshowTimer(clock, self._session, self._reading_load, self)
        self._script_cache = spoken_content.ScriptCache()
        self._read_aloud = ReadAloud(self._session, self._speech_script, self)
        self._scanner = SwitchScanner(self._session, self._read_aloud, self)
        self._keypad = KeypadNavigation(
            self._session, self._read_aloud, self._staff, self._notices, self._scanner, self
        )
        # At the pad: how many digits were typed, and its message.
        self._told_at_pad: tuple[int, str] | None = None
        self._staff.changed.connect(self._mute_for_pin)
        self._image_loader.failed.connect(self._on_picture_failed)
        self._image_loader.mended.connect(self._on_picture_failed)
        self._session.changed.connect(self._update)
        self._slideshow_timer.tick.connect(self._on_tick)
        self._slideshow_timer.session_expired.connect(self.sessionExpired)
        self._notices.active_changed.connect(self._on_notices_changed)
        self._session.user_activity.connect(self._notices.on_user_activity)
        self._slideshow_timer.session_expired.connect(self._notices.on_session_expired)
        self._slideshow_timer.session_expired.connect(self._keypad.on_session_expired)
        self._slideshow_timer.session_expired.connect(self._scanner.rest)
        self._update()

    @Slot()
    def _mute_for_pin(self) -> None:
        """Say no names of the digits that staff type: they are not for bystanders.

        How many were typed, and what the pad answers, is said.
        """
        at_pad = self._staff.view is StaffView.PIN
        self._read_aloud.set_muted(at_pad)
        told = (self._staff.digitCount, self._staff.message) if at_pad else None
        if told is not None and told != self._told_at_pad:
            typed = QCoreApplication.translate("PinPad", "Digits typed: %1")
            words = (self._staff.message, typed.replace("%1", str(self._staff.digitCount)))
            self._read_aloud.say_discreetly(" ".join(filter(None, words)))
        self._told_at_pad = told

    # The parts

    @Property(SessionViewModel, constant=True)
    def session(self) -> SessionViewModel:
        return self._session

    @Property(ImageLoader, constant=True)
    def imageLoader(self) -> ImageLoader:
        return self._image_loader

    @Property(StaffViewModel, constant=True)
    def staff(self) -> StaffViewModel:
        return self._staff

    @Property(ReadAloud, constant=True)
    def readAloud(self) -> ReadAloud:
        return self._read_aloud

    @Property(KeypadNavigation, constant=True)
    def keypad(self) -> KeypadNavigation:
        return self._keypad

    @Property(SwitchScanner, constant=True)
    def scanner(self) -> SwitchScanner:
        return self._scanner

    @Property(LoopViewModel, constant=True)
    def loop(self) -> LoopViewModel:
        return self._loop

    @Property(PreloadModel, constant=True)
    def preload(self) -> PreloadModel:
        return self._preload

    @Property(GalleryViewModel, constant=True)
    def gallery(self) -> GalleryViewModel:
        return self._gallery

    @Property(WorkViewModel, constant=True)
    def work(self) -> WorkViewModel:
        return self._work

    @Property(BoardViewModel, constant=True)
    def board(self) -> BoardViewModel:
        return self._board

    @Property(ResourcesViewModel, constant=True)
    def resources(self) -> ResourcesViewModel:
        return self._resources

    @Property(InfoViewModel, constant=True)
    def info(self) -> InfoViewModel:
        return self._info

    @Property(PosterViewModel, constant=True)
    def poster(self) -> PosterViewModel:
        return self._poster

    @Property(NoticesViewModel, constant=True)
    def notices(self) -> NoticesViewModel:
        return self._notices

    @property
    def slideshow_timer(self) -> SlideshowTimer:
        """The deadlines of a visit."""
        return self._slideshow_timer

    @property
    def snapshot(self) -> Snapshot:
        """The content that is shown."""
        return self._content.snapshot

    @property
    def clock(self) -> Clock:
        """The exhibition's clock."""
        return self._clock

    @property
    def clock_distrust(self) -> str:
        """Why the machine's clock is not trusted, in words for the staff; empty when it is."""
        return self._content.programme.reading.distrust

    @property
    def is_selecting(self) -> bool:
        """True while content that was asked for is not shown yet."""
        return self._selector.is_busy

    def close(self) -> None:
        """End the threads."""
        self._read_aloud.close()
        self._selector.close()
        self._image_loader.close()

    # Changes of content, state and time

    @property
    def failures(self) -> ItemFailures:
        """The items that could not be worded."""
        return self._content.failures

    def set_content(self, snapshot: Snapshot) -> None:
        """Show new content; a visitor keeps what is open where it still exists."""
        self._wanted = self._selection(snapshot, self._content)
        self._selector.request(self._wanted)

    def set_notices(self, notices: tuple[Notice, ...]) -> None:
        """Show other notices: an emergency with the next frame, whatever else is under way."""
        self._notices.set_notices(notices)

    @Slot()
    def _on_notices_changed(self) -> None:
        """Give the notices their turns of the loop, and say an emergency aloud."""
        self._wanted = replace(self._wanted, notices=self._notices.active)
        self._select_timer.start()
        self._read_aloud.on_interrupted()
        self._keypad.announce_band()

    def _selection(self, snapshot: Snapshot, before: DisplayedContent | None = None) -> Selection:
        """All items of a snapshot: what could not be shown before is tried again."""
        return Selection(
            snapshot=snapshot,
            reading=self._selector.read_clock(),
            failures=ItemFailures(self._on_item_failed),
            programme=before.programme if before else None,
            notices=before.notices if before else (),
        )

    def _set_pictures(self, snapshot: Snapshot) -> None:
        self._image_loader.set_catalogue(
            snapshot.root,
            pictures_by_work(snapshot),
            is_complete=snapshot.is_complete,
            given_folders=snapshot.given_folders,
        )

    @Slot(object)
    def _on_selected(self, content: DisplayedContent) -> None:
        if content.failures is not self._content.failures:
            self._set_pictures(content.snapshot)
        self._content = content
        if content.notices != self._notices.active:
            # One came or went while this was selected.
            self._wanted = replace(self._wanted, notices=self._notices.active)
            self._select_timer.start()
        # It holds the programme before, with all events of the content before.
        self._wanted = replace(self._wanted, programme=None)
        self._session.set_catalogue(content.catalogue)
        # The session emits no signal if neither its state nor its catalogue changed.
        self._update()

    @Slot(str)
    def _on_picture_failed(self, _key: str) -> None:
        """A work is left out whose picture cannot be shown, and back when it can."""
        self._select_again()

    def _on_item_failed(self) -> None:
        self._select_timer.start()

    @Slot()
    def _select_again(self) -> None:
        """Select from the same content at another time, or without what has failed by now."""
        if self._selector.is_busy and self._wanted.failures is not self._content.failures:
            # Other content is on its way, in which everything is tried again.
            return
        self._wanted = replace(
            self._wanted,
            reading=self._selector.read_clock(),
            programme=self._content.programme,
            failed=frozenset(self._content.failures.reasons),
            broken=self._image_loader.broken,
        )
        self._selector.request(self._wanted)

    @Slot()
    def _on_tick(self) -> None:
        if not self._selector.is_busy and self._content.programme.is_outdated(
            self._selector.read_clock()
        ):
            self._select_again()

    @Slot()
    def _update(self) -> None:
        """Install the visitor's language, then let each view model recompute what changed.

        The state is read again for each one: QML may answer an update with another transition.
        """
        self._note_shown()
        language = self._session.state.language
        if language != self._language:
            self._language = language
            self._install_language(language)
        with turn.measured():
            self._notices.set_exhibition(self._content.snapshot.exhibition, language)
            for screen in self._screens:
                screen.update(self._content, self._session.state)
            self._read_aloud.update()

    @property
    def shown_file(self) -> str:
        """The file of what is on the screen; "" where it is no item of the folder."""
        return self._shown_file

    def _note_shown(self) -> None:
        file = shown_file(self._content, self._session.state)
        if file != self._shown_file:
            self._shown_file, self._is_laid_out = file, False
            if file:
                note_further(Activity.LAYING_OUT, file)

    def note_frame(self) -> None:
        """A frame is on the screen: what was to be laid out for it is."""
        if not self._is_laid_out:
            self._is_laid_out = True
            note(Activity.LAYING_OUT)
            note(Activity.SHOWN, *filter(None, (self._shown_file,)))

    def _reading_load(self) -> ReadingLoad:
        return reading_load(
            self._session.state,
            self._session.current_slide_kind(),
            self._loop,
            self._work,
            self._board,
            self._resources,
            self._info,
            self._word_counter.count,
        )

    def _speech_script(self) -> SpeechScript:
        return self._script_cache.script_for(
            spoken_content.ScreenContext(
                content=self._content,
                state=self._session.state,
                work=self._work.state,
                event=self._board.openEvent.state,
                resource=self._resources.openResource.row,
                info=self._info.state,
                emergency=self._notices.emergency_turns,
            )
        )

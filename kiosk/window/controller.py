"""The one object that QML is given: it holds the parts and keeps them in step, and does nothing else."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain import Snapshot, Work
from kiosk.pictures.cache import DerivativeCache
from kiosk.qt.keyed_list_model import KeyedListModel
from kiosk.qt.qml import Property, QmlUncreatable
from kiosk.schedule import Clock, phase
from kiosk.session import Catalogue, Loop, Screen, SlideKind, transitions
from kiosk.speech import spoken_content
from kiosk.speech.read_aloud import ReadAloud
from kiosk.speech.script import SpeechScript
from kiosk.viewmodels.board.event import EventViewModel
from kiosk.viewmodels.board.month import MonthViewModel
from kiosk.viewmodels.board.programme import Programme
from kiosk.viewmodels.gallery.gallery_model import GalleryModel
from kiosk.viewmodels.gallery.image_loader import ImageLoader, pictures_by_work
from kiosk.viewmodels.gallery.media_rows import MEDIA_ROLES, media_rows
from kiosk.viewmodels.gallery.preload_rows import PRELOAD_ROLES, preload_rows
from kiosk.viewmodels.gallery.slides import SlideBuffers, SlideViewModel
from kiosk.viewmodels.gallery.work import WorkViewModel, WorkViewState
from kiosk.viewmodels.info.exhibition import InfoViewModel, InfoViewState
from kiosk.viewmodels.info.resource import ResourceViewModel
from kiosk.viewmodels.info.resource_rows import (
    RESOURCE_ROLES,
    count_row_words,
    resource_rows,
    resources_on_display,
)
from kiosk.viewmodels.session.catalogue_builder import build_catalogue, works_on_display
from kiosk.viewmodels.session.session import SessionViewModel
from kiosk.viewmodels.session.slideshow_timer import ReadingLoad, SlideshowTimer
from kiosk.viewmodels.staff.staff_panel import StaffViewModel

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the program")
class Controller(QObject):
    """``speak`` is called with a language tag before anything is worded anew in that language."""

    frontChanged = Signal()
    sessionExpired = Signal()  # Nobody is here any more, and nothing of a visit is left.

    def __init__(
        self,
        snapshot: Snapshot,
        clock: Clock,
        cache: DerivativeCache,
        speak: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock, self._speak = clock, speak
        self._snapshot = snapshot
        self._programme = Programme(clock, self)
        self._on_show: dict[str, Work] = {}
        self._pages: dict[str, int] = {}
        self._language = ""
        self._image_loader = ImageLoader(cache, self)
        self._image_loader.failed.connect(self._on_picture_failed)
        self._image_loader.ready.connect(self._paint_walls)
        self._image_loader.set_catalogue(
            snapshot.root,
            pictures_by_work(snapshot),
            whole=snapshot.is_complete,
            below=snapshot.given_folders,
        )
        self._programme.read(snapshot)
        self._session = SessionViewModel(self._build_catalogue(), self)
        self._staff = StaffViewModel(clock, self._session, self)
        self._gallery_model = GalleryModel(self)
        self._work = WorkViewModel(self)
        self._info, self._resource = InfoViewModel(self), ResourceViewModel(self)
        self._slides = SlideBuffers(self)
        self._resources = KeyedListModel(RESOURCE_ROLES, self)
        self._media = KeyedListModel(MEDIA_ROLES, self)
        self._ahead = KeyedListModel(PRELOAD_ROLES, self)
        self._slideshow_timer = SlideshowTimer(clock, self._session, self._reading, self)
        self._image_loader.catalogue_changed.connect(self._paint_all_walls)
        self._read_aloud = ReadAloud(self._session, self._script, self)
        self._session.changed.connect(self._refresh)
        self._slideshow_timer.tick.connect(self._on_beat)
        self._slideshow_timer.session_expired.connect(self.sessionExpired)
        self._refresh()

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

    @Property(GalleryModel, constant=True)
    def galleryModel(self) -> GalleryModel:
        return self._gallery_model

    @property
    def clock_distrust(self) -> str:
        """Why the machine's clock is not believed, in words for the staff; empty when it is."""
        return self._programme.distrust

    @Property(WorkViewModel, constant=True)
    def work(self) -> WorkViewModel:
        return self._work

    @Property(EventViewModel, constant=True)
    def event(self) -> EventViewModel:
        return self._programme.event

    @Property(EventViewModel, constant=True)
    def next(self) -> EventViewModel:
        return self._programme.next

    @Property(ReadAloud, constant=True)
    def readAloud(self) -> ReadAloud:
        return self._read_aloud

    @Property(InfoViewModel, constant=True)
    def info(self) -> InfoViewModel:
        return self._info

    @Property(ResourceViewModel, constant=True)
    def resource(self) -> ResourceViewModel:
        return self._resource

    @Property(SlideViewModel, constant=True)
    def slideA(self) -> SlideViewModel:
        return self._slides.slides[0]

    @Property(SlideViewModel, constant=True)
    def slideB(self) -> SlideViewModel:
        return self._slides.slides[1]

    @Property(int, notify=frontChanged)
    def front(self) -> int:
        """Which slide is in front: 0 for A, 1 for B."""
        return self._slides.front

    @Property(KeyedListModel, constant=True)
    def agenda(self) -> KeyedListModel:
        return self._programme.agenda

    @Property(KeyedListModel, constant=True)
    def codes(self) -> KeyedListModel:
        """What codes the open event offers."""
        return self._programme.codes

    @Property(MonthViewModel, constant=True)
    def month(self) -> MonthViewModel:
        return self._programme.month

    @Property(KeyedListModel, constant=True)
    def resources(self) -> KeyedListModel:
        return self._resources

    @Property(KeyedListModel, constant=True)
    def media(self) -> KeyedListModel:
        return self._media

    @Property(KeyedListModel, constant=True)
    def ahead(self) -> KeyedListModel:
        """Pictures that one more touch would ask for."""
        return self._ahead

    @property
    def slideshow_timer(self) -> SlideshowTimer:
        """The deadlines."""
        return self._slideshow_timer

    @property
    def snapshot(self) -> Snapshot:
        """The content that is shown."""
        return self._snapshot

    # What changes them

    def set_content(self, snapshot: Snapshot) -> None:
        """Go on with new content; what the visitor is looking at stays where it still exists."""
        self._snapshot = snapshot
        self._image_loader.set_catalogue(
            snapshot.root,
            pictures_by_work(snapshot),
            whole=snapshot.is_complete,
            below=snapshot.given_folders,
        )
        self._programme.read(snapshot)
        self._session.set_catalogue(self._build_catalogue())
        self._refresh()

    @Slot(str, int)
    def reportPages(self, key: str, count: int) -> None:
        """The screen says how many pages a written work, or a picture's label, has in the loop at its present size."""
        self._pages[key] = count

    @Slot(int)
    def stepLoop(self, by: int) -> None:
        """Next (1) or previous (-1) turn of the loop, by touch: the pages of a poem one by one, of a picture at once the neighbour."""
        self._session.apply(
            transitions.turn_loop,
            by,
            self._reading().pages if self._slides.front_slide.work_view_model.state.written else 0,
        )

    @Slot()
    def prepareNext(self) -> None:
        """The crossfade is over: load the next turn into the slide that lies hidden."""
        self._fill(
            self._slides.back_slide,
            self._session.catalogue.step(self._session.state.loop, 1, self._reading().pages),
        )

    def _build_catalogue(self) -> Catalogue:
        works = works_on_display(self._snapshot, self._clock.now(), self._image_loader.is_broken)
        self._on_show = {work.key: work for work in works}
        resources = resources_on_display(self._snapshot, self._clock.now())
        return build_catalogue(self._snapshot, works, self._programme.entries, resources)

    def _on_picture_failed(self, _key: str) -> None:
        self._session.set_catalogue(self._build_catalogue())
        self._refresh()

    def _on_beat(self) -> None:
        if self._programme.is_over():
            self._programme.read(self._snapshot)
            self._session.set_catalogue(self._build_catalogue())
            self._refresh()

    def _refresh(self) -> None:
        state = self._session.state
        if state.language != self._language:
            self._language = state.language
            self._speak(state.language)
        self._refresh_words()
        self._refresh_slides()
        held = [
            self._on_show[key] for key in transitions.adjacent_works(state, self._session.catalogue)
        ]
        self._ahead.set_rows(preload_rows(self._ahead.rows, held))
        place = state.place
        if place.screen is Screen.WORK:
            self._work.set_state(self._face(place.work))
            self._paint_walls(place.work)
        if place.screen is Screen.WALL:
            self._gallery_model.set_works(
                [
                    self._on_show[key]
                    for key in self._session.catalogue.works_of_medium(place.medium)
                ],
                self._language,
            )
        self._read_aloud.update()

    def _refresh_words(self) -> None:
        language, snapshot, now = self._language, self._snapshot, self._clock.now()
        place = self._session.state.place
        self._programme.update(
            snapshot, place, next(iter(self._session.catalogue.events), ""), language
        )
        self._info.set_state(
            InfoViewState.of(
                snapshot,
                phase(snapshot.exhibition, now),
                now,
                language,
                trusted=self._programme.trusted,
            )
        )
        resources = resource_rows(
            resources_on_display(snapshot, now), language, snapshot.exhibition.allowed_hosts
        )
        self._resources.set_rows(resources)
        chosen = place.resource or next(iter(self._session.catalogue.resources), "")
        self._resource.set_row(next((row for row in resources if row["key"] == chosen), {}))
        self._media.set_rows(media_rows(self._on_show.values(), language))

    def _refresh_slides(self) -> None:
        state, catalogue = self._session.state, self._session.catalogue
        turned = self._slides.turn(catalogue.slide_at(state.loop), state.loop.page)
        self._fill(self._slides.front_slide, state.loop)
        if turned:
            self.frontChanged.emit()
        if not state.on_loop:
            # Home is one touch away, and must be there with the next frame.
            self._fill(self._slides.back_slide, transitions.go_home(state, catalogue).loop)
        elif state.loop.skip_transition and not turned:
            self.prepareNext()

    def _fill(self, card: SlideViewModel, loop: Loop) -> None:
        slide = self._session.catalogue.slide_at(loop)
        card.set_slide(
            slide.kind, loop.page, self._face(slide.work) if slide.work else WorkViewState()
        )
        self._paint_walls(slide.work)

    def _paint_walls(self, key: str) -> None:
        """Tint the wall wherever this work hangs, as soon as its colour is known."""
        for card in (self._work, *(slide.work_view_model for slide in self._slides.slides)):
            if key and card.state.key == key:
                card.set_average_colour(self._image_loader.colour(key))

    def _paint_all_walls(self) -> None:
        """Tint the walls anew when more of the works' colours may be known."""
        for card in (self._work, *(slide.work_view_model for slide in self._slides.slides)):
            self._paint_walls(card.state.key)

    def _face(self, key: str) -> WorkViewState:
        work = self._on_show.get(key)
        return WorkViewState.of(work, self._language) if work else WorkViewState()

    def _script(self) -> SpeechScript:
        """What there is to be read aloud where the visitor stands."""
        sight = spoken_content.ScreenContext(
            state=self._session.state,
            catalogue=self._session.catalogue,
            snapshot=self._snapshot,
            works=self._on_show,
            work=self._work.state,
            entries=self._programme.entries,
            event=self._programme.event.state,
            resource=self._resource.row,
            info=self._info.state,
        )
        return spoken_content.build_script(sight)

    def _reading(self) -> ReadingLoad:
        state, face = self._session.state, self._slides.front_slide.work_view_model.state
        pages = self._pages.get(face.key, 1)
        further = state.loop.page > 0 and not face.written
        on_board = self._session.slide_kind() is SlideKind.BOARD
        coming = self._programme.next
        shown = coming.state if on_board else face
        words = (
            shown.words
            if on_board
            else face.words // pages + (0 if further else len(face.title.split()))
        )
        # What was paused in the loop is read in all its pages.
        open_words = shown.words if state.on_loop else self._open_words(state.place.screen)
        return ReadingLoad(
            words=words,
            pages=pages,
            has_code=bool(coming.payload),
            open_words=open_words,
            further=further,
        )

    def _open_words(self, screen: Screen) -> int:
        if screen is Screen.RESOURCES:
            return count_row_words(self._resources.rows)
        words = {
            Screen.WORK: self._work.state.words,
            Screen.BOARD: self._programme.event.state.words,
            Screen.ABOUT: self._info.words(),
        }
        return words.get(screen, 0)

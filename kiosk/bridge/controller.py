"""The one object that QML is given: it holds the parts and keeps them in step, and does nothing else."""

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.bridge import lists, standing
from kiosk.bridge.aloud import Aloud
from kiosk.bridge.cards import WorkCard, WorkFace
from kiosk.bridge.event_card import EventCard
from kiosk.bridge.info import InfoCard, InfoFace
from kiosk.bridge.month import MonthCard
from kiosk.bridge.programme import Programme
from kiosk.bridge.resource_card import ResourceCard
from kiosk.bridge.rows import Rows
from kiosk.bridge.script import Script
from kiosk.bridge.shelf import Shelf
from kiosk.bridge.slide import Pair, SlideCard
from kiosk.bridge.staff import Staff
from kiosk.bridge.tempo import Reading, Tempo
from kiosk.bridge.visit import Visit
from kiosk.bridge.wall import Wall
from kiosk.domain import Snapshot, Work
from kiosk.pictures.cache import Cache
from kiosk.schedule import Clock, phase
from kiosk.session import Guide, Loop, Screen, SlideKind, moves

QML_IMPORT_NAME = "KioskBridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the program")
class Controller(QObject):
    """``speak`` is called with a language tag before anything is worded anew in that language."""

    frontChanged = Signal()
    forsaken = Signal()  # Nobody is here any more, and nothing of a visit is left.

    def __init__(
        self,
        snapshot: Snapshot,
        clock: Clock,
        cache: Cache,
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
        self._shelf = Shelf(cache, self)
        self._shelf.failed.connect(self._on_picture_failed)
        self._shelf.arrived.connect(self._paint_walls)
        self._shelf.stock(snapshot.root, lists.masters(snapshot), whole=snapshot.whole, below=snapshot.given)
        self._programme.read(snapshot)
        self._visit = Visit(self._make_guide(), self)
        self._staff = Staff(clock, self._visit, self)
        self._wall = Wall(self)
        self._work = WorkCard(self)
        self._info, self._resource = InfoCard(self), ResourceCard(self)
        self._slides = Pair(self)
        self._resources = Rows(lists.RESOURCES, self)
        self._mediums = Rows(lists.MEDIUMS, self)
        self._ahead = Rows(lists.AHEAD, self)
        self._tempo = Tempo(clock, self._visit, self._reading, self)
        self._aloud = Aloud(self._visit, self._script, self)
        self._visit.changed.connect(self._refresh)
        self._tempo.beat.connect(self._on_beat)
        self._tempo.forsaken.connect(self.forsaken)
        self._refresh()

    # The parts

    @Property(Visit, constant=True)
    def visit(self) -> Visit:
        return self._visit

    @Property(Shelf, constant=True)
    def shelf(self) -> Shelf:
        return self._shelf

    @Property(Staff, constant=True)
    def staff(self) -> Staff:
        return self._staff

    @Property(Wall, constant=True)
    def wall(self) -> Wall:
        return self._wall

    @property
    def doubt(self) -> str:
        """Why the machine's clock is not believed, in words for the staff; empty when it is."""
        return self._programme.doubt

    @Property(WorkCard, constant=True)
    def work(self) -> WorkCard:
        return self._work

    @Property(EventCard, constant=True)
    def event(self) -> EventCard:
        return self._programme.event

    @Property(EventCard, constant=True)
    def next(self) -> EventCard:
        return self._programme.next

    @Property(Aloud, constant=True)
    def aloud(self) -> Aloud:
        return self._aloud

    @Property(InfoCard, constant=True)
    def info(self) -> InfoCard:
        return self._info

    @Property(ResourceCard, constant=True)
    def resource(self) -> ResourceCard:
        return self._resource

    @Property(SlideCard, constant=True)
    def slideA(self) -> SlideCard:
        return self._slides.cards[0]

    @Property(SlideCard, constant=True)
    def slideB(self) -> SlideCard:
        return self._slides.cards[1]

    @Property(int, notify=frontChanged)
    def front(self) -> int:
        """Which slide is in front: 0 for A, 1 for B."""
        return self._slides.front

    @Property(Rows, constant=True)
    def agenda(self) -> Rows:
        return self._programme.agenda

    @Property(Rows, constant=True)
    def codes(self) -> Rows:
        """What codes the open event offers."""
        return self._programme.codes

    @Property(MonthCard, constant=True)
    def month(self) -> MonthCard:
        return self._programme.month

    @Property(Rows, constant=True)
    def resources(self) -> Rows:
        return self._resources

    @Property(Rows, constant=True)
    def mediums(self) -> Rows:
        return self._mediums

    @Property(Rows, constant=True)
    def ahead(self) -> Rows:
        """Pictures that one more touch would ask for."""
        return self._ahead

    @property
    def tempo(self) -> Tempo:
        """The deadlines."""
        return self._tempo

    @property
    def snapshot(self) -> Snapshot:
        """The content that is shown."""
        return self._snapshot

    # What changes them

    def take(self, snapshot: Snapshot) -> None:
        """Go on with new content; what the visitor is looking at stays where it still exists."""
        self._snapshot = snapshot
        self._shelf.stock(snapshot.root, lists.masters(snapshot), whole=snapshot.whole, below=snapshot.given)
        self._programme.read(snapshot)
        self._visit.follow(self._make_guide())
        self._refresh()

    @Slot(str, int)
    def reportPages(self, key: str, count: int) -> None:
        """The screen says how many pages a written work, or a picture's label, has in the loop at its present size."""
        self._pages[key] = count

    @Slot(int)
    def stepLoop(self, by: int) -> None:
        """Next (1) or previous (-1) turn of the loop, by touch: the pages of a poem one by one, of a picture at once the neighbour."""
        self._visit.move(moves.step_loop, by, self._reading().pages if self._slides.in_front.card.face.written else 0)

    @Slot()
    def prepareNext(self) -> None:
        """The crossfade is over: load the next turn into the slide that lies hidden."""
        self._fill(self._slides.behind, self._visit.guide.turn(self._visit.state.loop, 1, self._reading().pages))

    def _make_guide(self) -> Guide:
        works = lists.works_on_show(self._snapshot, self._clock.now(), self._shelf.is_broken)
        self._on_show = {work.key: work for work in works}
        resources = lists.resources_on_show(self._snapshot, self._clock.now())
        return lists.guide(self._snapshot, works, self._programme.entries, resources)

    def _on_picture_failed(self, _key: str) -> None:
        self._visit.follow(self._make_guide())
        self._refresh()

    def _on_beat(self) -> None:
        if self._programme.is_over():
            self._programme.read(self._snapshot)
            self._visit.follow(self._make_guide())
            self._refresh()

    def _refresh(self) -> None:
        state = self._visit.state
        if state.language != self._language:
            self._language = state.language
            self._speak(state.language)
        self._refresh_words()
        self._refresh_slides()
        held = [self._on_show[key] for key in moves.neighbours(state, self._visit.guide)]
        self._ahead.become(lists.ahead_rows(self._ahead.rows, held))
        place = state.place
        if place.screen is Screen.WORK:
            self._work.show(self._face(place.work))
            self._paint_walls(place.work)
        if place.screen is Screen.WALL:
            self._wall.show([self._on_show[key] for key in self._visit.guide.on_wall(place.medium)], self._language)
        self._aloud.follow()

    def _refresh_words(self) -> None:
        language, snapshot, now = self._language, self._snapshot, self._clock.now()
        place = self._visit.state.place
        self._programme.show(snapshot, place, next(iter(self._visit.guide.events), ""), language)
        self._info.show(InfoFace.of(snapshot, phase(snapshot.exhibition, now), now, language, trusted=self._programme.trusted))
        resources = lists.resource_rows(lists.resources_on_show(snapshot, now), language, snapshot.exhibition.allowed_hosts)
        self._resources.become(resources)
        chosen = place.resource or next(iter(self._visit.guide.resources), "")
        self._resource.show(next((row for row in resources if row["key"] == chosen), {}))
        self._mediums.become(lists.medium_rows(self._on_show.values(), language))

    def _refresh_slides(self) -> None:
        state, guide = self._visit.state, self._visit.guide
        turned = self._slides.turn(guide.slide(state.loop), state.loop.page)
        self._fill(self._slides.in_front, state.loop)
        if turned:
            self.frontChanged.emit()
        if not state.on_loop:
            # Home is one touch away, and must be there with the next frame.
            self._fill(self._slides.behind, moves.go_home(state, guide).loop)
        elif state.loop.cut and not turned:
            self.prepareNext()

    def _fill(self, card: SlideCard, loop: Loop) -> None:
        slide = self._visit.guide.slide(loop)
        card.show(slide.kind, loop.page, self._face(slide.work) if slide.work else WorkFace())
        self._paint_walls(slide.work)

    def _paint_walls(self, key: str) -> None:
        """Tint the wall wherever this work hangs, as soon as its colour is known."""
        for card in (self._work, *(slide.card for slide in self._slides.cards)):
            if key and card.face.key == key:
                card.paint_wall(self._shelf.colour(key))

    def _face(self, key: str) -> WorkFace:
        work = self._on_show.get(key)
        return WorkFace.of(work, self._language) if work else WorkFace()

    def _script(self) -> Script:
        """What there is to be read aloud where the visitor stands."""
        sight = standing.Sight(
            state=self._visit.state,
            guide=self._visit.guide,
            snapshot=self._snapshot,
            works=self._on_show,
            work=self._work.face,
            entries=self._programme.entries,
            event=self._programme.event.face,
            resource=self._resource.row,
            info=self._info.face,
        )
        return standing.script_of(sight)

    def _reading(self) -> Reading:
        state, face = self._visit.state, self._slides.in_front.card.face
        pages = self._pages.get(face.key, 1)
        further = state.loop.page > 0 and not face.written
        on_board = self._visit.slide_kind() is SlideKind.BOARD
        coming = self._programme.next
        shown = coming.face if on_board else face
        words = shown.words if on_board else face.words // pages + (0 if further else len(face.title.split()))
        # What was paused in the loop is read in all its pages.
        open_words = shown.words if state.on_loop else self._open_words(state.place.screen)
        return Reading(words=words, pages=pages, has_code=bool(coming.payload), open_words=open_words, further=further)

    def _open_words(self, screen: Screen) -> int:
        if screen is Screen.RESOURCES:
            return lists.words_in(self._resources.rows)
        words = {Screen.WORK: self._work.face.words, Screen.BOARD: self._programme.event.face.words, Screen.ABOUT: self._info.words()}
        return words.get(screen, 0)

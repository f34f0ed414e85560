"""The loop: the slide in front, the slide behind it that is filled in advance, and its steps."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.qt.input_tracker import InputTracker
from kiosk.qt.qml import Property, QmlUncreatable
from kiosk.session import LoopPosition, SessionState, transitions
from kiosk.status.activity import Activity, note_further
from kiosk.viewmodels.displayed.displayed_content import DisplayedContent
from kiosk.viewmodels.displayed.notice_words import NO_WORDS, NoticeWords
from kiosk.viewmodels.gallery.image_loader import ImageLoader
from kiosk.viewmodels.gallery.slides import SlideBuffers, SlideViewModel
from kiosk.viewmodels.gallery.work import WorkViewModel, WorkViewState
from kiosk.viewmodels.session.session import SessionViewModel

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("the controller owns the loop")
class LoopViewModel(QObject):
    """Two slides that change places at each turn. ``front`` is 0 while A is in front, 1 for B."""

    frontChanged = Signal()

    def __init__(
        self,
        content: DisplayedContent,
        session: SessionViewModel,
        image_loader: ImageLoader,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._content, self._session, self._image_loader = content, session, image_loader
        self._slides = SlideBuffers(self)
        self._page_counts: dict[str, int] = {}
        # Of the front slide: the work's key, and what is shown of its text.
        self._shown = ("", "")
        self._inputs = InputTracker()
        image_loader.ready.connect(self._on_picture_ready)
        image_loader.catalogue_changed.connect(self._tint_walls)

    def update(self, content: DisplayedContent, state: SessionState) -> None:
        """Bring the current turn to the front and fill the slide behind it, if they changed."""
        if not self._inputs.changed(
            content, state.language, state.loop, state.on_loop, state.opened_works
        ):
            return
        self._content = content
        turned = self._slides.turn(content.catalogue.slide_at(state.loop), state.loop.page)
        self._fill(self._slides.front_slide, state.loop)
        if turned:
            self.frontChanged.emit()
        if not state.on_loop:
            # Home is one touch away, and has to be shown with the next frame.
            home = transitions.go_home(state, content.catalogue)
            self._fill(self._slides.back_slide, home.loop)
        elif state.loop.skip_transition and not turned:
            self.prepareNext()

    @Slot(str, int)
    def reportPages(self, key: str, count: int) -> None:
        """Store how many pages the screen needs for a work: of its text, or of its label."""
        self._page_counts[key] = count

    @Slot(str, str)
    def reportShown(self, key: str, text: str) -> None:
        """Store the part of a work's text that the screen shows."""
        self._shown = (key, text)

    @property
    def shown_text(self) -> str:
        """The words of the front slide's work that are on the screen, all its pages together."""
        work = self.front_work
        key, shown = self._shown
        if key == work.key:
            return shown
        return work.excerpt if work.written else work.text

    @Slot(int)
    def step(self, by: int) -> None:
        """Turn the loop by touch to the next (1) or previous (-1) turn.

        A caption of several pages is turned at once to the next work.
        """
        self._session.apply(transitions.turn_loop, by, 0)

    @Slot()
    def prepareNext(self) -> None:
        """Fill the slide behind with the next turn. QML calls this after the crossfade."""
        state = self._session.state
        if state.on_loop:
            following = self._content.catalogue.step_loop(state.loop, 1, self.page_count)
            self._fill(self._slides.back_slide, following)

    @property
    def page_count(self) -> int:
        """The number of pages of the work in front; 1 for the board and the poster."""
        return self._page_counts.get(self.front_work.key, 1)

    @property
    def front_work(self) -> WorkViewState:
        """The work in front; empty for the board and the poster."""
        return self._slides.front_slide.work_view_model.state

    @property
    def asked_seconds(self) -> float:
        """How long the curator wants the front slide's work to stay; 0 where nobody said."""
        work = self._content.works.get(self.front_work.key)
        return (work.seconds or self._content.snapshot.exhibition.work_seconds) if work else 0.0

    @property
    def front_event(self) -> str:
        """The key of the event that the front slide tells; "" for any other slide."""
        return self._slides.front_slide.eventKey

    @property
    def front_notice(self) -> str:
        """All words of the notice in front; "" for any other slide."""
        words = self._slides.front_slide.notice_words
        return f"{words.headline} {words.text}".strip()

    @Property(SlideViewModel, constant=True)
    def slideA(self) -> SlideViewModel:
        return self._slides.slides[0]

    @Property(SlideViewModel, constant=True)
    def slideB(self) -> SlideViewModel:
        return self._slides.slides[1]

    @Property(int, notify=frontChanged)
    def front(self) -> int:
        return self._slides.front

    def _fill(self, slide: SlideViewModel, loop: LoopPosition) -> None:
        turn = self._content.catalogue.slide_at(loop)
        work = self._content.works.get(turn.work)
        if work:
            note_further(Activity.LAYING_OUT, work.file)
        state = (
            self._content.failures.guard(
                work.key,
                lambda: WorkViewState.of(work, self._session.state.language),
                WorkViewState(),
            )
            if work
            else WorkViewState()
        )
        if work and not (work.has_label and self._content.snapshot.exhibition.hangs_labels):
            state = state.without_label()
        tint = (self._image_loader.colour(state.key), self._content.snapshot.exhibition.wall)
        slide.set_slide(turn, loop.page, state, self._notice_words(turn.notice), tint)

    def _notice_words(self, key: str) -> NoticeWords:
        notice = next((one for one in self._content.notices if one.key == key), None)
        if notice is None:
            return NO_WORDS
        return NoticeWords.of(notice, self._session.state.language)

    @Slot(str)
    def _on_picture_ready(self, key: str) -> None:
        """The average colour is known with the first rendition of a picture."""
        for slide in self._slides.slides:
            if slide.work_view_model.state.key == key:
                self._tint_wall(slide.work_view_model)

    @Slot()
    def _tint_walls(self) -> None:
        for slide in self._slides.slides:
            self._tint_wall(slide.work_view_model)

    def _tint_wall(self, work: WorkViewModel) -> None:
        if work.state.key:
            wall = self._content.snapshot.exhibition.wall
            work.set_average_colour(self._image_loader.colour(work.state.key), wall)

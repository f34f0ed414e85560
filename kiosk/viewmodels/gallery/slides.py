"""The loop's two slides, one over the other for the crossfade."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.qt.qml import Property, QmlUncreatable
from kiosk.session import Slide, SlideKind
from kiosk.viewmodels.displayed.notice_words import NoticeWords
from kiosk.viewmodels.displayed.notice_words_view_model import NoticeWordsViewModel
from kiosk.viewmodels.gallery.work import WorkViewModel, WorkViewState
from kiosk.viewmodels.qml_enums import SlideKinds, to_qml

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("the controller owns the slides")
class SlideViewModel(QObject):
    """``kind`` is work, board, poster, notice or event; ``page`` is that of a work, from 0."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = WorkViewModel(self)
        self._notice = NoticeWordsViewModel(self)
        self._kind = SlideKind.POSTER
        self._page = 0
        self._event_key = ""

    def set_slide(
        self,
        slide: Slide,
        page: int,
        state: WorkViewState,
        notice: NoticeWords,
        tint: tuple[str, str],
    ) -> None:
        """Show another slide of the loop; ``tint`` is that of its work's wall."""
        self._work.set_state(state, tint)
        self._notice.set_words(notice)
        shown = (slide.kind, page, slide.event)
        if shown != (self._kind, self._page, self._event_key):
            self._kind, self._page, self._event_key = shown
            self.changed.emit()

    @property
    def work_view_model(self) -> WorkViewModel:
        """The view model of the slide's work."""
        return self._work

    @property
    def notice_words(self) -> NoticeWords:
        """The words of the slide's notice."""
        return self._notice.words

    @Property(int, notify=changed)
    def kind(self) -> int:
        """The kind of the slide, as one of QML's ``SlideKinds``."""
        return to_qml(self._kind, SlideKinds.Value)

    @Property(str, notify=changed)
    def eventKey(self) -> str:
        """The key of the event that is told; "" on other slides."""
        return self._event_key

    @Property(int, notify=changed)
    def page(self) -> int:
        return self._page

    @Property(WorkViewModel, constant=True)
    def work(self) -> WorkViewModel:
        return self._work

    @Property(NoticeWordsViewModel, constant=True)
    def notice(self) -> NoticeWordsViewModel:
        return self._notice


class SlideBuffers:
    """The slide in front, and the hidden one behind it, which is filled ahead of its turn."""

    def __init__(self, parent: QObject) -> None:
        self.slides = (SlideViewModel(parent), SlideViewModel(parent))
        self.front = 0
        self._shown: tuple[Slide, int] | None = None

    @property
    def front_slide(self) -> SlideViewModel:
        """The slide that is seen."""
        return self.slides[self.front]

    @property
    def back_slide(self) -> SlideViewModel:
        """The slide that is hidden."""
        return self.slides[1 - self.front]

    def turn(self, slide: Slide, page: int) -> bool:
        """Bring a slide to the front; False when it is there already.

        The first slide of all is shown without swapping the two.
        """
        if (slide, page) == self._shown:
            return False
        if self._shown is not None:
            self.front = 1 - self.front
        self._shown = (slide, page)
        return True

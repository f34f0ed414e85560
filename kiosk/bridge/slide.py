"""One turn of the loop on the screen; two of them lie one over the other for the crossfade."""

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.bridge.cards import WorkCard, WorkFace
from kiosk.session import SlideKind

QML_IMPORT_NAME = "KioskBridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("the controller owns the slides")
class SlideCard(QObject):
    """``kind`` is work, board or poster; ``page`` is the page of a written work, from 0."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = WorkCard(self)
        self._kind = SlideKind.POSTER
        self._page = 0

    def show(self, kind: SlideKind, page: int, face: WorkFace) -> None:
        """Take up another turn of the loop."""
        self._work.show(face)
        if (kind, page) != (self._kind, self._page):
            self._kind, self._page = kind, page
            self.changed.emit()

    @property
    def card(self) -> WorkCard:
        """The work's card."""
        return self._work

    @Property(str, notify=changed)
    def kind(self) -> str:
        return self._kind.value

    @Property(int, notify=changed)
    def page(self) -> int:
        return self._page

    @Property(WorkCard, constant=True)
    def work(self) -> WorkCard:
        return self._work

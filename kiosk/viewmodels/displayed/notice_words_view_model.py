"""One notice in one language, for QML."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.qt.qml import Property, QmlUncreatable
from kiosk.viewmodels.displayed.notice_words import NO_WORDS, NoticeWords

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("its screen owns the words")
class NoticeWordsViewModel(QObject):
    """One notice in one language."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = NO_WORDS

    def set_words(self, words: NoticeWords) -> None:
        """Show other words."""
        if words != self._words:
            self._words = words
            self.changed.emit()

    @property
    def words(self) -> NoticeWords:
        """What is shown."""
        return self._words

    @Property(str, notify=changed)
    def headline(self) -> str:
        return self._words.headline

    @Property(str, notify=changed)
    def text(self) -> str:
        return self._words.text

    @Property(str, notify=changed)
    def sign(self) -> str:
        return self._words.sign

    @Property(str, notify=changed)
    def call(self) -> str:
        return self._words.call

    @Property(bool, notify=changed)
    def rightToLeft(self) -> bool:
        return self._words.right_to_left

"""A resource as its screen shows it: typed properties with finished strings."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.qt.keyed_list_model import Row
from kiosk.qt.qml import Property, QmlUncreatable

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("the list of resources owns it")
class ResourceViewModel(QObject):
    """The open resource, a row of the list; empty (``key`` is "") when there is none."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._row: Row = {}

    def set_row(self, row: Row) -> None:
        """Show another row of the list of resources."""
        if row != self._row:
            self._row = row
            self.changed.emit()

    @property
    def row(self) -> Row:
        """The row that is shown."""
        return self._row

    def _value(self, name: str) -> str:
        return str(self._row.get(name, ""))

    @Property(str, notify=changed)
    def key(self) -> str:
        return self._value("key")

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._value("title")

    @Property(str, notify=changed)
    def kind(self) -> str:
        return self._value("kind")

    @Property(str, notify=changed)
    def by(self) -> str:
        return self._value("by")

    @Property(str, notify=changed)
    def text(self) -> str:
        return self._value("text")

    @Property(str, notify=changed)
    def payload(self) -> str:
        return self._value("payload")

    @Property(str, notify=changed)
    def address(self) -> str:
        return self._value("address")

    @Property(str, notify=changed)
    def verb(self) -> str:
        return self._value("verb")

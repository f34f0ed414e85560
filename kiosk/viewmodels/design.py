"""The design's numbers and colours that Python uses too, for QML's Theme."""

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.domain import design
from kiosk.qr import QUIET_ZONE
from kiosk.qt.qml import Property

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlSingleton
class Design(QObject):
    """Constants; one object for each QML engine."""

    @Property(int, constant=True)
    def margin(self) -> int:
        """1080ths of the stage's shorter side."""
        return design.MARGIN

    @Property(int, constant=True)
    def quietZone(self) -> int:
        """Modules on each side of a QR code."""
        return QUIET_ZONE

    @Property(str, constant=True)
    def wallTop(self) -> str:
        return design.WALL_TOP

    @Property(str, constant=True)
    def wallBottom(self) -> str:
        return design.WALL_BOTTOM

    @Property(str, constant=True)
    def accent(self) -> str:
        return design.ACCENT

    @Property(str, constant=True)
    def accentInk(self) -> str:
        return design.ACCENT_INK

    @Property(str, constant=True)
    def light(self) -> str:
        return design.LIGHT

    @Property(str, constant=True)
    def quietLight(self) -> str:
        return design.QUIET_LIGHT

    @Property(str, constant=True)
    def serif(self) -> str:
        return design.SERIF

    @Property(str, constant=True)
    def sans(self) -> str:
        return design.SANS

    @Property(str, constant=True)
    def wideSans(self) -> str:
        """The family of a label whose letters ``sans`` does not have."""
        return design.WIDE_SANS

    @Property(str, constant=True)
    def wideLetters(self) -> str:
        """A regular expression for such a letter."""
        return design.WIDE_LETTERS

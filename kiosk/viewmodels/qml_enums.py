"""The enumerations that QML compares with: ``Screens.Wall``, ``SlideKinds.Board``, ``StaffPlaces.Pin``, ``CodeKinds.Calendar``.

QML knows an enumeration as whole numbers inside a type. Each class below mirrors a ``StrEnum`` of the
program, member by member; ``to_qml`` and ``from_qml`` are the only crossings.
"""

from enum import IntEnum, StrEnum
from typing import TypeVar

from PySide6.QtCore import QEnum, QObject
from PySide6.QtQml import QmlElement

from kiosk.qt.qml import QmlUncreatable

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

Member = TypeVar("Member", bound=StrEnum)


@QmlElement
@QmlUncreatable("an enumeration")
class Screens(QObject):
    """``kiosk.session.Screen`` for QML."""

    @QEnum
    class Value(IntEnum):
        """What fills the screen above the bottom bar."""

        Loop = 0
        Wall = 1
        Work = 2
        Board = 3
        Resources = 4
        About = 5
        Help = 6


@QmlElement
@QmlUncreatable("an enumeration")
class SlideKinds(QObject):
    """``kiosk.session.SlideKind`` for QML."""

    @QEnum
    class Value(IntEnum):
        """What stands on the screen in one turn of the loop."""

        Work = 0
        Board = 1
        Poster = 2


@QmlElement
@QmlUncreatable("an enumeration")
class StaffPlaces(QObject):
    """``kiosk.viewmodels.staff.staff_panel.StaffPlace`` for QML."""

    @QEnum
    class Value(IntEnum):
        """Where staff are."""

        Nowhere = 0
        Pin = 1
        Panel = 2
        Leaving = 3
        Test = 4
        Cleaning = 5


@QmlElement
@QmlUncreatable("an enumeration")
class CodeKinds(QObject):
    """``kiosk.session.CodeKind`` for QML."""

    @QEnum
    class Value(IntEnum):
        """What a QR code leads to; ``Usual`` is the one that nobody had to choose."""

        Usual = 0
        Register = 1
        Link = 2
        Mail = 3
        Phone = 4
        Calendar = 5
        Text = 6


def to_qml(member: StrEnum, values: type[IntEnum]) -> int:
    """The number that stands for ``member`` in QML."""
    return values[member.name.capitalize()].value


def from_qml(number: int, values: type[IntEnum], members: type[Member]) -> Member:
    """The member for a number from QML. Raises ValueError for a number that is none of ``values``."""
    return members[values(number).name.upper()]

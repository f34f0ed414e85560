"""The enumerations that QML compares with, such as ``Screens.Wall`` or ``StaffViews.Pin``.

QML knows an enumeration as whole numbers inside a type. Each class below mirrors a ``StrEnum`` of
the program, member by member. Only ``to_qml`` and ``from_qml`` convert between the two.
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
        """The screen above the bottom bar."""

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
        """The kind of a slide of the loop."""

        Work = 0
        Board = 1
        Poster = 2
        Notice = 3
        Event = 4


@QmlElement
@QmlUncreatable("an enumeration")
class StaffViews(QObject):
    """``kiosk.viewmodels.staff.staff_panel.StaffView`` for QML."""

    @QEnum
    class Value(IntEnum):
        """The open part of the staff screens; ``Closed`` while visitors have the screen."""

        Closed = 0
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
        """The target of a QR code; ``Usual`` is the default before a visitor chooses."""

        Usual = 0
        Register = 1
        Link = 2
        Mail = 3
        Phone = 4
        Calendar = 5
        Text = 6


@QmlElement
@QmlUncreatable("an enumeration")
class ProgrammeForms(QObject):
    """``kiosk.viewmodels.board.programme_sizes.ProgrammeForm`` for QML."""

    @QEnum
    class Value(IntEnum):
        """How a row of the programme is put together."""

        Columns = 0
        Tall = 1
        Stacked = 2
        Few = 3
        Beside = 4
        Tracks = 5


def to_qml(member: StrEnum, values: type[IntEnum]) -> int:
    """QML's number for ``member``."""
    return values[member.name.capitalize()].value


def from_qml(number: int, values: type[IntEnum], members: type[Member]) -> Member:
    """The member for a number from QML. Raises ValueError for a number not in ``values``."""
    return members[values(number).name.upper()]

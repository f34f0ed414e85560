"""The visitor's session for QML: holds the state, makes the moves, and keeps its two deadlines."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Property, QLocale, QObject, Qt, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.session import Guide, Screen, SlideKind, State, moves

QML_IMPORT_NAME = "KioskBridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("the controller owns the visit")
class Visit(QObject):
    """One visit after the other. ``changed`` follows every move; ``stirred`` every sign of a visitor."""

    changed = Signal()
    stirred = Signal()

    def __init__(self, guide: Guide, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._guide = guide
        self._state = moves.begin(guide)

    @property
    def state(self) -> State:
        """Where the visit stands."""
        return self._state

    @property
    def guide(self) -> Guide:
        """What there is to visit."""
        return self._guide

    def move(self, step: Callable[..., State], *args: object) -> None:
        """Make one move of ``kiosk.session.moves``."""
        self._become(step(self._state, self._guide, *args))

    def follow(self, guide: Guide) -> None:
        """Go on with new content."""
        state = moves.renew(self._state, self._guide, guide)
        self._guide = guide
        self._become(state)

    def _become(self, state: State) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit()

    # What is to be seen

    @Property(str, notify=changed)
    def screen(self) -> str:
        return self._state.place.screen.value

    @Property(str, notify=changed)
    def medium(self) -> str:
        return self._state.place.medium

    @Property(str, notify=changed)
    def event(self) -> str:
        return self._state.place.event

    @Property(str, notify=changed)
    def resource(self) -> str:
        return self._state.place.resource

    @Property(int, notify=changed)
    def page(self) -> int:
        return self._state.place.page

    @Property(int, notify=changed)
    def listPage(self) -> int:
        return self._state.place.list_page

    @Property(str, notify=changed)
    def month(self) -> str:
        return self._state.place.month

    @Property(str, notify=changed)
    def code(self) -> str:
        """The kind of code that was chosen, "" the usual one."""
        return self._state.place.code

    @Property(bool, notify=changed)
    def covered(self) -> bool:
        """True while the open work waits behind its content note."""
        return moves.hidden(self._state, self._guide)

    @Property(float, notify=changed)
    def zoom(self) -> float:
        """In doublings: 0 is the whole picture."""
        return self._state.zoom

    @Property(bool, notify=changed)
    def panel(self) -> bool:
        return self._state.panel

    @Property(bool, notify=changed)
    def asking(self) -> bool:
        return self._state.asking

    @Property(bool, notify=changed)
    def paused(self) -> bool:
        return self._state.loop.paused

    @Property(int, notify=changed)
    def slide(self) -> int:
        return self._state.loop.slide

    @Property(bool, notify=changed)
    def cut(self) -> bool:
        """True where the loop did not come to its place by turning: what stood there before must be gone with the next frame."""
        return self._state.loop.cut

    @Property(int, notify=changed)
    def slideCount(self) -> int:
        return len(self._guide.loop)

    @Property(bool, notify=changed)
    def hasWorks(self) -> bool:
        return bool(self._guide.works)

    @Property(int, notify=changed)
    def workNumber(self) -> int:
        """The open work's place among those of its medium, from 1; 0 when none is open."""
        return self._guide.on_wall(self._state.place.medium).get(self._state.place.work, -1) + 1

    @Property(int, notify=changed)
    def workCount(self) -> int:
        return len(self._guide.on_wall(self._state.place.medium))

    @Property(float, notify=changed)
    def textScale(self) -> float:
        return self._state.comfort.text_scale

    @Property(bool, notify=changed)
    def contrast(self) -> bool:
        return self._state.comfort.contrast

    @Property(bool, notify=changed)
    def still(self) -> bool:
        return self._state.comfort.still

    @Property(bool, notify=changed)
    def aloud(self) -> bool:
        """Whatever is opened is read aloud by itself."""
        return self._state.comfort.aloud

    @Property(bool, notify=changed)
    def reach(self) -> bool:
        """Everything lies in the lower half of a tall screen."""
        return self._state.comfort.reach

    @Property(bool, notify=changed)
    def listed(self) -> bool:
        """In reach mode a list stands alone until something of it is chosen."""
        return self._state.comfort.reach and not (self._state.place.event or self._state.place.resource)

    @Property(str, notify=changed)
    def language(self) -> str:
        return self._state.language

    @Property(bool, notify=changed)
    def mirrored(self) -> bool:
        """Whether the language runs from right to left, and the screens with it."""
        return QLocale(self._state.language).textDirection() is Qt.LayoutDirection.RightToLeft

    # What a visitor can do

    @Slot()
    def goHome(self) -> None:
        self.move(moves.go_home)

    @Slot()
    def keepGoing(self) -> None:
        self.move(moves.keep_going)
        self.stirred.emit()

    @Slot(str)
    def show(self, screen: str) -> None:
        self.move(moves.show, Screen(screen))

    @Slot(str)
    def openWork(self, key: str) -> None:
        self.move(moves.open_work, key)

    @Slot()
    def openSlide(self) -> None:
        self.move(moves.open_slide)

    @Slot(int)
    def stepWork(self, by: int) -> None:
        self.move(moves.step_work, by)

    @Slot()
    def reveal(self) -> None:
        self.move(moves.reveal)

    @Slot(str)
    def openEvent(self, key: str) -> None:
        self.move(moves.open_event, key)

    @Slot(str)
    def showMonth(self, month: str) -> None:
        self.move(moves.show_month, month)

    @Slot(str)
    def chooseCode(self, kind: str) -> None:
        self.move(moves.choose_code, kind)

    @Slot(str)
    def openResource(self, key: str) -> None:
        self.move(moves.open_resource, key)

    @Slot(str)
    def filterWall(self, medium: str) -> None:
        self.move(moves.filter_wall, medium)

    @Slot(int)
    def turnPage(self, page: int) -> None:
        self.move(moves.turn_page, page)

    @Slot(int)
    def turnWall(self, row: int) -> None:
        self.move(moves.turn_wall, row)

    @Slot(int)
    def turnList(self, page: int) -> None:
        self.move(moves.turn_list, page)

    @Slot(float)
    def zoomBy(self, steps: float) -> None:
        self.move(moves.zoom_by, steps)

    @Slot(float)
    def zoomTo(self, zoom: float) -> None:
        self.move(moves.zoom_by, zoom - self._state.zoom)

    @Slot()
    def back(self) -> None:
        self.move(moves.back)

    @Slot()
    def pause(self) -> None:
        self.move(moves.pause)

    @Slot()
    def togglePanel(self) -> None:
        self.move(moves.toggle_panel)

    @Slot(float)
    def setTextScale(self, scale: float) -> None:
        self.move(moves.set_comfort, replace(self._state.comfort, text_scale=scale))

    @Slot(bool)
    def setContrast(self, contrast: bool) -> None:
        self.move(moves.set_comfort, replace(self._state.comfort, contrast=contrast))

    @Slot(bool)
    def setStill(self, still: bool) -> None:
        self.move(moves.set_comfort, replace(self._state.comfort, still=still))

    @Slot(bool)
    def setReach(self, reach: bool) -> None:
        self.move(moves.set_comfort, replace(self._state.comfort, reach=reach))

    @Slot(bool)
    def setAloud(self, aloud: bool) -> None:
        self.move(moves.set_comfort, replace(self._state.comfort, aloud=aloud))

    @Slot(str)
    def speak(self, language: str) -> None:
        self.move(moves.speak, language)

    def slide_kind(self) -> SlideKind:
        """What stands in the loop now."""
        return self._guide.slide(self._state.loop).kind

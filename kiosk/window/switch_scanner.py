"""Two switches: one moves a frame from group to group, the other selects."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem
from shiboken6 import isValid

from kiosk import i18n
from kiosk.input.assistive_keys import AssistiveKeys
from kiosk.input.scan_targets import Sections, scan_sections, tree_of
from kiosk.input.scan_tree import Group
from kiosk.qt.item_info import target_info
from kiosk.qt.qml import Property, QmlUncreatable
from kiosk.speech.read_aloud import ReadAloud
from kiosk.viewmodels.session.session import SessionViewModel

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("the controller owns it")
class SwitchScanner(QObject):
    """``boxes`` are the controls that are framed, in pixels of the scene; empty at rest.

    Whatever was selected, the next move begins with the first group again, so that the number of
    presses to any control is the same on each screen.
    """

    changed = Signal()

    def __init__(
        self, session: SessionViewModel, read_aloud: ReadAloud, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._read_aloud = session, read_aloud
        self._scene: QQuickItem | None = None
        self._keys: AssistiveKeys | None = None
        self._targets: Sequence[QQuickItem] = ()
        # The groups that are open, from the outermost, and the part that is framed in each.
        self._path: list[tuple[Group, int]] = []
        self._boxes: list[QRectF] = []
        # What is framed may have moved, or may be gone, once the screen has changed.
        self._follow_timer = QTimer(self, singleShot=True, interval=0)
        self._follow_timer.timeout.connect(self._follow)
        session.changed.connect(self._on_session_changed)

    def attach(self, scene: QQuickItem, keys: AssistiveKeys) -> None:
        """Scan the controls of ``scene``."""
        self._scene, self._keys = scene, keys
        window = scene.window()
        if window is not None:
            # Layouts come to rest with the frames that follow a change.
            window.afterAnimating.connect(self._on_frame)

    @Property("QVariantList", notify=changed)
    def boxes(self) -> list[QRectF]:
        return self._boxes

    def move(self) -> None:
        """Frame the next part; after a group's last part, the group itself."""
        if not self._path:
            self._begin()
            return
        group, place = self._path.pop()
        if place + 1 < len(group.parts):
            self._path.append((group, place + 1))
        elif not self._path:
            self._path.append((group, 0))
        self._show()

    def select(self) -> None:
        """Open the group that is framed, or use the control; at rest, frame the first group."""
        if not self._path:
            self._begin()
            return
        part = self._part()
        if isinstance(part, Group):
            self._path.append((part, 0))
            self._show()
            return
        item = self._targets[part]
        self.rest()
        item.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        if self._keys is not None:
            self._keys.send(Qt.Key.Key_Return)

    @Slot()
    def rest(self) -> None:
        """Frame nothing."""
        self._path.clear()
        self._targets = ()
        self._set_boxes([])

    def _begin(self) -> None:
        if self._scene is None:
            return
        sections: Sections = scan_sections(self._scene)
        self._targets = [item for section in sections for item in section]
        if self._targets:
            self._path = [(tree_of(sections), 0)]
            self._show()

    def _part(self) -> Group | int:
        group, place = self._path[-1]
        return group.parts[place]

    def _framed(self) -> list[QQuickItem]:
        part = self._part()
        numbers = part.controls() if isinstance(part, Group) else (part,)
        return [self._targets[number] for number in numbers]

    def _show(self) -> None:
        """Frame the part, and say what it is where everything is read aloud."""
        framed = self._framed()
        self._measure(framed)
        names = [target_info(item).name for item in framed]
        if len(names) == 1 and not isinstance(self._part(), Group):
            framed[0].forceActiveFocus(Qt.FocusReason.TabFocusReason)
        elif self._session.state.display.auto_read_aloud:
            words = i18n.tr("Group: from %1 to %2")
            self._read_aloud.say(words.replace("%1", names[0]).replace("%2", names[-1]))

    def _measure(self, framed: Sequence[QQuickItem]) -> None:
        scene = self._scene
        if scene is not None:
            whole = (QRectF(0, 0, item.width(), item.height()) for item in framed)
            self._set_boxes(
                [item.mapRectToItem(scene, box) for item, box in zip(framed, whole, strict=True)]
            )

    def _set_boxes(self, boxes: list[QRectF]) -> None:
        if boxes != self._boxes:
            self._boxes = boxes
            self.changed.emit()

    @Slot()
    def _on_frame(self) -> None:
        """Keep the frames around what is framed, where a layout has moved it."""
        if self._path and all(map(isValid, self._targets)):
            self._measure(self._framed())

    @Slot()
    def _on_session_changed(self) -> None:
        if self._path:
            self._follow_timer.start()

    @Slot()
    def _follow(self) -> None:
        """Frame the same controls where they are now; nothing if the screen has others."""
        if not self._path or self._scene is None:
            return
        now = [item for section in scan_sections(self._scene) for item in section]
        if now == list(self._targets):
            self._measure(self._framed())
        else:
            self.rest()

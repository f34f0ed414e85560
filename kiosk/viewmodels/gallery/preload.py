"""The pictures that one more touch would show; QML decodes them in advance."""

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement

from kiosk.qt.input_tracker import InputTracker
from kiosk.qt.keyed_list_model import KeyedListModel
from kiosk.qt.qml import QmlUncreatable
from kiosk.session import SessionState, transitions
from kiosk.viewmodels.displayed.displayed_content import DisplayedContent
from kiosk.viewmodels.gallery.preload_rows import PRELOAD_ROLES, preload_rows, wanted_pictures

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("the controller owns the lists")
class PreloadModel(KeyedListModel):
    """A fixed number of slots, each with the picture of a work or empty."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(PRELOAD_ROLES, parent)
        self._inputs = InputTracker()

    def update(self, content: DisplayedContent, state: SessionState) -> None:
        """Fill the slots again, if other works are one touch away."""
        keys = transitions.adjacent_works(state, content.catalogue)
        if self._inputs.changed(content, keys, state.location.work, state.location.picture):
            pictures = wanted_pictures(state, keys, content.works)
            self.set_rows(preload_rows(self.rows, pictures))

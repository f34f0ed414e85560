"""The resources: their list, and the one that is open."""

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement

from kiosk.qt.input_tracker import InputTracker
from kiosk.qt.keyed_list_model import KeyedListModel, LazyRows
from kiosk.qt.qml import Property, QmlUncreatable
from kiosk.session import SessionState
from kiosk.viewmodels.displayed.displayed_content import DisplayedContent
from kiosk.viewmodels.info.resource import ResourceViewModel
from kiosk.viewmodels.info.resource_rows import RESOURCE_ROLES, all_words, resource_rows

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("the controller owns the resources")
class ResourcesViewModel(QObject):
    """``openResource`` is the first entry while no resource is chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries = KeyedListModel(RESOURCE_ROLES, self)
        self._open_resource = ResourceViewModel(self)
        self._all_words = ""
        self._rows = LazyRows(keys=(), make=lambda _: None)
        self._list_inputs, self._open_inputs = InputTracker(), InputTracker()

    def update(self, content: DisplayedContent, state: SessionState) -> None:
        """Recompute the list and the open resource, each if its own inputs changed."""
        if self._list_inputs.changed(content, state.language):
            hosts = content.snapshot.exhibition.code_targets
            self._rows = resource_rows(content.resources, state.language, hosts, content.failures)
            self._entries.set_lazily(self._rows)
            self._all_words = all_words(content.resources, state.language)
        chosen = state.location.resource or next(iter(content.catalogue.resources), "")
        if self._open_inputs.changed(content, state.language, chosen):
            row = self._rows.make(chosen) if chosen in self._rows.keys else None
            self._open_resource.set_row(row or {})

    @property
    def all_words(self) -> str:
        """All titles and descriptions."""
        return self._all_words

    @Property(KeyedListModel, constant=True)
    def entries(self) -> KeyedListModel:
        return self._entries

    @Property(ResourceViewModel, constant=True)
    def openResource(self) -> ResourceViewModel:
        return self._open_resource

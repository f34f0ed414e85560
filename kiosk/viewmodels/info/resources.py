"""The resources: their list, and the one that is open."""

from PySide6.QtCore import QObject, Signal, Slot
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
    """``openResource`` is the first entry while no resource is chosen.

    ``onPage`` are the entries of the page that is shown, where a page has several.
    """

    pageChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries = KeyedListModel(RESOURCE_ROLES, self)
        self._open_resource = ResourceViewModel(self)
        self._on_page = KeyedListModel(RESOURCE_ROLES, self)
        self._page_size, self._page = 1, 0
        # The page that the visitor turned to, -1 for that of the open resource.
        self._turned, self._chosen = -1, ""
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
            self.pageChanged.emit()
        chosen = state.location.resource or next(iter(content.catalogue.resources), "")
        if self._open_inputs.changed(content, state.language, chosen):
            row = self._rows.make(chosen) if chosen in self._rows.keys else None
            self._open_resource.set_row(row or {})
        self._turned, self._chosen = state.location.list_page, chosen
        self._fill_page()

    def _fill_page(self) -> None:
        keys = self._rows.keys
        last = self.pageCount - 1
        own = keys.index(self._chosen) // self._page_size if self._chosen in keys else 0
        page = min(last, self._turned if self._turned >= 0 else own)
        start = page * self._page_size
        rows = (self._rows.make(key) for key in keys[start : start + self._page_size])
        self._on_page.set_rows([row for row in rows if row])
        if page != self._page:
            self._page = page
            self.pageChanged.emit()

    @Slot(int)
    def setPageSize(self, entries: int) -> None:
        """So many entries stand on a page, 1 or more."""
        if entries != self._page_size:
            self._page_size = max(1, entries)
            self._fill_page()
            self.pageChanged.emit()

    @Slot(int, result=str)
    def firstOf(self, page: int) -> str:
        """The key of a page's first entry; "" for a page that is none."""
        return next(iter(self._rows.keys[page * self._page_size :][:1]), "")

    @property
    def all_words(self) -> str:
        """All titles and descriptions."""
        return self._all_words

    @Property(KeyedListModel, constant=True)
    def entries(self) -> KeyedListModel:
        return self._entries

    @Property(KeyedListModel, constant=True)
    def onPage(self) -> KeyedListModel:
        return self._on_page

    @Property(int, notify=pageChanged)
    def shownPage(self) -> int:
        """The page that is shown, from 0."""
        return self._page

    @Property(int, notify=pageChanged)
    def pageCount(self) -> int:
        return max(1, -(-len(self._rows.keys) // self._page_size))

    @Property(ResourceViewModel, constant=True)
    def openResource(self) -> ResourceViewModel:
        return self._open_resource

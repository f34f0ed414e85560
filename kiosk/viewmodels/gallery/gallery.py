"""The wall: the works of the chosen medium in rows, and the media to choose from."""

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement

from kiosk.qt.input_tracker import InputTracker
from kiosk.qt.keyed_list_model import KeyedListModel
from kiosk.qt.qml import Property, QmlUncreatable
from kiosk.session import Screen, SessionState
from kiosk.viewmodels.displayed.displayed_content import DisplayedContent
from kiosk.viewmodels.gallery.gallery_model import GalleryModel
from kiosk.viewmodels.gallery.media_rows import MEDIA_ROLES, media_rows

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("the controller owns the wall")
class GalleryViewModel(QObject):
    """The rows are laid out while the wall is shown; elsewhere they stay as they were."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = GalleryModel(self)
        self._media = KeyedListModel(MEDIA_ROLES, self)
        self._media_inputs, self._wall_inputs = InputTracker(), InputTracker()

    def update(self, content: DisplayedContent, state: SessionState) -> None:
        """Recompute the media and the rows, each if its own inputs changed."""
        language, place = state.language, state.location
        if self._media_inputs.changed(content, language):
            self._media.set_rows(media_rows(content.works.values(), language))
        if place.screen is Screen.WALL and self._wall_inputs.changed(
            content, language, place.medium
        ):
            keys = content.catalogue.works_of_medium(place.medium)
            works = [content.works[key] for key in keys]
            self._model.set_works(works, language, content.failures)

    @Property(GalleryModel, constant=True)
    def model(self) -> GalleryModel:
        return self._model

    @Property(KeyedListModel, constant=True)
    def media(self) -> KeyedListModel:
        return self._media

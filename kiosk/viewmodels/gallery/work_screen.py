"""The work that is open on its own screen."""

from dataclasses import replace

from PySide6.QtCore import QObject, Slot
from PySide6.QtQml import QmlElement

from kiosk.qt.input_tracker import InputTracker
from kiosk.qt.qml import QmlUncreatable
from kiosk.session import Screen, SessionState
from kiosk.viewmodels.displayed.displayed_content import DisplayedContent
from kiosk.viewmodels.gallery.image_loader import ImageLoader
from kiosk.viewmodels.gallery.work import WorkViewModel, WorkViewState

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("the controller owns the cards")
class WorkScreenViewModel(WorkViewModel):
    """The open work; after it is closed the last one stays, so that it can fade or slide away."""

    def __init__(self, image_loader: ImageLoader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._image_loader, self._own_wall = image_loader, ""
        self._inputs = InputTracker()
        image_loader.ready.connect(self._on_picture_ready)
        image_loader.catalogue_changed.connect(self._tint_wall)

    def update(self, content: DisplayedContent, state: SessionState) -> None:
        """Show the open work, if it or its wording changed."""
        key, picture = state.location.work, state.location.picture
        if state.location.screen is Screen.WORK and self._inputs.changed(
            content, state.language, key, picture
        ):
            self._own_wall = content.snapshot.exhibition.wall
            work = content.works.get(key)
            self.set_state(
                content.failures.guard(
                    key,
                    lambda: replace(WorkViewState.of(work, state.language), picture=picture),
                    WorkViewState(),
                )
                if work
                else WorkViewState(),
                (self._image_loader.colour(key), self._own_wall),
            )

    @Slot(str)
    def _on_picture_ready(self, key: str) -> None:
        """The average colour is known with the first rendition of a picture."""
        if key == self.state.key:
            self._tint_wall()

    @Slot()
    def _tint_wall(self) -> None:
        if self.state.key:
            self.set_average_colour(self._image_loader.colour(self.state.key), self._own_wall)

"""The file that one picture on the screen shows now."""

from pathlib import Path

from PySide6.QtCore import QObject, QSize, QTimer, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.qt.gc_scheduler import release_on_destroy
from kiosk.qt.qml import Property
from kiosk.viewmodels.gallery.image_loader import ImageLoader, Urgency

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class PictureSource(QObject):
    """Set ``imageLoader``, ``work`` and ``box`` (pixels); bind to ``url``.

    With ``steps`` above 1 the box is rounded up to that many pixels, so that pictures of nearly the
    same size share a derivative. ``ahead`` is true while the picture is not visible yet.
    """

    inputChanged = Signal()
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._image_loader: ImageLoader | None = None
        self._work = ""
        self._box = QSize()
        self._steps = 1
        self._ahead = False
        self._path: Path | None = None
        self._failed = False
        self._mended = False
        self._request: tuple[Path, tuple[int, int]] | None = None
        # Layouts settle in several passes: one look-up after the last of them is enough.
        self._update_soon = QTimer(self, singleShot=True, interval=0)
        self._update_soon.timeout.connect(self._update)
        release_on_destroy(self)

    @Property(ImageLoader, notify=inputChanged)
    def imageLoader(self) -> ImageLoader | None:
        return self._image_loader

    @imageLoader.setter
    def imageLoader(self, value: ImageLoader | None) -> None:
        if value is not self._image_loader:
            self._image_loader = value
            if value is not None:
                value.ready.connect(self._on_ready)
                value.failed.connect(self._on_failed)
                value.catalogue_changed.connect(self._update_soon.start)
            self._changed_input()

    @Property(str, notify=inputChanged)
    def work(self) -> str:
        return self._work

    @work.setter
    def work(self, value: str) -> None:
        if value != self._work:
            self._work = value
            # The last work's picture must not stay for even a frame, and a ready one is shown at
            # once: the look-up below comes only after the layouts, on a busy machine a frame later.
            self._path = self._ready_path()
            self._failed = self._mended = False
            self.changed.emit()
            self._changed_input()

    @Property(QSize, notify=inputChanged)
    def box(self) -> QSize:
        return self._box

    @box.setter
    def box(self, value: QSize) -> None:
        if value == self._box:
            return
        self._box = value
        # It may follow the work within one turn: a ready picture is shown with the next frame.
        if self._path is None and (path := self._ready_path()) is not None:
            self._path = path
            self.changed.emit()
        self._changed_input()

    @Property(int, notify=inputChanged)
    def steps(self) -> int:
        return self._steps

    @steps.setter
    def steps(self, value: int) -> None:
        self._set_input("_steps", max(1, value))

    @Property(bool, notify=inputChanged)
    def ahead(self) -> bool:
        return self._ahead

    @ahead.setter
    def ahead(self, value: bool) -> None:
        self._set_input("_ahead", value)

    @Property(QUrl, notify=changed)
    def url(self) -> QUrl:
        return QUrl.fromLocalFile(str(self._path)) if self._path else QUrl()

    @Property(bool, notify=changed)
    def failed(self) -> bool:
        return self._failed

    @Slot()
    def reportDamage(self) -> None:
        """QML could not read the file: have it made again, once."""
        if self._image_loader is not None and self._path is not None and not self._mended:
            self._mended = True
            self._image_loader.discard(self._path)
            self._path = None
            self.changed.emit()
            self._update_soon.start()

    def _set_input(self, name: str, value: object) -> None:
        if getattr(self, name) != value:
            setattr(self, name, value)
            self._changed_input()

    def _changed_input(self) -> None:
        self.inputChanged.emit()
        self._update_soon.start()

    def _wanted_box(self) -> tuple[int, int]:
        step = self._steps
        return -(-self._box.width() // step) * step, -(-self._box.height() // step) * step

    def _ready_path(self) -> Path | None:
        found = (
            self._image_loader.find(self._work, self._wanted_box())
            if self._image_loader is not None and self._work
            else None
        )
        return found.path if found is not None else None

    @Slot()
    def _update(self) -> None:
        self.cancel()
        if self._image_loader is None or not self._work:
            return
        box = self._wanted_box()
        found = self._image_loader.find(self._work, box)
        if found is not None:
            if found.path != self._path:
                self._path = found.path
                self.changed.emit()
        elif self._image_loader.is_broken(self._work):
            self._on_failed(self._work)
        else:
            master = self._image_loader.request(
                self._work, box, urgency=Urgency.NEXT if self._ahead else Urgency.NOW
            )
            self._request = (master, box) if master is not None else None

    @Slot()
    def cancel(self) -> None:
        """End the request: the item is destroyed, or wants another picture."""
        if self._image_loader is not None and self._request is not None:
            self._image_loader.cancel(*self._request)
            self._request = None

    @Slot(str, int, int)
    def _on_ready(self, key: str, width: int, height: int) -> None:
        if key == self._work and (width, height) == self._wanted_box():
            self._update()

    @Slot(str)
    def _on_failed(self, key: str) -> None:
        if key == self._work and not self._failed:
            self._failed = True
            self.changed.emit()
